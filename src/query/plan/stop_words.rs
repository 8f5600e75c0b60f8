//! Stop words in long queries.
//!
//! In a question of many words, `what`, `the` and `about` say nothing and match every article, so
//! they are left out of it. In short queries, in phrases, in fields and behind a `+` they count.

use crate::analysis::{Language, NewsAnalyzer, fold, is_stop_word};
use crate::query::ask::{Ask, Clause, Expr, Presence};

/// The query without its stop words, if it has at least `others` other words.
pub(in crate::query) fn without_stop_words(
    ask: &Ask,
    others: usize,
    analyzer: &mut NewsAnalyzer,
) -> Ask {
    let shouts = !ask.to_string().contains(char::is_lowercase);
    let mut is_stop = |clause: &Clause| match clause {
        Clause {
            presence: Presence::Optional,
            expr: Expr::Word(word),
        } => is_stop(word, shouts, analyzer),
        _ => false,
    };
    let stops: Vec<bool> = ask.clauses.iter().map(&mut is_stop).collect();
    let left = stops.iter().filter(|stop| !**stop).count();
    if left < others {
        return ask.clone();
    }
    let kept = ask.clauses.iter().zip(stops).filter(|(_, stop)| !stop);
    Ask {
        clauses: kept.map(|(clause, _)| clause.clone()).collect(),
    }
}

/// Whether a word as typed is a stop word. Capitals throughout are an acronym (`WHO`, `IT`), unless
/// all is typed so.
fn is_stop(word: &str, shouts: bool, analyzer: &mut NewsAnalyzer) -> bool {
    let compounds = analyzer.compounds(word);
    let [only] = compounds.as_slice() else {
        return false;
    };
    let written = &word[only.range.clone()];
    let is_acronym = written.chars().count() > 1 && !written.contains(char::is_lowercase);
    if only.parts.len() > 1 || (is_acronym && !shouts) {
        return false;
    }
    if analyzer.language() != Language::English {
        let stop = analyzer.language().stop_words(std::iter::once(written));
        return !stop.is_empty();
    }
    let bare = written
        .strip_suffix("'s")
        .or_else(|| written.strip_suffix("’s"));
    let mut folded = String::new();
    fold(bare.unwrap_or(written), &mut folded);
    is_stop_word(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_left_out_of_long_queries_only() {
        for (typed, left) in [
            ("the troops in Iraq", "the troops in Iraq"),
            ("the foreign troops in Iraq", "foreign troops Iraq"),
            ("what is it about", "what is it about"),
            ("what did the Federal Reserve say", "Federal Reserve say"),
            ("WHAT DID THE FEDERAL RESERVE SAY", "FEDERAL RESERVE SAY"),
            ("what did the WHO say about it", "WHO say"),
            (
                "+the \"war of words\" in foreign newspapers of Iraq",
                "+the \"war of words\" foreign newspapers Iraq",
            ),
            ("who’s the minister of oil in Iraq", "minister oil Iraq"),
            ("one two three C++ a", "one two three C++"),
        ] {
            let (ask, _) = Ask::parse(typed, &["headline"]);
            let mut analyzer = NewsAnalyzer::english();
            let others = if left.starts_with("WHO") { 2 } else { 3 };
            let shown = without_stop_words(&ask, others, &mut analyzer).to_string();
            assert_eq!(shown, left, "{typed}");
        }
    }
}
