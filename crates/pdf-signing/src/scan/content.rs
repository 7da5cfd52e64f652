//! Just so much of content streams as shows that they can be read, and how large images are drawn
//! (ISO 32000-2, 7.8.2, 8.3.4, 8.4.4, 8.8).

use super::syntax::{Flaw, Lexer, MALFORMED_NUMBER, Malformed, Token, malformed};

/// Graphics states within one another, at most.
const MAX_SAVED: usize = 64;
/// Operands of one operator, at most; `cm` has six.
const MAX_OPERANDS: usize = 64;
/// Images on one page that are looked at.
const MAX_IMAGES: usize = 16;

/// An image or form that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Its name in the resources.
    pub(super) name: Vec<u8>,
    /// Length of the unit square's lower side after the transformation, units.
    pub(super) width: f64,
    /// Length of its left side.
    pub(super) height: f64,
}

/// `a b c d` of a transformation matrix; where things stand does not matter here.
type Matrix = [f64; 4];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0];

/// Gives what is drawn by `Do`. Reading ends at an inline image, whose data has no length.
///
/// What readers would repair is an error: strings without an end, brackets that do not match. A malformed number
/// is none: in content it is an operator that nobody knows.
pub(super) fn drawn_images(content: &[u8]) -> Result<Vec<Drawn>, Malformed> {
    let mut lexer = Lexer::new(content, 0);
    let mut numbers: Vec<f64> = Vec::new();
    let mut name: Option<Vec<u8>> = None;
    let mut open: Vec<Token<'_>> = Vec::new();
    let mut matrix = IDENTITY;
    let mut saved = Vec::new();
    let mut drawn = Vec::new();
    loop {
        let position = lexer.position();
        let token = match lexer.token() {
            Err(Malformed { flaw: Flaw::Syntax(MALFORMED_NUMBER), .. }) => Token::Keyword(b""),
            token => token?,
        };
        match token {
            #[expect(clippy::cast_precision_loss, reason = "lengths on a page are far below 2^52")]
            Token::Integer(number) if numbers.len() < MAX_OPERANDS => numbers.push(number as f64),
            Token::Real(number) if numbers.len() < MAX_OPERANDS => numbers.push(number),
            Token::Name(operand) => name = Some(operand.into_owned()),
            Token::Keyword(b"BI") => break,
            Token::Keyword(operator) => {
                match (operator, numbers.as_slice()) {
                    (b"q", _) if saved.len() < MAX_SAVED => saved.push(matrix),
                    (b"Q", _) => matrix = saved.pop().unwrap_or(IDENTITY),
                    (b"cm", [a, b, c, d, _, _]) => matrix = multiply([*a, *b, *c, *d], matrix),
                    (b"Do", _) if drawn.len() < MAX_IMAGES => {
                        drawn.extend(name.take().map(|name| square(name, matrix)));
                    }
                    _ => {}
                }
                numbers.clear();
                name = None;
            }
            Token::ArrayOpen | Token::DictionaryOpen if open.len() < MAX_SAVED => open.push(token),
            Token::ArrayClose if open.pop() == Some(Token::ArrayOpen) => {}
            Token::DictionaryClose if open.pop() == Some(Token::DictionaryOpen) => {}
            Token::ArrayClose | Token::DictionaryClose | Token::ArrayOpen | Token::DictionaryOpen => {
                return Err(malformed(position, "brackets of a page's content do not match"));
            }
            Token::End if !open.is_empty() => {
                return Err(malformed(position, "content ends within an array"));
            }
            Token::End => break,
            Token::Integer(_) | Token::Real(_) | Token::String(_) => {}
        }
    }
    Ok(drawn)
}

fn square(name: Vec<u8>, [a, b, c, d]: Matrix) -> Drawn {
    Drawn { name, width: a.hypot(b), height: c.hypot(d) }
}

/// `inner`, then `outer`.
fn multiply(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d] = outer;
    let through = |x: f64, y: f64| (x * a + y * c, x * b + y * d);
    let (first, second) = (through(inner[0], inner[1]), through(inner[2], inner[3]));
    [first.0, first.1, second.0, second.1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_add_up_and_are_restored() {
        let content = b"q .25 0 0 .25 0 0 cm q 0 2480 -3508 0 10 10 cm /A Do Q Q q 5 0 0 7 0 0 cm /B Do";
        let drawn = |name: &[u8], width, height| Drawn { name: name.to_vec(), width, height };
        assert_eq!(drawn_images(content), Ok(vec![drawn(b"A", 620.0, 877.0), drawn(b"B", 5.0, 7.0)]));
    }

    #[test]
    fn an_inline_image_ends_the_reading() {
        assert_eq!(drawn_images(b"/A Do BI /W 1 ID ( EI /B Do").map(|drawn| drawn.len()), Ok(1));
    }

    #[test]
    fn content_that_readers_would_repair_is_refused() {
        for content in
            [&b"(a Tj"[..], b"[(a) TJ", b"(a)] TJ", b"<0g> Tj", b"/A >> BDC", b"{", b"/A#0 gs", b"<</A [>>]"]
        {
            assert!(drawn_images(content).is_err(), "{content:?}");
        }
        assert_eq!(drawn_images(b"/P <</MCID 0>> BDC 1.2.3 --5 w [(a) -3 (b)] TJ EMC"), Ok(vec![]));
    }
}
