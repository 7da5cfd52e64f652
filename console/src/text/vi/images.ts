/** Making the image of a signature or a seal. */
export const images = {
  choose: 'Chọn ảnh .png hoặc ảnh chụp',
  chooseHelp:
    'Ký (đóng dấu) lên giấy trắng, chụp thẳng từ trên xuống rồi chọn ảnh; trang tự tách nền. Ảnh .png đã trong suốt được giữ nguyên.',
  opening: 'Đang tách nền…',
  remove: 'Tách nền và tô màu mực',
  sensitivity: 'Độ nhạy với nét mờ',
  none: 'Không thấy nét mực nào. Chụp lại gần hơn trên giấy trắng, hoặc tăng độ nhạy.',
  unreadable: 'Tệp này không phải ảnh mà trình duyệt đọc được. Chọn ảnh .png hoặc .jpg.',
  made: 'Hình ảnh sau khi tách nền',
  save: 'Lưu lại',
  saved: 'Đã lưu hình ảnh.',
  making: 'Đang xử lý ảnh…',
  notChosen: 'Chọn ảnh trước khi lưu.',
}
