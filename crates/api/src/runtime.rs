//! Between the Lambda runtime and a function's handler.

use std::{future::Future, pin::Pin, sync::Arc};

use lambda_http::{
    Adapter, Body, Request, RequestExt as _, Response,
    request::{LambdaRequest, RequestContext},
    service_fn,
    tower::ServiceExt as _,
};
use lambda_runtime::LambdaEvent;
use records::Records;
use serde_json::Value;
use tracing::Instrument as _;

use crate::{
    answer::Answer,
    call::{Call, Visit},
    clock::Clock,
    idempotency, meanwhile,
    problem::Problem,
    requester_call::RequesterCall,
    sent::Sent,
};

/// An error that ends an invocation; Lambda retries events that end so.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Serves HTTP until the runtime ends the process. Answers for idempotency keys are kept in `records`.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve<F, R>(records: Records, handle: F) -> Result<(), BoxError>
where
    F: Fn(Call) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    lambda_http::run(service_fn(move |request: Request| {
        let (records, handle) = (records.clone(), handle.clone());
        async move { Ok::<_, BoxError>(respond(&records, request, handle).await) }
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
            let sent = answer.map_or_else(|problem| Sent::problem(&problem, &request_id), Sent::answer);
            Ok::<_, BoxError>(sent.into_response())
        }
    }))
    .await
}

/// Serves HTTP, and the events of other sources (S3, streams, `EventBridge`), whose answer goes back as it is.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve_with_events<F, R, E, S>(records: Records, handle: F, events: E) -> Result<(), BoxError>
where
    F: Fn(Call) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
    E: Fn(Value) -> S + Clone + Send + Sync + 'static,
    S: Future<Output = Result<Value, BoxError>> + Send + 'static,
{
    run(events, move |request| {
        let (records, handle) = (records.clone(), handle.clone());
        Box::pin(async move { respond(&records, request, handle).await })
    })
    .await
}

/// Serves officials, the requesters' own routes (`/inbox…`, `/booking/…`), and events.
///
/// # Errors
/// When the runtime's own interface fails.
pub async fn serve_with_requesters<F, R, Q, A, E, S>(
    records: Records,
    handle: F,
    requesters: Q,
    events: E,
) -> Result<(), BoxError>
where
    F: Fn(Call) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
    Q: Fn(RequesterCall) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Result<Answer, Problem>> + Send + 'static,
    E: Fn(Value) -> S + Clone + Send + Sync + 'static,
    S: Future<Output = Result<Value, BoxError>> + Send + 'static,
{
    run(events, move |request| {
        let (records, handle, requesters) = (records.clone(), handle.clone(), requesters.clone());
        if RequesterCall::is_asked_by(&request) {
            Box::pin(async move { respond_to_requester(&records, request, requesters).await })
        } else {
            Box::pin(async move { respond(&records, request, handle).await })
        }
    })
    .await
}

type Responding = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

async fn run<E, S, H>(events: E, http: H) -> Result<(), BoxError>
where
    E: Fn(Value) -> S + Clone + Send + Sync + 'static,
    S: Future<Output = Result<Value, BoxError>> + Send + 'static,
    H: Fn(Request) -> Responding + Send + Sync + 'static,
{
    let http = Arc::new(http);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
        let (http, events) = (http.clone(), events.clone());
        async move {
            if is_event(&event.payload) {
                let events: Pin<Box<dyn Future<Output = Result<Value, BoxError>> + Send>> =
                    Box::pin(events(event.payload));
                return events.await;
            }
            let request: LambdaRequest = serde_json::from_value(event.payload)?;
            let service = service_fn(move |request: Request| {
                let answer = http(request);
                async move { Ok::<_, BoxError>(answer.await) }
            });
            let answer = Adapter::from(service).oneshot(LambdaEvent::new(request, event.context)).await?;
            Ok::<_, BoxError>(serde_json::to_value(answer)?)
        }
    }))
    .await
}

async fn respond_to_requester<F, R>(records: &Records, request: Request, handle: F) -> Response<Body>
where
    F: Fn(RequesterCall) -> R + Send + Sync,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    let lease = idempotency::lease(&request, Clock.now());
    let request_id = request_id(&request);
    let call = match RequesterCall::from_request(request) {
        Ok(call) => call,
        Err(problem) => return Sent::problem(&problem, &request_id).into_response(),
    };
    let span = tracing::info_span!("request", route = %call.route, %request_id);
    let carry_out = async |call: RequesterCall| {
        let answer: Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>> =
            Box::pin(handle(call.clone()));
        match answer.await {
            Ok(answer) => Sent::answer(answer),
            Err(problem) => {
                tracing::info!(code = problem.code, status = problem.status, "the request was refused");
                Sent::problem(&meanwhile::told_requester(records, &call, problem).await, &request_id)
            }
        }
    };
    idempotency::once(records, call, lease, carry_out).instrument(span).await.into_response()
}

/// The request's own identifier, to quote to support.
fn request_id(request: &Request) -> String {
    match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// What a payload is: a request, or an event of another source (S3, streams, `EventBridge`, a schedule).
fn is_event(payload: &Value) -> bool {
    payload.get("requestContext").is_none()
}

async fn respond<F, R>(records: &Records, request: Request, handle: F) -> Response<Body>
where
    F: Fn(Call) -> R + Send + Sync,
    R: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    let lease = idempotency::lease(&request, Clock.now());
    let request_id = request_id(&request);
    let call = match Call::from_request(request) {
        Ok(call) => call,
        Err(problem) => return Sent::problem(&problem, &request_id).into_response(),
    };
    let span = tracing::info_span!("request", route = %call.route, request_id = %request_id, agency = %call.caller.agency);
    let carry_out = async |call: Call| {
        // Boxed: the operations' futures are deep enough to exceed the compiler's limit when nested whole.
        let answer: Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>> =
            Box::pin(handle(call.clone()));
        match answer.await {
            Ok(answer) => Sent::answer(answer),
            Err(problem) => {
                tracing::info!(code = problem.code, status = problem.status, "the request was refused");
                Sent::problem(&meanwhile::told(records, &call, problem).await, &call.request_id)
            }
        }
    };
    idempotency::once(records, call, lease, carry_out).instrument(span).await.into_response()
}
