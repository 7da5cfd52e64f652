//! Files from objects: with a cross-reference table, a stream, or both (ISO 32000-2, 7.5).

use std::fmt::Write as _;

use crate::model::{Body, Model};
use crate::page::SheetOfPaper;
use crate::zlib::deflated;

/// A file, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its pages, in order.
    pub sheets: Vec<SheetOfPaper>,
    /// Offset of the last cross-reference section.
    pub startxref: usize,
    /// `/Size`: one more than the highest object number.
    pub size: u32,
    /// Whether the last section is a stream.
    pub cross_reference_stream: bool,
}

/// A file being written.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// The bytes so far.
    pub(crate) bytes: Vec<u8>,
    /// Type, and two fields, as in a cross-reference stream; the index is the object number.
    pub(crate) entries: Vec<(u8, usize, usize)>,
}

impl File {
    /// A file with its header.
    pub(crate) fn new(version: &str, objects: usize) -> Self {
        let mut bytes = format!("%PDF-{version}\n%").into_bytes();
        // more than four bytes above 127: this is not text (7.5.2)
        bytes.extend_from_slice(&[0xE2, 0xE3, 0xCF, 0xD3, b'\n']);
        let mut entries = vec![(0, 0, 0); objects + 1];
        if let Some(first) = entries.first_mut() {
            *first = (0, 0, 65_535);
        }
        Self { bytes, entries }
    }

    /// Writes an object here and notes where.
    pub(crate) fn object(&mut self, number: u32, body: &Body) {
        let offset = self.bytes.len();
        let index = number as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, (0, 0, 0));
        }
        if let Some(entry) = self.entries.get_mut(index) {
            *entry = (1, offset, 0);
        }
        self.push(&format!("{number} 0 obj\n"));
        match body {
            Body::Plain(text) => self.push(text),
            Body::Stream(dictionary, data) => {
                self.push(&format!("<<{dictionary} /Length {}>>\nstream\n", data.len()));
                self.bytes.extend_from_slice(data);
                self.push("\nendstream");
            }
        }
        self.push("\nendobj\n");
    }

    /// Writes text.
    pub(crate) fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes a table of the entries from `first` on, hidden ones as free, and gives its offset.
    pub(crate) fn table(&mut self, first: usize, trailer: &str) -> usize {
        let startxref = self.bytes.len();
        let entries = self.entries.get(first..).unwrap_or_default().to_vec();
        self.push(&format!("xref\n{first} {}\n", entries.len()));
        for (kind, offset, generation) in entries {
            let line = match kind {
                1 => format!("{offset:010} {generation:05} n \n"),
                _ => format!("{:010} {:05} f \n", 0, if kind == 0 { generation } else { 0 }),
            };
            self.push(&line);
        }
        self.push(&format!("trailer\n<<{trailer}>>\n"));
        startxref
    }

    /// Puts the plain objects of these numbers into one object stream.
    pub(crate) fn object_stream(&mut self, number: u32, objects: &[(u32, &str)]) {
        let mut header = String::new();
        let mut body = String::new();
        for (index, (object, text)) in objects.iter().enumerate() {
            let _ = write!(header, "{object} {} ", body.len());
            body.push_str(text);
            body.push('\n');
            if let Some(entry) = self.entries.get_mut(*object as usize) {
                *entry = (2, number as usize, index);
            }
        }
        let data = deflated(format!("{header}{body}").as_bytes());
        let dictionary =
            format!("/Type /ObjStm /N {} /First {} /Filter /FlateDecode", objects.len(), header.len());
        self.object(number, &Body::Stream(dictionary, data));
    }

    /// Writes the entries of these numbers as a cross-reference stream, rows predicted from the row above, and
    /// gives its offset. Its own number is the last.
    pub(crate) fn cross_reference_stream(&mut self, numbers: &[u32], own: u32, trailer: &str) -> usize {
        let startxref = self.bytes.len();
        self.entries.resize(self.entries.len().max(own as usize + 1), (0, 0, 0));
        if let Some(entry) = self.entries.get_mut(own as usize) {
            *entry = (1, startxref, 0);
        }
        let mut rows = Vec::new();
        let mut above = [0_u8; 7];
        for (kind, second, third) in numbers.iter().filter_map(|number| self.entries.get(*number as usize)) {
            let second = u32::try_from(*second).unwrap_or(u32::MAX).to_be_bytes();
            let third = u16::try_from(*third).unwrap_or(u16::MAX).to_be_bytes();
            let mut row = [0_u8; 7];
            let fields = [&[*kind][..], &second, &third].concat();
            row.copy_from_slice(&fields);
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = row;
        }
        let index: Vec<String> = numbers
            .chunk_by(|one, next| one + 1 == *next)
            .map(|run| format!("{} {}", run.first().unwrap_or(&0), run.len()))
            .collect();
        let dictionary = format!(
            "/Type /XRef /W [1 4 2] /Index [{}] {trailer} /Filter /FlateDecode \
             /DecodeParms <</Predictor 12 /Columns 7>>",
            index.join(" ")
        );
        self.object(own, &Body::Stream(dictionary, deflated(&rows)));
        startxref
    }

    /// Ends the file.
    pub(crate) fn end(&mut self, startxref: usize) {
        self.push(&format!("startxref\n{startxref}\n%%EOF\n"));
    }

    /// One more than the highest object number.
    pub(crate) fn size(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }
}

