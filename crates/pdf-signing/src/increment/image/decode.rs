//! Reading a PNG row by row into a smaller picture, so that memory does not grow with the picture.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::{ImageRefusal, Ink, MAX_FILE, MAX_SIDE};

/// First bytes of every PNG.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Bytes that the decoder may take: an interlaced picture of the largest size is held whole, once.
const MEMORY: usize = 4 * 4096 * 4096 + 4 * 1024 * 1024;
/// Opacity from which a pixel counts as drawn, and below which it counts as let through.
const DRAWN: u8 = 16;

/// Colour and opacity, row after row from the top.
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) colour: Vec<u8>,
    pub(super) opacity: Vec<u8>,
}

/// Sums over the box of source pixels that make one pixel; colours weighted by opacity.
#[derive(Clone, Copy, Default)]
struct Sum {
    colour: [u64; 3],
    opacity: u64,
    count: u64,
}

/// Decodes a PNG to at most `side` pixels a side.
pub(super) fn decode(file: &[u8], side: u32) -> Result<Pixels, ImageRefusal> {
    if file.len() > MAX_FILE {
        return Err(ImageRefusal::TooLong { length: file.len() });
    }
    if !file.starts_with(SIGNATURE) {
        return Err(ImageRefusal::NotPng);
    }
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(ImageRefusal::TooLarge { width, height });
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    let channels = match reader.output_color_type().0 {
        ColorType::Rgba => 4,
        ColorType::GrayscaleAlpha => 2,
        _ => return Err(ImageRefusal::NotTransparent),
    };
    let mut scaler = Scaler::new(width, height, side);
    if reader.info().interlaced {
        let length = reader.output_buffer_size().ok_or(ImageRefusal::Damaged)?;
        let mut picture = vec![0; length];
        reader.next_frame(&mut picture).map_err(damaged)?;
        let line = reader.output_line_size(width).ok_or(ImageRefusal::Damaged)?.max(1);
        picture.chunks(line).for_each(|row| scaler.row(row, channels));
    } else {
        read_rows(&mut reader, |row| scaler.row(row, channels))?;
    }
    scaler.finish()
}

fn read_rows(reader: &mut Reader<Cursor<&[u8]>>, mut take: impl FnMut(&[u8])) -> Result<(), ImageRefusal> {
    while let Some(row) = reader.next_row().map_err(damaged)? {
        take(row.data());
    }
    Ok(())
}

fn damaged(_error: DecodingError) -> ImageRefusal {
    ImageRefusal::Damaged
}

/// A box filter: every source pixel falls into exactly one pixel of the result.
struct Scaler {
    source: (u64, u64),
    target: (u64, u64),
    boxes: Vec<Sum>,
    row: u64,
    drawn: bool,
    let_through: bool,
}

impl Scaler {
    fn new(width: u32, height: u32, side: u32) -> Self {
        let (source, side) = ((u64::from(width.max(1)), u64::from(height.max(1))), u64::from(side));
        let longest = source.0.max(source.1);
        let scaled = |length: u64| {
            if longest <= side { length } else { (length * side / longest).max(1) }
        };
        let target = (scaled(source.0), scaled(source.1));
        let boxes = usize::try_from(target.0 * target.1).unwrap_or(0);
        Self { source, target, boxes: vec![Sum::default(); boxes], row: 0, drawn: false, let_through: false }
    }

    fn row(&mut self, row: &[u8], channels: usize) {
        let line = self.row.min(self.source.1 - 1) * self.target.1 / self.source.1 * self.target.0;
        self.row += 1;
        for (x, pixel) in (0..self.source.0).zip(row.chunks_exact(channels)) {
            let (colour, opacity) = match *pixel {
                [red, green, blue, opacity] => ([red, green, blue], opacity),
                [grey, opacity] => ([grey; 3], opacity),
                _ => return,
            };
            self.drawn |= opacity >= DRAWN;
            self.let_through |= opacity < DRAWN;
            let at = line + x * self.target.0 / self.source.0;
            let Some(sum) = usize::try_from(at).ok().and_then(|at| self.boxes.get_mut(at)) else { return };
            for (total, value) in sum.colour.iter_mut().zip(colour) {
                *total += u64::from(value) * u64::from(opacity);
            }
            sum.opacity += u64::from(opacity);
            sum.count += 1;
        }
    }

