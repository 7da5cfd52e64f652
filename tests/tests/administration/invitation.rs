//! The invitation of an official is sent again, until the official has signed in.

use anyhow::{Context as _, Result};
use journeys::administration::{admit, pool_user};
use serde_json::json;

use super::{Founded, change, path_of};
use crate::{
    refusals::{cause, of},
    scene::{column, nothing},
};

#[tokio::test]
async fn an_invitation_that_did_not_arrive_is_sent_again_until_the_official_has_signed_in() -> Result<()> {
    let (here, elsewhere) = (Founded::new().await?, Founded::new().await?);
    let (user, official) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    let path = format!("{}/invitation", path_of(&official));
    let touched = async || {
        let user = pool_user(&here.centre.stack, &user.username).await?;
        user["UserLastModifiedDate"].as_f64().context("a user without a time of change")
    };
    let before = touched().await?;

    let invited = here.admin.api.post(&path, &nothing()).await?.done()?;
    assert_eq!(invited["email"], format!("{}@anbinhmoi.example.vn", user.username));
    assert!(touched().await? > before, "the pool was not asked");
    let history = here.admin.api.get("/agency/history").await?.done()?;
    let changes = history["changes"].as_array().context("no changes")?;
    assert_eq!(column(changes, "action")[0], "invite-official");
    assert_eq!((&changes[0]["subject"], &changes[0]["by"]), (&official["id"], &json!("Hoàng Thị Quản Trị")));

    assert_eq!(cause(elsewhere.admin.api.post(&path, &nothing()).await?)?, of(404, "not-found"));
    let lock = change(&official, &json!({ "disabled": true }));
    let locked = here.admin.api.patch(&path_of(&official), &lock).await?.done()?;
    assert_eq!(cause(here.admin.api.post(&path, &nothing()).await?)?, of(409, "official-locked"));
    let unlock = change(&locked, &json!({ "disabled": false }));
    here.admin.api.patch(&path_of(&official), &unlock).await?.done()?;
    let clerk = admit(&here.centre.stack, &user).await?;
    assert_eq!(cause(clerk.api.post(&path, &nothing()).await?)?, of(403, "wrong-role"));
    let after = touched().await?;
    assert_eq!(cause(here.admin.api.post(&path, &nothing()).await?)?, of(409, "already-signed-in"));
    assert_eq!(touched().await?.to_bits(), after.to_bits());
    Ok(())
}
