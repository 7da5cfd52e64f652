/** The viewer of documents. */
export const pdf = {
  opening: 'Đang mở tài liệu…',
  smaller: 'Thu nhỏ',
  larger: 'Phóng to',
  fit: 'Vừa bề ngang',
  rotate: 'Xoay để xem',
  page: (n: number) => `Trang ${n}`,
}
