import { describe, expect, test } from 'vitest'

import { shiftsOf, shiftsText, whole } from './hours'
import { codeFor, moved } from './types'

describe('opening hours', () => {
  test('are read as offices write them', () => {
    const both = [
      { opens: '07:30', closes: '11:30' },
      { opens: '13:30', closes: '17:00' },
    ]
    expect(shiftsOf('07:30-11:30, 13:30-17:00')).toEqual(both)
    expect(shiftsOf('7h30 – 11h30; 13g30–17')).toEqual(both)
    expect(shiftsText(both)).toBe('07:30-11:30, 13:30-17:00')
    expect(shiftsOf('  ')).toEqual([])
  })
  test('are refused when they run back, overlap or are no hours', () => {
    for (const wrong of ['11:30-07:30', '07:30-11:30, 11:00-17:00', '07:30', '25:00-26:00', '7:75-8:00'])
      expect(shiftsOf(wrong)).toBeUndefined()
  })
})

test('numbers may have dots, and nothing else', () => {
  expect(whole('200.000')).toBe(200_000)
  expect(whole('-1')).toBeUndefined()
  expect(whole('')).toBeUndefined()
})

describe('document types', () => {
  test('get a code of their name, which nobody else has', () => {
    expect(codeFor('Giấy khai sinh (bản sao)', [])).toBe('giay-khai-sinh-ban-sao')
    expect(codeFor('Đăng ký xe', ['dang-ky-xe', 'dang-ky-xe-2'])).toBe('dang-ky-xe-3')
    expect(codeFor('???', [])).toBe('loai')
  })
  test('are moved among those that are offered', () => {
    const type = (code: string, retired = false) => ({ code, retired })
    const all = [type('a'), type('old', true), type('b'), type('c')]
    expect(moved(all, 2, 0).map(({ code }) => code)).toEqual(['c', 'a', 'b', 'old'])
  })
})
