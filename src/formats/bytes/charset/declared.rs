//! The character sets that a source names for its content.
//!
//! A name is one of the labels of the WHATWG's Encoding Standard
//! (<https://encoding.spec.whatwg.org/#names-and-labels>); other names count as none.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The number of a page's first bytes that are searched for `<meta charset>`: four times what
/// browsers read.
const META_WITHIN: usize = 4096;

/// The longest XML declaration, in bytes.
const LONGEST_DECLARATION: usize = 256;

/// The character sets that a source names, the most trusted one first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) struct Declared([Option<&'static Encoding>; 2]);

impl Declared {
    /// The set that a header names: HTTP's or MIME's `charset`.
    pub(in crate::formats) fn by_label(label: Option<&str>) -> Self {
        Self([label.and_then(of_label), None])
    }

    /// Whether a label names a set that can be decoded.
    pub(in crate::formats) fn is_known(label: &str) -> bool {
        of_label(label).is_some()
    }

    /// The set of a page's HTTP header, then that of its `<meta>`.
    pub(in crate::formats) fn of_page(page: &[u8], http: Option<&str>) -> Self {
        match (http.and_then(of_label), in_meta(page)) {
            (Some(http), Some(meta)) if http != meta => Self([Some(http), Some(meta)]),
            (http, meta) => Self([http.or(meta), None]),
        }
    }

    /// The set of an XML file with these first bytes: UTF-16 if its first `<` has two bytes, else
    /// the set that its declaration names, else UTF-8 (XML 1.0, appendix F).
    pub(in crate::formats) fn of_xml(head: &[u8]) -> Self {
        Self([
            Some(match head {
                [b'<', 0, ..] => UTF_16LE,
                [0, b'<', ..] => UTF_16BE,
                _ => in_xml_declaration(head)
                    .and_then(Encoding::for_label)
                    .map_or(UTF_8, of_single_bytes),
            }),
            None,
        ])
    }

    /// The sets, the most trusted one first.
    pub(super) fn sets(self) -> impl Iterator<Item = &'static Encoding> {
        self.0.into_iter().flatten()
    }
}

fn of_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

/// The set that is meant by a name written in single bytes. A text whose letters have one byte each
/// is not UTF-16, even if it says so.
fn of_single_bytes(named: &'static Encoding) -> &'static Encoding {
    if named == UTF_16LE || named == UTF_16BE {
        UTF_8
    } else {
        named
    }
}

/// The character set of `<meta charset>` or `<meta http-equiv>` among a page's first bytes.
fn in_meta(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(META_WITHIN)].to_ascii_lowercase();
    let starts = head
        .windows(5)
        .enumerate()
        .filter(|(_, window)| window == b"<meta")
        .map(|(at, _)| at);
    for at in starts {
        let tag = head[at..].split(|byte| *byte == b'>').next()?;
        if let Some(encoding) = in_meta_tag(tag) {
            return Some(of_single_bytes(encoding));
        }
    }
    None
}

fn in_meta_tag(tag: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let at = tag.windows(KEY.len()).position(|window| window == KEY)?;
    let value = tag[at + KEY.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or(value.strip_prefix(b"'"))
        .unwrap_or(value);
    let length = value
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte))
        .count();
    Encoding::for_label(&value[..length])
}

/// The label in `<?xml version="1.0" encoding="iso-8859-1"?>`.
fn in_xml_declaration(head: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"encoding";
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.len().min(LONGEST_DECLARATION)];
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let at = declaration[..end]
        .windows(KEY.len())
        .position(|word| word == KEY)?;
    let value = declaration[at + KEY.len()..end]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let close = value.iter().position(|byte| byte == quote)?;
    Some(&value[..close])
}
