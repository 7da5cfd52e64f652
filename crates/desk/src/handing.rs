//! Handing a value to the desk and taking the signature back.
//!
//! What was prepared is stored as one object and forgotten: the function that takes the signature back reads
//! that object and nothing else of the document.

use api::{Call, Clock, Problem};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{
    Case, TransitionRefusal,
    agency::BoundCertificate,
    case::{Act, Prepared as HandedOut},
    check::Evidence,
    time,
};
use documents::{Bucket, Documents, keys};
use jiff::Timestamp;
use pdf_signing::{
    DigestState,
    cms::{Certificate, Chain, SignatureRefusal, SignedAttributes, TrustStore, challenge::Way},
    increment::{self, Embedded, Placed, Prepared, SignedCopy},
    plan::Rectangle,
};
use serde::{Deserialize, Serialize};
use ulid::Ulid;
use utoipa::ToSchema;

use crate::{binding, problems, room};

/// What the desk is to sign.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "prepared": "01K8E5V3YJ4R5S6T7V8W9X0Y1Z",
    "hash": "X3C/GKCGAHAW6UiwSu07ghA6Nr6kF1W2zd+vEKzjxu8=",
    "algorithm": "SHA256",
    "certificate": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "at": "2026-11-23T09:20:00+07:00",
    "version": 4,
    "placed": {
        "signature": { "page": 3, "x": 349, "y": 430, "width": 153, "height": 76 },
        "seal": { "page": 3, "x": 298, "y": 417, "width": 102, "height": 102 },
    },
}))]
pub struct PreparedView {
    /// Identifier of this preparation; goes back with the signature.
    pub prepared: String,
    /// Base64: the `HashValue` of `SignMsg`.
    pub hash: String,
    /// The algorithm of the hash.
    #[schema(example = "SHA256")]
    pub algorithm: String,
    /// SHA-256 of the certificate that is to sign.
    pub certificate: String,
    /// Signing time: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Version of the case.
    pub version: u64,
    /// Where signature and seal stand, for a viewer to draw over; absent when a seal is prepared, which moves
    /// nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placed: Option<PlacedView>,
}

/// Where signature and seal stand.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlacedView {
    /// The signature image.
    pub signature: PlaceView,
    /// The seal that comes later.
    pub seal: PlaceView,
}

/// A rectangle on a page as a viewer shows it, in points, from its lower left corner.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlaceView {
    /// From 1; the statement page comes after the last page of the scan.
    pub page: usize,
    /// Left.
    pub x: f32,
    /// Bottom.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl From<Placed> for PlacedView {
    fn from(Placed { page, signature, seal }: Placed) -> Self {
        let place = |Rectangle { x0, y0, x1, y1 }| PlaceView {
            page: page.saturating_add(1),
            x: x0,
            y: y0,
            width: x1 - x0,
            height: y1 - y0,
        };
        Self { signature: place(signature), seal: place(seal) }
    }
}

/// What the desk gave.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureBody {
    /// Identifier of the preparation that was signed.
    pub prepared: String,
    /// What `SignMsg` returned as `Signature`, base64.
    pub signature: String,
    /// What it returned as `CertBase64`, so that another certificate is named as the cause.
    pub certificate: Option<String>,
}

/// The object that waits for a signature.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) increment: Prepared,
    attributes: SignedAttributes,
    /// The chain that the room was reserved for; a longer one that is configured later would not fit.
    /// None in what was prepared before this was kept.
    #[serde(default)]
    chain: Option<Chain>,
    /// Digest state of the document before the increment.
    pub(crate) before: DigestState,
}

/// An increment that is now signed.
#[derive(Debug)]
pub struct Signed {
    /// The increment with its CMS.
    pub embedded: Embedded,
    /// The document after it.
    pub copy: SignedCopy,
    /// When it was prepared: the signing time in the signature dictionary.
    pub at: Timestamp,
    /// What is known of the certificate that signed.
    pub evidence: Evidence,
}

/// A bound certificate that may sign now, with the room that its CMS needs.
#[derive(Debug)]
pub struct Ready<'a> {
    leaf: Certificate,
    bound: &'a BoundCertificate,
    chain: Chain,
    /// Bytes to reserve for the CMS.
    pub reserve: usize,
}

/// One official's desk, for the length of one request.
#[derive(Debug)]
pub struct Desk<'a> {
    /// Where what is prepared waits.
    pub documents: &'a Documents,
    /// Identifiers.
    pub clock: Clock,
    /// Whose certificates may sign.
    pub trust: &'a TrustStore,
    /// Who sits there.
    pub call: &'a Call,
}

