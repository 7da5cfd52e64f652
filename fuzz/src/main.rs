//! Writes the seeds of every fuzz target to `fuzz/corpus`: sound and hostile scans, CMS and BER, made by code.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use costs::desk::Desk;
use costs::requests;
use fuzz::DIGEST;
use pdf_signing::increment::{embed, signature};
use pdf_signing::scan::inspect;
use scans::{Colour, Layout, ODD_PAGES, Scan, hostile};

/// Scans longer than this are no seeds: a fuzzer changes few of their bytes.
const LONGEST: usize = 128 * 1024;

fn main() -> Result<()> {
    let scans = scans()?;
    write("inspect", &scans)?;
    let cms = cms()?;
    write("cms", &cms)?;
    write("ber", &cms.iter().map(|cms| indefinite(cms)).collect::<Vec<_>>())
}

fn scans() -> Result<Vec<Vec<u8>>> {
    let small = |layout| Scan { dpi: 20, colour: Colour::Bilevel, ..Scan::new(layout, 0) }.bytes();
    let mut scans: Vec<Vec<u8>> = Layout::ALL.into_iter().map(small).collect();
    scans.extend(ODD_PAGES.iter().map(scans::OddPage::bytes));
    scans.extend(hostile().into_iter().map(|hostile| hostile.bytes));
    let scan = small(Layout::Classic);
    scans.push([scan.as_slice(), &signed(&scan)?].concat());
    scans.retain(|scan| scan.len() <= LONGEST);
    Ok(scans)
}

/// The increment of a signature.
fn signed(scan: &[u8]) -> Result<Vec<u8>> {
    let desk = Desk::create()?;
    let inspection = inspect(scan)?;
    let request = requests::signature(desk.contents_reserve()?)?;
    let prepared = signature::prepare(&inspection.plan, &inspection.state, &request)?;
    let (attributes, answer) = desk.answer(prepared.digest)?;
    Ok(embed(&prepared, &desk.cms(&attributes, &answer)?)?.increment)
}

/// A CMS, a certificate and a bare signature.
fn cms() -> Result<Vec<Vec<u8>>> {
    let desk = Desk::create()?;
    let (attributes, answer) = desk.answer(DIGEST)?;
    let cms = desk.cms(&attributes, &answer)?;
    Ok(vec![cms, desk.certificate().der().to_vec(), attributes.der().to_vec(), answer])
}

/// DER with every constructed length made indefinite, as some tokens write it.
fn indefinite(der: &[u8]) -> Vec<u8> {
    let mut ber = Vec::new();
    let mut rest = der;
    while let [tag, after @ ..] = rest {
        let Some((length, content)) = length(after) else { return der.to_vec() };
        let Some((content, following)) = content.split_at_checked(length) else { return der.to_vec() };
        ber.push(*tag);
        if tag & 0x20 == 0 {
            ber.extend_from_slice(rest.get(1..rest.len() - following.len()).unwrap_or_default());
        } else {
            ber.push(0x80);
            ber.extend(indefinite(content));
            ber.extend([0, 0]);
        }
        rest = following;
    }
    ber
}

fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first < 0x80 {
        return Some((usize::from(*first), rest));
    }
    let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
    Some((octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet)), rest))
}

fn write(target: &str, seeds: &[Vec<u8>]) -> Result<()> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for (index, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{index:03}")), seed)?;
    }
    println!("{target}: {} seeds", seeds.len());
    Ok(())
}
