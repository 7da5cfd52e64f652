//! How often one address may ask in a minute.
//!
//! The gateway holds back what would be too much for everybody; this holds back one visitor who tries codes
//! one after another, without keeping the address (`records::Records::count_visit`).

use std::net::{IpAddr, Ipv6Addr};

use api::{Problem, Visit};

use crate::Services;

/// Counts a visit.
///
/// # Errors
/// 429 when the address has asked too often, with the seconds to wait.
pub(crate) async fn within(services: &Services, visit: &Visit) -> Result<(), Problem> {
    let (now, lot) = (services.clock.now(), services.clock.ulid());
    // What comes without an address comes from no visitor but still counts, all as one.
    let address = visit.source.map(counted_as).unwrap_or_default();
    let visits = services.records.count_visit(&address, lot, now).await?;
    if visits <= services.most_visits {
        return Ok(());
    }
    let wait = 60 - now.as_second().rem_euclid(60);
    Err(Problem::new(
        429,
        "too-many-checks",
        "Tra cứu quá nhiều lần",
        format!("Địa chỉ mạng này đã tra cứu quá nhiều lần trong một phút. Chờ {wait} giây rồi thử lại."),
    )
    .with_retry_after(wait))
}

/// A household or an office: an IPv4 address, or the first half of an IPv6 address.
fn counted_as(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_counts_as_one() {
        let counted = |address: &str| counted_as(address.parse().unwrap());
        assert_eq!(counted("203.0.113.10"), "203.0.113.10");
        assert_eq!(counted("::ffff:203.0.113.10"), "203.0.113.10");
        assert_eq!(counted("2001:db8:1:2::1"), counted("2001:db8:1:2:ffff::9"));
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
    }
}
