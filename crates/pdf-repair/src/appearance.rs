//! Where an appearance is drawn (ISO 32000-2, 12.5.5, algorithm 8).

/// A transformation, as the operands of `cm`.
pub(crate) type Matrix = [f64; 6];

/// The transformation that maps the transformed appearance box to the rectangle of the annotation; `None` when there is
/// no area to draw.
#[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
pub(crate) fn placement(bbox: [f64; 4], matrix: Matrix, rectangle: [f64; 4]) -> Option<Matrix> {
    let [x0, y0, x1, y1] = bbox;
    let [a, b, c, d, e, f] = matrix;
    let corners =
        [(x0, y0), (x0, y1), (x1, y0), (x1, y1)].map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let range = |values: [f64; 4]| {
        values.iter().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(*v), high.max(*v)))
    };
    let (left, right) = range(corners.map(|(x, _)| x));
    let (bottom, top) = range(corners.map(|(_, y)| y));
    let [rx0, ry0, rx1, ry1] = rectangle;
    let (width, height) = ((rx1 - rx0).abs(), (ry1 - ry0).abs());
    let scale = [width / (right - left), height / (top - bottom)];
    let [sx, sy] = scale;
    if !scale.iter().all(|scale| scale.is_finite() && *scale > 0.0) {
        return None;
    }
    Some([sx, 0.0, 0.0, sy, rx0.min(rx1) - left * sx, ry0.min(ry1) - bottom * sy])
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

    #[test]
    fn an_appearance_fills_its_rectangle() {
        let rectangle = [100.0, 200.0, 150.0, 220.0];
        assert_eq!(
            placement([0.0, 0.0, 50.0, 20.0], IDENTITY, rectangle),
            Some([1.0, 0.0, 0.0, 1.0, 100.0, 200.0])
        );
        assert_eq!(
            placement([10.0, 0.0, 35.0, 40.0], IDENTITY, rectangle),
            Some([2.0, 0.0, 0.0, 0.5, 80.0, 200.0])
        );
    }

    #[test]
    fn a_turned_appearance_fills_its_rectangle() {
        // turned by 90 degrees, the box stands at -20..0, 0..50
        let turned = [0.0, 1.0, -1.0, 0.0, 0.0, 0.0];
        let placed = placement([0.0, 0.0, 50.0, 20.0], turned, [100.0, 200.0, 120.0, 250.0]);
        assert_eq!(placed, Some([1.0, 0.0, 0.0, 1.0, 120.0, 200.0]));
    }

    #[test]
    fn an_appearance_without_area_is_not_drawn() {
        assert_eq!(placement([0.0; 4], IDENTITY, [0.0, 0.0, 9.0, 9.0]), None);
        assert_eq!(placement([0.0, 0.0, 9.0, 9.0], IDENTITY, [5.0; 4]), None);
        assert_eq!(placement([0.0, 0.0, f64::NAN, 9.0], IDENTITY, [0.0, 0.0, 9.0, 9.0]), None);
    }
}
