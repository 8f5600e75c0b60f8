//! A page's bytes to characters.
//!
//! The order is that of trust: a byte order mark, the HTTP header's character set, the page's own
//! `<meta>`, and a guess. Of what is declared, a set that fits all bytes goes before
//! one that does not. A text that is valid UTF-8 beyond ASCII is UTF-8, whatever is declared: archives
//! keep pages converted, with their old `<meta>`.

use crate::formats::bytes::charset::{Decoded, known, unmarked};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of a page are searched for its `<meta charset>`: four times what browsers do.
const META_WITHIN: usize = 4096;

/// How many bytes beyond ASCII a text of another set does not have that is valid UTF-8 by chance.
const ENOUGH: usize = 30;

/// Decodes a page; `http` is the character set that its HTTP header names.
pub(super) fn decode<'a>(bytes: &'a [u8], http: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return known(&bytes[length..], encoding);
    }
    let declared = [
        http.and_then(|label| Encoding::for_label(label.as_bytes())),
        declared_in_page(bytes),
    ];
    let is_single_byte = declared.iter().flatten().all(|set| set.is_single_byte());
    if is_surely_utf8(bytes, if is_single_byte { 1 } else { ENOUGH }) {
        return known(bytes, UTF_8);
    }
    let mut best: Option<Decoded<'a>> = None;
    for encoding in declared.into_iter().flatten() {
        let decoded = known(bytes, encoding);
        if decoded.invalid == 0 {
            return decoded;
        }
        best.get_or_insert(decoded);
    }
    best.unwrap_or_else(|| unmarked(bytes, None))
}

/// Whether bytes are valid UTF-8 with so many bytes beyond ASCII.
fn is_surely_utf8(bytes: &[u8], enough: usize) -> bool {
    std::str::from_utf8(bytes).is_ok()
        && bytes
            .iter()
            .filter(|byte| !byte.is_ascii())
            .nth(enough - 1)
            .is_some()
}

/// The character set of `<meta charset>` or `<meta http-equiv>` among a page's first bytes.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_WITHIN)].to_ascii_lowercase();
    let metas = head
        .windows(5)
        .enumerate()
        .filter(|(_, window)| window == b"<meta")
        .map(|(at, _)| at);
    for at in metas {
        let tag = head[at..].split(|byte| *byte == b'>').next()?;
        if let Some(encoding) = named_in(tag) {
            // A page whose tag can be read byte by byte is not UTF-16.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            });
        }
    }
    None
}

fn named_in(tag: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let at = tag.windows(KEY.len()).position(|window| window == KEY)?;
    let value = tag[at + KEY.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
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
