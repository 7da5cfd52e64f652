//! A prepared image as a file again, to be shown to whoever uploaded it.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use png::{BitDepth, ColorType, Encoder};

use super::{NotPrepared, PreparedImage};

impl PreparedImage {
    /// The image as it will stand on the page, scaled down and compressed, as a PNG.
    ///
    /// # Errors
    /// [`NotPrepared`] when the planes are not those of an image of this size.
    pub fn to_png(&self) -> Result<Vec<u8>, NotPrepared> {
        let (colour, opacity) = (self.plane(&self.colour, 3)?, self.plane(&self.opacity, 1)?);
        let pixels: Vec<u8> = colour
            .chunks_exact(3)
            .zip(&opacity)
            .flat_map(|(colour, opacity)| colour.iter().chain([opacity]).copied())
            .collect();
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
        written.map_err(|_| NotPrepared)?;
        Ok(file)
    }

    /// Undoes [`super::compress`].
    fn plane(&self, compressed: &[u8], channels: usize) -> Result<Vec<u8>, NotPrepared> {
        let size = |side: u32| usize::try_from(side).map_err(|_| NotPrepared);
        let (row, rows) = (size(self.width)? * channels, size(self.height)?);
        let whole = (row + 1) * rows;
        let most = u64::try_from(whole).map_err(|_| NotPrepared)?;
        let mut predicted = Vec::with_capacity(whole);
        let decoder = ZlibDecoder::new(compressed);
        // One byte more than there may be: a plane that is too long is no plane either.
        decoder.take(most + 1).read_to_end(&mut predicted).map_err(|_| NotPrepared)?;
        if predicted.len() != whole {
            return Err(NotPrepared);
        }
        let mut above = vec![0_u8; row];
        let mut plane = Vec::with_capacity(row * rows);
        for line in predicted.chunks_exact(row + 1) {
            let Some((2, line)) = line.split_first() else { return Err(NotPrepared) };
            for (up, byte) in above.iter_mut().zip(line) {
                *up = up.wrapping_add(*byte);
            }
            plane.extend_from_slice(&above);
        }
        Ok(plane)
    }
}
