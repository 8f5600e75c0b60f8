//! The character sets that a source names for its content.
//!
//! A name is one of the labels of the WHATWG's Encoding Standard
//! (<https://encoding.spec.whatwg.org/#names-and-labels>), or one of them misspelled
//! ([`of_label`]), or a code page of DOS; other names count as none. So does ASCII: bytes beyond it are of another set.

use super::set::CharacterSet;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The number of a page's first bytes that are searched for `<meta charset>`: four times what
/// browsers read.
const META_WITHIN: usize = 4096;

/// The longest XML declaration, in bytes.
const LONGEST_DECLARATION: usize = 256;

/// The character sets that a source names, the most trusted one first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) struct Declared([Option<CharacterSet>; 2]);

impl Declared {
    /// The set that a header names: HTTP's or MIME's `charset`.
    pub(in crate::formats) fn by_label(label: Option<&str>) -> Self {
        Self([label.and_then(of_label), None])
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
        let named = match head {
            [b'<', 0, ..] => Some(UTF_16LE.into()),
            [0, b'<', ..] => Some(UTF_16BE.into()),
            _ => in_xml_declaration(head)
                .and_then(|label| of_label(std::str::from_utf8(label).ok()?))
                .map(of_single_bytes)
                .or(Some(UTF_8.into())),
        };
        Self([named, None])
    }

    /// The sets, the most trusted one first.
    pub(super) fn sets(self) -> impl Iterator<Item = CharacterSet> {
        self.0.into_iter().flatten()
    }
}

/// The set of a label, however it is spelled: `utf8`, `iso8859-1`, `cp-1251`, `win1251`.
fn of_label(label: &str) -> Option<CharacterSet> {
    let bare: String = label
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let bare = bare.strip_prefix('x').unwrap_or(&bare);
    let bare = bare.strip_prefix("cs").unwrap_or(bare);
    if bare.is_empty() || ASCII.contains(&bare) {
        return None;
    }
    Encoding::for_label(label.as_bytes())
        .or_else(|| Encoding::for_label(bare.as_bytes()))
        .map(CharacterSet::Known)
        .or_else(|| CharacterSet::of_dos(bare))
        .or_else(|| misspelled(bare).map(CharacterSet::Known))
}

/// Names of ASCII, in lower case, without what is no letter or digit.
const ASCII: &[&str] = &[
    "usascii",
    "ascii",
    "us",
    "ansix341968",
    "ansix341986",
    "iso646us",
    "7bit",
];

/// The set of a label that starts with one of these, in lower case, without what is no letter or
/// digit. `#` is the number that follows.
const MISSPELLED: &[(&str, &str)] = &[
    ("utf8", "utf-8"),
    ("unicode11utf8", "utf-8"),
    ("iso8859", "iso-8859-#"),
    ("isolatin", "latin#"),
    ("8859", "iso-8859-#"),
    ("windowscp", "windows-#"),
    ("windows", "windows-#"),
    ("microsoftcp", "windows-#"),
    ("win", "windows-#"),
    ("ansi", "windows-#"),
    ("ms", "windows-#"),
    ("cp", "windows-#"),
    ("ibm", "ibm#"),
    ("dos", "ibm#"),
    ("koi8u", "koi8-u"),
    ("koi8", "koi8-r"),
    ("macroman", "macintosh"),
    ("shiftjis", "shift_jis"),
    ("sjis", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
    ("ksc5601", "euc-kr"),
    ("big5", "big5"),
    ("gb2312", "gbk"),
    ("gb18030", "gb18030"),
    ("gbk", "gbk"),
];

fn misspelled(bare: &str) -> Option<&'static Encoding> {
    MISSPELLED.iter().find_map(|(start, meant)| {
        let rest = bare.strip_prefix(start)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        Encoding::for_label(meant.replace('#', &rest[..digits]).as_bytes())
    })
}

/// The set that is meant by a name written in single bytes. A text whose letters have one byte each
/// is not UTF-16, even if it says so.
fn of_single_bytes(named: CharacterSet) -> CharacterSet {
    if named == UTF_16LE || named == UTF_16BE {
        UTF_8.into()
    } else {
        named
    }
}

/// The character set of `<meta charset>` or `<meta http-equiv>` among a page's first bytes.
fn in_meta(page: &[u8]) -> Option<CharacterSet> {
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

fn in_meta_tag(tag: &[u8]) -> Option<CharacterSet> {
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
    of_label(std::str::from_utf8(&value[..length]).ok()?)
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
