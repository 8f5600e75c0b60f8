//! What labels mean: tables of names in several languages.
//!
//! A product has one table. A label that is in no table is text, or is named in a note if it is
//! among others.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What the value of a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Headline,
    Subhead,
    Source,
    Date,
    Section,
    Page,
    Byline,
    Agency,
    Place,
    Language,
    Keywords,
    Url,
    Id,
    /// The full text, or a part of it.
    Text,
    /// A summary, which is the text of an article without a full text.
    Summary,
    /// A caption of a picture.
    Caption,
    /// A correction that was printed later.
    Correction,
    /// Another text that belongs to the article.
    Note,
    /// Of the database, not of the article: word counts, codes, index terms, load dates, rights.
    Dropped,
}

impl Meaning {
    /// Whether the value may have several paragraphs.
    pub(super) fn is_long(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Summary | Self::Caption | Self::Correction | Self::Note
        )
    }
}

/// Names of labels with their meaning. The case of a name in the source is not compared.
pub(super) struct Labels {
    table: &'static [(Meaning, &'static [&'static str])],
    /// The meanings by the names in lower case, from the first lookup on.
    by_name: OnceLock<HashMap<String, Meaning>>,
}

/// A line that starts with a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) meaning: Meaning,
    /// The label as it is written, without its colon.
    pub(super) name: &'a str,
    /// What is after it on the line, trimmed.
    pub(super) value: &'a str,
}

/// The longest label, in bytes.
const LONGEST: usize = 48;

impl Labels {
    pub(super) const fn new(table: &'static [(Meaning, &'static [&'static str])]) -> Self {
        Self {
            table,
            by_name: OnceLock::new(),
        }
    }

    /// The label that a line starts with: `SECTION: Sports`.
    pub(super) fn read<'a>(&self, line: &'a str) -> Option<Labelled<'a>> {
        let line = line.trim_start();
        let (name, value) = label(line)?;
        let meaning = self.meaning(name)?;
        Some(Labelled {
            meaning,
            name,
            value,
        })
    }

    /// The meaning of a name.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for (meaning, names) in self.table {
                for name in *names {
                    by_name.entry(name.to_lowercase()).or_insert(*meaning);
                }
            }
            by_name
        });
        by_name.get(&name.to_lowercase()).copied()
    }
}

/// A line that starts with a word or a few and a colon: the words, and what is after the colon.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    let at = memchr::memchr(b':', &line.as_bytes()[..line.len().min(LONGEST)])?;
    let name = line[..at].trim_end();
    (!name.is_empty()).then(|| (name, line[at + 1..].trim()))
}

/// Whether a line starts with a label in capitals that may be in no table: `ZEITUNGS-CODE: inbo`.
pub(super) fn unknown_label(line: &str) -> Option<(&str, &str)> {
    let (name, value) = label(line.trim_start())?;
    let is_label =
        name.chars().count() > 2 && name.chars().all(|c| c.is_uppercase() || "- &/".contains(c));
    is_label.then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_in_any_case_and_language() {
        static LABELS: Labels = Labels::new(&[
            (Meaning::Section, &["section", "rubrik"]),
            (Meaning::Dropped, &["länge", "longueur"]),
        ]);
        for (line, meaning, value) in [
            ("SECTION: LOCAL NEWS", Meaning::Section, "LOCAL NEWS"),
            ("Section:\u{a0} TRANSPORT", Meaning::Section, "TRANSPORT"),
            ("  LÄNGE: 104 Wörter", Meaning::Dropped, "104 Wörter"),
            ("Longueur\u{a0}: 3 mots", Meaning::Dropped, "3 mots"),
        ] {
            let read = LABELS.read(line).unwrap();
            assert_eq!((read.meaning, read.value), (meaning, value), "{line}");
        }
        for line in ["PRICE: 3 pounds", "A section: of it", "Section", ": x"] {
            assert_eq!(LABELS.read(line), None, "{line}");
        }
        assert_eq!(
            unknown_label("ZEITUNGS-CODE: inbo"),
            Some(("ZEITUNGS-CODE", "inbo"))
        );
        assert_eq!(unknown_label("Price: 3"), None);
    }
}
