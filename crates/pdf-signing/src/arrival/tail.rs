//! Our own read-back: what S3 holds after the join against what was embedded.

use super::refusal::ArrivalRefusal;

/// Whether the end of the stored object is the increment that was embedded, byte for byte. `stored` is the
/// object from `offset` (the length of the document before the increment) to its end.
///
/// # Errors
/// [`ArrivalRefusal::Changed`], [`ArrivalRefusal::Truncated`] or [`ArrivalRefusal::Appended`], with offsets in
/// the object.
pub fn check_tail(offset: u64, stored: &[u8], embedded: &[u8]) -> Result<(), ArrivalRefusal> {
    let absolute = |at: usize| offset.saturating_add(at as u64);
    if let Some(at) = stored.iter().zip(embedded).position(|(stored, embedded)| stored != embedded) {
        return Err(ArrivalRefusal::Changed { at: absolute(at) });
    }
    let expected = absolute(embedded.len());
    match stored.len().cmp(&embedded.len()) {
        std::cmp::Ordering::Less => {
            Err(ArrivalRefusal::Truncated { length: absolute(stored.len()), expected })
        }
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(ArrivalRefusal::Appended { expected }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_bytes_pass() {
        let embedded = b"4 0 obj";
        assert_eq!(check_tail(100, embedded, embedded), Ok(()));
        assert_eq!(check_tail(100, b"4 1 obj", embedded), Err(ArrivalRefusal::Changed { at: 102 }));
        assert_eq!(
            check_tail(100, b"4 0", embedded),
            Err(ArrivalRefusal::Truncated { length: 103, expected: 107 })
        );
        assert_eq!(check_tail(100, b"4 0 obj\n", embedded), Err(ArrivalRefusal::Appended { expected: 107 }));
    }
}
