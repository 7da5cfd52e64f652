//! The plot: processor time and bytes moved against the size of the scan, as SVG.

use std::fmt::Write as _;

use crate::figures::{Row, Work, mebibytes, real};
use crate::inputs::SIZES;

const WIDTH: f64 = 820.0;
const HEIGHT: f64 = 330.0;
const TOP: f64 = 46.0;
const BOTTOM: f64 = 250.0;
/// Width of each panel.
const PANEL: f64 = 310.0;
const INK: &str = "#1f2937";
const GRID: &str = "#e5e7eb";

/// A line of the plot.
struct Series {
    name: &'static str,
    colour: &'static str,
    points: Vec<(f64, f64)>,
}

/// A panel: a logarithmic axis over the sizes.
struct Panel<'a> {
    left: f64,
    title: &'a str,
    /// Powers of ten at the bottom and the top of the axis.
    decades: (i32, i32),
    series: Vec<Series>,
}

/// Draws it.
#[must_use]
pub fn svg(rows: &[Row]) -> String {
    let series = |work: Work, name, colour, value: fn(&Row) -> f64| Series {
        name,
        colour,
        points: rows.iter().filter(|row| row.work == work).map(|row| (size(row), value(row))).collect(),
    };
    let milliseconds: fn(&Row) -> f64 = |row| real(row.measure.cpu) / 1e6;
    let moved: fn(&Row) -> f64 = |row| mebibytes(row.measure.moved);
    let cpu = Panel {
        left: 62.0,
        title: "Processor time, ms",
        decades: (-1, 3),
        series: vec![
            series(Work::Inspect, "one SHA-256 pass", "#9ca3af", |row| real(row.measure.pass) / 1e6),
            series(Work::Inspect, "inspect", "#2563eb", milliseconds),
            series(Work::Sign, "sign", "#16a34a", milliseconds),
            series(Work::Seal, "seal", "#dc2626", milliseconds),
        ],
    };
    let bytes = Panel {
        left: 62.0 + PANEL + 90.0,
        title: "Bytes read and written, MiB",
        decades: (-2, 2),
        series: vec![
            series(Work::Inspect, "inspect", "#2563eb", moved),
            series(Work::Sign, "sign", "#16a34a", moved),
            series(Work::Seal, "seal", "#dc2626", moved),
        ],
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"{INK}\">\n<title>Processor time and bytes moved \
         against the size of the scan</title>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    for panel in [cpu, bytes] {
        panel.draw(&mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

impl Panel<'_> {
    fn draw(&self, svg: &mut String) {
        let (left, right) = (self.left, self.left + PANEL);
        let _ = writeln!(svg, "<text x=\"{left}\" y=\"28\" font-weight=\"bold\">{}</text>", self.title);
        for decade in self.decades.0..=self.decades.1 {
            let value = 10_f64.powi(decade);
            let y = self.y(value);
            let _ = writeln!(
                svg,
                "<path d=\"M{left} {y:.1}H{right}\" stroke=\"{GRID}\"/><text x=\"{:.1}\" y=\"{:.1}\" \
                 text-anchor=\"end\">{value}</text>",
                left - 6.0,
                y + 4.0
            );
        }
        for size in SIZES {
            let x = self.x(real(size as u64));
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>",
                BOTTOM + 17.0
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">Size of the scan, MB</text>",
            f64::midpoint(left, right),
            BOTTOM + 36.0
        );
        let drawn = self.series.iter().filter(|series| !series.points.is_empty());
        let mut legend = left;
        for series in drawn {
            self.draw_series(svg, series);
            let (y, text) = (BOTTOM + 62.0, legend + 16.0);
            let _ = writeln!(
                svg,
                "<path d=\"M{legend:.1} {y}h12\" stroke=\"{}\" stroke-width=\"3\"/><text x=\"{text:.1}\" \
                 y=\"{:.1}\">{}</text>",
                series.colour,
                y + 4.0,
                series.name
            );
            legend = text + 7.0 * real(series.name.len() as u64) + 12.0;
        }
    }

    fn draw_series(&self, svg: &mut String, series: &Series) {
        let points: Vec<(f64, f64)> =
            series.points.iter().map(|(size, value)| (self.x(*size), self.y(*value))).collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let colour = series.colour;
        let _ = writeln!(
            svg,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join("L")
        );
        for (x, y) in points {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
    }

    fn x(&self, size: f64) -> f64 {
        const LONGEST: f64 = 31.0;
        self.left + size / LONGEST * PANEL
    }

    fn y(&self, value: f64) -> f64 {
        let (lowest, highest) = (f64::from(self.decades.0), f64::from(self.decades.1));
        let share = (value.max(1e-9).log10() - lowest) / (highest - lowest);
        BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP)
    }
}

fn size(row: &Row) -> f64 {
    real(row.size as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Measure;

    #[test]
    fn each_work_is_a_line_over_its_sizes_with_a_name() {
        let row = |size| Row {
            work: Work::Sign,
            size,
            of: String::new(),
            measure: Measure { cpu: 1_000_000, pass: 0, memory: 0, moved: 1 << 20, outcome: String::new() },
        };
        let svg = svg(&[row(1), row(30)]);
        // a millisecond and a mebibyte each stand on a line of their grid
        let points = |left: f64, y: f64| {
            format!("<path d=\"M{:.1} {y:.1}L{:.1} {y:.1}\"", left + PANEL / 31.0, left + PANEL * 30.0 / 31.0)
        };
        assert!(svg.contains(&points(62.0, 199.0)), "{svg}");
        assert!(svg.contains(&points(462.0, 148.0)), "{svg}");
        assert_eq!(svg.matches(">sign</text>").count(), 2, "{svg}");
        assert!(!svg.contains(">seal</text>"), "{svg}");
    }
}
