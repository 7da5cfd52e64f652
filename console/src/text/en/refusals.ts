/** Words: what the API refuses, for a console in English. The API itself speaks Vietnamese. */
import type { Problem, ProblemType } from '../../api/problem'
import type { CaseState, Schema } from '../../api/types'
import { dayAndTime, dayOfIso } from '../../format/format'
import { codes } from './codes'
import { common } from './common'

type Name = ProblemType extends `urn:chung-thuc:problem:${infer Name}` ? Name : never
type Facts = Problem['facts']
type Detail = string | ((facts: Facts) => string)

/** What happened, and what to do; the types say when a problem of the contract has no words. */
export const REFUSALS: Record<Name, [title: string, detail: Detail]> = {
  'malformed-request': [
    'Request not understood',
    'The request could not be read. Reload the page and try again.',
  ],
  'personal-number-in-address': [
    'No search by personal number',
    'Search by name, name of the original, register number, case or check code: a search stands in the address and may be kept.',
  ],
  'signed-out': ['Not signed in', 'The session has ended. Sign in again to go on.'],
  'no-agency': ['No office', 'This account belongs to no office. Ask the administrator.'],
  'wrong-role': [
    'No permission',
    'This is the work of another role. If it is yours, ask the administrator of the office.',
  ],
  'no-profile': ['Not set up', 'The administrator has not set you up as a signer yet.'],
  'no-title': [
    'No right to sign recorded',
    'The administrator has not recorded your title and right to sign yet.',
  ],
  'not-found': ['Not found', 'There is no such thing in your office. Check the link or the list.'],
  'account-not-found': [
    'No account found',
    'The portal has no account of this number. Check it, or choose “No portal account” and enter an e-mail address.',
  ],
  'no-such-document': ['No such document', 'The case has no such document in its state.'],
  'no-such-image': ['No image yet', 'No image has been set up yet.'],
  'changed-meanwhile': ['Not done', 'Reload to see what changed, then try again.'],
  'wrong-state': [
    'The case is at another step',
    ({ state }) =>
      isState(state) ? `It is now “${common.states[state]}”. Reload the list.` : 'Reload the list.',
  ],
  'scan-missing': ['Not done', 'The case has no scan. Attach the scan first.'],
  'scan-awaited': ['Not done', 'The scan has not arrived yet or is being inspected. Wait a moment.'],
  'scan-refused': ['Not done', ({ cause }) => codes.said('scanRefusals', cause as never)],
  'scan-unconfirmed': [
    'Not done',
    'The scan was repaired. Compare it with the paper original and confirm that they agree first.',
  ],
  'scan-not-repaired': ['Not done', 'The scan is kept as it was uploaded, so there is nothing to confirm.'],
  'no-challenge': ['Not done', 'The confirmation has expired. Begin again.'],
  'no-subject': [
    'Not done',
    'The administrator has not recorded the identifier that the certificate must carry.',
  ],
  'no-certificate': ['Not done', 'No certificate is bound. Bind it first.'],
  'no-signature-image': ['Not done', 'There is no image of the signature. Set it up under “Profile”.'],
  'no-seal-image': ['Not done', 'There is no image of the seal. Set it up first.'],
  'no-wording': [
    'Not done',
    'The office has no wording of the statement for this day. Ask the administrator.',
  ],
  'nothing-prepared': ['Not done', 'Nothing waits for a signature. Begin again.'],
  superseded: [
    'Not done',
    'Something else was prepared later, or another certificate was bound. Begin again.',
  ],
  'prepared-expired': ['Not done', 'What was prepared is older than 30 minutes. Begin again.'],
  'book-not-yet-open': ['Not done', 'The register book opens on a later day. Choose another.'],
  'book-closed': ['Not done', 'The register book is closed. Choose another.'],
  'book-full': ['Not done', 'The register book has no number left. Open another.'],
  'book-continued': ['Not done', 'Another book of the year goes on from this one. Choose that one.'],
  'book-in-series': ['Not done', 'The book is part of the year’s series, so its first number is fixed.'],
  'book-of-another-year': ['Not done', 'A register book does not move to another year.'],
  'book-out-of-series': [
    'Not done',
    ({ first }) =>
      typeof first === 'number'
        ? `The numbers of a year are continuous: the next one is ${first}.`
        : 'The numbers of a year are continuous.',
  ],
  'book-has-entries': ['Not done', 'Numbers were issued from the book, so it cannot be deleted.'],
  'no-such-download': ['Not found', 'The link is wrong or no longer valid. Ask the office.'],
  'body-too-large': ['Too large', 'What was sent is larger than 3 MB.'],
  'invalid-field': ['Not valid', 'This value cannot be taken. Correct it and try again.'],
  'certificate-other-subject': [
    'Another certificate',
    'The certificate was issued to another person or office.',
  ],
  'certificate-chain-too-long': [
    'Certificate chain too long',
    'The certificate with those of its issuers does not fit into a signature. Ask the issuer for a shorter chain.',
  ],
  'cms-too-long': ['Signature too long', 'The signature with its certificates does not fit. Tell support.'],
  'already-sealed': ['Sealed already', 'The copy has been sealed before.'],
  unexpected: ['System error', 'Something unforeseen failed. Quote the code to support.'],
  'temporarily-unavailable': [
    'The system is busy',
    'Wait a moment, look whether it was saved, then try again.',
  ],
  'book-on-paper': ['Not done', 'The register book is on paper: numbers and totals are kept there.'],
  'book-counted': ['Not done', 'The total of the book has been confirmed; it does not change any more.'],
  'book-still-open': ['Not done', 'The register book may still issue numbers.'],
  'book-unsound': ['Not done', 'The register book does not agree with its entries. Check the book.'],
  'total-differs': [
    'Not done',
    ({ total }) =>
      typeof total === 'number'
        ? `${total} numbers were counted. Read the total again.`
        : 'Another total was counted. Read it again.',
  ],
  'wrong-download-code': [
    'The code does not work',
    'It is wrong, was used, or has expired. Ask for another one.',
  ],
  'too-many-checks': ['Too many checks', 'Wait a moment, then try again.'],
  'outside-delegation': ['No right to sign today', 'Your delegation does not hold today.'],
  'outside-delegation-scope': ['No right to sign this', 'Your delegation is not for this type of document.'],
  'already-sent': ['Sent already', 'This was sent; it is not sent twice.'],
  'delivery-under-way': ['Being sent', 'Wait 5 minutes and look again.'],
  'no-recipient': ['Nobody to send to', 'The recipient has no mobile number. Reach them another way.'],
  'delivery-replaced': [
    'Replaced',
    'A delivery to the corrected address has taken its place. Look at that one.',
  ],
  'not-by-email': [
    'Not by e-mail',
    'This goes to the portal account or a phone, so there is no e-mail address to correct.',
  ],
  'request-under-way': ['Being done', 'The same request is still being carried out. Wait a moment.'],
  'idempotency-key-reused': [
    'Not done',
    'The page sent the same request twice with different content. Reload the page.',
  ],
  'already-extended': [
    'Extended already',
    ({ days }) =>
      typeof days === 'number'
        ? `The time limit was extended by ${days} working days. Choose more.`
        : 'The time limit was extended by as many days already.',
  ],
  'no-account': ['No portal account', 'Your sign-in names no account of the portal.'],
  'certificate-expired': [
    'Certificate expired',
    'The period of the certificate is over. Renew it and bind the new one.',
  ],
  'certificate-not-yet-valid': ['Certificate not valid yet', 'The period of the certificate has not begun.'],
  'certificate-key-usage': ['Certificate not for signing', 'The key of the certificate is not for signing.'],
  'certificate-unknown-root': [
    'Unknown issuer',
    'The certificate leads to no trusted root. Ask the administrator.',
  ],
  'certificate-issuer-not-valid': ['Issuer not valid', 'A certificate of the issuer is not valid now.'],
  'certificate-weak-key': ['Key too weak', 'The key or algorithm of the certificate is too weak.'],
  'certificate-is-ca': ['Not a personal certificate', 'The certificate belongs to an authority.'],
  'certificate-unreadable': ['Certificate unreadable', 'The certificate cannot be read.'],
  'signature-garbled': ['Signature unreadable', 'The signing service answered in an unknown form.'],
  'signature-mismatch': ['Signature not valid', 'The signature does not verify. Sign again.'],
  'signature-other-certificate': [
    'Another certificate signed',
    'Another certificate than the bound one has signed. Choose the right token, or bind this one.',
  ],
  'signature-second-hash': [
    'Signing service not suitable',
    'The signing service hashes what it is given a second time.',
  ],
  'signed-data-garbled': ['Signature unreadable', 'The signed data of the signing service cannot be read.'],
  'signed-data-other-digest': [
    'Another document was signed',
    'The signing service signed another document. Sign again.',
  ],
  'signed-data-attributes': ['Signature not valid', 'A signed attribute is missing, repeated or wrong.'],
  'signed-data-algorithm': [
    'Algorithm not allowed',
    'The signing service must use SHA-256 with RSA or ECDSA.',
  ],
  'no-free-hour': ['No free hour', 'No hour is free to move the appointment to. Look again later.'],
  'slot-full': ['The hour is full', 'Choose another hour.'],
  'same-hour': ['Same hour', 'The appointment is at that hour already.'],
  'hour-begun': ['The hour has begun', 'The office decides what becomes of the appointment.'],
  'too-many-appointments': [
    'Too many appointments',
    'You hold as many open appointments at this office as are allowed.',
  ],
  'hour-not-over': ['The hour is not over', 'The requester may still come.'],
  'hour-passed': ['The hour has passed', 'Choose a later hour.'],
  'beyond-horizon': [
    'Too far ahead',
    ({ until }) =>
      typeof until === 'string'
        ? `Appointments are taken until ${dayOfIso(until)}.`
        : 'Appointments are not taken for that day yet.',
  ],
  'agency-closed': ['Closed that day', 'The office is closed on that day. Choose another.'],
  'no-such-slot': ['No such hour', 'No slot begins at that time. Choose one of the list.'],
  'centre-only': ['Not allowed', 'Only an administrator of the centre may do this.'],
  'agency-exists': ['The identifier is taken', 'There is an office of this identifier already.'],
  'last-admin': ['The last administrator', 'Give the role to somebody else first.'],
  'own-admin-role': [
    'Your own role',
    'You cannot give up your own administrator’s role or lock your own account.',
  ],
  'username-taken': ['The name is taken', 'Somebody signs in with this name already. Choose another.'],
  'already-signed-in': ['Signed in before', 'The official has signed in and needs no invitation.'],
  'official-locked': ['Account locked', 'The account of this official is locked. Unlock it first.'],
  'no-sign-in': ['No sign-in', 'The sign-in of this official no longer exists. Make a new one.'],
  'fee-begun': ['In force already', 'The rate of that day is in force already.'],
  'wording-begun': ['In use already', 'The wording of that day is in use already.'],
  'trust-exists': ['Trusted already', 'The certificate is in the list already.'],
  'certificate-not-an-authority': [
    'Not an authority',
    'The certificate belongs to no certification authority.',
  ],
  'agency-abolished': ['Office abolished', 'The office was abolished. Its books and copies stay readable.'],
  'official-disabled': ['Account locked', 'An administrator has locked your account.'],
  'image-too-long': ['File too large', 'The image is larger than 2 MB.'],
  'image-not-png': ['Not a PNG', 'Choose a .png file.'],
  'image-damaged': ['Image damaged', 'The image cannot be read. Make it again.'],
  'image-too-large': ['Image too large', 'The image has too many pixels.'],
  'image-not-transparent': ['Not transparent', 'The image has no transparent background.'],
  'image-empty': ['Empty image', 'Nothing is drawn in the image.'],
  'too-complex': [
    'Scan too complex',
    'The structure of the scan is too complex to be signed. Scan the original again.',
  ],
  'plan-format': [
    'Scan to be attached again',
    'The system was updated since the scan was read. Attach it again.',
  ],
  'digest-format': [
    'Scan to be attached again',
    'The system was updated since the scan was read. Attach it again.',
  ],
  'digest-of-another-document': [
    'Scan to be attached again',
    'The data of the scan do not belong together. Attach it again.',
  ],
  'too-many-objects': [
    'Document too complex',
    'Nothing can be added to this document. Scan the original again.',
  ],
  'document-too-long': [
    'Document too long',
    'Nothing can be added to this document. Scan the original again.',
  ],
  'seal-size': ['Size of the seal', 'A seal does not have this size.'],
  'missing-character': [
    'Character not printable',
    'A text has a character that cannot be printed. Correct it.',
  ],
  'text-too-long': ['Text too long', 'A text does not fit on the page. Shorten it.'],
  reserve: ['System error', 'The room for the signature is wrong. Tell support.'],
  'no-such-page': ['No such page', 'The document has no such page.'],
  'page-without-area': ['Page without size', 'The page has no area. Scan the original again.'],
  'place-outside-page': ['Outside the page', 'Place the signature wholly on the page.'],
  'place-too-small': ['Too small', 'Make the place of the signature larger.'],
  'place-over-check': [
    'Covers the check mark',
    'The signature or the seal would cover the code of the public check. Move it.',
  ],
}

