//! A copy with both signatures, made as the system makes it, by officials of a test authority.

use std::sync::OnceLock;

use pdf_signing::arrival::{Arrival, ArrivalRefusal, HandedOut};
use pdf_signing::digest::DigestState;
use pdf_signing::increment::{self, Place, Prepared, after, embed};
use pdf_signing::scan::{Inspection, Refusal, inspect};
use scans::{Layout, Scan};

use crate::authority::{Authority, Desk, Kind};
use crate::request;

/// The officials and their authority.
pub(crate) struct Office {
    pub(crate) authority: Authority,
    pub(crate) leader: Desk,
    pub(crate) agency: Desk,
}

/// A sealed copy, and what was handed out for its seal.
pub(crate) struct Sealed {
    /// The document after the leader's signature.
    pub(crate) signed: Vec<u8>,
    pub(crate) file: Vec<u8>,
    /// The increment that was handed out for the seal.
    pub(crate) prepared: Prepared,
    before: DigestState,
}

pub(crate) fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let authority = Authority::create("CA");
        let (leader, agency) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
        Office { authority, leader, agency }
    })
}

/// A scan with a table, certified.
pub(crate) fn sealed() -> &'static Sealed {
    static SEALED: OnceLock<Sealed> = OnceLock::new();
    SEALED.get_or_init(|| certify(&Scan::new(Layout::Classic, 30_000).bytes()).unwrap())
}

/// Certifies a scan, when it is accepted.
pub(crate) fn certify(scan: &[u8]) -> Result<Sealed, Refusal> {
    let Inspection { plan, state, .. } = inspect(scan)?;
    let Office { authority, leader, agency } = office();
    let a = increment::signature::prepare(&plan, &state, &request::signature(Place::Default)).unwrap();
    let embedded = embed(&a, &authority.cms(leader, a.digest)).unwrap();
    let signed = after(&a, &embedded, &state).unwrap();
    let document = [scan, &embedded.increment].concat();
    let b = increment::seal::prepare(&signed.plan, &signed.digest, &request::seal()).unwrap();
    let seal = embed(&b, &authority.cms(agency, b.digest)).unwrap();
    let file = [document.as_slice(), &seal.increment].concat();
    Ok(Sealed { signed: document, file, prepared: b, before: signed.digest })
}

impl Sealed {
    /// What is said of a file that comes back from the agency's signing program.
    pub(crate) fn arrive(&self, file: &[u8]) -> Result<(), ArrivalRefusal> {
        let Prepared { increment, byte_range, .. } = &self.prepared;
        let handed_out = HandedOut::new(self.before.clone(), increment.clone(), *byte_range).unwrap();
        let mut arrival = Arrival::begin(&handed_out).unwrap();
        file.chunks(10_000).try_for_each(|bytes| arrival.feed(bytes))?;
        arrival.finish(&office().agency.certificate).map(drop)
    }

    /// The sealed copy with another CMS in the place of the agency's.
    pub(crate) fn with_cms(&self, cms: &[u8]) -> Vec<u8> {
        let seal = embed(&self.prepared, cms).unwrap();
        [self.signed.as_slice(), &seal.increment].concat()
    }
}
