/** Words: the public check says. */
import type { components } from '../../api/schema'

type Check = components['schemas']['CheckView']

export const check = {
  title: 'Kiểm tra bản sao chứng thực điện tử',
  lead: 'Cho biết một bản sao chứng thực điện tử có thật hay không và còn giá trị hay không. Không cần đăng nhập.',
  other: { language: 'English', lang: 'en' },
  byCode: {
    title: 'Bằng mã kiểm tra',
    label: 'Mã kiểm tra',
    hint: 'Mã gồm 16 chữ và số ở trang lời chứng, cạnh ô vuông đen trắng. Ví dụ: 7K3Q-9XZA-1B2C-3D4E.',
    action: 'Kiểm tra',
    missing: 'Nhập mã kiểm tra ghi ở trang lời chứng.',
    short: (length: number) => `Mã có 16 chữ và số; mã vừa nhập có ${length}. Xem lại mã ở trang lời chứng.`,
  },
  byFile: {
    title: 'Bằng chính tệp bản sao',
    hint: 'Tệp không rời máy này: trình duyệt tự tính dấu vân tay (SHA-256) của tệp và chỉ gửi dấu vân tay ấy.',
    choose: 'Chọn tệp PDF',
    drop: 'hoặc kéo tệp thả vào đây',
    reading: (name: string) => `Đang tính dấu vân tay của tệp ${name}…`,
    empty: 'Tệp này trống. Chọn đúng tệp bản sao đã nhận.',
    tooLong:
      'Tệp này lớn hơn mọi bản sao chứng thực điện tử, nên không phải là một bản sao như vậy. Chọn đúng tệp bản sao đã nhận.',
    unreadable: 'Không đọc được tệp này. Chọn lại tệp; nếu tệp ở ổ mạng, chép về máy rồi chọn.',
    insecure:
      'Trình duyệt này không tính được dấu vân tay của tệp. Dùng trình duyệt mới hơn, hoặc kiểm tra bằng mã.',
  },
  checking: 'Đang kiểm tra…',
  result: 'Kết quả kiểm tra',
  states: {
    valid: 'Còn giá trị',
    withdrawn: 'Đã bị hủy bỏ giá trị pháp lý',
    replaced: 'Đã bị hủy bỏ và thay bằng bản sao khác',
    unknown: 'Không tìm thấy',
  },
  /** What the state means; the API says it in Vietnamese. */
  message: ((answer) => answer.message) as (answer: Check, byFile: boolean) => string,
  askedCode: (code: string) => `Kiểm tra theo mã ${code}`,
  askedFile: (name: string, size: string) => `Kiểm tra theo tệp ${name} (${size})`,
  at: (when: string) => `Lúc ${when}`,
  facts: {
    agency: 'Cơ quan chứng thực',
    number: 'Số chứng thực',
    book: 'Quyển số',
    date: 'Ngày chứng thực',
    signer: 'Chức danh người ký',
    sha256: 'Dấu vân tay của tệp (SHA-256)',
    decision: 'Quyết định hủy bỏ',
    decisionOf: (number: string, day: string) => `Số ${number} ngày ${day}`,
    replacedBy: 'Bản sao thay thế',
    replacement: (number: string, book: string) => `Số ${number}, ${book}`,
  },
  signatures: {
    title: 'Chữ ký số',
    of: { signer: 'Người ký chứng thực', agency: 'Cơ quan (con dấu)' },
    valid: 'Chữ ký hợp lệ, nội dung không bị sửa từ khi ký',
    invalid: 'Chữ ký không hợp lệ',
    at: 'Thời gian ký',
    issuer: 'Nơi cấp chứng thư số',
    certificateHeld: 'Chứng thư số có hiệu lực lúc ký',
    certificateDidNotHold: 'Chứng thư số không có hiệu lực lúc ký',
    notChecked: 'Chưa hỏi nơi cấp chứng thư số có bị thu hồi hay không',
  },
  print: 'In kết quả',
  printed:
    'Trang này ghi lại kết quả tra cứu vào thời điểm nêu trên; giá trị của bản sao có thể thay đổi sau đó. Tra cứu lại tại:',
  again: 'Kiểm tra bản sao khác',
  download: {
    title: 'Nhận lại bản sao này',
    lead: 'Dành cho người yêu cầu chứng thực: mã tải về dùng một lần được gửi đến địa chỉ mà cơ quan đã ghi nhận.',
    ask: 'Gửi mã tải về',
    asked:
      'Nếu bản sao đã được trả, mã tải về được gửi đến địa chỉ mà người yêu cầu đã đăng ký. Mã dùng được một lần, trong 10 phút.',
    haveOne: 'Tôi đã có mã tải về',
    label: 'Mã tải về',
    hint: '8 chữ số trong thư hoặc thông báo.',
    wrongShape: 'Mã tải về gồm 8 chữ số.',
    action: 'Tải bản sao',
    fetched: 'Bản sao đang được tải về máy. Mã này không dùng lại được nữa.',
    link: 'Nếu trình duyệt không tự tải, bấm vào đây trong 5 phút.',
  },
  problems: {
    tooMany: (seconds: number) =>
      `Địa chỉ mạng này đã tra cứu quá nhiều lần trong một phút. Chờ ${seconds} giây rồi thử lại.`,
    tooManyOver: 'Đã hết thời gian chờ. Bấm lại để kiểm tra.',
    unreachable: 'Chưa kết nối được với hệ thống, nên chưa có kết quả. Kiểm tra mạng rồi thử lại.',
    unexpected: 'Có lỗi không lường trước, nên chưa có kết quả. Tải lại trang rồi thử lại.',
    retry: 'Thử lại',
    requestId: (id: string) => `Mã để báo hỗ trợ: ${id}`,
  },
  foot: 'Kết quả lấy từ sổ của cơ quan đã chứng thực. Trang này không cho biết bản sao là của ai.',
}
