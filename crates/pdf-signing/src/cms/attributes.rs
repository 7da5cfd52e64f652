//! The signed attributes (RFC 5652, 5.3 and 11): what the desk signs in the document's stead.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use const_oid::ObjectIdentifier;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::certificate::Certificate;
use super::claims::Claims;
use super::oid;
use super::tlv::{CONTEXT_0, CONTEXT_4, OCTET_STRING, SEQUENCE, SET, object_identifier, set_of, tlv};

/// Content-type, message-digest and signing-certificate-v2, in DER. No signing-time: in PAdES the signature
/// dictionary's `/M` carries it (ETSI EN 319 142-1, 6.3). Serialised as base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct SignedAttributes {
    der: Vec<u8>,
    claims: Claims,
}

/// A stored text that holds no signed attributes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not signed attributes: {0}")]
pub struct UnreadableAttributes(String);

impl SignedAttributes {
    /// Binds a document's SHA-256 to the certificate that will sign it.
    #[must_use]
    pub fn new(document_digest: [u8; 32], certificate: &Certificate) -> Self {
        let attributes = vec![
            attribute(oid::CONTENT_TYPE, &object_identifier(oid::DATA)),
            attribute(oid::MESSAGE_DIGEST, &tlv(OCTET_STRING, &[&document_digest])),
            attribute(oid::SIGNING_CERTIFICATE_V2, &signing_certificate_v2(certificate)),
        ];
        let claims = Claims {
            message_digest: document_digest,
            certificate_hash: Some(certificate.fingerprint()),
            signing_time: None,
        };
        Self { der: set_of(SET, attributes), claims }
    }

    /// The `SET OF Attribute` in DER: the bytes that the signature covers (RFC 5652, 5.4).
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 over [`Self::der`]: the hash that goes to the desk.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        sha2::Sha256::digest(&self.der).into()
    }

    /// The SHA-256 of the document that the attributes stand for.
    #[must_use]
    pub fn document_digest(&self) -> [u8; 32] {
        self.claims.message_digest
    }

    /// SHA-256 of the certificate that the attributes are bound to.
    pub(super) fn certificate_hash(&self) -> Option<[u8; 32]> {
        self.claims.certificate_hash
    }

    /// The attributes as the field `[0] IMPLICIT` of a signer info.
    pub(super) fn as_field(&self) -> Vec<u8> {
        let mut field = self.der.clone();
        if let Some(tag) = field.first_mut() {
            *tag = CONTEXT_0;
        }
        field
    }
}

/// `SigningCertificateV2` (RFC 5035, 3) with the one certificate, by its SHA-256 (the default, left out as DER
/// demands), issuer and serial number.
fn signing_certificate_v2(certificate: &Certificate) -> Vec<u8> {
    let certificate_hash = tlv(OCTET_STRING, &[&certificate.fingerprint()]);
    let general_names = tlv(SEQUENCE, &[&tlv(CONTEXT_4, &[certificate.issuer()])]);
    let issuer_serial = tlv(SEQUENCE, &[&general_names, certificate.encoded_serial_number()]);
    let certificate_id = tlv(SEQUENCE, &[&certificate_hash, &issuer_serial]);
    tlv(SEQUENCE, &[&tlv(SEQUENCE, &[&certificate_id])])
}

fn attribute(kind: ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    tlv(SEQUENCE, &[&object_identifier(kind), &tlv(SET, &[value])])
}

impl From<SignedAttributes> for String {
    fn from(attributes: SignedAttributes) -> Self {
        STANDARD.encode(&attributes.der)
    }
}

impl TryFrom<String> for SignedAttributes {
    type Error = UnreadableAttributes;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let der = STANDARD.decode(text).map_err(|error| UnreadableAttributes(error.to_string()))?;
        let claims = Claims::read(&der).map_err(|error| UnreadableAttributes(error.to_string()))?;
        Ok(Self { der, claims })
    }
}