    fn finish(self) -> Result<Pixels, ImageRefusal> {
        if self.row < self.source.1 {
            return Err(ImageRefusal::Damaged);
        }
        if !self.let_through {
            return Err(ImageRefusal::NotTransparent);
        }
        if !self.drawn {
            return Err(ImageRefusal::Empty);
        }
        let mut colour = Vec::with_capacity(self.boxes.len() * 3);
        let mut opacity = Vec::with_capacity(self.boxes.len());
        let mut last = [0; 3];
        for sum in &self.boxes {
            // where nothing is drawn the colour does not show: the one before it compresses best
            if sum.opacity > 0 {
                last = sum.colour.map(|total| byte(total / sum.opacity));
            }
            colour.extend_from_slice(&last);
            opacity.push(byte(sum.opacity / sum.count.max(1)));
        }
        let side = |length| u32::try_from(length).unwrap_or(u32::MAX);
        Ok(Pixels { width: side(self.target.0), height: side(self.target.1), colour, opacity })
    }
}

impl Pixels {
    /// The hue of most of what is drawn.
    pub(super) fn ink(&self) -> Ink {
        let (mut blue, mut red, mut all) = (0_usize, 0_usize, 0_usize);
        for (pixel, opacity) in self.colour.chunks_exact(3).zip(&self.opacity) {
            let &[r, g, b] = pixel else { continue };
            if *opacity < 64 {
                continue;
            }
            all += 1;
            if u16::from(b) >= u16::from(r.max(g)) + 24 {
                blue += 1;
            } else if u16::from(r) >= u16::from(g.max(b)) + 48 {
                red += 1;
            }
        }
        match all {
            _ if blue * 2 > all => Ink::Blue,
            _ if red * 2 > all => Ink::Red,
            _ => Ink::Other,
        }
    }
}

