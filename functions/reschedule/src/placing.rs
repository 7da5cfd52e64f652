//! Taking a place in a slot, when others want one too.

use std::{future::Future, time::Duration};

use api::Problem;
use certification::{AgencyId, calendar::Slot};
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
    agency: &AgencyId,
    slot: Slot,
    attempt: F,
) -> Result<T, BookError>
where
    F: Fn() -> R,
    R: Future<Output = Result<T, BookError>>,
{
    let started = services.clock.now();
    let mut attempts = 0;
    loop {
        if is_full(services, agency, slot).await? {
            return Err(BookError::Full);
        }
        match attempt().await {
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

async fn is_full(services: &Services, agency: &AgencyId, slot: Slot) -> Result<bool, RecordsError> {
    let taken = services.records.taken_places(agency, slot.start.date()).await?;
    Ok(taken.get(&slot.start.time()).is_some_and(|taken| *taken >= slot.capacity))
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
