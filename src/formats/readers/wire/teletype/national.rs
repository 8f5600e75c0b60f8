//! Letters of a language in the places of brackets: national variants of ASCII (ISO 646).
//!
//! Teletypes of seven bits had no room for both. In a text of such a variant, brackets are between
//! small letters, which they never are elsewhere, and its words show the language.

use std::borrow::Cow;

/// The characters whose places the letters take.
const PLACES: [char; 7] = ['[', '\\', ']', '{', '|', '}', '~'];

/// A variant: usual words of its language, and the letters in the order of [`PLACES`].
const VARIANTS: &[(&[&str], [char; 7])] = &[
    (
        &["der", "die", "das", "und", "hat", "den", "von", "mit", "im"],
        ['Ä', 'Ö', 'Ü', 'ä', 'ö', 'ü', 'ß'],
    ),
    (
        &["och", "att", "som", "det", "en", "har", "av", "inte"],
        ['Ä', 'Ö', 'Å', 'ä', 'ö', 'å', '~'],
    ),
    (
        &["og", "til", "som", "det", "en", "har", "af", "ikke"],
        ['Æ', 'Ø', 'Å', 'æ', 'ø', 'å', '~'],
    ),
    (
        &["ja", "on", "ei", "oli", "joka", "mukaan", "kun"],
        ['Ä', 'Ö', 'Å', 'ä', 'ö', 'å', '~'],
    ),
];

/// The fewest brackets between small letters that show a variant.
const LEAST: usize = 2;

/// A text with the letters that its brackets mean.
pub(super) fn letters(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() || within_words(text) < LEAST {
        return Cow::Borrowed(text);
    }
    let best = VARIANTS
        .iter()
        .map(|(words, letters)| (usual(text, words), letters))
        .rev()
        .max_by_key(|(count, _)| *count);
    let Some((1.., letters)) = best else {
        return Cow::Borrowed(text);
    };
    let mut before = ' ';
    let mut meant = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let is_in_word = is_letter(before) || is_letter(next);
        let place = PLACES.iter().position(|place| *place == c);
        meant.push(match place {
            Some(at) if is_in_word => letters[at],
            _ => c,
        });
        before = c;
    }
    Cow::Owned(meant)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// How many brackets are between small letters.
fn within_words(text: &str) -> usize {
    let is_within = |three: &&[u8]| {
        matches!(three[1], b'{' | b'|' | b'}' | b'~')
            && three[0].is_ascii_lowercase()
            && three[2].is_ascii_lowercase()
    };
    text.as_bytes().windows(3).filter(is_within).count()
}

/// How often usual words occur.
fn usual(text: &str, words: &[&str]) -> usize {
    text.split_ascii_whitespace()
        .filter(|word| words.contains(word))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_within_words_are_letters_of_the_language() {
        for (written, meant) in [
            (
                "[rzte: der Hafen hat zwei Kr{ne f}r die Stra~e, wie es hie~.",
                "Ärzte: der Hafen hat zwei Kräne für die Straße, wie es hieß.",
            ),
            (
                "]ret som kom och b|rjade f|r att g} vid hamnen.",
                "Året som kom och började för att gå vid hamnen.",
            ),
            (
                "Han har k|bt en b}d og rejste til K|benhavn.",
                "Han har købt en båd og rejste til København.",
            ),
            ("den a|b und c|d {x} ~ [1]", "den aöb und cöd äxü ~ [1]"),
        ] {
            assert_eq!(letters(written), meant);
        }
    }

    #[test]
    fn other_texts_keep_their_brackets() {
        for text in [
            "The board {of the harbour} and a|b in the table.",
            "a|b c|d e~f with no word of those languages",
            "Kräne der Werft und {x}a|b c|d",
            "",
        ] {
            assert_eq!(letters(text), text);
        }
    }
}
