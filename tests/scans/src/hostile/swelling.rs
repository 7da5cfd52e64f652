//! Compressed structure that swells to fill the memory.

use super::{Hostile, small};
use crate::model::Body;
use crate::write::File;
use crate::zlib::deflated;

pub(super) fn swelling() -> Vec<Hostile> {
    vec![
        Hostile::new("an object stream of 16 MB", object_stream(), "decompression-bomb"),
        Hostile::new("a cross-reference stream of 16 MB", cross_reference_stream(), "decompression-bomb"),
    ]
}

fn object_stream() -> Vec<u8> {
    let document = small();
    let mut file = File::new("1.7", document.model.objects.len());
    for (number, body) in (1..).zip(&document.model.objects) {
        file.object(number, body);
    }
    let null = file.size();
    file.entries.push((2, null as usize + 1, 0));
    let header = format!("{null} 0 ");
    let data = [header.as_bytes(), &vec![b' '; 16 << 20], b"null"].concat();
    let dictionary = format!("/Type /ObjStm /N 1 /First {} /Filter /FlateDecode", header.len());
    file.object(null + 1, &Body::Stream(dictionary, deflated(&data)));
    let numbers: Vec<u32> = (0..=null + 2).collect();
    let trailer = format!("/Size {} {}", null + 3, document.model.trailer());
    let startxref = file.cross_reference_stream(&numbers, null + 2, &trailer);
    file.end(startxref);
    file.bytes
}

fn cross_reference_stream() -> Vec<u8> {
    let document = small();
    let mut file = File::new("1.7", 0);
    let startxref = file.bytes.len();
    let dictionary =
        format!("/Type /XRef /Size 7 /W [1 4 2] {} /Filter /FlateDecode", document.model.trailer());
    file.object(7, &Body::Stream(dictionary, deflated(&vec![0; 16 << 20])));
    file.end(startxref);
    file.bytes
}
