//! `GET /inbox`, `GET /inbox/{item}/copy`: the requester's side of the portal's inbox.
//!
//! The account is the token's, so a requester cannot name another one's.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    time::Duration,
};

use api::{Answer, Problem, RequesterCall};
use certification::{AgencyId, Case, CaseId, CheckCode, StateName, notice::About, time};
use documents::Bucket;
use records::{InboxItem, RecordsError};
use serde::Serialize;
use ulid::Ulid;
use utoipa::ToSchema;

use crate::Services;

/// How long a link to a copy lives.
const LIFETIME: Duration = Duration::from_mins(5);

/// A page of the inbox, the newest item first.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxView {
    /// The items.
    pub items: Vec<InboxItemView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A notice in the inbox.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ2H5K7P9Q1R3T6V8W",
    "title": "Bản sao chứng thực điện tử số 127/ĐT",
    "text": "Ủy ban nhân dân phường An Bình Mới đã chứng thực bản sao điện tử “Bằng tốt nghiệp”, số 127/ĐT.",
    "at": "2026-11-23T09:41:00+07:00",
    "agency": "Ủy ban nhân dân phường An Bình Mới",
    "has_copy": true,
    "copy": {
        "original": "Bằng tốt nghiệp",
        "number": "127/ĐT",
        "book": "quyển số 01/2026-SCTĐT/BS",
        "date": "2026-11-23",
        "check_code": "7K3Q-9XZA-1B2C-3D4E",
        "withdrawn": false,
    },
}))]
pub struct InboxItemView {
    /// Identifier of the item.
    pub id: String,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// When it came: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Name of the agency that sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Whether a certified copy comes with it, which `GET /inbox/{item}/copy` gives.
    pub has_copy: bool,
    /// The certified copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<InboxCopyView>,
}

/// A certified copy, as it stands now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "original": "Bằng tốt nghiệp",
    "number": "127/ĐT",
    "book": "quyển số 01/2026-SCTĐT/BS",
    "date": "2026-11-23",
    "check_code": "7K3Q-9XZA-1B2C-3D4E",
    "withdrawn": false,
}))]
pub struct InboxCopyView {
    /// Tên của bản chính.
    pub original: String,
    /// Số chứng thực.
    pub number: String,
    /// Of which book.
    pub book: String,
    /// Day of the certification.
    #[schema(format = Date, example = "2026-11-23")]
    pub date: String,
    /// Code of the public check, as it stands on the statement page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_code: Option<String>,
    /// Whether a decision has taken its legal value from it; it can be fetched all the same.
    pub withdrawn: bool,
}

/// A link to a certified copy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://copies.s3.ap-southeast-1.amazonaws.com/copies/an-binh/01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "expires_at": "2026-11-23T09:19:00+07:00",
    "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "length": 2_097_152,
}))]
pub struct InboxCopyLink {
    /// Address, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
    /// SHA-256 of the copy.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
}

/// The requester's own inbox.
#[utoipa::path(
    get,
    path = "/inbox",
    operation_id = "listInbox",
    params(
        ("limit" = Option<i32>, Query, description = "Items on a page; 20 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of the inbox.", body = InboxView)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!(["malformed-request"]))),
)]
pub(crate) async fn list(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let limit = call.query::<i32>("limit")?.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let after: Option<Ulid> = call.query("cursor")?;
    let page = services.records.inbox_page(&call.account, after, limit).await?;
    let matters = Matters::of(services, &page.items).await?;
    let items = page.items.iter().map(|item| matters.view(item)).collect();
    Answer::ok(&InboxView { items, next: page.next })
}

/// A link to the certified copy of an item, good for five minutes.
#[utoipa::path(
    get,
    path = "/inbox/{item}/copy",
    operation_id = "readInboxCopy",
    params(("item" = String, Path, description = "Identifier of the item.", example = "01K8E5V3YJ2H5K7P9Q1R3T6V8W")),
    responses((status = 200, description = "The link.", body = InboxCopyLink)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!(["no-such-document"]))),
)]
pub(crate) async fn copy(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let id: Ulid = call.path("item", "thông báo")?;
    let item = services.records.inbox_item(&call.account, id).await?;
    let item = item.ok_or_else(|| RequesterCall::not_found("thông báo"))?;
    let copy = item.copy.ok_or_else(|| {
        Problem::new(
            404,
            "no-such-document",
            "Không có bản sao",
            "Thông báo này không kèm bản sao chứng thực.",
        )
    })?;
    let file_name = format!("ban-sao-chung-thuc-{id}.pdf");
    let url = services.documents.link(Bucket::Copies, &copy, &file_name, LIFETIME).await?;
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&InboxCopyLink {
        url,
        expires_at: time::iso(expires_at),
        sha256: copy.sha256,
        length: copy.length,
    })
}

/// What the items of a page speak of.
struct Matters {
    agencies: BTreeMap<AgencyId, String>,
    cases: Vec<Case>,
}

impl Matters {
    async fn of(services: &Services, items: &[InboxItem]) -> Result<Self, RecordsError> {
        let mut agencies = BTreeMap::new();
        for item in items {
            if let Entry::Vacant(vacant) = agencies.entry(item.agency.clone())
                && let Some(agency) = services.records.agency(&item.agency).await?
            {
                vacant.insert(agency.name);
            }
        }
        let of_copies = items.iter().filter(|item| item.copy.is_some());
        let cases: BTreeSet<_> = of_copies.filter_map(|item| Some((&item.agency, case_of(item)?))).collect();
        let cases = services.records.some_cases(cases).await?;
        Ok(Self { agencies, cases })
    }

    fn view(&self, item: &InboxItem) -> InboxItemView {
        let case = case_of(item).filter(|_| item.copy.is_some());
        let case =
            case.and_then(|id| self.cases.iter().find(|case| case.id == id && case.agency == item.agency));
        InboxItemView {
            id: item.notice.to_string(),
            title: item.title.clone(),
            text: item.text.clone(),
            at: time::iso(item.at),
            agency: self.agencies.get(&item.agency).cloned(),
            has_copy: item.copy.is_some(),
            copy: case.and_then(copy_of),
        }
    }
}

fn case_of(item: &InboxItem) -> Option<CaseId> {
    match item.about {
        About::Case(case) => Some(case),
        About::Appointment(_) => None,
    }
}

fn copy_of(case: &Case) -> Option<InboxCopyView> {
    let issued = case.state.issued()?;
    Some(InboxCopyView {
        original: case.request.original_name.clone(),
        number: issued.text.clone(),
        book: issued.book_text.clone(),
        date: time::day(issued.issued.at).to_string(),
        check_code: case.check.as_ref().map(CheckCode::grouped),
        withdrawn: case.state.name() == StateName::Withdrawn,
    })
}
