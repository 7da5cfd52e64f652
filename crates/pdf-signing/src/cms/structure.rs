//! Taking a CMS `SignedData` (RFC 5652, 5.1) apart without copying and without encoding anything again.

use cms::signed_data::EncapsulatedContentInfo;
use const_oid::ObjectIdentifier;
use der::asn1::OctetStringRef;
use der::{AnyRef, Decode as _, Reader, SliceReader, Tag, TagNumber, Tagged as _};

use super::certificate::Certificate;
use super::claims::elements;
use super::oid;
use super::refusal::SignatureRefusal;

/// A CMS larger than this is not read; ours take 2 to 10 KB, with time-stamp and revocation data 30 KB.
pub(super) const LONGEST: usize = 256 * 1024;

/// A detached `SignedData` with exactly one signer.
#[derive(Debug)]
pub(super) struct SignedData<'a> {
    /// The encodings in `certificates`.
    pub(super) certificates: Vec<&'a [u8]>,
    /// The one signer.
    pub(super) signer: SignerInfo<'a>,
}

/// The one `SignerInfo` (RFC 5652, 5.3).
#[derive(Debug)]
pub(super) struct SignerInfo<'a> {
    /// `sid`.
    identifier: AnyRef<'a>,
    /// `digestAlgorithm`.
    pub(super) digest_algorithm: ObjectIdentifier,
    /// The content of `signedAttrs`: the attributes one after the other.
    pub(super) signed_attributes: Option<&'a [u8]>,
    /// `signatureAlgorithm`.
    pub(super) signature_algorithm: ObjectIdentifier,
    /// `signature`.
    pub(super) signature: &'a [u8],
    /// The content of `unsignedAttrs`.
    pub(super) unsigned_attributes: Option<&'a [u8]>,
}

impl<'a> SignedData<'a> {
    /// Takes a `ContentInfo` in DER apart.
    ///
    /// # Errors
    /// [`SignatureRefusal::NotSignedData`] when the bytes are not exactly one detached `SignedData` over
    /// `id-data` with one signer, in at most 256 KiB.
    pub(super) fn read(cms: &'a [u8]) -> Result<Self, SignatureRefusal> {
        if cms.len() > LONGEST {
            return Err(not_signed_data("longer than 256 KiB"));
        }
        let parts = content(cms).and_then(parts).map_err(|error| not_signed_data(&error.to_string()))?;
        if parts.encapsulated.econtent_type != oid::DATA || parts.encapsulated.econtent.is_some() {
            return Err(not_signed_data("not detached over id-data"));
        }
        let [signer] = parts.signers.as_slice() else {
            return Err(not_signed_data("not exactly one signer"));
        };
        let signer = signer_info(signer).map_err(|error| not_signed_data(&error.to_string()))?;
        Ok(Self { certificates: parts.certificates, signer })
    }
}

impl SignerInfo<'_> {
    /// Whether `sid` names this certificate, by issuer and serial number or by its subject key identifier.
    pub(super) fn is_named(&self, certificate: &Certificate) -> bool {
        match self.identifier.tag() {
            Tag::Sequence => {
                self.identifier.value()
                    == [certificate.issuer(), certificate.encoded_serial_number()].concat()
            }
            Tag::ContextSpecific { constructed: false, number: TagNumber::N0 } => {
                certificate.subject_key_identifier() == Some(self.identifier.value())
            }
            _ => false,
        }
    }
}

struct Parts<'a> {
    encapsulated: EncapsulatedContentInfo,
    certificates: Vec<&'a [u8]>,
    signers: Vec<&'a [u8]>,
}

/// The content of the `ContentInfo` (RFC 5652, 3).
fn content(cms: &[u8]) -> der::Result<AnyRef<'_>> {
    AnyRef::from_der(cms)?.sequence(|reader| {
        let kind: ObjectIdentifier = reader.decode()?;
        let explicit: AnyRef<'_> = reader.decode()?;
        if kind != oid::SIGNED_DATA {
            return Err(der::ErrorKind::OidUnknown { oid: kind }.into());
        }
        explicit.tag().assert_eq(context(TagNumber::N0))?;
        AnyRef::from_der(explicit.value())
    })
}

fn parts(signed_data: AnyRef<'_>) -> der::Result<Parts<'_>> {
    signed_data.sequence(|reader| {
        reader.decode::<u8>()?; // version
        reader.decode::<AnyRef<'_>>()?.tag().assert_eq(Tag::Set)?; // digestAlgorithms: hints only
        let encapsulated = reader.decode()?;
        let certificates = implicit(reader, TagNumber::N0)?.map(elements).transpose()?.unwrap_or_default();
        implicit(reader, TagNumber::N1)?; // crls
        let signers: AnyRef<'_> = reader.decode()?;
        signers.tag().assert_eq(Tag::Set)?;
        Ok(Parts { encapsulated, certificates, signers: elements(signers.value())? })
    })
}

fn signer_info(encoding: &[u8]) -> der::Result<SignerInfo<'_>> {
    AnyRef::from_der(encoding)?.sequence(|reader| {
        reader.decode::<u8>()?; // version
        let identifier = reader.decode()?;
        let digest_algorithm = algorithm(reader)?;
        let signed_attributes = implicit(reader, TagNumber::N0)?;
        let signature_algorithm = algorithm(reader)?;
        let signature = reader.decode::<OctetStringRef<'_>>()?.as_bytes();
        let unsigned_attributes = implicit(reader, TagNumber::N1)?;
        Ok(SignerInfo {
            identifier,
            digest_algorithm,
            signed_attributes,
            signature_algorithm,
            signature,
            unsigned_attributes,
        })
    })
}

/// The identifier of an `AlgorithmIdentifier`; its parameters are NULL or absent in all that is accepted.
fn algorithm<'a>(reader: &mut SliceReader<'a>) -> der::Result<ObjectIdentifier> {
    reader.decode::<AnyRef<'a>>()?.sequence(|reader| {
        let identifier = reader.decode()?;
        while !reader.is_finished() {
            reader.tlv_bytes()?;
        }
        Ok(identifier)
    })
}

/// The content of an optional constructed field with an implicit tag.
fn implicit<'a>(reader: &mut SliceReader<'a>, number: TagNumber) -> der::Result<Option<&'a [u8]>> {
    if reader.is_finished() || reader.peek_tag()? != context(number) {
        return Ok(None);
    }
    Ok(Some(reader.decode::<AnyRef<'a>>()?.value()))
}

fn context(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: true, number }
}

fn not_signed_data(cause: &str) -> SignatureRefusal {
    SignatureRefusal::NotSignedData(cause.to_owned())
}
