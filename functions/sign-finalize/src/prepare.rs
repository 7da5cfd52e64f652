//! `POST /cases/{case}/signature/prepare`: increment A, and the hash for the desk.

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{
    Case, CheckCode, State, TransitionRefusal,
    agency::Agency,
    case::{AgencyOnPage, Prepared, ReadyScan, SignerOnPage},
    statement::{self, Wording},
    time,
};
use desk::{
    handing::{Desk, PreparedView},
    images, problems, trust,
};
use documents::Bucket;
use pdf_signing::{
    increment::{
        CheckMark, Place,
        seal::SEAL_MILLIMETRES,
        signature::{self, SignatureRequest},
        statement::Statement,
    },
    plan::{Rectangle, ScanPlan},
};
use records::Change;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, me};

/// Where the signature image stands; left out, at the legal place on the statement page.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// The place.
    pub place: Option<PlaceBody>,
}

/// A rectangle on a page as a viewer shows it, in points, from its lower left corner.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBody {
    /// From 1; the statement page comes after the last page of the scan.
    #[schema(minimum = 1)]
    pub page: u32,
    /// Left.
    pub x: f32,
    /// Bottom.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Adds the statement page and hands out the hash to sign.
#[utoipa::path(
    post,
    path = "/cases/{case}/signature/prepare",
    operation_id = "prepareSignature",
    params(CasePath),
    request_body = PrepareBody,
    responses((status = 200, description = "What the desk is to sign within 30 minutes.", body = PreparedView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["certificate", "changed-meanwhile", "increment", "invalid-field", "no-certificate", "no-profile", "no-signature-image", "no-title", "no-wording", "not-found", "delegation", "place", "signature-second-hash", "wrong-state"])),
    ),
)]
pub(crate) async fn prepare(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let body: PrepareBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let State::AwaitingSignature { scan, .. } = &case.state else {
        return Err(TransitionRefusal::WrongState(case.state.name()).into());
    };
    let at = services.clock.now();
    let trust = trust::load(&services.records).await?;
    let desk = Desk { documents: &services.documents, clock: services.clock, trust: &trust, call };
    let ready = desk.ready(profile.certificate.as_ref(), at)?;
    let agency = services.records.agency(&case.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let image = profile.signature_image.as_ref().ok_or_else(|| {
        Problem::conflict(
            "no-signature-image",
            "Chưa có hình ảnh chữ ký. Mở Trang cá nhân và tải hình ảnh chữ ký lên.",
        )
    })?;
    let image = images::load(&services.documents, image).await?;
    let title = me::position(&profile, time::day(at), &case.request.document_type)?;
    let drawn = || CheckCode::from_random(services.clock.ulid().random());
    let wording = Wording::in_force(&agency.wordings, time::day(at)).ok_or_else(|| {
        Problem::conflict(
            "no-wording",
            "Đơn vị chưa có mẫu lời chứng cho ngày này. Liên hệ quản trị của đơn vị.",
        )
    })?;
    let signer = SignerOnPage {
        name: profile.name.clone(),
        title: title.lines(),
        check: case.check.clone().unwrap_or_else(drawn),
        in_whose_place: title.in_whose_place(&profile.name),
        agency: Some(AgencyOnPage {
            name: agency.name.clone(),
            locality: agency.locality.clone(),
            book_label: wording.book_label.clone(),
        }),
    };
    let check = check_mark(&services.check_url, &signer.check);
    let statement = statement(&case, scan, &agency, wording, (&signer, check));
    let request = SignatureRequest {
        statement,
        place: body.place.map_or(Ok(Place::Default), on_page)?,
        image,
        seal_millimetres: seal_millimetres(&agency),
        name: signer.name.clone(),
        reason: "Chứng thực bản sao đúng với bản chính".to_owned(),
        location: agency.locality.clone(),
        time: at,
        contents_reserve: ready.reserve,
    };
    let plan = services.documents.read_stored(Bucket::Scans, &scan.plan).await?;
    let plan: ScanPlan = serde_json::from_slice(&plan).map_err(|error| Problem::unexpected(&error))?;
    let increment = signature::prepare(&plan.plan, &plan.digest, &request)
        .map_err(|refusal| problems::prepare(&refusal))?;
    let (handed_out, view) = desk.hand_out(&case, ready, increment, plan.digest, at).await?;
    let case = case.prepare_signature(Prepared { signer: Some(signer), ..handed_out })?;
    let answer = stored::save(&services.records, call, &case, Change::default(), &view).await?;
    tracing::info!(case = %case.id, official = %call.caller.official.id, "a signature was prepared");
    Ok(answer)
}

/// What the statement page says.
fn statement(
    case: &Case,
    scan: &ReadyScan,
    agency: &Agency,
    wording: &Wording,
    (signer, check): (&SignerOnPage, CheckMark),
) -> Statement {
    Statement {
        agency: statement::agency_lines(&agency.name),
        title: wording.title.clone(),
        number_label: wording.number_label.clone(),
        book_label: wording.book_label.clone(),
        position: signer.title.clone(),
        name: signer.name.clone(),
        notes: vec![
            format!("Bản sao điện tử này gồm {} trang chụp từ bản chính và trang lời chứng này.", scan.pages),
            format!("Mã hồ sơ: {}", case.id.short_code()),
        ],
        check: Some(check),
    }
}

#[expect(clippy::cast_precision_loss, reason = "millimetres of a seal are small whole numbers")]
fn seal_millimetres(agency: &Agency) -> f32 {
    agency.seal_image.as_ref().map_or(SEAL_MILLIMETRES, |seal| seal.size_mm as f32)
}

/// The mark of the public check: the address for cameras, the code for people.
fn check_mark(check_url: &str, code: &CheckCode) -> CheckMark {
    let address = check_url.split_once("://").map_or(check_url, |(_, address)| address);
    // The page has a field for the code: nobody needs to type the query that cameras follow.
    let typed_at = address.split_once('?').map_or(address, |(page, _)| page);
    CheckMark {
        address: format!("{check_url}{}", code.as_str()),
        code: format!("Mã kiểm tra: {}", code.grouped()),
        advice: format!("Quét mã hoặc nhập mã tại {typed_at} để biết bản sao này còn giá trị hay không."),
    }
}

fn on_page(place: PlaceBody) -> Result<Place, Problem> {
    let page = place
        .page
        .checked_sub(1)
        .ok_or_else(|| Problem::field("place", "Trang đặt chữ ký được đánh số từ 1."))?;
    let rectangle =
        Rectangle { x0: place.x, y0: place.y, x1: place.x + place.width, y1: place.y + place.height };
    Ok(Place::On { page: page as usize, rectangle })
}
