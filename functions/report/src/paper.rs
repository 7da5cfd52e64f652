//! The register of a month on paper: A4 lying, with cover, columns of the form, total and signatures.

use certification::{Book, Entry, agency::Agency, statement::agency_lines, time, words};
use jiff::{Timestamp, civil::Date};
use printing::{Align, Column, Cover, Document, Paper, PrintError, Signature, Table, Text};

use crate::{
    marks::Marks,
    period::{Period, shown},
    workbook::closes,
};

/// Widths of the columns, as shares, and how their cells stand.
const COLUMNS: [(f32, Align); 8] = [
    (8.0, Align::Centre),
    (9.5, Align::Centre),
    (17.0, Align::Left),
    (20.0, Align::Left),
    (19.0, Align::Left),
    (8.0, Align::Centre),
    (9.0, Align::Right),
    (11.5, Align::Left),
];

/// Prints the entries of a month, on the day `at` falls on.
///
/// # Errors
/// When the PDF cannot be written.
pub(crate) fn of(
    agency: &Agency,
    book: &Book,
    month: Period,
    entries: &[Entry],
    marks: &Marks,
    at: Timestamp,
) -> Result<Vec<u8>, PrintError> {
    let name = format!("Tháng {} năm {}", month_text(month.from), month.from.year());
    let mut paper = Document::new(Paper::Landscape, &format!("{} - {name}", book.details.name), at)?;
    paper.foot(format!("{} - {name}", sentence(&book.text())));
    paper.cover(&cover(agency, book, &name));
    let today = time::day(at);
    let until = (today < month.to).then(|| format!("(tính đến ngày {})", shown(today)));
    paper.title(&name, until.as_deref());
    if entries.is_empty() {
        paper.text("Trong tháng không có việc chứng thực nào.", Align::Centre);
    } else {
        paper.table(&table(agency, entries, marks));
        paper.text(total(entries), Align::Justified);
    }
    for line in book.closing_lines().into_iter().flatten() {
        paper.text(Text::default().bold(line), Align::Justified);
    }
    paper.signatures(&[
        Signature {
            title: "Người vào sổ".to_owned(),
            note: Some("(Ký, ghi rõ họ tên)".to_owned()),
            ..Signature::default()
        },
        Signature {
            place_and_date: Some(time::day_in_words(today)),
            title: "Người có thẩm quyền xác nhận".to_owned(),
            note: Some("(Ký, ghi rõ họ tên và đóng dấu)".to_owned()),
            ..Signature::default()
        },
    ]);
    paper.finish()
}

fn cover(agency: &Agency, book: &Book, month: &str) -> Cover {
    let day = |day| time::day_in_words(day).to_lowercase();
    Cover {
        agencies: agency_lines(&agency.name),
        title: book.details.name.clone(),
        lines: vec![
            Text::default().bold(sentence(&book.text())),
            month.into(),
            format!("Mở sổ: {}", day(book.details.opens)).into(),
            format!("{}: {}", if book.closing.is_some() { "Khóa sổ" } else { "Đóng sổ" }, day(closes(book)))
                .into(),
        ],
    }
}

fn table(agency: &Agency, entries: &[Entry], marks: &Marks) -> Table {
    let columns = agency.register_columns.heads().iter().zip(COLUMNS);
    let columns = columns.map(|(head, (share, align))| Column::new(head, share).aligned(align));
    let mut table = Table::new(columns).sized(11.0).numbered();
    for entry in entries {
        let fields = &entry.fields;
        table.row([
            entry.number_text.as_str().into(),
            shown(time::day(entry.at)).into(),
            fields.requester.as_str().into(),
            fields.original.as_str().into(),
            fields.signer.as_str().into(),
            fields.copies.to_string().into(),
            words::grouped(fields.fee).into(),
            marks.note(entry).into(),
        ]);
    }
    table
}

/// What the month comes to, in figures and words.
fn total(entries: &[Entry]) -> Text {
    let count = entries.len() as u64;
    let copies: u64 = entries.iter().map(|entry| u64::from(entry.fields.copies)).sum();
    let fees: u64 = entries.iter().map(|entry| entry.fields.fee).sum();
    let span = match (entries.first(), entries.last()) {
        (Some(first), Some(last)) => format!("từ số {} đến số {}", first.number_text, last.number_text),
        _ => String::new(),
    };
    Text::default().bold("Cộng trong tháng: ").plain(format!(
        "{} ({}) số chứng thực, {span}; {} bản sao; phí chứng thực {} đồng ({} đồng).",
        words::grouped(count),
        words::number(count),
        words::grouped(copies),
        words::grouped(fees),
        words::number(fees),
    ))
}

/// January and February carry a zero, as the day does below ten (NĐ 30/2020, Phụ lục I).
fn month_text(day: Date) -> String {
    if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

/// A text with its first letter in capitals.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
