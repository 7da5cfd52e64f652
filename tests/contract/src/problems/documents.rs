//! Problems of the documents themselves: images, increments and what stands where on a page.

use super::{Group, list::is};

/// Images of signatures and seals.
pub(super) const IMAGE: Group = Group {
    name: "image",
    problems: &[
        is(422, "image-too-long", "The file is larger than 2 MiB."),
        is(422, "image-not-png", "The file is no PNG."),
        is(422, "image-damaged", "The PNG cannot be read to its end."),
        is(422, "image-too-large", "The image has too many pixels."),
        is(422, "image-not-transparent", "The image has no transparent background."),
        is(422, "image-empty", "Nothing is drawn in the image."),
    ],
};

/// What cannot be added to a document.
pub(super) const INCREMENT: Group = Group {
    name: "increment",
    problems: &[
        is(422, "too-complex", "The scan's structure is too complex to be signed; it has to be made anew."),
        is(
            422,
            "plan-format",
            "The scan was read by another version of the program; it has to be attached again.",
        ),
        is(422, "digest-format", "The scan's digest was kept by another version of the program."),
        is(422, "digest-of-another-document", "The scan's digest does not belong to its plan."),
        is(422, "too-many-objects", "The document has no object numbers left."),
        is(422, "document-too-long", "The document is too long to be added to."),
        is(422, "seal-size", "The seal's size is not one that a seal has."),
        is(422, "missing-character", "A text has a character that cannot be printed."),
        is(422, "text-too-long", "A text does not fit on the statement page."),
        is(422, "reserve", "The room reserved for the signature is wrong."),
    ],
};

/// Where a signature does not stand.
pub(super) const PLACE: Group = Group {
    name: "place",
    problems: &[
        is(422, "no-such-page", "The document has no such page."),
        is(422, "page-without-area", "The page has no area."),
        is(422, "place-outside-page", "The signature's place is not wholly on the page."),
        is(422, "place-too-small", "The signature's place is too small."),
        is(422, "place-over-check", "The signature or the seal would cover the mark of the public check."),
    ],
};
