/** Words: the closed sets of codes that the API sends. The types say when one is missing. */
import { dayAndTime } from '../../format/format'
import { codesOf, type Facts, type Said, type Sets } from '../codes'

const caseActions: Sets['caseActions'] = {
  open: 'mở hồ sơ',
  change: 'sửa hồ sơ',
  'expect-scan': 'bắt đầu tải bản scan',
  'scan-ready': 'nhận bản scan',
  'scan-repaired': 'làm sạch bản scan',
  'scan-refused': 'từ chối bản scan',
  'confirm-scan': 'xác nhận bản scan khớp với bản chính giấy',
  submit: 'trình ký',
  sign: 'ký số',
  return: 'trả lại',
  resume: 'xử lý tiếp',
  extend: 'kéo dài thời hạn',
  number: 'cấp số',
  seal: 'đóng dấu',
  release: 'trả kết quả',
  'correct-address': 'sửa địa chỉ nhận kết quả',
  withdraw: 'hủy bỏ giá trị pháp lý',
  cancel: 'hủy hồ sơ',
}

const appointmentActions: Sets['appointmentActions'] = {
  book: 'đặt lịch hẹn',
  open: 'mở hồ sơ từ lịch hẹn',
  reschedule: 'dời lịch hẹn',
  cancel: 'hủy lịch hẹn',
  'no-show': 'ghi nhận không đến',
  'cancel-with-case': 'hủy lịch hẹn cùng hồ sơ',
}

const changedFields: Sets['changedFields'] = {
  requester: 'người yêu cầu',
  document_type: 'loại giấy tờ',
  original_name: 'tên của bản chính',
  copies: 'số bản sao',
  fee_waiver: 'miễn, giảm phí',
  keep_scan: 'giữ bản scan trước',
}

const extensionGrounds: Sets['extensionGrounds'] = {
  many_originals: 'Cùng lúc yêu cầu chứng thực nhiều loại bản chính',
  many_pages: 'Bản chính có nhiều trang',
  many_copies: 'Yêu cầu số lượng bản sao nhiều',
  complex: 'Nội dung phức tạp, khó kiểm tra, đối chiếu',
}

const returnGrounds: Sets['returnGrounds'] = {
  altered: 'Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ',
  illegible: 'Bản chính bị hư hỏng, cũ nát, không xác định được nội dung',
  classified: 'Có dấu mật, hoặc ghi rõ không được sao chụp',
  unlawful: 'Nội dung trái pháp luật, đạo đức xã hội',
  not_legalised: 'Giấy tờ nước ngoài chưa được hợp pháp hóa lãnh sự',
  self_made: 'Giấy tờ cá nhân tự lập, không có xác nhận và đóng dấu',
  other: 'Lý do khác',
}

const scanRefusals: Sets['scanRefusals'] = {
  empty: 'Tệp không có nội dung. Lấy lại tệp từ máy quét rồi tải lên.',
  'too-large':
    'Tệp lớn hơn 30 MB. Chọn 200–300 dpi hoặc mức nén cao hơn trên máy quét, quét lại rồi tải lên.',
  'not-a-pdf': 'Tệp không phải là PDF. Chọn định dạng tệp PDF trên máy quét rồi tải lại.',
  truncated: 'Tệp thiếu phần cuối: ghi, sao chép hoặc tải lên chưa xong. Lấy lại tệp rồi tải lên.',
  damaged:
    'Cấu trúc tệp PDF có chỗ mỗi phần mềm đọc một kiểu. Đổi loại PDF trên máy quét hoặc in ra PDF mới rồi tải lại.',
  encrypted:
    'Tệp cần mật khẩu để mở. Tắt mục mã hóa PDF trên máy quét hoặc lưu tệp không mật khẩu rồi tải lại.',
  'already-signed': 'Tệp có chữ ký số. Tắt mục ký số trên máy quét, quét bản chính rồi tải lại.',
  script: 'Tệp có mã lệnh hoặc thao tác tự chạy khi mở. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  'embedded-file': 'Tệp có đính kèm tệp khác. Bỏ tệp đính kèm, hoặc quét bản chính, rồi tải lại.',
  'launch-action': 'Tệp có lệnh mở chương trình khác. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  'external-action':
    'Tệp có liên kết đọc hoặc gửi dữ liệu ra ngoài. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  multimedia: 'Tệp có âm thanh, phim hoặc nội dung 3D. Quét bản chính rồi tải lại.',
  'dynamic-form': 'Tệp là biểu mẫu động (XFA). In ra giấy rồi quét thành PDF và tải lại.',
  'form-field': 'Tệp có ô biểu mẫu điền được. In ra PDF hoặc quét bản giấy rồi tải lại.',
  annotation: 'Tệp có ghi chú hoặc hình vẽ thêm trên trang. Xóa ghi chú hoặc in ra PDF mới rồi tải lại.',
  layers: 'Tệp có lớp nội dung ẩn, hiện. Tắt mục lớp (layer) trên máy quét hoặc in ra PDF mới rồi tải lại.',
  'alternate-content':
    'Tệp có hình có thể bị thay bằng hình khác. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  'no-pages': 'Tệp không có trang nào. Quét lại bản chính rồi tải lại.',
  'too-many-pages': 'Tệp có hơn 2.000 trang. Chia thành nhiều tệp rồi tải lại.',
  'page-without-area':
    'Có trang không có kích thước hợp lệ. Chọn khổ giấy trên máy quét, quét lại rồi tải lại.',
  'too-many-objects': 'Tệp có cấu trúc quá phức tạp. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  'too-complex': 'Tệp có cấu trúc quá phức tạp. In ra PDF mới hoặc quét bản chính rồi tải lại.',
  'decompression-bomb': 'Tệp có dữ liệu nén bất thường. Quét bản chính rồi tải lại.',
}

