//! Page images: what stands on the paper, and the grain of the paper to fill the size.

use crate::art::{Rgb, Shapes};
use crate::noise::Noise;
use crate::page::Paper;
use crate::zlib::{Zlib, deflated};

/// Colour of a page image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// 3 × 8 bits.
    Rgb,
    /// 8 bits.
    Grey,
    /// 1 bit.
    Bilevel,
}

/// One page image.
pub(crate) struct Raster {
    /// Pixels across.
    pub(crate) width: usize,
    /// Pixels down.
    pub(crate) height: usize,
    /// Its colour.
    pub(crate) colour: Colour,
    /// What it shows.
    pub(crate) paper: Paper,
    /// Where its noise begins.
    pub(crate) seed: u64,
}

impl Raster {
    /// Bytes of a row.
    fn row_length(&self) -> usize {
        match self.colour {
            Colour::Rgb => self.width * 3,
            Colour::Grey => self.width,
            Colour::Bilevel => self.width.div_ceil(8),
        }
    }

    /// Bytes of the image before it is compressed.
    pub(crate) fn raw_length(&self) -> usize {
        self.row_length() * self.height
    }

    /// The image as a zlib stream of about `target` bytes: so many of the first rows have grain and are stored
    /// that the length is met.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the rows there are"
    )]
    pub(crate) fn compressed(&self, target: usize) -> Vec<u8> {
        let shapes = Shapes::of(self.paper, self.seed, self.width, self.height);
        let mut rows = Vec::with_capacity(self.raw_length());
        let mut above = (Vec::new(), Vec::new());
        for y in 0..self.height {
            let spans = shapes.spans(y);
            if above.0 != spans || y == 0 {
                let row = self.encode(&Shapes::row(&spans, self.width));
                above = (spans, row);
            }
            rows.extend_from_slice(&above.1);
        }
        // with many rows stored, what the others deflate to hardly matters, and padding makes up for it
        let deflated = if target > rows.len() / 4 {
            rows.len() / 40
        } else {
            let smallest = deflated(&rows);
            if smallest.len() >= target {
                return smallest;
            }
            smallest.len()
        };
        let deflated_row = deflated as f64 / self.height as f64;
        let stored =
            target.saturating_sub(deflated) as f64 / (self.row_length() as f64 * 1.0001 - deflated_row);
        let grainy = (stored.max(0.0) as usize).min(self.height) * self.row_length();
        let (first, rest) = rows.split_at_mut(grainy);
        self.add_grain(first);
        let mut zlib = Zlib::new();
        zlib.store(first);
        zlib.deflate(rest);
        zlib.pad(target.saturating_sub(zlib.len() + 9));
        zlib.finish()
    }

    fn encode(&self, row: &[Rgb]) -> Vec<u8> {
        let grey = |[red, green, blue]: &Rgb| {
            u8::try_from((u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue)) / 10).unwrap_or(255)
        };
        match self.colour {
            Colour::Rgb => row.concat(),
            Colour::Grey => row.iter().map(grey).collect(),
            Colour::Bilevel => row
                .chunks(8)
                .map(|pixels| {
                    let bits = pixels.iter().fold(0, |bits, pixel| bits << 1 | u8::from(grey(pixel) > 127));
                    bits << (8 - pixels.len())
                })
                .collect(),
        }
    }

    /// The grain of paper: two low bits of every sample; specks in an image of one bit.
    fn add_grain(&self, samples: &mut [u8]) {
        let mut noise = Noise::new(self.seed);
        for eight in samples.chunks_mut(8) {
            for (sample, grain) in eight.iter_mut().zip(noise.next()) {
                match self.colour {
                    Colour::Rgb | Colour::Grey => {
                        *sample = sample.saturating_sub(3).saturating_add(grain % 7);
                    }
                    Colour::Bilevel => *sample ^= if grain < 3 { 1 << (grain & 7) } else { 0 },
                }
            }
        }
    }
}
