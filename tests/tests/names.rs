//! One copy names one agency and one official, whatever is renamed while it is worked on.

use anyhow::{Context as _, Result};
use certification::{
    agency::{Agency, Profile},
    statement::{SignerTitle, Wording},
    time,
};
use journeys::{Office, Requester, finalisation, validators::Examined};
use serde_json::Value;

use crate::scene::{nothing, office, small_scan};

const OLD: &str = "Ủy ban nhân dân phường An Bình Mới";
const NEW: &str = "Ủy ban nhân dân phường Bình Minh";

/// The agency is merged into another name, with a new place and another wording, from today on.
async fn rename(office: &Office) -> Result<()> {
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let mut wordings = agency.wordings.clone();
    let from = time::day(api::Clock.now()).yesterday()?;
    let book_label = "thuộc sổ:".to_owned();
    wordings.push(Wording {
        from,
        book_label,
        title: "CHỨNG THỰC BẢN SAO".to_owned(),
        ..Wording::standard()
    });
    let locality = "Phường Bình Minh, thành phố An Bình".to_owned();
    records.save_agency(&Agency { name: NEW.to_owned(), locality, wordings, ..agency }).await?;
    Ok(())
}

/// A text of the signature dictionaries, in the order of the file.
fn said(copy: &[u8], key: &str) -> Vec<String> {
    let begin = format!("\n/{key} <FEFF");
    let text = String::from_utf8_lossy(copy);
    let values = text.match_indices(&begin).map(|(at, _)| {
        let digits = text[at + begin.len()..].split('>').next().unwrap_or_default();
        let units = digits.as_bytes().chunks(4).map(|unit| {
            u16::from_str_radix(std::str::from_utf8(unit).unwrap_or_default(), 16).unwrap_or_default()
        });
        String::from_utf16_lossy(&units.collect::<Vec<_>>())
    });
    values.collect()
}

/// That a sealed copy names the old agency alone, and the public check the same.
async fn names_the_old_agency(office: &Office, case: &str) -> Result<()> {
    let copy = office.document(case, "sealed").await?;
    assert_eq!(said(&copy, "Name"), [office.signer.name.as_str(), OLD]);
    let place = "Phường An Bình Mới, thành phố An Bình";
    assert_eq!(said(&copy, "Location"), [place, place]);
    let examined = Examined::new(&copy)?;
    let page = examined.text()?;
    assert!(page.contains("PHƯỜNG AN BÌNH MỚI") && !page.contains("BÌNH MINH"), "{page}");
    assert!(page.contains("quyển số:") && !page.contains("thuộc sổ"), "{page}");
    let verdicts = examined.pyhanko(&office.stack)?;
    assert!(verdicts.len() == 2 && verdicts.iter().all(|verdict| verdict.sound), "{verdicts:?}");
    let code = examined.squares()?;
    let code = code.rsplit('=').next().context("no code")?;
    let check = office.clerk.api.get(&format!("/verify/{code}")).await?.done()?;
    assert_eq!(check["copy"]["agency"], OLD);
    Ok(())
}

#[tokio::test]
async fn an_agency_renamed_after_the_signature_is_named_once_on_the_copy() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    rename(&office).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    names_the_old_agency(&office, &case).await?;

    // The next copy has the new name throughout.
    let next = office.certify(&Requester::by_email(), small_scan()).await?;
    assert_eq!(said(&next.copy, "Name"), [office.signer.name.as_str(), NEW]);
    let page = Examined::new(&next.copy)?.text()?;
    assert!(page.contains("PHƯỜNG BÌNH MINH") && page.contains("thuộc sổ:"), "{page}");
    assert!(!page.contains("AN BÌNH MỚI"), "{page}");
    Ok(())
}

#[tokio::test]
async fn an_agency_renamed_between_preparing_and_sealing_is_named_once_on_the_copy() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    let prepared = office.signer.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let signed = office.signer_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    rename(&office).await?;
    office.signer.api.post(&path, &finalisation(&prepared, &signed)).await?.done()?;
    office.number(&case, &office.book().await?).await?;
    let path = format!("/cases/{case}/seal");
    let prepared = office.clerk.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let sealed = office.agency_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    office.clerk.api.post(&path, &finalisation(&prepared, &sealed)).await?.done()?;
    names_the_old_agency(&office, &case).await
}

#[tokio::test]
async fn an_official_renamed_between_preparing_and_signing_is_named_as_on_the_page() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    let prepared = office.signer.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let records = office.stack.records();
    let profile = records.profile(&office.agency, &office.signer.id).await?.context("no profile")?;
    let title = profile.title.clone().context("no title")?;
    let title = Some(SignerTitle { head: "Quyền Chủ tịch".to_owned(), ..title });
    let name = "Nguyễn Thử Đổi Tên".to_owned();
    records.save_profile(&Profile { name: name.clone(), title, ..profile }).await?;
    let signed = office.signer_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    let view = office.signer.api.post(&path, &finalisation(&prepared, &signed)).await?.done()?;

    // Page, signature dictionary, case and register agree.
    let old = office.signer.name.as_str();
    let named = |view: &Value| (view["signature"]["name"].clone(), view["signature"]["title"].clone());
    assert_eq!(named(&view), (old.into(), vec!["CHỦ TỊCH"].into()));
    let book = office.book().await?;
    office.number(&case, &book).await?;
    office.seal(&case).await?;
    let copy = office.document(&case, "sealed").await?;
    assert_eq!(said(&copy, "Name")[0], old);
    let page = Examined::new(&copy)?.text()?;
    assert!(page.contains(old) && !page.contains(&name) && !page.contains("QUYỀN CHỦ TỊCH"), "{page}");
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    let column = entries["entries"][0]["signer"].as_str().context("no signer")?;
    assert!(column.contains(old) && !column.contains(&name), "{column}");
    Ok(())
}
