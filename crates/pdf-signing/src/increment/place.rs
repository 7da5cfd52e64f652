//! Places on a page as a viewer shows it, and the same places in the page's own coordinates.
//!
//! The signer drags a rectangle over what is seen: the crop box, turned by `/Rotate`, magnified by
//! `/UserUnit`. An annotation's `/Rect` is written in default user space (ISO 32000-2, 8.3.2.3), so a
//! place is mapped back through the three, and its appearance is turned to stand upright as shown.

use serde::{Deserialize, Serialize};

use super::error::PrepareError;
use crate::plan::{PagePlan, Rectangle};

/// Points in a millimetre.
pub(super) const MILLIMETRE: f64 = 72.0 / 25.4;

/// Least shown size of a signature: 10 × 5 mm.
const LEAST: (f64, f64) = (10.0 * MILLIMETRE, 5.0 * MILLIMETRE);

/// How far, in points, a place may reach over the edge and is pulled back: a viewer rounds to pixels.
const TOLERANCE: f64 = 1.0;

/// Where the signature image stands.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On the statement page, centred between the signer's title and name (NĐ 30/2020, Phụ lục I).
    #[default]
    Default,
    /// Where the signer dragged it.
    On {
        /// From 0 over the pages of the scan; their number is the statement page.
        page: usize,
        /// In points of the page as shown: origin at the bottom left of what is seen, after rotation,
        /// cropping and `/UserUnit`.
        rectangle: Rectangle,
    },
}

/// A rectangle as shown: left, bottom, width and height in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    visible: [f64; 4],
    rotate: u16,
    unit: f64,
}

/// Where a widget stands in the page's own coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Widget {
    /// `/Rect`.
    pub(super) rectangle: [f64; 4],
    pub(super) frame: Frame,
}

/// The box of a widget's appearance, upright, and how it is turned against the page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Frame {
    /// Width of `/BBox` in units of the page.
    pub(super) width: f32,
    /// Height of `/BBox`.
    pub(super) height: f32,
    /// Degrees, counter-clockwise, by which the appearance is turned against the page (`/MK /R`).
    pub(super) turn: u16,
}

impl View {
    /// # Errors
    /// [`PrepareError::PageWithoutArea`] when nothing of the page can be seen.
    pub(super) fn of(page: &PagePlan, index: usize) -> Result<Self, PrepareError> {
        let Rectangle { x0, y0, x1, y1 } = page.visible;
        let visible = [x0, y0, x1, y1].map(f64::from);
        let unit = f64::from(page.user_unit);
        let seen = visible.iter().all(|edge| edge.is_finite()) && x1 > x0 && y1 > y0;
        if seen && unit.is_finite() && unit > 0.0 {
            Ok(Self { visible, rotate: page.rotate % 360 / 90 * 90, unit })
        } else {
            Err(PrepareError::PageWithoutArea { page: index })
        }
    }

    /// A page shown as it is written, `width` by `height` points.
    pub(super) fn upright(width: f64, height: f64) -> Self {
        Self { visible: [0.0, 0.0, width, height], rotate: 0, unit: 1.0 }
    }

    /// Points, as shown, in a unit of the page.
    pub(super) fn unit(&self) -> f64 {
        self.unit
    }