const isState = (state: unknown): state is CaseState => typeof state === 'string' && state in common.states

/** A refusal in English; a problem of a later version is named by its status. */
export function refused({ type, status, facts }: Pick<Problem, 'type' | 'status' | 'facts'>): {
  title: string
  detail: string
} {
  const found = (REFUSALS as Partial<Record<string, [string, Detail]>>)[type.replace(/^.*:/, '')]
  if (!found) {
    const title = status < 500 ? 'Not done' : 'System error'
    return {
      title,
      detail: 'The system refused this. Reload the page; quote the code to support if it stays.',
    }
  }
  const [title, detail] = found
  const what = typeof detail === 'string' ? detail : detail(facts)
  const last = lastOf(facts)
  return { title, detail: last === undefined ? what : `${last} ${what}` }
}

/** What was done last, to what a refusal is about. */
export const LAST: Record<Schema['CaseAction'] | Schema['AppointmentAction'], string> = {
  open: 'opened it',
  change: 'changed it',
  'expect-scan': 'began to upload the scan',
  'scan-ready': 'received the scan',
  'scan-repaired': 'repaired the scan',
  'scan-refused': 'refused the scan',
  'confirm-scan': 'confirmed the scan',
  submit: 'submitted it',
  sign: 'signed it',
  return: 'returned it',
  resume: 'took it up again',
  extend: 'extended its time limit',
  number: 'numbered it',
  seal: 'sealed it',
  release: 'released it',
  'correct-address': 'corrected its address',
  withdraw: 'withdrew it',
  cancel: 'cancelled it',
  book: 'booked it',
  reschedule: 'moved it',
  'no-show': 'recorded that the requester did not come',
  'cancel-with-case': 'cancelled it with its case',
}

/** Who did what last, when a refusal tells. */
function lastOf({ last }: Facts): string | undefined {
  if (typeof last !== 'object' || last === null) return undefined
  const { action, at, by, role } = last as Record<string, unknown>
  if (typeof at !== 'string') return undefined
  const who = typeof by === 'string' ? by : role === 'requester' ? 'The requester' : 'The office'
  return `${who} ${(LAST as Partial<Record<string, string>>)[String(action)] ?? 'changed it'} at ${dayAndTime(at)}.`
}
