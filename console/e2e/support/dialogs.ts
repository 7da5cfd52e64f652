/**
 * Every dialog of the console: where it is opened, what its main action needs, and which request that sends.
 * `keyboard.e2e.ts` compares this list with the sources, so a new dialog has to be added here.
 */
import { expect, type Locator, type Page } from '@playwright/test'

import type { Case } from '../../src/api/types'
import type { Office } from './office'

export interface DialogCase {
  /** The file in which it is written. */
  source: string
  /** Its title. */
  title: string | RegExp
  path: string
  open: (page: Page) => Promise<void>
  /** Fills in what the main action needs; without it the main action needs nothing. */
  fill?: (dialog: Locator, page: Page) => Promise<void>
  /** The request of the main action: method and end of the path. Missing when the dialog has no main action. */
  sends?: RegExp
  /** What it begins with would be accepted as it is. */
  ready?: true
  /** The main action is not let through: it would change what other tests need. */
  held?: true
  /** What was typed is there when it is opened again. */
  keeps?: true
  /** Its main action sends a request for each of several cases. */
  many?: true
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()

/** What opens in a file that shows several dialogs, or none of its own. */
export const WRAPPERS = ['ui/Confirm.tsx', 'ui/later.tsx', 'features/admin/Dated.tsx']

const help: Omit<DialogCase, 'path'> = {
  source: 'ui/ShortcutsHelp.tsx',
  title: 'Phím tắt',
  open: (page) => page.keyboard.press('?'),
}

export function ofSigner(one: Case | undefined): DialogCase[] {
  const path = `/cho-ky/${one?.id ?? ''}`
  return [
    { ...help, path },
    {
      source: 'features/signer/batch/BatchReview.tsx',
      title: /^Ký \d+ bản sao\?$/,
      path: '/cho-ky',
      open: async (page) => {
        await page.getByLabel(/^Chọn tất cả/).check()
        await page.getByRole('button', { name: /^Ký \d+ bản/ }).click()
      },
      sends: /POST .*\/signature$/,
      many: true,
      held: true,
    },
    {
      source: 'queue/ExtendCase.tsx',
      title: 'Kéo dài thời hạn trả kết quả',
      path: `/tra-cuu/${one?.id ?? ''}`,
      open: (page) => press(page, 'Kéo dài thời hạn'),
      fill: async (dialog) => {
        await dialog.getByLabel(/^Căn cứ/).selectOption('Bản chính có nhiều trang')
      },
      sends: /POST .*\/extend$/,
      keeps: true,
    },
    {
      source: 'features/signer/ReturnDialog.tsx',
      title: 'Từ chối ký và trả lại hồ sơ',
      path,
      open: (page) => press(page, 'Từ chối…'),
      fill: async (dialog) => {
        await dialog.getByLabel('Có dấu mật, hoặc ghi rõ không được sao chụp').check()
        await dialog.getByLabel(/^Nội dung cần bổ sung/).fill('Trang 1 có dấu mật.')
      },
      sends: /POST .*\/return$/,
      keeps: true,
    },
  ]
}

export function ofClerk(
  of: Record<'signed' | 'sealed' | 'released', Case | undefined>,
  book: string,
): DialogCase[] {
  const at = (one: Case | undefined) => `/cho-dong-dau/${one?.id ?? ''}`
  return [
    { ...help, path: at(of.signed) },
    {
      source: 'features/clerk/batch/BatchReview.tsx',
      title: /^Cấp số, đóng dấu và trả \d+ bản\?$/,
      path: '/cho-dong-dau',
      open: async (page) => {
        await page.getByLabel(/^Chọn tất cả/).check()
        await page.getByRole('button', { name: /^Cấp số, đóng dấu và trả \d+ bản/ }).click()
      },
      sends: /POST .*\/(number|prepare|release)$/,
      many: true,
      held: true,
    },
    {
      source: 'features/clerk/SealConfirm.tsx',
      title: /^Cấp số .*\?$/,
      path: at(of.signed),
      open: (page) => press(page, 'Chỉ cấp số'),
      sends: /POST .*\/number$/,
    },
    {
      source: 'features/clerk/SealConfirm.tsx',
      title: 'Chuyển bản chứng thực điện tử?',
      path: at(of.sealed),
      open: (page) => page.getByRole('button', { name: /^Hoàn thành và chuyển bản CTĐT/ }).click(),
      sends: /POST .*\/release$/,
    },
    {
      source: 'queue/WithdrawDialog.tsx',
      title: /^Hủy bỏ giá trị pháp lý/,
      path: `/gui-tra/${of.released?.id ?? ''}`,
      open: (page) => press(page, 'Hủy bỏ giá trị pháp lý…'),
      fill: async (dialog) => {
        await dialog.getByLabel('Số quyết định').fill('46/QĐ-UBND')
        await dialog.getByLabel('Lý do').fill('Chứng thực nhầm bản chính của người khác.')
      },
      sends: /POST .*\/withdraw$/,
      held: true,
    },
    {
      source: 'features/find/FoundCase.tsx',
      title: 'Kết quả gửi trả',
      path: `/tra-cuu/${of.released?.id ?? ''}`,
      open: (page) => press(page, 'Kết quả gửi trả'),
    },
    {
      source: 'queue/CorrectAddress.tsx',
      title: 'Gửi tới địa chỉ khác',
      path: '/gui-tra',
      open: (page) => page.getByRole('button', { name: /^Gửi tới địa chỉ khác/ }).click(),
      fill: (dialog) => dialog.getByLabel('Thư điện tử đúng').fill('dung@thu.example.vn'),
      sends: /POST .*\/resend$/,
    },
    {
      source: 'features/books/BookForm.tsx',
      title: 'Thêm mới sổ chứng thực',
      path: '/so',
      open: (page) => press(page, 'Thêm mới'),
      fill: async (dialog) => {
        await dialog.getByRole('radio', { name: 'Giấy' }).check()
        await dialog.getByLabel('Tên sổ chứng thực').fill('Sổ giấy bằng bàn phím')
      },
      ready: true,
      sends: /POST .*\/books$/,
    },
    {
      // A dialog over a dialog.
      source: 'features/books/BookForm.tsx',
      title: 'Tên sổ ghi năm khác?',
      path: '/so',
      open: async (page) => {
        await press(page, 'Thêm mới')
        const under = page.getByRole('dialog', { name: 'Thêm mới sổ chứng thực' })
        await under.getByRole('radio', { name: 'Giấy' }).check()
        await under.getByLabel('Tên sổ chứng thực').fill('Sổ giấy năm 1999')
        await under.getByLabel('Số bắt đầu sổ').fill('1')
        await under.getByRole('button', { name: 'Lưu lại' }).click()
      },
      sends: /POST .*\/books$/,
      held: true,
    },
    {
      source: 'features/books/RemoveBook.tsx',
      title: /^Xóa sổ/,
      path: '/so',
      open: (page) => press(page, 'Xóa Sổ giấy bằng bàn phím'),
      sends: /DELETE .*\/books\/.*$/,
    },
    {
      source: 'features/books/ExportDialog.tsx',
      title: 'Xuất sổ ra tệp Excel',
      path: `/so/${book}`,
      open: (page) => press(page, 'Xuất Excel'),
      sends: /POST .*\/export$/,
      held: true,
    },
    {
      source: 'features/books/PrintDialog.tsx',
      title: 'In sổ theo tháng',
      path: `/so/${book}`,
      open: (page) => press(page, 'In sổ tháng'),
      sends: /POST .*\/print$/,
      held: true,
    },
    {
      source: 'features/books/BookForm.tsx',
      title: 'Chỉnh sửa sổ chứng thực',
      path: `/so/${book}`,
      open: (page) => press(page, 'Chỉnh sửa'),
      fill: (dialog) => dialog.getByLabel('Ngày đóng sổ').fill(today()),
      ready: true,
      sends: /PATCH .*\/books\/.*$/,
    },
    {
      source: 'features/books/CloseDialog.tsx',
      title: /^Khóa sổ/,
      path: `/so/${book}`,
      open: (page) => press(page, 'Khóa sổ'),
      fill: (dialog) => dialog.getByRole('checkbox').check(),
      sends: /POST .*\/close$/,
    },
  ]
}

export function ofOfficer(office: Office, returned: Case | undefined): DialogCase[] {
  const path = `/tu-choi/${returned?.id ?? ''}`
  return [
    { ...help, path: '/tu-choi' },
    {
      source: 'queue/ExtendCase.tsx',
      title: 'Kéo dài thời hạn trả kết quả',
      path,
      open: (page) => press(page, 'Kéo dài thời hạn'),
      fill: async (dialog) => {
        await dialog.getByLabel(/^Căn cứ/).selectOption('Bản chính có nhiều trang')
      },
      sends: /POST .*\/extend$/,
      keeps: true,
    },
    {
      source: 'queue/CancelCase.tsx',
      title: 'Hủy hồ sơ này?',
      path,
      open: (page) => press(page, 'Hủy hồ sơ'),
      sends: /POST .*\/cancel$/,
    },
    {
      source: 'features/appointments/BookDialog.tsx',
      title: 'Đặt lịch hẹn cho người dân, doanh nghiệp',
      path: '/lich-hen',
      open: (page) => press(page, 'Đặt lịch hẹn'),
      fill: async (dialog, page) => {
        await dialog.getByLabel('CMND/CCCD hoặc MST').fill(office.account.number)
        await dialog.getByRole('button', { name: 'Tìm kiếm' }).click()
        await expect(dialog.getByRole('button', { name: 'Đổi người' })).toBeVisible()
        await dialog.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
        await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
        await freeHour(dialog)
      },
      sends: /POST .*\/appointments$/,
    },
    {
      source: 'features/appointments/MoveDialog.tsx',
      title: 'Dời lịch hẹn',
      path: '', // where the appointment was booked
      open: (page) => press(page, 'Dời lịch hẹn'),
      fill: async (dialog) => {
        await dialog.getByRole('radio').nth(1).check()
        await dialog.getByLabel('Lý do').fill('Cán bộ họp đột xuất.')
      },
      sends: /POST .*\/reschedule$/,
    },
    {
      source: 'features/appointments/EndDialog.tsx',
      title: 'Hủy lịch hẹn',
      path: '',
      open: (page) => press(page, 'Hủy lịch hẹn'),
      fill: (dialog) => dialog.getByLabel('Lý do').fill('Người yêu cầu báo bận.'),
      sends: /POST .*\/cancel$/,
    },
    {
      source: 'features/appointments/MoveAllDialog.tsx',
      title: /^Dời \d+ lịch hẹn sang giờ trống kế tiếp\?$/,
      path: '/lich-hen-can-doi',
      open: (page) => page.getByRole('button', { name: /^Dời cả \d+ lịch hẹn/ }).click(),
      sends: /POST .*\/reschedule$/,
      many: true,
      held: true,
    },
  ]
}

const remove = (page: Page) => page.getByRole('button', { name: /^Xóa \d/ }).click()

export function ofAdmin(office: Office): DialogCase[] {
  return [
    {
      source: 'features/admin/Wordings.tsx',
      title: 'Thêm lời chứng',
      path: '/quan-tri/loi-chung',
      open: (page) => press(page, 'Thêm lời chứng'),
      fill: (dialog) => dialog.getByLabel(/ngày/i).first().fill(inTwoYears()),
      sends: /PUT .*\/wordings\/.*$/,
    },
    {
      source: 'features/admin/Wordings.tsx',
      title: 'Xóa',
      path: '/quan-tri/loi-chung',
      open: remove,
      sends: /DELETE .*\/wordings\/.*$/,
    },
    {
      source: 'features/admin/Fees.tsx',
      title: 'Thêm mức lệ phí',
      path: '/quan-tri/le-phi',
      open: (page) => press(page, 'Thêm mức lệ phí'),
      fill: async (dialog) => {
        const fields = dialog.getByRole('textbox')
        await fields.first().fill(inTwoYears())
        for (const [at, value] of ['2', '2000', '1000', '200000', 'Thông tư thử'].entries())
          await fields.nth(at + 1).fill(value)
      },
      sends: /PUT .*\/fees\/.*$/,
    },
    {
      source: 'features/admin/Fees.tsx',
      title: 'Xóa',
      path: '/quan-tri/le-phi',
      open: remove,
      sends: /DELETE .*\/fees\/.*$/,
    },
    {
      source: 'features/admin/OfficialForm.tsx',
      title: 'Thêm cán bộ',
      path: '/quan-tri/can-bo',
      open: (page) => press(page, 'Thêm cán bộ'),
      fill: async (dialog) => {
        const username = `phim-${office.agency.slice(-8).toLowerCase()}`
        await dialog.getByLabel('Họ và tên').fill('Lý Thị Phím')
        await dialog.getByLabel('Tên đăng nhập').fill(username)
        await dialog.getByLabel('Thư điện tử').fill(`${username}@anbinhmoi.example.vn`)
        await dialog.getByLabel('Quyền tạo bản sao').check()
      },
      sends: /POST .*\/officials$/,
    },
    {
      source: 'features/admin/Deliveries.tsx',
      title: 'Gửi lại tất cả',
      path: '/quan-tri/gui-lai',
      open: async (page) => {
        await page.getByLabel('Tình trạng').selectOption('bounced')
        await press(page, 'Gửi lại tất cả')
      },
      sends: /POST .*\/deliveries\/replay$/,
    },
    {
      // A dialog over a dialog.
      source: 'features/admin/OfficialForm.tsx',
      title: 'Gỡ chứng thư số',
      path: '/quan-tri/can-bo',
      open: async (page) => {
        const { name } = office.people.signer
        await press(page, `Chỉnh sửa ${name}`)
        const under = page.getByRole('dialog', { name: `Chỉnh sửa ${name}` })
        await under.getByRole('button', { name: 'Gỡ chứng thư số' }).click()
      },
      sends: /POST .*\/certificate\/unbind$/,
      held: true,
    },
    {
      source: 'features/admin/AgencySettings.tsx',
      title: 'Gỡ chứng thư số',
      path: '/quan-tri/don-vi',
      open: (page) => press(page, 'Gỡ chứng thư số'),
      sends: /POST .*\/certificate\/unbind$/,
    },
  ]
}

/** The centre has one country, which all tests share: nothing of it is changed. */
export function ofCentre(office: Office): DialogCase[] {
  return [
    {
      source: 'features/admin/Agencies.tsx',
      title: 'Lập đơn vị',
      path: '/quan-tri/cac-don-vi',
      open: (page) => press(page, 'Lập đơn vị'),
      fill: async (dialog) => {
        await dialog.getByLabel('Mã đơn vị').fill(`phim-${office.agency.slice(-8).toLowerCase()}`)
        await dialog.getByLabel('Tên đơn vị').fill('Ủy ban nhân dân xã Phím')
        await dialog.getByLabel('Địa danh').fill('Xã Phím, tỉnh Thử')
        await dialog.getByLabel('Số định danh trong chứng thư số của đơn vị').fill('MST:0101234567')
      },
      sends: /POST .*\/agencies$/,
      held: true,
    },
    {
      source: 'features/admin/Trust.tsx',
      title: 'Thêm chứng thư',
      path: '/quan-tri/chung-thu-goc',
      open: (page) => press(page, 'Thêm chứng thư'),
      fill: (dialog) => dialog.getByLabel('Nội dung chứng thư (PEM)').fill('không phải chứng thư'),
      sends: /POST .*\/trust$/,
      held: true,
    },
    {
      source: 'features/admin/Trust.tsx',
      title: 'Thôi tin',
      path: '/quan-tri/chung-thu-goc',
      open: (page) =>
        page
          .getByRole('button', { name: /^Thôi tin/ })
          .first()
          .click(),
      sends: /DELETE .*\/trust\/.*$/,
      held: true,
    },
    {
      source: 'features/admin/AgencySettings.tsx',
      title: 'Giải thể đơn vị',
      path: `/quan-tri/don-vi?agency=${office.agency}`,
      open: (page) => press(page, 'Giải thể đơn vị'),
      sends: /PATCH .*\/agencies\/.*$/,
      held: true,
    },
  ]
}

export function ofRequester(name: string): DialogCase[] {
  return [
    {
      source: 'requester/BookAppointment.tsx',
      title: 'Đặt lịch hẹn',
      path: '/nguoi-dan/',
      open: (page) => press(page, 'Đặt lịch hẹn'),
      fill: async (dialog, page) => {
        await dialog.getByRole('combobox', { name: 'Nơi chứng thực' }).fill(name)
        await page.getByRole('option', { name }).click()
        await dialog.getByRole('combobox', { name: 'Loại giấy tờ' }).selectOption('Bằng tốt nghiệp')
        await freeRequesterHour(dialog, 0)
      },
      sends: /POST .*\/booking\/appointments$/,
    },
    {
      source: 'requester/MoveAppointment.tsx',
      title: 'Dời lịch hẹn',
      path: '/nguoi-dan/',
      open: (page) => page.getByRole('button', { name: /^Dời lịch hẹn/ }).click(),
      fill: (dialog) => freeRequesterHour(dialog, 1),
      sends: /POST .*\/move$/,
    },
    {
      source: 'requester/CancelAppointment.tsx',
      title: 'Hủy lịch hẹn',
      path: '/nguoi-dan/',
      open: (page) => page.getByRole('button', { name: /^Hủy lịch hẹn/ }).click(),
      sends: /POST .*\/cancel$/,
    },
  ]
}

async function freeHour(dialog: Locator): Promise<void> {
  const hours = dialog.getByRole('radiogroup', { name: 'Giờ còn trống' })
  for (let day = 0; day < 7; day++) {
    await dialog.getByRole('button', { name: 'Sau', exact: true }).click()
    await expect(hours.or(dialog.getByText(/không còn giờ trống|Cơ quan nghỉ/))).toBeVisible()
    if (!(await hours.isVisible())) continue
    await hours.getByRole('radio').first().check()
    return
  }
  throw new Error('no free day in a week')
}

async function freeRequesterHour(dialog: Locator, at: number): Promise<void> {
  const hours = dialog.getByRole('group', { name: 'Giờ hẹn' })
  const days = dialog.getByRole('group', { name: 'Ngày hẹn' }).getByRole('radio')
  await dialog.getByRole('button', { name: 'Tuần sau' }).click()
  for (let day = 0; day < 7; day++) {
    await days.nth(day).check({ force: true }) // the dot lies under its label
    await expect(hours.or(dialog.getByText(/không còn giờ trống|không làm việc/))).toBeVisible()
    if (!(await hours.isVisible())) continue
    await hours.getByRole('radio').nth(at).check({ force: true })
    return
  }
  throw new Error('no free hour in a week')
}

function inTwoYears(): string {
  return `01/01/${new Date().getFullYear() + 2}`
}

function today(): string {
  const iso = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  return iso.split('-').reverse().join('/')
}
