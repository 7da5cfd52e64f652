/** Words: why what was typed cannot be taken, and what to do. */
import type { Text } from '../vi'

export const values: Text['values'] = {
  email: {
    empty: 'Enter an e-mail address.',
    named: 'Enter the address only, without the name and the brackets < >, like an@thu.vn.',
    no_at: 'The address has no @. Type it like an@thu.vn.',
    several: 'Enter one address only.',
    blank: 'There is a blank in the address. Remove it and check again.',
    letter:
      'The address has an accented letter or another odd character. Type it without accents; a Vietnamese domain as xn--.',
    long: 'The address is longer than 254 characters. Check it.',
    local: 'The part before the @ is wrong. Check dots and characters.',
    domain: 'The part after the @ is no domain. Type it like gmail.com, thu.vn.',
  },
  phone: {
    characters: 'Enter the digits of one number only, without letters and remarks.',
    old_mobile: 'Mobile numbers of 11 digits became 10 digits in 2018. Enter the new number.',
    digits: 'Digits are missing or too many, or the prefix is wrong. Type it like 0912345678.',
    noSms: 'This number gets no SMS (landline, hotline or foreign number).',
  },
  number: 'This is no CCCD (12 digits), CMND (9) or tax code (10, 12 or 13). Check it.',
  name: 'Enter the name in letters.',
  search: {
    length: 'The search is longer than 100 characters. Use fewer words.',
    personal_number:
      'This may be a personal number, which is not searched for. Search by name, register number or code.',
  },
  day: {
    form: 'There is no such day. Type it like 25/11/2026.',
    time_of_day: 'Enter the day only, without a time, like 25/11/2026.',
    no_such_day: 'The calendar has no such day. Check day and month.',
    year: 'The year must be from 1990 to 2100, of the Gregorian calendar, like 25/11/2026.',
  },
}
