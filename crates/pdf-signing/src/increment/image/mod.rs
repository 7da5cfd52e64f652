//! The signature image and the seal image: prepared once at upload, copied into every increment.
//!
//! Deflating an image costs more than all the rest of an increment, so it is done here, when a signer or a
//! clerk uploads the PNG. Both must be transparent (NĐ 30/2020, Phụ lục I), for they stand over text.

mod decode;
mod encode;
mod refusal;

pub use refusal::ImageRefusal;

use super::raw::{self, Dictionary};
use super::section::Section;
use super::stream::deflate_best;
use crate::plan::ObjectRef;

/// Largest PNG that is taken, in bytes.
pub const MAX_FILE: usize = 2 * 1024 * 1024;
/// Largest width and height of a PNG that is taken, in pixels.
pub const MAX_SIDE: u32 = 4096;

/// Largest width and height that is kept: 300 dots an inch over 50 mm, the size at which it is shown.
const KEPT_SIDE: u32 = 600;
/// Below this an image is not made smaller for the sake of its length.
const LEAST_SIDE: u32 = 240;
/// Compressed length that leaves an increment under 60 KiB.
const BUDGET: usize = 30 * 1024;

/// Format of [`PreparedImage::to_bytes`].
const TAG: &[u8; 6] = b"CTIMG1";

/// The colour that an image is drawn in, for a warning: a signature is blue, a seal is red.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Blue.
    Blue,
    /// Red.
    Red,
    /// Black, grey, another hue, or several.
    Other,
}

/// An image whose colours and transparency are compressed as a PDF holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedImage {
    width: u32,
    height: u32,
    ink: Ink,
    /// RGB, eight bits, rows predicted from the row above, deflated.
    colour: Vec<u8>,
    /// Opacity, eight bits, likewise.
    opacity: Vec<u8>,
}

/// Bytes that are not a prepared image of this build: the PNG must be prepared again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no prepared image of this format")]
pub struct NotPrepared;

impl PreparedImage {
    /// Prepares an uploaded PNG: checks it, scales it down to what print needs, compresses it.
    ///
    /// # Errors
    /// [`ImageRefusal`] names why the image cannot be used and what to do.
    pub fn from_png(file: &[u8]) -> Result<Self, ImageRefusal> {
        let mut side = KEPT_SIDE;
        loop {
            let pixels = decode::decode(file, side)?;
            let image = Self {
                width: pixels.width,
                height: pixels.height,
                ink: pixels.ink(),
                colour: compress(&pixels.colour, pixels.width, 3),
                opacity: compress(&pixels.opacity, pixels.width, 1),
            };
            let smaller = side / 4 * 3;
            if image.colour.len() + image.opacity.len() <= BUDGET || smaller < LEAST_SIDE {
                return Ok(image);
            }
            side = smaller;
        }
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The colour of most of what is drawn.
    #[must_use]
    pub fn ink(&self) -> Ink {
        self.ink
    }

    /// A compact form to store: tag, ink, sizes and the two compressed planes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.colour.len() + self.opacity.len() + 24);
        bytes.extend_from_slice(TAG);
        bytes.push(match self.ink {
            Ink::Blue => b'B',
            Ink::Red => b'R',
            Ink::Other => b'O',
        });
        bytes.extend(self.width.to_be_bytes());
        bytes.extend(self.height.to_be_bytes());
        for plane in [&self.colour, &self.opacity] {
            bytes.extend(u32::try_from(plane.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend_from_slice(plane);
        }
        bytes
    }

    /// Takes up what [`Self::to_bytes`] stored.
    ///
    /// # Errors
    /// [`NotPrepared`] for any other bytes, also of an earlier build.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotPrepared> {
        let mut rest = bytes.strip_prefix(TAG).ok_or(NotPrepared)?;
        let ink = match take(&mut rest, 1)? {
            b"B" => Ink::Blue,
            b"R" => Ink::Red,
            b"O" => Ink::Other,
            _ => return Err(NotPrepared),
        };
        let (width, height) = (take_u32(&mut rest)?, take_u32(&mut rest)?);
        let mut plane = || {
            let length = usize::try_from(take_u32(&mut rest)?).map_err(|_| NotPrepared)?;
            Ok::<_, NotPrepared>(take(&mut rest, length)?.to_vec())
        };
        let (colour, opacity) = (plane()?, plane()?);
        let sizes = (1..=KEPT_SIDE).contains(&width) && (1..=KEPT_SIDE).contains(&height);
        if !sizes || !rest.is_empty() {
            return Err(NotPrepared);
        }
        Ok(Self { width, height, ink, colour, opacity })
    }

    /// Writes the image and its soft mask (ISO 32000-2, 8.9.5 and 11.6.5.2).
    pub(super) fn embed(&self, section: &mut Section, image: ObjectRef, mask: ObjectRef) {
        let colour = self.dictionary("/DeviceRGB", 3).set("SMask", raw::reference(mask));
        section.stream(image, colour, &self.colour);
        section.stream(mask, self.dictionary("/DeviceGray", 1), &self.opacity);
    }

    fn dictionary(&self, space: &str, channels: u8) -> Dictionary {
        let columns = self.width;
        Dictionary::new()
            .set("Type", "/XObject")
            .set("Subtype", "/Image")
            .set("Width", columns.to_string())
            .set("Height", self.height.to_string())
            .set("ColorSpace", space)
            .set("BitsPerComponent", "8")
            .set("Interpolate", "true")
            .set("Filter", "/FlateDecode")
            .set("DecodeParms", format!("<</Predictor 12 /Colors {channels} /Columns {columns}>>"))
    }
}

/// Deflates rows after PNG's "up" prediction (ISO 32000-2, 7.4.4.4), which halves a drawing's length.
fn compress(plane: &[u8], width: u32, channels: usize) -> Vec<u8> {
    let row = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(channels).max(1);
    let mut above = vec![0; row];
    let mut predicted = Vec::with_capacity(plane.len() + plane.len() / row);
    for line in plane.chunks(row) {
        predicted.push(2);
        predicted.extend(line.iter().zip(&above).map(|(byte, up)| byte.wrapping_sub(*up)));
        above.clear();
        above.extend_from_slice(line);
    }
    deflate_best(&predicted)
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], NotPrepared> {
    let (head, tail) = rest.split_at_checked(length).ok_or(NotPrepared)?;
    *rest = tail;
    Ok(head)
}

fn take_u32(rest: &mut &[u8]) -> Result<u32, NotPrepared> {
    let bytes = take(rest, 4)?.try_into().map_err(|_| NotPrepared)?;
    Ok(u32::from_be_bytes(bytes))
}
