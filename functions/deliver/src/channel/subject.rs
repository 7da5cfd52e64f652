//! What a notice speaks of: the agency, the copy, the words.

use certification::{
    Case, CheckCode, StoredObject,
    agency::Agency,
    notice::{About, Notice, NoticeSubject},
    statement, time,
};
use notices::{EnclosedCopy, Letter, Says};

use super::Failure;
use crate::{Services, code};

/// What a notice speaks of.
pub(super) struct Matter {
    pub(super) agency: Agency,
    case: Option<Case>,
    /// The digits of a code, drawn for this attempt.
    digits: Option<String>,
}

impl Matter {
    pub(super) async fn load(services: &Services, notice: &Notice) -> Result<Self, Failure> {
        let agency = services.records.agency(&notice.agency).await?;
        let agency = agency.ok_or_else(|| Failure::Final("the agency is gone".to_owned()))?;
        let case = match notice.about {
            About::Case(case) => services.records.case(&notice.agency, case).await?,
            About::Appointment(_) => None,
        };
        let digits = match &notice.subject {
            NoticeSubject::DownloadCode { check, until } => Some(code::draw(services, check, *until).await?),
            _ => None,
        };
        Ok(Self { agency, case, digits })
    }

    /// The released copy, when the notice brings it.
    pub(super) fn copy(&self, notice: &Notice) -> Result<Option<&StoredObject>, Failure> {
        if notice.subject != NoticeSubject::CopyReleased {
            return Ok(None);
        }
        let case = self.case()?;
        match case.state.seal() {
            Some(seal) => Ok(Some(&seal.copy)),
            None => Err(Failure::Final(format!("the case is {}", case.state.name()))),
        }
    }

    /// The code of the copy in the public check.
    pub(super) fn check(&self) -> Option<&CheckCode> {
        self.case.as_ref()?.check.as_ref()
    }

    /// The words of the notice; `copy` says how the copy comes with it.
    pub(super) fn letter(&self, notice: &Notice, copy: EnclosedCopy) -> Result<Letter, Failure> {
        let says = self.says(notice, copy)?;
        Ok(Letter { requester: notice.requester.clone(), agency: self.agency.name.clone(), says })
    }

    fn says(&self, notice: &Notice, copy: EnclosedCopy) -> Result<Says, Failure> {
        Ok(match notice.subject.clone() {
            NoticeSubject::CopyReleased => {
                let case = self.case()?;
                let issued = case.state.issued().ok_or_else(|| unnumbered(case))?;
                let date = statement::date_text(time::day(issued.issued.at));
                Says::CopyReleased {
                    original: case.request.original_name.clone(),
                    number: issued.text.clone(),
                    book: issued.book_text.clone(),
                    date: date.replacen("Ngày", "ngày", 1),
                    copy,
                }
            }
            NoticeSubject::CopyWithdrawn { decision, on, reason } => {
                let case = self.case()?;
                let number = case.state.issued().ok_or_else(|| unnumbered(case))?.text.clone();
                let original = case.request.original_name.clone();
                Says::CopyWithdrawn { original, number, decision, on, reason }
            }
            NoticeSubject::DownloadCode { until, .. } => {
                let (case, code) = (self.case()?, self.digits.clone().unwrap_or_default());
                let number = case.state.issued().ok_or_else(|| unnumbered(case))?.text.clone();
                Says::DownloadCode { number, code, until }
            }
            NoticeSubject::TimeLimitExtended { before, due, ground } => Says::TimeLimitExtended {
                original: self.case()?.request.original_name.clone(),
                before,
                due,
                ground: ground.vietnamese().to_owned(),
            },
            NoticeSubject::AppointmentBooked { at } => Says::AppointmentBooked { at },
            NoticeSubject::AppointmentRefused { at, reason } => Says::AppointmentRefused { at, reason },
            NoticeSubject::AppointmentMoved { from, to, reason } => {
                Says::AppointmentMoved { from, to, reason }
            }
            NoticeSubject::AppointmentCancelled { at, reason } => Says::AppointmentCancelled { at, reason },
            NoticeSubject::AppointmentReminder { at } => Says::AppointmentReminder { at },
        })
    }

    fn case(&self) -> Result<&Case, Failure> {
        self.case.as_ref().ok_or_else(|| Failure::Final("the notice's case is gone".to_owned()))
    }
}

fn unnumbered(case: &Case) -> Failure {
    Failure::Final(format!("the case is {} and has no number", case.state.name()))
}
