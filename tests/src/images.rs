//! The images that the officials upload: a signature in blue ink and a round red seal, both on nothing.

use std::sync::OnceLock;

use anyhow::Result;

const INK: [u8; 3] = [24, 52, 148];
const RED: [u8; 3] = [206, 24, 32];

/// A handwriting-like signature as a PNG, 960 × 400 pixels.
///
/// # Errors
/// When the PNG cannot be written.
pub fn signature() -> Result<Vec<u8>> {
    static DRAWN: OnceLock<Vec<u8>> = OnceLock::new();
    once(&DRAWN, draw_signature)
}

/// A round seal with a star as a PNG, 900 × 900 pixels.
///
/// # Errors
/// When the PNG cannot be written.
pub fn seal() -> Result<Vec<u8>> {
    static DRAWN: OnceLock<Vec<u8>> = OnceLock::new();
    once(&DRAWN, draw_seal)
}

/// Every office has the same images, and a seal's 800,000 pixels take long without optimisation.
fn once(drawn: &OnceLock<Vec<u8>>, draw: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    if let Some(image) = drawn.get() {
        return Ok(image.clone());
    }
    let image = draw()?;
    Ok(drawn.get_or_init(|| image).clone())
}

fn draw_signature() -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(960, 400);
    // Cubic curves of one pen: each begins where the one before ended, unless the pen was lifted.
    let strokes: [&[[f32; 2]]; 3] = [
        &[
            [90.0, 300.0],
            [60.0, 120.0],
            [190.0, 20.0],
            [205.0, 150.0],
            [215.0, 260.0],
            [150.0, 350.0],
            [175.0, 240.0],
            [190.0, 170.0],
            [270.0, 60.0],
            [300.0, 90.0],
            [330.0, 130.0],
            [260.0, 300.0],
            [310.0, 280.0],
            [350.0, 262.0],
            [355.0, 180.0],
            [395.0, 185.0],
            [430.0, 192.0],
            [370.0, 285.0],
            [425.0, 275.0],
            [470.0, 265.0],
            [465.0, 175.0],
            [505.0, 190.0],
            [530.0, 205.0],
            [490.0, 270.0],
            [530.0, 268.0],
            [590.0, 262.0],
            [560.0, 60.0],
            [600.0, 45.0],
            [640.0, 40.0],
            [570.0, 260.0],
            [640.0, 262.0],
            [700.0, 262.0],
            [690.0, 180.0],
            [740.0, 196.0],
            [780.0, 214.0],
            [730.0, 300.0],
            [880.0, 210.0],
        ],
        &[[140.0, 330.0], [330.0, 350.0], [610.0, 335.0], [860.0, 285.0]],
        &[[590.0, 130.0], [640.0, 120.0], [690.0, 118.0], [735.0, 112.0]],
    ];
    for points in strokes {
        for (index, curve) in points.windows(4).step_by(3).enumerate() {
            if let Ok(curve) = <[[f32; 2]; 4]>::try_from(curve) {
                sheet.draw(curve, index);
            }
        }
    }
    sheet.png(INK)
}

fn draw_seal() -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(900, 900);
    sheet.fill(|x, y| {
        let (x, y) = (x - 450.0, y - 450.0);
        let radius = x.hypot(y);
        let ring = |middle: f32, width: f32| width / 2.0 - (radius - middle).abs();
        let angle = y.atan2(x);
        // Marks around the rim stand where a real seal has its lettering.
        let mark = (angle * 36.0).sin().abs() * 14.0 - 5.0 - ((radius - 345.0).abs() - 22.0).max(0.0);
        ring(430.0, 22.0).max(ring(400.0, 5.0)).max(ring(285.0, 5.0)).max(mark).max(star(x, y, 190.0))
    });
    sheet.png(RED)
}

/// How far a point lies inside a five-pointed star of a radius, in pixels; negative outside.
fn star(x: f32, y: f32, radius: f32) -> f32 {
    let turn = std::f32::consts::TAU / 5.0;
    // A point up, folded into one half of one of the five arms.
    let angle = x.atan2(-y).rem_euclid(turn);
    let angle = angle.min(turn - angle);
    let distance = x.hypot(y);
    let (along, across) = (distance * angle.cos(), distance * angle.sin());
    // The edge runs from the tip to the notch; 0.382 is the notch of the regular pentagram.
    let notch = [radius * 0.382 * (turn / 2.0).cos(), radius * 0.382 * (turn / 2.0).sin()];
    let edge = [notch[0] - radius, notch[1]];
    let inside = (along - radius) * edge[1] - across * edge[0];
    -inside.signum() * inside.abs() / edge[0].hypot(edge[1])
}

/// Coverage of each pixel, 0 to 255.
struct Sheet {
    width: u16,
    height: u16,
    coverage: Vec<u8>,
}

impl Sheet {
    fn new(width: u16, height: u16) -> Self {
        Self { width, height, coverage: vec![0; usize::from(width) * usize::from(height)] }
    }

    /// Covers what lies inside a shape: `inside` says how far, in pixels.
    fn fill(&mut self, inside: impl Fn(f32, f32) -> f32) {
        let mut pixels = self.coverage.iter_mut();
        for y in 0..self.height {
            for (x, pixel) in (0..self.width).zip(&mut pixels) {
                *pixel = shade(inside(f32::from(x) + 0.5, f32::from(y) + 0.5)).max(*pixel);
            }
        }
    }

    /// Draws a cubic curve, given by its four points, with a pen that is pressed harder in its middle or at
    /// its ends in turn.
    fn draw(&mut self, curve: [[f32; 2]; 4], index: usize) {
        const STEPS: u16 = 220;
        for step in 0..=STEPS {
            let after = f32::from(step) / f32::from(STEPS);
            let left = 1.0 - after;
            let weights =
                [left.powi(3), 3.0 * left.powi(2) * after, 3.0 * left * after.powi(2), after.powi(3)];
            let weighted = curve.iter().zip(weights);
            let [x, y] = weighted
                .fold([0.0, 0.0], |[x, y], (point, weight)| [x + point[0] * weight, y + point[1] * weight]);
            let press = if index.is_multiple_of(2) { after * left } else { 0.25 - after * left };
            self.dot(x, y, 3.2 + 10.0 * press);
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of an image of under a thousand a side"
    )]
    fn dot(&mut self, x: f32, y: f32, radius: f32) {
        let range = |middle: f32, end: u16| {
            let reach = radius + 1.0;
            ((middle - reach).max(0.0) as u16)..((middle + reach).min(f32::from(end)) as u16)
        };
        for row in range(y, self.height) {
            for column in range(x, self.width) {
                let distance = (f32::from(column) + 0.5 - x).hypot(f32::from(row) + 0.5 - y);
                let at = usize::from(row) * usize::from(self.width) + usize::from(column);
                if let Some(pixel) = self.coverage.get_mut(at) {
                    *pixel = shade(radius - distance).max(*pixel);
                }
            }
        }
    }

    fn png(&self, [red, green, blue]: [u8; 3]) -> Result<Vec<u8>> {
        let pixels: Vec<u8> = self.coverage.iter().flat_map(|alpha| [red, green, blue, *alpha]).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width.into(), self.height.into());
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&pixels)?;
        Ok(file)
    }
}

/// The coverage of a pixel whose middle lies so far inside an edge.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn shade(inside: f32) -> u8 {
    ((inside + 0.5).clamp(0.0, 1.0) * 255.0) as u8
}
