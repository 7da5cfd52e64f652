//! The operators of content streams that matter for a repair (ISO 32000-2, 7.8.2).

use std::ops::Range;

use lopdf::{Dictionary, Document, Object, Stream};

use crate::NotRepaired;
use crate::graph::{elements, stream};

/// The longest decoded content of one page or form, bytes.
pub(crate) const MAX_CONTENT: usize = 32 << 20;

/// What the operators of some content do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Operators {
    /// `Q` without its `q`.
    pub(crate) surplus: usize,
    /// `q` without its `Q`.
    pub(crate) open: usize,
    /// Where content of a layer begins: `/OC … BDC`.
    pub(crate) layers: Vec<Range<usize>>,
}

/// Reads the content of a page, its streams joined.
pub(crate) fn of_page(document: &Document, page: &Dictionary) -> Result<Vec<u8>, NotRepaired> {
    let mut content = Vec::new();
    let Ok(contents) = page.get(b"Contents") else { return Ok(content) };
    for part in elements(document, contents) {
        if let Some(stream) = stream(document, part) {
            content.extend(decoded(stream, MAX_CONTENT.saturating_sub(content.len()))?);
            content.push(b'\n');
        }
    }
    Ok(content)
}

/// Decodes a content stream.
pub(crate) fn decoded(stream: &Stream, limit: usize) -> Result<Vec<u8>, NotRepaired> {
    stream.get_plain_content_with_limit(limit).map_err(|error| match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            NotRepaired::DecompressionBomb
        }
        _ => NotRepaired::Incomplete { object: 0, what: "content that cannot be decoded" },
    })
}

/// A stream of content, compressed.
pub(crate) fn stream_of(content: Vec<u8>) -> Object {
    let mut stream = Stream::new(Dictionary::new(), content);
    // an error leaves the stream as it is, uncompressed
    let _ = stream.compress();
    Object::Stream(stream)
}

/// Finds the operators that matter.
pub(crate) fn operators(content: &[u8]) -> Operators {
    let mut found = Operators::default();
    let mut lexer = Lexer { content, at: 0 };
    // the first operand of the operator that follows: where it stands, and whether it is /OC
    let mut first: Option<(usize, bool)> = None;
    while let Some(token) = lexer.token() {
        let text = content.get(token.clone()).unwrap_or_default();
        if !is_operator(text) {
            first.get_or_insert((token.start, text == b"/OC"));
            continue;
        }
        match (text, first.take()) {
            (b"q", _) => found.open += 1,
            (b"Q", _) => match found.open.checked_sub(1) {
                Some(open) => found.open = open,
                None => found.surplus += 1,
            },
            (b"BDC", Some((start, true))) => found.layers.push(start..token.end),
            (b"ID", _) => lexer.skip_image(),
            _ => {}
        }
    }
    found
}

fn is_operator(text: &[u8]) -> bool {
    text.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"'))
        && !matches!(text, b"true" | b"false" | b"null")
}

struct Lexer<'c> {
    content: &'c [u8],
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.content.get(self.at).copied()
    }

    fn skip_while(&mut self, holds: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&holds) {
            self.at += 1;
        }
    }

    /// The next token: strings and brackets are tokens of their own.
    fn token(&mut self) -> Option<Range<usize>> {
        loop {
            self.skip_while(is_space);
            if self.peek()? != b'%' {
                break;
            }
            self.skip_while(|byte| byte != b'\n' && byte != b'\r');
        }
        let start = self.at;
        match self.peek()? {
            b'(' => self.skip_string(),
            b'<' if self.content.get(start + 1) != Some(&b'<') => {
                self.skip_while(|byte| byte != b'>');
                self.at += 1;
            }
            b'/' => {
                self.at += 1;
                self.skip_while(is_regular);
            }
            byte if is_regular(byte) => self.skip_while(is_regular),
            _ => self.at += 1,
        }
        Some(start..self.at)
    }

    fn skip_string(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth == 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }

    /// Skips the data of an inline image: to an `EI` between spaces that text follows.
    fn skip_image(&mut self) {
        const LOOK: usize = 16;
        while let Some(rest) = self.content.get(self.at..).filter(|rest| !rest.is_empty()) {
            let [space, b'E', b'I', after @ ..] = rest else {
                self.at += 1;
                continue;
            };
            let text = |byte: &u8| is_space(*byte) && *byte != 0 || (b' '..=b'~').contains(byte);
            let follows =
                after.iter().take(LOOK).all(text) && after.first().is_none_or(|byte| is_space(*byte));
            self.at += if is_space(*space) && follows { 3 } else { 1 };
            if is_space(*space) && follows {
                return;
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_states_are_counted_outside_of_strings_comments_and_images() {
        let content = b"Q q q (q \\) q) Tj % q\n<</A (Q)>> Q BI /W 1 ID q Q q \x80 EI Q \xFFq\nEI q";
        assert_eq!(operators(content), Operators { surplus: 1, open: 2, layers: vec![] });
    }

    #[test]
    fn content_of_layers_is_found_with_its_operands() {
        let content = b"/OC /MC0 BDC 1 g EMC /P <</MCID 0>> BDC EMC /OC/MC1 BDC EMC";
        let found = operators(content).layers;
        let text = |range: Range<usize>| std::str::from_utf8(&content[range]).unwrap();
        assert_eq!(found.into_iter().map(text).collect::<Vec<_>>(), ["/OC /MC0 BDC", "/OC/MC1 BDC"]);
    }
}
