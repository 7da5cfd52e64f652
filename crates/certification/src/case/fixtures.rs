//! Cases to test with: one on its way through every state.

use jiff::{Timestamp, ToSpan as _};

use super::{
    Act, AgencyOnPage, Case, Issued, Prepared, ReadyScan, Repair, RepairChange, Request, Seal, Signature,
    SignerOnPage,
};
use crate::{
    agency::Agency,
    book::RegisterNumber,
    check::{CheckCode, Evidence},
    document::{DocumentType, StoredObject},
    ids::{BookId, CaseId},
    official::Official,
    requester::{Destination, Requester},
    returning::{ReturnCode, ReturnReason},
    withdrawal::Decision,
};

pub(crate) fn at(minute: i64) -> Timestamp {
    "2026-11-23T02:00:00Z".parse::<Timestamp>().unwrap() + minute.minutes()
}

pub(crate) fn official(id: &str) -> Official {
    Official { id: id.parse().unwrap(), name: format!("Official {id}") }
}

pub(crate) fn object(key: &str) -> StoredObject {
    StoredObject {
        key: key.to_owned(),
        version: "v1".to_owned(),
        length: 7,
        sha256: "00".repeat(32),
        etag: "e".to_owned(),
    }
}

pub(crate) fn ready(key: &str) -> ReadyScan {
    ReadyScan { document: object(key), plan: object("plan"), pages: 2, warnings: vec![], repair: None }
}

/// A scan that was uploaded under a key and repaired.
pub(crate) fn repaired(key: &str) -> ReadyScan {
    let change = RepairChange {
        code: "actions-removed".to_owned(),
        text: "Đã bỏ thao tác tự chạy.".to_owned(),
    };
    let uploaded = StoredObject { sha256: "ff".repeat(32), ..object(key) };
    let repair = Repair { uploaded, cause: "script".to_owned(), changes: vec![change], confirmed: None };
    ReadyScan { document: object(&format!("repaired-{key}")), repair: Some(Box::new(repair)), ..ready(key) }
}

pub(crate) fn draft() -> Case {
    let request = Request {
        requester: Requester {
            name: "Trần Thị Bình".to_owned(),
            destination: Destination::Email { address: "binh@thu.example.vn".parse().unwrap() },
        },
        document_type: DocumentType {
            code: "bang-tot-nghiep".to_owned(),
            name: "Bằng tốt nghiệp".to_owned(),
        },
        original_name: "Bằng tốt nghiệp".to_owned(),
        copies: 1,
        fee_waiver: None,
    };
    Case::open(id(), &agency(), request, official("officer"), at(0))
}

pub(crate) fn agency() -> Agency {
    let text = str::to_owned;
    Agency::new("an-binh".parse().unwrap(), text("UBND phường An Bình"), text("An Bình"), text("MST:1"))
}

pub(crate) fn id() -> CaseId {
    "01K8E5V3YJ9X0W6P2R4T7Q1Z5B".parse().unwrap()
}

pub(crate) fn with_scan() -> Case {
    draft().expect_scan("a".to_owned(), at(1)).unwrap().scan_inspected("a", Ok(ready("a"))).unwrap()
}

pub(crate) fn code() -> CheckCode {
    CheckCode::from_random(7)
}

pub(crate) fn evidence() -> Evidence {
    Evidence {
        issuer: "Cơ quan chứng thực số mẫu".to_owned(), not_before: at(0), not_after: at(600)
    }
}

pub(crate) fn handed() -> Prepared {
    Prepared {
        object: object("prepared"),
        act: Act { by: official("signer"), at: at(3) },
        certificate: "c".to_owned(),
        signer: Some(SignerOnPage {
            name: "Official signer".to_owned(),
            title: vec!["CHỦ TỊCH".to_owned()],
            check: code(),
            in_whose_place: None,
            agency: Some(agency_on_page()),
        }),
    }
}

pub(crate) fn agency_on_page() -> AgencyOnPage {
    AgencyOnPage {
        name: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
        locality: "Phường An Bình Mới".to_owned(),
        book_label: "quyển số:".to_owned(),
    }
}

pub(crate) fn signature() -> Signature {
    Signature {
        by: official("signer"),
        title: vec!["CHỦ TỊCH".to_owned()],
        at: at(3),
        certificate: "c".to_owned(),
        copy: object("signed"),
        plan: object("plan-b"),
        check: code(),
        evidence: evidence(),
        agency: Some(agency_on_page()),
    }
}

pub(crate) fn issued() -> Issued {
    Issued {
        book: BookId::from_ulid(ulid::Ulid::from(1_u128)),
        number: RegisterNumber::new(127).unwrap(),
        text: "127/ĐT".to_owned(),
        book_text: "quyển số 01/2026-SCTĐT/BS".to_owned(),
        issued: Act { by: official("clerk"), at: at(5) },
    }
}

pub(crate) fn seal() -> Seal {
    Seal {
        by: official("clerk"),
        at: at(6),
        certificate: "d".to_owned(),
        copy: object("sealed"),
        evidence: evidence(),
    }
}

pub(crate) fn decision() -> Decision {
    Decision::new("45/QĐ-UBND", jiff::civil::date(2026, 11, 23), "Chứng thực nhầm bản chính", None).unwrap()
}

/// One case in every state.
pub(crate) fn every_state() -> Vec<Case> {
    let submitted = with_scan().submit(official("officer"), at(2)).unwrap();
    let reason = ReturnReason::new(ReturnCode::Illegible, "Trang 2 mờ").unwrap();
    let signed = submitted.clone().sign(signature()).unwrap();
    let numbered = signed.clone().number(issued()).unwrap();
    let sealed = numbered.clone().seal(seal()).unwrap();
    vec![
        with_scan(),
        submitted.clone(),
        submitted.send_back(official("signer"), reason, at(4)).unwrap(),
        signed,
        numbered,
        sealed.clone(),
        sealed.clone().release(official("clerk"), at(7)).unwrap(),
        sealed.withdraw(decision(), official("signer"), at(8)).unwrap(),
        draft().cancel(official("officer"), None, at(1)).unwrap(),
    ]
}
