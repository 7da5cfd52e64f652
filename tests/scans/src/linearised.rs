//! Linearised files: the first page first, and hints to where the others are (ISO 32000-2, Annex F).

use crate::model::{Body, Model};
use crate::write::File;

/// Objects of a page: the page, its content, its image.
const OF_A_PAGE: usize = 3;

/// The objects in the order of a linearised file, numbered anew: first those that come last in the file.
struct Parts {
    /// Remaining pages, then the page tree and the information dictionary: numbers from 1.
    last: Vec<Body>,
    /// Number of the linearisation dictionary; catalog and hint stream follow, then the first page.
    first: u32,
    catalog: Body,
    first_page: Vec<Body>,
    pages: usize,
    trailer: String,
}

/// What is known only when the file has been written once.
#[derive(Default)]
struct Places {
    entries: Vec<(u8, usize, usize)>,
    length: usize,
    hints: (usize, usize),
    end_of_first_page: usize,
    main_table: usize,
}

/// Lays a file out; each page of the model is an image, a content stream and a page, in this order.
pub(crate) fn linearised(model: &Model, pages: &[u32]) -> (File, usize) {
    let parts = Parts::new(model, pages);
    let (_, places, _) = parts.write(&Places::default());
    let (file, _, startxref) = parts.write(&places);
    (file, startxref)
}

impl Parts {
    fn new(model: &Model, pages: &[u32]) -> Self {
        let of_page = |page: u32| [page, page - 1, page - 2];
        let (first_page, others) =
            pages.split_first().map_or((0, &[][..]), |(first, others)| (*first, others));
        let mut order: Vec<u32> = others.iter().flat_map(|page| of_page(*page)).collect();
        order.extend((1..).take(model.objects.len()).filter(|number| {
            *number != model.root && !pages.iter().any(|page| of_page(*page).contains(number))
        }));
        let first = u32::try_from(order.len()).unwrap_or(0) + 1;
        let last = order.clone();
        // the linearisation dictionary and the hint stream are none of the model's
        order.extend([0, model.root, 0]);
        order.extend(of_page(first_page));
        let body = |number: u32| match &model.objects[number as usize - 1] {
            Body::Plain(text) => Body::Plain(renumber(text, &order)),
            Body::Stream(dictionary, data) => Body::Stream(renumber(dictionary, &order), data.clone()),
        };
        Self {
            last: last.into_iter().map(body).collect(),
            first,
            catalog: body(model.root),
            first_page: of_page(first_page).into_iter().map(body).collect(),
            pages: pages.len(),
            trailer: renumber(&model.trailer(), &order),
        }
    }

    fn write(&self, known: &Places) -> (File, Places, usize) {
        let objects = self.first as usize + 2 + self.first_page.len();
        let mut file = File::new("1.7", objects);
        file.object(self.first, &Body::Plain(self.parameters(known)));
        let startxref = self.first_table(&mut file, known, objects + 1);
        file.object(self.first + 1, &self.catalog);
        let hints_start = file.bytes.len();
        file.object(self.first + 2, &self.hints(known));
        let hints = (hints_start, file.bytes.len() - hints_start);
        for (number, body) in (self.first + 3..).zip(&self.first_page) {
            file.object(number, body);
        }
        let end_of_first_page = file.bytes.len();
        for (number, body) in (1..).zip(&self.last) {
            file.object(number, body);
        }
        let entries = file.entries.clone();
        file.entries.truncate(self.first as usize);
        let main_table = file.table(0, &format!("/Size {}", self.first));
        file.entries.clone_from(&entries);
        file.end(startxref);
        let places = Places { entries, length: file.bytes.len(), hints, end_of_first_page, main_table };
        (file, places, startxref)
    }

    /// The linearisation dictionary (F.3.3), its numbers of constant width.
    fn parameters(&self, known: &Places) -> String {
        // T is the white space before the first entry of the main table
        let first_entry = known.main_table + format!("xref\n0 {}", self.first).len();
        format!(
            "<</Linearized 1 /L {:010} /H [{:010} {:010}] /O {:010} /E {:010} /N {:010} /T {first_entry:010}>>",
            known.length,
            known.hints.0,
            known.hints.1,
            self.first + 3,
            known.end_of_first_page,
            self.pages,
        )
    }

