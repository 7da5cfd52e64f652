//! Who acts, and in which role.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::ids::OfficialId;

/// What a signed-in person may do (groups of the sign-in token).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cán bộ tư pháp, quyền tạo bản sao.
    Officer,
    /// Lãnh đạo, quyền ký bản sao.
    Signer,
    /// Văn thư, quyền đóng dấu bản sao.
    Clerk,
    /// Người dân, doanh nghiệp.
    Requester,
    /// Quản trị.
    Admin,
}

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

impl Role {
    /// The role in the words of the screens.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Officer => "cán bộ tư pháp",
            Self::Signer => "lãnh đạo",
            Self::Clerk => "văn thư",
            Self::Requester => "người yêu cầu",
            Self::Admin => "quản trị",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        match text {
            "officer" => Ok(Self::Officer),
            "signer" => Ok(Self::Signer),
            "clerk" => Ok(Self::Clerk),
            "requester" => Ok(Self::Requester),
            "admin" => Ok(Self::Admin),
            _ => Err(UnknownRole),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Officer => "officer",
            Self::Signer => "signer",
            Self::Clerk => "clerk",
            Self::Requester => "requester",
            Self::Admin => "admin",
        })
    }
}

/// The official who acts, as history and register keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// Subject of the sign-in token.
    pub id: OfficialId,
    /// Họ và tên.
    pub name: String,
}
