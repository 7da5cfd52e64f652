//! What the leader's and the clerk's screens do between the steps.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Agent, Office, Person, Requester, finalisation, until};
use serde_json::{Value, json};

use crate::scene::{column, nothing, office, small_scan};

/// Reads each signature field's page (from 1) and rectangle.
const RECTANGLES: &str = "\
import base64, io, json, sys
from pyhanko.pdf_utils.reader import PdfFileReader
reader = PdfFileReader(io.BytesIO(base64.b64decode(sys.stdin.read())))
pages = {}
for index in range(int(reader.root['/Pages']['/Count'])):
    reference, _ = reader.find_page_for_modification(index)
    pages[reference.reference] = index + 1
found = []
for field in reader.root['/AcroForm']['/Fields']:
    field = field.get_object()
    if field.get('/FT') == '/Sig':
        page = pages[field.raw_get('/P').reference]
        found.append([page] + [float(edge) for edge in field['/Rect']])
print(json.dumps(found))";

async fn queue(office: &Office, state: &str) -> Result<Vec<Value>> {
    let queue = office.clerk.api.get(&format!("/cases?state={state}")).await?.done()?;
    Ok(column(queue["cases"].as_array().context("no list")?, "id"))
}

#[tokio::test]
async fn a_signed_case_waits_for_the_clerk_until_it_is_sealed() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    assert_eq!(queue(&office, "signed").await?, [""; 0]);
    office.sign(&case).await?;
    assert_eq!(queue(&office, "awaiting_signature").await?, [""; 0]);
    assert_eq!(queue(&office, "signed").await?, [case.as_str()]);
    office.number(&case, &office.book().await?).await?;
    assert_eq!(queue(&office, "numbered").await?, [case.as_str()]);
    office.seal(&case).await?;
    assert_eq!(queue(&office, "numbered").await?, [""; 0]);
    assert_eq!(queue(&office, "sealed").await?, [case.as_str()]);
    Ok(())
}

#[tokio::test]
async fn the_signature_stands_where_the_signer_puts_it() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    // Prepared at the default place first: what counts is where it was put last.
    office.signer.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let place = json!({ "page": 1, "x": 101.5, "y": 202.25, "width": 150, "height": 75 });
    office.sign_in_place(&case, place).await?;

    let copy = office.document(&case, "signed").await?;
    let found = office.stack.run_python(RECTANGLES, &STANDARD.encode(copy))?;
    let found: Vec<[f64; 5]> = serde_json::from_str(&found)?;
    assert!(found.contains(&[1.0, 101.5, 202.25, 251.5, 277.25]), "{found:?}");
    Ok(())
}

#[tokio::test]
async fn a_returned_case_waits_for_the_officer_with_its_reason_and_both_sides_see_what_happened() -> Result<()>
{
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let reason = json!({ "code": "illegible", "text": "Trang 1 mờ." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    let queue = office.officer.api.get("/cases?state=returned").await?.done()?;
    assert_eq!(queue["cases"].as_array().map(Vec::len), Some(1));
    let returned = &queue["cases"][0];
    assert_eq!((&returned["id"], &returned["returned"]["text"]), (&json!(case), &reason["text"]));
    let path = format!("/cases/{case}/history");
    let seen = office.officer.api.get(&path).await?.done()?;
    assert_eq!(office.signer.api.get(&path).await?.done()?, seen);
    let last = seen["history"].as_array().and_then(|lines| lines.last()).context("no lines")?;
    assert_eq!((&last["by"], &last["action"]), (&json!(office.signer.name), &json!("return")));
    Ok(())
}

#[tokio::test]
async fn a_clerk_adds_a_book_finds_it_in_the_list_and_changes_it() -> Result<()> {
    let office = office().await?;
    let book = office.open_book("01-01", "12-31").await?;
    let path = format!("/books/{}", book["id"].as_str().context("no identifier")?);
    assert_eq!(office.clerk.api.get("/books").await?.done()?["books"], json!([book]));
    let change = json!({ "name": "Sổ chứng thực số 1", "first": 41 });
    let changed = office.clerk.api.patch(&path, &change).await?.done()?;
    assert_eq!((&changed["name"], &changed["next"]), (&json!("Sổ chứng thực số 1"), &json!(41)));
    assert_eq!(office.clerk.api.get(&path).await?.done()?, changed);

    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    assert_eq!(office.number(&case, &office.book().await?).await?["number"]["number"], 41);
    let late = office.clerk.api.patch(&path, &json!({ "first": 1 })).await?.problem()?;
    assert_eq!((late.status, late.code.as_str()), (409, "book-has-entries"));
    Ok(())
}

/// Prepares and signs, the signature coming back in a later second than it was prepared.
async fn signed_later(of: &Person, desk: &Agent, path: &str) -> Result<Value> {
    let prepared = of.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let signed = desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    until("the next second", async || {
        Ok((prepared["at"] != certification::time::iso(api::Clock.now())).then_some(()))
    })
    .await?;
    of.api.post(path, &finalisation(&prepared, &signed)).await?.done()
}

#[tokio::test]
async fn the_history_says_the_times_that_stand_in_the_signatures() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    signed_later(&office.signer, &office.signer_desk, &format!("/cases/{case}/signature")).await?;
    office.number(&case, &office.book().await?).await?;
    let view = signed_later(&office.clerk, &office.agency_desk, &format!("/cases/{case}/seal")).await?;
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines = history["history"].as_array().context("no lines")?;
    let at = |action: &str| lines.iter().find(|line| line["action"] == action).map(|line| line["at"].clone());
    assert_eq!(at("sign").as_ref(), Some(&view["signature"]["at"]));
    assert_eq!(at("seal").as_ref(), Some(&view["seal"]["at"]));
    // `/M` of both dictionaries: D:20261124013005+07'00'.
    let copy = office.document(&case, "sealed").await?;
    let text = String::from_utf8_lossy(&copy);
    for at in [&view["signature"]["at"], &view["seal"]["at"]] {
        let digits: String =
            at.as_str().context("no time")?[..19].chars().filter(char::is_ascii_digit).collect();
        assert!(text.contains(&format!("/M (D:{digits}+07'00')")), "{digits}");
    }
    Ok(())
}
