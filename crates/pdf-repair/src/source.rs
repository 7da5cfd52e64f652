//! Loading by `lopdf`, within limits.

use std::collections::BTreeSet;

use lopdf::{DecompressError, Document, Error, LoadOptions, Object};

use crate::guard::Limits;
use crate::{Change, NotRepaired};

/// Loads a scan; with `search` by looking for its objects, whatever the cross-reference says.
pub(crate) fn load(
    scan: &[u8],
    limits: Limits,
    search: bool,
    changes: &mut BTreeSet<Change>,
) -> Result<Document, NotRepaired> {
    let options = LoadOptions {
        max_decompressed_size: Some(limits.stream),
        force_reconstruct: search,
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(scan, options).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => NotRepaired::DecompressionBomb,
        _ => NotRepaired::Unreadable,
    })?;
    match document.trailer.get(b"Encrypt") {
        // lopdf tries the empty password; the entry stays when that does not open the file
        Ok(Object::Reference(_)) => return Err(NotRepaired::Password),
        Ok(_) => return Err(NotRepaired::Unreadable),
        Err(_) => {}
    }
    if document.was_encrypted() {
        changes.insert(Change::Encryption);
    }
    Ok(document)
}
