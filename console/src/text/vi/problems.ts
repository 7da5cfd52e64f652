/** Failures: what happened, what to do. Refusals of the API bring their own words. */
export const problems = {
  unreachable: {
    title: 'Không kết nối được với hệ thống',
    detail: 'Việc này chưa được thực hiện. Kiểm tra mạng rồi thử lại.',
  },
  unexpected: {
    title: 'Có lỗi',
    detail: 'Trang gặp lỗi không lường trước. Thử lại; nếu vẫn lỗi, tải lại trang.',
  },
  requestId: 'Mã để báo hỗ trợ',
}
