//! What the lists of the screens show: narrowed down, counted.

mod counts;
mod search;

use anyhow::{Context as _, Result};
use certification::{Case, CaseId, DocumentType, Official, Requester, case::Request, requester::Destination};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use journeys::Office;
use records::Change;

/// Writes drafts as they would be had they been received at other times.
async fn received_at(
    office: &Office,
    times: impl IntoIterator<Item = Timestamp>,
    name: &str,
) -> Result<Vec<String>> {
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let request = Request {
        requester: Requester {
            name: name.to_owned(),
            destination: Destination::Email { address: "nguoi-dan@thu.example.vn".parse()? },
        },
        document_type: DocumentType { code: "khac".to_owned(), name: "Giấy tờ khác".to_owned() },
        original_name: "Giấy tờ khác".to_owned(),
        copies: 1,
        fee_waiver: None,
    };
    let by = Official { id: office.officer.id.clone(), name: office.officer.name.clone() };
    let cases: Vec<_> = times
        .into_iter()
        .map(|at| {
            let id = CaseId::from_ulid(api::Clock.ulid());
            Case::open(id, &agency, request.clone(), by.clone(), at)
        })
        .collect();
    let change = Change::default();
    stream::iter(cases.iter().map(|case| records.open_case(case, &change)))
        .buffer_unordered(8)
        .try_collect::<Vec<_>>()
        .await?;
    Ok(cases.iter().map(|case| case.id.to_string()).collect())
}
