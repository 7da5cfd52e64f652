//! The officer compares the repaired scan with the original on paper, and says so before the case is submitted.

use anyhow::{Context as _, Result};
use journeys::{Requester, Signing};
use serde_json::json;

use super::{id, repaired, unsound};
use crate::{
    refusals::{all_of, refused},
    scene::{nothing, small_scan, unequipped},
};

#[tokio::test]
async fn a_repaired_scan_is_not_submitted_before_it_is_confirmed() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let inspected = repaired(&office, unsound("script")?).await?;
    let case = id(&inspected)?;
    let before = all_of(&office, case).await?;
    let submit = office.officer.api.post(&format!("/cases/{case}/submit"), &nothing()).await?;
    let problem = refused(submit)?;
    assert_eq!((problem.status, &*problem.code), (409, "scan-unconfirmed"));
    assert_eq!(
        &*problem.detail,
        "Bản scan đã được làm sạch. So bản đã làm sạch với bản chính giấy, xác nhận khớp rồi trình ký."
    );
    assert_eq!(all_of(&office, case).await?, before);

    let confirmed = office.confirm_scan(&inspected).await?;
    assert_eq!(confirmed["scan"]["repair"]["confirmed_by"], office.officer.name);
    assert_eq!(office.submit(case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn another_scan_needs_its_own_confirmation_and_the_earlier_one_keeps_its_own() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let first = repaired(&office, unsound("script")?).await?;
    let case = id(&first)?;
    office.confirm_scan(&first).await?;
    // Without its last line.
    let mut cut = small_scan();
    cut.truncate(cut.len() - "%%EOF\n".len());
    let second = office.attach_scan(case, cut).await?;
    assert_eq!(second["scan"]["repair"]["cause"], "truncated", "{}", second["scan"]);
    let (api, submit) = (&office.officer.api, format!("/cases/{case}/submit"));
    assert_eq!(refused(api.post(&submit, &nothing()).await?)?.code, "scan-unconfirmed");

    // What was compared is not what stands in the case.
    let compared = json!({ "sha256": first["scan"]["sha256"] });
    let problem = refused(api.post(&format!("/cases/{case}/scan/confirm"), &compared).await?)?;
    assert_eq!((problem.status, &*problem.code), (409, "changed-meanwhile"));
    let who = format!("{} (cán bộ tư pháp) đã thay bản scan của hồ sơ này lúc ", office.officer.name);
    assert!(problem.detail.starts_with(&who), "{}", problem.detail);
    assert!(problem.detail.ends_with(". Tải lại để xem thay đổi rồi thực hiện lại."), "{}", problem.detail);
    assert_eq!(office.read(case).await?["scan"], second["scan"]);

    office.confirm_scan(&second).await?;
    let third = office.attach_scan(case, b"not a PDF".to_vec()).await?;
    assert_eq!(third["scan"]["state"], "refused");
    let kept = api.patch(&format!("/cases/{case}"), &json!({ "keep_scan": true })).await?.done()?;
    assert_eq!(kept["scan"]["repair"]["confirmed_by"], office.officer.name);
    assert_eq!(office.submit(case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn a_returned_case_keeps_the_confirmation_of_its_scan() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.submitted(&Requester::by_email(), unsound("script")?).await?;
    let before = office.read(&case).await?;
    let reason = json!({ "code": "other", "text": "Sửa tên của bản chính." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;
    assert_eq!(office.submit(&case).await?["scan"], before["scan"]);
    Ok(())
}

#[tokio::test]
async fn there_is_nothing_to_confirm_without_a_repaired_scan() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let (api, path) = (&office.officer.api, format!("/cases/{case}/scan/confirm"));
    let compared = json!({ "sha256": "0".repeat(64) });
    let confirm = async || refused(api.post(&path, &compared).await?);
    let problem = confirm().await?;
    assert_eq!((problem.status, &*problem.code), (409, "scan-missing"));
    office.place_for_scan(&case).await?;
    assert_eq!(confirm().await?.code, "scan-awaited");
    office.attach_scan(&case, b"not a PDF".to_vec()).await?;
    assert_eq!(confirm().await?.code, "scan-refused");

    let inspected = office.attach_scan(&case, small_scan()).await?;
    let problem = confirm().await?;
    assert_eq!((problem.status, &*problem.code), (409, "scan-not-repaired"));
    assert_eq!(
        &*problem.detail,
        "Bản scan được giữ nguyên như khi tải lên, nên không cần xác nhận. Trình ký được ngay."
    );
    assert_eq!(office.read(&case).await?, inspected);
    assert_eq!(office.document(&case, "uploaded").await?, small_scan());

    let version = inspected["version"].as_u64().context("no version")?;
    let older = json!({ "sha256": inspected["scan"]["sha256"], "version": version - 1 });
    assert_eq!(refused(api.post(&path, &older).await?)?.code, "changed-meanwhile");
    office.submit(&case).await?;
    assert_eq!(confirm().await?.code, "wrong-state");
    Ok(())
}
