//! What strings mean (ISO 32000-2, 7.3.4 and 7.9.2).

use super::lexer::{hex_digit, is_space};

/// The bytes of a string token, given with its delimiters.
pub(crate) fn string_bytes(token: &[u8]) -> Vec<u8> {
    match token {
        [b'<', digits @ .., b'>'] => hexadecimal(digits),
        [b'(', body @ .., b')'] => literal(body),
        _ => Vec::new(),
    }
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> =
        digits.iter().filter(|byte| !is_space(**byte)).filter_map(|byte| hex_digit(*byte)).collect();
    values
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (8 - 4 * pair.len()))
        .collect()
}

fn literal(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match byte {
            b'\\' => rest = escape(tail, &mut bytes),
            // an end of line is a line feed however it is written (7.3.4.2)
            b'\r' => {
                bytes.push(b'\n');
                rest = tail.strip_prefix(b"\n").unwrap_or(tail);
            }
            byte => bytes.push(*byte),
        }
    }
    bytes
}

/// Decodes what follows a backslash and gives what follows that.
fn escape<'a>(tail: &'a [u8], bytes: &mut Vec<u8>) -> &'a [u8] {
    let [byte, rest @ ..] = tail else { return tail };
    match byte {
        b'n' => bytes.push(b'\n'),
        b'r' => bytes.push(b'\r'),
        b't' => bytes.push(b'\t'),
        b'b' => bytes.push(8),
        b'f' => bytes.push(12),
        b'\r' => return rest.strip_prefix(b"\n").unwrap_or(rest),
        b'\n' => {}
        b'0'..=b'7' => {
            let length = tail.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            let (digits, rest) = tail.split_at(length);
            bytes.push(digits.iter().fold(0_u8, |value, digit| (value << 3) | (digit - b'0')));
            return rest;
        }
        byte => bytes.push(*byte),
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded_as_the_standard_says() {
        for (token, bytes) in [
            (&b"(a\\(b\\)\\\\)"[..], &b"a(b)\\"[..]),
            (b"(\\101\\1012\\7)", b"AA2\x07"),
            (b"(a\\\r\nb\r\nc\rd)", b"ab\nc\nd"),
            (b"<41 4 2 5>", b"ABP"),
            (b"()", b""),
        ] {
            assert_eq!(string_bytes(token), bytes, "{token:?}");
        }
    }
}
