//! Excerpts of what a file says, for messages.

/// The longest excerpt, in characters.
const LONGEST: usize = 60;

/// A text that is short enough for a message: trimmed, and cut with `…` if it is longer than
/// 60 characters.
pub(in crate::formats) fn excerpt(written: &str) -> String {
    let written = written.trim();
    match written.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written.to_owned(),
    }
}
