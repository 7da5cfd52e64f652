//! `GET /inbox`, `GET /inbox/{item}/copy`: the requester's side of the portal's inbox.
//!
//! The account is the token's, so a requester cannot name another one's.

use std::time::Duration;

use api::{Answer, Problem, RequesterCall};
use certification::time;
use documents::Bucket;
use records::InboxItem;
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
    "has_copy": true,
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
    /// Whether a certified copy comes with it.
    pub has_copy: bool,
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
    Answer::ok(&InboxView { items: page.items.iter().map(InboxItemView::from).collect(), next: page.next })
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

impl From<&InboxItem> for InboxItemView {
    fn from(item: &InboxItem) -> Self {
        Self {
            id: item.notice.to_string(),
            title: item.title.clone(),
            text: item.text.clone(),
            at: time::iso(item.at),
            has_copy: item.copy.is_some(),
        }
    }
}
