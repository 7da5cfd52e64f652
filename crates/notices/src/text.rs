//! The texts.

/// What the notice of a released copy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyReleased {
    /// Name of the requester.
    pub requester: String,
    /// Name of the agency.
    pub agency: String,
    /// Name of the original.
    pub original: String,
    /// Number as printed.
    pub number: String,
    /// Book as printed.
    pub book: String,
    /// Date as printed: `ngày 23 tháng 11 năm 2026`.
    pub date: String,
}

/// How the copy comes with an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnclosedCopy {
    /// In the e-mail.
    Attached,
    /// By a link, because it is too large.
    Link {
        /// Address.
        url: String,
        /// Until when it works, as printed.
        until: String,
    },
}

/// Subject and text of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Subject, or title.
    pub subject: String,
    /// Text.
    pub body: String,
}

impl CopyReleased {
    /// As an e-mail.
    #[must_use]
    pub fn email(&self, copy: &EnclosedCopy) -> Text {
        let copy = match copy {
            EnclosedCopy::Attached => "Bản sao được đính kèm thư này.".to_owned(),
            EnclosedCopy::Link { url, until } => {
                format!(
                    "Bản sao lớn hơn mức đính kèm của thư. Tải về tại địa chỉ sau, đến hết {until}:\n{url}"
                )
            }
        };
        self.text(&include_str!("../templates/copy-released.email.txt").replace("{copy}", &copy))
    }

    /// As a notice in the portal's inbox.
    #[must_use]
    pub fn portal(&self) -> Text {
        self.text(include_str!("../templates/copy-released.portal.txt"))
    }

    fn text(&self, template: &str) -> Text {
        let body = template
            .replace("{agency}", &self.agency)
            .replace("{number}", &self.number)
            .replace("{book}", &self.book)
            .replace("{date}", &self.date)
            // What people wrote comes last, so that a brace in it is no placeholder.
            .replace("{original}", &self.original)
            .replace("{requester}", &self.requester);
        let subject = format!("Bản sao chứng thực điện tử số {}", self.number);
        Text { subject, body: body.trim_end().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn released() -> CopyReleased {
        CopyReleased {
            requester: "Trần Thị Bình".to_owned(),
            agency: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
            original: "Bằng tốt nghiệp".to_owned(),
            number: "127/ĐT".to_owned(),
            book: "quyển số 01/2026-SCTĐT/BS".to_owned(),
            date: "ngày 23 tháng 11 năm 2026".to_owned(),
        }
    }

    #[test]
    fn no_placeholder_is_left_over() {
        let link = EnclosedCopy::Link {
            url: "https://tra-cuu.example.vn/x".to_owned(),
            until: "30/11/2026".to_owned(),
        };
        for text in [released().email(&EnclosedCopy::Attached), released().email(&link), released().portal()]
        {
            assert!(!text.body.contains(['{', '}']), "{}", text.body);
            assert!(text.body.contains("127/ĐT") && text.body.contains("Bằng tốt nghiệp"), "{}", text.body);
        }
    }

    #[test]
    fn an_e_mail_says_how_the_copy_comes() {
        assert!(released().email(&EnclosedCopy::Attached).body.contains("được đính kèm"));
        let link = EnclosedCopy::Link {
            url: "https://tra-cuu.example.vn/x".to_owned(),
            until: "30/11/2026".to_owned(),
        };
        let body = released().email(&link).body;
        assert!(
            body.contains("https://tra-cuu.example.vn/x") && body.contains("đến hết 30/11/2026"),
            "{body}"
        );
    }

    #[test]
    fn braces_in_what_people_wrote_are_only_braces() {
        let odd = CopyReleased { original: "{number}".to_owned(), ..released() };
        assert!(odd.portal().body.contains("“{number}”"));
    }
}
