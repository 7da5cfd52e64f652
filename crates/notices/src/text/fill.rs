//! Values into the places of a template.

/// A text that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The template has no subject.
    #[error("the template has no subject")]
    NoSubject,
    /// The template has a place for which there is no value.
    #[error("nothing fills {{{0}}}")]
    Unfilled(String),
    /// A text message has a character that no phone is sure to show.
    #[error("the text message has a character outside GSM-7")]
    NotGsm7,
    /// A text message is longer than one.
    #[error("the text message has {0} characters")]
    TooLong(usize),
}

/// Fills every `{name}` in one pass, so that a brace in a value is only a brace.
pub(super) fn fill(template: &str, values: &[(&'static str, String)]) -> Result<String, TextError> {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or_else(|| TextError::Unfilled(after.to_owned()))?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| TextError::Unfilled(name.to_owned()))?;
        text.push_str(before);
        text.push_str(value);
        rest = behind;
    }
    text.push_str(rest);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_a_value_fails() {
        for template in ["{gone}", "a {", "{original} {gone}"] {
            let filled = fill(template, &[("original", "Bằng".to_owned())]);
            assert!(matches!(filled, Err(TextError::Unfilled(_))), "{template}");
        }
    }

    #[test]
    fn braces_in_what_people_wrote_are_only_braces() {
        let values = [("original", "{number}".to_owned()), ("number", "1/ĐT".to_owned())];
        assert_eq!(fill("“{original}” {number}", &values), Ok("“{number}” 1/ĐT".to_owned()));
    }
}
