/** Header, menu, status strip, sign-in. */
export const frame = {
  menu: 'Danh mục',
  skip: 'Đến nội dung chính',
  signOut: 'Đăng xuất',
  language: 'Ngôn ngữ',
  shortcuts: 'Phím tắt',
  inDialog: 'Trong hộp thoại: Ctrl+Enter bấm nút chính, Esc đóng hộp thoại.',
  newCase: 'Thêm mới bản sao từ bản chính',
  drafts: 'Hồ sơ đang tiếp nhận',
  appointments: 'Lịch hẹn chờ duyệt',
  returned: 'Hồ sơ bị từ chối',
  toSign: 'Bản sao chờ ký',
  profile: 'Trang cá nhân',
  toSeal: 'Bản sao chờ đóng dấu',
  books: 'Quản lý sổ chứng thực',
  sealImage: 'Quản lý con dấu',
  deliveries: 'Kết quả gửi trả',
  find: 'Tra cứu hồ sơ',
  settings: 'Quản trị',
  waiting: (n: string) => `${n} hồ sơ đang chờ`,
  noRole: {
    title: 'Tài khoản chưa được phân quyền',
    detail:
      'Tài khoản này chưa có vai trò nào ở cơ quan. Hãy báo quản trị của cơ quan cấp quyền, rồi đăng nhập lại.',
  },
  notFound: { title: 'Không có trang này', detail: 'Địa chỉ không đúng, hoặc trang dành cho vai trò khác.' },
  lost: 'Mất kết nối với hệ thống. Đang thử lại; những gì đã nhập vẫn còn.',
  down: 'Hệ thống chưa trả lời được. Đang thử lại; những gì đã nhập vẫn còn.',
  earlier:
    'Yêu cầu gửi lúc trước còn đang được thực hiện. Đang chờ kết quả của yêu cầu đó, không cần bấm lại.',
  since: (time: string) => `từ ${time}`,
  code: 'Mã yêu cầu',
  expired: {
    title: 'Phiên làm việc đã hết hạn',
    detail: 'Đăng nhập lại để làm tiếp. Những gì đang nhập dở vẫn còn nguyên.',
    signIn: 'Đăng nhập lại',
    blocked: 'Trình duyệt đã chặn cửa sổ đăng nhập. Cho phép cửa sổ bật lên của trang này rồi bấm lại.',
  },
  broken: {
    title: 'Trang gặp lỗi',
    detail:
      'Màn hình này dừng lại vì một lỗi không lường trước. Dữ liệu đã gửi không bị mất. Tải lại trang để làm tiếp.',
  },
  stale: {
    title: 'Chưa đăng nhập được',
    detail:
      'Trình duyệt không giữ lại được lần đăng nhập. Cho phép trang này lưu dữ liệu (không dùng chế độ chặn cookie), rồi tải lại trang.',
  },
  start: {
    title: 'Chưa mở được hệ thống',
    detail: 'Không đọc được cấu hình hoặc không đăng nhập được. Kiểm tra mạng rồi tải lại trang.',
  },
}
