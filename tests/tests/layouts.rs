//! Every layout of scan, through the whole workflow, before validators that nobody here wrote.

use anyhow::{Result, ensure};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use journeys::{
    Certified, Office, Requester, Signing,
    validators::{Examined, Verdict},
};
use scans::{Layout, Scan};

use crate::scene::office_of;

/// Journeys at the same time; more would only wait for the two cores of a small machine.
const AT_ONCE: usize = 3;

/// Certifies a scan of each layout and has every validator look at it.
async fn certify_all(signing: &Signing, layouts: &[Layout], size: usize) -> Result<()> {
    let office = &office_of(signing).await?;
    office.book().await?;
    stream::iter(layouts.iter().copied())
        .map(|layout| async move {
            let scan = Scan::new(layout, size).bytes();
            let certified = office.certify(&Requester::by_email(), scan.clone()).await?;
            examine(office, &certified, &scan)
                .map_err(|error| error.context(format!("{layout:?} of {} bytes", scan.len())))
        })
        .buffer_unordered(AT_ONCE)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(())
}

/// Has every validator look at a copy.
pub(crate) fn examine(office: &Office, certified: &Certified, scan: &[u8]) -> Result<()> {
    ensure!(certified.copy.starts_with(scan), "the copy does not begin with the scan");
    let examined = Examined::new(&certified.copy)?;
    examined.qpdf()?;

    let pdfsig = examined.pdfsig(&office.stack)?;
    let count = |what: &str| pdfsig.matches(what).count();
    ensure!(count("Signature Validation: Signature is Valid.") == 2, "pdfsig: {pdfsig}");
    ensure!(count("Certificate Validation: Certificate is Trusted.") == 2, "pdfsig: {pdfsig}");
    let seal = pdfsig.split("Signature #2:").nth(1).unwrap_or_default();
    ensure!(seal.contains("Total document signed"), "pdfsig of the seal: {pdfsig}");

    let verdicts = examined.pyhanko(&office.stack)?;
    let expected = |verdict: &Verdict, coverage: &str, permits: &str, modifications: &str| {
        verdict.sound
            && verdict.trusted
            && verdict.coverage == coverage
            && verdict.permits == permits
            && verdict.modifications == modifications
    };
    ensure!(
        matches!(verdicts.as_slice(), [signature, seal]
            if expected(signature, "ENTIRE_REVISION", "FILL_FORMS", "FORM_FILLING")
            && expected(seal, "ENTIRE_FILE", "NO_CHANGES", "NONE")),
        "pyHanko: {verdicts:#?}"
    );

    let text = examined.text()?;
    let number = certified.view["number"]["text"].as_str().unwrap_or_default();
    for line in ["CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực:", number, &office.signer.name]
    {
        ensure!(text.contains(line), "pdftotext does not find {line}: {text}");
    }
    Ok(())
}

#[tokio::test]
async fn every_layout_becomes_a_copy_that_all_validators_trust() -> Result<()> {
    certify_all(&Signing::chair(), &Layout::ALL, 200_000).await
}

#[tokio::test]
async fn scans_just_under_five_mebibytes_are_joined_by_the_function() -> Result<()> {
    certify_all(&Signing::delegate(), &Layout::ALL, 4_900_000).await
}

#[tokio::test]
async fn scans_of_more_than_five_mebibytes_are_joined_by_the_store() -> Result<()> {
    certify_all(&Signing::vice_chair(), &Layout::ALL, 5_350_000).await
}

#[tokio::test]
async fn scans_of_thirty_megabytes_are_certified_too() -> Result<()> {
    certify_all(&Signing::chair(), &Layout::ALL, 30_000_000).await
}
