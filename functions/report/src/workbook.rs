//! The register as a workbook: a cover, then a sheet with the columns of the form.

use certification::{Book, Entry, agency::Agency, statement::agency_lines, time};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::{
    paper::sentence,
    period::{Period, shown},
};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 8] = [14.0, 16.0, 26.0, 30.0, 30.0, 14.0, 16.0, 20.0];
/// First row of the entries, after the heads and the row of column numbers.
const FIRST_ROW: u32 = 2;
/// The sheet of the entries, after the cover.
const ENTRIES: usize = 1;

/// A register that is being written, a line at a time.
pub(crate) struct Register {
    workbook: Workbook,
    formats: Formats,
    row: u32,
}

struct Formats {
    cell: Format,
    date: Format,
    money: Format,
    plain: Format,
}

impl Register {
    /// Begins with the cover and the heads.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn begin(agency: &Agency, book: &Book, period: Period) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let formats = Formats::new();
        cover(workbook.add_worksheet(), &agency.name, book, period)?;
        heads(workbook.add_worksheet(), &formats, agency.register_columns.heads())?;
        Ok(Self { workbook, formats, row: FIRST_ROW })
    }

    /// Writes an entry, with what column 8 says of it.
    ///
    /// # Errors
    /// When the sheet takes no more rows.
    pub(crate) fn line(&mut self, entry: &Entry, note: &str) -> Result<(), XlsxError> {
        let Self { workbook, formats, row } = self;
        let (sheet, fields, row) = (workbook.worksheet_from_index(ENTRIES)?, &entry.fields, *row);
        sheet.write_string_with_format(row, 0, &entry.number_text, &formats.cell)?;
        sheet.write_datetime_with_format(row, 1, excel_date(time::day(entry.at))?, &formats.date)?;
        sheet.write_string_with_format(row, 2, &fields.requester, &formats.cell)?;
        sheet.write_string_with_format(row, 3, &fields.original, &formats.cell)?;
        sheet.write_string_with_format(row, 4, &fields.signer, &formats.cell)?;
        sheet.write_number_with_format(row, 5, fields.copies, &formats.cell)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel knows no integers; a fee has far fewer than 53 bits"
        )]
        sheet.write_number_with_format(row, 6, fields.fee as f64, &formats.money)?;
        sheet.write_string_with_format(row, 7, note, &formats.cell)?;
        self.row += 1;
        Ok(())
    }

    /// Entries written.
    pub(crate) fn lines(&self) -> u32 {
        self.row - FIRST_ROW
    }

    /// The file; a closed book ends with its total.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(mut self, book: &Book) -> Result<Vec<u8>, XlsxError> {
        let sheet = self.workbook.worksheet_from_index(ENTRIES)?;
        for (row, line) in (self.row + 1..).zip(book.closing_lines().into_iter().flatten()) {
            sheet.write_string_with_format(row, 0, line, &self.formats.plain)?;
        }
        self.workbook.save_to_buffer()
    }
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(12);
        let cell = plain.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
        Self {
            date: cell.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            money: cell.clone().set_num_format("#,##0"),
            cell,
            plain,
        }
    }
}

fn cover(sheet: &mut Worksheet, agency: &str, book: &Book, period: Period) -> Result<(), XlsxError> {
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
    let end = if book.closing.is_some() { "Ngày khóa sổ" } else { "Ngày đóng sổ (dự kiến)" };
    line(&format!("{end}: {}", shown(closes(book))), &centred, 1)?;
    let days = format!("Từ ngày {} đến ngày {}", shown(period.from), shown(period.to));
    if period == Period::whole(book) { Ok(()) } else { line(&days, &centred, 0) }
}

/// The day on which the book was closed (khóa sổ), or is to end (đóng sổ).
pub(crate) fn closes(book: &Book) -> Date {
    book.closed_on().unwrap_or(book.details.closes)
}

fn heads(sheet: &mut Worksheet, formats: &Formats, heads: &[String; 8]) -> Result<(), XlsxError> {
    let head =
        formats.cell.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.set_name("Sổ chứng thực")?.set_landscape().set_paper_size(9);
    sheet.set_repeat_rows(0, 1)?.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_print_fit_to_pages(1, 0).set_footer("&C&P/&N");
    // Excel and LibreOffice do not fit a row to wrapped text that a program wrote: the heads would be cut.
    sheet.set_row_height(0, LINE_HEIGHT * f64::from(head_lines(heads)))?;
    for (column, (title, width)) in (0_u16..).zip(heads.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, title, &head)?;
        sheet.write_string_with_format(1, column, format!("({})", column + 1), &head)?;
    }
    Ok(())
}

/// Lines that the tallest head takes in its column; a bold letter is wider than the digit that widths count.
fn head_lines(heads: &[String; 8]) -> u32 {
    let lines = |(head, width): (&String, f64)| {
        let (mut lines, mut used) = (1, 0.0);
        for word in head.split_whitespace() {
            let length = word.chars().map(|_| BOLD_LETTER).sum::<f64>();
            if used > 0.0 && used + BOLD_LETTER + length > width {
                lines += 1;
                used = length;
            } else {
                used += if used > 0.0 { BOLD_LETTER + length } else { length };
            }
        }
        lines
    };
    heads.iter().zip(WIDTHS).map(lines).max().unwrap_or(1)
}

/// Points of a line of 12 points, with its gap.
const LINE_HEIGHT: f64 = 16.5;
/// Width of a bold letter in the unit of column widths.
const BOLD_LETTER: f64 = 1.25;

const FONT: &str = "Times New Roman";

fn excel_date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}
