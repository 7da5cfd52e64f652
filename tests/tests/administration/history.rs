//! What administrators changed is kept, and tells nothing of persons.

use anyhow::Result;
use serde_json::json;

use super::{Founded, change, path_of};
use crate::{
    refusals::{cause, of},
    scene::column,
};

#[tokio::test]
async fn every_change_is_in_the_history_with_who_and_what_and_nothing_of_persons() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    let fields = json!({ "name": "Phạm Thị Đổi Tên", "roles": ["officer"], "subject": "CCCD:001185000009" });
    here.admin.api.patch(&path_of(&official), &change(&official, &fields)).await?.done()?;
    let version = here.version().await?;
    let move_house = json!({ "version": version, "locality": "Xã Mới Lập, tỉnh Hòa An" });
    here.admin.api.patch(&format!("/agencies/{}", here.id), &move_house).await?.done()?;
    // Nothing differs, so nothing is written.
    let same = json!({ "version": version + 1, "locality": "Xã Mới Lập, tỉnh Hòa An" });
    here.admin.api.patch(&format!("/agencies/{}", here.id), &same).await?.done()?;

    let history = here.admin.api.get("/agency/history").await?.done()?;
    let changes = history["changes"].as_array().cloned().unwrap_or_default();
    let actions = ["change-agency", "change-official", "create-official", "create-official", "found-agency"];
    assert_eq!(column(&changes, "action"), actions);
    let centre = json!("trung-uong");
    assert_eq!(
        column(&changes, "of"),
        [json!(here.id), json!(here.id), json!(here.id), centre.clone(), centre]
    );
    assert_eq!(changes[0]["by"], "Hoàng Thị Quản Trị");
    assert_eq!(
        changes[0]["fields"],
        json!([{
            "field": "locality",
            "before": "Xã Mới Lập, tỉnh An Bình",
            "after": "Xã Mới Lập, tỉnh Hòa An",
        }])
    );
    assert_eq!(changes[1]["subject"], official["id"]);
    assert_eq!(
        changes[1]["fields"],
        json!([
            { "field": "name" },
            { "field": "roles", "before": ["clerk"], "after": ["officer"] },
            { "field": "subject" },
        ])
    );
    let text = history.to_string();
    for personal in ["Phạm Thị", &user.username, "CCCD", "example.vn"] {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
    Ok(())
}

#[tokio::test]
async fn the_history_is_read_page_by_page_to_its_end() -> Result<()> {
    let here = Founded::new().await?;
    here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    let whole = here.admin.api.get("/agency/history").await?.done()?["changes"].clone();
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    for _ in 0..10 {
        let page = here.admin.api.get(&format!("/agency/history?limit=1{cursor}")).await?.done()?;
        pages.extend(page["changes"].as_array().cloned().unwrap_or_default());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(json!(pages), whole);
    // Before everything there is nothing.
    let none = here.admin.api.get("/agency/history?cursor=00000000000000000000000000").await?.done()?;
    assert_eq!(none, json!({ "changes": [] }));
    for wrong in ["limit=0", "limit=201", "limit=x", "cursor=x"] {
        let answer = here.admin.api.get(&format!("/agency/history?{wrong}")).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{wrong}");
    }
    Ok(())
}