fn byte(value: u64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::PreparedImage;
    use super::*;

    fn png(width: u32, height: u32, colour: ColorType, data: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        file
    }

    /// A stroke of one colour over a transparent ground.
    fn stroke(width: u32, height: u32, ink: [u8; 3]) -> Vec<u8> {
        let pixels: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let on = (x * 7 + y * 3) % width < width / 8;
                [ink[0], ink[1], ink[2], if on { 255 } else { 0 }]
            })
            .collect();
        png(width, height, ColorType::Rgba, &pixels)
    }

    fn refusal(file: &[u8]) -> ImageRefusal {
        PreparedImage::from_png(file).unwrap_err()
    }

    #[test]
    fn a_blue_signature_is_scaled_to_what_print_needs() {
        let image = PreparedImage::from_png(&stroke(2400, 1200, [20, 40, 170])).unwrap();
        assert_eq!((image.width(), image.height(), image.ink()), (600, 300, Ink::Blue));
        assert!(image.to_bytes().len() < 31 * 1024);
    }

    #[test]
    fn a_small_image_keeps_its_pixels() {
        let image = PreparedImage::from_png(&stroke(64, 32, [200, 10, 10])).unwrap();
        assert_eq!((image.width(), image.height(), image.ink()), (64, 32, Ink::Red));
    }

    #[test]
    fn a_black_signature_is_of_another_ink() {
        assert_eq!(PreparedImage::from_png(&stroke(64, 32, [10, 10, 12])).unwrap().ink(), Ink::Other);
    }

    #[test]
    fn grey_with_opacity_is_taken() {
        let image = PreparedImage::from_png(&png(2, 1, ColorType::GrayscaleAlpha, &[9, 255, 0, 0])).unwrap();
        assert_eq!((image.width(), image.height()), (2, 1));
    }

    fn chunk(file: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        file.extend_from_slice(kind);
        file.extend_from_slice(data);
        file.extend(crc.sum().to_be_bytes());
    }

    /// Two pixels, one a pass.
    fn interlaced() -> Vec<u8> {
        let mut file = SIGNATURE.to_vec();
        chunk(&mut file, b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 1]);
        let passes = [0, 9, 9, 200, 255, 0, 0, 0, 0, 0];
        chunk(&mut file, b"IDAT", &crate::increment::stream::deflate(&passes));
        chunk(&mut file, b"IEND", &[]);
        file
    }

    #[test]
    fn an_interlaced_image_and_a_palette_with_transparency_are_taken() {
        let image = PreparedImage::from_png(&interlaced()).unwrap();
        assert_eq!((image.width(), image.height(), image.ink()), (2, 1, Ink::Blue));

        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(vec![200, 10, 10, 0, 0, 0]);
        encoder.set_trns(vec![255, 0]);
        encoder.write_header().unwrap().write_image_data(&[0, 1]).unwrap();
        assert_eq!(PreparedImage::from_png(&file).unwrap().ink(), Ink::Red);
    }

    #[test]
    fn a_prepared_image_survives_storage() {
        let image = PreparedImage::from_png(&stroke(64, 32, [20, 40, 170])).unwrap();
        assert_eq!(PreparedImage::from_bytes(&image.to_bytes()), Ok(image));
    }

    #[test]
    fn a_prepared_image_is_shown_as_the_pixels_that_were_kept() {
        let file = stroke(64, 32, [20, 40, 170]);
        let shown = PreparedImage::from_png(&file).unwrap().to_png().unwrap();
        let pixels = |file: &[u8]| {
            let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut pixels).unwrap();
            pixels
        };
        assert_eq!(pixels(&shown), pixels(&file));
    }

    #[test]
    fn planes_of_another_size_are_not_shown() {
        let whole = PreparedImage::from_png(&stroke(64, 32, [20, 40, 170])).unwrap();
        for (width, height) in [(63, 32), (65, 32), (64, 31), (64, 33)] {
            assert!(PreparedImage { width, height, ..whole.clone() }.to_png().is_err(), "{width} × {height}");
        }
    }

    #[test]
    fn stored_bytes_cut_short_or_lengthened_are_not_taken() {
        let bytes = PreparedImage::from_png(&stroke(64, 32, [20, 40, 170])).unwrap().to_bytes();
        for cut in 0..bytes.len() {
            assert!(PreparedImage::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(PreparedImage::from_bytes(&[bytes.as_slice(), b"x"].concat()).is_err());
    }

    #[test]
    fn each_refusal_names_its_cause() {
        let whole = stroke(64, 32, [20, 40, 170]);
        assert_eq!(refusal(b"\xff\xd8\xff\xe0JFIF"), ImageRefusal::NotPng);
        assert_eq!(refusal(&whole[..whole.len() / 2]), ImageRefusal::Damaged);
        assert_eq!(refusal(&vec![0; MAX_FILE + 1]), ImageRefusal::TooLong { length: MAX_FILE + 1 });
        assert_eq!(refusal(&png(1, 1, ColorType::Rgb, &[1, 2, 3])), ImageRefusal::NotTransparent);
        assert_eq!(refusal(&png(1, 1, ColorType::Rgba, &[1, 2, 3, 255])), ImageRefusal::NotTransparent);
        assert_eq!(refusal(&png(2, 1, ColorType::Rgba, &[1, 2, 3, 0, 1, 2, 3, 0])), ImageRefusal::Empty);
        let wide = png(4097, 1, ColorType::Rgba, &vec![0; 4097 * 4]);
        assert_eq!(refusal(&wide), ImageRefusal::TooLarge { width: 4097, height: 1 });
    }
}
