//! Between the Lambda runtime and a function's handler.

use std::{future::Future, pin::Pin, sync::Arc};

use lambda_http::{
    Adapter, Body, Request, Response, request::LambdaRequest, service_fn, tower::ServiceExt as _,
};
use lambda_runtime::LambdaEvent;
use serde_json::Value;
use tracing::Instrument as _;

use crate::{
    answer::Answer,
    call::{Call, Visit},
    problem::Problem,
};

/// An error that ends an invocation; Lambda retries events that end so.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Serves HTTP until the runtime ends the process.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve<F, R>(handle: F) -> Result<(), BoxError>
where
    F: Fn(Call) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    lambda_http::run(service_fn(move |request: Request| {
        let handle = handle.clone();
        async move { Ok::<_, BoxError>(respond(request, handle).await) }
    }))
    .await
}

/// Serves public routes, which nobody signs in for, until the runtime ends the process.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve_public<F, R>(handle: F) -> Result<(), BoxError>
where
    F: Fn(Visit) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    lambda_http::run(service_fn(move |request: Request| {
        let visit = Visit::from_request(request);
        let (request_id, route) = (visit.request_id.clone(), visit.route.clone());
        let answer = handle(visit);
        async move {
            let span = tracing::info_span!("visit", %route, %request_id);
            let answer = answer.instrument(span).await;
            Ok::<_, BoxError>(response_of(answer, &request_id))
        }
    }))
    .await
}

/// Serves HTTP, and the events of another source (anything with `Records`), whose answer goes back as it is.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve_with_events<F, R, E, S>(handle: F, events: E) -> Result<(), BoxError>
where
    F: Fn(Call) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
    E: Fn(Value) -> S + Clone + Send + Sync + 'static,
    S: Future<Output = Result<Value, BoxError>> + Send + 'static,
{
    let handle = Arc::new(handle);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
        let (handle, events) = (handle.clone(), events.clone());
        async move {
            if event.payload.get("Records").is_some() {
                let events: Pin<Box<dyn Future<Output = Result<Value, BoxError>> + Send>> =
                    Box::pin(events(event.payload));
                return events.await;
            }
            let request: LambdaRequest = serde_json::from_value(event.payload)?;
            let service = service_fn(move |request: Request| {
                let handle = handle.clone();
                async move { Ok::<_, BoxError>(respond(request, move |call| handle(call)).await) }
            });
            let answer = Adapter::from(service).oneshot(LambdaEvent::new(request, event.context)).await?;
            Ok::<_, BoxError>(serde_json::to_value(answer)?)
        }
    }))
    .await
}

async fn respond<F, R>(request: Request, handle: F) -> Response<Body>
where
    F: Fn(Call) -> R,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    let call = match Call::from_request(request) {
        Ok(call) => call,
        Err(problem) => return problem_response(&problem, ""),
    };
    let request_id = call.request_id.clone();
    let span = tracing::info_span!("request", route = %call.route, request_id = %request_id, agency = %call.caller.agency);
    // Boxed: the operations' futures are deep enough to exceed the compiler's limit when nested whole.
    let answer: Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>> = Box::pin(handle(call));
    let answer = answer.instrument(span.clone()).await;
    if let Err(problem) = &answer {
        span.in_scope(|| {
            tracing::info!(code = problem.code, status = problem.status, "the request was refused");
        });
    }
    response_of(answer, &request_id)
}

fn response_of(answer: Result<Answer, Problem>, request_id: &str) -> Response<Body> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(problem) => return problem_response(&problem, request_id),
    };
    let mut response = json_response(answer.status, "application/json", &answer.body);
    if let Some(location) = answer.location.and_then(|location| location.parse().ok()) {
        response.headers_mut().insert("location", location);
    }
    response
}

fn problem_response(problem: &Problem, request_id: &str) -> Response<Body> {
    let body = serde_json::to_value(problem.body(request_id)).unwrap_or_default();
    let mut response = json_response(problem.status, "application/problem+json", &body);
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert("retry-after", seconds.into());
    }
    response
}

fn json_response(status: u16, content_type: &'static str, body: &Value) -> Response<Body> {
    let text = if body.is_null() { Body::Empty } else { Body::Text(body.to_string()) };
    let mut response = Response::new(text);
    *response.status_mut() = lambda_http::http::StatusCode::from_u16(status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert("content-type", lambda_http::http::HeaderValue::from_static(content_type));
    headers.insert("cache-control", lambda_http::http::HeaderValue::from_static("no-store"));
    response
}
