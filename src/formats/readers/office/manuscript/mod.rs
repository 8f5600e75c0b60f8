//! What a word processor's document says: lines with their styles, what they are for, and what is
//! not part of the text.
//!
//! The readers of Word, `OpenDocument` and RTF write a [`Manuscript`] with a [`Pen`]. This folder
//! knows none of these formats and makes no article.

mod aside;
mod pen;
mod scope;
#[cfg(test)]
mod tests;

pub(super) use aside::{Aside, Look};
pub(super) use pen::Pen;

use crate::article::WhyLeftOut;
use crate::formats::lines::Line;

/// What a line is for, by the style that its author chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// A paragraph of the text.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// The line below the title.
    Subtitle,
    /// A heading of that level, from 1.
    Heading(u8),
    /// An item of a list.
    Item,
}

impl Role {
    /// The role of a style of that name, in any spelling: `Heading 1`, `heading1`, `Titre 2`.
    pub(super) fn of_style(name: &str) -> Option<Self> {
        let bare: String = name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let words = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let level = bare[words.len()..].parse().unwrap_or(1_u8);
        let (_, role) = STYLES.iter().find(|(style, _)| *style == words)?;
        Some(match role {
            Self::Heading(_) => Self::Heading(level.clamp(1, 9)),
            role if words.len() == bare.len() || level < 9 => *role,
            _ => return None,
        })
    }
}

/// The styles that word processors come with, in lower case without spaces and numbers. Word and
/// `LibreOffice` keep English names inside; other programs and old files have translated ones.
#[rustfmt::skip]
const STYLES: &[(&str, Role)] = &[
    ("title", Role::Title), ("titel", Role::Title), ("titre", Role::Title), ("título", Role::Title),
    ("titolo", Role::Title), ("tytuł", Role::Title), ("название", Role::Title), ("headline", Role::Title),
    ("otsikko", Role::Title), ("tittel", Role::Title), ("rubrik", Role::Title),
    ("subtitle", Role::Subtitle), ("untertitel", Role::Subtitle), ("soustitre", Role::Subtitle),
    ("subtítulo", Role::Subtitle), ("sottotitolo", Role::Subtitle), ("ondertitel", Role::Subtitle),
    ("podtytuł", Role::Subtitle), ("подзаголовок", Role::Subtitle), ("undertittel", Role::Subtitle),
    ("underrubrik", Role::Subtitle), ("undertitel", Role::Subtitle),
    ("heading", Role::Heading(1)), ("überschrift", Role::Heading(1)), ("berschrift", Role::Heading(1)),
    ("encabezado", Role::Heading(1)), ("kop", Role::Heading(1)), ("nagłówek", Role::Heading(1)),
    ("nagwek", Role::Heading(1)), ("заголовок", Role::Heading(1)), ("overskrift", Role::Heading(1)),
    ("listparagraph", Role::Item), ("listbullet", Role::Item), ("listnumber", Role::Item),
];

/// Text that is in the file and not in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// What it is.
    pub(super) what: &'static str,
    /// Why it is left out.
    pub(super) why: WhyLeftOut,
    pub(super) characters: usize,
}

/// A document as it is read: its lines in their order, footnotes after the text.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    pub(super) lines: Vec<Line>,
    /// What the lines are for, one for each.
    pub(super) roles: Vec<Role>,
    pub(super) left_out: Vec<LeftOut>,
    /// Whether there was more text than may be.
    pub(super) is_too_long: bool,
}
