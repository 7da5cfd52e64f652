/** Words: the closed sets of codes that the API sends. The types say when one is missing. */
import { dayAndTime } from '../../format/format'
import { codesOf, type Facts, type Said, type Sets } from '../codes'

const caseActions: Sets['caseActions'] = {
  open: 'opened the case',
  change: 'changed the case',
  'expect-scan': 'began to upload the scan of the case',
  'scan-ready': 'received the scan of the case',
  'scan-repaired': 'repaired the scan of the case',
  'scan-refused': 'refused the scan of the case',
  'confirm-scan': 'confirmed that the scan of the case agrees with the paper original',
  submit: 'submitted the case',
  sign: 'signed the case',
  return: 'returned the case',
  resume: 'took up the case again',
  extend: 'extended the time limit of the case',
  number: 'numbered the case',
  seal: 'sealed the case',
  release: 'released the case',
  'correct-address': 'corrected the address of the case',
  withdraw: 'withdrew the copy of the case',
  cancel: 'cancelled the case',
}

const appointmentActions: Sets['appointmentActions'] = {
  book: 'booked the appointment',
  open: 'opened a case from the appointment',
  reschedule: 'moved the appointment',
  cancel: 'cancelled the appointment',
  'no-show': 'recorded that the requester did not come',
  'cancel-with-case': 'cancelled the appointment with its case',
}

const changedFields: Sets['changedFields'] = {
  requester: 'requester',
  document_type: 'document type',
  original_name: 'name of the original',
  copies: 'number of copies',
  fee_waiver: 'fee waiver',
  keep_scan: 'the earlier scan was kept',
}

const extensionGrounds: Sets['extensionGrounds'] = {
  many_originals: 'Several kinds of originals at once',
  many_pages: 'An original of many pages',
  many_copies: 'Many copies',
  complex: 'Complex content, hard to compare',
}

const returnGrounds: Sets['returnGrounds'] = {
  altered: 'The original was altered',
  illegible: 'The original is damaged or illegible',
  classified: 'Classified, or marked as not to be copied',
  unlawful: 'Unlawful content',
  not_legalised: 'A foreign document that is not legalised',
  self_made: 'A private document without confirmation and seal',
  other: 'Another reason',
}

const scanRefusals: Sets['scanRefusals'] = {
  empty: 'The file is empty. Scan the original again and upload it.',
  'too-large': 'The file is larger than 30 MB. Scan at 200–300 dpi or choose more compression.',
  'not-a-pdf': 'The file is no PDF. Choose PDF on the scanner and upload again.',
  truncated:
    'The end of the file is missing: it was not written, copied or uploaded completely. Fetch it again.',
  damaged:
    'Programs read the structure of this PDF differently. Choose another kind of PDF on the scanner or print to a new PDF.',
  encrypted: 'The file needs a password to open. Turn PDF encryption off on the scanner and upload again.',
  'already-signed': 'The file has a digital signature. Scan the original and upload that.',
  script: 'The file has a script or an action that runs by itself. Scan the original again.',
  'embedded-file': 'The file has another file attached. Remove it or scan again.',
  'launch-action': 'The file starts another program. Scan the original again.',
  'external-action': 'The file reads or sends data outside. Scan the original again.',
  multimedia: 'The file has sound, video or 3D content. Scan the original again.',
  'dynamic-form': 'The file is a dynamic form (XFA). Print it, scan it and upload again.',
  'form-field': 'The file has form fields. Print it to PDF or scan the paper, then upload again.',
  annotation:
    'The file has notes or drawings added to its pages. Remove them or print to a new PDF, then upload again.',
  layers:
    'The file has layers that can be shown or hidden. Turn layers off on the scanner or print to a new PDF.',
  'alternate-content':
    'The file has an image that software may replace by another. Print to a new PDF or scan again.',
  'no-pages': 'The file has no page. Scan the original again.',
  'too-many-pages': 'The file has more than 2,000 pages. Divide it.',
  'page-without-area': 'A page has no valid size. Scan the original again.',
  'too-many-objects': 'The file is too complex for a scan. Scan the original again.',
  'too-complex': 'The file is too complex for a scan. Scan the original again.',
  'decompression-bomb': 'The file has unusual compressed data. Scan the original again.',
}

const scanWarnings: Sets['scanWarnings'] = {
  'low-resolution': 'A page is below 200 dpi. Better scan again at 200 dpi or more.',
  grey: 'A page is in shades of grey. Better scan again in colour.',
  bilevel: 'A page is black and white. Better scan again in colour.',
  'old-version': 'The file is an old PDF (before 1.4). Better choose PDF 1.4 or later.',
}

