/** Many at once, in the place of the chosen case: looked through before, line by line with its result after. */
import type { Case } from '../../../api/types'
import { later } from '../../../ui/later'
import { useBatch } from './lines'

const BatchResults = later(() => import('./BatchResults').then(({ BatchResults }) => BatchResults))
const BatchReview = later(() => import('./BatchReview').then(({ BatchReview }) => BatchReview))

interface Props {
  /** Those ticked, in the order of the list. */
  chosen: readonly Case[]
  opened: string | undefined
}

export function BatchPane({ chosen, opened }: Props) {
  const batch = useBatch()
  return batch ? <BatchResults batch={batch} /> : <BatchReview chosen={chosen} opened={opened} />
}
