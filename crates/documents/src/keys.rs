//! Keys of the objects. Each begins with what it is and the agency.

use certification::{AgencyId, BookId, CaseId};
use ulid::Ulid;

/// The scan of a case; every attempt has its own key.
#[must_use]
pub fn scan(agency: &AgencyId, case: CaseId, attempt: Ulid) -> String {
    format!("scans/{agency}/{case}/{attempt}.pdf")
}

/// Agency and case of a scan's key; `None` for any other key.
#[must_use]
pub fn case_of_scan(key: &str) -> Option<(AgencyId, CaseId)> {
    let mut parts = key.strip_prefix("scans/")?.strip_suffix(".pdf")?.split('/');
    let (agency, case, _attempt) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some((agency.parse().ok()?, case.parse().ok()?))
}

/// A scan that was repaired. Not under `scans/`, where S3 tells of every arrival.
#[must_use]
pub fn repaired(agency: &AgencyId, case: CaseId, id: Ulid) -> String {
    format!("repaired/{agency}/{case}/{id}.pdf")
}

/// What signing needs of a scan, or sealing of a signed copy.
#[must_use]
pub fn plan(agency: &AgencyId, case: CaseId, id: Ulid) -> String {
    format!("plans/{agency}/{case}/{id}")
}

/// What was prepared for a desk.
#[must_use]
pub fn prepared(agency: &AgencyId, case: CaseId, id: Ulid) -> String {
    format!("prepared/{agency}/{case}/{id}")
}

/// A prepared document put together for looking at; `id` is that of what was prepared.
#[must_use]
pub fn preview(agency: &AgencyId, case: CaseId, id: &str) -> String {
    format!("prepared/{agency}/{case}/{id}.pdf")
}

/// A signed or sealed copy.
#[must_use]
pub fn copy(agency: &AgencyId, case: CaseId, id: Ulid) -> String {
    format!("copies/{agency}/{case}/{id}.pdf")
}

/// Whether an object of this key is removed unless a record points to it: it is tagged until one does.
pub(crate) fn awaits_its_record(key: &str) -> bool {
    ["plans/", "repaired/", "copies/"].iter().any(|kind| key.starts_with(kind))
}

/// An image of a signature or a seal, prepared for embedding.
#[must_use]
pub fn image(agency: &AgencyId, id: Ulid) -> String {
    format!("images/{agency}/{id}")
}

/// An exported register.
#[must_use]
pub fn export(agency: &AgencyId, book: BookId, id: Ulid) -> String {
    format!("exports/{agency}/{book}/{id}.xlsx")
}

/// A printed register.
#[must_use]
pub fn print(agency: &AgencyId, book: BookId, id: Ulid) -> String {
    format!("exports/{agency}/{book}/{id}.pdf")
}

/// The heads of a book, in the bucket of registers; they sort by their days.
#[must_use]
pub(crate) fn heads(agency: &AgencyId, book: BookId) -> String {
    format!("heads/{agency}/{book}/")
}

/// A slip of return; removed with the exports.
#[must_use]
pub fn slip(agency: &AgencyId, case: CaseId, id: Ulid) -> String {
    format!("exports/{agency}/{case}/{id}.pdf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_scan_leads_back_to_its_case() {
        let agency: AgencyId = "an-binh".parse().unwrap();
        let case = CaseId::from_ulid(Ulid::from(7_u128));
        assert_eq!(case_of_scan(&scan(&agency, case, Ulid::from(9_u128))), Some((agency, case)));
    }

    #[test]
    fn no_other_key_is_taken_for_a_scan() {
        for key in [
            "",
            "plans/a/b",
            "repaired/an-binh/00000000000000000000000007/00000000000000000000000009.pdf",
            "scans/a/b.pdf",
            "scans/an-binh/x/y.pdf",
            "scans/an-binh/00000000000000000000000007/a/b.pdf",
        ] {
            assert_eq!(case_of_scan(key), None, "{key}");
        }
    }
}
