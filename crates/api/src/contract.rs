//! What the OpenAPI document says alike for every function: path parameters and lists of words.
//!
//! These types only describe; no request or answer is made of them, and no Lambda carries them.

use std::borrow::Cow;

use certification::{
    Role, StateName,
    administration::{AdministrationAction, AdministrationField},
    appointment,
    book::BookKind,
    case::DuplicateReason,
    history::{AppointmentAction, CaseAction, ChangedField},
    notice::{Channel, DeliveryStatus, NoticeKind, ReportReason},
    time_limit::ExtensionGround,
};
use ulid::Ulid;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

use crate::accounts;

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

/// A type that only describes a closed set of words.
macro_rules! described {
    ($($(#[$doc:meta])* $type:ident = $name:literal: $about:expr, $words:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type;

        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                words($about, $words)
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    )+};
}

described! {
    /// What was done to a case.
    CaseActionName = "CaseAction":
        "What was done to a case.", CaseAction::ALL.iter().map(|action| action.as_str());
    /// What was done to an appointment.
    AppointmentActionName = "AppointmentAction":
        "What was done to an appointment.", AppointmentAction::ALL.iter().map(|action| action.as_str());
    /// What an administrator did.
    AdministrationActionName = "AdministrationAction":
        "What an administrator did.", AdministrationAction::ALL.iter().map(|action| action.as_str());
    /// What an administrator set.
    AdministrationFieldName = "AdministrationField":
        "What an administrator set.", AdministrationField::ALL.iter().map(|field| field.as_str());
    /// A field of a draft.
    ChangedFieldName = "ChangedField":
        "A field of a draft; `keep_scan`: the earlier scan was kept.", ChangedField::ALL.iter().map(|field| field.as_str());
    /// Where a scan stands.
    ScanState = "ScanState":
        "Where a scan stands: awaited, found fit, or refused.", ["expected", "ready", "refused"];
    /// Why a scan is refused.
    ScanRefusalName = "ScanRefusal":
        "Why a scan cannot be certified.", SCAN_REFUSALS;
    /// What is worth a second look in a scan.
    ScanWarningName = "ScanWarning":
        "What is worth a second look in a scan.", SCAN_WARNINGS;
    /// What was changed in a scan.
    ScanChangeName = "ScanChange":
        "What was changed in a scan that could not be certified as it was uploaded.", SCAN_CHANGES;
    /// What a notice says.
    NoticeKindName = "NoticeKind":
        "What a notice says.", NoticeKind::ALL.iter().map(|kind| kind.as_str());
    /// How a notice travels.
    ChannelName = "Channel":
        "How a notice travels: by e-mail, into the portal's inbox, as a text message.",
        [Channel::Email, Channel::Portal, Channel::Sms].map(Channel::as_str);
    /// Where a delivery stands.
    DeliveryStatusName = "DeliveryStatus":
        "Where a delivery stands.", DeliveryStatus::ALL.map(DeliveryStatus::as_str);
    /// What looks odd about a number.
    AccountWarningName = "AccountWarning":
        "What looks odd about a personal number or a tax code. It stops nothing.", accounts::WARNINGS;
    /// The kind of a register book.
    BookKindName = "BookKind":
        "The kind of a register book: of electronic copies, or kept on paper.",
        [BookKind::Electronic, BookKind::Paper].map(BookKind::as_str);
    /// Who ended a booking.
    BookingEnderName = "BookingEnder":
        "Who ended a booking.", ["requester", "agency"];
    /// Whose signature.
    SignatureOfName = "SignatureOf":
        "Whose signature: the leader's or the agency's.", ["signer", "agency"];
    /// What came of an attempt.
    AttemptOutcomeName = "AttemptOutcome":
        "What came of an attempt; `unknown` while it is under way and when it was cut off.",
        ["sent", "failed", "unknown"];
    /// What a carrier reports.
    ReportKindName = "ReportKind":
        "What a carrier reports of a message.", ["delivered", "bounced", "complained"];
    /// What an official should do about a delivery.
    DeliveryAdviceName = "DeliveryAdvice":
        "What an official should do about a delivery.", DELIVERY_ADVICE;
    /// Why a message did not reach its recipient.
    ReportReasonName = "ReportReason":
        "Why a message did not reach its recipient.", ReportReason::ALL.iter().map(|reason| reason.as_str());
}

/// Words of the advice about a delivery.
pub const DELIVERY_ADVICE: [&str; 8] = [
    "wait",
    "ask_then_resend",
    "check_address",
    "reach_otherwise",
    "check_phone",
    "check_and_resend",
    "call_landline",
    "no_phone",
];

/// Codes of the causes for which a scan is refused: those of `pdf_signing`, which a test of `intake` compares.
pub const SCAN_REFUSALS: [&str; 23] = [
    "empty",
    "too-large",
    "not-a-pdf",
    "truncated",
    "damaged",
    "encrypted",
    "already-signed",
    "script",
    "embedded-file",
    "launch-action",
    "external-action",
    "multimedia",
    "dynamic-form",
    "form-field",
    "annotation",
    "layers",
    "alternate-content",
    "no-pages",
    "too-many-pages",
    "page-without-area",
    "too-many-objects",
    "too-complex",
    "decompression-bomb",
];

/// Codes of the warnings about a scan, likewise.
pub const SCAN_WARNINGS: [&str; 4] = ["low-resolution", "grey", "bilevel", "old-version"];

/// Codes of what a repair may change: those of `pdf_repair`, likewise.
pub const SCAN_CHANGES: [&str; 13] = [
    "structure-rebuilt",
    "encryption-removed",
    "actions-removed",
    "files-removed",
    "multimedia-removed",
    "form-data-removed",
    "fields-flattened",
    "annotations-flattened",
    "hidden-annotations-removed",
    "layers-merged",
    "alternate-content-removed",
    "bookmarks-removed",
    "tags-removed",
];

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