const scanChanges: Sets['scanChanges'] = {
  'structure-rebuilt': 'The structure of the file was built again; the pages stay as they are.',
  'encryption-removed': 'The encryption and the restrictions were removed.',
  'actions-removed': 'Scripts, automatic actions and links out of the file were removed.',
  'files-removed': 'Attached files were removed.',
  'multimedia-removed': 'Sound, film or 3D content was removed.',
  'form-data-removed': 'The data of an XFA form were removed.',
  'fields-flattened': 'Form fields were drawn into the page as they were shown.',
  'annotations-flattened': 'Annotations were drawn into the page as they were shown.',
  'hidden-annotations-removed': 'Annotations or fields that nobody sees were removed.',
  'layers-merged': 'Visible layers were merged into the page.',
  'alternate-content-removed': 'Alternative images and content that the screen does not show were removed.',
  'bookmarks-removed': 'Bookmarks that lead to no page were removed.',
  'tags-removed': 'Tags for screen readers were removed.',
}

const accountWarnings: Sets['accountWarnings'] = {
  'tax-code-check-digit': 'The check digit of the tax code does not match. Compare it with the paper.',
  'unknown-place-code': 'The place of birth in the personal number is not in the list.',
  'other-birth-year': 'The year of birth in the number differs from the account.',
  'other-sex': 'The sex in the number differs from the account.',
  'old-card-number': 'This is an old card number (9 digits). Better ask for the CCCD number.',
}

const notices: Sets['notices'] = {
  copy_released: 'Certified copy',
  copy_withdrawn: 'Copy withdrawn',
  time_limit_extended: 'Time limit extended',
  download_code: 'Code for the download',
  appointment_booked: 'Appointment booked',
  appointment_refused: 'Appointment refused',
  appointment_moved: 'Appointment moved',
  appointment_cancelled: 'Appointment cancelled',
  appointment_reminder: 'Reminder of an appointment',
}

const channels: Sets['channels'] = { email: 'E-mail', portal: 'Portal account', sms: 'Text message' }

const deliveryStates: Sets['deliveryStates'] = {
  queued: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Came back',
  complained: 'Marked as spam',
  failed: 'Could not be sent',
  not_sent: 'Not sent',
}

const deliveryReasons: Sets['deliveryReasons'] = {
  no_such_mailbox: 'There is no such mailbox.',
  mailbox_full: 'The mailbox is full.',
  too_large: 'The message is too large for the mailbox.',
  content_refused: 'The recipient’s server refuses the content or the attachment.',
  suppressed: 'Earlier messages to this address came back, so nothing is sent to it.',
  passing: 'The recipient’s server did not take the message for the moment.',
  unwanted: 'The recipient marked the message as spam.',
  virus: 'The mail service suspects malware in the file.',
  unknown: 'The recipient’s server gives no reason.',
}

const advice: Sets['advice'] = {
  wait: 'Not sent yet; the system tries again by itself. After 5 minutes, press “Send again”.',
  ask_then_resend: 'Being sent, or cut off. After 5 minutes, ask the recipient, then send again.',
  check_address:
    'The mailbox sent it back. Ask for the address; if it is right send again, otherwise correct it and send.',
  reach_otherwise:
    'The recipient marked our mail as spam, so no more mail goes to this address. Reach them another way.',
  check_phone: 'The text message could not be sent. Check the number and send again, or call.',
  check_and_resend: 'Could not be sent. Check the address with the recipient and send again.',
  call_landline: 'No text message, because the number is no Vietnamese mobile number. Call the recipient.',
  no_phone: 'No text message, because the recipient gave no number. Reach them another way.',
}

const bookKinds: Sets['bookKinds'] = { electronic: 'Electronic', paper: 'Paper' }

const facts = (said: Said): Facts => ({
  changed: ({ fields }) => `Changed: ${fields.map((field) => said('changedFields', field)).join(', ')}.`,
  extended: ({ ground, days, due_at }) =>
    `${days === 1 ? '1 further working day' : `${days} further working days`}, now due ${dayAndTime(due_at)}. ${said('extensionGrounds', ground)}.`,
  from_appointment: () => 'From an appointment.',
  scan_refused: ({ cause }) => said('scanRefusals', cause),
  scan_repaired: ({ changes }) => changes.map((code) => said('scanChanges', code)).join(' '),
  scan_confirmed: ({ uploaded, repaired }) =>
    `SHA-256 of the uploaded file: ${uploaded}. SHA-256 of the repaired one: ${repaired}.`,
  returned: ({ ground }) => `${said('returnGrounds', ground)}.`,
  address_corrected: () => 'The earlier message did not arrive; it goes to the new address.',
  booked: ({ slot }) => `For ${dayAndTime(slot)}.`,
  moved: ({ before, slot }) => `From ${dayAndTime(before)} to ${dayAndTime(slot)}.`,
  of_case: ({ case: id }) => `Case CT-${id.slice(-8)}.`,
})
const sets: Sets = {
  caseActions,
  appointmentActions,
  changedFields,
  extensionGrounds,
  returnGrounds,
  scanRefusals,
  scanWarnings,
  scanChanges,
  accountWarnings,
  notices,
  channels,
  deliveryStates,
  deliveryReasons,
  advice,
  bookKinds,
}

export const codes = codesOf(sets, 'something else', facts)
