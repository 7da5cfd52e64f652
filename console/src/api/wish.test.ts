import { beforeEach, describe, expect, test, vi } from 'vitest'

import { Problem, Unreachable } from './problem'
import { standing, Wish } from './wish'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
})

const refusal = (code: string, status: number) =>
  new Problem({
    type: `urn:chung-thuc:problem:${code}` as Problem['type'],
    title: '',
    status,
    detail: '',
    request_id: '',
  })

const write = (body: unknown, path = '/books', method = 'POST') =>
  new Request(`https://api.example.vn${path}`, { method, body: JSON.stringify(body) })

const answer = (status: number, code?: string) =>
  new Response(code && JSON.stringify({ type: `urn:chung-thuc:problem:${code}` }), { status })

describe('the key of a request', () => {
  test('stays while its outcome is not known', async () => {
    const first = await standing(write({ a: 1 }))
    expect((await standing(write({ a: 1 }))).key).toBe(first.key)
    for (const open of [answer(500), answer(503), answer(429), answer(409, 'request-under-way')]) {
      await first.answered(open)
      expect((await standing(write({ a: 1 }))).key).toBe(first.key)
    }
  })
  test.each([answer(201), answer(422, 'invalid-field'), answer(409, 'agency-exists')])(
    'is another one once it is (%#)',
    async (known) => {
      const first = await standing(write({ a: 2 }))
      await first.answered(known)
      expect((await standing(write({ a: 2 }))).key).not.toBe(first.key)
    },
  )
  test('belongs to what is asked, and of whom', async () => {
    const { key } = await standing(write({ a: 3 }))
    expect((await standing(write({ a: 4 }))).key).not.toBe(key)
    expect((await standing(write({ a: 3 }, '/agencies'))).key).not.toBe(key)
  })
  test('of a link or a challenge is a new one each time', async () => {
    const slip = () => standing(write({}, '/cases/01/slip'))
    expect((await slip()).key).not.toBe((await slip()).key)
  })
  test('of a change ends when a later change of the same thing is answered', async () => {
    const first = await standing(write({ closes: 'a' }, '/books/01', 'PATCH'))
    await (await standing(write({ closes: 'b' }, '/books/01', 'PATCH'))).answered(answer(200))
    expect((await standing(write({ closes: 'a' }, '/books/01', 'PATCH'))).key).not.toBe(first.key)
  })
  test('stands nowhere with what was typed', async () => {
    await standing(write({ name: 'Nguyễn Văn Thử' }))
    expect(sessionStorage.getItem('requests')).not.toContain('Thử')
  })
})

/** An API that keeps the first request of a key, and loses the answers to some. */
class Api {
  readonly made: string[] = []
  private readonly had = new Map<string, string>()
  lost = 0

  readonly ask = (content: string, key: string): Promise<string> => {
    const before = this.had.get(key)
    if (before !== undefined && before !== content)
      return Promise.reject(refusal('idempotency-key-reused', 422))
    if (before === undefined) this.made.push(content)
    this.had.set(key, content)
    if (this.lost-- > 0) return Promise.reject(new Unreachable('lost'))
    return Promise.resolve(`made of ${content}`)
  }
}

describe('a wish', () => {
  test('is made once, however often it is pressed', async () => {
    const api = new Api()
    const wish = new Wish(api.ask)
    api.lost = 2
    await expect(wish.make('a')).rejects.toThrow('unreachable')
    await expect(wish.make('a')).rejects.toThrow('unreachable')
    expect(await wish.make('a')).toEqual({ answer: 'made of a', content: 'a' })
    expect(api.made).toEqual(['a'])
  })
  test('that was corrected after a lost answer gives what the first press made', async () => {
    const api = new Api()
    const wish = new Wish(api.ask)
    api.lost = 1
    await expect(wish.make('a')).rejects.toThrow('unreachable')
    expect(await wish.make('b')).toEqual({ answer: 'made of a', content: 'a' })
    expect(api.made).toEqual(['a'])
    expect(await wish.make('b')).toEqual({ answer: 'made of b', content: 'b' }) // another wish
  })
  test('that never arrived is made as it was corrected', async () => {
    const api = new Api()
    let reached = false
    const wish = new Wish((content: string, key) =>
      reached ? api.ask(content, key) : Promise.reject(new Unreachable('never sent')),
    )
    await expect(wish.make('a')).rejects.toThrow('unreachable')
    reached = true
    expect(await wish.make('b')).toEqual({ answer: 'made of b', content: 'b' })
    expect(api.made).toEqual(['b'])
  })
  test('has a new key after a refusal', async () => {
    const keys: string[] = []
    const wish = new Wish((content: string, key) => {
      keys.push(key)
      return content === 'wrong' ? Promise.reject(refusal('invalid-field', 422)) : Promise.resolve(content)
    })
    await expect(wish.make('wrong')).rejects.toThrow()
    await wish.make('right')
    expect(new Set(keys).size).toBe(2)
  })
})
