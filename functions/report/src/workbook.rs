//! The register as a workbook: a cover, then a sheet with the columns of the form.

use certification::{Book, Entry, statement::agency_lines, time};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// The columns of the form, with their widths in characters.
const COLUMNS: [(&str, f64); 8] = [
    ("Số thứ tự/\nsố chứng thực", 14.0),
    ("Ngày, tháng, năm\nchứng thực", 16.0),
    ("Họ tên của người\nyêu cầu chứng thực", 26.0),
    ("Tên của bản chính\ngiấy tờ, văn bản", 30.0),
    ("Họ tên, chức danh\nngười ký chứng thực", 30.0),
    ("Số bản sao đã\nđược chứng thực", 14.0),
    ("Lệ phí/Phí\nchứng thực (đồng)", 16.0),
    ("Ghi chú", 20.0),
];

/// First row of the entries, after the heads and the row of column numbers.
const FIRST_ROW: u32 = 2;

/// Writes a book with its entries as an `.xlsx` file.
///
/// # Errors
/// When the file cannot be written, e.g. more rows than a sheet takes.
pub fn of(agency: &str, book: &Book, entries: &[Entry]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    cover(workbook.add_worksheet(), agency, book)?;
    register(workbook.add_worksheet(), entries)?;
    workbook.save_to_buffer()
}

fn cover(sheet: &mut Worksheet, agency: &str, book: &Book) -> Result<(), XlsxError> {
    let centred = Format::new().set_font_name(FONT).set_font_size(13).set_align(FormatAlign::Center);
    let bold = centred.clone().set_bold();
    let title = bold.clone().set_font_size(20);
    sheet.set_name("Bìa")?.set_portrait().set_paper_size(9).set_column_width(0, 90)?;
    let mut row = 0;
    let mut line = |text: &str, format: &Format, gap: u32| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, text, format)?;
        row += 1 + gap;
        Ok(())
    };
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &bold, 0)?;
    line("Độc lập - Tự do - Hạnh phúc", &bold, 2)?;
    line(&agency_lines(agency).join(" "), &bold, 4)?;
    line("SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", &title, 0)?;
    line(&book.details.name, &centred, 1)?;
    line(&sentence(&book.text()), &centred, 3)?;
    line(&format!("Ngày mở sổ: {}", shown(book.details.opens)), &centred, 0)?;
    line(&format!("Ngày khóa sổ: {}", shown(book.details.closes)), &centred, 0)
}

fn register(sheet: &mut Worksheet, entries: &[Entry]) -> Result<(), XlsxError> {
    let cell = Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let date = cell.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center);
    let money = cell.clone().set_num_format("#,##0");
    sheet.set_name("Sổ chứng thực")?.set_landscape().set_paper_size(9);
    sheet.set_repeat_rows(0, 1)?.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_print_fit_to_pages(1, 0).set_footer("&C&P/&N");
    for (column, (title, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, title, &head)?;
        sheet.write_string_with_format(1, column, format!("({})", column + 1), &head)?;
    }
    for (row, entry) in (FIRST_ROW..).zip(entries) {
        let fields = &entry.fields;
        sheet.write_string_with_format(row, 0, &entry.number_text, &cell)?;
        sheet.write_datetime_with_format(row, 1, excel_date(time::day(entry.at))?, &date)?;
        sheet.write_string_with_format(row, 2, &fields.requester, &cell)?;
        sheet.write_string_with_format(row, 3, &fields.original, &cell)?;
        sheet.write_string_with_format(row, 4, &fields.signer, &cell)?;
        sheet.write_number_with_format(row, 5, fields.copies, &cell)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel knows no integers; a fee has far fewer than 53 bits"
        )]
        sheet.write_number_with_format(row, 6, fields.fee as f64, &money)?;
        sheet.write_string_with_format(row, 7, &fields.note, &cell)?;
    }
    Ok(())
}

const FONT: &str = "Times New Roman";

fn excel_date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}

fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
