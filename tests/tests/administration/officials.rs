//! Sign-ins, roles, the right to sign.

use anyhow::Result;
use journeys::{
    Person, Signing,
    administration::{admit, employ, title},
};
use serde_json::{Value, json};

use super::{Founded, change, path_of, user};
use crate::{
    refusals::{cause, of},
    scene::{nothing, office},
};

/// What somebody's token of this moment gives, in the order of the alphabet.
async fn roles(here: &Founded, user: &journeys::User) -> Result<Vec<String>> {
    let person = Person::sign_in(&here.centre.stack, user).await?;
    let me = person.api.get("/me").await?.done()?;
    let roles = me["roles"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut roles: Vec<_> = roles.map(str::to_owned).collect();
    roles.sort();
    Ok(roles)
}

#[tokio::test]
async fn a_new_official_signs_in_with_the_roles_that_were_given() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    assert_eq!(official["settled"], true, "{official}");
    let invited = async || -> Result<Vec<Value>> {
        let list = here.admin.api.get("/agency/officials").await?.done()?;
        let all = list["officials"].as_array().into_iter().flatten();
        Ok(all.filter(|one| one["id"] == official["id"]).map(|one| one["invited"].clone()).collect())
    };
    assert_eq!(invited().await?, [true], "before the first sign-in");
    let person = admit(&here.centre.stack, &user).await?;
    assert_eq!(invited().await?, [false], "after it");
    let me = person.api.get("/me").await?.done()?;
    assert_eq!((&me["name"], &me["roles"]), (&json!("Phạm Thị Ví Dụ"), &json!(["clerk"])));
    let read = here.official(&official["id"]).await?;
    assert_eq!(read["email"], format!("{}@anbinhmoi.example.vn", user.username));
    let list = here.admin.api.get("/agency/officials").await?.done()?;
    let names: Vec<_> = list["officials"].as_array().into_iter().flatten().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Hoàng Thị Quản Trị", "Phạm Thị Ví Dụ"]);
    Ok(())
}

#[tokio::test]
async fn the_same_creation_again_answers_the_same_and_another_one_is_refused() -> Result<()> {
    let (here, elsewhere) = (Founded::new().await?, Founded::new().await?);
    let (user, official) = here.employ("officer", "Ngô Văn Mẫu").await?;
    let again = employ(&here.admin.api, "/agency/officials", &user, None).await?;
    assert_eq!(again, official);
    let body =
        json!({ "username": user.username, "name": "Người Khác", "email": "a@b.vn", "roles": ["clerk"] });
    for admin in [&here.admin, &elsewhere.admin] {
        let answer = admin.api.post("/agency/officials", &body).await?;
        assert_eq!(cause(answer)?, of(409, "username-taken"));
    }
    Ok(())
}

#[tokio::test]
async fn a_creation_that_was_cut_off_goes_on_when_it_is_repeated() -> Result<()> {
    let here = Founded::new().await?;
    // Cut off after the sign-in was made: it is there, in no group, and the table knows nothing.
    let lone = journeys::User { groups: Vec::new(), ..user(&here.id, "clerk", "Phạm Thị Ví Dụ") };
    journeys::administration::sign_in_alone(&here.centre.stack, &lone).await?;
    assert!(roles(&here, &lone).await?.is_empty());
    let wanted = journeys::User { groups: vec!["clerk".to_owned()], ..lone };
    let official = employ(&here.admin.api, "/agency/officials", &wanted, None).await?;
    assert_eq!((&official["roles"], &official["settled"]), (&json!(["clerk"]), &json!(true)));
    assert_eq!(roles(&here, &wanted).await?, ["clerk"]);
    Ok(())
}

#[tokio::test]
async fn a_decision_that_did_not_arrive_is_carried_out_by_the_next_call() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    admit(&here.centre.stack, &user).await?;
    // Cut off after the table was written: the decision stands there and the sign-in does not have it.
    let records = here.centre.stack.records();
    let id = official["id"].as_str().unwrap_or_default().parse()?;
    let profile = records.profile(&here.id.parse()?, &id).await?.expect("the official is recorded");
    let roles_then = [certification::Role::Officer].into();
    let decided = certification::agency::Profile { roles: roles_then, settled: false, ..profile };
    records.save_profile(&decided).await?;
    assert_eq!(roles(&here, &user).await?, ["clerk"]);
    let seen = here.official(&official["id"]).await?;
    assert_eq!(seen["settled"], false, "{seen}");
    let after = here.admin.api.patch(&path_of(&seen), &change(&seen, &nothing())).await?.done()?;
    assert_eq!((&after["settled"], &after["roles"]), (&json!(true), &json!(["officer"])));
    assert_eq!(roles(&here, &user).await?, ["officer"]);
    Ok(())
}

