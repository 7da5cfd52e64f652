import { dayOfIso } from '../../format/format'
import type { Text } from '../vi'

export const check: Text['check'] = {
  title: 'Check an electronic certified copy',
  lead: 'Tells whether an electronic certified copy is genuine and whether it still holds. No sign-in is needed.',
  other: { language: 'Tiếng Việt', lang: 'vi' },
  byCode: {
    title: 'By its check code',
    label: 'Check code',
    hint: 'The 16 letters and digits on the statement page, beside the black-and-white square. For example 7K3Q-9XZA-1B2C-3D4E.',
    action: 'Check',
    missing: 'Enter the check code that stands on the statement page.',
    short: (length) =>
      `A code has 16 letters and digits; this one has ${length}. Look at the statement page again.`,
  },
  byFile: {
    title: 'By the file itself',
    hint: 'The file never leaves this computer: the browser computes its fingerprint (SHA-256) and sends only that.',
    choose: 'Choose the PDF',
    drop: 'or drop it here',
    reading: (name) => `Computing the fingerprint of ${name}…`,
    empty: 'This file is empty. Choose the copy as you received it.',
    tooLong:
      'This file is larger than any electronic certified copy, so it is none. Choose the copy as you received it.',
    unreadable:
      'This file cannot be read. Choose it again; copy it to this computer first if it is on a network drive.',
    insecure: 'This browser cannot compute a fingerprint. Use a newer browser, or check by the code.',
  },
  checking: 'Checking…',
  result: 'Result',
  states: {
    valid: 'Valid',
    withdrawn: 'Withdrawn: no longer of legal value',
    replaced: 'Withdrawn and replaced by another copy',
    unknown: 'Not found',
  },
  message: ({ state, copy, decision }, byFile) => {
    const by = decision ? ` by decision ${decision.number} of ${dayOfIso(decision.date)}` : ''
    switch (state) {
      case 'valid':
        return `This copy was certified by ${copy?.agency ?? ''} and holds. ${
          byFile
            ? 'The file is the same, bit for bit, as the copy that was sealed.'
            : 'The code only says that there is such a copy; to know whether the file in your hands is it, check the file itself.'
        }`
      case 'withdrawn':
        return `${copy?.agency ?? ''} has taken this copy’s legal value${by}. Do not use it any more.`
      case 'replaced':
        return `${copy?.agency ?? ''} has taken this copy’s legal value${by} and replaced it. Use the copy that replaces it.`
      case 'unknown':
        return 'No certified copy belongs to this code or file. Look at the code again; if you check a file, use exactly the one that you received, not changed or saved again. If it is still not found, do not use this copy and ask the agency named on it.'
    }
  },
  askedCode: (code) => `Checked by code ${code}`,
  askedFile: (name, size) => `Checked by file ${name} (${size})`,
  at: (when) => `At ${when}`,
  facts: {
    agency: 'Certified by',
    number: 'Register number',
    book: 'Register book',
    date: 'Day of certification',
    signer: 'Title of the signer',
    sha256: 'Fingerprint of the file (SHA-256)',
    decision: 'Decision of withdrawal',
    decisionOf: (number, day) => `No. ${number} of ${day}`,
    replacedBy: 'Replaced by',
    replacement: (number, book) => `No. ${number}, ${book}`,
  },
  signatures: {
    title: 'Digital signatures',
    of: { signer: 'The certifying official', agency: 'The agency (seal)' },
    valid: 'Valid signature; nothing was changed since',
    invalid: 'Not a valid signature',
    at: 'Signed at',
    issuer: 'Certificate issued by',
    certificateHeld: 'The certificate was valid at signing time',
    certificateDidNotHold: 'The certificate was not valid at signing time',
    notChecked: 'The issuer was not asked whether the certificate was revoked',
  },
  print: 'Print the result',
  printed:
    'This page records the answer at the time given above; whether the copy holds may change later. Check again at:',
  again: 'Check another copy',
  download: {
    title: 'Fetch this copy',
    lead: 'For whoever asked for the copy: a code that works once is sent to the address that the agency knows.',
    ask: 'Send me a download code',
    asked:
      'If the copy was released, a download code is sent to the address that the requester gave. It works once, for 10 minutes.',
    haveOne: 'I have a download code',
    label: 'Download code',
    hint: 'The 8 digits in the message.',
    wrongShape: 'A download code has 8 digits.',
    action: 'Download the copy',
    fetched: 'The copy is being downloaded. The code cannot be used again.',
    link: 'If the download does not begin, follow this link within 5 minutes.',
  },
  problems: {
    tooMany: (seconds) =>
      `This network address has asked too often within a minute. Wait ${seconds} seconds and try again.`,
    tooManyOver: 'The wait is over. Check again.',
    unreachable: 'The system was not reached, so there is no answer yet. Check the network and try again.',
    unexpected: 'Something unforeseen went wrong, so there is no answer yet. Reload the page and try again.',
    retry: 'Try again',
    requestId: (id) => `Code for support: ${id}`,
  },
  foot: 'The answer comes from the register of the agency that certified the copy. It does not say whose copy it is.',
}
