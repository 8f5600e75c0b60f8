//! What a message has that is not in its article: attachments, other forms of its text, text
//! between its parts.

use crate::formats::gather::ArticleBuilder;

/// The most notes of one message; the others are summed up.
const MOST_NOTES: usize = 50;

/// A note on something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    /// What it is: a file's name or a type.
    pub(super) what: String,
    /// Why it is left out.
    pub(super) why: &'static str,
    /// Its length as text; 0 for what is no text.
    pub(super) characters: usize,
}

/// Notes everything that was left out of an article.
pub(super) fn note_all(builder: &mut ArticleBuilder<'_>, left: Vec<Left>) {
    let more = left.len().saturating_sub(MOST_NOTES);
    let characters: usize = left
        .iter()
        .skip(MOST_NOTES)
        .map(|left| left.characters)
        .sum();
    for left in left.into_iter().take(MOST_NOTES) {
        builder.left_out(left.what, left.why, left.characters);
    }
    if more > 0 {
        builder.left_out(format!("{more} further parts"), "attachments", characters);
    }
}
