//! The first line and the last lines of the file (ISO 32000-2, 7.5.2 and 7.5.5).

use super::Refusal;
use super::syntax::{Lexer, is_space};

/// How far from its ends a file is searched for its header and its last lines.
const WINDOW: usize = 1_024;

/// White space after `%%EOF`, at most: some devices fill the file up to a block with bytes of zero.
const MAX_PADDING: usize = 65_536;

/// Where reading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail {
    /// The offset after `startxref`.
    pub(super) startxref: usize,
}

/// The version in the header, e.g. `(1, 7)`.
pub(super) fn read_header(bytes: &[u8]) -> Result<(u8, u8), Refusal> {
    let window = bytes.get(..bytes.len().min(WINDOW)).unwrap_or_default();
    match find(window, b"%PDF-") {
        None => Err(Refusal::NotAPdf),
        // readers count offsets from the header, others from the start of the file
        Some(position @ 1..) => Err(Refusal::Damaged { position, what: "bytes before the PDF header" }),
        Some(0) => {
            let line = window.get(5..).unwrap_or_default();
            let line = line.split(|byte| is_space(*byte)).next().unwrap_or_default();
            version(line).ok_or(Refusal::Damaged { position: 5, what: "malformed version in the header" })
        }
    }
}

/// A version as in the header or in `/Version`.
pub(super) fn version(text: &[u8]) -> Option<(u8, u8)> {
    match text {
        [major @ b'0'..=b'9', b'.', minor @ b'0'..=b'9'] => Some((major - b'0', minor - b'0')),
        _ => None,
    }
}

/// Reads `startxref`, the offset, and `%%EOF`; nothing but white space may follow.
pub(super) fn read_tail(bytes: &[u8]) -> Result<Tail, Refusal> {
    let tail = bytes.get(bytes.len().saturating_sub(MAX_PADDING)..).unwrap_or_default();
    let padding = tail.iter().rev().take_while(|byte| is_space(**byte)).count();
    let end = bytes.len() - padding;
    let start = end.saturating_sub(WINDOW);
    let window = bytes.get(start..end).unwrap_or_default();
    let truncated = |what| Refusal::Truncated { position: bytes.len(), what };
    let marker = rfind(window, b"%%EOF").ok_or(truncated("no %%EOF in the last 1024 bytes"))?;
    let after = marker + b"%%EOF".len();
    if after < window.len() {
        return Err(Refusal::Damaged { position: start + after, what: "bytes after the last %%EOF" });
    }
    let keyword = window.get(..marker).and_then(|before| rfind(before, b"startxref"));
    let keyword = keyword.ok_or(truncated("no startxref before the last %%EOF"))?;
    let damaged = Refusal::Damaged { position: start + keyword, what: "malformed startxref" };
    let mut lexer = Lexer::new(window.get(..marker).unwrap_or_default(), keyword);
    lexer.keyword(b"startxref", "malformed startxref")?;
    let startxref =
        lexer.unsigned("malformed startxref").ok().and_then(|offset| usize::try_from(offset).ok());
    lexer.skip_space();
    match startxref {
        Some(startxref) if lexer.position() == marker => Ok(Tail { startxref }),
        _ => Err(damaged),
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_stands_at_the_very_start() {
        assert_eq!(read_header(b"%PDF-1.7\n"), Ok((1, 7)));
        assert_eq!(read_header(b"%PDF-2.0\r%"), Ok((2, 0)));
        assert_eq!(read_header(b"\xEF\xBB\xBF%PDF-1.7\n").map_err(|refusal| refusal.code()), Err("damaged"));
        assert_eq!(read_header(b"%PDF-x\n").map_err(|refusal| refusal.code()), Err("damaged"));
        assert_eq!(read_header(b"GIF89a"), Err(Refusal::NotAPdf));
    }

    #[test]
    fn only_white_space_may_follow_the_last_lines() {
        let code = |bytes: &[u8]| read_tail(bytes).map_err(|refusal| refusal.code());
        assert_eq!(code(b"x startxref\n17\n%%EOF\r\n \0"), Ok(Tail { startxref: 17 }));
        assert_eq!(code(b"startxref 17 %%EOF"), Ok(Tail { startxref: 17 }));
        assert_eq!(code(b"startxref\n17\n%%EOF\n1 0 obj"), Err("damaged"));
        assert_eq!(code(b"startxref\nx\n%%EOF\n"), Err("damaged"));
        assert_eq!(code(b"startxref\n17\n1 0 obj %%EOF\n"), Err("damaged"));
        assert_eq!(code(b"startxref\n17\n"), Err("truncated"));
        assert_eq!(code(b"%%EOF\n"), Err("truncated"));
    }
}
