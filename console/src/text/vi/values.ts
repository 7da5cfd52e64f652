/** Words: why what was typed cannot be taken, and what to do. */
export const values = {
  email: {
    empty: 'Hãy nhập địa chỉ e-mail.',
    named: 'Chỉ nhập địa chỉ, bỏ tên và dấu < >. Nhập như an@thu.vn.',
    no_at: 'E-mail thiếu dấu @. Nhập như an@thu.vn.',
    several: 'Chỉ nhập một địa chỉ e-mail.',
    blank: 'E-mail có khoảng trắng ở giữa. Bỏ khoảng trắng rồi kiểm tra lại.',
    letter: 'E-mail có chữ có dấu hoặc ký tự lạ. Nhập không dấu; tên miền tiếng Việt thì nhập dạng xn--.',
    long: 'E-mail dài quá 254 ký tự. Kiểm tra lại.',
    local: 'Phần trước dấu @ không đúng. Kiểm tra lại dấu chấm và ký tự.',
    domain: 'Phần sau dấu @ không phải tên miền. Nhập như gmail.com, thu.vn.',
  },
  phone: {
    characters: 'Chỉ nhập chữ số của một số điện thoại, bỏ chữ và ghi chú.',
    old_mobile: 'Số di động 11 số đã đổi thành 10 số từ năm 2018. Nhập số mới.',
    digits: 'Số điện thoại thiếu hoặc thừa chữ số, hoặc sai đầu số. Nhập như 0912345678.',
    noSms: 'Số này không nhận được tin nhắn SMS (máy bàn, tổng đài hoặc số nước ngoài).',
  },
  number: 'Số này không phải CCCD (12 số), CMND (9 số) hoặc mã số thuế (10, 12 hoặc 13 số). Kiểm tra lại.',
  name: 'Nhập tên bằng chữ.',
  search: {
    length: 'Nội dung tìm kiếm dài quá 100 ký tự. Bớt từ.',
    personal_number:
      'Đây có thể là số giấy tờ tùy thân, nên không tìm theo số này. Tìm theo tên, số chứng thực hoặc mã.',
  },
  day: {
    form: 'Ngày không đúng. Nhập như 25/11/2026.',
    time_of_day: 'Chỉ nhập ngày, không nhập giờ. Nhập như 25/11/2026.',
    no_such_day: 'Không có ngày này trong lịch. Kiểm tra ngày và tháng.',
    year: 'Năm phải từ 1990 đến 2100. Nhập năm dương lịch, như 25/11/2026.',
  },
}
