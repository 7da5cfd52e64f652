//! What the OpenAPI document says alike for every function: path parameters and lists of words.
//!
//! These types only describe; no request or answer is made of them, and no Lambda carries them.

use std::borrow::Cow;

use certification::{Role, StateName, appointment, case::DuplicateReason, time_limit::ExtensionGround};
use ulid::Ulid;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

/// The parameter of `/cases/{case}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CasePath {
    /// Identifier of the case, as written: in capitals.
    #[param(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B", pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
    pub case: Ulid,
}

/// The parameter of `/appointments/{appointment}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AppointmentPath {
    /// Identifier of the appointment, as written: in capitals.
    #[param(example = "01K8E5V3YJ1A2B3C4D5E6F7G8H", pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
    pub appointment: Ulid,
}

/// The parameter of `/books/{book}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct BookPath {
    /// Identifier of the register book, as written: in capitals.
    #[param(example = "01K8E5V3YJ6B4S9N2M0C3D8F7G", pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
    pub book: Ulid,
}

/// The states of a case.
#[derive(Debug)]
pub struct CaseState;

impl PartialSchema for CaseState {
    fn schema() -> RefOr<Schema> {
        let meanings: Vec<_> = StateName::ALL
            .iter()
            .map(|state| format!("`{}`: {}", state.as_str(), state.vietnamese()))
            .collect();
        let description = format!("The state of a case. {}.", meanings.join("; "));
        words(&description, StateName::ALL.map(StateName::as_str))
    }
}

impl ToSchema for CaseState {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("CaseState")
    }
}

/// The states of an appointment.
#[derive(Debug)]
pub struct AppointmentState;

impl PartialSchema for AppointmentState {
    fn schema() -> RefOr<Schema> {
        let states = appointment::StateName::ALL;
        let meanings: Vec<_> =
            states.iter().map(|state| format!("`{state}`: {}", state.vietnamese())).collect();
        let description = format!("The state of an appointment. {}.", meanings.join("; "));
        words(&description, states.map(appointment::StateName::as_str))
    }
}

impl ToSchema for AppointmentState {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("AppointmentState")
    }
}

/// Who booked an appointment.
#[derive(Debug)]
pub struct AppointmentOrigin;

impl PartialSchema for AppointmentOrigin {
    fn schema() -> RefOr<Schema> {
        words(
            "Who booked: the requester on the national portal, an officer, or the requester signed in here.",
            ["portal", "officer", "requester"],
        )
    }
}

impl ToSchema for AppointmentOrigin {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("AppointmentOrigin")
    }
}

/// The roles of a signed-in person.
#[derive(Debug)]
pub struct RoleName;

impl PartialSchema for RoleName {
    fn schema() -> RefOr<Schema> {
        let roles = [Role::Officer, Role::Signer, Role::Clerk, Role::Requester, Role::Admin];
        let meanings: Vec<_> = roles.iter().map(|role| format!("`{role}`: {}", role.vietnamese())).collect();
        let description = format!("What a person may do. {}.", meanings.join("; "));
        words(&description, roles.map(|role| role.to_string()))
    }
}

impl ToSchema for RoleName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("RoleName")
    }
}

/// The grounds of a return.
#[derive(Debug)]
pub struct ReturnGround;

impl PartialSchema for ReturnGround {
    fn schema() -> RefOr<Schema> {
        use certification::returning::ReturnCode::{
            Altered, Classified, Illegible, NotLegalised, Other, SelfMade, Unlawful,
        };
        let grounds = [Altered, Illegible, Classified, Unlawful, NotLegalised, SelfMade, Other];
        let words_of_grounds = grounds.iter().filter_map(|ground| serde_json::to_value(ground).ok());
        words("The ground of a return (NĐ 23/2015 Điều 20, 22).", words_of_grounds)
    }
}

impl ToSchema for ReturnGround {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ReturnGround")
    }
}

/// The grounds of an extension.
#[derive(Debug)]
pub struct ExtensionGroundName;

impl PartialSchema for ExtensionGroundName {
    fn schema() -> RefOr<Schema> {
        let meanings: Vec<_> = ExtensionGround::ALL
            .iter()
            .map(|ground| format!("`{}`: {}", ground.as_str(), ground.vietnamese()))
            .collect();
        let description = format!("Why a copy takes longer (NĐ 23/2015 Điều 21). {}.", meanings.join("; "));
        words(&description, ExtensionGround::ALL.map(ExtensionGround::as_str))
    }
}

impl ToSchema for ExtensionGroundName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ExtensionGround")
    }
}

/// The reasons for which a case is pointed out.
#[derive(Debug)]
pub struct DuplicateReasonName;

impl PartialSchema for DuplicateReasonName {
    fn schema() -> RefOr<Schema> {
        words(
            "Why two cases look like one. `same_scan`: the same file; `same_requester_and_type_today`: the same \
             requester, document type and day of receipt.",
            DuplicateReason::ALL.map(DuplicateReason::as_str),
        )
    }
}

impl ToSchema for DuplicateReasonName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("DuplicateReason")
    }
}

/// A text that is one of some words.
#[must_use]
pub fn words<W: Into<serde_json::Value>>(
    description: &str,
    words: impl IntoIterator<Item = W>,
) -> RefOr<Schema> {
    let object = ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words.into_iter().map(Into::into).collect::<Vec<serde_json::Value>>()));
    RefOr::T(Schema::Object(object.build()))
}
