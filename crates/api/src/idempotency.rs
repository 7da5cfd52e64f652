//! `Idempotency-Key`: a request that is repeated is carried out once (draft-ietf-httpapi-idempotency-key-header).
//!
//! A client that gets no answer cannot know whether its request was carried out. With a key of its own choice
//! it may repeat the request: the first answer is given again, whatever it was, unless it was a failure of
//! ours (5xx), which is not kept. Keys are the caller's own and are forgotten after 24 hours.
//!
//! The answer is stored after the operation has committed. When the process dies between the two, the key's
//! lease ends and a repeat is carried out: what makes a new thing takes [`Call::id_of_new`], which is the
//! same again, so its write finds the first one; a step of the workflow finds the case a step further.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use lambda_http::{Request, RequestExt as _};
use records::{Claim, KeptAnswer, Keyed, Owner, Records, RecordsError};
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

use crate::{clock::Clock, problem::Problem, sent::Sent};

/// Lambda ends a call at its deadline; the lease outlives it by this much, for clocks that differ.
const MARGIN: SignedDuration = SignedDuration::from_secs(2);
/// When no deadline is known: longer than any call of ours.
const LONGEST_CALL: SignedDuration = SignedDuration::from_secs(30);

/// The key that a write carries.
///
/// # Errors
/// 400 when it is not 1 to 128 visible ASCII characters.
pub(crate) fn key(request: &Request) -> Result<Option<String>, Problem> {
    if request.method().is_safe() {
        return Ok(None);
    }
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    let key = value
        .to_str()
        .ok()
        .filter(|key| (1..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()));
    let malformed = "Idempotency-Key gồm từ 1 đến 128 ký tự ASCII nhìn thấy được, không có dấu cách.";
    key.map(|key| Some(key.to_owned())).ok_or_else(|| Problem::malformed(malformed))
}

/// Until when a call of this request may be under way.
pub(crate) fn lease(request: &Request, now: Timestamp) -> Timestamp {
    let deadline = request
        .lambda_context_ref()
        .and_then(|context| i64::try_from(context.deadline).ok())
        .and_then(|millisecond| Timestamp::from_millisecond(millisecond).ok())
        .filter(|deadline| *deadline > now);
    deadline.unwrap_or(now + LONGEST_CALL) + MARGIN
}

/// Digest of what is asked. Each part is preceded by its length, so that no two requests hash alike.
pub(crate) fn digest(
    route: &str,
    parameters: [&std::collections::HashMap<String, String>; 2],
    body: &[u8],
) -> String {
    let mut hasher = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    part(route.as_bytes());
    for named in parameters {
        let sorted: BTreeMap<_, _> = named.iter().collect();
        part(sorted.len().to_string().as_bytes());
        for (name, value) in sorted {
            part(name.as_bytes());
            part(value.as_bytes());
        }
    }
    part(body);
    hex::encode(hasher.finalize())
}

/// A request that may carry a key.
pub(crate) trait Repeatable: Clone {
    /// The key.
    fn key(&self) -> Option<&str>;

    /// Whose it is.
    fn owner(&self) -> Owner<'_>;

    /// Digest of everything that is asked.
    fn asked(&self) -> String;

    /// To quote to support.
    fn request_id(&self) -> &str;

    /// Takes the identifier of what the request makes.
    fn make(&mut self, thing: Ulid);
}

/// Carries a request out, or gives the answer that it got before.
pub(crate) async fn once<C: Repeatable>(
    records: &Records,
    mut call: C,
    lease: Timestamp,
    carry_out: impl AsyncFnOnce(C) -> Sent,
) -> Sent {
    let as_it_came = call.clone();
    let Some(key) = as_it_came.key() else { return carry_out(call).await };
    let (request, request_id) = (as_it_came.asked(), as_it_came.request_id());
    let keyed = Keyed { owner: as_it_came.owner(), key, request: &request };
    let attempt = match records.claim(&keyed, Clock.ulid(), Clock.now(), lease).await {
        Ok(Claim::First(attempt)) => attempt,
        Ok(Claim::Answered(answer)) => return Sent::again(answer),
        Ok(Claim::UnderWay) => return Sent::problem(&under_way(), request_id),
        Ok(Claim::OtherRequest) => return Sent::problem(&other_request(), request_id),
        Err(error) => return Sent::problem(&error.into(), request_id),
    };
    call.make(attempt.thing);
    let sent = carry_out(call).await;
    let answer = (sent.status < 500).then(|| KeptAnswer::from(&sent));
    match records.keep_answer(&keyed, &attempt, answer, Clock.now()).await {
        Ok(()) => {}
        Err(RecordsError::Conflict) => tracing::warn!("a call outlived the lease of its idempotency key"),
        // The operation is done all the same; a repeat waits for the lease and is carried out.
        Err(error) => tracing::warn!(cause = %error, "an answer was not kept for its idempotency key"),
    }
    sent
}

fn under_way() -> Problem {
    Problem::conflict(
        "request-under-way",
        "Yêu cầu này đang được thực hiện. Chờ một lát rồi gửi lại với cùng Idempotency-Key để nhận kết quả.",
    )
    .with_retry_after(1)
}

fn other_request() -> Problem {
    Problem::unprocessable(
        "idempotency-key-reused",
        "Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng khóa mới cho mỗi yêu cầu mới.",
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn write(key: &str) -> Request {
        let request = lambda_http::http::Request::post("/cases").header("idempotency-key", key);
        request.body(lambda_http::Body::Empty).unwrap()
    }

    #[test]
    fn a_key_is_visible_ascii_of_at_most_128_characters() {
        for good in ["a", "\"01K8E5V3YJ9X0W6P2R4T7Q1Z5B\"", &"~".repeat(128)] {
            assert_eq!(key(&write(good)).unwrap().as_deref(), Some(good));
        }
        for wrong in ["", "a b", "khóa", &"a".repeat(129)] {
            assert_eq!(key(&write(wrong)).unwrap_err().status, 400, "{wrong}");
        }
    }

    #[test]
    fn a_read_needs_no_key_and_carries_none() {
        let read = lambda_http::http::Request::get("/cases").header("idempotency-key", "a");
        assert_eq!(key(&read.body(lambda_http::Body::Empty).unwrap()), Ok(None));
    }

    #[test]
    fn every_part_of_a_request_counts() {
        let named = |name: &str, value: &str| HashMap::from([(name.to_owned(), value.to_owned())]);
        let none = HashMap::new();
        let one = named("case", "1");
        let digests = [
            digest("POST /cases", [&none, &none], b"{}"),
            digest("POST /cases", [&none, &none], b"{} "),
            digest("POST /books", [&none, &none], b"{}"),
            digest("POST /cases", [&one, &none], b"{}"),
            digest("POST /cases", [&none, &one], b"{}"),
            digest("POST /cases", [&named("case", "2"), &none], b"{}"),
            digest("POST /cases", [&named("cas", "e1"), &none], b"{}"),
        ];
        let different: std::collections::BTreeSet<_> = digests.iter().collect();
        assert_eq!(different.len(), digests.len());
    }
}
