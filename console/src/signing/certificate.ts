/** Whether the token at the desk holds the certificate that was bound: asked before anything is done for its signature. */
import { me, queries } from '../api/queries'
import type { Text } from '../text/vi'
import { certificateOfDesk, ServiceProblem } from './service'

/** Whose certificate is to be at the desk. */
export type Whose = 'certificate' | 'agency_certificate'

/** Another certificate is at the desk than the one that was bound. */
export class OtherCertificate extends ServiceProblem {
  private readonly subject: string

  constructor(subject = '') {
    super(subject)
    this.name = 'OtherCertificate'
    this.subject = subject
  }

  override words({ signing }: Text): { title: string; detail: string } {
    return { title: signing.otherTitle, detail: signing.other(this.subject) }
  }
}

/**
 * Refuses when the token holds another certificate than the bound one; gives the bound one's fingerprint. A service that
 * does not tell its certificate is let pass: the API compares again.
 */
export async function insistOnBound(whose: Whose, signal?: AbortSignal): Promise<string | undefined> {
  const desk = await certificateOfDesk(signal)
  const known = (await queries.query(me))[whose]?.fingerprint
  if (desk.Certificate === undefined) return known
  const fingerprint = await fingerprintOf(desk.Certificate)
  if (known === fingerprint) return known
  // It may have been bound on another computer since.
  const now = await queries.query({ ...me, staleTime: 0 })
  if (now[whose]?.fingerprint !== fingerprint) throw new OtherCertificate(desk.Subject)
  return fingerprint
}

/** Refuses a signature by another certificate than the one that it was prepared for. */
export async function insistOn(fingerprint: string, certificate: string | undefined): Promise<void> {
  if (certificate !== undefined && (await fingerprintOf(certificate)) !== fingerprint)
    throw new OtherCertificate()
}

/** SHA-256 of a certificate in base64, as the API writes it. */
async function fingerprintOf(certificate: string): Promise<string> {
  const der = Uint8Array.from(atob(certificate), (character) => character.charCodeAt(0))
  const digest = await crypto.subtle.digest('SHA-256', der)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
