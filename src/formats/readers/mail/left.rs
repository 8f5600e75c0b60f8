//! What a message has that is not in its article: attachments, other forms of its text, text
//! between its parts.

use crate::article::{LeftOut, WhyLeftOut};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::ArticleBuilder;

/// The most notes of one message; the others are summed up.
const MOST_NOTES: usize = 50;

/// A note on something of a message that is not in its article.
pub(super) fn left(element: &str, why: WhyLeftOut, characters: usize) -> LeftOut {
    LeftOut {
        element: excerpt(element),
        why,
        characters: u64::try_from(characters).unwrap_or(u64::MAX),
    }
}

/// Notes everything that was left out of an article.
pub(super) fn note_all(builder: &mut ArticleBuilder<'_>, notes: Vec<LeftOut>) {
    let more = notes.len().saturating_sub(MOST_NOTES);
    let rest = notes.iter().skip(MOST_NOTES).map(|note| note.characters);
    let characters = usize::try_from(rest.sum::<u64>()).unwrap_or(usize::MAX);
    for note in notes.into_iter().take(MOST_NOTES) {
        let length = usize::try_from(note.characters).unwrap_or(usize::MAX);
        builder.left_out(note.element, note.why, length);
    }
    if more > 0 {
        builder.left_out(
            format!("{more} further parts"),
            WhyLeftOut::NotRead,
            characters,
        );
    }
}
