//! What an administrator changed: append-only, one line a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ulid::Ulid;

use super::{AdministrationAction, AdministrationField};
use crate::{ids::AgencyId, official::Official};

/// One change by an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministrationEntry {
    /// Identifier; sorts by time.
    pub id: Ulid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Official,
    /// The agency that the administrator works for: its own, or the centre.
    pub of: AgencyId,
    /// What was done.
    pub action: AdministrationAction,
    /// Of what, where an agency has several: an official, a wording.
    pub subject: Option<String>,
    /// What differs.
    pub fields: Vec<FieldChange>,
    /// The request that did it.
    pub request_id: String,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its name.
    pub field: AdministrationField,
    /// Before; none where there was nothing, or where it is about a person.
    pub before: Option<Value>,
    /// After; likewise.
    pub after: Option<Value>,
}

/// A field that an administrator sets and that the contract does not name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the history has no name for the field {0}")]
pub struct UnknownField(String);

impl FieldChange {
    /// The fields in which two objects differ. Of those in `personal` only the name is kept: a history is
    /// never deleted, and need not hold what people are called or how they are reached.
    ///
    /// # Errors
    /// When a field has no name in the contract.
    pub fn between(before: &Value, after: &Value, personal: &[&str]) -> Result<Vec<Self>, UnknownField> {
        let empty = serde_json::Map::new();
        let (old, new) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
        let mut names: Vec<_> = old.keys().chain(new.keys()).collect();
        names.sort();
        names.dedup();
        let told = |object: &serde_json::Map<String, Value>, name: &str| {
            object.get(name).filter(|value| !value.is_null() && !personal.contains(&name)).cloned()
        };
        let absent = |value: Option<&Value>| value.is_none_or(Value::is_null);
        names
            .into_iter()
            .filter(|name| old.get(*name) != new.get(*name))
            .filter(|name| !(absent(old.get(*name)) && absent(new.get(*name))))
            .map(|name| {
                let field = AdministrationField::ALL.iter().find(|field| field.as_str() == name);
                let field = *field.ok_or_else(|| UnknownField(name.clone()))?;
                Ok(Self { field, before: told(old, name), after: told(new, name) })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told_and_nothing_of_a_person() {
        let before = json!({ "name": "Nguyễn Văn An", "roles": ["clerk"], "title": null, "locality": 1 });
        let after = json!({ "name": "Nguyễn Văn Anh", "roles": ["clerk", "admin"], "locality": 1 });
        let change = |field, before, after| FieldChange { field, before, after };
        assert_eq!(
            FieldChange::between(&before, &after, &["name"]),
            Ok(vec![
                change(AdministrationField::Name, None, None),
                change(AdministrationField::Roles, Some(json!(["clerk"])), Some(json!(["clerk", "admin"]))),
            ])
        );
        assert_eq!(
            FieldChange::between(&Value::Null, &json!({ "status": 1 }), &[]),
            Ok(vec![change(AdministrationField::Status, None, Some(json!(1)))])
        );
        assert_eq!(
            FieldChange::between(&Value::Null, &json!({ "a": 1 }), &[]),
            Err(UnknownField("a".to_owned()))
        );
    }
}
