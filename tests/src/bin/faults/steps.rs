//! The steps: which function carries each out, what is asked of it, how often it may be done.

use anyhow::{Context as _, Result};
use certification::{
    Calendar,
    agency::Agency,
    calendar::{OpeningDay, Shift},
    time,
};
use jiff::{ToSpan as _, civil::Time};
use journeys::{Office, Requester, faults::Request, finalisation};
use serde_json::{Value, json};

use crate::chain::Things;

/// A step that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Open,
    Change,
    Place,
    Scan,
    Repair,
    Confirm,
    Submit,
    Return,
    Resume,
    Resubmit,
    PrepareSignature,
    Sign,
    Number,
    PrepareSeal,
    Seal,
    Release,
    Deliver,
    Text,
    Book,
    Reschedule,
    OpenAppointment,
    CancelCase,
    BookAgain,
    CancelAppointment,
}

impl Step {
    /// In the order in which a chain takes them.
    pub(crate) const ALL: [Self; 24] = [
        Self::Open,
        Self::Change,
        Self::Place,
        Self::Scan,
        Self::Repair,
        Self::Confirm,
        Self::Submit,
        Self::Return,
        Self::Resume,
        Self::Resubmit,
        Self::PrepareSignature,
        Self::Sign,
        Self::Number,
        Self::PrepareSeal,
        Self::Seal,
        Self::Release,
        Self::Deliver,
        Self::Book,
        Self::Text,
        Self::Reschedule,
        Self::OpenAppointment,
        Self::CancelCase,
        Self::BookAgain,
        Self::CancelAppointment,
    ];

