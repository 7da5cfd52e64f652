/** A large scan on a slow line: said while it is sent, stopped when it cannot arrive. */
import type { Page } from '@playwright/test'

import { expect, test } from './fixtures'
import { named, scan } from './scans'
import { stack } from './support/stack'

async function atScan(page: Page, id: string | undefined, bytes: number) {
  await expect(page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' })).toBeVisible()
  expect(page.url()).toContain(id)
  await page.getByTestId('scan-file').setInputFiles(named('lon.pdf', scan({ padding: bytes })))
}

test('a slow line is said with what to do, and the share is whole only when the scan is there', async ({
  office,
  signIn,
}) => {
  const [draft] = await office.cases('draft')
  const page = await signIn('officer', `/them-moi/${draft?.id ?? ''}`)
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  const upload = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await upload(25_000)
  const shares: string[] = []
  await page.exposeFunction('share', (text: string) => void shares.push(text))
  await page.evaluate(() => {
    new MutationObserver(() => {
      const said = document.getElementById('scan-says')?.textContent ?? ''
      ;(window as unknown as { share: (text: string) => void }).share(said)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await atScan(page, draft?.id, 4_000_000)
  await expect(page.getByText(/Đường truyền chậm \(.*KB mỗi giây\), còn khoảng \d+ phút/)).toBeVisible()
  await expect(page.getByText(/quét lại ở 200 dpi cho tệp nhỏ hơn, hoặc dùng mạng khác/)).toBeVisible()
  await upload(-1)
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  await expect(page.getByText(/Đường truyền chậm/)).toBeHidden()
  expect(shares.filter((text) => text.includes('100 %'))).toEqual([])
})

test('an upload whose time is over twice stops and says what to do', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/status of 403/)
  const [draft] = await office.cases('draft')
  const page = await signIn('officer', `/them-moi/${draft?.id ?? ''}`)
  const asked: unknown[] = []
  await page.route(`${stack.api_url}/cases/*/scan`, async (route) => {
    if (route.request().method() === 'POST') asked.push(route.request().postDataJSON())
    await route.fallback()
  })
  let posts = 0
  const store = new RegExp(`^${stack.endpoint.replaceAll('.', '\\.')}/[^/]*scan`)
  await page.route(store, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    posts++
    await route.fulfill({
      status: 403,
      headers: { 'access-control-allow-origin': 'http://localhost:5173' },
      contentType: 'application/xml',
      body: '<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>',
    })
  })
  await atScan(page, draft?.id, 100_000)
  await expect(page.getByText('Đường truyền quá chậm cho tệp này')).toBeVisible()
  await expect(
    page.getByText(/đã dừng\. Quét lại ở 200 dpi cho tệp nhỏ hơn, hoặc dùng mạng khác/),
  ).toBeVisible()
  expect(posts).toBe(2)
  // The API is told the size, so that a large file gets more time.
  expect(asked).toHaveLength(2)
  for (const one of asked) expect((one as { size: number }).size).toBeGreaterThan(100_000)

  // The person decides when it is sent again.
  await page.unroute(store)
  await page.getByRole('button', { name: 'Tải lại tệp này' }).click()
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
})
