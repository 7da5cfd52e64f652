//! Cases in a state, made by the steps that lead there.

use std::fs;

use anyhow::{Context as _, Result, bail};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use journeys::{Office, Person, Requester, Stack, User};
use serde_json::{Value, json};

use crate::arguments::Wanted;

/// Cases that are made at the same time.
const BESIDE: usize = 6;

/// Makes the cases; gives them as the API shows them, the oldest first.
pub(crate) async fn make(stack: &Stack, wanted: &Wanted) -> Result<Value> {
    let described =
        fs::read(&wanted.office).with_context(|| format!("reading {}", wanted.office.display()))?;
    let described: Value = serde_json::from_slice(&described)?;
    let office = enter(stack, &described).await?;
    let goal = Goal::of(&wanted.state)?;
    let book = if goal >= Goal::Numbered { office.book().await? } else { String::new() };
    let scan = wanted.scan.bytes();
    let makings = (0..wanted.count).map(|_| async {
        let requester = match &wanted.account {
            Some(number) => Requester::Account { number: number.clone() },
            None => Requester::by_email(),
        };
        lead(&office, &requester, &scan, goal, &book).await
    });
    let mut cases: Vec<Value> = stream::iter(makings).buffer_unordered(BESIDE).try_collect().await?;
    cases.sort_by_key(|case| case["id"].as_str().unwrap_or_default().to_owned());
    Ok(Value::Array(cases))
}

/// How far a case is led; each state lies behind those before it, but for `Returned`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Draft,
    AwaitingSignature,
    Returned,
    Signed,
    Numbered,
    Sealed,
    Released,
}

impl Goal {
    fn of(state: &str) -> Result<Self> {
        Ok(match state {
            "draft" => Self::Draft,
            "awaiting_signature" => Self::AwaitingSignature,
            "returned" => Self::Returned,
            "signed" => Self::Signed,
            "numbered" => Self::Numbered,
            "sealed" => Self::Sealed,
            "released" => Self::Released,
            other => bail!("no case is made in the state `{other}`"),
        })
    }
}

async fn lead(office: &Office, requester: &Requester, scan: &[u8], goal: Goal, book: &str) -> Result<Value> {
    let case = office.open_case(requester).await?;
    let inspected = office.attach_scan(&case, scan.to_vec()).await?;
    if goal > Goal::Draft {
        if inspected["scan"]["state"] != "ready" {
            bail!("the scan was refused: {}", inspected["scan"]);
        }
        office.submit(&case).await?;
    }
    if goal == Goal::Returned {
        let reason = json!({ "code": "illegible", "text": "Trang 1 mờ, chụp lại giúp." });
        office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    }
    if goal >= Goal::Signed {
        office.sign(&case).await?;
    }
    if goal >= Goal::Numbered {
        office.number(&case, book).await?;
    }
    if goal >= Goal::Sealed {
        office.seal(&case).await?;
    }
    if goal >= Goal::Released {
        office.release(&case).await?;
    }
    office.read(&case).await
}

/// The office that `found` described, its people signed in anew.
async fn enter(stack: &Stack, described: &Value) -> Result<Office> {
    let agency = described["agency"].as_str().context("no office")?;
    let key = described["users"]["signer"]["key"].as_str().unwrap_or_default();
    let mut people = Vec::new();
    for role in ["officer", "signer", "clerk"] {
        let one = &described["users"][role];
        let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let user = User {
            username: text("username"),
            password: text("password"),
            name: text("name"),
            agency: agency.to_owned(),
            account: String::new(),
            groups: vec![role.to_owned()],
        };
        people.push(Person::sign_in(stack, &user).await?);
    }
    let Ok(people) = <[Person; 3]>::try_from(people) else { bail!("an office has three at work") };
    Office::staffed(stack, agency.parse()?, people, key)
}
