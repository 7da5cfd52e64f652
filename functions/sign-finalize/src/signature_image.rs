//! `/me/signature-image`: [Trang cá nhân], the signature's image.

use api::{Answer, Call, Problem};
use certification::agency::Profile;
use desk::images;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, me};

/// An image.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageBody {
    /// A PNG with transparency, at most 2 MiB, base64.
    pub png: String,
}

/// The image as it stands on copies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "png": "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAFUlEQVR4nGNgwAZENBb8B2HcAsgAAPYqB23uml0WAAAAAElFTkSuQmCC" }))]
pub struct ImageView {
    /// A PNG with transparency, at most 600 pixels wide and high, base64.
    pub png: String,
}

/// The image of the caller's signature.
#[utoipa::path(
    get,
    path = "/me/signature-image",
    operation_id = "readSignatureImage",
    responses((status = 200, description = "The image.", body = ImageView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["no-profile", "no-such-image"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let image = profile.signature_image.ok_or_else(|| images::none("ảnh chữ ký"))?;
    Answer::ok(&ImageView { png: images::show(&services.documents, &image).await? })
}

/// Sets the image of the caller's signature.
#[utoipa::path(
    put,
    path = "/me/signature-image",
    operation_id = "setSignatureImage",
    request_body = ImageBody,
    responses((status = 204, description = "The image is set.")),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["changed-meanwhile", "image", "invalid-field", "no-profile"])),
    ),
)]
pub(crate) async fn store(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let body: ImageBody = call.json()?;
    let image = images::store(&services.documents, &profile.agency, services.clock.ulid(), &body.png).await?;
    let (after, answer) = (Profile { signature_image: Some(image), ..profile }, Answer::nothing());
    services.records.save_profile_replying(&after, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}
