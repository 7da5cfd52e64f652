//! Signatures on turned, cropped and magnified pages: where they were put, upright, in poppler and in `PDFium`.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Office, Requester, finalisation};
use scans::{ODD_PAGES, OddPage};
use serde_json::json;

use crate::scene::office;

/// An image twice as wide as high: a blue frame with a red mark in the upper left corner.
fn marked_frame() -> Result<Vec<u8>> {
    const WIDTH: u32 = 480;
    const HEIGHT: u32 = 240;
    const EDGE: u32 = 24;
    let mut pixels = Vec::new();
    for (y, x) in (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x))) {
        let edge = x < EDGE || y < EDGE || x >= WIDTH - EDGE || y >= HEIGHT - EDGE;
        let mark = !edge && x < WIDTH / 4 && y < HEIGHT / 2;
        pixels.extend(match (edge, mark) {
            (true, _) => [0, 0, 255, 255],
            (_, true) => [255, 0, 0, 255],
            _ => [0, 0, 0, 0],
        });
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

/// A drawn page.
struct Picture {
    width: f32,
    height: f32,
    pixels: Vec<u8>,
}

/// A rectangle as parts of the page's width and height, from the lower left corner: left, bottom, right, top.
type Parts = [f32; 4];

impl Picture {
    /// Reads a PPM with its three lines of header.
    fn read(path: &Path) -> Result<Self> {
        let file = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let mut lines = file.splitn(4, |byte| *byte == b'\n');
        ensure!(lines.next() == Some(b"P6"), "not a PPM");
        let size = std::str::from_utf8(lines.next().context("no size")?)?;
        let (width, height) = size.split_once(' ').context("no size")?;
        let pixels = lines.nth(1).context("no pixels")?.to_vec();
        Ok(Self { width: width.parse()?, height: height.parse()?, pixels })
    }

    /// The box around all pixels of a colour.
    fn around(&self, is_colour: impl Fn(&[u8]) -> bool) -> Result<Parts> {
        let mut found = [f32::MAX, f32::MAX, 0.0, 0.0];
        let (mut x, mut y) = (0.0_f32, 0.0_f32);
        for pixel in self.pixels.chunks_exact(3) {
            if is_colour(pixel) {
                found = [found[0].min(x), found[1].min(y), found[2].max(x + 1.0), found[3].max(y + 1.0)];
            }
            x += 1.0;
            if x >= self.width {
                (x, y) = (0.0, y + 1.0);
            }
        }
        ensure!(found[2] > 0.0, "nothing is drawn");
        let [left, top, right, bottom] = found;
        Ok([left / self.width, 1.0 - bottom / self.height, right / self.width, 1.0 - top / self.height])
    }
}

/// Draws the first page by each reader.
fn drawn(office: &Office, copy: &[u8]) -> Result<Vec<(&'static str, Picture)>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("copy.pdf");
    std::fs::write(&path, copy)?;
    let poppler = folder.path().join("poppler");
    let mut pdftoppm = Command::new("pdftoppm");
    pdftoppm.args(["-scale-to", "1000", "-f", "1", "-l", "1", "-cropbox", "-singlefile"]);
    let pdfium = folder.path().join("pdfium.ppm");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("validators/pdfium_page.py");
    let mut python = Command::new(&office.stack.python);
    for command in [pdftoppm.arg(&path).arg(&poppler), python.arg(script).arg(&path).arg("1").arg(&pdfium)] {
        let output = command.output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(vec![("poppler", Picture::read(&poppler.with_extension("ppm"))?), ("PDFium", Picture::read(&pdfium)?)])
}

/// Signs with the signature in the upper right corner; gives the copy and the place asked for.
async fn signed_in_the_corner(office: &Office, page: &OddPage) -> Result<(Vec<u8>, Parts)> {
    let case = office.submitted(&Requester::by_email(), page.bytes()).await?;
    let [width, height] = page.shown;
    let (long, margin) = (width * 0.25, width * 0.02);
    let (x, y) = (width - margin - long, height - margin - long / 2.0);
    let place = json!({ "page": 1, "x": x, "y": y, "width": long, "height": long / 2.0 });
    let path = format!("/cases/{case}/signature");
    let prepare = json!({ "place": place });
    let prepared = office.signer.api.post(&format!("{path}/prepare"), &prepare).await?.done()?;
    let signed = office.signer_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    office.signer.api.post(&path, &finalisation(&prepared, &signed)).await?.done()?;
    let copy = office.document(&case, "signed").await?;
    Ok((copy, [x / width, y / height, (x + long) / width, (y + long / 2.0) / height]))
}

#[tokio::test]
async fn a_signature_stands_upright_where_it_was_put_on_every_odd_page_in_every_reader() -> Result<()> {
    let office = office().await?;
    let image = json!({ "png": STANDARD.encode(marked_frame()?) });
    office.signer.api.put("/me/signature-image", &image).await?.done()?;
    for page in &ODD_PAGES {
        let (copy, asked) =
            signed_in_the_corner(&office, page).await.with_context(|| format!("a page {}", page.name))?;
        for (reader, picture) in drawn(&office, &copy)? {
            let which = format!("{} in {reader}", page.name);
            let [width, height] = page.shown;
            let shape = (picture.width / picture.height) / (width / height);
            assert!((shape - 1.0).abs() < 0.01, "{which}: {} × {} pixels", picture.width, picture.height);
            let frame = picture
                .around(|pixel| i32::from(pixel[2]) - i32::from(pixel[0]) > 100)
                .with_context(|| which.clone())?;
            for (found, asked) in frame.into_iter().zip(asked) {
                // Two of the 1000 pixels: an edge that is half on a pixel.
                assert!((found - asked).abs() < 0.0031, "{which}: {frame:?} for {asked:?}");
            }
            let mark = picture
                .around(|pixel| i32::from(pixel[0]) - i32::from(pixel[2]) > 100)
                .with_context(|| which.clone())?;
            let middle = [f32::midpoint(frame[0], frame[2]), f32::midpoint(frame[1], frame[3])];
            let upright = mark[2] < middle[0] && mark[3] > middle[1];
            assert!(upright, "{which}: the mark at {mark:?} of the frame {frame:?} is not in its upper left");
        }
    }
    Ok(())
}
