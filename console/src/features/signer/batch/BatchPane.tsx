/** Many at once, in the place of the chosen case: looked through before, line by line with its result after. */
import type { Case } from '../../../api/types'
import { BatchResults } from './BatchResults'
import { BatchReview } from './BatchReview'
import { batch } from './lines'

interface Props {
  /** Those ticked, in the order of the list. */
  chosen: readonly Case[]
  opened: string | undefined
}

export function BatchPane({ chosen, opened }: Props) {
  const now = batch.use()
  return now ? <BatchResults batch={now} /> : <BatchReview chosen={chosen} opened={opened} />
}