    /// Width and height of the page as shown, in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let [x0, y0, x1, y1] = self.visible;
        let (width, height) = ((x1 - x0) * self.unit, (y1 - y0) * self.unit);
        if self.sideways() { (height, width) } else { (width, height) }
    }

    /// Takes a rectangle that the signer asked for.
    ///
    /// # Errors
    /// [`PrepareError::OutsidePage`], [`PrepareError::PlaceTooSmall`].
    pub(super) fn ask(&self, rectangle: Rectangle) -> Result<Shown, PrepareError> {
        let (width, height) = self.size();
        let [x0, y0, x1, y1] = [rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1].map(f64::from);
        let inside =
            x0 >= -TOLERANCE && y0 >= -TOLERANCE && x1 <= width + TOLERANCE && y1 <= height + TOLERANCE;
        if !inside {
            return Err(PrepareError::OutsidePage { width: narrow(width), height: narrow(height) });
        }
        let (x0, y0, x1, y1) = (x0.max(0.0), y0.max(0.0), x1.min(width), y1.min(height));
        if x1 - x0 < LEAST.0 || y1 - y0 < LEAST.1 {
            return Err(PrepareError::PlaceTooSmall { width: narrow(LEAST.0), height: narrow(LEAST.1) });
        }
        Ok(Shown { x: x0, y: y0, width: x1 - x0, height: y1 - y0 })
    }

    /// The place of a seal of a size in points: over the left third of the signature image, wholly on the
    /// page as shown.
    pub(super) fn seal_beside(&self, image: Shown, size: f64) -> Shown {
        let (width, height) = self.size();
        let size = size.min(width).min(height);
        let x = (image.x + image.width / 3.0 - size).clamp(0.0, width - size);
        let y = (image.y + (image.height - size) / 2.0).clamp(0.0, height - size);
        Shown { x, y, width: size, height: size }
    }

    /// Maps a shown rectangle to the page's own coordinates.
    pub(super) fn widget(&self, shown: Shown) -> Widget {
        let [left, bottom, right, top] = self.visible;
        let (width, height) = (right - left, top - bottom);
        let [x0, y0, x1, y1] =
            [shown.x, shown.y, shown.x + shown.width, shown.y + shown.height].map(|value| value / self.unit);
        let [u0, v0, u1, v1] = match self.rotate {
            90 => [width - y1, x0, width - y0, x1],
            180 => [width - x1, height - y1, width - x0, height - y0],
            270 => [y0, height - x1, y1, height - x0],
            _ => [x0, y0, x1, y1],
        };
        Widget {
            rectangle: [left + u0, bottom + v0, left + u1, bottom + v1],
            frame: Frame {
                width: narrow(shown.width / self.unit),
                height: narrow(shown.height / self.unit),
                turn: self.rotate,
            },
        }
    }

    fn sideways(&self) -> bool {
        self.rotate == 90 || self.rotate == 270
    }
}

impl Shown {
    /// The same by its corners.
    pub(super) fn rectangle(&self) -> Rectangle {
        let [x0, y0, x1, y1] = [self.x, self.y, self.x + self.width, self.y + self.height].map(narrow);
        Rectangle { x0, y0, x1, y1 }
    }

    /// The least rectangle around both.
    pub(super) fn around(&self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let top = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: top - y }
    }

    /// Whether the two have a point in common.
    pub(super) fn meets(&self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// The largest rectangle of an image's proportions inside this one, centred.
    pub(super) fn fit(&self, width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let scale = (self.width / width).min(self.height / height);
        let (width, height) = (width * scale, height * scale);
        Self {
            x: self.x + (self.width - width) / 2.0,
            y: self.y + (self.height - height) / 2.0,
            width,
            height,
        }
    }
}

impl Frame {
    /// `/Matrix` that turns the appearance upright and keeps its box at the origin.
    pub(super) fn matrix(&self) -> [f64; 6] {
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        match self.turn {
            90 => [0.0, 1.0, -1.0, 0.0, height, 0.0],
            180 => [-1.0, 0.0, 0.0, -1.0, width, height],
            270 => [0.0, -1.0, 1.0, 0.0, 0.0, width],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "lengths on a page")]
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::plan::{ObjectRef, RawDictionary};

    fn page(visible: [f32; 4], rotate: u16, user_unit: f32) -> PagePlan {
        let [x0, y0, x1, y1] = visible;
        PagePlan {
            reference: ObjectRef { number: 3, generation: 0 },
            dictionary: RawDictionary::default(),
            annotations: Vec::new(),
            visible: Rectangle { x0, y0, x1, y1 },
            rotate,
            user_unit,
        }
    }

    /// What a viewer does: a point of the page, cropped, magnified and turned clockwise.
    fn show(page: &PagePlan, [x, y]: [f64; 2]) -> [f64; 2] {
        let Rectangle { x0, y0, x1, y1 } = page.visible;
        let (left, bottom, right, top) = (f64::from(x0), f64::from(y0), f64::from(x1), f64::from(y1));
        let unit = f64::from(page.user_unit);
        let (mut x, mut y) = ((x - left) * unit, (y - bottom) * unit);
        let (mut width, mut height) = ((right - left) * unit, (top - bottom) * unit);
        for _ in 0..page.rotate / 90 {
            // a quarter turn clockwise: up goes right, right goes down
            (x, y) = (y, width - x);
            (width, height) = (height, width);
        }
        [x, y]
    }

