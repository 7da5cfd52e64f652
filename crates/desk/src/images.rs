//! Images of signatures and seals.

use api::Problem;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{AgencyId, StoredObject};
use documents::{Bucket, Documents, keys};
use pdf_signing::increment::image::PreparedImage;
use ulid::Ulid;

use crate::problems;

/// Checks a PNG (given as base64), prepares it for embedding and stores it under a new key.
///
/// # Errors
/// What is wrong with the image.
pub async fn store(
    documents: &Documents,
    agency: &AgencyId,
    id: Ulid,
    png: &str,
) -> Result<StoredObject, Problem> {
    let file = STANDARD
        .decode(png.trim())
        .map_err(|_| Problem::field("png", "Tệp ảnh gửi lên không đọc được. Chọn lại tệp .png."))?;
    let image = PreparedImage::from_png(&file).map_err(|refusal| problems::image(&refusal))?;
    let key = keys::image(agency, id);
    Ok(documents.store(Bucket::Scans, &key, "application/octet-stream", image.to_bytes()).await?)
}

/// An image that was stored before, as it will stand on the page: a PNG in base64.
///
/// # Errors
/// When it cannot be read.
pub async fn show(documents: &Documents, object: &StoredObject) -> Result<String, Problem> {
    let image = load(documents, object).await?;
    Ok(STANDARD.encode(image.to_png().map_err(|error| Problem::unexpected(&error))?))
}

/// That there is no image yet.
#[must_use]
pub fn none(what: &str) -> Problem {
    let detail = format!("Chưa có {what}. Tải ảnh lên rồi bấm Lưu lại.");
    Problem::new(404, "no-such-image", "Chưa có ảnh", detail)
}

/// Reads an image that was stored before.
///
/// # Errors
/// When it cannot be read.
pub async fn load(documents: &Documents, object: &StoredObject) -> Result<PreparedImage, Problem> {
    let bytes = documents.read_stored(Bucket::Scans, object).await?;
    PreparedImage::from_bytes(&bytes).map_err(|error| Problem::unexpected(&error))
}