const scanWarnings: Sets['scanWarnings'] = {
  'low-resolution': 'Có trang dưới 200 dpi. Nên quét lại ở 200 dpi trở lên.',
  grey: 'Có trang là ảnh xám. Nên quét lại ở chế độ màu.',
  bilevel: 'Có trang là ảnh đen trắng. Nên quét lại ở chế độ màu.',
  'old-version': 'Tệp là PDF đời cũ (trước 1.4). Nên chọn PDF 1.4 trở lên trên máy quét.',
}

const scanChanges: Sets['scanChanges'] = {
  'structure-rebuilt': 'Đã dựng lại cấu trúc tệp; nội dung các trang giữ nguyên.',
  'encryption-removed': 'Đã bỏ lớp mã hóa và hạn chế quyền của tệp.',
  'actions-removed': 'Đã bỏ mã lệnh, thao tác tự chạy và liên kết ra ngoài.',
  'files-removed': 'Đã bỏ tệp đính kèm.',
  'multimedia-removed': 'Đã bỏ âm thanh, phim hoặc nội dung 3D.',
  'form-data-removed': 'Đã bỏ dữ liệu biểu mẫu XFA.',
  'fields-flattened': 'Đã in các ô biểu mẫu vào trang, đúng như đang hiển thị.',
  'annotations-flattened': 'Đã in các ghi chú vào trang, đúng như đang hiển thị.',
  'hidden-annotations-removed': 'Đã bỏ ghi chú hoặc ô biểu mẫu không hiển thị.',
  'layers-merged': 'Đã gộp các lớp đang hiển thị vào trang.',
  'alternate-content-removed': 'Đã bỏ hình ảnh và nội dung thay thế không hiển thị trên màn hình.',
  'bookmarks-removed': 'Đã bỏ dấu trang không dẫn tới trang nào.',
  'tags-removed': 'Đã bỏ thẻ cấu trúc dùng cho trình đọc màn hình.',
}

const accountWarnings: Sets['accountWarnings'] = {
  'tax-code-check-digit': 'Số kiểm tra của mã số thuế không khớp. Đối chiếu lại với giấy tờ.',
  'unknown-place-code': 'Mã nơi đăng ký khai sinh trong số định danh không có trong danh mục.',
  'other-birth-year': 'Năm sinh trong số định danh khác với tài khoản.',
  'other-sex': 'Giới tính trong số định danh khác với tài khoản.',
  'old-card-number': 'Đây là số CMND cũ (9 số). Nên hỏi số CCCD.',
}

const notices: Sets['notices'] = {
  copy_released: 'Trả bản CTĐT',
  copy_withdrawn: 'Báo hủy bỏ giá trị pháp lý',
  time_limit_extended: 'Báo kéo dài thời hạn',
  download_code: 'Mã tải bản CTĐT',
  appointment_booked: 'Báo đã đặt lịch hẹn',
  appointment_refused: 'Báo không nhận lịch hẹn',
  appointment_moved: 'Báo dời lịch hẹn',
  appointment_cancelled: 'Báo hủy lịch hẹn',
  appointment_reminder: 'Nhắc lịch hẹn',
}

