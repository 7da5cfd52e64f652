//! The image that a scanned page consists of, for warnings; what cannot be told easily is not told. Content
//! that is read for it must be readable.

use super::Refusal;
use super::content::Drawn;
use super::document::Document;
use super::page_content::read_content;
use super::syntax::{Dictionary, Lexer, Object, Value, parse_value};
use crate::plan::Rectangle;

/// The image of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageImage {
    /// Resolution across or down, the lower one, dots per inch.
    pub(super) dpi: u32,
    /// Its colours.
    pub(super) tone: Tone,
}

/// Colours of an image, from few to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    /// Black and white.
    Bilevel,
    /// Shades of grey.
    Grey,
    /// Colours, or not known.
    Colour,
}

/// What is needed of a page.
pub(super) struct Page<'p> {
    /// `/Contents`.
    pub(super) contents: Option<&'p Value<'p>>,
    /// `/Resources`, inheritance resolved, as it stands in the file.
    pub(super) resources: Option<&'p [u8]>,
    /// What a viewer shows.
    pub(super) visible: Rectangle,
    /// `/UserUnit`.
    pub(super) user_unit: f32,
}

/// Finds the image of a page: of those that cover at least half of it, the best resolution and colour, since
/// scanners put a sharp mask over a coarse background.
pub(super) fn page_image(document: &Document<'_>, page: &Page<'_>) -> Result<Option<PageImage>, Refusal> {
    let Some(contents) = page.contents else { return Ok(None) };
    let Some(drawn) = read_content(document, contents)? else { return Ok(None) };
    let Some(resources) = page.resources else { return Ok(None) };
    let mut lexer = Lexer::new(resources, 0);
    let resources = parse_value(&mut lexer)?;
    document.work.spend(lexer.work(), document.chain.startxref)?;
    let resources = document.follow(&resources)?;
    let resources = resources.value()?;
    let Object::Dictionary(resources) = &resources.object else { return Ok(None) };
    let Some(xobjects) = resources.value(b"XObject") else { return Ok(None) };
    let xobjects = document.follow(xobjects)?;
    let xobjects = xobjects.value()?;
    let Object::Dictionary(xobjects) = &xobjects.object else { return Ok(None) };
    let visible = page.visible;
    let half = f64::from((visible.x1 - visible.x0) * (visible.y1 - visible.y0)) / 2.0;
    let mut found: Option<PageImage> = None;
    for Drawn { name, width, height } in drawn {
        let Some(reference) = xobjects.reference(&name) else { continue };
        let Some((image, _)) = document.stream(reference)? else { continue };
        if image.name(b"Subtype") != Some(b"Image") || width * height < half {
            continue;
        }
        let unit = f64::from(page.user_unit);
        let Some(dpi) = resolution(&image, width * unit, height * unit) else { continue };
        let tone = tone(document, &image)?;
        let best = found.get_or_insert(PageImage { dpi, tone });
        *best = PageImage { dpi: best.dpi.max(dpi), tone: best.tone.max(tone) };
    }
    Ok(found)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
#[expect(clippy::cast_precision_loss, reason = "an image has fewer than 2^52 pixels a side")]
fn resolution(image: &Dictionary<'_>, width: f64, height: f64) -> Option<u32> {
    let pixels = |key| image.integer(key).filter(|pixels| *pixels > 0).map(|pixels| pixels as f64);
    let across = pixels(b"Width")? * 72.0 / width;
    let down = pixels(b"Height")? * 72.0 / height;
    Some(across.min(down).round().clamp(0.0, 100_000.0) as u32)
}

fn tone(document: &Document<'_>, image: &Dictionary<'_>) -> Result<Tone, Refusal> {
    if image.object(b"ImageMask") == Some(&Object::Boolean(true)) {
        return Ok(Tone::Bilevel);
    }
    let Some(space) = image.value(b"ColorSpace") else { return Ok(Tone::Colour) };
    let grey = is_grey(document, space, true)?;
    Ok(match (grey, image.integer(b"BitsPerComponent")) {
        (true, Some(1)) => Tone::Bilevel,
        (true, _) => Tone::Grey,
        (false, _) => Tone::Colour,
    })
}

fn is_grey(document: &Document<'_>, space: &Value<'_>, indexed: bool) -> Result<bool, Refusal> {
    let held = document.follow(space)?;
    let space = held.value()?;
    let elements = match &space.object {
        Object::Name(name) => return Ok(name.as_ref() == b"DeviceGray"),
        Object::Array(elements) => elements.as_slice(),
        _ => return Ok(false),
    };
    let [Value { object: Object::Name(family), .. }, rest @ ..] = elements else { return Ok(false) };
    match (family.as_ref(), rest) {
        (b"DeviceGray" | b"CalGray", _) => Ok(true),
        (b"ICCBased", [Value { object: Object::Reference(profile), .. }, ..]) => {
            let profile = document.stream(*profile)?;
            Ok(profile.is_some_and(|(dictionary, _)| dictionary.integer(b"N") == Some(1)))
        }
        (b"Indexed", [base, ..]) if indexed => is_grey(document, base, false),
        _ => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use scans::{Colour, Layout, Scan};

    use super::super::{Warning, inspect};

    fn codes(scan: &Scan) -> Vec<String> {
        inspect(&scan.bytes()).unwrap().warnings.iter().map(|warning| warning.code().to_owned()).collect()
    }

    #[test]
    fn a_colour_scan_at_200_dpi_gives_no_warning_in_any_layout() {
        for layout in Layout::ALL {
            assert_eq!(codes(&Scan::new(layout, 200_000)), [""; 0], "{layout:?}");
        }
    }

    #[test]
    fn a_coarse_grey_or_bilevel_scan_is_called_so() {
        let scan = Scan::new(Layout::Classic, 100_000);
        assert_eq!(codes(&Scan { dpi: 150, ..scan.clone() }), ["low-resolution"]);
        assert_eq!(codes(&Scan { colour: Colour::Grey, ..scan.clone() }), ["grey"]);
        assert_eq!(codes(&Scan { colour: Colour::Bilevel, ..scan }), ["bilevel"]);
    }

    #[test]
    fn a_unit_of_two_points_halves_the_resolution() {
        let scan = Scan { dpi: 120, ..Scan::new(Layout::NonA4, 100_000) };
        let warnings = inspect(&scan.bytes()).unwrap().warnings;
        assert_eq!(warnings, [Warning::LowResolution { pages: vec![1, 2, 3, 4], lowest: 120 }]);
    }
}
