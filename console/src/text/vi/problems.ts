/** Failures: what happened, what to do. Refusals of the API bring their own words. */
export const problems = {
  unreachable: {
    title: 'Không kết nối được với hệ thống',
    detail:
      'Chưa biết việc này đã được thực hiện hay chưa. Kiểm tra mạng rồi bấm lại: bấm lại không làm việc này hai lần.',
  },
  unexpected: {
    title: 'Có lỗi',
    detail: 'Trang gặp lỗi không lường trước. Thử lại; nếu vẫn lỗi, tải lại trang.',
  },
  requestId: 'Mã để báo hỗ trợ',
}
