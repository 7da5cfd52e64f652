//! What a requester asks: a citizen or an enterprise with an account of the national portal.
//!
//! Not a [`Call`](crate::Call): requesters belong to no agency, and nothing of an agency is answered to them.

use std::{collections::HashMap, str::FromStr};

use certification::Role;
use jiff::civil::Date;
use lambda_http::{
    Request, RequestExt as _, aws_lambda_events::apigw::ApiGatewayV2httpRequestContext,
    request::RequestContext,
};
use records::{KeptAnswer, Owner, Reply, Underway};
use serde::de::DeserializeOwned;
use ulid::Ulid;

use crate::{
    answer::Answer,
    call, caller,
    clock::Clock,
    idempotency::{self, Repeatable},
    problem::Problem,
    sent::Sent,
};

/// One request of a signed-in requester.
#[derive(Debug, Clone)]
pub struct RequesterCall {
    /// The route that matched: `GET /inbox`.
    pub route: String,
    /// The portal's identifier of the requester's account; every key of the requester begins with it.
    pub account: String,
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

/// What the paths of requesters begin with.
const PATHS: [&str; 2] = ["/inbox", "/booking/"];

impl RequesterCall {
    /// Whether a request goes to one of the requesters' routes.
    pub(crate) fn is_asked_by(request: &Request) -> bool {
        let route = context(request).and_then(|context| context.route_key.as_deref());
        let path = route.and_then(|route| route.split_once(' ')).map(|(_, path)| path);
        path.is_some_and(|path| PATHS.iter().any(|begin| path.starts_with(begin)))
    }

    /// Takes a request apart: the claims `cognito:groups` and `custom:account`.
    ///
    /// # Errors
    /// 401 without claims, 403 for somebody who is no requester or has no account, 413 when the body is too
    /// large, 400 for an idempotency key that is none.
    pub fn from_request(request: Request) -> Result<Self, Problem> {
        let context =
            context(&request).ok_or_else(|| Problem::malformed("Yêu cầu không đến từ cổng API."))?;
        let claims = context.authorizer.as_ref().and_then(|authorizer| authorizer.jwt.as_ref());
        let account = account(&claims.ok_or_else(Problem::signed_out)?.claims)?;
        let pairs = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let idempotency_key = idempotency::key(&request)?;
        let (route, request_id) = (context.route_key.clone(), context.request_id.clone());
        let path = request.path_parameters().iter().map(|(name, value)| pairs(name, value)).collect();
        let query =
            request.query_string_parameters().iter().map(|(name, value)| pairs(name, value)).collect();
        let body = call::bytes(request.into_body());
        call::not_too_large(&body)?;
        Ok(Self {
            route: route.unwrap_or_default(),
            account,
            request_id: request_id.unwrap_or_default(),
            path,
            query,
            body,
            idempotency_key,
            underway: None,
        })
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// 400 that says where it cannot be read.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        call::json(&self.body)
    }

    /// The identifier of the one thing that this request makes; as [`Call::id_of_new`](crate::Call::id_of_new).
    #[must_use]
    pub fn id_of_new(&self, clock: Clock) -> Ulid {
        self.underway.as_ref().map_or_else(|| clock.ulid(), Underway::thing)
    }

    /// The answer of this request, to be stored with the change that it answers. When the change takes effect, a
    /// repeat under the same idempotency key gets this answer, whatever became of the first attempt; nothing that
    /// is read after the change can make a failure of it.
    #[must_use]
    pub fn reply(&self, answer: &Answer) -> Option<Reply> {
        self.underway.as_ref().map(|underway| underway.reply(KeptAnswer::from(&Sent::answer(answer.clone()))))
    }

    /// A path parameter; one that cannot name anything of ours names nothing.
    ///
    /// # Errors
    /// 404.
    pub fn path<T: FromStr>(&self, name: &str, what: &str) -> Result<T, Problem> {
        self.path.get(name).and_then(|value| value.parse().ok()).ok_or_else(|| Self::not_found(what))
    }

    /// 404. Also the answer for another account's things: whether they exist is nobody else's business.
    #[must_use]
    pub fn not_found(what: &str) -> Problem {
        let detail = format!("Không tìm thấy {what} của ông/bà. Kiểm tra lại danh sách.");
        Problem::new(404, "not-found", "Không tìm thấy", detail)
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

impl RequesterCall {
    /// A query parameter that is a day, `yyyy-mm-dd`.
    ///
    /// # Errors
    /// 400 when it is there and is no day.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        self.query.get(name).map(|text| call::day_of_query(name, text)).transpose()
    }
}

impl Repeatable for RequesterCall {
    fn key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    fn owner(&self) -> Owner<'_> {
        Owner::Requester { account: &self.account }
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

fn context(request: &Request) -> Option<&ApiGatewayV2httpRequestContext> {
    match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => Some(context),
        _ => None,
    }
}

fn account(claims: &HashMap<String, String>) -> Result<String, Problem> {
    let roles = claims.get("cognito:groups").map(|groups| caller::roles(groups)).unwrap_or_default();
    if !roles.contains(&Role::Requester) {
        return Err(Problem::new(
            403,
            "wrong-role",
            "Không có quyền",
            "Việc này dành cho người dân, doanh nghiệp có tài khoản Cổng Dịch vụ công quốc gia.",
        ));
    }
    let account = claims.get("custom:account").filter(|account| !account.is_empty());
    account.cloned().ok_or_else(|| {
        Problem::new(
            403,
            "no-account",
            "Chưa có tài khoản",
            "Tài khoản đăng nhập chưa gắn với tài khoản Cổng Dịch vụ công quốc gia nào. Đăng nhập lại qua Cổng.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(pairs: &[(&str, &str)]) -> HashMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_a_requester_with_an_account_has_an_inbox() {
        let requester = claims(&[("cognito:groups", "[requester]"), ("custom:account", "dvcqg-1")]);
        assert_eq!(account(&requester), Ok("dvcqg-1".to_owned()));
        let without = account(&claims(&[("cognito:groups", "[requester]"), ("custom:account", "")]));
        assert_eq!(without.unwrap_err().code, "no-account");
        let official = account(&claims(&[("cognito:groups", "[officer]"), ("custom:account", "dvcqg-1")]));
        assert_eq!(official.unwrap_err().code, "wrong-role");
    }
}
