//! Building the CMS around a signature that a desk has made (RFC 5652, 5.1).

use const_oid::ObjectIdentifier;

use super::attributes::SignedAttributes;
use super::certificate::KeyAlgorithm;
use super::oid;
use super::refusal::SignatureRefusal;
use super::signature;
use super::tlv::{CONTEXT_0, OCTET_STRING, SEQUENCE, SET, object_identifier, set_of, tlv};
use super::trust::Chain;
use super::verify::verify_detached;

/// `NULL`, the parameters of an RSA signature algorithm (RFC 4055, 5).
const NULL: &[u8] = &[0x05, 0x00];
/// Version 1, of the signed data (certificates of X.509 alone, content `id-data`: RFC 5652, 5.1) and of the
/// signer info (named by issuer and serial number: 5.3).
const VERSION_1: &[u8] = &[0x02, 0x01, 0x01];

/// The detached `SignedData` to embed: the attributes, the chain without its root, the signature. Checked
/// before it is built, and once more as it will be read.
///
/// # Errors
/// [`SignatureRefusal::OtherCertificate`] when the attributes were bound to another certificate than the
/// chain's; what [`signature::verify`] finds.
pub fn signed_data(
    attributes: &SignedAttributes,
    chain: &Chain,
    signature: &[u8],
) -> Result<Vec<u8>, SignatureRefusal> {
    let certificate = chain.certificate();
    if attributes.certificate_hash() != Some(certificate.fingerprint()) {
        return Err(SignatureRefusal::OtherCertificate);
    }
    signature::verify(certificate, attributes.der(), signature)?;
    let cms = assemble(attributes, chain, &signature::normalise(certificate, signature)?)?;
    verify_detached(&cms, attributes.document_digest())?;
    Ok(cms)
}

/// The `ContentInfo` around a signature value in the form that a CMS carries.
fn assemble(
    attributes: &SignedAttributes,
    chain: &Chain,
    signature: &[u8],
) -> Result<Vec<u8>, SignatureRefusal> {
    let certificate = chain.certificate();
    let digest_algorithm = tlv(SEQUENCE, &[&object_identifier(oid::SHA_256)]);
    let identifier = tlv(SEQUENCE, &[certificate.issuer(), certificate.encoded_serial_number()]);
    let signer_info = tlv(
        SEQUENCE,
        &[
            VERSION_1,
            &identifier,
            &digest_algorithm,
            &attributes.as_field(),
            &signature_algorithm(certificate.key_algorithm())?,
            &tlv(OCTET_STRING, &[signature]),
        ],
    );
    let certificates = chain.embedded().map(|certificate| certificate.der().to_vec()).collect();
    let signed_data = tlv(
        SEQUENCE,
        &[
            VERSION_1,
            &tlv(SET, &[&digest_algorithm]),
            &tlv(SEQUENCE, &[&object_identifier(oid::DATA)]),
            &set_of(CONTEXT_0, certificates),
            &tlv(SET, &[&signer_info]),
        ],
    );
    Ok(tlv(SEQUENCE, &[&object_identifier(oid::SIGNED_DATA), &tlv(CONTEXT_0, &[&signed_data])]))
}

/// Length in bytes of the longest [`signed_data`] with this chain, to reserve `/Contents` by (two hex digits a
/// byte). A signature-time-stamp is not counted in it.
///
/// # Errors
/// [`SignatureRefusal::Algorithm`] when the key signs no CMS.
pub fn longest_signed_data(chain: &Chain) -> Result<usize, SignatureRefusal> {
    let certificate = chain.certificate();
    let attributes = SignedAttributes::new([0; 32], certificate);
    let signature = vec![0; signature::longest(certificate)?];
    Ok(assemble(&attributes, chain, &signature)?.len())
}

/// `sha256WithRSAEncryption` rather than `rsaEncryption`: both are read everywhere, and it names its digest.
fn signature_algorithm(key: &KeyAlgorithm) -> Result<Vec<u8>, SignatureRefusal> {
    let sequence = |identifier: ObjectIdentifier, parameters: &[u8]| {
        tlv(SEQUENCE, &[&object_identifier(identifier), parameters])
    };
    match key {
        KeyAlgorithm::Rsa { .. } => Ok(sequence(oid::SHA_256_WITH_RSA, NULL)),
        // no parameters (RFC 5758, 3.2)
        KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 => Ok(sequence(oid::ECDSA_WITH_SHA_256, &[])),
        KeyAlgorithm::Other(_) => Err(SignatureRefusal::Algorithm(format!("{key:?}"))),
    }
}
