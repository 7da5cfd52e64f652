//! What a person should look at before a scan is certified (NĐ 30/2020, Phụ lục I: PDF 1.4 or later, colour, at
//! least 200 dpi). A warning is no refusal.

use serde::{Deserialize, Serialize};

use super::page_image::{PageImage, Tone};

/// The lowest resolution that gives no warning, dots per inch. One percent below 200, since page boxes are
/// often rounded to whole points.
const LOWEST: u32 = 198;

/// Something about a scan that is worth a second look. Pages count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Warning {
    /// Pages scanned below 200 dpi.
    LowResolution {
        /// The pages.
        pages: Vec<usize>,
        /// The lowest resolution among them, dots per inch.
        lowest: u32,
    },
    /// Pages scanned in shades of grey.
    Grey {
        /// The pages.
        pages: Vec<usize>,
    },
    /// Pages scanned in black and white.
    Bilevel {
        /// The pages.
        pages: Vec<usize>,
    },
    /// A version before PDF 1.4.
    OldVersion {
        /// The version, e.g. 1 and 3.
        major: u8,
        /// See `major`.
        minor: u8,
    },
}

/// Gives every variant its code, once.
macro_rules! codes {
    ($($variant:ident => $code:literal,)*) => {
        impl Warning {
            /// Every code, in the order of the variants.
            pub const CODES: [&'static str; [$($code),*].len()] = [$($code),*];

            /// The kind, for programs; the same word as in the serialised form.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                }
            }
        }
    };
}

codes! {
    LowResolution => "low-resolution",
    Grey => "grey",
    Bilevel => "bilevel",
    OldVersion => "old-version",
}

impl Warning {
    /// What was found and what to do, for the person who attached the scan.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::LowResolution { pages, lowest } => format!(
                "{} có độ phân giải dưới 200 dpi (thấp nhất {lowest} dpi). Nên quét lại ở 200 dpi trở lên.",
                listed(pages)
            ),
            Self::Grey { pages } => {
                format!("{} là ảnh xám. Nên quét lại ở chế độ màu.", listed(pages))
            }
            Self::Bilevel { pages } => {
                format!("{} là ảnh đen trắng. Nên quét lại ở chế độ màu.", listed(pages))
            }
            Self::OldVersion { major, minor } => {
                format!("Tệp là PDF {major}.{minor}. Nên chọn PDF 1.4 trở lên trên máy quét.")
            }
        }
    }
}

/// `Trang 1, 2, 3`, and how many more there are.
fn listed(pages: &[usize]) -> String {
    const SHOWN: usize = 5;
    let first: Vec<String> = pages.iter().take(SHOWN).map(ToString::to_string).collect();
    match pages.len().saturating_sub(SHOWN) {
        0 => format!("Trang {}", first.join(", ")),
        more => format!("Trang {} và {more} trang khác", first.join(", ")),
    }
}

/// The warnings of a document.
pub(super) fn warnings((major, minor): (u8, u8), images: &[Option<PageImage>]) -> Vec<Warning> {
    let pages = |holds: fn(&PageImage) -> bool| -> Vec<usize> {
        (1..)
            .zip(images)
            .filter(|(_, image)| image.as_ref().is_some_and(holds))
            .map(|(page, _)| page)
            .collect()
    };
    let lowest = images.iter().flatten().map(|image| image.dpi).min().unwrap_or_default();
    let old = (major, minor) < (1, 4);
    [
        Some(Warning::LowResolution { pages: pages(|image| image.dpi < LOWEST), lowest }),
        Some(Warning::Grey { pages: pages(|image| image.tone == Tone::Grey) }),
        Some(Warning::Bilevel { pages: pages(|image| image.tone == Tone::Bilevel) }),
        old.then_some(Warning::OldVersion { major, minor }),
    ]
    .into_iter()
    .flatten()
    .filter(|warning| match warning {
        Warning::LowResolution { pages, .. } | Warning::Grey { pages } | Warning::Bilevel { pages } => {
            !pages.is_empty()
        }
        Warning::OldVersion { .. } => true,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_gathered_under_what_is_wrong_with_them() {
        let image = |dpi, tone| Some(PageImage { dpi, tone });
        let images = [image(300, Tone::Colour), image(150, Tone::Grey), None, image(100, Tone::Bilevel)];
        let found = warnings((1, 3), &images);
        assert_eq!(
            found,
            [
                Warning::LowResolution { pages: vec![2, 4], lowest: 100 },
                Warning::Grey { pages: vec![2] },
                Warning::Bilevel { pages: vec![4] },
                Warning::OldVersion { major: 1, minor: 3 },
            ]
        );
        assert_eq!(warnings((1, 4), &[image(200, Tone::Colour)]), []);
    }

    #[test]
    fn a_long_list_of_pages_is_cut() {
        let grey = Warning::Grey { pages: (1..=8).collect() };
        assert_eq!(
            grey.message(),
            "Trang 1, 2, 3, 4, 5 và 3 trang khác là ảnh xám. Nên quét lại ở chế độ màu."
        );
    }
}
