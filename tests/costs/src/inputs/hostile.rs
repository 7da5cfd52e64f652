//! Files that make a reader work: much to read for each byte, or much to keep.

use std::fmt::Write as _;

/// A kind of hostile file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hostile {
    /// 4,000 streams whose common length stands behind white space that fills the file.
    LengthBehindSpace,
    /// Arrays of numbers: a byte or two of file for each value to keep.
    LongArrays,
    /// As many objects as fit.
    ManyObjects,
    /// As many updates as fit, each with a table of all objects.
    ManySections,
    /// Pages that all inherit one long dictionary.
    HeavyInheritance,
    /// Names that a search for `endstream` meets again and again.
    FalseEnds,
}

/// Streams of [`Hostile::LengthBehindSpace`].
const STREAMS: u32 = 4_000;

impl Hostile {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::LengthBehindSpace,
        Self::LongArrays,
        Self::ManyObjects,
        Self::ManySections,
        Self::HeavyInheritance,
        Self::FalseEnds,
    ];

    /// A file of at most so many bytes.
    #[must_use]
    pub fn bytes(self, size: usize) -> Vec<u8> {
        match self {
            Self::LengthBehindSpace => length_behind_space(size),
            Self::LongArrays => long_arrays(size),
            Self::ManyObjects => many_objects(size),
            Self::ManySections => many_sections(size),
            Self::HeavyInheritance => heavy_inheritance(size),
            Self::FalseEnds => false_ends(size),
        }
    }
}

/// A file with a table, object by object.
struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl File {
    /// A sound document of one empty page: objects 1 to 3.
    fn begin() -> Self {
        let mut file = Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), offsets: Vec::new() };
        file.object("<</Type /Catalog /Pages 2 0 R>>");
        file.object("<</Type /Pages /Kids [3 0 R] /Count 1>>");
        file.object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>");
        file
    }

    fn object(&mut self, body: &str) {
        self.offsets.push(self.bytes.len());
        self.push(&format!("{} 0 obj\n{body}\nendobj\n", self.offsets.len()));
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Bytes that are left of `size` when the table of these and `more` objects is written.
    fn room(&self, size: usize, more: usize) -> usize {
        size.saturating_sub(self.bytes.len() + (self.offsets.len() + more + 1) * 20 + 300)
    }

    /// Writes a section with every object, and gives its offset.
    fn section(&mut self, previous: Option<usize>) -> usize {
        let at = self.bytes.len();
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            let _ = writeln!(table, "{offset:010} 00000 n ");
        }
        let previous = previous.map(|previous| format!(" /Prev {previous}")).unwrap_or_default();
        let _ = write!(table, "trailer\n<</Size {size} /Root 1 0 R{previous}>>\nstartxref\n{at}\n%%EOF\n");
        self.push(&table);
        at
    }

    fn end(mut self) -> Vec<u8> {
        self.section(None);
        self.bytes
    }
}

fn length_behind_space(size: usize) -> Vec<u8> {
    let mut file = File::begin();
    let length = file.offsets.len() + 1;
    let of_streams = STREAMS as usize * 80;
    let space = file.room(size, STREAMS as usize).saturating_sub(of_streams);
    file.object(&format!("{}1", " ".repeat(space)));
    for _ in 0..STREAMS {
        file.object(&format!("<</Length {length} 0 R>>\nstream\nx\nendstream"));
    }
    file.end()
}

fn long_arrays(size: usize) -> Vec<u8> {
    const VALUES: usize = 60_000;
    let mut file = File::begin();
    let array = format!("[{}]", "0 ".repeat(VALUES));
    while file.room(size, 1) > array.len() + 30 {
        file.object(&array);
    }
    file.end()
}

fn many_objects(size: usize) -> Vec<u8> {
    const OBJECTS: usize = 131_000;
    let mut file = File::begin();
    while file.offsets.len() < OBJECTS && file.room(size, 1) > 100 {
        file.object("<</A[<</B[0 1]>>]>>");
    }
    file.end()
}

fn many_sections(size: usize) -> Vec<u8> {
    const SECTIONS: usize = 255;
    let mut file = File::begin();
    let objects = size / SECTIONS / 20;
    for _ in 0..objects.min(2_000) {
        file.object("0");
    }
    let mut previous = None;
    for _ in 0..SECTIONS {
        if file.bytes.len() + (file.offsets.len() + 1) * 20 + 200 > size {
            break;
        }
        previous = Some(file.section(previous));
    }
    file.bytes
}

fn heavy_inheritance(size: usize) -> Vec<u8> {
    const PAGES: usize = 1_900;
    let mut file = File { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), offsets: Vec::new() };
    file.object("<</Type /Catalog /Pages 2 0 R>>");
    let kids: Vec<String> = (0..PAGES).map(|page| format!("{} 0 R", page + 4)).collect();
    let kids = kids.join(" ");
    let room = file.room(size, PAGES + 3).saturating_sub(PAGES * 120 + kids.len());
    file.object(&format!("<</Type /Pages /Kids [{kids}] /Count {PAGES} /MediaBox 3 0 R /Resources <<>>>>"));
    file.object(&format!("[0 0 595 {}842]", " ".repeat(room)));
    for _ in 0..PAGES {
        file.object("<</Type /Page /Parent 2 0 R>>");
    }
    file.end()
}

fn false_ends(size: usize) -> Vec<u8> {
    let mut file = File::begin();
    let data = "endstream endobj 9 0 obj ".repeat(file.room(size, 1).saturating_sub(200) / 25);
    file.object(&format!("<</Length {}>>\nstream\n{data}\nendstream", data.len()));
    file.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hostile_file_has_nearly_its_size_or_all_that_its_limits_allow() {
        for kind in Hostile::ALL {
            for size in [1_000_000, 5_000_000] {
                let length = kind.bytes(size).len();
                assert!(length <= size, "{kind:?}: {length}");
                assert!(length > size * 7 / 10, "{kind:?}: {length}");
            }
        }
    }
}