#[tokio::test]
async fn roles_are_given_and_taken_away() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    admit(&here.centre.stack, &user).await?;
    let path = path_of(&official);
    let more = change(&official, &json!({ "roles": ["clerk", "officer"] }));
    let official = here.admin.api.patch(&path, &more).await?.done()?;
    assert_eq!(roles(&here, &user).await?, ["clerk", "officer"]);
    let fewer = change(&official, &json!({ "roles": ["officer"], "name": "Phạm Thị Ví Dụ Hai" }));
    here.admin.api.patch(&path, &fewer).await?.done()?;
    assert_eq!(roles(&here, &user).await?, ["officer"]);
    assert_eq!(cause(here.admin.api.patch(&path, &fewer).await?)?, of(409, "changed-meanwhile"));
    Ok(())
}

#[tokio::test]
async fn whoever_is_disabled_is_stopped_at_once_and_let_in_again() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("officer", "Ngô Văn Mẫu").await?;
    let officer = admit(&here.centre.stack, &user).await?;
    let path = path_of(&official);
    let lock = change(&official, &json!({ "disabled": true }));
    let locked = here.admin.api.patch(&path, &lock).await?.done()?;
    let opening = json!({ "requester": { "number": "001099000001" }, "document_type": "khac" });
    assert_eq!(cause(officer.api.post("/cases", &opening).await?)?, of(403, "official-disabled"));
    assert!(Person::sign_in(&here.centre.stack, &user).await.is_err());
    let unlock = change(&locked, &json!({ "disabled": false }));
    here.admin.api.patch(&path, &unlock).await?.done()?;
    let officer = Person::sign_in(&here.centre.stack, &user).await?;
    assert_eq!(cause(officer.api.post("/cases", &opening).await?)?, of(404, "account-not-found"));
    Ok(())
}

#[tokio::test]
async fn an_agency_keeps_an_administrator() -> Result<()> {
    let here = Founded::new().await?;
    let id = json!(here.admin.id.to_string());
    let own = here.official(&id).await?;
    let path = path_of(&own);
    for fields in [json!({ "roles": ["clerk"] }), json!({ "disabled": true })] {
        let answer = here.admin.api.patch(&path, &change(&own, &fields)).await?;
        assert_eq!(cause(answer)?, of(409, "own-admin-role"), "{fields}");
        // The centre may, but not while there is no other.
        let of_agency = format!("{path}?agency={}", here.id);
        let answer = here.centre.admin.api.patch(&of_agency, &change(&own, &fields)).await?;
        assert_eq!(cause(answer)?, of(409, "last-admin"), "{fields}");
    }
    let (second, _) = here.employ("admin", "Đặng Văn Thứ Hai").await?;
    let second = admit(&here.centre.stack, &second).await?;
    second.api.patch(&path, &change(&own, &json!({ "roles": ["clerk"] }))).await?.done()?;
    // The old token still says `admin`; the table does not.
    assert_eq!(cause(here.admin.api.get("/agency/officials").await?)?, of(403, "wrong-role"));
    Ok(())
}

#[tokio::test]
async fn the_right_to_sign_is_given_with_its_document() -> Result<()> {
    let here = Founded::new().await?;
    let (user, official) = here.employ("signer", "Lê Văn Giả Định").await?;
    let signer = admit(&here.centre.stack, &user).await?;
    let given = title(&Signing::delegate().title);
    let fields = json!({ "title": given, "subject": "CCCD:001090000003" });
    let after = here.admin.api.patch(&path_of(&official), &change(&official, &fields)).await?.done()?;
    assert_eq!(after["title"], given);
    let me = signer.api.get("/me").await?.done()?;
    assert_eq!(me["title"], json!(["TUQ. CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"]));
    // Who signs by delegation delegates to nobody (NĐ 30/2020 Điều 13).
    let (_, other) = here.employ("signer", "Trần Thị Kiểm Thử").await?;
    let mut again = given.clone();
    again["delegation"]["by"] = json!("Lê Văn Giả Định");
    let answer = here.admin.api.patch(&path_of(&other), &change(&other, &json!({ "title": again }))).await?;
    let problem = answer.problem()?;
    assert_eq!(problem.facts["field"], "title.delegation.by", "{problem:?}");
    Ok(())
}

#[tokio::test]
async fn a_lost_token_is_unbound() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let path = format!("/agency/officials/{}", office.signer.id);
    let official = admin.api.get(&path).await?.done()?;
    assert!(official["certificate"].is_object(), "{official}");
    let unbind = format!("{path}/certificate/unbind");
    let after = admin.api.post(&unbind, &change(&official, &nothing())).await?.done()?;
    assert!(after["certificate"].is_null(), "{after}");
    assert!(office.signer.api.get("/me").await?.done()?["certificate"].is_null());
    let answer = admin.api.post(&unbind, &change(&after, &nothing())).await?;
    assert_eq!(cause(answer)?, of(409, "no-certificate"));
    Ok(())
}
