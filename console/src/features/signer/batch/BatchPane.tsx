/** Many at once, in the place of the chosen case: looked through before, line by line with its result after. */
import type { Case } from '../../../api/types'
import { later } from '../../../ui/later'
import { batch } from './lines'

const BatchResults = later(() => import('./BatchResults').then(({ BatchResults }) => BatchResults))
const BatchReview = later(() => import('./BatchReview').then(({ BatchReview }) => BatchReview))

interface Props {
  /** Those ticked, in the order of the list. */
  chosen: readonly Case[]
  opened: string | undefined
}

export function BatchPane({ chosen, opened }: Props) {
  const now = batch.use()
  return now ? <BatchResults batch={now} /> : <BatchReview chosen={chosen} opened={opened} />
}
