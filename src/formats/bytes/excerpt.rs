//! Excerpts of what a file says, for messages.

/// The longest excerpt, in characters.
const LONGEST: usize = 60;

/// A text that is short enough for a message: trimmed, and cut with `…` if it is longer than
/// 60 characters.
pub(in crate::formats) fn excerpt(written: &str) -> String {
    cut_to(written.trim(), LONGEST)
}

/// A text of at most this many characters. A longer one is cut, and ends in `…`.
pub(in crate::formats) fn cut_to(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
