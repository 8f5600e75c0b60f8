//! Which character set bytes are in.
//!
//! A byte order mark decides alone. Without one, the sets that the source declares count, unless
//! the bytes are surely UTF-8 or contradict them. Without a declaration the bytes themselves decide
//! (`detection`).
//! docs/formats.md, "Character sets", describes the same order for people.

use super::declared::Declared;
use super::detection::{
    Extent, contradicts, count_controls, fits, guess_any, is_latin, is_mostly_utf8, of_seven_bits,
    shows_another_script, unmarked_utf16,
};
use super::set::CharacterSet;
use encoding_rs::{Encoding, UTF_8};

/// Valid UTF-8 with at least this many bytes beyond ASCII is certainly not another set with several
/// bytes a character.
const CERTAIN: usize = 30;

/// The character set of bytes, and the length of the byte order mark that they start with.
pub(super) fn choose(bytes: &[u8], declared: Declared, extent: Extent) -> (CharacterSet, usize) {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return (marked.into(), length);
    }
    let set = among_declared(bytes, declared, extent).unwrap_or_else(|| detect(bytes, extent));
    (set, 0)
}

/// The declared set that bytes are in; `None` if none is declared that they can be in.
///
/// Archives keep texts that were converted to UTF-8 with their old declaration, so valid UTF-8
/// beyond ASCII is UTF-8 whatever is declared. Of two declared sets, one that fits all bytes
/// precedes one that does not. A set that the bytes contradict counts as none. Every byte is valid in
/// sets of Latin, which many programs declare without looking, so the words count there.
fn among_declared(bytes: &[u8], declared: Declared, extent: Extent) -> Option<CharacterSet> {
    let first = declared.sets().next()?;
    if first == UTF_8 && is_utf8(bytes, extent) {
        return Some(UTF_8.into());
    }
    let is_single_byte = declared.sets().all(CharacterSet::is_single_byte);
    if is_surely_utf8(bytes, if is_single_byte { 1 } else { CERTAIN }, extent) {
        return Some(UTF_8.into());
    }
    let sets = || {
        let sets = declared.sets();
        sets.filter(|set| !(is_latin(*set) && shows_another_script(bytes)))
    };
    let fitting = sets().find(|set| fits(bytes, *set, extent));
    fitting.or_else(|| sets().find(|set| !contradicts(bytes, *set)))
}

/// The set of bytes whose source declares none.
fn detect(bytes: &[u8], extent: Extent) -> CharacterSet {
    if is_utf8(bytes, extent) {
        return match count_controls(bytes) {
            0 => UTF_8,
            _ => of_seven_bits(bytes, extent).unwrap_or(UTF_8),
        }
        .into();
    }
    unmarked_utf16(bytes, extent)
        .or_else(|| is_mostly_utf8(bytes).then_some(UTF_8))
        .map_or_else(|| guess_any(bytes), CharacterSet::Known)
}

/// Whether bytes are valid UTF-8.
fn is_utf8(bytes: &[u8], extent: Extent) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => extent == Extent::Head && error.error_len().is_none(),
    }
}

/// Whether bytes are valid UTF-8, and at least `enough` of them are beyond ASCII.
fn is_surely_utf8(bytes: &[u8], enough: usize, extent: Extent) -> bool {
    is_utf8(bytes, extent) && bytes.iter().filter(|byte| !byte.is_ascii()).count() >= enough
}
