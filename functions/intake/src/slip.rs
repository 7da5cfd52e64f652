//! `POST /cases/{case}/slip`: phiếu hẹn trả kết quả, which names the hour and day of return
//! (NĐ 23/2015 Điều 7).

use std::time::Duration;

use api::{Answer, Call, Problem, SeenVersion, contract::CasePath, request, stored};
use certification::{
    Case, Role, TransitionRefusal, agency::Agency, requester::Destination, statement::one_line, time,
};
use documents::{Bucket, keys};
use jiff::Timestamp;
use printing::{Align, Column, Document, Head, Paper, PrintError, Signature, Table, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

const LIFETIME: Duration = Duration::from_mins(10);

/// A link to the slip.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://scans.s3.ap-southeast-1.amazonaws.com/exports/an-binh/01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "expires_at": "2026-11-23T09:24:00+07:00",
}))]
pub struct SlipLink {
    /// Address of the PDF, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:24:00+07:00")]
    pub expires_at: String,
}

/// Makes the slip of return (phiếu hẹn trả kết quả), a PDF; the link is good for ten minutes.
#[utoipa::path(
    post,
    path = "/cases/{case}/slip",
    operation_id = "printSlip",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 200, description = "The link.", body = SlipLink)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "not-found", "wrong-state"])),
    ),
)]
pub(crate) async fn print(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    // Once nobody holds it, there is nothing left to come back for.
    if case.state.name().held_by().is_none() {
        return Err(TransitionRefusal::WrongState(case.state.name()).into());
    }
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let now = services.clock.now();
    let bytes = paper(&agency, &case, now).map_err(|error| Problem::unexpected(&error))?;
    let key = keys::slip(&case.agency, case.id, services.clock.ulid());
    let object = services.documents.store(Bucket::Scans, &key, "application/pdf", bytes).await?;
    let url = services.documents.link(Bucket::Scans, &object, "phieu-hen-tra-ket-qua.pdf", LIFETIME).await?;
    let expires_at = now.checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&SlipLink { url, expires_at: time::iso(expires_at) })
}

/// The slip of a case, made out at `at`.
fn paper(agency: &Agency, case: &Case, at: Timestamp) -> Result<Vec<u8>, PrintError> {
    let mut slip = Document::new(Paper::Portrait, "Phiếu hẹn trả kết quả", at)?;
    let day = time::day_in_words(time::day(at));
    let place = place(&agency.locality);
    slip.head(&Head {
        agency: agency.name.clone(),
        place_and_date: Some(format!("{place}, {}", lower_first(&day))),
        ..Head::default()
    });
    slip.title("Phiếu hẹn trả kết quả", Some("Chứng thực bản sao điện tử từ bản chính"));
    slip.paragraph(
        Text::from(format!("{} đã nhận hồ sơ của ", agency.name))
            .bold(case.request.requester.name.as_str())
            .plain(" và hẹn trả kết quả như sau:"),
    );
    let mut table = Table::new([Column::new("Nội dung", 3.0), Column::new("Thông tin", 7.0)]).sized(13.0);
    for (name, said) in lines(case) {
        table.row([Text::from(name), said]);
    }
    slip.table(&table);
    slip.text("", Align::Left);
    slip.paragraph(Text::default().slanted(
        "Kết quả được trả trong ngày làm việc nhận hồ sơ; hồ sơ nhận sau 15 giờ được trả trong ngày làm việc tiếp theo, trừ trường hợp kéo dài thời hạn theo quy định (Điều 7, Điều 21 Nghị định 23/2015/NĐ-CP). Mang theo phiếu này khi đến nhận kết quả hoặc khi cần hỏi về hồ sơ.",
    ));
    let signed = |title: &str, name: &str| Signature {
        title: title.to_owned(),
        note: Some("(Ký, ghi rõ họ tên)".to_owned()),
        name: Some(name.to_owned()),
        ..Signature::default()
    };
    slip.signatures(&[
        signed("Người yêu cầu chứng thực", &case.request.requester.name),
        signed("Người tiếp nhận", &case.opened.by.name),
    ]);
    slip.finish()
}

