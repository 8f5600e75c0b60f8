//! The kinds of units that METS files name: articles, advertisements, weather reports.
//!
//! Types differ between libraries, so a type counts by the words in it. Divisions of other types
//! (issues, sections, headings, paragraphs) contain units or are parts of them.

/// Types of units, by a word of the type, and the kinds they are kept as. The first one counts.
const KINDS: &[(&str, &str)] = &[
    ("ADVERTISEMENT", "advertisement"),
    ("ADVERT", "advertisement"),
    ("AD", "advertisement"),
    ("CLASSIFIED", "advertisement"),
    ("CONTENTS", "contents"),
    ("WEATHER", "weather"),
    ("OBITUARY", "obituary"),
    ("DEATH", "death-notice"),
    ("BIRTH", "birth-notice"),
    ("MARRIAGE", "marriage-notice"),
    ("FAMILY", "family-notice"),
    ("EDITORIAL", "editorial"),
    ("LETTER", "letter"),
    ("REVIEW", "review"),
    ("INTERVIEW", "interview"),
    ("FEUILLETON", "feuilleton"),
    ("SERIAL", "feuilleton"),
    ("POEM", "poem"),
    ("SHIPPING", "shipping"),
    ("ARTICLE", "article"),
    ("NEWSITEM", "article"),
];

/// The kinds that are counted and not read as articles.
const NOT_READ: [&str; 2] = ["advertisement", "contents"];

/// The kind of a unit, by its type in upper case; `None` for a division that is no unit.
pub(super) fn kind_of_type(kind: &str) -> Option<String> {
    let is_part = ["SECTION", "HEADING", "TITLE", "PAGE", "BODY", "LIST"];
    let mut words = kind.split('_');
    if words
        .clone()
        .next_back()
        .is_some_and(|last| is_part.contains(&last))
    {
        return None;
    }
    let known = words.find_map(|word| KINDS.iter().find(|(own, _)| *own == word));
    known.map(|(_, kind)| (*kind).to_owned())
}

/// Whether units of a kind are counted only.
pub(super) fn is_only_counted(kind: &str) -> bool {
    NOT_READ.contains(&kind)
}
