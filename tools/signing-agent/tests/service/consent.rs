//! Nothing is signed that the person did not see and agree to.

use crate::agent::{Agent, CONSOLE, answer};
use crate::keystore::Keystore;
use crate::signing::sign_message;
use anyhow::Result;
use futures_util::SinkExt as _;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

const QUESTION: &str = "Ký? [c/K] ";

#[tokio::test]
async fn what_is_to_be_signed_is_shown_and_a_refusal_signs_nothing() -> Result<()> {
    let keystore = Keystore::p256()?;
    let mut agent = Agent::start(&keystore.options())?;
    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::text(sign_message("a"))).await?;
    let shown = agent.shows(QUESTION)?;
    for part in [
        "Yêu cầu ký 1 văn bản từ https://console.example\n",
        "Chứng thư số: C=VN, CN=Nguyễn Thử\n",
        "SHA-256: ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\n",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    agent.type_line("K")?;
    let expected = json!({ "Status": 14, "Message": "Bạn đã không đồng ý ký. Chưa có gì được ký." });
    assert_eq!(answer(&mut socket).await?, expected.to_string());
    Ok(())
}

#[tokio::test]
async fn only_yes_is_yes() -> Result<()> {
    let keystore = Keystore::p256()?;
    let mut agent = Agent::start(&keystore.options())?;
    for (typed, status) in [("c", 0), ("C", 0), ("có", 0), ("", 14), ("k", 14), ("không", 14), ("cc", 14)] {
        let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
        socket.send(Message::text(sign_message("a"))).await?;
        agent.shows(QUESTION)?;
        agent.type_line(typed)?;
        let said: serde_json::Value = serde_json::from_str(&answer(&mut socket).await?)?;
        assert_eq!(said["Status"], status, "{typed}");
    }
    Ok(())
}

#[tokio::test]
async fn other_connections_are_answered_while_the_person_thinks() -> Result<()> {
    let keystore = Keystore::p256()?;
    let mut agent = Agent::start(&keystore.options())?;
    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::text(sign_message("a"))).await?;
    agent.shows(QUESTION)?;
    for _ in 0..8 {
        assert_eq!(agent.ask_json("GetCertInfo", "certinfo").await?["Status"], 0);
    }
    agent.type_line("c")?;
    assert!(answer(&mut socket).await?.contains(r#""Status":0"#));
    Ok(())
}

#[tokio::test]
async fn a_page_that_leaves_takes_its_question_back() -> Result<()> {
    let keystore = Keystore::p256()?;
    let mut agent = Agent::start(&keystore.options())?;
    let mut left = agent.connect(Some(CONSOLE), "SignMsg").await?;
    left.send(Message::text(sign_message("bỏ dở"))).await?;
    agent.shows(QUESTION)?;
    left.close(None).await?;
    agent.shows("Trang yêu cầu ký đã đóng kết nối.\n")?;

    // Typed for the question that was taken back: it answers none.
    agent.type_line("c")?;
    agent.shows("Không có câu hỏi nào đang chờ trả lời.\n")?;
    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::text(sign_message("a"))).await?;
    agent.shows(QUESTION)?;
    agent.type_line("K")?;
    assert!(answer(&mut socket).await?.contains(r#""Status":14"#));
    Ok(())
}
