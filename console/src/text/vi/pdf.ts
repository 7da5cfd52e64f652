/** The viewer of documents. */
export const pdf = {
  opening: 'Đang mở tài liệu…',
  unreadable: 'Không xem trước được tệp này.',
  smaller: 'Thu nhỏ',
  larger: 'Phóng to',
  fit: 'Vừa bề ngang',
  rotate: 'Xoay để xem',
  page: (n: number) => `Trang ${n}`,
  signature: (x: number, y: number, width: number) =>
    `Hình chữ ký: cách mép trái ${x} điểm, mép dưới ${y} điểm, rộng ${width} điểm`,
  signatureHelp: 'Kéo để đặt chữ ký, hoặc dùng phím mũi tên (giữ Shift: 10 điểm)',
}
