//! What a message has that is not in its article: attachments, other forms of its text, text
//! between its parts.

use crate::article::{LeftOut, WhyLeftOut};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::ArticleBuilder;

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
    for note in notes {
        let length = usize::try_from(note.characters).unwrap_or(usize::MAX);
        builder.left_out(note.element, note.why, length);
    }
}
