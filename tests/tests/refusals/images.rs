//! Images that cannot stand on a page.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Signing, images};
use serde_json::{Value, json};

use super::{cause, of};
use crate::scene::unequipped;

/// A PNG of one colour with an alpha channel.
fn plain(width: u32, height: u32, alpha: u8) -> Result<Vec<u8>> {
    let pixels = [24, 52, 148, alpha].repeat(usize::try_from(width * height)?);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

#[tokio::test]
async fn an_image_that_is_no_transparent_png_is_refused_whatever_its_name() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let sound = images::signature()?;
    let jpeg = [&[0xff, 0xd8, 0xff, 0xe0], b"JFIF".as_slice()].concat();
    let files = [
        (jpeg, "image-not-png"),
        (Vec::new(), "image-not-png"),
        (sound.get(..sound.len() / 2).unwrap_or_default().to_vec(), "image-damaged"),
        (plain(40, 20, 255)?, "image-not-transparent"),
        (plain(40, 20, 0)?, "image-empty"),
        (plain(4097, 1, 128)?, "image-too-large"),
        (vec![0; 2 * 1024 * 1024 + 1], "image-too-long"),
    ];
    for (file, code) in files {
        let body = json!({ "png": STANDARD.encode(&file), });
        for (api, path) in
            [(&office.signer.api, "/me/signature-image"), (&office.clerk.api, "/agency/seal-image")]
        {
            assert_eq!(cause(api.put(path, &body).await?)?, of(422, code), "{path}");
        }
    }
    let not_base64 = json!({ "png": "chữ ký.png" });
    let answer = office.signer.api.put("/me/signature-image", &not_base64).await?;
    assert_eq!(cause(answer)?, of(422, "invalid-field"));
    let me = office.clerk.api.get("/me").await?.done()?;
    assert_eq!((&me["has_signature_image"], &me["has_seal_image"]), (&json!(false), &json!(false)));
    Ok(())
}

#[tokio::test]
async fn an_image_is_shown_to_whoever_set_it_and_to_nobody_else() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let (signature, seal) = ("/me/signature-image", "/agency/seal-image");
    assert_eq!(cause(office.signer.api.get(signature).await?)?, of(404, "no-such-image"));
    assert_eq!(cause(office.clerk.api.get(seal).await?)?, of(404, "no-such-image"));
    office.equip().await?;
    let shown = office.signer.api.get(signature).await?.done()?;
    assert_eq!(shape(&shown)?, shape(&json!({ "png": STANDARD.encode(images::signature()?) }))?);
    let shown = office.clerk.api.get(seal).await?.done()?;
    assert_eq!((shape(&shown)?.0, &shown["size_mm"]), (png::ColorType::Rgba, &json!(36)));
    for (api, path) in [
        (&office.clerk.api, signature),
        (&office.officer.api, signature),
        (&office.signer.api, seal),
        (&office.officer.api, seal),
    ] {
        assert_eq!(cause(api.get(path).await?)?, of(403, "wrong-role"), "{path}");
    }
    Ok(())
}

/// Colours, and width to height in thousandths, of an image in an answer.
fn shape(view: &Value) -> Result<(png::ColorType, u32)> {
    let file = STANDARD.decode(view["png"].as_str().context("no image")?)?;
    let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info()?;
    let info = reader.info();
    Ok((info.color_type, info.width * 1000 / info.height))
}

#[tokio::test]
async fn a_seal_has_the_size_of_a_seal() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let png = STANDARD.encode(images::seal()?);
    for size in [0, 19, 61] {
        let body = json!({ "png": png, "size_mm": size });
        let answer = office.clerk.api.put("/agency/seal-image", &body).await?;
        assert_eq!(cause(answer)?, of(422, "invalid-field"), "{size} mm");
    }
    assert_eq!(office.clerk.api.get("/me").await?.done()?["has_seal_image"], false);
    Ok(())
}

#[tokio::test]
async fn nothing_is_prepared_without_a_certificate_and_an_image() -> Result<()> {
    use journeys::{Requester, bind};

    use crate::scene::{nothing, small_scan};

    let office = unequipped(&Signing::chair()).await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature/prepare");
    let prepare = async || office.signer.api.post(&path, &nothing()).await;
    assert_eq!(cause(prepare().await?)?, of(409, "no-certificate"));
    bind(&office.signer.api, "/me/certificate", &office.signer_desk).await?.done()?;
    assert_eq!(cause(prepare().await?)?, of(409, "no-signature-image"));
    assert_eq!(office.read(&case).await?["state"], "awaiting_signature");
    Ok(())
}
