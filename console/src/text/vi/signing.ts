/** The signing service on the official's own computer. */
export const signing = {
  ready: 'Dịch vụ ký: sẵn sàng',
  missing: 'Dịch vụ ký: chưa thấy',
  looking: 'Dịch vụ ký: đang tìm',
  missingTitle: 'Chưa thấy dịch vụ ký trên máy này',
  missingDetail:
    'Máy này chưa cài hoặc chưa mở dịch vụ ký số, nên chưa ký được. Mở dịch vụ ký (biểu tượng ở góc phải màn hình), hoặc cài rồi mở. Trang tự nhận ra khi dịch vụ chạy.',
  install: 'Tải và cài dịch vụ ký',
  ask: 'Nếu trình duyệt hỏi có cho trang này truy cập thiết bị trong máy hay không, hãy chọn Cho phép.',
  refusedTitle: 'Dịch vụ ký chưa ký',
  cancelled: 'Đã hủy trên dịch vụ ký; chưa có gì được ký.',
  closedTitle: 'Mất kết nối với dịch vụ ký',
  closedDetail: 'Dịch vụ ký đã ngắt giữa chừng, nên chưa có gì được ký. Kiểm tra dịch vụ ký rồi thử lại.',
  otherTitle: 'Thiết bị ký có chứng thư số khác',
  other: (subject: string) =>
    `Chứng thư số${subject && ` “${subject}”`} trên thiết bị ký khác với chứng thư số đã gắn. Cắm đúng thiết bị ký rồi làm tiếp, hoặc gắn chứng thư số mới (lãnh đạo ở Trang cá nhân, văn thư ở Quản lý con dấu).`,
  status: (code: number) => `mã ${code}`,
}
