//! An official who leaves in the middle of the work.

use anyhow::{Context as _, Result};
use journeys::{
    Office, Requester,
    administration::{admit, employ},
};
use serde_json::{Value, json};

use super::{change, path_of, user};
use crate::{
    appointments,
    refusals::{all_of, cause, of},
    scene::{column, nothing, small_scan},
};

#[tokio::test]
async fn an_officer_who_leaves_changes_nothing_more_and_others_go_on_with_the_cases() -> Result<()> {
    let office = appointments::office(2).await?;
    office.equip().await?;
    let admin = office.administrator().await?;
    let user = user(&office.agency.to_string(), "officer", "Lý Văn Nghỉ Việc");
    let official = employ(&admin.api, "/agency/officials", &user, None).await?;
    let leaving = Office { officer: admit(&office.stack, &user).await?, ..office.clone() };

    // A draft, a returned case and an opened appointment, all of the one who leaves.
    let draft = leaving.open_case(&Requester::by_email()).await?;
    leaving.attach_scan(&draft, small_scan()).await?;
    let returned = leaving.submitted(&Requester::by_email(), small_scan()).await?;
    let reason = json!({ "code": "other", "text": "Quét lại giúp." });
    office.signer.api.post(&format!("/cases/{returned}/return"), &reason).await?.done()?;
    let appointment = appointments::booked(&leaving, &appointments::at(2, 9)).await?;
    let appointment = appointment["id"].as_str().context("no identifier")?;
    let open = format!("/appointments/{appointment}/open");
    let opened = leaving.officer.api.post(&open, &nothing()).await?.done()?;
    let opened = opened["id"].as_str().context("no identifier")?.to_owned();
    let later = appointments::booked(&leaving, &appointments::at(3, 9)).await?;
    let later = later["id"].as_str().context("no identifier")?;

    let disabled = change(&official, &json!({ "disabled": true }));
    admin.api.patch(&path_of(&official), &disabled).await?.done()?;

    let before = (all_of(&office, &draft).await?, all_of(&office, &returned).await?);
    let new = json!({ "requester": Requester::by_email().body(), "document_type": "khac" });
    for (path, body) in [
        ("/cases".to_owned(), new),
        (format!("/cases/{draft}/scan"), nothing()),
        (format!("/cases/{draft}/submit"), nothing()),
        (format!("/cases/{draft}/cancel"), nothing()),
        (format!("/cases/{returned}/resume"), nothing()),
        (format!("/cases/{returned}/cancel"), nothing()),
        (format!("/appointments/{later}/open"), nothing()),
        (format!("/appointments/{later}/cancel"), json!({ "reason": "Thử." })),
    ] {
        let answer = leaving.officer.api.post(&path, &body).await?;
        assert_eq!(cause(answer)?, of(403, "official-disabled"), "{path}");
    }
    let copies = json!({ "copies": 2 });
    let answer = leaving.officer.api.patch(&format!("/cases/{draft}"), &copies).await?;
    assert_eq!(cause(answer)?, of(403, "official-disabled"));
    assert_eq!((all_of(&office, &draft).await?, all_of(&office, &returned).await?), before);

    // Another officer sees all three, and each of them goes on to the end.
    let ids = async |state: &str| -> Result<Vec<Value>> {
        let page = office.officer.api.get(&format!("/cases?state={state}")).await?.done()?;
        Ok(column(page["cases"].as_array().context("no cases")?, "id"))
    };
    let mut drafts = ids("draft").await?;
    drafts.sort_by_key(ToString::to_string);
    assert_eq!(drafts, [json!(draft), json!(opened)]);
    assert_eq!(ids("returned").await?, [json!(returned)]);
    office.officer.api.post(&format!("/cases/{returned}/resume"), &nothing()).await?.done()?;
    office.attach_scan(&opened, small_scan()).await?;
    let book = office.book().await?;
    for case in [&draft, &returned, &opened] {
        office.submit(case).await?;
        office.sign(case).await?;
        office.number(case, &book).await?;
        office.seal(case).await?;
        assert_eq!(office.release(case).await?["state"], "released");
        let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
        let lines = history["history"].as_array().context("no lines")?;
        let by =
            |action: &str| lines.iter().rfind(|line| line["action"] == action).map(|line| line["by"].clone());
        assert_eq!(by("open"), Some(json!("Lý Văn Nghỉ Việc")), "{case}");
        assert_eq!(by("submit"), Some(json!(office.officer.name)), "{case}");
    }
    let read = office.officer.api.get(&format!("/appointments/{later}")).await?.done()?;
    assert_eq!(read["state"], "booked");
    Ok(())
}
