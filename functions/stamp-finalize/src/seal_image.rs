//! `/agency/seal-image`: [Quản lý con dấu].

use api::{Answer, Call, Problem};
use certification::agency::{Agency, SealImage};
use desk::images;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, agency_of_clerk};

/// Diameter of a commune's seal where nothing else is said, in millimetres.
const DEFAULT_SIZE: u32 = 36;

/// The seal's image with the size it has on paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealImageBody {
    /// A PNG with transparency, at most 2 MiB, base64.
    pub png: String,
    /// Diameter in millimetres, 20 to 60; 36 when left out.
    #[schema(example = 36, minimum = 20, maximum = 60)]
    pub size_mm: Option<u32>,
}

/// The seal's image as it stands on copies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "png": "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAFUlEQVR4nGNgwAZENBb8B2HcAsgAAPYqB23uml0WAAAAAElFTkSuQmCC",
    "size_mm": 36,
}))]
pub struct SealImageView {
    /// A PNG with transparency, at most 600 pixels wide and high, base64.
    pub png: String,
    /// Diameter in millimetres.
    pub size_mm: u32,
}

/// The image of the agency's seal.
#[utoipa::path(
    get,
    path = "/agency/seal-image",
    operation_id = "readSealImage",
    responses((status = 200, description = "The image.", body = SealImageView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["no-such-image", "not-found"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let seal =
        agency_of_clerk(services, call).await?.seal_image.ok_or_else(|| images::none("ảnh con dấu"))?;
    let png = images::show(&services.documents, &seal.object).await?;
    Answer::ok(&SealImageView { png, size_mm: seal.size_mm })
}

/// Sets the image of the agency's seal.
#[utoipa::path(
    put,
    path = "/agency/seal-image",
    operation_id = "setSealImage",
    request_body = SealImageBody,
    responses((status = 204, description = "The image is set.")),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["changed-meanwhile", "image", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn store(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = agency_of_clerk(services, call).await?;
    let body: SealImageBody = call.json()?;
    let size_mm = body.size_mm.unwrap_or(DEFAULT_SIZE);
    if !(20..=60).contains(&size_mm) {
        return Err(Problem::field("size_mm", "Đường kính con dấu từ 20 đến 60 mm."));
    }
    let object = images::store(&services.documents, &agency.id, services.clock.ulid(), &body.png).await?;
    let seal_image = Some(SealImage { object, size_mm });
    let answer = Answer::nothing();
    services
        .records
        .save_agency_replying(&Agency { seal_image, ..agency }, call.reply(&answer).as_ref())
        .await?;
    Ok(answer)
}
