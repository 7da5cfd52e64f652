/** What left the stack, what comes in from outside, and judges that nobody here wrote. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { CONSOLE, localCaller, office, stack } from './stack'

export interface Mail {
  from: string
  to: string[]
  subject: string
  text: string
  attachments: { name: string; base64: string }[]
}

/** What pyHanko says of one signature. */
export interface Verdict {
  field: string
  intact: boolean
  valid: boolean
  trusted: boolean
  /** All of the above, and nothing else is wrong. */
  sound: boolean
  coverage: string
  modifications: string
}

/** The e-mails that SES has sent to an address, the first one first. */
export function mailTo(address: string): Promise<Mail[]> {
  return office<Mail[]>('mail', address)
}

/** The text messages that SNS has sent to a number (`+84…`), the first one first. */
export async function smsTo(number: string): Promise<string[]> {
  const query = new URLSearchParams({ phoneNumber: number }).toString()
  const answer = await fetch(`${stack.endpoint}/_ministack/sns/sms-messages?${query}`)
  const sent = (await answer.json()) as { sms_messages: Record<string, { Message: string }[] | undefined> }
  return (sent.sms_messages[number] ?? []).map(({ Message }) => Message)
}

let folder: string | undefined
let made = 0

function freshFile(name: string): string {
  folder ??= mkdtempSync(join(tmpdir(), 'browser-files-'))
  const own = join(folder, String(made++))
  mkdirSync(own)
  return join(own, name)
}

/** Makes a scan (`tests/scans`) in a file of a name; gives its path. */
export async function scanFile(
  name = 'ban-scan.pdf',
  wishes: { layout?: string; size?: number; hostile?: string } = {},
): Promise<string> {
  const out = freshFile(name)
  const options = Object.entries(wishes).flatMap(([option, value]) => [`--${option}`, String(value)])
  await office('scan', '--out', out, ...options)
  return out
}

/** Puts bytes into a file of a name; gives its path. */
export function fileOf(name: string, bytes: Uint8Array | string): string {
  const out = freshFile(name)
  writeFileSync(out, bytes)
  return out
}

/** pyHanko's verdict on each signature of a PDF, in the order of the file; qpdf must find nothing. */
export function pyHanko(copy: Uint8Array | string): Promise<Verdict[]> {
  return office<Verdict[]>('check', typeof copy === 'string' ? copy : fileOf('copy.pdf', copy))
}

/** What a test has to know of a delivery, as the API shows it. */
interface Sent {
  id: string
  about: string
  attempts: { message_id?: string }[]
}

/** Reports that the last e-mail of a delivery came back, as SES does. */
export async function bounce(agency: string, delivery: Sent): Promise<void> {
  const event = JSON.parse(readFileSync(join(CONSOLE, '../events/deliver-email-bounced.json'), 'utf8')) as {
    Records: { Sns: { Message: string } }[]
  }
  const sns = event.Records[0]?.Sns
  if (!sns) throw new Error('no record')
  const said = JSON.parse(sns.Message) as {
    mail: { messageId?: string | undefined; tags: Record<string, string[]> }
  }
  said.mail.messageId = delivery.attempts.at(-1)?.message_id
  Object.assign(said.mail.tags, { delivery: [delivery.id], agency: [agency], about: [delivery.about] })
  sns.Message = JSON.stringify(said)
  const path = '/2015-03-31/functions/chung-thuc-local-deliver/invocations'
  const answer = await fetch(`${stack.endpoint}${path}`, {
    method: 'POST',
    headers: { authorization: localCaller('lambda') },
    body: JSON.stringify(event),
  })
  const failed = answer.headers.get('x-amz-function-error')
  if (!answer.ok || failed !== null) throw new Error(`deliver: ${answer.status} ${await answer.text()}`)
}
