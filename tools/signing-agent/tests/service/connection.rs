//! Who is answered, and what is not a request.

use crate::agent::{Agent, CONSOLE};
use crate::keystore::Keystore;
use crate::signing::{hash_of, sign_message};
use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};

fn unattended() -> Result<(Agent, Keystore)> {
    let keystore = Keystore::p256()?;
    let agent = Agent::start(&[keystore.options().as_slice(), &["--unattended"]].concat())?;
    Ok((agent, keystore))
}

#[tokio::test]
async fn a_page_that_is_not_a_configured_console_is_refused_at_the_handshake() -> Result<()> {
    let (agent, _keystore) = unattended()?;
    let strangers =
        [None, Some("https://evil.example"), Some("null"), Some("https://console.example.evil.example")];
    for origin in
        strangers.into_iter().chain([Some("http://console.example"), Some("https://console.example:8443")])
    {
        let refusal = agent.connect(origin, "SignMsg").await.err().context("it was let in")?;
        match refusal.downcast_ref() {
            Some(Error::Http(response)) => assert_eq!(response.status(), 403, "{origin:?}"),
            _ => bail!("{origin:?}: {refusal}"),
        }
    }
    agent.connect(Some(CONSOLE), "SignMsg").await?;
    Ok(())
}

#[tokio::test]
async fn a_message_that_is_not_understood_is_answered_with_its_cause() -> Result<()> {
    let (agent, _keystore) = unattended()?;
    let short = json!({ "HashAlg": "SHA256", "HashValue": "AAAA" }).to_string();
    let sha512 = json!({ "HashAlg": "SHA512", "HashValue": hash_of("a") }).to_string();
    let cases = [
        ("SignMsg", "{", 101, "Yêu cầu ký không đúng định dạng: không phải JSON của SignMsg."),
        ("SignMsg", &short, 101, "Yêu cầu ký không đúng định dạng: giá trị băm SHA256 phải dài 32 byte."),
        ("SignMsg", &sha512, 103, "Chỉ ký được giá trị băm SHA256."),
        ("GetVersion", "", 101, "Yêu cầu ký không đúng định dạng: GetVersion nhận “version”."),
        ("SignApproved", "{}", 102, "Dịch vụ ký số không có chức năng này."),
    ];
    for (action, message, status, said) in cases {
        let answer = agent.ask_json(action, message).await?;
        assert_eq!(answer, json!({ "Status": status, "Message": said }), "{action} {message}");
    }
    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::binary(sign_message("a").into_bytes())).await?;
    let answer = socket.next().await.context("no answer")??.into_text()?;
    assert!(answer.contains(r#""Status":101"#), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_message_that_is_too_long_is_closed_with_1009() -> Result<()> {
    let (agent, _keystore) = unattended()?;
    for length in [64 * 1024 + 1, 3 * 1024 * 1024] {
        let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
        socket.send(Message::text("a".repeat(length))).await?;
        match socket.next().await.context("no close")?? {
            Message::Close(Some(frame)) => assert_eq!(frame.code, CloseCode::Size),
            other => bail!("not closed: {other}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn bytes_that_are_no_handshake_stop_nobody_else() -> Result<()> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let (agent, _keystore) = unattended()?;
    let mut silent = Vec::new();
    for _ in 0..20 {
        silent.push(tokio::net::TcpStream::connect(agent.address()).await?);
    }
    let mut noisy = tokio::net::TcpStream::connect(agent.address()).await?;
    noisy.write_all(b"GET /SignMsg HTTP/1.1\r\n\r\n").await?;
    // The refusal of TLS, or a close: either way the connection ends.
    let _ = noisy.read_to_end(&mut Vec::new()).await;
    assert_eq!(agent.ask_json("SignMsg", &sign_message("a")).await?["Status"], 0);
    Ok(())
}

#[test]
fn it_stops_when_standard_input_closes_and_on_signals() -> Result<()> {
    let (agent, _keystore) = unattended()?;
    assert_eq!(agent.close_input()?.code(), Some(0));
    for name in ["TERM", "INT"] {
        let (agent, _keystore) = unattended()?;
        assert_eq!(agent.signal(name)?.code(), Some(0), "{name}");
    }
    Ok(())
}
