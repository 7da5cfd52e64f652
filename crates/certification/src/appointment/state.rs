//! The states of an appointment.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Party, Reason};
use crate::{case::Act, ids::CaseId};

/// Where an appointment stands, with all that is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Lịch hẹn chờ duyệt: the requester is to come.
    Booked,
    /// Đã xử lý: the requester came, and there is a case.
    Opened {
        /// The case.
        case: CaseId,
        /// Xử lý.
        opened: Act,
    },
    /// Đã hủy.
    Cancelled {
        /// Who cancelled it.
        cancelled: Act<Party>,
        /// Why.
        cause: Cause,
    },
    /// Không đến.
    NoShow {
        /// Who wrote it down.
        recorded: Act,
    },
}

/// Why an appointment was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// Whoever cancelled it said why.
    Reason {
        /// The reason.
        reason: Reason,
    },
    /// The case that was opened from it was cancelled.
    CaseCancelled {
        /// The case.
        case: CaseId,
    },
}

/// A state without what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// Chờ xử lý.
    Booked,
    /// Đã xử lý.
    Opened,
    /// Đã hủy.
    Cancelled,
    /// Không đến.
    NoShow,
}

/// A text that names no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an appointment")]
pub struct UnknownState;

impl State {
    /// Which state this is.
    #[must_use]
    pub fn name(&self) -> StateName {
        match self {
            Self::Booked => StateName::Booked,
            Self::Opened { .. } => StateName::Opened,
            Self::Cancelled { .. } => StateName::Cancelled,
            Self::NoShow { .. } => StateName::NoShow,
        }
    }

    /// The case, once there is one.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Self::Opened { case, .. } | Self::Cancelled { cause: Cause::CaseCancelled { case }, .. } => {
                Some(*case)
            }
            _ => None,
        }
    }
}

impl StateName {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Booked, Self::Opened, Self::Cancelled, Self::NoShow];

    /// The state in the words of the screens.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Booked => "Chờ xử lý",
            Self::Opened => "Đã xử lý",
            Self::Cancelled => "Đã hủy",
            Self::NoShow => "Không đến",
        }
    }

    /// The state's name in the contract: `no_show`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Opened => "opened",
            Self::Cancelled => "cancelled",
            Self::NoShow => "no_show",
        }
    }

    /// Whether the requester is still to come, so that the appointment counts among the requester's open ones.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == Self::Booked
    }

    /// Whether an appointment in this state counts in its slot.
    #[must_use]
    pub fn holds_place(self) -> bool {
        self != Self::Cancelled
    }
}

impl FromStr for StateName {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

impl fmt::Display for StateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
