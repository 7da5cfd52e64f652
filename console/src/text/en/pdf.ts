import type { Text } from '../vi'

export const pdf: Text['pdf'] = {
  opening: 'Opening the document…',
  unreadable: 'This file cannot be shown here.',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit the width',
  rotate: 'Rotate for viewing',
  page: (n) => `Page ${n}`,
  signature: (x, y, width) =>
    `Signature image: ${x} points from the left, ${y} from the bottom, ${width} wide`,
  signatureHelp: 'Drag the signature, or use the arrow keys (with Shift: 10 points)',
}
