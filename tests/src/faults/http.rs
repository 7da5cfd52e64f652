//! As much of HTTP/1.1 as the SDKs and the Lambda runtime speak.

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Message {
    /// `POST`.
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    headers: Vec<(String, String)>,
    /// Body.
    pub(super) body: Vec<u8>,
}

impl Message {
    /// Reads one; `None` when the connection ended before it began.
    pub(super) async fn read(connection: &mut (impl AsyncRead + Unpin)) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let head = loop {
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            if connection.read_buf(&mut bytes).await? == 0 {
                if bytes.is_empty() {
                    return Ok(None);
                }
                bail!("a request ended within its head");
            }
        };
        let text = std::str::from_utf8(&bytes[..head]).context("a head that is no text")?;
        let mut lines = text.split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let header = |line: &str| {
            line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let headers = lines.filter_map(header).collect();
        let mut message = Self { method, target, headers, body: bytes.split_off(head + 4) };
        let length = match message.header("content-length") {
            Some(length) => length.parse()?,
            None if message.header("transfer-encoding").is_some() => {
                message.read_chunks(connection).await?;
                return Ok(Some(message));
            }
            None => 0,
        };
        while message.body.len() < length {
            if connection.read_buf(&mut message.body).await? == 0 {
                bail!("a request ended within its body");
            }
        }
        Ok(Some(message))
    }

    /// A header by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The request as it is sent on, on a connection of its own.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
                bytes.extend([name, ": ", value, "\r\n"]);
            }
        }
        let length = self.body.len().to_string();
        bytes.extend(["content-length: ", &length, "\r\nconnection: close\r\n\r\n"]);
        [bytes.as_bytes(), &self.body].concat()
    }

    /// Reads a body that comes in chunks.
    async fn read_chunks(&mut self, connection: &mut (impl AsyncRead + Unpin)) -> Result<()> {
        let mut left = std::mem::take(&mut self.body);
        loop {
            let end = loop {
                if let Some(end) = left.windows(2).position(|window| window == b"\r\n") {
                    break end;
                }
                if connection.read_buf(&mut left).await? == 0 {
                    bail!("a request ended within a chunk's head");
                }
            };
            let length = usize::from_str_radix(std::str::from_utf8(&left[..end])?.trim(), 16)?;
            let mut chunk = left.split_off(end + 2);
            while chunk.len() < length + 2 {
                if connection.read_buf(&mut chunk).await? == 0 {
                    bail!("a request ended within a chunk");
                }
            }
            self.body.extend_from_slice(&chunk[..length]);
            left = chunk.split_off(length + 2);
            if length == 0 {
                return Ok(());
            }
        }
    }
}
