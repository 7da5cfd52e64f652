/** Another screen of the application, without loading it again: that would go through the sign-in. */
import type { Page } from '@playwright/test'

export async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, path)
}
