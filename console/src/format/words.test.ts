import { expect, test } from 'vitest'

import { inWords } from './words'

test('numbers are written as they are said, as the register writes them', () => {
  const said: [number, string][] = [
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [101, 'một trăm linh một'],
    [127, 'một trăm hai mươi bảy'],
    [1001, 'một nghìn không trăm linh một'],
    [1234, 'một nghìn hai trăm ba mươi tư'],
    [10_005, 'mười nghìn không trăm linh năm'],
    [105_000, 'một trăm linh năm nghìn'],
    [1_000_001, 'một triệu không trăm linh một'],
  ]
  expect(said.map(([number]) => inWords(number))).toEqual(said.map(([, words]) => words))
})
