//! Tokens (ISO 32000-2, 7.2 and 7.3.2 to 7.3.5).

use std::borrow::Cow;

use super::{Flaw, Malformed, malformed};

/// A token; strings keep their delimiters and escapes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    /// An integer.
    Integer(i64),
    /// A number with a point.
    Real(f64),
    /// A name, `#xx` decoded, without the slash.
    Name(Cow<'a, [u8]>),
    /// `(…)` or `<…>`, as written.
    String(&'a [u8]),
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// `<<`
    DictionaryOpen,
    /// `>>`
    DictionaryClose,
    /// Any other run of regular characters.
    Keyword(&'a [u8]),
    /// The end of the bytes.
    End,
}

/// What is wrong with a run of characters that begins like a number and is none.
pub(crate) const MALFORMED_NUMBER: &str = "malformed number";

/// Reads tokens from bytes.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Where reading began, moved by what was stepped over unread.
    origin: usize,
    tokens: usize,
}

/// Units of work of one token beside its bytes.
const TOKEN: usize = 32;

/// White space (7.2.3, table 1).
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    /// Reads from `position`; past the end is the end.
    pub(crate) fn new(bytes: &'a [u8], position: usize) -> Self {
        let position = position.min(bytes.len());
        Self { bytes, position, origin: position, tokens: 0 }
    }

    /// Offset of the next byte.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Goes to `position`.
    pub(crate) fn seek(&mut self, position: usize) {
        let read = self.position.saturating_sub(self.origin);
        self.position = position.min(self.bytes.len());
        self.origin = self.position.saturating_sub(read);
    }

    /// Units of work done so far: bytes and tokens that were read, not those that were stepped over.
    pub(crate) fn work(&self) -> usize {
        self.position.saturating_sub(self.origin).saturating_add(self.tokens.saturating_mul(TOKEN))
    }

    /// The bytes between two offsets.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'a [u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// The next byte, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Steps over white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.position += 1;
            } else if byte == b'%' {
                let line = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                self.position = line.map_or(self.bytes.len(), |length| self.position + length);
            } else {
                return;
            }
        }
    }

    /// The next token.
    pub(crate) fn token(&mut self) -> Result<Token<'a>, Malformed> {
        self.skip_space();
        self.tokens += 1;
        let start = self.position;
        let Some(first) = self.peek() else { return Ok(Token::End) };
        match first {
            b'/' => self.name(),
            b'(' => self.literal_string(),
            b'[' => Ok(self.advance(1, Token::ArrayOpen)),
            b']' => Ok(self.advance(1, Token::ArrayClose)),
            b'<' if self.rest().starts_with(b"<<") => Ok(self.advance(2, Token::DictionaryOpen)),
            b'>' if self.rest().starts_with(b">>") => Ok(self.advance(2, Token::DictionaryClose)),
            b'<' => self.hexadecimal_string(),
            b')' | b'>' | b'{' | b'}' => Err(malformed(start, "unexpected delimiter")),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                let run = self.run();
                number(run).ok_or(malformed(start, MALFORMED_NUMBER))
            }
            _ => Ok(Token::Keyword(self.run())),
        }
    }

    /// The next token, which must be this keyword.
    pub(crate) fn keyword(&mut self, expected: &[u8], what: &'static str) -> Result<(), Malformed> {
        self.skip_space();
        let start = self.position;
        match self.token() {
            Ok(Token::Keyword(word)) if word == expected => Ok(()),
            Ok(Token::End) => Err(Malformed { position: start, flaw: Flaw::PastEnd(what) }),
            _ => Err(malformed(start, what)),
        }
    }

    /// The next token, which must be an integer from 0.
    pub(crate) fn unsigned(&mut self, what: &'static str) -> Result<u64, Malformed> {
        self.skip_space();
        let start = self.position;
        match self.token() {
            Ok(Token::Integer(value)) => u64::try_from(value).map_err(|_| malformed(start, what)),
            _ => Err(malformed(start, what)),
        }
    }

    fn advance(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.position += length;
        token
    }

    fn run(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.position += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Result<Token<'a>, Malformed> {
        let start = self.position;
        self.position += 1;
        let run = self.run();
        if !run.contains(&b'#') {
            return Ok(Token::Name(Cow::Borrowed(run)));
        }
        decode_name(run)
            .map(|name| Token::Name(Cow::Owned(name)))
            .ok_or(malformed(start, "malformed escape in a name"))
    }

    fn literal_string(&mut self) -> Result<Token<'a>, Malformed> {
        let start = self.position;
        let mut depth = 0_usize;
        let mut escaped = false;
        for (index, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        self.position = start + index + 1;
                        return Ok(Token::String(self.slice(start, self.position)));
                    }
                }
                _ => {}
            }
        }
        Err(Malformed { position: start, flaw: Flaw::PastEnd("string without an end") })
    }

    fn hexadecimal_string(&mut self) -> Result<Token<'a>, Malformed> {
        let start = self.position;
        let rest = self.rest();
        let Some(length) = rest.iter().position(|byte| *byte == b'>') else {
            return Err(Malformed { position: start, flaw: Flaw::PastEnd("string without an end") });
        };
        let digits = rest.get(1..length).unwrap_or_default();
        if !digits.iter().all(|byte| byte.is_ascii_hexdigit() || is_space(*byte)) {
            return Err(malformed(start, "malformed hexadecimal string"));
        }
        self.position = start + length + 1;
        Ok(Token::String(self.slice(start, self.position)))
    }
}