/// With a table.
pub(crate) fn classic(model: &Model) -> (File, usize) {
    let mut file = File::new("1.4", model.objects.len());
    for (number, body) in (1..).zip(&model.objects) {
        file.object(number, body);
    }
    let startxref = file.table(0, &format!("/Size {} {}", file.size(), model.trailer()));
    file.end(startxref);
    (file, startxref)
}

/// With object streams and a cross-reference stream.
pub(crate) fn compressed(model: &Model) -> (File, usize) {
    let mut file = File::new("1.7", model.objects.len());
    let mut plain = Vec::new();
    for (number, body) in (1..).zip(&model.objects) {
        match body {
            Body::Plain(text) => plain.push((number, text.as_str())),
            Body::Stream(..) => file.object(number, body),
        }
    }
    let mut next = file.size();
    for objects in plain.chunks(50) {
        file.object_stream(next, objects);
        next += 1;
    }
    let numbers: Vec<u32> = (0..=next).collect();
    let startxref =
        file.cross_reference_stream(&numbers, next, &format!("/Size {} {}", next + 1, model.trailer()));
    file.end(startxref);
    (file, startxref)
}

/// With a table, and beside it a stream that knows the objects of these numbers (7.5.8.4).
pub(crate) fn hybrid(model: &Model, hidden: &[u32]) -> (File, usize) {
    let mut file = File::new("1.5", model.objects.len());
    let mut plain = Vec::new();
    for (number, body) in (1..).zip(&model.objects) {
        match body {
            Body::Plain(text) if hidden.contains(&number) => plain.push((number, text.as_str())),
            _ => file.object(number, body),
        }
    }
    let next = file.size();
    file.object_stream(next, &plain);
    let mut numbers: Vec<u32> = plain.iter().map(|(number, _)| *number).collect();
    numbers.push(next);
    let size = next + 2;
    let stream =
        file.cross_reference_stream(&numbers, next + 1, &format!("/Size {size} {}", model.trailer()));
    let startxref = file.table(0, &format!("/Size {size} {} /XRefStm {stream}", model.trailer()));
    file.end(startxref);
    (file, startxref)
}

/// An incremental update of a file with a table: objects changed or added (7.5.6).
pub(crate) fn update(file: &mut File, model: &Model, previous: usize, changes: &[(u32, Body)]) -> usize {
    for (number, body) in changes {
        file.object(*number, body);
    }
    let startxref = file.bytes.len();
    file.push("xref\n");
    for (number, _) in changes {
        let offset = file.entries.get(*number as usize).map_or(0, |(_, offset, _)| *offset);
        file.push(&format!("{number} 1\n{offset:010} 00000 n \n"));
    }
    file.push(&format!("trailer\n<</Size {} {} /Prev {previous}>>\n", file.size(), model.trailer()));
    file.end(startxref);
    startxref
}
