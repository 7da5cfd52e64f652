//! What signed attributes claim: which document, by which certificate, when.

use const_oid::ObjectIdentifier;
use der::asn1::OctetStringRef;
use der::{AnyRef, Decode as _, Reader as _, SliceReader, Tag, Tagged as _};
use jiff::Timestamp;
use x509_cert::time::Time;

use super::oid;
use super::refusal::SignatureRefusal;
use super::tlv::{SET, set_of, tlv};

/// The attributes that are judged; others (a signing policy, a MIME type) are signed but say nothing to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claims {
    /// The message digest: SHA-256 of the document.
    pub(super) message_digest: [u8; 32],
    /// SHA-256 of the signing certificate, when signing-certificate-v2 is there.
    pub(super) certificate_hash: Option<[u8; 32]>,
    /// The signing time that the signer claims, when it is there.
    pub(super) signing_time: Option<Timestamp>,
}

impl Claims {
    /// Reads a `SET OF Attribute` in DER.
    ///
    /// # Errors
    /// [`SignatureRefusal::Attributes`] when a needed attribute is missing, wrong or there twice, or the set is
    /// not in DER order: a signer and a verifier that sort would then hash different bytes.
    pub(super) fn read(attributes: &[u8]) -> Result<Self, SignatureRefusal> {
        let attributes = split(attributes)?;
        let content_type = required(&attributes, oid::CONTENT_TYPE, "content-type is missing or repeated")?;
        if content_type.decode_as::<ObjectIdentifier>() != Ok(oid::DATA) {
            return Err(SignatureRefusal::Attributes("content-type is not id-data"));
        }
        let message_digest =
            required(&attributes, oid::MESSAGE_DIGEST, "message-digest is missing or repeated")?;
        let message_digest = message_digest
            .decode_as::<OctetStringRef<'_>>()
            .ok()
            .and_then(|digest| digest.as_bytes().try_into().ok())
            .ok_or(SignatureRefusal::Attributes("message-digest is not a SHA-256"))?;
        let certificate_hash =
            optional(&attributes, oid::SIGNING_CERTIFICATE_V2, "signing-certificate-v2 is repeated")?
                .map(certificate_hash)
                .transpose()?;
        let signing_time = optional(&attributes, oid::SIGNING_TIME, "signing-time is repeated")?
            .map(|time| signing_time(time).ok_or(SignatureRefusal::Attributes("signing-time is no time")))
            .transpose()?;
        Ok(Self { message_digest, certificate_hash, signing_time })
    }
}

struct Attribute<'a> {
    kind: ObjectIdentifier,
    values: Vec<AnyRef<'a>>,
}

fn split(attributes: &[u8]) -> Result<Vec<Attribute<'_>>, SignatureRefusal> {
    let garbled = |_| SignatureRefusal::Attributes("not a SET OF Attribute");
    let set = AnyRef::from_der(attributes).map_err(garbled)?;
    let encodings = elements(set.value()).map_err(garbled)?;
    if set.tag() != Tag::Set || set_of(SET, encodings.iter().map(|e| e.to_vec()).collect()) != attributes {
        return Err(SignatureRefusal::Attributes("not a SET in DER order"));
    }
    encodings.into_iter().map(attribute).collect::<Result<_, _>>().map_err(garbled)
}

fn attribute(encoding: &[u8]) -> der::Result<Attribute<'_>> {
    AnyRef::from_der(encoding)?.sequence(|reader| {
        let kind = reader.decode()?;
        let values: AnyRef<'_> = reader.decode()?;
        values.tag().assert_eq(Tag::Set)?;
        let values =
            elements(values.value())?.into_iter().map(AnyRef::from_der).collect::<der::Result<_>>()?;
        Ok(Attribute { kind, values })
    })
}

/// The encodings that stand one after the other.
pub(super) fn elements(content: &[u8]) -> der::Result<Vec<&[u8]>> {
    let mut reader = SliceReader::new(content)?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(reader.tlv_bytes()?);
    }
    Ok(elements)
}

fn optional<'a>(
    attributes: &[Attribute<'a>],
    kind: ObjectIdentifier,
    cause: &'static str,
) -> Result<Option<AnyRef<'a>>, SignatureRefusal> {
    let mut found = attributes.iter().filter(|attribute| attribute.kind == kind);
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(attribute), None) if attribute.values.len() == 1 => Ok(attribute.values.first().copied()),
        _ => Err(SignatureRefusal::Attributes(cause)),
    }
}

fn required<'a>(
    attributes: &[Attribute<'a>],
    kind: ObjectIdentifier,
    cause: &'static str,
) -> Result<AnyRef<'a>, SignatureRefusal> {
    optional(attributes, kind, cause)?.ok_or(SignatureRefusal::Attributes(cause))
}

/// The hash in the first `ESSCertIDv2`, which names the signing certificate (RFC 5035, 3).
fn certificate_hash(value: AnyRef<'_>) -> Result<[u8; 32], SignatureRefusal> {
    let garbled = |_| SignatureRefusal::Attributes("signing-certificate-v2 is garbled");
    let first = value.sequence(|signing_certificate| {
        let certificates: AnyRef<'_> = signing_certificate.decode()?;
        while !signing_certificate.is_finished() {
            signing_certificate.tlv_bytes()?; // policies
        }
        certificates.tag().assert_eq(Tag::Sequence)?;
        let mut reader = SliceReader::new(certificates.value())?;
        reader.decode::<AnyRef<'_>>()
    });
    let parts = first.and_then(|first| elements(first.value())).map_err(garbled)?;
    let parts = parts.into_iter().map(AnyRef::from_der).collect::<der::Result<Vec<_>>>().map_err(garbled)?;
    let (algorithm, hash) = match parts.as_slice() {
        [algorithm, hash, ..] if algorithm.tag() == Tag::Sequence => (Some(algorithm), hash),
        [hash, ..] => (None, hash),
        [] => return Err(SignatureRefusal::Attributes("signing-certificate-v2 is empty")),
    };
    if let Some(algorithm) = algorithm {
        let identifier = algorithm.sequence(|reader| {
            let identifier: ObjectIdentifier = reader.decode()?;
            while !reader.is_finished() {
                reader.tlv_bytes()?; // parameters
            }
            Ok(identifier)
        });
        if identifier != Ok(oid::SHA_256) {
            return Err(SignatureRefusal::Algorithm(
                "signing-certificate-v2 hashes by another digest".to_owned(),
            ));
        }
    }
    hash.decode_as::<OctetStringRef<'_>>()
        .ok()
        .and_then(|hash| hash.as_bytes().try_into().ok())
        .ok_or(SignatureRefusal::Attributes("signing-certificate-v2 holds no SHA-256"))
}

fn signing_time(value: AnyRef<'_>) -> Option<Timestamp> {
    let seconds =
        Time::from_der(&tlv(value.tag().octet(), &[value.value()])).ok()?.to_unix_duration().as_secs();
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}
