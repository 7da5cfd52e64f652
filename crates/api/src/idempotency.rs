//! `Idempotency-Key`: a request that is repeated is carried out once (draft-ietf-httpapi-idempotency-key-header).
//!
//! A client that gets no answer cannot know whether its request was carried out. With a key of its own choice
//! it may repeat the request: the first answer is given again, whatever it was, unless it was a failure of
//! ours (5xx), which is not kept. Keys are the caller's own and are forgotten after 24 hours.
//!
//! The answer of an operation that changes something is stored in the transaction of the change
//! ([`Call::reply`](crate::Call::reply)). So a change that took effect always has its answer: when the process
//! dies after it, when the table's answer is lost, and when what comes after it fails. Other answers are stored
//! when they are given. When the process dies before its change, the key's lease ends with the time that a
//! request may take, and a repeat is carried out.

use std::{collections::BTreeMap, time::Duration};

use jiff::{SignedDuration, Timestamp};
use lambda_http::{Request, RequestExt as _};
use records::{Claim, KeptAnswer, Keyed, Owner, Records, RecordsError, Underway};
use sha2::{Digest as _, Sha256};

use crate::{clock::Clock, problem::Problem, sent::Sent};

/// The gateway answers 503 for a request that takes longer (quota of HTTP APIs).
const MAX_REQUEST: SignedDuration = SignedDuration::from_secs(30);
/// How long a repeat waits for the answer of the attempt that is under way, before it is told to come again.
const MAX_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// How often it looks.
const PAUSE: Duration = Duration::from_millis(200);

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

/// Until when a request may be under way.
///
/// That is the time of a request at the gateway, or the function's own deadline when that is nearer. Functions that
/// events wake too have minutes.
pub(crate) fn lease(request: &Request, now: Timestamp) -> Timestamp {
    let deadline = request
        .lambda_context_ref()
        .and_then(|context| i64::try_from(context.deadline).ok())
        .and_then(|millisecond| Timestamp::from_millisecond(millisecond).ok())
        .filter(|deadline| *deadline > now);
    let longest = now + MAX_REQUEST;
    deadline.map_or(longest, |deadline| deadline.min(longest))
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

    /// Takes the attempt that may go ahead.
    fn begin(&mut self, underway: Underway);
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
    let underway = match claim(records, &keyed, lease).await {
        Ok(Claim::First(underway)) => underway,
        Ok(Claim::Answered(answer)) => return Sent::again(answer),
        Ok(Claim::UnderWay { until }) => return Sent::problem(&under_way(until, Clock.now()), request_id),
        Ok(Claim::OtherRequest) => return Sent::problem(&other_request(), request_id),
        Err(error) => return Sent::problem(&error.into(), request_id),
    };
    call.begin(underway.clone());
    let sent = carry_out(call).await;
    settle(records, &underway, sent).await
}

/// Claims the key; while another attempt is under way, waits a little for its answer.
async fn claim(records: &Records, keyed: &Keyed<'_>, lease: Timestamp) -> Result<Claim, RecordsError> {
    let began = Clock.now();
    loop {
        let now = Clock.now();
        let claim = records.claim(keyed, Clock.ulid(), now, lease).await?;
        if !matches!(claim, Claim::UnderWay { .. }) || now.duration_since(began) > MAX_WAIT {
            return Ok(claim);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Keeps an answer that was not stored with a change, and gives the one that was.
async fn settle(records: &Records, underway: &Underway, sent: Sent) -> Sent {
    let own = KeptAnswer::from(&sent);
    match underway.kept() {
        Some(kept) if kept == own => return sent,
        Some(kept) if sent.status >= 400 => {
            tracing::warn!(status = sent.status, "what came after a change failed; the change is answered");
            return Sent::again(kept);
        }
        // A change that failed may have taken effect all the same, or another attempt has made it.
        None if sent.status >= 400 && underway.has_replied() => match records.answer_of(underway).await {
            Ok(Some(kept)) => return Sent::again(kept),
            Ok(None) => {}
            Err(error) => tracing::warn!(cause = %error, "it is not known whether a change took effect"),
        },
        _ => {}
    }
    let answer = (sent.status < 500).then_some(own);
    match records.keep_answer(underway, answer, Clock.now()).await {
        Ok(()) => {}
        Err(RecordsError::Conflict) => tracing::warn!("a call outlived the lease of its idempotency key"),
        // The operation is done all the same; a repeat waits for the lease and is carried out.
        Err(error) => tracing::warn!(cause = %error, "an answer was not kept for its idempotency key"),
    }
    sent
}

fn under_way(until: Timestamp, now: Timestamp) -> Problem {
    // Rounded up: a client that comes again then is not told to wait once more.
    let seconds = until.duration_since(now).as_secs().max(0) + 1;
    Problem::conflict(
        "request-under-way",
        format!(
            "Yêu cầu này đang được thực hiện. Chậm nhất {seconds} giây nữa, gửi lại với cùng Idempotency-Key để nhận kết quả."
        ),
    )
    .with_facts(serde_json::json!({ "seconds": seconds }))
    .with_retry_after(seconds)
}

/// Another attempt of the same request has taken over.
pub(crate) fn superseded() -> Problem {
    let now = Clock.now();
    under_way(now, now)
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
    fn a_lease_ends_with_the_request_and_not_with_the_function() {
        let now: Timestamp = "2026-11-23T02:00:00Z".parse().unwrap();
        let ends = |deadline: Option<&str>| {
            let request = write("a");
            let Some(deadline) = deadline else { return lease(&request, now) };
            let mut context = lambda_http::Context::default();
            let deadline: Timestamp = deadline.parse().unwrap();
            context.deadline = u64::try_from(deadline.as_millisecond()).unwrap();
            lease(&request.with_lambda_context(context), now)
        };
        for (deadline, end) in [
            (None, "2026-11-23T02:00:30Z"),
            // the function that sends the reminders has 300 seconds
            (Some("2026-11-23T02:05:00Z"), "2026-11-23T02:00:30Z"),
            (Some("2026-11-23T02:00:29Z"), "2026-11-23T02:00:29Z"),
        ] {
            assert_eq!(ends(deadline), end.parse().unwrap(), "{deadline:?}");
        }
    }

    #[test]
    fn who_comes_too_early_is_told_how_long_to_wait() {
        let now: Timestamp = "2026-11-23T02:00:00Z".parse().unwrap();
        let problem = under_way("2026-11-23T02:00:11.2Z".parse().unwrap(), now);
        assert_eq!(problem.retry_after, Some(12));
        assert_eq!(problem.facts, Some(serde_json::json!({ "seconds": 12 })));
        assert_eq!(
            problem.detail,
            "Yêu cầu này đang được thực hiện. Chậm nhất 12 giây nữa, gửi lại với cùng Idempotency-Key để nhận kết quả."
        );
        // The two clocks may differ.
        assert_eq!(under_way("2026-11-23T01:59:50Z".parse().unwrap(), now).retry_after, Some(1));
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
