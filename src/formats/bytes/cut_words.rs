//! Words that the ends of lines cut in print, made whole again.
//!
//! A soft hyphen, `¬` or a double hyphen of Fraktur at the end of a line always cuts a word. `-`
//! may belong to the word (`re-elected`), so it counts only if the next line begins in lower case
//! and the hyphenated form stands nowhere else in the file. Other files never matter.

use std::borrow::Cow;
use std::collections::HashSet;

/// The mark of a cut that is sure.
pub(in crate::formats) const SOFT_HYPHEN: char = '\u{ad}';

/// In print, at least one of so many lines ends with a cut word. In text that was typed with a
/// fixed width, far fewer lines end with a hyphen.
const LINES_FOR_A_CUT: usize = 20;

/// Fewer cut words in a text may be hyphens of its own.
const FEWEST_CUTS: usize = 2;

/// The words of a file that have hyphens within a line.
#[derive(Debug, Default)]
pub(in crate::formats) struct CutWords {
    /// In lower case, without the marks around them.
    hyphenated: HashSet<String>,
}

impl CutWords {
    /// Learns the hyphenated words of a part of the file.
    pub(in crate::formats) fn learn(&mut self, text: &str) {
        if !text.contains(['-', '\u{2010}']) {
            return;
        }
        for word in text.split_whitespace() {
            let word = bare(word);
            if word.contains(['-', '\u{2010}']) {
                self.hyphenated
                    .insert(word.to_lowercase().replace('\u{2010}', "-"));
            }
        }
    }

    /// The text with its cut words whole. A whole word is on the line where it begins. Blank lines
    /// within a word are dropped, since a column or a page may end there.
    pub(in crate::formats) fn joined(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(end) = rest.find('\n') {
            out.push_str(&rest[..end]);
            let next = rest[end..].trim_start();
            let Some(kept) = self.kept_of_cut(&out, next) else {
                out.push('\n');
                rest = &rest[end + 1..];
                continue;
            };
            out.truncate(kept);
            let word = next.find(char::is_whitespace).unwrap_or(next.len());
            out.push_str(&next[..word]);
            rest = &next[word..];
            if !rest.starts_with(['\n', '\r']) && !rest.is_empty() {
                out.push('\n');
                rest = rest.trim_start_matches([' ', '\t']);
            }
        }
        out.push_str(rest);
        out
    }

    /// If `text` ends within a word that goes on in `next`, how many bytes of it are kept.
    pub(in crate::formats) fn kept_of_cut(&self, text: &str, next: &str) -> Option<usize> {
        let (stem, mark) = split_mark(text)?;
        let first = next.chars().next()?;
        let with_mark = stem.len() + mark.len_utf8();
        match mark {
            _ if !first.is_alphabetic() => None,
            SOFT_HYPHEN | '¬' | '⸗' => Some(stem.len()),
            _ if !first.is_lowercase() => None,
            '=' => Some(stem.len()),
            _ => {
                let before = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
                let after = next.split(char::is_whitespace).next().unwrap_or_default();
                let whole = format!("{before}-{after}").to_lowercase();
                let is_own = self.hyphenated.contains(bare(&whole));
                Some(if is_own { with_mark } else { stem.len() })
            }
        }
    }
}

/// A text of a page in print with its cut words whole; the text as it is, if it shows no print.
pub(in crate::formats) fn whole_words(text: &str) -> Cow<'_, str> {
    if !looks_printed(text) {
        return Cow::Borrowed(text);
    }
    let mut words = CutWords::default();
    words.learn(text);
    Cow::Owned(words.joined(text))
}

/// Whether so many words are cut at the ends of lines that a text comes from print.
fn looks_printed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut cuts, mut lines, mut start) = (0, 0, 0);
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = std::mem::replace(&mut start, end + 1)..end;
        let last = bytes[line.clone()]
            .iter()
            .rfind(|byte| !b" \t\r".contains(byte));
        let Some(last) = last else {
            continue;
        };
        lines += 1;
        if !ENDS_OF_MARKS.contains(last) || end == bytes.len() {
            continue;
        }
        let next = text[start..].trim_start().chars().next();
        if let (Some((_, mark)), Some(next)) = (split_mark(&text[line]), next) {
            if matches!(mark, SOFT_HYPHEN | '¬' | '⸗') && next.is_alphabetic() {
                return true;
            }
            cuts += usize::from(mark != '=' && next.is_lowercase());
        }
    }
    cuts >= FEWEST_CUTS && cuts * LINES_FOR_A_CUT >= lines
}

/// The last bytes of the marks that may cut a word, in UTF-8. Most lines end with another byte.
const ENDS_OF_MARKS: [u8; 6] = [b'-', b'=', 0xad, 0xac, 0x97, 0x90];

/// What a text ends with: a letter and a mark that may cut a word. White space after it is ignored.
fn split_mark(text: &str) -> Option<(&str, char)> {
    let line = text.trim_end_matches([' ', '\t', '\r']);
    let mark = line.chars().next_back()?;
    let is_mark = matches!(mark, SOFT_HYPHEN | '¬' | '⸗' | '-' | '\u{2010}' | '=');
    let mut stem = &line[..line.len() - mark.len_utf8()];
    if mark == SOFT_HYPHEN {
        // A printed hyphen may stand before the mark of a cut.
        stem = stem.trim_end_matches(['-', '¬', '\u{2010}']);
    }
    let is_word = stem.chars().next_back().is_some_and(char::is_alphabetic);
    (is_mark && is_word).then_some((stem, mark))
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let mut words = CutWords::default();
        words.learn(text);
        words.joined(text)
    }

    #[test]
    fn cut_words_are_whole_on_the_line_where_they_begin() {
        for (text, expected) in [
            ("a re-\nsumed line", "a resumed\nline"),
            ("a re- \r\n  sumed", "a resumed"),
            ("re\u{ad}\nSumed on", "reSumed\non"),
            ("re¬\nsumed,\nnext", "resumed,\nnext"),
            ("re-\u{ad}\nsumed", "resumed"),
            ("Mor⸗\ngen früh", "Morgen\nfrüh"),
            ("un-\nbe-\nkannt\nist", "unbekannt\nist"),
            ("the boat de-\n\ncided it", "the boat decided\nit"),
        ] {
            assert_eq!(joined(text), expected, "{text:?}");
        }
    }

    #[test]
    fn other_hyphens_stay() {
        for text in [
            "Coast-\nGuard",
            "a list -\nof it",
            "from 1914-\n18",
            "a dash --\nthen",
            "the end-",
            "a -\n\nb",
        ] {
            assert_eq!(joined(text), text);
        }
    }

    #[test]
    fn a_form_that_stands_elsewhere_in_the_file_keeps_its_hyphen() {
        let text = "He was re-\nelected. A (Re-elected) mayor re-\nsumed.";
        assert_eq!(
            joined(text),
            "He was re-elected.\nA (Re-elected) mayor resumed."
        );
        assert_eq!(joined("He was re-\nelected."), "He was reelected.");
    }

    #[test]
    fn typed_text_keeps_the_hyphens_at_its_line_ends() {
        let typed = "It was a well-\nknown case.\n".to_owned() + &"A line of it.\n".repeat(60);
        assert_eq!(whole_words(&typed), typed);
        let printed = "It was com-\npleted by eight hun-\ndred men.\nOn Monday.";
        assert_eq!(
            whole_words(printed),
            "It was completed\nby eight hundred\nmen.\nOn Monday."
        );
        assert_eq!(whole_words("It was com¬\npleted."), "It was completed.");
    }
}
