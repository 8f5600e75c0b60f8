//! What several vocabularies have in common: the text of a story, and the name of a place.

use crate::formats::bytes::markup;
use crate::formats::xml::Element;
use crate::formats::xml::prose::prose;
use crate::formats::xml::references::resolve;

/// The text of an element with a story: NITF or XHTML, escaped markup, or plain text.
pub(in crate::formats) fn content_text(content: &Element) -> String {
    if content.elements().next().is_some() {
        return prose(content);
    }
    let text = content.text();
    if is_marked_up(&text) {
        resolve(&markup::to_text(&text)).into_owned()
    } else {
        text
    }
}

/// Whether a text is HTML that was escaped.
fn is_marked_up(text: &str) -> bool {
    text.split('<').skip(1).any(|tag| {
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &name[..end.unwrap_or(0)];
        ["p", "br", "div"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// A location's name: as it is written, or its parts separated by commas.
pub(in crate::formats) fn location(element: &Element) -> Option<String> {
    if !element.own_text().trim_start().is_empty() {
        return element.line();
    }
    let parts: Vec<String> = element.elements().filter_map(Element::line).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
