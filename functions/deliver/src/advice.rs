//! What an official should do about a delivery.

use certification::notice::{Delivery, DeliveryStatus, NoSms, Recipient};

/// What to do about a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Advice {
    /// It waits for its next attempt.
    Wait,
    /// An attempt is under way or was cut off.
    AskThenResend,
    /// The recipient's server sent it back.
    CheckAddress,
    /// The recipient called it unwanted.
    ReachOtherwise,
    /// The text message could not be sent.
    CheckPhone,
    /// It could not be sent.
    CheckAndResend,
    /// The number gets no text message.
    CallLandline,
    /// There is no number.
    NoPhone,
}

impl Advice {
    /// Every one.
    #[cfg(test)]
    const ALL: [Self; 8] = [
        Self::Wait,
        Self::AskThenResend,
        Self::CheckAddress,
        Self::ReachOtherwise,
        Self::CheckPhone,
        Self::CheckAndResend,
        Self::CallLandline,
        Self::NoPhone,
    ];

    /// The advice for a delivery, when something is to be done.
    pub(crate) fn of(line: &Delivery) -> Option<Self> {
        if line.replaced_by.is_some() {
            return None;
        }
        match (line.status, &line.to) {
            (DeliveryStatus::Sent | DeliveryStatus::Delivered, _) => None,
            (DeliveryStatus::Queued, _) => Some(Self::Wait),
            (DeliveryStatus::Sending, _) => Some(Self::AskThenResend),
            (DeliveryStatus::Bounced, _) => Some(Self::CheckAddress),
            (DeliveryStatus::Complained, _) => Some(Self::ReachOtherwise),
            (DeliveryStatus::Failed, Recipient::Sms { .. }) => Some(Self::CheckPhone),
            (DeliveryStatus::Failed, _) => Some(Self::CheckAndResend),
            (DeliveryStatus::NotSent, Recipient::NoSms { cause: NoSms::Landline }) => {
                Some(Self::CallLandline)
            }
            (DeliveryStatus::NotSent, _) => Some(Self::NoPhone),
        }
    }

    /// Its word in the contract.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::AskThenResend => "ask_then_resend",
            Self::CheckAddress => "check_address",
            Self::ReachOtherwise => "reach_otherwise",
            Self::CheckPhone => "check_phone",
            Self::CheckAndResend => "check_and_resend",
            Self::CallLandline => "call_landline",
            Self::NoPhone => "no_phone",
        }
    }

    /// Its text.
    pub(crate) fn vietnamese(self) -> &'static str {
        match self {
            Self::Wait => "Chưa gửi được, hệ thống sẽ tự gửi lại. Nếu quá 5 phút vẫn chưa gửi, bấm gửi lại.",
            Self::AskThenResend => {
                "Đang gửi, hoặc lần gửi bị ngắt giữa chừng. Nếu quá 5 phút, hỏi người nhận rồi gửi lại."
            }
            Self::CheckAddress => {
                "Hộp thư của người nhận trả lại thư. Hỏi lại địa chỉ với người nhận; địa chỉ đúng thì gửi lại, sai thì sửa địa chỉ rồi gửi."
            }
            Self::ReachOtherwise => {
                "Người nhận đã báo thư là thư rác, nên hệ thống không gửi thư tới địa chỉ này nữa. Liên hệ người nhận bằng cách khác."
            }
            Self::CheckPhone => {
                "Không gửi được tin nhắn. Kiểm tra số điện thoại với người nhận rồi gửi lại, hoặc gọi điện."
            }
            Self::CheckAndResend => "Không gửi được. Kiểm tra địa chỉ với người nhận rồi gửi lại.",
            Self::CallLandline => {
                "Không gửi tin nhắn, vì số điện thoại không phải số di động Việt Nam. Gọi điện báo cho người nhận."
            }
            Self::NoPhone => {
                "Không gửi tin nhắn, vì người nhận không cho số điện thoại. Báo cho người nhận bằng cách khác."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_names_every_advice() {
        assert_eq!(Advice::ALL.map(Advice::as_str), api::contract::DELIVERY_ADVICE);
    }
}
