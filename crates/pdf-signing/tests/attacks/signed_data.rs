//! CMS with altered attributes, other certificates, other digests: what comes back in the place of a signature.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911;
use der::asn1::{OctetString, SetOfVec, UtcTime};
use der::{Any, Decode as _, Encode as _};
use pdf_signing::cms::{Certificate, SignedAttributes};
use x509_cert::attr::{Attribute, Attributes};

use crate::authority::{Authority, Desk, Kind, person};
use crate::copy::{Office, office, sealed};
use crate::judge::{Attack, idle, judge, refused};

fn honest() -> Vec<u8> {
    office().authority.cms(&office().agency, sealed().prepared.digest)
}

fn changed(cms: &[u8], change: impl FnOnce(&mut SignedData)) -> Vec<u8> {
    let mut info = ContentInfo::from_der(cms).unwrap();
    let mut signed_data: SignedData = info.content.decode_as().unwrap();
    change(&mut signed_data);
    info.content = Any::encode_from(&signed_data).unwrap();
    info.to_der().unwrap()
}

fn signer(change: impl FnOnce(&mut SignerInfo)) -> Vec<u8> {
    changed(&honest(), |signed_data| {
        let mut signer = signed_data.signer_infos.0.get(0).unwrap().clone();
        change(&mut signer);
        signed_data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    })
}

/// Other signed attributes; signed again by this desk, or not.
fn attributes(desk: Option<&Desk>, change: impl FnOnce(&mut Vec<Attribute>)) -> Vec<u8> {
    signer(|signer| {
        let mut attributes = signer.signed_attrs.take().unwrap().into_vec();
        change(&mut attributes);
        let attributes = Attributes::try_from(attributes).unwrap();
        if let Some(desk) = desk {
            signer.signature = OctetString::new(desk.sign(&attributes.to_der().unwrap())).unwrap();
        }
        signer.signed_attrs = Some(attributes);
    })
}

fn set(attributes: &mut [Attribute], oid: ObjectIdentifier, value: Any) {
    let attribute = attributes.iter_mut().find(|attribute| attribute.oid == oid).unwrap();
    attribute.values = SetOfVec::try_from(vec![value]).unwrap();
}

fn octets(bytes: [u8; 32]) -> Any {
    Any::encode_from(&OctetString::new(bytes).unwrap()).unwrap()
}

fn signing_time() -> Attribute {
    let time = UtcTime::from_unix_duration(std::time::Duration::from_secs(1_795_000_000)).unwrap();
    Attribute {
        oid: rfc5911::ID_SIGNING_TIME,
        values: SetOfVec::try_from(vec![Any::encode_from(&time).unwrap()]).unwrap(),
    }
}

fn certificates(signed_data: &mut SignedData, certificates: &[&Certificate]) {
    let choices: Vec<CertificateChoices> = certificates
        .iter()
        .map(|certificate| {
            CertificateChoices::Certificate(x509_cert::Certificate::from_der(certificate.der()).unwrap())
        })
        .collect();
    signed_data.certificates = Some(SetOfVec::try_from(choices).unwrap().into());
}

/// A certificate of the agency's issuer and serial number for another key.
fn twin(authority: &Authority, desk: &Desk) -> Certificate {
    let mut params = person("Nguyễn Văn Mẫu");
    let digits = office().agency.certificate.serial_number();
    let serial: Vec<u8> =
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    params.serial_number = Some(serial.into());
    authority.certify(&params, &desk.key)
}

fn embedded(name: &'static str, cause: &'static str, cms: impl AsRef<[u8]>) -> Attack {
    refused(name, cause, sealed().with_cms(cms.as_ref()))
}