    proptest! {
        #[test]
        fn what_is_dragged_is_where_it_lands(
            left in -500.0_f32..500.0, bottom in -500.0_f32..500.0,
            width in 120.0_f32..2_000.0, height in 120.0_f32..2_000.0,
            quarter in 0_u16..4, unit in prop::sample::select(vec![0.5_f32, 1.0, 2.0, 7.5]),
            (x, y) in (0.0_f32..0.5, 0.0_f32..0.5), (w, h) in (0.0_f32..0.5, 0.0_f32..0.5),
        ) {
            let page = page([left, bottom, left + width, bottom + height], quarter * 90, unit);
            let view = View::of(&page, 0).unwrap();
            let (shown_width, shown_height) = view.size();
            let asked = Rectangle {
                x0: x * narrow(shown_width - 30.0),
                y0: y * narrow(shown_height - 30.0),
                x1: (x + w) * narrow(shown_width - 30.0) + 29.0,
                y1: (y + h) * narrow(shown_height - 30.0) + 29.0,
            };
            let widget = view.widget(view.ask(asked).unwrap());
            let [x0, y0, x1, y1] = widget.rectangle;
            let (a, b) = (show(&page, [x0, y0]), show(&page, [x1, y1]));
            let landed = [a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])];
            for (landed, asked) in landed.into_iter().zip([asked.x0, asked.y0, asked.x1, asked.y1]) {
                prop_assert!((landed - f64::from(asked)).abs() < 0.01, "{landed} {asked}");
            }
        }

        #[test]
        fn an_appearance_stands_upright_and_fills_its_rectangle(
            quarter in 0_u16..4, width in 30.0_f64..200.0, height in 30.0_f64..200.0,
        ) {
            let page = page([0.0, 0.0, 612.0, 792.0], quarter * 90, 1.0);
            let view = View::of(&page, 0).unwrap();
            let widget = view.widget(Shown { x: 20.0, y: 30.0, width, height });
            let [a, b, c, d, e, f] = widget.frame.matrix();
            let map = |x: f64, y: f64| {
                let [x0, y0, ..] = widget.rectangle;
                show(&page, [x0 + a * x + c * y + e, y0 + b * x + d * y + f])
            };
            for (corner, shown) in [
                (map(0.0, 0.0), [20.0, 30.0]),
                (map(width, 0.0), [20.0 + width, 30.0]),
                (map(0.0, height), [20.0, 30.0 + height]),
            ] {
                prop_assert!((corner[0] - shown[0]).abs() < 1e-3 && (corner[1] - shown[1]).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn a_place_over_the_edge_is_refused_with_the_size_of_the_page() {
        let view = View::of(&page([0.0, 0.0, 595.0, 842.0], 90, 1.0), 0).unwrap();
        let place = Rectangle { x0: 700.0, y0: 10.0, x1: 850.0, y1: 80.0 };
        assert_eq!(view.ask(place), Err(PrepareError::OutsidePage { width: 842.0, height: 595.0 }));
    }

    #[test]
    fn a_place_too_small_to_see_is_refused() {
        let view = View::upright(595.0, 842.0);
        let place = Rectangle { x0: 100.0, y0: 10.0, x1: 120.0, y1: 80.0 };
        assert_eq!(view.ask(place).unwrap_err().code(), "place-too-small");
    }

    #[test]
    fn a_place_that_is_no_number_is_refused() {
        let place = Rectangle { x0: f32::NAN, y0: 10.0, x1: 120.0, y1: 80.0 };
        assert_eq!(View::upright(595.0, 842.0).ask(place).unwrap_err().code(), "place-outside-page");
    }

    #[test]
    fn the_seal_covers_the_left_third_of_the_signature() {
        let image = Shown { x: 300.0, y: 400.0, width: 150.0, height: 60.0 };
        let seal = View::upright(595.0, 842.0).seal_beside(image, 100.0);
        assert_eq!(seal, Shown { x: 250.0, y: 380.0, width: 100.0, height: 100.0 });
    }

    #[test]
    fn the_seal_stays_on_the_page() {
        let image = Shown { x: 5.0, y: 5.0, width: 90.0, height: 40.0 };
        let seal = View::upright(595.0, 842.0).seal_beside(image, 100.0);
        assert_eq!(seal, Shown { x: 0.0, y: 0.0, width: 100.0, height: 100.0 });
    }
}
