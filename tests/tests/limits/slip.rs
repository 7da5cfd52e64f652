//! The slip of return: what it says, and who gets one.

use anyhow::{Context as _, Result};
use certification::time;
use jiff::Timestamp;
use journeys::{Office, Requester, Signing};
use serde_json::json;

use crate::{
    refusals::{cause, of},
    scene::{nothing, small_scan, unequipped},
};

/// The words of the slip, in the order of the page.
async fn slip(office: &Office, case: &str) -> Result<String> {
    let link = office.officer.api.post(&format!("/cases/{case}/slip"), &nothing()).await?.done()?;
    let pdf = office.officer.api.fetch(link["url"].as_str().context("no address")?).await?;
    let file = tempfile::NamedTempFile::with_suffix(".pdf")?;
    std::fs::write(file.path(), &pdf)?;
    let text = std::process::Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output()?;
    anyhow::ensure!(text.status.success(), "pdftotext cannot read the slip");
    Ok(String::from_utf8(text.stdout)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn the_slip_names_the_hour_and_day_of_return() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let unknown = slip(&office, &case).await?;
    assert!(unknown.contains("2.000 đồng/trang"), "{unknown}");

    office.attach_scan(&case, small_scan()).await?;
    let extension = json!({ "ground": "many_pages", "days": 2 });
    let view = office.officer.api.post(&format!("/cases/{case}/extend"), &extension).await?.done()?;
    let slip = slip(&office, &case).await?;
    let code = case.parse::<certification::CaseId>()?.short_code();
    let due: Timestamp = view["due_at"].as_str().context("no due time")?.parse()?;
    for said in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHIẾU HẸN TRẢ KẾT QUẢ",
        "Trần Thị Bình",
        "Bằng tốt nghiệp",
        &*code,
        &*time::local(due).strftime("17 giờ 00 phút, ngày %d/%m/%Y").to_string(),
        "2 ngày làm việc, vì bản chính có nhiều trang",
        "2.000 đồng",
        "NGƯỜI TIẾP NHẬN",
        "Ngô Văn Mẫu",
    ] {
        assert!(slip.contains(said), "{said} is not in: {slip}");
    }
    Ok(())
}

#[tokio::test]
async fn a_slip_is_made_out_for_a_case_that_somebody_holds() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let path = format!("/cases/{case}/slip");
    let api = &office.officer.api;
    assert_eq!(cause(api.post(&path, &json!({ "version": 7 })).await?)?, of(409, "changed-meanwhile"));
    assert_eq!(cause(office.signer.api.post(&path, &nothing()).await?)?, of(403, "wrong-role"));
    api.post(&format!("/cases/{case}/cancel"), &nothing()).await?.done()?;
    assert_eq!(cause(api.post(&path, &nothing()).await?)?, of(409, "wrong-state"));
    Ok(())
}
