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
  status: (code: number) => `mã ${code}`,
}
