//! What is asked: an HTTP API request (payload 2.0), taken apart.

use std::{collections::HashMap, net::IpAddr, str::FromStr};

use certification::day::Day;
use jiff::civil::Date;
use lambda_http::{Body, Request, RequestExt as _, request::RequestContext};
use records::{KeptAnswer, Owner, Reply, Underway};
use serde::de::DeserializeOwned;
use ulid::Ulid;

use crate::{
    answer::Answer,
    caller::Caller,
    clock::Clock,
    idempotency::{self, Repeatable},
    problem::Problem,
    refusals::day_refused,
    sent::Sent,
};

/// Larger bodies than this are refused. The largest that any operation takes is a PNG of 2 MiB as base64.
const MOST_BODY: usize = 3 * 1024 * 1024;

/// A body that says only which version of the case the caller saw.
#[derive(Debug, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenVersion {
    /// The version that was seen; left out, the stored one is taken.
    pub version: Option<u64>,
}

/// A request to a public route: nobody in particular asks.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The route that matched.
    pub route: String,
    /// To quote to support.
    pub request_id: String,
    /// The address that it comes from, as the gateway saw it.
    pub source: Option<IpAddr>,
    path: HashMap<String, String>,
    body: Vec<u8>,
}

impl Visit {
    /// Takes a request apart; nothing of it is required.
    #[must_use]
    pub fn from_request(request: Request) -> Self {
        let (route, request_id, source) = match request.request_context_ref() {
            Some(RequestContext::ApiGatewayV2(context)) => (
                context.route_key.clone(),
                context.request_id.clone(),
                context.http.source_ip.as_ref().and_then(|address| address.parse().ok()),
            ),
            _ => (None, None, None),
        };
        let path = request
            .path_parameters()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            route: route.unwrap_or_default(),
            request_id: request_id.unwrap_or_default(),
            source,
            path,
            body: bytes(request.into_body()),
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// 413 when it is too large, 400 that says where it cannot be read.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        not_too_large(&self.body)?;
        json(&self.body)
    }

    /// A path parameter.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<&str> {
        self.path.get(name).map(String::as_str)
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct Call {
    /// The route that matched: `POST /cases/{case}/submit`.
    pub route: String,
    /// Who calls.
    pub caller: Caller,
    /// To quote to support; stands in every log line and problem.
    pub request_id: String,
    path: HashMap<String, String>,
    query: HashMap<String, String>,
    body: Vec<u8>,
    /// The key under which the answer is kept.
    idempotency_key: Option<String>,
    /// The attempt of a request with a key.
    underway: Option<Underway>,
}

impl Call {
    /// Takes a request apart.
    ///
    /// # Errors
    /// 401 without claims, 403 without an agency, 413 when the body is too large, 400 for an idempotency key
    /// that is none.
    pub fn from_request(request: Request) -> Result<Self, Problem> {
        let RequestContext::ApiGatewayV2(context) = request.request_context() else {
            return Err(Problem::malformed("Yêu cầu không đến từ cổng API."));
        };
        let claims = context.authorizer.and_then(|authorizer| authorizer.jwt).map(|jwt| jwt.claims);
        let caller = Caller::from_claims(&claims.ok_or_else(Problem::signed_out)?)?;
        let idempotency_key = idempotency::key(&request)?;
        let path = request
            .path_parameters()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let query = request
            .query_string_parameters()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let body = bytes(request.into_body());
        not_too_large(&body)?;
        Ok(Self {
            route: context.route_key.unwrap_or_default(),
            caller,
            request_id: context.request_id.unwrap_or_default(),
            path,
            query,
            body,
            idempotency_key,
            underway: None,
        })
    }

    /// The identifier of the one thing that this request makes. A repeat under the same idempotency key gets
    /// the same one, even when nobody knows any more how far the first attempt came: the write must insist
    /// that there is no such thing yet, and answer with the thing when there is.
    #[must_use]
    pub fn id_of_new(&self, clock: Clock) -> Ulid {
        self.underway.as_ref().map_or_else(|| clock.ulid(), Underway::thing)
    }

    /// Whether an earlier attempt of this request was begun and got no answer.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.underway.as_ref().is_some_and(Underway::is_repeated)
    }

    /// The answer of this request, to be stored with the change that it answers. When the change takes effect, a
    /// repeat under the same idempotency key gets this answer, whatever became of the first attempt; nothing that
    /// is read after the change can make a failure of it.
    #[must_use]
    pub fn reply(&self, answer: &Answer) -> Option<Reply> {
        self.underway.as_ref().map(|underway| underway.reply(KeptAnswer::from(&Sent::answer(answer.clone()))))
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// 400 that says where it cannot be read.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        json(&self.body)
    }

    /// A path parameter; one that cannot name anything of ours names nothing.
    ///
    /// # Errors
    /// 404.
    pub fn path<T: FromStr>(&self, name: &str, what: &str) -> Result<T, Problem> {
        self.path.get(name).and_then(|value| value.parse().ok()).ok_or_else(|| Problem::not_found(what))
    }

    /// A query parameter.
    ///
    /// # Errors
    /// 400 when it is there and cannot be understood.
    pub fn query<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let Some(value) = self.query.get(name) else { return Ok(None) };
        value.parse().map(Some).map_err(|_| Problem::malformed(format!("Tham số {name} không hợp lệ.")))
    }
}

impl Call {
    /// A query parameter that is a day, `yyyy-mm-dd`.
    ///
    /// # Errors
    /// 400 when it is there and is no day.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        self.query.get(name).map(|text| day_of_query(name, text)).transpose()
    }

    /// A path parameter that is a day, `yyyy-mm-dd`. The client chooses it; it names nothing that has to be there.
    ///
    /// # Errors
    /// 422 when it is no day.
    pub fn day_in_path(&self, name: &'static str) -> Result<Date, Problem> {
        let text = self.path.get(name).map(String::as_str).unwrap_or_default();
        text.parse::<Day>().map(Day::date).map_err(|invalid| Problem::day(name, invalid))
    }
}

/// A day in a query parameter.
pub(crate) fn day_of_query(name: &str, text: &str) -> Result<Date, Problem> {
    text.parse::<Day>()
        .map(Day::date)
        .map_err(|invalid| Problem::malformed(format!("Tham số {name}: {}", day_refused(invalid))))
}

impl Repeatable for Call {
    fn key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    fn owner(&self) -> Owner<'_> {
        Owner::Official { agency: &self.caller.agency, official: &self.caller.official.id }
    }

    fn asked(&self) -> String {
        idempotency::digest(&self.route, [&self.path, &self.query], &self.body)
    }

    fn request_id(&self) -> &str {
        &self.request_id
    }

    fn begin(&mut self, underway: Underway) {
        self.underway = Some(underway);
    }
}

pub(crate) fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Text(text) => text.into_bytes(),
        Body::Binary(bytes) => bytes,
        _ => Vec::new(),
    }
}

pub(crate) fn not_too_large(body: &[u8]) -> Result<(), Problem> {
    if body.len() <= MOST_BODY {
        return Ok(());
    }
    Err(Problem::new(
        413,
        "body-too-large",
        "Nội dung quá lớn",
        "Nội dung gửi lên vượt 3 MB. Giảm kích thước ảnh rồi gửi lại; bản scan được tải lên bằng đường riêng.",
    ))
}

/// JSON; nothing at all is an empty object.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| {
        let place = format!("dòng {}, cột {}", error.line(), error.column());
        Problem::malformed(format!("Nội dung gửi lên không đúng dạng ({place}): {error}."))
    })
}