fn decode_name(run: &[u8]) -> Option<Vec<u8>> {
    let mut name = Vec::with_capacity(run.len());
    let mut bytes = run.iter();
    while let Some(byte) = bytes.next() {
        if *byte != b'#' {
            name.push(*byte);
            continue;
        }
        let (high, low) = (hex_digit(*bytes.next()?)?, hex_digit(*bytes.next()?)?);
        // a null byte is the one that a name cannot hold (7.3.5)
        name.push(Some(high * 16 + low).filter(|value| *value != 0)?);
    }
    Some(name)
}

/// The value of a hexadecimal digit.
pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn number<'a>(run: &[u8]) -> Option<Token<'a>> {
    let text = std::str::from_utf8(run).ok()?;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match digits.split_once('.') {
        None if all_digits(digits) && !digits.is_empty() => text.parse().ok().map(Token::Integer),
        Some((whole, part)) if all_digits(whole) && all_digits(part) && digits.len() > 1 => {
            text.parse().ok().filter(|value: &f64| value.is_finite()).map(Token::Real)
        }
        _ => None,
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(bytes: &[u8]) -> Result<Vec<Token<'_>>, Malformed> {
        let mut lexer = Lexer::new(bytes, 0);
        let mut tokens = Vec::new();
        loop {
            match lexer.token()? {
                Token::End => return Ok(tokens),
                token => tokens.push(token),
            }
        }
    }

    #[test]
    fn every_kind_of_token_is_read_as_the_standard_writes_it() {
        assert_eq!(
            tokens(b"-12 +3 .5 -4. /A#20b(a(b)\\)c)<0 aF>[]<<>>%x\nobj/"),
            Ok(vec![
                Token::Integer(-12),
                Token::Integer(3),
                Token::Real(0.5),
                Token::Real(-4.0),
                Token::Name(Cow::Borrowed(b"A b")),
                Token::String(b"(a(b)\\)c)"),
                Token::String(b"<0 aF>"),
                Token::ArrayOpen,
                Token::ArrayClose,
                Token::DictionaryOpen,
                Token::DictionaryClose,
                Token::Keyword(b"obj"),
                Token::Name(Cow::Borrowed(b"")),
            ])
        );
    }

    #[test]
    fn what_readers_would_repair_differently_is_an_error() {
        for bytes in [
            &b"1.2.3"[..],
            b"--1",
            b".",
            b"+",
            b"5endobj",
            b"/A#",
            b"/A#0",
            b"/A#00",
            b"/#gg",
            b"<0x>",
            b")",
            b"{",
        ] {
            assert!(matches!(tokens(bytes), Err(Malformed { flaw: Flaw::Syntax(_), .. })), "{bytes:?}");
        }
        for bytes in [&b"(a"[..], b"(\\)", b"<0", b"99999999999999999999"] {
            assert!(tokens(bytes).is_err(), "{bytes:?}");
        }
    }
}
