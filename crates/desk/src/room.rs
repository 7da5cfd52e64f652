//! The room that a copy reserves for the CMS of a signature (`/Contents`).
//!
//! It is settled before anything is signed: a certificate whose CMS could not fit is refused when it is bound,
//! and again when a document is prepared, because authorities may have changed in between.

use api::Problem;
use pdf_signing::{
    cms::{Chain, challenge::Way, longest_signed_data},
    increment::CONTENTS_RESERVE,
};

use crate::problems;

/// Bytes of the largest CMS that a copy takes; chains of authorities take 3 to 10 KB.
pub const MAX_CMS: usize = 64 * 1024;
/// Bytes that are reserved at least; each is moved several times as two hex digits.
const MIN_CMS: usize = 12 * 1024;
/// Bytes by which a desk's own CMS may outgrow the one that answered the challenge: another time-stamp, say.
const GROWTH: usize = 4 * 1024;

/// Bytes to reserve for the CMS of a certificate with this chain. `own` is the length of the CMS by which a
/// desk that makes them itself answered its challenge.
///
/// # Errors
/// 422 `certificate-chain-too-long` when the CMS could be longer than [`MAX_CMS`].
pub(crate) fn reserve(way: Way, chain: &Chain, own: Option<usize>) -> Result<usize, Problem> {
    let longest = match way {
        Way::SignedData => own.unwrap_or(CONTENTS_RESERVE).saturating_add(GROWTH),
        Way::OverHash | Way::OverSecondHash => {
            longest_signed_data(chain).map_err(|refusal| problems::signature(&refusal))?
        }
    };
    if longest > MAX_CMS { Err(problems::chain_too_long()) } else { Ok(longest.max(MIN_CMS)) }
}
