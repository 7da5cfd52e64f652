//! Why a carrier did not take a message, without whom it was for: the ledger keeps the whole text, the log keeps
//! no address and no number.

/// Digits from which on a word may be somebody's number.
const LEAST_DIGITS: usize = 7;

/// A cause for the log.
pub(crate) fn without_addresses(cause: &str) -> String {
    let words = cause.split_whitespace().map(|word| {
        if word.contains('@') {
            "[address]"
        } else if word.chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS {
            "[number]"
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_in_the_log_names_nobody() {
        for (cause, logged) in [
            (
                "the carrier refuses the message: MessageRejected: Email address is not verified: binh@thu.example.vn, <tam@thu.example.vn>.",
                "the carrier refuses the message: MessageRejected: Email address is not verified: [address] [address]",
            ),
            ("Invalid parameter: PhoneNumber +84912345678", "Invalid parameter: PhoneNumber [number]"),
            ("Invalid parameter: 0912.345.678", "Invalid parameter: [number]"),
            ("the case is cancelled", "the case is cancelled"),
            ("HTTP 503 after 3 attempts", "HTTP 503 after 3 attempts"),
        ] {
            assert_eq!(without_addresses(cause), logged);
        }
    }
}
