import { expect, test } from 'vitest'

import { slowness } from './upload'

test.each([
  // 29 MB at 25 kB/s, judged after ten seconds.
  [250_000, 29_000_000, 10_000, { rate: 25_000, left: 1150 }],
  // Not judged in the first seconds.
  [25_000, 29_000_000, 1000, undefined],
  [1_000_000, 29_000_000, 10_000, { rate: 100_000, left: 280 }],
  // The rest takes less than a minute and a half.
  [28_000_000, 29_000_000, 1_000_000, undefined],
  [10_000_000, 29_000_000, 10_000, undefined],
])('%i of %i bytes in %i ms', (sent, total, milliseconds, expected) =>
  expect(slowness(sent, total, milliseconds)).toEqual(expected),
)
