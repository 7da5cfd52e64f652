//! A whole office from its founding: nobody writes to the table by hand.

use anyhow::Result;
use journeys::{
    Office, Requester, Signing,
    administration::{admit, employ},
};

use super::{Founded, user};
use crate::scene::{small_scan, unequipped};

#[tokio::test]
async fn an_office_that_its_administrator_has_set_up_certifies_a_copy() -> Result<()> {
    // The test PKI is trusted at once or not at all, whichever test comes first; here it is found trusted.
    unequipped(&Signing::chair()).await?;
    let here = Founded::new().await?;
    here.centre.trust_pki().await?;
    let chair = Signing::chair();
    let mut people = Vec::new();
    for (role, name, signing) in [
        ("officer", "Ngô Văn Mẫu", None),
        ("signer", chair.name.as_str(), Some(&chair)),
        ("clerk", "Phạm Thị Ví Dụ", None),
    ] {
        let user = user(&here.id, role, name);
        employ(&here.admin.api, "/agency/officials", &user, signing).await?;
        people.push(admit(&here.centre.stack, &user).await?);
    }
    let people = <[_; 3]>::try_from(people).map_err(|_| anyhow::anyhow!("three officials"))?;
    let office = Office::staffed(&here.centre.stack, here.id.parse()?, people, &chair.key)?;
    office.equip().await?;
    let certified = office.certify(&Requester::by_email(), small_scan()).await?;
    assert_eq!(certified.view["state"], "released");
    Ok(())
}
