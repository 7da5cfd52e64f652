import type { Text } from '../vi'

export const signing: Text['signing'] = {
  ready: 'Signing service: ready',
  missing: 'Signing service: not found',
  looking: 'Signing service: looking',
  missingTitle: 'No signing service on this computer',
  missingDetail:
    'The signing service is not installed or not running here, so nothing can be signed yet. Start it, or install and start it. This page notices by itself.',
  install: 'Get the signing service',
  ask: 'If the browser asks whether this page may reach devices on this computer, choose Allow.',
  refusedTitle: 'The signing service did not sign',
  cancelled: 'Cancelled at the signing service; nothing was signed.',
  closedTitle: 'The signing service went away',
  closedDetail:
    'The signing service closed before it answered, so nothing was signed. Check it and try again.',
  otherTitle: 'Another certificate at the desk',
  other: (subject) =>
    `The certificate${subject && ` “${subject}”`} of the signing device is not the one that was bound. Plug in the right device and go on, or bind the new certificate (leaders under My page, clerks under Seal).`,
  status: (code) => `status ${code}`,
}