    /// As it is named on the command line and in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Change => "change",
            Self::Place => "place-scan",
            Self::Scan => "scan-arrived",
            Self::Repair => "unsound-scan-arrived",
            Self::Confirm => "confirm-scan",
            Self::Submit => "submit",
            Self::Return => "return",
            Self::Resume => "resume",
            Self::Resubmit => "submit-again",
            Self::PrepareSignature => "prepare-signature",
            Self::Sign => "sign",
            Self::Number => "number",
            Self::PrepareSeal => "prepare-seal",
            Self::Seal => "seal",
            Self::Release => "release",
            Self::Deliver => "deliver",
            Self::Text => "deliver-sms",
            Self::Book => "book",
            Self::Reschedule => "reschedule",
            Self::OpenAppointment => "open-appointment",
            Self::CancelCase => "cancel-case",
            Self::BookAgain => "book-again",
            Self::CancelAppointment => "cancel-appointment",
        }
    }

    /// The function that carries it out.
    pub(crate) fn function(self) -> &'static str {
        match self {
            Self::Open
            | Self::Change
            | Self::Place
            | Self::Scan
            | Self::Repair
            | Self::Confirm
            | Self::Submit
            | Self::Resume
            | Self::Resubmit
            | Self::CancelCase => "intake",
            Self::Return | Self::PrepareSignature | Self::Sign => "sign-finalize",
            Self::Number | Self::PrepareSeal | Self::Seal | Self::Release => "stamp-finalize",
            Self::Deliver | Self::Text => "deliver",
            Self::Book
            | Self::Reschedule
            | Self::OpenAppointment
            | Self::BookAgain
            | Self::CancelAppointment => "reschedule",
        }
    }

    /// The line of history that says that it was done, of the case or of the appointment; none when it leaves
    /// none.
    pub(crate) fn action(self) -> Option<&'static str> {
        Some(match self {
            Self::Change => "change",
            Self::Place => "expect-scan",
            Self::Scan => "scan-ready",
            Self::Repair => "scan-repaired",
            Self::Confirm => "confirm-scan",
            Self::Submit | Self::Resubmit => "submit",
            Self::Return => "return",
            Self::Resume => "resume",
            Self::Sign => "sign",
            Self::Number => "number",
            Self::Seal => "seal",
            Self::Release => "release",
            Self::Book | Self::BookAgain => "book",
            Self::Reschedule => "reschedule",
            Self::Open | Self::OpenAppointment => "open",
            Self::CancelCase | Self::CancelAppointment => "cancel",
            Self::PrepareSignature | Self::PrepareSeal | Self::Deliver | Self::Text => return None,
        })
    }

    /// Whether an event brings it, and no request.
    pub(crate) fn is_event(self) -> bool {
        matches!(self, Self::Scan | Self::Repair | Self::Deliver | Self::Text)
    }

    /// Whether it is about an appointment.
    pub(crate) fn of_appointment(self) -> bool {
        matches!(
            self,
            Self::Book | Self::Reschedule | Self::OpenAppointment | Self::BookAgain | Self::CancelAppointment
        )
    }

    /// The request, under a key.
    pub(crate) async fn request(self, office: &Office, things: &Things, key: &str) -> Result<Request> {
        let (officer, signer, clerk) = (&office.officer.api, &office.signer.api, &office.clerk.api);
        let case = [("case", things.case.as_str())];
        let appointment = [("appointment", things.appointment.as_str())];
        let none = json!({});
        let reason = || json!({ "reason": "Cán bộ họp đột xuất." });
        let desk = |of: &str| things.answer(of);
        let (api, route, path, body): (_, _, &[(&str, &str)], Value) = match self {
            Self::Open => {
                let body = json!({ "requester": Requester::by_email().body(), "document_type": "khac" });
                (officer, "POST /cases", &[], body)
            }
            Self::Change => (officer, "PATCH /cases/{case}", &case, json!({ "copies": 2 })),
            Self::Place => (officer, "POST /cases/{case}/scan", &case, none),
            Self::Confirm => {
                let scan = office.read(&things.case).await?["scan"]["sha256"].clone();
                (officer, "POST /cases/{case}/scan/confirm", &case, json!({ "sha256": scan }))
            }
            Self::Submit | Self::Resubmit => (officer, "POST /cases/{case}/submit", &case, none),
            Self::Return => {
                let body = json!({ "code": "other", "text": "Quét lại giúp." });
                (signer, "POST /cases/{case}/return", &case, body)
            }
            Self::Resume => (officer, "POST /cases/{case}/resume", &case, none),
            Self::PrepareSignature => (signer, "POST /cases/{case}/signature/prepare", &case, none),
            Self::Sign => {
                let prepared = desk("prepare-signature")?;
                let hash = prepared["hash"].as_str().context("no hash")?;
                let answer = office.signer_desk.sign(hash).await?;
                (signer, "POST /cases/{case}/signature", &case, finalisation(prepared, &answer))
            }
            Self::Number => (clerk, "POST /cases/{case}/number", &case, json!({ "book": things.book })),
            Self::PrepareSeal => (clerk, "POST /cases/{case}/seal/prepare", &case, none),
            Self::Seal => {
                let prepared = desk("prepare-seal")?;
                let hash = prepared["hash"].as_str().context("no hash")?;
                let answer = office.agency_desk.sign(hash).await?;
                (clerk, "POST /cases/{case}/seal", &case, finalisation(prepared, &answer))
            }
            Self::Release => (clerk, "POST /cases/{case}/release", &case, none),
            Self::Book | Self::BookAgain => {
                let body = json!({
                    "requester": Requester::by_email().body(),
                    "phone": "0912345678",
                    "document_type": "khac",
                    "slot": slot(2),
                });
                (officer, "POST /appointments", &[], body)
            }
            Self::Reschedule => {
                let mut body = reason();
                body["slot"] = slot(3).into();
                (officer, "POST /appointments/{appointment}/reschedule", &appointment, body)
            }
            Self::OpenAppointment => (officer, "POST /appointments/{appointment}/open", &appointment, none),
            Self::CancelCase => (officer, "POST /cases/{case}/cancel", &case, none),
            Self::CancelAppointment => {
                (officer, "POST /appointments/{appointment}/cancel", &appointment, reason())
            }
            Self::Scan | Self::Repair | Self::Deliver | Self::Text => {
                anyhow::bail!("an event, and no request")
            }
        };
        Request::new(api, route, path, &body, Some(key))
    }
}

/// The one hour that is booked, of a day that many days ahead.
pub(crate) fn slot(days: i32) -> String {
    let day = time::day(api::Clock.now()).saturating_add(days.days());
    time::iso_local(day.at(9, 0, 0, 0))
}

/// Opens the office every day, with more places than there are chains.
pub(crate) async fn open_all_day(office: &Office) -> Result<()> {
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let hour = |hour| Time::constant(hour, 0, 0, 0);
    let day = OpeningDay::new(vec![Shift { opens: hour(7), closes: hour(17) }], 100)?;
    let calendar = Calendar::standard().with_week(std::array::from_fn(|_| day.clone()), 30)?;
    records.save_agency(&Agency { calendar, ..agency }).await?;
    Ok(())
}