const channels: Sets['channels'] = { email: 'Thư điện tử', portal: 'Tài khoản DVCQG', sms: 'Tin nhắn' }

const deliveryStates: Sets['deliveryStates'] = {
  queued: 'Chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  delivered: 'Đã đến nơi',
  bounced: 'Bị trả lại',
  complained: 'Bị báo thư rác',
  failed: 'Gửi không được',
  not_sent: 'Không gửi',
}

const deliveryReasons: Sets['deliveryReasons'] = {
  no_such_mailbox: 'Không có hộp thư này.',
  mailbox_full: 'Hộp thư của người nhận đã đầy.',
  too_large: 'Thư quá lớn đối với hộp thư của người nhận.',
  content_refused: 'Máy chủ của người nhận không nhận nội dung hoặc tệp kèm.',
  suppressed: 'Địa chỉ này trước đây đã trả lại thư, nên không được gửi nữa.',
  passing: 'Máy chủ của người nhận tạm thời không nhận thư.',
  unwanted: 'Người nhận báo thư là thư rác.',
  virus: 'Dịch vụ gửi thư nghi tệp có mã độc.',
  unknown: 'Máy chủ của người nhận không cho biết lý do.',
}

const advice: Sets['advice'] = {
  wait: 'Chưa gửi được, hệ thống sẽ tự gửi lại. Nếu quá 5 phút vẫn chưa gửi, bấm gửi lại.',
  ask_then_resend: 'Đang gửi, hoặc lần gửi bị ngắt giữa chừng. Nếu quá 5 phút, hỏi người nhận rồi gửi lại.',
  check_address:
    'Hộp thư của người nhận trả lại thư. Hỏi lại địa chỉ với người nhận; địa chỉ đúng thì gửi lại, sai thì sửa địa chỉ rồi gửi.',
  reach_otherwise:
    'Người nhận đã báo thư là thư rác, nên hệ thống không gửi thư tới địa chỉ này nữa. Liên hệ người nhận bằng cách khác.',
  check_phone: 'Không gửi được tin nhắn. Kiểm tra số điện thoại với người nhận rồi gửi lại, hoặc gọi điện.',
  check_and_resend: 'Không gửi được. Kiểm tra địa chỉ với người nhận rồi gửi lại.',
  call_landline:
    'Không gửi tin nhắn, vì số điện thoại không phải số di động Việt Nam. Gọi điện báo cho người nhận.',
  no_phone: 'Không gửi tin nhắn, vì người nhận không cho số điện thoại. Báo cho người nhận bằng cách khác.',
}

const bookKinds: Sets['bookKinds'] = { electronic: 'Điện tử', paper: 'Giấy' }

const facts = (said: Said): Facts => ({
  changed: ({ fields }) => `Đã sửa: ${fields.map((field) => said('changedFields', field)).join(', ')}.`,
  extended: ({ ground, days, due_at }) =>
    `Thêm ${days} ngày làm việc, hạn mới ${dayAndTime(due_at)}. ${said('extensionGrounds', ground)}.`,
  from_appointment: () => 'Mở từ lịch hẹn đã đặt.',
  scan_refused: ({ cause }) => said('scanRefusals', cause),
  scan_repaired: ({ changes }) => changes.map((code) => said('scanChanges', code)).join(' '),
  scan_confirmed: ({ uploaded, repaired }) =>
    `SHA-256 của tệp tải lên: ${uploaded}. SHA-256 của bản đã làm sạch: ${repaired}.`,
  returned: ({ ground }) => `${said('returnGrounds', ground)}.`,
  address_corrected: () => 'Lần gửi trước không đến nơi; kết quả được gửi tới địa chỉ mới.',
  booked: ({ slot }) => `Giờ hẹn ${dayAndTime(slot)}.`,
  moved: ({ before, slot }) => `Từ ${dayAndTime(before)} sang ${dayAndTime(slot)}.`,
  of_case: ({ case: id }) => `Hồ sơ CT-${id.slice(-8)}.`,
})

const sets: Sets = {
  caseActions,
  appointmentActions,
  changedFields,
  extensionGrounds,
  returnGrounds,
  scanRefusals,
  scanWarnings,
  scanChanges,
  accountWarnings,
  notices,
  channels,
  deliveryStates,
  deliveryReasons,
  advice,
  bookKinds,
}

export const codes = codesOf(sets, 'thông tin khác', facts)
