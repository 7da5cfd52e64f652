//! Taking a place in a slot, when others want one too.

use std::{future::Future, time::Duration};

use api::Problem;
use certification::{agency::Agency, calendar::Slot};
use jiff::SignedDuration;
use records::{BookError, RecordsError};

use crate::{Services, stored};

/// How long a caller waits for a turn at a counter that others are changing.
const PATIENCE: SignedDuration = SignedDuration::from_secs(10);

/// The longest pause between two turns, in milliseconds.
const LONGEST_PAUSE: u64 = 400;

/// Makes an attempt, again while others are at the same counter: they may take the last place meanwhile, so
/// whether there is one is looked at before each.
pub(crate) async fn take<T, F, R>(
    services: &Services,
    agency: &Agency,
    slot: Slot,
    attempt: F,
) -> Result<T, BookError>
where
    F: Fn(Slot) -> R,
    R: Future<Output = Result<T, BookError>>,
{
    let started = services.clock.now();
    let mut attempts = 0;
    loop {
        let Some(open) = with_room(services, agency, slot).await? else { return Err(BookError::Full) };
        match attempt(open).await {
            Err(BookError::Records(RecordsError::Contended)) => {}
            done => return done,
        }
        attempts += 1;
        if services.clock.now().duration_since(started) > PATIENCE {
            return Err(RecordsError::Contended.into());
        }
        pause(services, attempts).await;
    }
}

/// The slot with the places that it really has; `None` when none is left. Displaced appointments that reach into it
/// only become fewer, so that its counter may be held against this until the write.
async fn with_room(services: &Services, agency: &Agency, slot: Slot) -> Result<Option<Slot>, RecordsError> {
    let taken = services.records.taken_places(&agency.id, slot.start.date()).await?;
    let open = agency.calendar.beside_displaced(slot, &taken);
    let held = taken.get(&slot.start.time()).copied().unwrap_or(0);
    Ok((held < open.capacity).then_some(open))
}

/// Waits a random while, longer the more attempts have failed, so that callers do not meet again.
async fn pause(services: &Services, attempts: u32) {
    let longest = (10_u64 << attempts.min(6)).min(LONGEST_PAUSE);
    let random = u64::try_from(services.clock.ulid().random() & 0xffff).unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(1 + random % longest)).await;
}

/// What a caller is told who got no place.
pub(crate) fn refused(error: BookError) -> Problem {
    match error {
        BookError::Full => Problem::conflict(
            "slot-full",
            "Giờ hẹn này vừa hết chỗ. Tải lại danh sách giờ trống rồi chọn giờ khác.",
        ),
        BookError::TooMany => Problem::conflict(
            "too-many-appointments",
            "Tài khoản đang giữ số lịch hẹn chờ xử lý nhiều nhất mà đơn vị này cho phép. Hủy một lịch hẹn không cần nữa, hoặc chờ đến hẹn rồi đặt thêm.",
        ),
        BookError::Repeated | BookError::Records(RecordsError::Conflict) => {
            Problem::changed_meanwhile(stored::WHAT)
        }
        BookError::Records(error) => error.into(),
    }
}
