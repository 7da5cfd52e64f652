//! The list. A test holds it against the codes in the sources.

use super::{Group, Problem, documents};

/// Every problem, in groups.
pub const GROUPS: &[Group] = &[
    Group {
        name: "",
        problems: &[
            is(
                400,
                "malformed-request",
                "The body or a query parameter cannot be read; the detail says where.",
            ),
            is(400, "personal-number-in-address", "A personal number does not belong into an address."),
            is(401, "signed-out", "Nobody is signed in, or the token has expired."),
            is(403, "no-agency", "The account belongs to no agency."),
            is(403, "wrong-role", "The caller has none of the roles that may do this."),
            is(403, "no-profile", "The administrator has not set the caller up as a signer."),
            is(403, "no-title", "The administrator has not recorded the signer's title and right to sign."),
            is(404, "not-found", "The caller's agency has no such thing."),
            is(
                404,
                "account-not-found",
                "The portal has no account of this number, or none that is open of the requester's sign-in.",
            ),
            is(404, "no-such-document", "The case has no such document in its state."),
            is(404, "no-such-image", "No image has been set up yet."),
            is(
                409,
                "changed-meanwhile",
                "Somebody else changed the thing since it was read; `facts` may hold the case's `version` and `state`, and as `last` who did what to it and when.",
            ),
            is(
                409,
                "wrong-state",
                "The case or appointment is in another state, which `facts` holds as `state`, and as `last` who did what to it and when.",
            ),
            is(409, "scan-missing", "The case has no scan."),
            is(409, "scan-awaited", "The scan has not arrived, or is being inspected."),
            is(409, "scan-refused", "The scan was refused; `facts` holds the `cause`."),
            is(
                409,
                "scan-unconfirmed",
                "The scan was repaired, and nobody has confirmed that it agrees with the original on paper.",
            ),
            is(
                409,
                "scan-not-repaired",
                "The scan is certified as it was uploaded; there is nothing to confirm.",
            ),
            is(409, "no-challenge", "No challenge was given out in the last ten minutes."),
            is(
                409,
                "no-subject",
                "The administrator has not recorded the identifier that the certificate must carry.",
            ),
            is(409, "no-certificate", "No certificate is bound."),
            is(409, "no-signature-image", "No signature image is set."),
            is(409, "no-seal-image", "No seal image is set."),
            is(409, "no-wording", "The agency has no wording of the statement for this day."),
            is(409, "nothing-prepared", "Nothing waits for a signature."),
            is(409, "superseded", "Something else was prepared later, or another certificate bound."),
            is(409, "prepared-expired", "What was prepared is older than 30 minutes."),
            is(409, "book-not-yet-open", "The register book opens on a later day."),
            is(409, "book-closed", "The register book is closed."),
            is(409, "book-full", "The register book has no number left."),
            is(
                409,
                "book-continued",
                "Another book of the year goes on from this one; `facts` holds it as `book`.",
            ),
            is(
                409,
                "book-in-series",
                "The book goes on from another, or another from it, so its first number is fixed.",
            ),
            is(409, "book-of-another-year", "A register book does not move to another year."),
            is(
                409,
                "book-out-of-series",
                "The year's numbers are continuous; `facts` holds the number that is due as `first`.",
            ),
            is(409, "book-has-entries", "Numbers have been issued from the register book."),
            is(
                404,
                "no-such-download",
                "The token is not known, its grant has ended, or the copy was withdrawn.",
            ),
            is(413, "body-too-large", "The body is larger than 3 MiB."),
            is(422, "invalid-field", "A field cannot be taken; `facts` holds its name as `field`."),
            is(422, "certificate-other-subject", "The certificate was issued to another person or agency."),
            is(
                422,
                "cms-too-long",
                "The signature with its certificates is larger than the room reserved for it.",
            ),
            is(422, "already-sealed", "The copy has been sealed before."),
            is(500, "unexpected", "A fault of the system."),
            is(
                503,
                "temporarily-unavailable",
                "Others are at the same thing, or a service did not answer; a write may have taken effect, so read again.",
            ),
        ],
    },
    // Register books at their end.
    Group {
        name: "",
        problems: &[
            is(
                409,
                "book-on-paper",
                "The register book is on paper: numbers, total and print are the paper's.",
            ),
            is(
                409,
                "book-counted",
                "The register book's total has been confirmed; nothing of it changes any more.",
            ),
            is(409, "book-still-open", "The register book may still issue numbers."),
            is(409, "book-unsound", "The register book does not reconcile with its entries; see its proof."),
            is(
                409,
                "total-differs",
                "The total to confirm is not the one counted, which `facts` holds as `total`.",
            ),
        ],
    },
    Group {
        name: "check",
        problems: &[
            is(
                403,
                "wrong-download-code",
                "The code opens nothing: wrong, used, too old, or typed wrong too often.",
            ),
            is(
                429,
                "too-many-checks",
                "The visitor's address has asked too often in a minute; `Retry-After` says how long to wait.",
            ),
        ],
    },
    Group {
        name: "delegation",
        problems: &[
            is(403, "outside-delegation", "The signer's delegation does not hold today."),
            is(
                403,
                "outside-delegation-scope",
                "The signer's delegation is not for this type of document; `facts` holds it as `document_type`.",
            ),
        ],
    },
    Group {
        name: "delivery",
        problems: &[
            is(409, "already-sent", "The delivery was sent; it is not sent twice."),
            is(409, "delivery-under-way", "The delivery is being attempted."),
            is(409, "no-recipient", "Nothing can be sent to this recipient."),
            is(409, "delivery-replaced", "Another delivery, to the corrected address, has taken its place."),
            is(409, "not-by-email", "The delivery goes to no e-mail address, so none can be corrected."),
        ],
    },
    Group {
        name: "idempotency",
        problems: &[
            is(
                409,
                "request-under-way",
                "The same request with the same idempotency key is being carried out; ask again after the seconds that `Retry-After` and `facts` (`seconds`) say.",
            ),
            is(422, "idempotency-key-reused", "The idempotency key was used for another request."),
        ],
    },
    Group {
        name: "time-limit",
        problems: &[is(
            409,
            "already-extended",
            "The time limit has been extended by as many working days, which `facts` holds as `days`.",
        )],
    },
    Group {
        name: "requester",
        problems: &[is(403, "no-account", "The requester's sign-in names no account of the portal.")],
    },
    Group {
        name: "certificate",
        problems: &[
            is(422, "certificate-expired", "The certificate's period is over."),
            is(422, "certificate-not-yet-valid", "The certificate's period has not begun."),
            is(422, "certificate-key-usage", "The certificate's key is not for signing."),
            is(422, "certificate-unknown-root", "No chain leads from the certificate to a configured root."),
            is(
                422,
                "certificate-issuer-not-valid",
                "A certificate of the issuing authority is not valid now.",
            ),
            is(422, "certificate-weak-key", "The certificate's key or algorithm is too weak."),
            is(422, "certificate-is-ca", "The certificate is an authority's."),
            is(422, "certificate-unreadable", "The certificate cannot be read."),
            is(
                422,
                "certificate-chain-too-long",
                "The certificate with its chain is too long for the room that a copy has.",
            ),
        ],
    },
    Group {
        name: "signature",
        problems: &[
            is(422, "signature-garbled", "The signature has not the form that the key gives."),
            is(422, "signature-mismatch", "The signature does not verify."),
            is(422, "signature-other-certificate", "Another certificate than the bound one has signed."),
            is(422, "signature-second-hash", "The desk signs a second hash of what it is given."),
            is(422, "signed-data-garbled", "The desk's CMS cannot be read."),
            is(422, "signed-data-other-digest", "The desk's CMS is over another document."),
            is(422, "signed-data-attributes", "A signed attribute is missing, repeated or wrong."),
            is(
                422,
                "signed-data-algorithm",
                "The desk's CMS uses another algorithm than SHA-256 with RSA or ECDSA.",
            ),
        ],
    },
    documents::IMAGE,
    Group {
        name: "hours",
        problems: &[
            is(409, "slot-full", "The hour has no place left; `GET /slots` gives those that have."),
            is(
                409,
                "same-hour",
                "The appointment is at that hour already; `facts` holds as `last` who did what to it and when.",
            ),
            is(409, "no-free-hour", "No hour after the appointment's own is free."),
            is(409, "hour-begun", "The hour has begun; the agency decides what becomes of the appointment."),
            is(
                409,
                "too-many-appointments",
                "The requester holds as many open appointments at the agency as are allowed.",
            ),
            is(409, "hour-not-over", "The requester may still come."),
            is(422, "hour-passed", "The hour has begun, or the day is over."),
            is(
                422,
                "beyond-horizon",
                "Appointments are not yet taken for that day; `facts` holds the last one as `until`.",
            ),
            is(422, "agency-closed", "The agency is closed on that day."),
            is(422, "no-such-slot", "No slot begins at that time."),
        ],
    },
    documents::INCREMENT,
    documents::PLACE,
    Group {
        name: "administration",
        problems: &[
            is(403, "centre-only", "Only an administrator of the centre may do this."),
            is(409, "agency-exists", "There is an agency of this identifier."),
            is(409, "last-admin", "Nobody would administer the agency any more."),
            is(
                409,
                "own-admin-role",
                "An administrator does not give up the own role, or disable the own account.",
            ),
            is(409, "username-taken", "Somebody has this name to sign in with."),
            is(
                409,
                "already-signed-in",
                "The official has signed in before, so there is nothing to invite to.",
            ),
            is(409, "official-locked", "The official is disabled; nobody is invited who may not come in."),
            is(409, "no-sign-in", "The official's sign-in no longer exists."),
            is(409, "fee-begun", "The rate of that day holds already."),
            is(409, "wording-begun", "The wording of that day is in use already."),
            is(409, "trust-exists", "The certificate is in the trust store already."),
            is(422, "certificate-not-an-authority", "The certificate is no certification authority's."),
        ],
    },
    Group {
        name: "acting",
        problems: &[
            is(
                403,
                "agency-abolished",
                "The agency was abolished; its books and copies stay readable, and it takes no appointments.",
            ),
            is(403, "official-disabled", "An administrator has disabled the caller."),
        ],
    },
];

pub(super) const fn is(status: u16, code: &'static str, meaning: &'static str) -> Problem {
    Problem { status, code, meaning }
}
