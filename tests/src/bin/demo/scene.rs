//! The demo's office: UBND phường An Bình Mới, which exists nowhere.

use anyhow::Result;
use journeys::{AgencySeed, Centre, Office, Person, Signing, Stack, administration::employ};

/// Portal accounts that the counter can look up: number, account, name.
const ACCOUNTS: [(&str, &str, &str); 3] = [
    ("001099000101", "dvcqg-000101", "Trần Văn Thử"),
    ("001199000102", "dvcqg-000102", "Lê Thị Mẫu"),
    ("9900054321", "dvcqg-000103", "Công ty TNHH Ví Dụ"),
];

/// The ministry founds the agencies and says whom to trust; the ward's administrator takes the officials up
/// with their roles and rights. A second run finds everything there.
pub(crate) async fn administration(stack: &Stack) -> Result<()> {
    let centre = Centre::enter(stack).await?;
    centre.found(&ward()?).await?;
    centre.found(&neighbour()?).await?;
    centre.trust_pki().await?;
    let admin = Person::sign_in(stack, stack.user("admin")?).await?;
    for (username, signing) in [
        ("admin", None),
        ("officer", None),
        ("signer", Some(Signing::chair())),
        ("vice-signer", Some(Signing::vice_chair())),
        ("clerk", None),
    ] {
        let user = stack.user(username)?;
        employ(&admin.api, "/agency/officials", user, signing.as_ref()).await?;
    }
    let elsewhere = "/agency/officials?agency=hoa-binh-moi";
    employ(&centre.admin.api, elsewhere, stack.user("elsewhere")?, None).await?;
    Ok(())
}

/// Signs the officials in and sets up what is missing; a second run finds everything there.
pub(crate) async fn office(stack: &Stack) -> Result<Office> {
    let seed = ward()?;
    let users = ["officer", "signer", "clerk"].map(|name| stack.user(name).cloned());
    let [officer, signer, clerk] = users;
    let users = [officer?, signer?, clerk?];
    let office = Office::enter(stack, &seed, &users, &Signing::chair()).await?;
    office.equip().await?;
    office.book().await?;
    for (number, account, name) in ACCOUNTS {
        office.add_account(number, account, name).await?;
    }
    Ok(office)
}

fn ward() -> Result<AgencySeed> {
    Ok(AgencySeed {
        id: "an-binh-moi".parse()?,
        name: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
        locality: "Phường An Bình Mới, thành phố An Bình".to_owned(),
    })
}

/// A second agency, so that it can be seen that neither sees the other's cases.
fn neighbour() -> Result<AgencySeed> {
    Ok(AgencySeed {
        id: "hoa-binh-moi".parse()?,
        name: "Ủy ban nhân dân xã Hòa Bình Mới".to_owned(),
        locality: "Xã Hòa Bình Mới, tỉnh An Bình".to_owned(),
    })
}
