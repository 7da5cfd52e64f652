//! An attacker's tools: objects of a file as text, and updates appended to it.
//!
//! A file is handled as text in which each character is one byte.

use std::fmt::Write as _;

pub(crate) fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

pub(crate) fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(character).unwrap()).collect()
}

/// Where this begins for the last time.
pub(crate) fn last(file: &[u8], what: &str) -> usize {
    file.windows(what.len()).rposition(|window| window == what.as_bytes()).unwrap()
}

/// A stream object's text.
pub(crate) fn stream(entries: &str, data: &str) -> String {
    format!("<<{entries} /Length {}>>\nstream\n{data}\nendstream", data.chars().count())
}

/// The number and the text of the newest plain object that contains this.
pub(crate) fn find(file: &[u8], what: &str) -> (u32, String) {
    let file = text(file);
    let mut end = file.len();
    while let Some(at) = file[..end].rfind(what) {
        let head = file[..at].rfind(" 0 obj\n").unwrap();
        let line = file[..head].rfind('\n').unwrap();
        if let Ok(number) = file[line + 1..head].parse()
            && let Some(length) = file[head..].find("\nendobj")
            && head + length > at
            // a newer version may lack it
            && !file[at..].contains(&format!("\n{number} 0 obj\n"))
        {
            return (number, file[head + 7..head + length].to_owned());
        }
        end = at;
    }
    panic!("no object contains {what}")
}

/// The newest version of an object.
pub(crate) fn object(file: &[u8], number: u32) -> String {
    let file = text(file);
    let head = format!("\n{number} 0 obj\n");
    let at = file.rfind(&head).unwrap() + head.len();
    file[at..][..file[at..].find("\nendobj").unwrap()].to_owned()
}

/// The number that the first reference after this key names.
pub(crate) fn reference(object: &str, key: &str) -> u32 {
    let (_, rest) = object.split_once(key).unwrap_or_else(|| panic!("no {key} in {object}"));
    let rest = rest.trim_start_matches(|character: char| !character.is_ascii_digit());
    rest.split(' ').next().unwrap().parse().unwrap()
}

/// Text with one part replaced, which must be there.
pub(crate) fn swap(object: &str, from: &str, to: &str) -> String {
    assert!(object.contains(from), "no {from} in {object}");
    object.replacen(from, to, 1)
}

/// A dictionary with entries added at its end.
pub(crate) fn extend(object: &str, entries: &str) -> String {
    let (head, tail) = object.rsplit_once(">>").unwrap();
    format!("{head} {entries}>>{tail}")
}

/// An incremental update with a table.
pub(crate) struct Update {
    file: Vec<u8>,
    objects: Vec<(u32, u16, Option<String>)>,
    root: u32,
    size: u32,
    /// More entries of the trailer.
    pub(crate) trailer: String,
}

impl Update {
    pub(crate) fn of(file: &[u8]) -> Self {
        let tail = last_trailer(file);
        let size = tail.split_once("/Size ").unwrap().1;
        let size = size.split(|character: char| !character.is_ascii_digit()).next().unwrap();
        let root = reference(&tail, "/Root");
        Self {
            file: file.to_vec(),
            objects: Vec::new(),
            root,
            size: size.parse().unwrap(),
            trailer: String::new(),
        }
    }

    pub(crate) fn root(&self) -> u32 {
        self.root
    }

    /// Makes another object the catalog.
    pub(crate) fn set_root(&mut self, number: u32) {
        self.root = number;
    }

    /// Writes an object under a number that the file has.
    pub(crate) fn over(mut self, number: u32, object: impl Into<String>) -> Self {
        self.objects.push((number, 0, Some(object.into())));
        self
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, object: impl Into<String>) -> u32 {
        let number = self.size;
        self.size += 1;
        self.objects.push((number, 0, Some(object.into())));
        number
    }

    /// Marks a number as free.
    pub(crate) fn free(mut self, number: u32) -> Self {
        self.objects.push((number, 1, None));
        self
    }

    /// Changes the newest version of the object that contains this.
    pub(crate) fn change(self, what: &str, change: impl FnOnce(&str) -> String) -> Self {
        let (number, object) = find(&self.file, what);
        self.over(number, change(&object))
    }

    /// Changes the catalog.
    pub(crate) fn catalog(self, change: impl FnOnce(&str) -> String) -> Self {
        let (root, catalog) = (self.root, object(&self.file, self.root));
        self.over(root, change(&catalog))
    }

    pub(crate) fn write(self) -> Vec<u8> {
        let Self { mut file, objects, root, size, trailer } = self;
        let previous = startxref(&file);
        let mut table = "xref\n".to_owned();
        for (number, generation, object) in objects {
            if let Some(object) = object {
                let _ = write!(table, "{number} 1\n{:010} {generation:05} n \n", file.len());
                file.extend(bytes(&format!("{number} {generation} obj\n{object}\nendobj\n")));
            } else {
                let _ =
                    write!(table, "0 1\n{number:010} 65535 f \n{number} 1\n0000000000 {generation:05} f \n");
            }
        }
        let own = file.len();
        let _ = write!(
            table,
            "trailer\n<</Size {size} /Root {root} 0 R /Prev {previous}{}{trailer}>>\nstartxref\n{own}\n%%EOF\n",
            identifiers(&file)
        );
        file.extend(bytes(&table));
        file
    }
}

/// The text from the last trailer, or the dictionary of the last cross-reference stream, on.
fn last_trailer(file: &[u8]) -> String {
    text(&file[startxref(file)..])
}

fn identifiers(file: &[u8]) -> String {
    let trailer = last_trailer(file);
    let id = trailer.split_once("/ID").and_then(|(_, rest)| rest.split_once(']'));
    id.map(|(id, _)| format!(" /ID{id}]")).unwrap_or_default()
}

pub(crate) fn startxref(file: &[u8]) -> usize {
    let file = text(file);
    let (_, tail) = file.rsplit_once("startxref").unwrap();
    tail.trim_start().split(|character: char| !character.is_ascii_digit()).next().unwrap().parse().unwrap()
}

/// A file of these objects, numbered from 1, the first the catalog; `between` stands between objects and table.
pub(crate) fn file(objects: &[String], between: &str) -> Vec<u8> {
    // without bytes above 127, so that places in its text are places in the file
    let mut file = bytes("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend(bytes(&format!("{number} 0 obj\n{object}\nendobj\n")));
    }
    file.extend(bytes(between));
    let own = file.len();
    let size = objects.len() + 1;
    file.extend(bytes(&format!("{table}trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{own}\n%%EOF\n")));
    file
}

/// Number of the page in [`grade`].
pub(crate) const PAGE: u32 = 3;
/// Number of its content.
pub(crate) const CONTENT: u32 = 4;
/// Number of a form that draws the other grade, in its resources as `/Other`.
pub(crate) const OTHER: u32 = 5;

/// What a page shows: a bar under the place of the grade, high for a good one.
pub(crate) const GOOD: &str = "0 g 60 700 200 40 re f 300 700 20 80 re f";
pub(crate) const BAD: &str = "0 g 60 500 200 40 re f 300 200 20 80 re f";

/// The objects of a page with a bad grade and, undrawn, a good one.
pub(crate) fn grade() -> Vec<String> {
    vec![
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources <</XObject <</Other 5 0 R>>>>>>"
            .to_owned(),
        stream("", BAD),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", GOOD),
    ]
}

/// [`grade`] with one object changed.
pub(crate) fn grade_with(number: u32, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    let mut objects = grade();
    let object = &mut objects[number as usize - 1];
    *object = change(object);
    file(&objects, "")
}
