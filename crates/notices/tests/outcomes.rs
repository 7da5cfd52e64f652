//! What becomes of a message whose carrier refuses, is not there, or does not say.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::Ipv4Addr;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sesv2::config::{Credentials, SharedCredentialsProvider};
use certification::{
    identifier::{EmailAddress, MobileNumber},
    notice::{Delivery, Notice, NoticeSubject, Recipient},
};
use notices::{Email, Mailer, SendError, Text, Texter};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

/// What a carrier does with a request.
#[derive(Clone, Copy)]
enum Carrier {
    /// Answers with a status, an error code and nothing else.
    Answers(u16, &'static str),
    /// Reads the request and ends the connection.
    EndsTheConnection,
    /// Is not there.
    IsNotThere,
}

fn config(port: u16, credentials: bool) -> SdkConfig {
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-southeast-1"))
        .endpoint_url(format!("http://127.0.0.1:{port}"))
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    if !credentials {
        return config.build();
    }
    let known = Credentials::new("test", "test", None, None, "test");
    config.credentials_provider(SharedCredentialsProvider::new(known)).build()
}

/// Sends an e-mail and a text message by such a carrier; gives what came of each and how often it was asked.
async fn send(carrier: Carrier, credentials: bool) -> (SendError, SendError, usize) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = config(port, credentials);
    let both = async move { (mail(&config).await.unwrap_err(), text(&config).await.unwrap_err()) };
    if matches!(carrier, Carrier::IsNotThere) {
        drop(listener);
        let (mail, text) = both.await;
        return (mail, text, 0);
    }
    let mut both = tokio::spawn(both);
    let mut asked = 0;
    loop {
        let (mut connection, _) = tokio::select! {
            came = listener.accept() => came.unwrap(),
            done = &mut both => {
                let (mail, text) = done.unwrap();
                return (mail, text, asked);
            }
        };
        // The whole of a request this small comes at once.
        let mut request = vec![0; 64 * 1024];
        if connection.read(&mut request).await.unwrap() == 0 {
            continue;
        }
        asked += 1;
        if let Carrier::Answers(status, code) = carrier {
            let xml = format!(
                "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
            );
            let is_mail = request.starts_with(b"POST /v2");
            let body = if is_mail { "{\"message\":\"no\"}".to_owned() } else { xml };
            let answer = format!(
                "HTTP/1.1 {status} No\r\nx-amzn-errortype: {code}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            connection.write_all(answer.as_bytes()).await.unwrap();
        }
    }
}

async fn mail(config: &SdkConfig) -> Result<String, SendError> {
    let to: EmailAddress = "binh@thu.example.vn".parse().unwrap();
    let notice = Notice {
        id: "01K8E5V3YJ2H5K7P9Q1R3T6V8W".parse().unwrap(),
        agency: "an-binh-moi".parse().unwrap(),
        about: "case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B".parse().unwrap(),
        subject: NoticeSubject::CopyReleased,
        requester: "Trần Thị Bình".to_owned(),
        to: vec![Recipient::Email { address: to.clone() }],
        at: "2026-11-23T02:00:00Z".parse().unwrap(),
    };
    let line = Delivery::of(&notice).remove(0);
    let text = Text { subject: "Bản sao".to_owned(), body: "Bản sao đã có.".to_owned() };
    let email = Email { from_name: "UBND", to: &to, text, attachment: None, delivery: &line };
    Mailer::new(config, "chungthuc@thu.example.vn", "mail").send(email).await
}

async fn text(config: &SdkConfig) -> Result<String, SendError> {
    let to: MobileNumber = "+84912345678".parse().unwrap();
    Texter::new(config, "").send(&to, "Ban sao da co.").await
}

/// `refused`, `not sent`, `unknown`.
fn word(error: &SendError) -> &'static str {
    match error {
        SendError::Refused(_) => "refused",
        SendError::NotSent(_) => "not sent",
        SendError::Unknown(_) => "unknown",
    }
}

#[tokio::test]
async fn a_message_is_sent_again_only_when_it_certainly_was_not_sent() {
    use Carrier::{Answers, EndsTheConnection, IsNotThere};
    for (what, carrier, credentials, expected, asked) in [
        ("an error of the carrier", Answers(500, "InternalError"), true, "unknown", 2),
        ("a carrier that is unavailable", Answers(503, "ServiceUnavailable"), true, "unknown", 2),
        ("a gateway that waited in vain", Answers(504, "GatewayTimeout"), true, "unknown", 2),
        ("a proxy that waited in vain", Answers(408, "RequestTimeout"), true, "unknown", 2),
        ("a lost answer", EndsTheConnection, true, "unknown", 2),
        ("too many requests", Answers(429, "TooManyRequestsException"), true, "not sent", 2),
        ("too many requests, said with 400", Answers(400, "Throttling"), true, "not sent", 2),
        ("too many requests, said with 503", Answers(503, "ThrottlingException"), true, "not sent", 2),
        ("no right to send", Answers(403, "AccessDenied"), true, "not sent", 2),
        ("no connection", IsNotThere, true, "not sent", 0),
        ("no credentials", EndsTheConnection, false, "not sent", 0),
    ] {
        let (mail, text, times) = send(carrier, credentials).await;
        assert_eq!([word(&mail), word(&text)], [expected; 2], "{what}: {mail} / {text}");
        // The SDK repeats nothing by itself.
        assert_eq!(times, asked, "{what}");
    }
}

#[tokio::test]
async fn a_message_that_the_carrier_will_never_send_is_refused() {
    let (mail, _, _) = send(Carrier::Answers(400, "MessageRejected"), true).await;
    assert_eq!(word(&mail), "refused", "{mail}");
    let (_, text, _) = send(Carrier::Answers(400, "InvalidParameter"), true).await;
    assert_eq!(word(&text), "refused", "{text}");
}
