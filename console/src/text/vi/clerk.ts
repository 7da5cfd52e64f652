/** Words: a clerk numbers, seals and releases with. */
export const clerk = {
  empty: 'Chưa có bản sao nào chờ đóng dấu. Bản sao hiện ở đây khi lãnh đạo đã ký số.',
  book: 'Sổ chứng thực',
  chooseBook: 'Chọn sổ',
  next: 'Số tiếp theo',
  fixed: 'Số được giữ chính thức khi bấm cấp số; máy khác cấp trước thì hồ sơ này nhận số kế tiếp.',
  noBook: {
    title: 'Chưa có sổ nào đang mở',
    detail: 'Chưa cấp số được: cần một sổ điện tử đang mở trong ngày hôm nay.',
    link: 'Mở Quản lý sổ chứng thực',
  },
  certificate: {
    name: 'Chứng thư cơ quan',
    by: (issuer: string) => `cấp bởi ${issuer}`,
    days: (n: string) => `còn ${n} ngày`,
    soon: (n: string, day: string) =>
      `Chứng thư của cơ quan còn ${n} ngày, đến ${day}. Hãy xin gia hạn và gắn chứng thư mới trước ngày này.`,
    over: (day: string) => `Chứng thư của cơ quan đã hết hạn từ ${day}, nên chưa đóng dấu được.`,
    soonTitle: 'Chứng thư sắp hết hạn',
    overTitle: 'Chứng thư đã hết hạn',
  },
  unready: {
    title: 'Chưa đóng dấu được',
    image: 'Chưa có hình ảnh con dấu.',
    certificate: 'Chưa gắn chứng thư số của cơ quan.',
    link: 'Mở Quản lý con dấu',
  },
  act: {
    numberAndSeal: 'Cấp số và đóng dấu',
    numberOnly: 'Chỉ cấp số',
    seal: 'Đóng dấu',
    release: 'Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp',
  },
  why: {
    noBook: 'Chọn sổ chứng thực trước.',
    service: 'Chưa thấy dịch vụ ký trên máy này.',
    unready: 'Chưa có hình ảnh con dấu hoặc chứng thư của cơ quan.',
    expired: 'Chứng thư của cơ quan đã hết hạn.',
    busy: 'Đang thực hiện.',
    gone: (state: string) => `Hồ sơ ở trạng thái “${state}”.`,
  },
  phase: {
    number: 'Đang cấp số…',
    prepare: 'Đang điền số, ngày và con dấu…',
    pin: 'Chờ mã PIN trên dịch vụ ký…',
    check: 'Đang kiểm tra chữ ký của cơ quan…',
    release: 'Đang chuyển bản CTĐT…',
  },
  stop: 'Dừng lại',
  confirm: {
    numberTitle: (next: string) => `Cấp số ${next}?`,
    number: (book: string) =>
      `Hồ sơ này nhận số tiếp theo của ${book}. Số đã cấp không lấy lại được, kể cả khi hồ sơ bị hủy bỏ sau này.`,
    releaseTitle: 'Chuyển bản chứng thực điện tử?',
    toAccount: (name: string, account: string) =>
      `Bản CTĐT được chuyển tới tài khoản DVCQG ${account} của ${name}. Đã chuyển thì không lấy lại được.`,
    toEmail: (name: string, email: string) =>
      `Bản CTĐT được gửi tới thư điện tử ${email} của ${name}. Đã gửi thì không lấy lại được.`,
    release: 'Chuyển bản CTĐT',
  },
  sealed: (who: string, when: string) => `Đã đóng dấu, đã kiểm tra chữ ký · ${who} · ${when}`,
  numbered: (number: string, book: string) => `Đã cấp số ${number}, ${book}. Bấm Đóng dấu để làm tiếp.`,
  released: 'Đã chuyển bản CTĐT.',
}
