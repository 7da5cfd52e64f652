//! Zlib streams of a length that is chosen: some blocks are stored, some deflated (RFC 1950, RFC 1951).

use flate2::{Compress, Compression, FlushCompress, Status};

/// A zlib stream being written.
pub(crate) struct Zlib {
    output: Vec<u8>,
    adler: (u32, u32),
}

impl Zlib {
    /// An empty stream.
    pub(crate) fn new() -> Self {
        Self { output: vec![0x78, 0x01], adler: (1, 0) }
    }

    /// Bytes written so far.
    pub(crate) fn len(&self) -> usize {
        self.output.len()
    }

    /// Adds data as it is: five bytes more for every 65,535.
    pub(crate) fn store(&mut self, data: &[u8]) {
        self.count(data);
        for block in data.chunks(65_535) {
            let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
            self.output.push(0);
            self.output.extend_from_slice(&length.to_le_bytes());
            self.output.extend_from_slice(&(!length).to_le_bytes());
            self.output.extend_from_slice(block);
        }
    }

    /// Adds data deflated, ending at a whole byte. Matches stay within it.
    pub(crate) fn deflate(&mut self, data: &[u8]) {
        self.count(data);
        let mut compress = Compress::new(Compression::new(6), false);
        loop {
            self.output.reserve(65_536);
            let read = usize::try_from(compress.total_in()).unwrap_or(data.len());
            let rest = data.get(read..).unwrap_or_default();
            let free = self.output.capacity() - self.output.len();
            let before = self.output.len();
            let status = compress.compress_vec(rest, &mut self.output, FlushCompress::Sync);
            // a flush that leaves room has said all it had to say
            if !matches!(status, Ok(Status::Ok)) || self.output.len() - before < free {
                return;
            }
        }
    }

    /// Adds about this many bytes that decode to nothing.
    pub(crate) fn pad(&mut self, length: usize) {
        for _ in 0..length / 5 {
            self.output.extend_from_slice(&[0, 0, 0, 0xFF, 0xFF]);
        }
    }

    /// Ends the stream.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.output.extend_from_slice(&[1, 0, 0, 0xFF, 0xFF]);
        let (a, b) = self.adler;
        self.output.extend_from_slice(&(b << 16 | a).to_be_bytes());
        self.output
    }

    fn count(&mut self, data: &[u8]) {
        let (mut a, mut b) = self.adler;
        // the longest run whose sums fit 32 bits (RFC 1950, 9)
        for run in data.chunks(5_552) {
            for byte in run {
                a += u32::from(*byte);
                b += a;
            }
            a %= 65_521;
            b %= 65_521;
        }
        self.adler = (a, b);
    }
}

/// A whole zlib stream, deflated.
pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    let mut zlib = Zlib::new();
    zlib.deflate(data);
    zlib.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn stored_deflated_and_padding_blocks_decode_to_the_data() {
        let data: Vec<u8> = (0..200_000_u32).map(|number| (number / 700).to_le_bytes()[0]).collect();
        let mut zlib = Zlib::new();
        zlib.store(&data);
        zlib.deflate(&data);
        zlib.pad(50);
        zlib.deflate(&[]);
        let mut decoded = Vec::new();
        flate2::read::ZlibDecoder::new(zlib.finish().as_slice()).read_to_end(&mut decoded).unwrap();
        assert!(decoded == [data.clone(), data].concat());
    }
}
