//! What a word of a query is with its signs: a prefix, a wildcard, a fuzzy word, a boost.
//!
//! Signs are read only where they can be meant. In an address, after a number or alone they are part
//! of the text.

use super::limits::MAX_EDITS;
use super::note::{Note, Notes};
use super::tree::{Boost, Expr, is_of_a_word, takes_boost};

/// Reads a text between spaces. `None` if there is nothing to search for in it.
pub(super) fn read(text: &str, notes: &mut Notes) -> Option<Expr> {
    let (bare, boost) = split_boost(text);
    if boost.is_none() && has_odd_boost(text) {
        notes.add(Note::NoNumber {
            typed: text.to_owned(),
            wanted: "`^` takes a number from 0.01 to 100, as in `troops^2`",
        });
    }
    let expr = unboosted(bare, notes)?;
    let Some(by) = boost else { return Some(expr) };
    note_boost(&text[bare.len()..], by, notes);
    if matches!(expr, Expr::Prefix(_)) {
        notes.add(Note::UselessBoost {
            typed: text.to_owned(),
        });
        return Some(expr);
    }
    Some(Expr::Boosted {
        inner: Box::new(expr),
        by,
    })
}

fn unboosted(text: &str, notes: &mut Notes) -> Option<Expr> {
    if let Some(fuzzy) = fuzzy(text, notes) {
        return Some(fuzzy);
    }
    let stem = text.trim_end_matches('*');
    let starred = stem.len() < text.len();
    let searchable = stem.contains(char::is_alphanumeric);
    if starred && !searchable {
        notes.add(Note::LoneStar);
    }
    let is_operator = matches!(stem, "&&" | "&" | "||" | "|");
    if stem.is_empty() || is_dash(stem) || is_colon(stem) || is_operator {
        return None;
    }
    if let Some(pattern) = wildcard(text) {
        return Some(Expr::Wildcard(pattern));
    }
    if stem.contains('*') && !is_name_with_stars(stem) {
        notes.add(Note::InnerStar {
            word: text.to_owned(),
        });
    }
    Some(if starred && searchable {
        Expr::Prefix(stem.to_owned())
    } else {
        Expr::Word(not_an_operator(stem))
    })
}

/// The word as it is written in the canonical form. `AND` in `-AND` and `headline:AND` is a word;
/// in lower case it is read back as one.
pub(super) fn not_an_operator(word: &str) -> String {
    match word {
        "AND" | "OR" | "NOT" => word.to_ascii_lowercase(),
        near if near_slop(near).is_some() => word.to_ascii_lowercase(),
        _ => word.to_owned(),
    }
}

/// The distance that `NEAR/5` asks for; `None` for another text.
pub(super) fn near_slop(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("NEAR/")?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// A boost at the start of a text, `^2` or `^0.5`, and its length. Nothing may follow it directly.
pub(super) fn boost_before(text: &str) -> Option<(Boost, usize)> {
    let number = text.strip_prefix('^')?;
    let length = number
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let follows = number[length..].chars().next();
    let ends = follows.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'));
    let factor: f64 = number[..length].parse().ok().filter(|_| ends)?;
    Some((Boost::nearest(factor), 1 + length))
}

/// Notes a boost that was read as another number; `typed` is `^` and the number.
pub(super) fn note_boost(typed: &str, by: Boost, notes: &mut Notes) {
    let factor: f64 = typed[1..].parse().unwrap_or_default();
    if (factor - by.factor()).abs() > 0.01 || factor <= 0.0 {
        notes.add(Note::BoundedBoost {
            typed: typed.to_owned(),
            by,
        });
    }
}

/// A word and its boost.
fn split_boost(text: &str) -> (&str, Option<Boost>) {
    let Some(at) = text.rfind('^') else {
        return (text, None);
    };
    let (word, boost) = text.split_at(at);
    match boost_before(boost).filter(|_| takes_boost(word)) {
        Some((by, _)) => (word, Some(by)),
        None => (text, None),
    }
}

/// Whether a text is a word with a `^` that is no boost: `troops^-1`, `troops^high`.
fn has_odd_boost(text: &str) -> bool {
    let Some((word, boost)) = text.split_once('^') else {
        return false;
    };
    let is_boost = |c: char| c.is_alphanumeric() || "+-.,".contains(c);
    word.contains(char::is_alphabetic)
        && word.chars().all(is_of_a_word)
        && boost.chars().all(is_boost)
}

/// Reads `withdrawl~` and `withdrawl~1`.
fn fuzzy(text: &str, notes: &mut Notes) -> Option<Expr> {
    let (word, edits) = text.split_once('~')?;
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let is_word = word
        .chars()
        .all(|c| c.is_alphanumeric() || "-'’".contains(c));
    if !is_word || !word.contains(char::is_alphabetic) || word.starts_with('-') {
        return None;
    }
    let no_number = || Note::NoNumber {
        typed: text.to_owned(),
        wanted: "`~` takes the number of letters that may differ, 1 or 2, as in `withdrawl~1`",
    };
    let edits = match edits {
        "" if letters < LONG_WORD => 1,
        "" => MAX_EDITS,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let edits: u32 = digits.parse().unwrap_or(u32::MAX);
            if edits > u32::from(MAX_EDITS) {
                notes.add(Note::TooFuzzy {
                    word: word.to_owned(),
                });
            }
            u8::try_from(edits).unwrap_or(MAX_EDITS).min(MAX_EDITS)
        }
        _ => {
            notes.add(no_number());
            return None;
        }
    };
    Some(match edits {
        0 => {
            notes.add(no_number());
            Expr::Word(not_an_operator(word))
        }
        edits => Expr::Fuzzy {
            word: word.to_owned(),
            edits,
        },
    })
}