impl Desk<'_> {
    /// Checks at `at`, before anything is prepared, that the bound certificate may sign and its CMS fits.
    ///
    /// # Errors
    /// 409 when none is bound; 422 when it may not sign, or the chain has become too long.
    pub fn ready<'b>(
        &self,
        certificate: Option<&'b BoundCertificate>,
        at: Timestamp,
    ) -> Result<Ready<'b>, Problem> {
        let (leaf, bound) = binding::bound(certificate)?;
        let chain = self.trust.check(&leaf, at).map_err(|refusal| problems::certificate(&refusal))?;
        let reserve = room::reserve(way(bound)?, &chain, bound.cms_length)?;
        Ok(Ready { leaf, bound, chain, reserve })
    }

    /// Stores an increment that was prepared over the document of digest state `before` with the signing time
    /// `at`; gives what to keep with the case and what to hand out.
    ///
    /// # Errors
    /// When the desk signs nothing that fits a CMS, or the store does not answer.
    pub async fn hand_out(
        &self,
        case: &Case,
        ready: Ready<'_>,
        increment: Prepared,
        before: DigestState,
        at: Timestamp,
    ) -> Result<(HandedOut, PreparedView), Problem> {
        let Ready { leaf, bound, chain, .. } = ready;
        let attributes = SignedAttributes::new(increment.digest, &leaf);
        let hash = way(bound)?.value_to_sign(&attributes).map_err(|refusal| problems::signature(&refusal))?;
        let id = self.clock.ulid();
        let placed = increment.placed.map(PlacedView::from);
        let waiting = Waiting { increment, attributes, chain: Some(chain), before };
        let key = keys::prepared(&case.agency, case.id, id);
        // What is stored once signed (the plan of the copy with its increment) is part of this, so whatever
        // is too large is refused here, before the desk signs.
        let object = self.documents.store_json(&key, &waiting).await.map_err(problems::handed_out)?;
        let act = Act { by: self.call.caller.official.clone(), at };
        let handed_out = HandedOut { object, act, certificate: bound.fingerprint.clone(), signer: None };
        let view = PreparedView {
            prepared: id.to_string(),
            hash: STANDARD.encode(hash),
            algorithm: "SHA256".to_owned(),
            certificate: bound.fingerprint.clone(),
            at: time::iso(at),
            version: case.version + 1,
            placed,
        };
        Ok((handed_out, view))
    }

    /// Takes a signature back at `now`: the right preparation, the right certificate, a signature that
    /// verifies.
    ///
    /// # Errors
    /// What does not fit; nothing has changed then.
    pub async fn take_back(
        &self,
        case: &Case,
        certificate: Option<&BoundCertificate>,
        body: &SignatureBody,
        now: Timestamp,
    ) -> Result<Signed, Problem> {
        let id: Ulid = body
            .prepared
            .parse()
            .map_err(|_| Problem::field("prepared", "Mã bản chuẩn bị không hợp lệ. Bấm ký lại từ đầu."))?;
        let key = keys::prepared(&case.agency, case.id, id);
        let handed_out = case.outstanding(&key, &self.call.caller.official, now)?;
        let (leaf, bound) = binding::bound(certificate)?;
        if bound.fingerprint != handed_out.certificate {
            return Err(TransitionRefusal::Superseded.into());
        }
        if let Some(given) = &body.certificate
            && binding::decoded("certificate", given)? != leaf.der()
        {
            return Err(problems::signature(&SignatureRefusal::OtherCertificate));
        }
        let answer = binding::decoded("signature", &body.signature)?;
        // Asked for again: an authority may be believed no longer.
        let known = self.trust.check(&leaf, now).map_err(|refusal| problems::certificate(&refusal))?;
        let stored = self.documents.read_stored(Bucket::Scans, &handed_out.object).await?;
        let waiting: Waiting =
            serde_json::from_slice(&stored).map_err(|error| Problem::unexpected(&error))?;
        let cms = way(bound)?
            .signed_data(&waiting.attributes, waiting.chain.as_ref().unwrap_or(&known), &answer)
            .map_err(|refusal| problems::signature(&refusal))?;
        let embedded =
            increment::embed(&waiting.increment, &cms).map_err(|refusal| problems::embed(&refusal))?;
        let copy = increment::after(&waiting.increment, &embedded, &waiting.before)
            .map_err(|refusal| problems::prepare(&refusal))?;
        let evidence = Evidence {
            issuer: leaf.issuer_common_name().unwrap_or_default().to_owned(),
            not_before: leaf.not_before(),
            not_after: leaf.not_after(),
        };
        Ok(Signed { embedded, copy, at: handed_out.act.at, evidence })
    }
}

fn way(bound: &BoundCertificate) -> Result<Way, Problem> {
    serde_json::from_value(serde_json::Value::String(bound.way.clone()))
        .map_err(|error| Problem::unexpected(&error))
}
