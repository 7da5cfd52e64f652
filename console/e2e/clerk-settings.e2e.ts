/** A clerk sets the seal up: the certificate bound by a challenge, the image in its real size; what is wrong is said. */
import { deflateSync } from 'node:zlib'

import { axe, expect, fileOf, guide, test } from './fixtures'

test.use({ equipped: false })

test('says what is missing', async ({ signIn }) => {
  const page = await signIn('clerk', '/con-dau')
  await expect(page.getByText('Chưa gắn chứng thư số của cơ quan.')).toBeVisible()
  await expect(page.getByText('Chưa có hình ảnh con dấu.')).toBeVisible()
  await axe(page)
})

test('binds the certificate of the agency, and no other one', async ({ office, signIn }) => {
  const page = await signIn('clerk', '/con-dau')
  const { desk } = await office.computer('clerk')
  await desk.stop()
  await desk.start('chair')
  await expect(page.getByText('Dịch vụ ký: sẵn sàng')).toBeVisible()
  await page.getByRole('button', { name: 'Gắn chứng thư' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByText('Chưa gắn chứng thư số của cơ quan.')).toBeVisible()
  await desk.stop()
  await expect(page.getByText('Chưa thấy dịch vụ ký trên máy này', { exact: true })).toBeVisible()
  await desk.start()
  await expect(page.getByText('Dịch vụ ký: sẵn sàng')).toBeVisible()
  await page.getByRole('button', { name: 'Gắn chứng thư' }).click()
  await expect(page.getByText('Đã gắn chứng thư của cơ quan.')).toBeVisible()
  const me = await (await office.api('clerk')).get('/me')
  expect(me.body).toMatchObject({ agency_certificate: { subject: 'ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH MỚI' } })
})

test('takes a transparent PNG in the size of the real seal, and nothing else', async ({ office, signIn }) => {
  const page = await signIn('clerk', '/con-dau')
  const choose = async (path: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Chọn tệp .png' }).click(),
    ])
    await chooser.setFiles(path)
  }
  await choose(fileOf('con-dau.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])))
  await expect(page.getByRole('alert')).toContainText('không phải .png')
  await choose(fileOf('con-dau.png', ring(255)))
  await expect(page.getByRole('alert')).toContainText('nền trong suốt')
  await choose(fileOf('con-dau.png', ring(0)))
  await expect(page.getByRole('img', { name: 'Hình ảnh con dấu' })).toBeVisible()
  await page.getByLabel('Đường kính con dấu (mm)').fill('80')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByLabel('Đường kính con dấu (mm)')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Đường kính con dấu (mm)').fill('40')
  const width = await page
    .getByRole('img', { name: 'Hình ảnh con dấu' })
    .evaluate((image) => image.getBoundingClientRect().width)
  expect(width).toBeCloseTo((40 / 25.4) * 96, 0)
  await axe(page)
  await guide(page, 'con-dau')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu hình ảnh con dấu.')).toBeVisible()
  const me = await (await office.api('clerk')).get('/me')
  expect(me.body).toMatchObject({ has_seal_image: true })
})

/** A PNG of a red ring on a ground of an opacity. */
function ring(ground: number): Buffer {
  const side = 200
  const rows = Buffer.alloc(side * (1 + side * 4))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const radius = Math.hypot(x - side / 2, y - side / 2)
      const red = radius > 75 && radius < 95
      rows.set(red ? [200, 20, 30, 255] : [255, 255, 255, ground], y * (1 + side * 4) + 1 + x * 4)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat(parts)
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