/// From this many letters on, `~` allows two errors.
const LONG_WORD: usize = 6;

/// A word with a star that is not at its end, or a `?` before another letter. A `?` at the end is the
/// end of a question.
fn wildcard(text: &str) -> Option<String> {
    let text = text.trim_end_matches('?');
    let inner = text.trim_end_matches('*');
    let is_pattern = inner.contains(['*', '?']);
    let marks = if text.contains('?') { "*?" } else { "*/" };
    let allowed = |c: char| is_of_a_word(c) || marks.contains(c);
    if !is_pattern || !text.chars().all(allowed) || !text.contains(char::is_alphanumeric) {
        return None;
    }
    if text.starts_with(['-', '+', '.', '/']) || is_name_with_stars(text) {
        return None;
    }
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '*' || !pattern.ends_with('*') {
            pattern.push(c);
        }
    }
    Some(pattern)
}

/// Where the words of a text between spaces start, about as the analyzer finds them: at least one.
pub(super) fn starts_of_words(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut in_word, mut has_word) = (false, false);
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphanumeric();
        if is_letter && (!in_word || is_unspaced(c)) {
            if has_word {
                starts.push(at);
            }
            has_word = true;
        }
        in_word = is_letter;
    }
    starts
}

/// Whether a character is of a script without spaces between words: Thai, Lao, Burmese, Khmer,
/// Chinese, Japanese. Each may be a word.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a text is a name whose stars are part of it: `E*Trade`, `M*A*S*H`. It starts with one
/// capital, and each star is before another.
fn is_name_with_stars(text: &str) -> bool {
    let mut parts = text.split('*');
    let is_capital = |part: &str| part.starts_with(char::is_uppercase);
    let first = parts.next().unwrap_or_default();
    is_capital(first) && first.chars().nth(1).is_none() && parts.all(is_capital)
}

pub(super) fn is_dash(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−'))
}

pub(super) fn is_colon(text: &str) -> bool {
    text.chars().all(|c| c == ':')
}

/// The operator of another search engine between two words without spaces: `troops|police`.
pub(super) fn joining_operator(text: &str) -> Option<(&'static str, &'static str)> {
    let between = |sign: &str| {
        let mut parts = text.split(sign);
        let is_word =
            |part: &str| part.contains(char::is_alphabetic) && part.chars().all(is_of_a_word);
        text.contains(sign) && parts.all(is_word)
    };
    [("||", "OR"), ("|", "OR"), ("&&", "AND")]
        .into_iter()
        .find(|(sign, _)| between(sign))
}

/// The operator of another search engine before a word: `!troops`.
pub(super) fn leading_operator(text: &str) -> Option<(&'static str, &'static str)> {
    let is_negation = text.strip_prefix('!')?.starts_with(char::is_alphabetic);
    is_negation.then_some(("!", "-"))
}

/// What an operator of another search engine would be here; `None` for a word. `is_shouted` says that
/// the whole query is in capitals, which then mean nothing.
pub(super) fn meant_operator(text: &str, is_shouted: bool) -> Option<&'static str> {
    match text {
        "&&" | "&" => Some("AND"),
        "||" | "|" => Some("OR"),
        _ if is_shouted => None,
        "XOR" => Some("(a OR b) -(a AND b)"),
        "BUT" | "ANDNOT" => Some("NOT"),
        "NEAR" | "ADJ" | "WITHIN" => Some("a NEAR/5 b"),
        _ => {
            let names = [
                "NEAR", "ADJ", "W/", "w/", "N/", "n/", "near/", "Near/", "adj/",
            ];
            let rest = names.iter().find_map(|name| text.strip_prefix(name))?;
            let number = rest.strip_prefix(':').unwrap_or(rest);
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then_some("a NEAR/5 b")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_text_without_spaces_are_counted() {
        for (text, count) in [
            ("troops", 1),
            ("al-Fatih", 2),
            ("a,a,a,a", 4),
            ("漢字漢字", 4),
            ("-5", 1),
            ("*", 1),
            ("", 1),
        ] {
            assert_eq!(starts_of_words(text).len(), count, "{text}");
        }
        let long = "a,".repeat(5000);
        let (ask, notes) = crate::query::ask::Ask::parse(&long, &[]);
        assert!(notes.contains(&Note::TooManyWords));
        assert!(ask.to_string().len() < 3000);
    }
}
