import type { Text } from '../vi'

export const clerk: Text['clerk'] = {
  empty: 'No copy waits for the seal. Copies appear here once a leader has signed them.',
  book: 'Register book',
  chooseBook: 'Choose a book',
  next: 'Next number',
  fixed:
    'The number is fixed when it is issued; if another counter is first, this case gets the one after it.',
  noBook: {
    title: 'No book is open',
    detail: 'No number can be issued: an electronic book that is open today is needed.',
    link: 'Open register books',
  },
  certificate: {
    name: 'Certificate of the agency',
    by: (issuer) => `issued by ${issuer}`,
    days: (n) => `${n} days left`,
    soon: (n, day) =>
      `The agency’s certificate ends in ${n} days, on ${day}. Have it renewed and bind the new one before then.`,
    over: (day) => `The agency’s certificate ended on ${day}, so nothing can be sealed.`,
    soonTitle: 'The certificate ends soon',
    overTitle: 'The certificate has ended',
  },
  unready: {
    title: 'Cannot seal yet',
    image: 'There is no image of the seal.',
    certificate: 'The agency’s certificate is not bound.',
    link: 'Open the seal’s settings',
  },
  act: {
    numberAndSeal: 'Number and seal',
    numberOnly: 'Number only',
    seal: 'Seal',
    release: 'Finish and send the certified copy to the requester',
  },
  why: {
    noBook: 'Choose a register book first.',
    service: 'The signing service is not there on this computer.',
    unready: 'The seal’s image or the agency’s certificate is missing.',
    expired: 'The agency’s certificate has ended.',
    busy: 'Under way.',
    gone: (state) => `The case is “${state}”.`,
  },
  phase: {
    number: 'Issuing the number…',
    prepare: 'Filling in number, date and seal…',
    pin: 'Waiting for the PIN at the signing service…',
    check: 'Checking the agency’s signature…',
    release: 'Sending the certified copy…',
  },
  stop: 'Stop',
  confirm: {
    numberTitle: (next) => `Issue number ${next}?`,
    number: (book) =>
      `This case gets the next number of ${book}. A number cannot be taken back, even if the copy is withdrawn later.`,
    releaseTitle: 'Send the certified copy?',
    toAccount: (name, account) =>
      `The certified copy goes to the portal account ${account} of ${name}. It cannot be taken back.`,
    toEmail: (name, email) =>
      `The certified copy goes by e-mail to ${email} of ${name}. It cannot be taken back.`,
    release: 'Send the copy',
  },
  sealed: (who, when) => `Sealed, signature checked · ${who} · ${when}`,
  numbered: (number, book) => `Number ${number}, ${book}, is issued. Press Seal to go on.`,
  released: 'The certified copy is on its way.',
}
