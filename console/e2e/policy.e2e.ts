/** The console is served as CloudFront will serve it: the template's headers, and its addresses of screens. */
import { expect, ORIGIN, stack, test } from './fixtures'

test('every answer carries the headers of the template, with local addresses', async ({ browserOf }) => {
  const page = await (await browserOf('officer')).newPage()
  const answer = await page.goto(`${ORIGIN}/kiem-tra/`)
  const headers = answer?.headers() ?? {}
  expect(headers['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "style-src-attr 'none'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${stack.endpoint} wss://127.0.0.1:8987`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-resource-policy': 'same-origin',
  })
})

test('a page that tries what the policy forbids is held back', async ({ browserOf, expectErrors }) => {
  const page = await (await browserOf('officer')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/`)
  expectErrors(/Content Security Policy/)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.intruder = true'
    document.head.append(script)
    return 'intruder' in window
  })
  expect(ran).toBe(false)
  const sent = await page.evaluate(() =>
    fetch('https://thu.example.vn/').then(
      () => true,
      () => false,
    ),
  )
  expect(sent).toBe(false)
})

test('an address of a screen opens its application', async ({ browserOf }) => {
  const page = await (await browserOf('officer')).newPage()
  const titles: Record<string, RegExp> = {
    '/cho-ky/01JA0000000000000000000000': /^Chứng Thực$/,
    '/kiem-tra': /Kiểm tra/,
    '/kiem-tra/ABCD': /Kiểm tra/,
    '/nguoi-dan/lich-hen': /./,
  }
  for (const [path, title] of Object.entries(titles)) {
    const body = await (
      await page.request.get(
        `${ORIGIN}${path}`.replace('localhost:5173', `127.0.0.1:${process.env.CONSOLE_PORT_USED ?? ''}`),
      )
    ).text()
    expect(/<title>(.*)<\/title>/.exec(body)?.[1], path).toMatch(title)
  }
})

test('the page that tells how to get the signing service is there', async ({ browserOf }) => {
  const page = await (await browserOf('signer')).newPage()
  await page.goto(`${ORIGIN}/dich-vu-ky.html`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cài dịch vụ ký số trên máy này')
})
