//! The TLS WebSocket on 127.0.0.1: one message in, one out, close.
//!
//! Whoever can reach the port is a program or a page on this computer. Pages cannot lie about their `Origin`
//! (RFC 6455, 10.2), so all but the configured consoles are refused before a message is read.

use crate::desk::Desk;
use crate::identity::Identity;
use crate::terminal::say;
use crate::wire::{self, Action, LONGEST_MESSAGE, Refusal, SignRequest};
use futures_util::{SinkExt as _, StreamExt as _};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{StatusCode, header};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

/// For TLS and for the upgrade, each.
const TIME_TO_CONNECT: Duration = Duration::from_secs(10);
/// For the message to come, once connected.
const TIME_TO_SPEAK: Duration = Duration::from_secs(30);
/// For the answer to leave and the client to close.
const TIME_TO_CLOSE: Duration = Duration::from_secs(5);
/// Connections at a time; more wait to be taken.
const MOST_CONNECTIONS: usize = 64;
/// What is read and thrown away of a message that is too long, so that the client hears why.
const MOST_DISCARDED: u64 = 4 * 1024 * 1024;

/// Characters that are shown of a stranger's origin.
const LONGEST_SHOWN: usize = 100;

type Socket = WebSocketStream<TlsStream<TcpStream>>;

/// What all connections share.
struct Service {
    desk: Desk,
    origins: BTreeSet<String>,
    tls: TlsAcceptor,
}

/// A page's request, as its handshake tells it.
#[derive(Debug, Clone)]
struct Caller {
    origin: String,
    /// `None` for a path that is no action: it is answered with a status.
    action: Option<Action>,
}

/// Serves until it is dropped; then every connection is dropped, and every question taken back.
///
/// # Errors
/// [`rustls::Error`] when the identity cannot be used.
pub async fn serve(
    listener: TcpListener,
    identity: Identity,
    origins: BTreeSet<String>,
    desk: Desk,
) -> Result<Infallible, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![identity.certificate], identity.key)?;
    let service = Arc::new(Service { desk, origins, tls: TlsAcceptor::from(Arc::new(tls)) });
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            Some(_) = connections.join_next() => continue,
            accepted = accepted => accepted,
        };
        // A connection that failed before it began (reset, no descriptors left) is the client's to repeat.
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = Arc::clone(&service);
        connections.spawn(async move {
            service.connection(stream).await;
            drop(place);
        });
    }
}

impl Service {
    async fn connection(&self, stream: TcpStream) {
        let Ok(Ok(stream)) = timeout(TIME_TO_CONNECT, self.tls.accept(stream)).await else {
            return;
        };
        let Ok(Some((mut socket, caller))) = timeout(TIME_TO_CONNECT, self.upgrade(stream)).await else {
            return;
        };
        let answer = match timeout(TIME_TO_SPEAK, socket.next()).await {
            Ok(Some(Ok(Message::Text(message)))) => self.answer(&mut socket, &caller, &message).await,
            Ok(Some(Ok(Message::Binary(_)))) => Some(Refusal::BadMessage("không phải văn bản").answer()),
            Ok(Some(Err(Error::Capacity(_)))) => {
                let _ = timeout(TIME_TO_CLOSE, close_too_long(&mut socket)).await;
                return;
            }
            _ => None,
        };
        if let Some(answer) = answer {
            let _ = timeout(TIME_TO_CLOSE, async {
                socket.send(Message::text(answer)).await?;
                socket.close(None).await?;
                // The client's own close ends it: no answer is lost to a connection that is torn down early.
                while let Some(Ok(_)) = socket.next().await {}
                Ok::<(), Error>(())
            })
            .await;
        }
    }

    async fn upgrade(&self, stream: TlsStream<TcpStream>) -> Option<(Socket, Caller)> {
        let mut caller = None;
        #[expect(clippy::result_large_err, reason = "the signature is tungstenite's")]
        let check = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
            let origin = request.headers().get(header::ORIGIN).and_then(|value| value.to_str().ok());
            let Some(origin) = origin.filter(|origin| self.origins.contains(*origin)) else {
                let stranger: String = origin.unwrap_or("không rõ").chars().take(LONGEST_SHOWN).collect();
                say(format_args!("Từ chối kết nối từ trang lạ: {}", stranger.escape_debug()));
                let mut refusal = ErrorResponse::new(Some("Origin refused".to_owned()));
                *refusal.status_mut() = StatusCode::FORBIDDEN;
                return Err(refusal);
            };
            caller =
                Some(Caller { origin: origin.to_owned(), action: Action::from_path(request.uri().path()) });
            Ok(response)
        };
        let limits = WebSocketConfig::default()
            .read_buffer_size(8 * 1024)
            .max_message_size(Some(LONGEST_MESSAGE))
            .max_frame_size(Some(LONGEST_MESSAGE));
        let socket =
            tokio_tungstenite::accept_hdr_async_with_config(stream, check, Some(limits)).await.ok()?;
        Some((socket, caller?))
    }

    /// The answer to a message; `None` when the client left before there was one.
    async fn answer(&self, socket: &mut Socket, caller: &Caller, message: &str) -> Option<String> {
        let answer = self.answer_unless_left(socket, caller, message).await;
        if answer.is_none() {
            // said once the question is taken back: a line typed after this answers nothing
            say("Trang yêu cầu ký đã đóng kết nối.");
        }
        answer
    }

    async fn answer_unless_left(
        &self,
        socket: &mut Socket,
        caller: &Caller,
        message: &str,
    ) -> Option<String> {
        let answer = self.perform(caller, message);
        tokio::pin!(answer);
        loop {
            tokio::select! {
                answer = &mut answer => return Some(answer.unwrap_or_else(|refusal| refusal.answer())),
                next = socket.next() => match next {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                    // One message in: what follows it is not read.
                    Some(Ok(_)) => {}
                },
            }
        }
    }

    async fn perform(&self, caller: &Caller, message: &str) -> Result<String, Refusal> {
        match caller.action.ok_or(Refusal::UnknownAction)? {
            Action::GetVersion if message == "version" => Ok(wire::version_answer()),
            Action::GetVersion => Err(Refusal::BadMessage("GetVersion nhận “version”")),
            Action::GetCertInfo if message == "certinfo" => {
                Ok(wire::certificate_answer(&self.desk.certificate().await?))
            }
            Action::GetCertInfo => Err(Refusal::BadMessage("GetCertInfo nhận “certinfo”")),
            Action::SignMsg => {
                let request = SignRequest::from_message(message)?;
                let (certificate, signatures) = self.desk.sign(&caller.origin, &request).await?;
                Ok(wire::signature_answer(&request, &certificate, &signatures))
            }
        }
    }
}

/// Closes with 1009 (RFC 6455, 7.4.1). The rest of the message is taken off the wire first: closing over unread
/// bytes would reset the connection, and the client would not see the code.
async fn close_too_long(socket: &mut Socket) -> Result<(), Error> {
    let frame = CloseFrame { code: CloseCode::Size, reason: "message too long".into() };
    socket.close(Some(frame)).await?;
    let stream = socket.get_mut();
    stream.shutdown().await?;
    tokio::io::copy(&mut stream.take(MOST_DISCARDED), &mut tokio::io::sink()).await?;
    Ok(())
}
