/** Many copies in the place of the chosen one: looked through and asked for before, each with its result after. */
import type { Case } from '../../../api/types'
import { batch } from './lines'
import { BatchResults } from './BatchResults'
import { BatchReview } from './BatchReview'

interface Props {
  /** Those ticked, in the order of the list. */
  chosen: readonly Case[]
  opened: string | undefined
}

export function BatchPane({ chosen, opened }: Props) {
  const now = batch.use()
  return now ? <BatchResults batch={now} /> : <BatchReview chosen={chosen} opened={opened} />
}
