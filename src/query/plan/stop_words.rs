//! Stop words in long queries.
//!
//! In a question of many words, `what`, `the` and `about` say nothing and match every article, so
//! they are left out. In short queries, in phrases, in fields and after a `+` they count.

use crate::analysis::{Compound, Language, fold, is_stop_word};

/// Whether a word as typed is a stop word; `compounds` are the analyzer's words of it. A word in
/// capitals is an acronym (`WHO`, `IT`), unless the whole query is in capitals (`is_shouted`).
pub(super) fn is_stop_word_of_query(
    word: &str,
    compounds: &[Compound],
    is_shouted: bool,
    language: Language,
) -> bool {
    let [only] = compounds else {
        return false;
    };
    let written = &word[only.range.clone()];
    let is_acronym = written.chars().count() > 1 && !written.contains(char::is_lowercase);
    if only.parts.len() > 1 || (is_acronym && !is_shouted) {
        return false;
    }
    if language != Language::English {
        let stop = language.stop_words(std::iter::once(written));
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
    use crate::query::ask::Ask;
    use crate::query::plan::filters::given::Given;
    use crate::query::plan::reading::Reading;
    use crate::query::plan::synonyms::groups::Synonyms;
    use crate::query::request::named::Named;
    use crate::schema::ArticleSchema;

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
                "the war of words foreign newspapers Iraq",
            ),
            ("who’s the minister of oil in Iraq", "minister oil Iraq"),
            ("one two three C++ a", "one two three C++"),
        ] {
            let (ask, _) = Ask::parse(typed, &["headline"]);
            let others = if left.starts_with("WHO") { 2 } else { 3 };
            let schema = ArticleSchema::load();
            let reading = Reading::new(
                &ask,
                &schema,
                &Synonyms::default(),
                others,
                &Given::new(&Named::default(), &[], None),
            );
            let texts: Vec<_> = reading.wanted().map(|leaf| leaf.text.as_str()).collect();
            assert_eq!(texts.join(" "), left, "{typed}");
            assert_eq!(reading.clauses.len(), texts.len(), "{typed}");
        }
    }
}
