import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'

import { Problem, sayRefusals, type ProblemType } from '../api/problem'
import { refused } from './en/refusals'

const contract = JSON.parse(
  readFileSync(new URL('../../../infra/openapi.json', import.meta.url), 'utf8'),
) as {
  components: { schemas: { ProblemType: { enum: ProblemType[] } } }
}
const VIETNAMESE = /[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]/iu

afterEach(() => sayRefusals(undefined))

const problem = (type: ProblemType, facts: object = {}) =>
  new Problem({
    type,
    title: 'Chưa thực hiện được',
    status: 409,
    detail: 'Tải lại danh sách.',
    request_id: 'r',
    facts: facts as Record<string, never>,
  })

test.each(contract.components.schemas.ProblemType.enum)('%s is said in English, and once', (type) => {
  sayRefusals(refused)
  const { title, message } = problem(type, { cause: 'encrypted' })
  expect(`${title} ${message}`).not.toMatch(VIETNAMESE)
  expect(title).not.toBe('')
  expect(message.startsWith(title)).toBe(false)
  expect(message).not.toMatch(/[a-z]-[a-z]+-|undefined|urn:/)
})

test('facts fill in', () => {
  sayRefusals(refused)
  const last = { action: 'return', at: '2026-11-23T09:31:00+07:00', by: 'Lê Văn Tám', role: 'signer' }
  expect(problem('urn:chung-thuc:problem:wrong-state', { state: 'returned', last }).message).toBe(
    'Lê Văn Tám returned it at 09:31 23/11/2026. It is now “Returned”. Reload the list.',
  )
  expect(problem('urn:chung-thuc:problem:beyond-horizon', { until: '2026-12-31' }).message).toContain(
    '31/12/2026',
  )
  expect(problem('urn:chung-thuc:problem:total-differs', { total: 363 }).message).toContain('363')
})

test('a problem of a later version is said neutrally, and Vietnamese is the API’s own', () => {
  const later = problem('urn:chung-thuc:problem:of-a-later-version' as ProblemType)
  expect(later.message).toBe('Tải lại danh sách.')
  sayRefusals(refused)
  expect([later.title, later.message]).toEqual([
    'Not done',
    'The system refused this. Reload the page; quote the code to support if it stays.',
  ])
})
