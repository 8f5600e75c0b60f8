//! Whether lines next to the articles of an export have sentences in them.
//!
//! A cover and a footer may be dropped. Where there is a sentence, something is lost, and that is
//! told.

use crate::formats::lines::Line;

/// The fewest words of a sentence.
const SENTENCE_WORDS: usize = 5;

/// Words of lines on rights and on the use of a database, in small letters.
const RIGHTS: &[&str] = &[
    "©",
    "(c)",
    "copyright",
    "rights",
    "droits",
    "rechte",
    "derechos",
    "diritti",
    "direitos",
    "réserv",
    "terms",
    "conditions",
    "download",
    "proquest",
    "factiva",
    "lexisnexis",
    "nexis",
    "newsbank",
    "dow jones",
    "europresse",
    "cedrom",
    "gopress",
    "mediargus",
];

/// How far a label at the start of a line may go, in bytes: `Terms: (ferry)`.
const LONGEST_LABEL: usize = 40;

/// Whether a line has a sentence that is of a text, and not of a cover or a footer.
pub(super) fn is_sentence(line: &str) -> bool {
    let line = line.trim();
    if line.split_whitespace().nth(SENTENCE_WORDS - 1).is_none() {
        return false;
    }
    let end = line.trim_end_matches(['"', '”', '»', '’', '\'', ')']);
    if !end.ends_with(['.', '!', '?', '。']) || end.ends_with("..") {
        return false;
    }
    let label = line.find(": ").filter(|at| *at <= LONGEST_LABEL);
    let lower = line.to_lowercase();
    label.is_none() && !lower.contains("://") && !RIGHTS.iter().any(|word| lower.contains(word))
}

/// Whether there is a sentence in some lines.
pub(super) fn has_sentence(lines: &[Line]) -> bool {
    lines.iter().any(|line| is_sentence(&line.text))
}

/// The characters of some lines, without white space around them.
pub(super) fn characters(lines: &[Line]) -> usize {
    lines
        .iter()
        .map(|line| line.text.trim().chars().count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_and_footers_have_no_sentence() {
        for (line, expected) in [
            ("The pier of Norvik is closed until May.", true),
            ("\"Nobody has fallen through so far,\" said Tom.", true),
            (
                "Time Of Request: Tuesday, February 02, 2021  10:12:44",
                false,
            ),
            ("Terms: the ferry and the pier of Norvik.", false),
            ("© 2018 Factiva, Inc. All rights reserved.", false),
            ("Contact us at: https://post.example/a b c.", false),
            ("The pier of Norvik is closed ...", false),
            ("NORVIK UNIVERSITY LIBRARY", false),
        ] {
            assert_eq!(is_sentence(line), expected, "{line}");
        }
    }
}
