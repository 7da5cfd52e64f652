import type { Text } from '../vi'

export const pdf: Text['pdf'] = {
  opening: 'Opening the document…',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit the width',
  rotate: 'Rotate for viewing',
  page: (n) => `Page ${n}`,
}
