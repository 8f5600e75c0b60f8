//! Decodes a page.
//!
//! The character set comes from, in this order: a byte order mark, the HTTP header, the page's own
//! `<meta>`, a guess. Among the declared sets, one that fits all bytes is preferred. Text that is
//! valid UTF-8 with characters outside ASCII is read as UTF-8, whatever is declared, because some
//! archives convert pages but keep their old `<meta>`.

use crate::formats::bytes::charset::{Decoded, known, unmarked};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The number of bytes in which `<meta charset>` is searched: four times as many as in browsers.
const META_WITHIN: usize = 4096;

/// A text with this many bytes outside ASCII is not valid UTF-8 by chance.
const ENOUGH: usize = 30;

/// Decodes a page. `http` is the character set from its HTTP header.
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

/// Whether bytes are valid UTF-8 with at least `enough` bytes outside ASCII.
fn is_surely_utf8(bytes: &[u8], enough: usize) -> bool {
    std::str::from_utf8(bytes).is_ok()
        && bytes
            .iter()
            .filter(|byte| !byte.is_ascii())
            .nth(enough - 1)
            .is_some()
}

/// The character set of `<meta charset>` or `<meta http-equiv>` in the first bytes of a page.
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
            // If the tag can be read byte by byte, the page is not UTF-16.
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
