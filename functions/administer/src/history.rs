//! `GET /agency/history`: what administrators changed, the latest first.

use api::{Answer, Call, Problem, contract};
use certification::{
    administration::{AdministrationEntry, FieldChange},
    time,
};
use serde::Serialize;
use ulid::Ulid;
use utoipa::ToSchema;

use crate::{Services, scope};

/// A page of the history of administration.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AdministrationView {
    /// The changes, the latest first.
    changes: Vec<AdministrationLineView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A change by an administrator.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "at": "2026-11-23T09:14:00+07:00",
    "by": "Hoàng Thị Quản Trị",
    "of": "an-binh-moi",
    "action": "change-agency",
    "fields": [{ "field": "locality", "before": "Phường An Bình", "after": "Phường An Bình Mới" }],
    "request_id": "JKJaXmPLvHcESHA=",
}))]
pub(crate) struct AdministrationLineView {
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime)]
    at: String,
    /// Who.
    by: String,
    /// For which agency the administrator works: this one, or the centre.
    of: String,
    /// What was done.
    #[schema(value_type = contract::AdministrationActionName)]
    action: &'static str,
    /// Of what, where there are several: an official, a day, a certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// What differs.
    fields: Vec<FieldChangeView>,
    /// The request that did it.
    request_id: String,
}

/// A field before and after; of what is about a person only its name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldChangeView {
    /// Its name.
    #[schema(value_type = contract::AdministrationFieldName)]
    field: &'static str,
    /// Before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<serde_json::Value>,
    /// After.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<serde_json::Value>,
}

/// What administrators changed in an agency; in the centre also the trust store and the country's holidays.
#[utoipa::path(
    get,
    path = "/agency/history",
    operation_id = "listAdministration",
    params(
        scope::AgencyQuery,
        ("limit" = Option<i32>, Query, description = "Changes on a page; 100 when left out.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of changes.", body = AdministrationView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["malformed-request", "not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let before = call.query::<Ulid>("cursor")?;
    let page = services.records.administration(&agency.id, before, scope::limit(call, 200)?).await?;
    let changes = page.items.into_iter().map(AdministrationLineView::from).collect();
    Answer::ok(&AdministrationView { changes, next: page.next })
}

impl From<AdministrationEntry> for AdministrationLineView {
    fn from(entry: AdministrationEntry) -> Self {
        Self {
            at: time::iso(entry.at),
            by: entry.by.name,
            of: entry.of.to_string(),
            action: entry.action.as_str(),
            subject: entry.subject,
            fields: entry.fields.into_iter().map(FieldChangeView::from).collect(),
            request_id: entry.request_id,
        }
    }
}

impl From<FieldChange> for FieldChangeView {
    fn from(change: FieldChange) -> Self {
        Self { field: change.field.as_str(), before: change.before, after: change.after }
    }
}
