//! Words that say little: in an archive's language, its articles, prepositions and pronouns.
//!
//! The index has them, so phrases and fields find them, and so does `+the`. A bare one beside other words is passed
//! over: it would match nearly everything and rank nothing. A query of nothing else means them.

use super::ask::{Ask, Clause, Expr, Presence};
use crate::analysis::Language;

/// The ask without the bare stop words that other words stand beside.
pub(super) fn without_stop_words(ask: &Ask, language: Language) -> Ask {
    let bare = |clause: &Clause| match (&clause.presence, &clause.expr) {
        (Presence::Optional, Expr::Word(text)) => Some(text.clone()),
        _ => None,
    };
    let words: Vec<String> = ask.clauses.iter().filter_map(bare).collect();
    let stop = language.stop_words(words.iter().map(String::as_str));
    let is_stop = |clause: &Clause| bare(clause).is_some_and(|word| stop.contains(word.as_str()));
    let is_something = |clause: &&Clause| clause.presence != Presence::Excluded && !is_stop(clause);
    let mut ask = ask.clone();
    if ask.clauses.iter().any(|clause| is_something(&clause)) {
        ask.clauses.retain(|clause| !is_stop(clause));
    }
    ask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_stop_word_is_passed_over_where_something_else_is_asked_for() {
        for (typed, expected) in [
            ("the troops of baghdad", "troops baghdad"),
            ("the of", "the of"),
            ("+the troops", "+the troops"),
            ("\"the troops\" and", "\"the troops\""),
            ("the -iraq", "the -iraq"),
            ("les troupes", "les troupes"),
        ] {
            let (ask, _) = Ask::parse(typed, &["headline"]);
            let (expected, _) = Ask::parse(expected, &["headline"]);
            assert_eq!(
                without_stop_words(&ask, Language::English),
                expected,
                "{typed}"
            );
        }
        let (ask, _) = Ask::parse("les troupes", &[]);
        assert_eq!(
            without_stop_words(&ask, Language::French).to_string(),
            "troupes"
        );
    }
}
