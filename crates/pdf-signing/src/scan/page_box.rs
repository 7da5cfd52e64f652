//! Boxes, rotation and unit of a page (ISO 32000-2, 7.7.3.3 and 14.11.2).

use super::Refusal;
use super::document::Document;
use super::syntax::{Object, Value};
use crate::plan::Rectangle;

/// The largest coordinate that is taken for one of a page, in units.
const MAX_COORDINATE: f64 = 1_000_000.0;
/// The longest side of a page, in units (Annex C).
const MAX_SIDE: f32 = 14_400.0;
/// The shortest side that can be seen, in units.
const MIN_SIDE: f32 = 1.0;
/// The largest `/UserUnit`: a page of 14,400 such units would be 381 km wide.
const MAX_USER_UNIT: f64 = 75_000.0;

/// Reads a rectangle, its corners in any order.
pub(super) fn rectangle(
    document: &Document<'_>,
    value: &Value<'_>,
    page: usize,
) -> Result<Rectangle, Refusal> {
    let without_area = Refusal::PageWithoutArea { page };
    let held = document.follow(value)?;
    let value = held.value()?;
    let Object::Array(elements) = &value.object else { return Err(without_area) };
    let mut corners = [0.0; 4];
    if elements.len() != corners.len() {
        return Err(without_area);
    }
    for (corner, element) in corners.iter_mut().zip(elements) {
        let number = document.number(element)?.filter(|number| number.abs() <= MAX_COORDINATE);
        *corner = points(number.ok_or(without_area.clone())?);
    }
    let [x0, y0, x1, y1] = corners;
    Ok(Rectangle { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) })
}

/// What a viewer shows: the crop box inside the media box. `None` when that has no area that can be seen.
pub(super) fn visible(media_box: Option<Rectangle>, crop_box: Option<Rectangle>) -> Option<Rectangle> {
    let media = media_box?;
    let crop = crop_box.unwrap_or(media);
    let visible = Rectangle {
        x0: media.x0.max(crop.x0),
        y0: media.y0.max(crop.y0),
        x1: media.x1.min(crop.x1),
        y1: media.y1.min(crop.y1),
    };
    let sides = [visible.x1 - visible.x0, visible.y1 - visible.y0, media.x1 - media.x0, media.y1 - media.y0];
    sides.iter().all(|side| (MIN_SIDE..=MAX_SIDE).contains(side)).then_some(visible)
}

/// Reads `/Rotate` as 0, 90, 180 or 270, clockwise.
pub(super) fn rotation(document: &Document<'_>, value: &Value<'_>) -> Result<u16, Refusal> {
    let degrees = document.number(value)?.map(|degrees| degrees.rem_euclid(360.0));
    [0, 90, 180, 270].into_iter().find(|turn| degrees == Some(f64::from(*turn))).ok_or(Refusal::Damaged {
        position: document.chain.startxref,
        what: "Rotate is not a multiple of 90",
    })
}

/// Reads `/UserUnit`; `None` when no page can have it.
pub(super) fn user_unit(document: &Document<'_>, value: &Value<'_>) -> Result<Option<f32>, Refusal> {
    let unit = document.number(value)?;
    Ok(unit.filter(|unit| *unit > 0.0 && *unit <= MAX_USER_UNIT).map(points))
}

#[expect(clippy::cast_possible_truncation, reason = "bounded before, and a page needs no more than 24 bits")]
fn points(number: f64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Rectangle = Rectangle { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 };

    #[test]
    fn a_crop_box_is_cut_to_the_media_box() {
        let crop = Rectangle { x0: -10.0, y0: 100.0, x1: 300.0, y1: 900.0 };
        assert_eq!(
            visible(Some(A4), Some(crop)),
            Some(Rectangle { x0: 0.0, y0: 100.0, x1: 300.0, y1: 842.0 })
        );
        assert_eq!(visible(Some(A4), None), Some(A4));
    }

    #[test]
    fn a_page_that_shows_nothing_has_no_area() {
        let beside = Rectangle { x0: 600.0, y0: 0.0, x1: 700.0, y1: 842.0 };
        assert_eq!(visible(Some(A4), Some(beside)), None);
        assert_eq!(visible(None, Some(A4)), None);
        assert_eq!(visible(Some(Rectangle { x1: 0.5, ..A4 }), None), None);
        assert_eq!(visible(Some(Rectangle { x1: 15_000.0, ..A4 }), None), None);
    }
}
