//! The kinds of units that METS files name: articles, advertisements, weather reports.
//!
//! Types differ between libraries, so a type counts by the words in it. Divisions of other types
//! (issues, sections, headings, paragraphs) contain units or are parts of them.

use crate::article::{ArticleKind, Problem, ProblemKind, UnitCounts};

/// Types of units, by a word of the type, and the kinds they are kept as. The first one counts.
const KINDS: &[(&str, ArticleKind)] = &[
    ("ADVERTISEMENT", ArticleKind::Advertisement),
    ("ADVERT", ArticleKind::Advertisement),
    ("AD", ArticleKind::Advertisement),
    ("CLASSIFIED", ArticleKind::Advertisement),
    ("CONTENTS", ArticleKind::Contents),
    ("WEATHER", ArticleKind::Weather),
    ("OBITUARY", ArticleKind::Obituary),
    ("DEATH", ArticleKind::DeathNotice),
    ("BIRTH", ArticleKind::BirthNotice),
    ("MARRIAGE", ArticleKind::MarriageNotice),
    ("FAMILY", ArticleKind::FamilyNotice),
    ("EDITORIAL", ArticleKind::Editorial),
    ("LETTER", ArticleKind::Letter),
    ("REVIEW", ArticleKind::Review),
    ("INTERVIEW", ArticleKind::Interview),
    ("FEUILLETON", ArticleKind::Feuilleton),
    ("SERIAL", ArticleKind::Feuilleton),
    ("POEM", ArticleKind::Poem),
    ("SHIPPING", ArticleKind::Shipping),
    ("ARTICLE", ArticleKind::Article),
    ("NEWSITEM", ArticleKind::Article),
];

/// The kind of a unit, by its type in upper case; `None` for a division that is no unit.
pub(super) fn kind_of_type(kind: &str) -> Option<ArticleKind> {
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
    known.map(|(_, kind)| *kind)
}

/// The note on an issue whose units of some kinds were left out; `None` if none were.
pub(super) fn left_out(counts: &UnitCounts) -> Option<Problem> {
    (!counts.is_empty()).then(|| {
        let detail = format!("{counts}; `--kinds all` indexes such units too");
        Problem::file(ProblemKind::OtherKind, detail)
    })
}
