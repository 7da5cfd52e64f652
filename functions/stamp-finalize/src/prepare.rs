//! `POST /cases/{case}/seal/prepare`: increment B, and the hash for the desk.

use api::{Answer, Call, Problem, SeenVersion, contract::CasePath, stored};
use certification::{
    State, TransitionRefusal,
    agency::{Agency, SealImage},
    case::{AgencyOnPage, Issued, Signature},
    statement::{self, Wording},
    time,
};
use desk::{
    handing::{Desk, PreparedView},
    images,
    plan::SignedPlan,
    problems, trust,
};
use documents::Bucket;
use jiff::Timestamp;
use pdf_signing::increment::{
    image::PreparedImage,
    seal::{self, SealRequest},
};
use records::Change;

use crate::{Services, agency_of_clerk};

/// Fills number, date and seal in and hands out the hash to seal.
#[utoipa::path(
    post,
    path = "/cases/{case}/seal/prepare",
    operation_id = "prepareSeal",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 200, description = "What the desk is to sign within 30 minutes.", body = PreparedView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["already-sealed", "certificate", "changed-meanwhile", "increment", "no-certificate", "no-seal-image", "signature-second-hash", "wrong-state"])),
    ),
)]
pub(crate) async fn prepare(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = agency_of_clerk(services, call).await?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let State::Numbered { signature, issued, .. } = &case.state else {
        return Err(TransitionRefusal::WrongState(case.state.name()).into());
    };
    let at = services.clock.now();
    let trust = trust::load(&services.records).await?;
    let desk = Desk { documents: &services.documents, clock: services.clock, trust: &trust, call };
    let ready = desk.ready(agency.certificate.as_ref(), at)?;
    let seal_image = agency.seal_image.as_ref().ok_or_else(|| {
        Problem::conflict(
            "no-seal-image",
            "Chưa có hình ảnh con dấu. Mở Quản lý con dấu và tải hình ảnh lên.",
        )
    })?;
    let image = images::load(&services.documents, &seal_image.object).await?;
    let on_page = on_page(&agency, signature, issued);
    let request = request(on_page, seal_image, image, issued, at, ready.reserve);
    let plan = services.documents.read_stored(Bucket::Scans, &signature.plan).await?;
    let SignedPlan { copy, .. } =
        serde_json::from_slice(&plan).map_err(|error| Problem::unexpected(&error))?;
    let increment =
        seal::prepare(&copy.plan, &copy.digest, &request).map_err(|refusal| problems::prepare(&refusal))?;
    let (handed_out, view) = desk.hand_out(&case, ready, increment, copy.digest, at).await?;
    let case = case.prepare_seal(handed_out)?;
    let answer = stored::save(&services.records, call, &case, Change::default(), &view).await?;
    tracing::info!(case = %case.id, official = %call.caller.official.id, "a seal was prepared");
    Ok(answer)
}

/// The agency as the statement page names it: one copy names one agency, also when it was renamed since.
fn on_page(agency: &Agency, signature: &Signature, issued: &Issued) -> AgencyOnPage {
    signature.agency.clone().unwrap_or_else(|| {
        let wording = Wording::in_force(&agency.wordings, time::day(issued.issued.at));
        AgencyOnPage {
            name: agency.name.clone(),
            locality: agency.locality.clone(),
            book_label: wording.map(|wording| wording.book_label.clone()).unwrap_or_default(),
        }
    })
}

fn request(
    on_page: AgencyOnPage,
    seal_image: &SealImage,
    image: PreparedImage,
    issued: &Issued,
    at: Timestamp,
    contents_reserve: usize,
) -> SealRequest {
    #[expect(clippy::cast_precision_loss, reason = "millimetres of a seal are small whole numbers")]
    let millimetres = seal_image.size_mm as f32;
    SealRequest {
        number: issued.text.clone(),
        book: statement::book_after_label(&issued.book_text, &on_page.book_label).to_owned(),
        date: statement::date_text(time::day(issued.issued.at)),
        image,
        millimetres,
        name: on_page.name,
        reason: format!("Đóng dấu bản sao chứng thực số {}", issued.text),
        location: on_page.locality,
        time: at,
        contents_reserve,
    }
}