    /// The table of the first page's objects, which is read last in the file and stands first.
    fn first_table(&self, file: &mut File, known: &Places, size: usize) -> usize {
        let own = std::mem::replace(&mut file.entries, known.entries.clone());
        file.entries.resize(size, (1, 0, 0));
        let trailer = format!("/Size {size} {} /Prev {:010}", self.trailer, known.main_table);
        let startxref = file.table(self.first as usize, &trailer);
        file.entries = own;
        file.end(0);
        startxref
    }

    /// The hint stream: page offsets, then shared objects, of which there are none (F.4).
    fn hints(&self, known: &Places) -> Body {
        let offset = |number: usize| known.entries.get(number).map_or(0, |(_, offset, _)| *offset);
        let first = self.first as usize;
        let starts: Vec<[usize; 4]> = (0..self.pages)
            .map(|page| {
                let number = if page == 0 { first + 3 } else { (page - 1) * OF_A_PAGE + 1 };
                let end = match page {
                    0 => known.end_of_first_page,
                    _ => offset(number + OF_A_PAGE),
                };
                [offset(number), offset(number + 1), offset(number + 2), end]
            })
            .collect();
        let span = |from: usize, to: usize| -> Vec<u32> {
            starts
                .iter()
                .map(|place| u32::try_from(place[to].saturating_sub(place[from])).unwrap_or(0))
                .collect()
        };
        let (lengths, content_starts, content_lengths) = (span(0, 3), span(0, 1), span(1, 2));
        let least = |values: &[u32]| values.iter().min().copied().unwrap_or(0);
        // offsets are counted as if the hint stream were not there
        let first_page = u32::try_from(offset(first + 3).saturating_sub(known.hints.1)).unwrap_or(0);
        let mut data = Vec::new();
        let mut word = |value: u32| data.extend_from_slice(&value.to_be_bytes());
        word(u32::try_from(OF_A_PAGE).unwrap_or(0));
        word(first_page);
        // differences are written in 32 bits: their length is the same whatever they are
        data.extend_from_slice(&0_u16.to_be_bytes());
        for values in [&lengths, &content_starts, &content_lengths] {
            data.extend_from_slice(&least(values).to_be_bytes());
            data.extend_from_slice(&32_u16.to_be_bytes());
        }
        // shared references, identifiers, fractions: none, in no bits; and a denominator
        for value in [0_u16, 0, 0, 1] {
            data.extend_from_slice(&value.to_be_bytes());
        }
        for values in [&lengths, &content_starts, &content_lengths] {
            data.extend(values.iter().flat_map(|value| (value - least(values)).to_be_bytes()));
        }
        let shared = data.len();
        data.extend_from_slice(&[0; 24]);
        Body::Stream(format!("/S {shared}"), data)
    }
}

/// Gives references their new numbers: an object's place in `order`, from 1.
fn renumber(text: &str, order: &[u32]) -> String {
    let pieces: Vec<&str> = text.split(" 0 R").collect();
    let renumbered: Vec<String> = pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| {
            let digits = piece.bytes().rev().take_while(u8::is_ascii_digit).count();
            let (before, number) = piece.split_at(piece.len() - digits);
            match number.parse::<u32>() {
                Ok(number) if index + 1 < pieces.len() => {
                    let new = order.iter().position(|old| *old == number).map_or(0, |place| place + 1);
                    format!("{before}{new}")
                }
                _ => (*piece).to_owned(),
            }
        })
        .collect();
    renumbered.join(" 0 R")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_their_objects() {
        assert_eq!(
            renumber("<</A 5 0 R /B [7 0 R 1 0 R] /C 10>>", &[7, 0, 5, 1]),
            "<</A 3 0 R /B [1 0 R 4 0 R] /C 10>>"
        );
    }
}
