//! The configured trust store.

use api::Problem;
use pdf_signing::cms::{Family, TrustStore};
use records::Records;

/// Loads the roots and intermediates that the ministry has configured.
///
/// # Errors
/// When the table does not answer, or a configured certificate cannot be read.
pub async fn load(records: &Records) -> Result<TrustStore, Problem> {
    let record = records.trust().await?;
    TrustStore::empty()
        .with_roots(Family::Government, pem(&record.government).as_bytes())
        .and_then(|store| store.with_roots(Family::Public, pem(&record.public).as_bytes()))
        .and_then(|store| store.with_intermediates(pem(&record.intermediates).as_bytes()))
        .map_err(|error| Problem::unexpected(&error))
}

/// Certificates one after another; one that does not end with a line feed must not run into the next.
fn pem(certificates: &[String]) -> String {
    certificates.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_without_a_last_line_feed_does_not_run_into_the_next() {
        let end = "-----END CERTIFICATE-----".to_owned();
        let begin = "-----BEGIN CERTIFICATE-----".to_owned();
        assert_eq!(pem(&[end, begin]), "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----");
    }
}
