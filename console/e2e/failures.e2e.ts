/** What goes wrong must look right: no answer, no network, a slow one; large print, few pixels, no motion. */
import { axe, expect, guide, test } from './fixtures'
import type { Page } from './fixtures'
import { signInAt } from './support/computer'
import { stack } from './support/stack'

/** The API fails as a gateway does whose functions are down: this much is pretended, since the real one does not fail. */
async function down(page: Page): Promise<void> {
  await page.route(`${stack.api_url}/**`, (route) =>
    route.fulfill({
      status: 503,
      headers: {
        'access-control-allow-origin': 'http://localhost:5173',
        'access-control-expose-headers': 'apigw-requestid',
        'apigw-requestid': 'JKJaXmPLvHcESHA=',
      },
      json: { message: 'Service Unavailable' },
    }),
  )
}

test('an API that is down is said in a strip with the code to quote, and gone when it answers', async ({
  signIn,
  expectErrors,
}) => {
  const page = await signIn('clerk')
  const search = page.getByRole('textbox', { name: 'Tìm trong danh sách' })
  await search.fill('Trần')
  expectErrors(/status of 503/)
  await down(page)
  await expect(page.getByText(/Hệ thống chưa trả lời được/)).toBeVisible()
  await expect(page.getByText('JKJaXmPLvHcESHA=')).toBeVisible()
  await expect(search).toHaveValue('Trần')
  await axe(page)
  await guide(page, 'he-thong-chua-tra-loi')
  await page.unroute(`${stack.api_url}/**`)
  await expect(page.getByText(/Hệ thống chưa trả lời được/)).toBeHidden()
})

test('a lost network is said, and the list goes on by itself when it is back', async ({
  office,
  signIn,
  expectErrors,
}) => {
  const page = await signIn('signer')
  await expect(page.getByRole('heading', { name: 'Bản sao chờ ký' })).toBeVisible()
  expectErrors(/ERR_INTERNET_DISCONNECTED/)
  await page.context().setOffline(true)
  await expect(page.getByText(/Mất kết nối với hệ thống/)).toBeVisible()
  const [waiting] = await office.cases('awaiting_signature')
  await page.context().setOffline(false)
  await expect(page.getByText(/Mất kết nối với hệ thống/)).toBeHidden()
  await expect(page.getByRole('list', { name: 'Danh sách hồ sơ' })).toContainText(
    waiting?.requester.name ?? '',
  )
})

test('nothing of a screen is cut off at 200 % of a 1366-pixel screen', async ({ office, browserOf }) => {
  // Twice the size leaves half the pixels of the layout.
  const context = await browserOf('signer', { width: 683, height: 384 })
  const page = await signInAt(context, office.people.signer, '/')
  await expect(page.getByRole('heading', { name: 'Bản sao chờ ký' })).toBeVisible()
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
  await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeInViewport()
  await axe(page)
})

test('nothing moves for whoever wants no motion', async ({ signIn }) => {
  const page = await signIn('clerk')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element)
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
      })
      .map((element) => element.getAttribute('class')),
  )
  expect(moving).toEqual([])
})
