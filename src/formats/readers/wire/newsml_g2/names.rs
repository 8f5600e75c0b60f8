//! How NewsML-G2 names things: by codes of vocabularies.
//!
//! A code is `vocabulary:name` in the attribute `qcode`, or an address in `uri`.

use crate::formats::xml::Element;

/// The code of an element without its vocabulary: `usable` of `stat:usable`.
pub(super) fn code(element: &Element) -> Option<String> {
    let code = element
        .attribute("qcode")
        .or_else(|| element.attribute("uri"))?;
    Some(last_part(&code))
}

/// The part of a code after its vocabulary.
pub(super) fn last_part(code: &str) -> String {
    code.rsplit([':', '/', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}
