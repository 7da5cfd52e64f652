//! Just so much of content streams as says how large images are drawn (ISO 32000-2, 8.3.4, 8.4.4, 8.8).

use super::syntax::{Lexer, Token};

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

/// Gives what is drawn by `Do` as far as the content can be read simply: it ends at an inline image or at
/// anything malformed.
pub(super) fn drawn_images(content: &[u8]) -> Vec<Drawn> {
    let mut lexer = Lexer::new(content, 0);
    let mut numbers: Vec<f64> = Vec::new();
    let mut name: Option<Vec<u8>> = None;
    let mut matrix = IDENTITY;
    let mut saved = Vec::new();
    let mut drawn = Vec::new();
    while drawn.len() < MAX_IMAGES {
        match lexer.token() {
            #[expect(clippy::cast_precision_loss, reason = "lengths on a page are far below 2^52")]
            Ok(Token::Integer(number)) if numbers.len() < MAX_OPERANDS => numbers.push(number as f64),
            Ok(Token::Real(number)) if numbers.len() < MAX_OPERANDS => numbers.push(number),
            Ok(Token::Name(operand)) => name = Some(operand.into_owned()),
            Ok(Token::Keyword(operator)) => {
                match (operator, numbers.as_slice()) {
                    (b"BI", _) => break,
                    (b"q", _) if saved.len() < MAX_SAVED => saved.push(matrix),
                    (b"Q", _) => matrix = saved.pop().unwrap_or(IDENTITY),
                    (b"cm", [a, b, c, d, _, _]) => matrix = multiply([*a, *b, *c, *d], matrix),
                    (b"Do", _) => drawn.extend(name.take().map(|name| square(name, matrix))),
                    _ => {}
                }
                numbers.clear();
                name = None;
            }
            Ok(Token::End) | Err(_) => break,
            Ok(_) => {}
        }
    }
    drawn
}

fn square(name: Vec<u8>, [a, b, c, d]: Matrix) -> Drawn {
    Drawn { name, width: a.hypot(b), height: c.hypot(d) }
}

fn multiply([a, b, c, d]: Matrix, [e, f, g, h]: Matrix) -> Matrix {
    [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_add_up_and_are_restored() {
        let content = b"q .25 0 0 .25 0 0 cm q 0 2480 -3508 0 10 10 cm /A Do Q Q q 5 0 0 7 0 0 cm /B Do";
        let drawn = |name: &[u8], width, height| Drawn { name: name.to_vec(), width, height };
        assert_eq!(drawn_images(content), [drawn(b"A", 620.0, 877.0), drawn(b"B", 5.0, 7.0)]);
    }

    #[test]
    fn an_inline_image_ends_the_reading() {
        assert_eq!(drawn_images(b"/A Do BI /W 1 ID ( EI /B Do").len(), 1);
    }
}
