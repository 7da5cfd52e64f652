//! Whom deliveries are for: name, register number and telephone, for those who look after them.

use std::collections::HashMap;

use api::Problem;
use certification::{
    AppointmentId, Case, CaseId, Role,
    notice::{About, Delivery},
    requester::Destination,
};

use crate::Services;

/// Roles that call the recipient, and therefore see the telephone number.
const CALLERS: [Role; 2] = [Role::Clerk, Role::Officer];

/// Whom a delivery is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Whom {
    /// Họ và tên, or the enterprise's name.
    pub(crate) name: String,
    /// The register number as printed.
    pub(crate) number: Option<String>,
    /// Tên của bản chính.
    pub(crate) original: Option<String>,
    /// Telephone.
    pub(crate) phone: Option<String>,
}

/// Whom some deliveries of the caller's agency are for.
pub(crate) async fn of_lines(
    services: &Services,
    roles: &[Role],
    lines: &[Delivery],
) -> Result<HashMap<About, Whom>, Problem> {
    let Some(agency) = lines.first().map(|line| &line.agency) else { return Ok(HashMap::new()) };
    let case = |line: &Delivery| if let About::Case(case) = line.about { Some(case) } else { None };
    let mut cases: Vec<CaseId> = lines.iter().filter_map(case).collect();
    cases.sort();
    cases.dedup();
    let cases = services.records.some_cases(cases.into_iter().map(|case| (agency, case))).await?;
    let of_line = |line: &Delivery| {
        if let About::Appointment(appointment) = line.about { Some(appointment) } else { None }
    };
    let calls = roles.iter().any(|role| CALLERS.contains(role));
    let of_cases = cases.iter().filter_map(|case| case.appointment.filter(|_| calls));
    let mut appointments: Vec<AppointmentId> = lines.iter().filter_map(of_line).chain(of_cases).collect();
    appointments.sort();
    appointments.dedup();
    let appointments = services.records.some_appointments(agency, appointments).await?;
    let mut phones = HashMap::new();
    let mut whom = HashMap::new();
    for appointment in &appointments {
        let phone =
            appointment.booking.phone.as_ref().filter(|_| calls).map(|phone| phone.as_str().to_owned());
        phones.insert(appointment.id, phone.clone());
        let name = appointment.booking.requester.name.clone();
        whom.insert(About::Appointment(appointment.id), Whom { name, phone, ..Whom::default() });
    }
    for case in &cases {
        let booked = case.appointment.and_then(|appointment| phones.get(&appointment).cloned().flatten());
        let phone = match booked {
            None if calls => of_account(services, case).await?,
            booked => booked,
        };
        whom.insert(About::Case(case.id), of_case(case, phone));
    }
    Ok(whom)
}

fn of_case(case: &Case, phone: Option<String>) -> Whom {
    Whom {
        name: case.request.requester.name.clone(),
        number: case.state.issued().map(|issued| issued.text.clone()),
        original: Some(case.request.original_name.clone()),
        phone,
    }
}

/// The number that the portal has for the requester's account.
async fn of_account(services: &Services, case: &Case) -> Result<Option<String>, Problem> {
    let Destination::PortalAccount { account } = &case.request.requester.destination else { return Ok(None) };
    Ok(services.records.account_by_id(account).await?.and_then(|account| account.phone))
}
