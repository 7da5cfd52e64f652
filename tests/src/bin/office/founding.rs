//! A new office with everybody that the console has screens for.

use anyhow::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{
    AgencySeed, Agent, Centre, Office, Person, Signing, Stack, User, administration::sign_in_alone, bind,
    images,
};
use serde_json::{Value, json};

/// Makes the agency and its people, and the centre where it is not yet there; gives who can sign in, with which key of the test PKI at the desk.
pub(crate) async fn found(stack: &Stack, equipped: bool) -> Result<Value> {
    Centre::enter(stack).await?;
    let id = format!("test-{}", api::Clock.ulid());
    let seed = AgencySeed {
        id: id.parse()?,
        name: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
        locality: "Phường An Bình Mới, thành phố An Bình".to_owned(),
    };
    let (chair, vice) = (Signing::chair(), Signing::vice_chair());
    let person = |login: &str, role: &str, name: &str| user(&id, login, role, name);
    let officer = person("officer", "officer", "Ngô Văn Mẫu");
    let signer = person("signer", "signer", &chair.name);
    let clerk = person("clerk", "clerk", "Phạm Thị Ví Dụ");
    let second_officer = person("second-officer", "officer", "Vũ Thị Thử Việc");
    let vice_signer = person("vice-signer", "signer", &vice.name);
    let admin = person("admin", "admin", "Hoàng Thị Quản Trị");
    let account = format!("dvcqg-{id}");
    let requester = User {
        account: account.clone(),
        agency: String::new(),
        ..person("requester", "requester", "Trần Văn Thử")
    };
    for one in [&officer, &signer, &clerk, &second_officer, &vice_signer, &admin, &requester] {
        sign_in_alone(stack, one).await?;
    }
    let three = [officer.clone(), signer.clone(), clerk.clone()];
    let office = Office::enter(stack, &seed, &three, &chair).await?;
    let deputy = Person::sign_in(stack, &vice_signer).await?;
    office.add_signer(&deputy, &vice).await?;
    let number = number();
    office.add_account(&number, &account, &requester.name).await?;
    if equipped {
        office.equip().await?;
        let desk = Agent::of(stack, &vice.key)?;
        bind(&deputy.api, "/me/certificate", &desk).await?.done()?;
        let image = json!({ "png": STANDARD.encode(images::signature()?) });
        deputy.api.put("/me/signature-image", &image).await?.done()?;
        office.book().await?;
    }
    let described = |user: &User, key: &str| {
        json!({
            "username": user.username,
            "password": user.password,
            "name": user.name,
            "key": key,
        })
    };
    Ok(json!({
        "agency": id,
        "agency_name": seed.name,
        "account": { "number": number, "id": account, "name": requester.name },
        "users": {
            "officer": described(&officer, ""),
            "second-officer": described(&second_officer, ""),
            "signer": described(&signer, &chair.key),
            "vice-signer": described(&vice_signer, &vice.key),
            "clerk": described(&clerk, "agency"),
            "admin": described(&admin, ""),
            "requester": described(&requester, ""),
        },
    }))
}

fn user(agency: &str, login: &str, role: &str, name: &str) -> User {
    User {
        username: format!("{login}-{}", agency.to_lowercase()),
        password: format!("Mau-{}-a1", api::Clock.ulid()),
        name: name.to_owned(),
        agency: agency.to_owned(),
        account: String::new(),
        groups: vec![role.to_owned()],
    }
}

/// A personal number that no other office's requester has: twelve digits.
fn number() -> String {
    let random = api::Clock.ulid().random() % 1_000_000_000;
    format!("001{random:09}")
}
