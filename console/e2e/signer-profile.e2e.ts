/** [Trang cá nhân], from nothing: a photo becomes the signature's image, the certificate is bound, and a copy is signed. */
import { axe, expect, guide, test } from './fixtures'

test.use({ equipped: false })

test('sets up what a leader signs with', async ({ signIn, office }) => {
  const page = await signIn('signer', '/ca-nhan')
  await expect(page.getByText('Chưa có hình ảnh chữ ký, nên chưa ký được.')).toBeVisible()
  await expect(page.getByText(/^Chưa gắn chứng thư số, nên chưa ký được/)).toBeVisible()
  const photo = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [1200, 700]
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    const light = pen.createLinearGradient(0, 0, 1200, 700)
    light.addColorStop(0, '#f6f2e8')
    light.addColorStop(1, '#8d8a80')
    pen.fillStyle = light
    pen.fillRect(0, 0, 1200, 700)
    pen.lineWidth = 9
    pen.strokeStyle = '#23304f'
    pen.moveTo(250, 420)
    pen.bezierCurveTo(350, 100, 420, 600, 520, 330)
    pen.bezierCurveTo(600, 150, 640, 560, 980, 330)
    pen.stroke()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())]
  })
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'chu-ky.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) })
  await expect(page.getByRole('img', { name: 'Hình ảnh chữ ký' })).toBeVisible()
  await axe(page)
  await guide(page, 'trang-ca-nhan')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu hình ảnh.')).toBeVisible()
  await page.getByRole('button', { name: 'Gắn chứng thư số' }).click()
  await expect(page.getByText('Đã gắn chứng thư số.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Chứng thư số' })).toContainText('Còn')
  const me = await (await office.api('signer')).get('/me')
  expect(me.body).toMatchObject({ has_signature_image: true, certificate: { way: 'over_hash' } })
})

test('shows the image that was saved; a file that is none is refused with its cause', async ({ signIn }) => {
  const page = await signIn('signer', '/ca-nhan')
  await expect(page.getByRole('img', { name: 'Hình ảnh chữ ký' })).toBeVisible()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'chu-ky.png', mimeType: 'image/png', buffer: Buffer.from('không phải ảnh') })
  await expect(page.getByRole('alert')).toContainText('Tệp này không phải ảnh')
  await expect(page.getByRole('button', { name: 'Lưu lại' })).toHaveAttribute('aria-disabled', 'true')
})
