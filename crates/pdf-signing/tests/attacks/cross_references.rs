//! Games with the cross-reference of a scan: loops, lies about sizes, free entries for objects in use.

use crate::judge::{Shadow, alike, inspect_all, shadow};
use crate::pdf::{CONTENT, GOOD, Update, bytes, file, grade, startxref, stream, swap, text};

fn plain() -> Vec<u8> {
    file(&grade(), "")
}

fn patched(from: &str, to: &str) -> Vec<u8> {
    bytes(&swap(&text(&plain()), from, to))
}

/// An update whose trailer says `/Prev` by itself.
fn previous(to: impl Fn(usize, usize) -> String) -> Vec<u8> {
    let first = plain();
    let updated = Update::of(&first).over(CONTENT, stream("", GOOD)).write();
    let (before, own) = (startxref(&first), startxref(&updated));
    bytes(&swap(&text(&updated), &format!("/Prev {before}"), &format!("/Prev {}", to(before, own))))
}

/// A table with one line changed.
fn line(number: usize, to: &str) -> Vec<u8> {
    let file = text(&plain());
    let table = startxref(&plain()) + "xref\n0 6\n".len() + number * 20;
    bytes(&format!("{}{to}{}", &file[..table], &file[table + 20..]))
}

/// A file with a cross-reference stream: its entries in `/W [1 4 1]`, and what else its dictionary says.
fn with_stream(dictionary: &str, skip_own: bool) -> Vec<u8> {
    let mut file = bytes("%PDF-1.7\n");
    let mut rows = "\0\0\0\0\0\u{ff}".to_owned();
    let row = |offset: usize| {
        let offset = u32::try_from(offset).unwrap().to_be_bytes();
        format!("\u{1}{}\0", text(&offset))
    };
    for (number, object) in (1..).zip(grade()) {
        rows.push_str(&row(file.len()));
        file.extend(bytes(&format!("{number} 0 obj\n{object}\nendobj\n")));
    }
    let own = file.len();
    if !skip_own {
        rows.push_str(&row(own));
    }
    let entries = format!("/Type /XRef /Root 1 0 R /W [1 4 1] {dictionary}");
    file.extend(bytes(&format!("6 0 obj\n{}\nendobj\nstartxref\n{own}\n%%EOF\n", stream(&entries, &rows))));
    file
}

#[test]
fn sections_of_the_cross_reference_lead_back_to_the_first() {
    let damaged = |name, file: Vec<u8>| shadow(name, "damaged", file);
    let attacks: Vec<Shadow> = vec![
        damaged("a section that is before itself", previous(|_, own| own.to_string())),
        damaged("a section at the end of the file", previous(|_, own| (own + 40).to_string())),
        damaged("a section beyond the file", previous(|_, _| "99999999".to_owned())),
        damaged("a negative section", previous(|_, _| "-1".to_owned())),
        damaged("a section at a reference", previous(|_, _| "4 0 R".to_owned())),
        damaged("a section at a real number", previous(|before, _| format!("{before}.5"))),
        damaged("a section between two lines", previous(|before, _| (before + 2).to_string())),
        damaged("a stream beside the table that is none", patched("/Root", "/XRefStm 20 /Root")),
        damaged("a stream beside the table that is the table", {
            let own = startxref(&plain());
            patched("/Root", &format!("/XRefStm {own} /Root"))
        }),
        damaged(
            "startxref into an object",
            patched(&format!("startxref\n{}", startxref(&plain())), "startxref\n20"),
        ),
        damaged("no end", patched("%%EOF", "%%EOG")),
        alike("an update", previous(|before, _| before.to_string())),
    ];
    let attacks: Vec<Shadow> = attacks
        .into_iter()
        .map(
            |attack| {
                if attack.name == "no end" { Shadow { code: Some("truncated"), ..attack } } else { attack }
            },
        )
        .collect();
    inspect_all("scans-with-sections", &attacks);
}

#[test]
fn entries_and_sizes_of_the_cross_reference_are_true() {
    let damaged = |name, file: Vec<u8>| shadow(name, "damaged", file);
    let free = "0000000000 00000 f \n";
    inspect_all(
        "scans-with-entries",
        &[
            damaged("content in use called free", line(4, free)),
            damaged("the page called free", line(3, free)),
            damaged("the catalog called free", line(1, free)),
            damaged("object 0 in use", line(0, "0000000015 00000 n \n")),
            damaged("content of generation 65535", line(4, "0000000015 65535 n \n")),
            damaged("content at the page's place", {
                let file = text(&plain());
                let offset = file.find("3 0 obj").unwrap();
                line(4, &format!("{offset:010} 00000 n \n"))
            }),
            shadow("content beyond the file", "too-complex", line(4, "0099999999 00000 n \n")),
            damaged("a line of an unknown kind", line(4, "0000000000 00000 x \n")),
            damaged("a first section that starts at 1", patched("xref\n0 6", "xref\n1 6")),
            damaged("a size that is too low", patched("/Size 6", "/Size 5")),
            damaged("a size of nothing", patched("/Size 6", "/Size 0")),
            damaged("a negative size", patched("/Size 6", "/Size -6")),
            damaged("a size by reference", patched("/Size 6", "/Size 4 0 R")),
            damaged("more lines promised than written", patched("xref\n0 6", "xref\n0 7")),
            damaged("fewer lines promised than written", patched("xref\n0 6", "xref\n0 5")),
            damaged("the stream missing from its own table", with_stream("/Size 7 /Index [0 6]", true)),
            damaged("rows of another width", with_stream("/Size 7 /W [1 2 1]", false)),
            damaged("rows of no width", with_stream("/Size 7 /W [0 0 0]", false)),
            damaged("an index of one number", with_stream("/Size 7 /Index [0]", false)),
            damaged("an index beyond the size", with_stream("/Size 7 /Index [1 7]", false)),
            damaged("a negative index", with_stream("/Size 7 /Index [-1 7]", false)),
            alike("a sound stream", with_stream("/Size 7", false)),
        ],
    );
}