#[test]
fn altered_attributes_are_refused() {
    let agency = &office().agency;
    let oid = ObjectIdentifier::new_unwrap;
    let (digest, content_type) = (rfc5911::ID_MESSAGE_DIGEST, rfc5911::ID_CONTENT_TYPE);
    let certificate = rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2;
    let data = Any::encode_from(&rfc5911::ID_SIGNED_DATA).unwrap();
    let leaders = SignedAttributes::new(sealed().prepared.digest, &office().leader.certificate);
    let leaders = Attributes::from_der(leaders.der()).unwrap().into_vec();
    let leaders = leaders.into_iter().find(|attribute| attribute.oid == certificate).unwrap();
    let sha1 = const_oid::db::rfc5912::ID_SHA_1;
    let attacks = vec![
        embedded(
            "another message digest",
            "the signature value is wrong",
            attributes(None, |all| set(all, digest, octets([7; 32]))),
        ),
        embedded("another message digest, signed", "the digest is another", {
            attributes(Some(agency), |all| set(all, digest, octets([7; 32])))
        }),
        embedded(
            "two message digests",
            "multiple message digest attributes",
            attributes(Some(agency), |all| {
                let held = all.iter_mut().find(|attribute| attribute.oid == digest).unwrap();
                held.values.insert(octets([7; 32])).unwrap();
            }),
        ),
        embedded("another content type, signed", "did not match expected value", {
            attributes(Some(agency), |all| set(all, content_type, data))
        }),
        embedded(
            "no content type",
            "Content type not found",
            attributes(Some(agency), |all| all.retain(|one| one.oid != content_type)),
        ),
        embedded(
            "no message digest",
            "multiple message digest attributes",
            attributes(Some(agency), |all| all.retain(|one| one.oid != digest)),
        ),
        embedded(
            "no attributes",
            "the signature value is wrong",
            signer(|signer| signer.signed_attrs = None),
        ),
        embedded(
            "the leader's certificate in the attributes",
            "Signing certificate attribute does not match",
            attributes(Some(agency), |all| {
                all.retain(|one| one.oid != certificate);
                all.push(leaders);
            }),
        ),
        embedded(
            "a signing time that nobody signed",
            "the signature value is wrong",
            attributes(None, |all| all.push(signing_time())),
        ),
        idle("a signing time", sealed().with_cms(&attributes(Some(agency), |all| all.push(signing_time())))),
        embedded(
            "a weak digest",
            "CRYPTO_CONSTRAINTS_FAILURE",
            signer(|signer| signer.digest_alg.oid = sha1),
        ),
        embedded("a weak signature", "CRYPTO_CONSTRAINTS_FAILURE", {
            signer(|signer| signer.signature_algorithm.oid = oid("1.2.840.10045.4.1"))
        }),
        embedded("the signature of the leader", "the signature value is wrong", {
            signer(|signer| {
                let der = signer.signed_attrs.as_ref().unwrap().to_der().unwrap();
                signer.signature = OctetString::new(office().leader.sign(&der)).unwrap();
            })
        }),
        embedded("a signature over the document's digest", "the signature value is wrong", {
            signer(|signer| {
                signer.signature = OctetString::new(agency.sign(&sealed().prepared.digest)).unwrap();
            })
        }),
    ];
    arrivals(&attacks);
    judge("attributes", &attacks);
}

#[test]
fn substituted_certificates_are_refused() {
    let Office { authority, agency, leader } = office();
    let stranger = Authority::create("CA");
    let theirs = stranger.desk(Kind::P256);
    let digest = sealed().prepared.digest;
    let twin_of_office = twin(authority, &theirs);
    let twin_of_stranger = twin(&stranger, &theirs);
    let attacks = vec![
        embedded("an authority of the same name", "not trusted", stranger.cms(&theirs, digest)),
        embedded(
            "the same issuer and number for another key",
            "Signing certificate attribute does not match",
            changed(&honest(), |signed_data| certificates(signed_data, &[&twin_of_office])),
        ),
        embedded(
            "a stranger's certificate of the same number",
            "Signing certificate attribute does not match",
            {
                changed(&honest(), |signed_data| {
                    certificates(signed_data, &[&twin_of_stranger]);
                })
            },
        ),
        embedded("the leader's certificate", "not included in signature", {
            changed(&honest(), |signed_data| certificates(signed_data, &[&leader.certificate]))
        }),
        embedded(
            "no certificates",
            "not included in signature",
            changed(&honest(), |signed_data| signed_data.certificates = None),
        ),
        embedded("no chain", "not trusted", {
            changed(&honest(), |signed_data| certificates(signed_data, &[&agency.certificate]))
        }),
        embedded(
            "no signer",
            "should contain exactly one entry",
            changed(&honest(), |signed_data| {
                signed_data.signer_infos = SignerInfos(SetOfVec::default());
            }),
        ),
        embedded(
            "two signers",
            "should contain exactly one entry",
            changed(&honest(), |signed_data| {
                let other = ContentInfo::from_der(&authority.cms(leader, digest)).unwrap();
                let other: SignedData = other.content.decode_as().unwrap();
                let mut signers = signed_data.signer_infos.0.clone().into_vec();
                signers.extend(other.signer_infos.0.into_vec());
                signed_data.signer_infos = SignerInfos(SetOfVec::try_from(signers).unwrap());
            }),
        ),
        embedded(
            "the seal's content in the CMS",
            "should not have encapsulated",
            changed(&honest(), |signed_data| {
                let content = Any::encode_from(&OctetString::new(b"other".as_slice()).unwrap()).unwrap();
                signed_data.encap_content_info.econtent = Some(content);
            }),
        ),
        embedded("no CMS", "is missing from structure", [0x30, 0x00]),
        embedded("half a CMS", "should contain exactly one entry", &honest()[..honest().len() / 2]),
    ];
    arrivals(&attacks);
    judge("certificates", &attacks);
}

/// The signing program's file is not taken either; one with a signing time, or without the chain that the system
/// has itself, is.
fn arrivals(attacks: &[Attack]) {
    let taken: Vec<&str> = attacks
        .iter()
        .filter(|attack| sealed().arrive(&attack.file).is_ok())
        .map(|attack| attack.name)
        .collect();
    assert!(taken.iter().all(|name| ["a signing time", "no chain"].contains(name)), "{taken:?}");
}
