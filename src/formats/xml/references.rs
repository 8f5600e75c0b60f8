//! References in XML: `&amp;`, `&eacute;`, `&#233;`, `&#xE9;`.
//!
//! The names are those of XML and HTML. Other names, which a file may declare, stay as they are
//! written, so no text can grow by being expanded.

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The longest name that is looked up, in bytes.
const LONGEST_NAME: usize = 32;

/// A text with its references resolved; other ampersands stay.
pub(in crate::formats) fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut parts = text.split('&');
    resolved.extend(parts.next());
    for part in parts {
        match part.split_once(';') {
            Some((name, rest)) if is_name(name) => {
                resolved.push_str(&resolve_name(name));
                resolved.push_str(rest);
            }
            _ => {
                resolved.push('&');
                resolved.push_str(part);
            }
        }
    }
    Cow::Owned(resolved)
}

/// The character of a reference; the reference itself if it is unknown.
pub(in crate::formats) fn resolve_name(name: &str) -> String {
    match name.strip_prefix('#') {
        Some(number) => character(number).map(String::from),
        None => resolve_html5_entity(name).map(str::to_owned),
    }
    .unwrap_or_else(|| format!("&{name};"))
}

fn is_name(text: &str) -> bool {
    text.len() <= LONGEST_NAME
        && !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// The character of a number. As in HTML, numbers from 128 to 159 are those of windows-1252, since
/// nobody means the control characters that Unicode has there.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0 => None,
        128..=159 => {
            let byte = [u8::try_from(code).ok()?];
            WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
        }
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_and_numbers_are_resolved_and_others_stay() {
        for (written, expected) in [
            ("plain", "plain"),
            ("&lt;p&gt; &amp; &quot;x&quot; &apos;", "<p> & \"x\" '"),
            ("caf&eacute;&nbsp;&hellip;", "café\u{a0}…"),
            ("&#233;&#xE9;&#Xe9;", "ééé"),
            ("it&#146;s &#150; &#128;", "it’s – €"),
            ("AT&T; M&S & R&D", "AT&T; M&S & R&D"),
            (
                "&#0; &#xD800; &#99999999999; &#; &;",
                "&#0; &#xD800; &#99999999999; &#; &;",
            ),
            ("&amp;lt;", "&lt;"),
            ("&undeclared;", "&undeclared;"),
        ] {
            assert_eq!(resolve(written), expected);
        }
    }
}
