//! What marks a headline without words: a rule under it, rules around it, `#` before it; and the name
//! of an author below it.
//!
//! It looks at the first lines alone. What follows them is known to `layout`.

use super::headline::LONGEST_STATED;
use crate::formats::bytes::white_space::{is_blank, skip_blank_lines, take_line};

/// The characters that rules are made of.
const OF_RULES: [char; 9] = ['=', '-', '~', '*', '_', '#', '—', '─', '═'];

/// The shortest rule, in characters.
const SHORTEST_RULE: usize = 3;

/// The longest line that is a name with what its bearer does, in characters.
const LONGEST_NAME: usize = 60;

/// Words in lower case within names.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "y",
    "and",
];

/// Words of what an author does, in lower case.
const ROLES: &[&str] = &[
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "columnist",
    "staff",
    "contributor",
    "journalist",
];

/// Whether a line is a rule.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let mut characters = line.chars();
    characters
        .next()
        .is_some_and(|first| OF_RULES.contains(&first) && characters.all(|c| c == first))
        && line.chars().nth(SHORTEST_RULE - 1).is_some()
}

/// A headline that is marked, and the text below it.
pub(super) fn marked_headline(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = take_line(text)?;
    let (second, after) = take_line(rest)?;
    let found = if let Some(title) = first.trim().strip_prefix('#') {
        let title = title.trim_start_matches('#');
        let title = title.strip_prefix(' ')?.trim_end_matches(['#', ' ']);
        Some((title.trim(), rest))
    } else if is_rule(first) {
        let (third, after) = take_line(after)?;
        is_rule(third).then_some((second.trim(), after))
    } else {
        is_rule(second).then_some((first.trim(), after))
    };
    found.filter(|(title, below)| {
        title.contains(char::is_alphanumeric)
            && title.chars().count() <= LONGEST_STATED
            && !is_blank(below)
    })
}

/// A text without the rule that it opens with.
pub(super) fn without_rule(text: &str) -> &str {
    match take_line(skip_blank_lines(text)) {
        Some((line, rest)) if is_rule(line) => rest,
        _ => text,
    }
}

/// The headline and the author of lines above a date: the author is the last line, a name. A
/// headline whose words all have capitals may go on in a line that looks like a name, so there the
/// line has to say what its author does.
pub(super) fn author_below(lines: &str) -> Option<(&str, &str)> {
    let (headline, last) = lines.trim_end().rsplit_once('\n')?;
    let last = last.trim();
    let (name, role) = last.split_once(", ").unwrap_or((last, ""));
    let words: Vec<&str> = name.split(' ').collect();
    let is_word = |word: &&str| {
        PARTICLES.contains(word)
            || word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let ends_well = words.last().is_some_and(|word| {
        word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
    });
    let starts_well = words.first().is_some_and(|word| !PARTICLES.contains(word));
    let is_name = (2..=4).contains(&words.len())
        && last.chars().count() <= LONGEST_NAME
        && starts_well
        && ends_well
        && words.iter().all(is_word);
    let says_role = role
        .split(' ')
        .any(|word| ROLES.contains(&&*word.to_lowercase()));
    let is_sentence = headline
        .split_whitespace()
        .any(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 3);
    let is_clear = says_role || (role.is_empty() && is_sentence);
    (is_name && is_clear).then_some((headline, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_signs_mark_a_headline() {
        for (text, headline, rest) in [
            ("Cranes bought\n=====\n\nText", "Cranes bought", "\nText"),
            ("Cranes bought\n---\nText", "Cranes bought", "Text"),
            ("***\nCranes bought\n***\n\nText", "Cranes bought", "\nText"),
            ("# Cranes bought\n\nText", "Cranes bought", "\nText"),
            ("## Cranes bought ##\nText", "Cranes bought", "Text"),
        ] {
            assert_eq!(marked_headline(text), Some((headline, rest)), "{text}");
        }
        for text in [
            "Cranes bought\n--\nText",
            "Cranes bought\n-=-=\nText",
            "#cranes #harbour\nText",
            "---\nCranes bought\nText",
            "=====\n-----\nText",
            "Cranes bought\n=====\n",
            "",
        ] {
            assert_eq!(marked_headline(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_below_a_headline_is_its_author() {
        for (lines, author) in [
            ("Cranes bought\nAnn Lee", Some("Ann Lee")),
            (
                "Cranes bought\nAnn Lee, Staff Writer",
                Some("Ann Lee, Staff Writer"),
            ),
            (
                "Cranes Bought\nAnn Lee, Staff Writer",
                Some("Ann Lee, Staff Writer"),
            ),
            (
                "Port buys two\nnew cranes\nJ. R. van Dam",
                Some("J. R. van Dam"),
            ),
            ("Council Closes\nBoth Bridges", None),
            ("Council closes\nboth bridges", None),
            ("Port buys cranes\nin Norvik", None),
            ("Port buys cranes\nNorvik, Saturday", None),
            ("Port buys cranes\nAnn", None),
            ("Ann Lee", None),
        ] {
            assert_eq!(author_below(lines).map(|it| it.1), author, "{lines}");
        }
    }
}