fn lines(case: &Case) -> Vec<(&'static str, Text)> {
    let request = &case.request;
    let mut lines = vec![
        ("Mã hồ sơ", Text::from(case.id.short_code())),
        ("Người yêu cầu chứng thực", Text::default().bold(request.requester.name.as_str())),
        ("Bản chính", paper_name(case)),
        ("Số bản sao", Text::from(request.copies.to_string())),
        ("Nhận hồ sơ lúc", Text::from(hour_and_day(case.time_limit.received))),
        ("Trả kết quả lúc", Text::default().bold(hour_and_day(case.time_limit.due()))),
    ];
    if let Some(extension) = &case.time_limit.extension {
        let mut said = format!("{} ngày làm việc, vì {}", extension.days, extension.ground.vietnamese());
        if let Some(agreement) = &extension.agreement {
            said = format!("{said}; theo thỏa thuận: {agreement}");
        }
        lines.push(("Kéo dài thời hạn", said.into()));
    }
    lines.push(("Phí chứng thực", fee(case).into()));
    let way = match &request.requester.destination {
        Destination::PortalAccount { .. } => "Tài khoản Cổng Dịch vụ công quốc gia".to_owned(),
        Destination::Email { address } => format!("Thư điện tử {}", address.as_str()),
    };
    lines.push(("Nhận bản sao điện tử qua", way.into()));
    lines
}

fn paper_name(case: &Case) -> Text {
    let (name, kind) = (&case.request.original_name, &case.request.document_type.name);
    if name == kind { Text::from(name.as_str()) } else { Text::from(format!("{name} ({kind})")) }
}

/// The fee, or how it is reckoned while the pages are not known.
fn fee(case: &Case) -> String {
    let said = if let Some(scan) = case.state.ready_scan() {
        format!("{} đồng", dong(case.fee(scan.pages)))
    } else {
        let rate = &case.fee_rate;
        format!(
            "{} đồng/trang cho {} trang đầu, {} đồng/trang cho các trang sau, tối đa {} đồng/bản ({})",
            dong(rate.first_page),
            rate.first_pages,
            dong(rate.further_page),
            dong(rate.ceiling),
            rate.basis
        )
    };
    match &case.request.fee_waiver {
        Some(waiver) => format!("{said}. {}", waiver.note()),
        None => said,
    }
}

/// `17 giờ 00 phút, ngày 25/11/2026`.
fn hour_and_day(at: Timestamp) -> String {
    time::local(at).strftime("%H giờ %M phút, ngày %d/%m/%Y").to_string()
}

/// `1.234.567`.
fn dong(amount: u64) -> String {
    let digits = amount.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// The name of the place that stands before a date: without the kind of the unit and what it lies in
/// (NĐ 30/2020, Phụ lục I, mục II.4).
fn place(locality: &str) -> String {
    let first = one_line(locality.split(',').next().unwrap_or_default());
    let kinds = ["Phường ", "Xã ", "Đặc khu ", "phường ", "xã ", "đặc khu "];
    kinds.iter().find_map(|kind| first.strip_prefix(kind)).unwrap_or(&first).to_owned()
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_as_they_are_written_in_vietnam() {
        assert_eq!([0, 999, 4_000, 1_234_567].map(dong), ["0", "999", "4.000", "1.234.567"]);
    }

    #[test]
    fn a_place_stands_without_the_kind_of_its_unit() {
        assert_eq!(place("Phường An Bình Mới, thành phố An Bình"), "An Bình Mới");
        assert_eq!(place("Côn Đảo"), "Côn Đảo");
    }

    #[test]
    fn hour_and_day_are_said_in_full() {
        assert_eq!(hour_and_day("2026-11-25T10:00:00Z".parse().unwrap()), "17 giờ 00 phút, ngày 25/11/2026");
    }
}
