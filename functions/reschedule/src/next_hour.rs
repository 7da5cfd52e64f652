//! Moving an appointment to the next free hour: the first after its own that has a place.

use api::{Answer, Problem};
use certification::{Appointment, agency::Agency, appointment::Reason, time};
use jiff::{Timestamp, ToSpan as _};

use crate::{Services, changes, stored::Asked};

/// Moves an appointment to the next free hour, by the same change as to a chosen one. An hour that others fill
/// meanwhile is passed over.
pub(crate) async fn shift(
    services: &Services,
    asked: &impl Asked,
    agency: &Agency,
    before: &Appointment,
    (reason, at): (&Reason, Timestamp),
    view: impl Fn(&Appointment) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let now = time::local(at);
    let own = before.slot.max(now);
    let last = agency.calendar.last_day(now.date());
    for day in own.date().series(1.day()).take_while(|day| *day <= last) {
        let Ok(offered) = agency.calendar.offered(day, now) else { continue };
        let taken = services.records.taken_places(&agency.id, day).await?;
        for slot in offered.into_iter().filter(|slot| slot.start > own) {
            let capacity = agency.calendar.beside_displaced(slot, &taken).capacity;
            if taken.get(&slot.start.time()).copied().unwrap_or(0) >= capacity {
                continue;
            }
            let chosen = (slot.start, reason.clone(), at);
            match changes::shift(services, asked, agency, before, chosen, &view).await {
                Err(problem) if problem.code == "slot-full" => {}
                done => return done,
            }
        }
    }
    Err(Problem::conflict(
        "no-free-hour",
        "Không còn giờ trống nào sau giờ hẹn này trong thời gian nhận hẹn. Thêm giờ làm việc, hoặc gọi người dân và hủy lịch hẹn.",
    ))
}
