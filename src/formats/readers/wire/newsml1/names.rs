//! How NewsML 1 names things: by the attribute `FormalName`.

use crate::formats::xml::Element;

/// The `FormalName` of the first element of that name.
pub(super) fn formal_name(element: &Element, name: &str) -> Option<String> {
    element.attribute_of(name, "FormalName")
}
