//! The demo's office: UBND phường An Bình Mới, which exists nowhere.

use anyhow::Result;
use journeys::{AgencySeed, Office, Person, Signing, Stack};

/// Portal accounts that the counter can look up: number, account, name.
const ACCOUNTS: [(&str, &str, &str); 3] = [
    ("001099000101", "dvcqg-000101", "Trần Văn Thử"),
    ("001199000102", "dvcqg-000102", "Lê Thị Mẫu"),
    ("9900054321", "dvcqg-000103", "Công ty TNHH Ví Dụ"),
];

/// Signs the officials in and sets up what is missing; a second run finds everything there.
pub(crate) async fn office(stack: &Stack) -> Result<Office> {
    let seed = AgencySeed {
        id: "an-binh-moi".parse()?,
        name: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
        locality: "Phường An Bình Mới, thành phố An Bình".to_owned(),
    };
    let users = ["officer", "signer", "clerk"].map(|name| stack.user(name).cloned());
    let [officer, signer, clerk] = users;
    let users = [officer?, signer?, clerk?];
    let office = Office::enter(stack, &seed, &users, &Signing::chair()).await?;
    office.equip().await?;
    office.book().await?;
    for (number, account, name) in ACCOUNTS {
        office.add_account(number, account, name).await?;
    }
    let deputy = Person::sign_in(stack, stack.user("vice-signer")?).await?;
    office.add_signer(&deputy, &Signing::vice_chair()).await?;
    neighbour(stack).await?;
    Ok(office)
}

/// A second agency, so that it can be seen that neither sees the other's cases.
async fn neighbour(stack: &Stack) -> Result<()> {
    let seed = AgencySeed {
        id: "hoa-binh-moi".parse()?,
        name: "Ủy ban nhân dân xã Hòa Bình Mới".to_owned(),
        locality: "Xã Hòa Bình Mới, tỉnh An Bình".to_owned(),
    };
    seed.save(&stack.records()).await
}
