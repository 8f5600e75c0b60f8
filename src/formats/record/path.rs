//! Values in memory, at the paths that a field map names.

use super::element::Element;
use super::unread::Unread;
use super::value::FieldValue;
use serde::de::{Deserialize, IntoDeserializer};
use serde_json::Value;

/// The value at a path in a value. Of a list on the way, the values at the path in all items. The
/// texts in them that they do not keep are unread.
pub(super) fn at_path<'a>(value: &Value, path: &[String], unread: &mut Unread) -> FieldValue<'a> {
    let Some((first, rest)) = path.split_first() else {
        return field_value(value, unread);
    };
    match value {
        Value::Object(members) => members
            .get(first)
            .map_or(FieldValue::Nothing, |value| at_path(value, rest, unread)),
        Value::Array(items) => match first.parse::<usize>().ok().and_then(|at| items.get(at)) {
            Some(item) => at_path(item, rest, unread),
            None => FieldValue::List(
                items
                    .iter()
                    .map(|item| at_path(item, path, unread))
                    .filter(|value| !value.is_empty())
                    .flat_map(FieldValue::into_list)
                    .collect(),
            ),
        },
        _ => FieldValue::Nothing,
    }
}

/// A value in memory, in the form that articles use. The texts in it that it does not keep are
/// unread.
pub(super) fn field_value<'a>(value: &Value, unread: &mut Unread) -> FieldValue<'a> {
    let element = Element::deserialize(value.into_deserializer()).unwrap_or_default();
    let element = element.in_one_language();
    unread.append(element.unread);
    element.value.into_owned()
}
