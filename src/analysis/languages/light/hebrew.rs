//! The light stemmer of Hebrew, of folded words: the endings of nouns, and the words that are written
//! before them without a space.
//!
//! Whether a word starts with such a word or with a letter of its own, only a dictionary knows: `הממשלה`
//! is the government, `ממשלה` no word with `מ` (from) before it. In a text, what may be before a word is
//! removed once. A query looks for its word as it is typed, where texts have something before it, and
//! without the article, which is rarely a letter of a word.

use super::endings::{Ending, cut};

/// The least letters of a word with one of these before it.
const LEAST: usize = 3;

/// The same for letters that make another word of many short ones: `ספר` (a book), `מספר` (a number).
const LEAST_LONG: usize = 4;

/// The stem of a word of a text.
pub(super) fn hebrew(word: &mut String) {
    let rest = without_word_before(word).len();
    word.drain(..word.len() - rest);
    endings(word);
}

/// The plural, the feminine, and the form before another noun. The last letter has one shape.
fn endings(word: &mut String) {
    const ENDINGS: &[Ending] = &[
        ("יות", "י", 5),
        ("ות", "ה", 4),
        ("ית", "י", 4),
        ("ת", "ה", 4),
        ("יים", "י", 5),
        ("ים", "", 4),
    ];
    const SHAPES: &[Ending] = &[
        ("ך", "כ", 1),
        ("ם", "מ", 1),
        ("ן", "נ", 1),
        ("ף", "פ", 1),
        ("ץ", "צ", 1),
    ];
    cut(word, &[ENDINGS, SHAPES]);
}

/// What follows one of these in a word, if enough letters do.
fn after<'w>(word: &'w str, before: &[&str], least: usize) -> Option<&'w str> {
    let mut rests = before.iter().filter_map(|own| word.strip_prefix(own));
    rests.find(|rest| rest.chars().count() >= least)
}

fn without_word_before(word: &str) -> &str {
    let joined = after(word, &["ו", "כש"], LEAST).or_else(|| after(word, &["ש", "מ"], LEAST_LONG));
    let article = |rest| after(rest, &["ה"], LEAST).unwrap_or(rest);
    joined
        .map(article)
        .or_else(|| after(word, &["ה", "ב", "ל"], LEAST))
        .or_else(|| after(word, &["כ"], LEAST_LONG))
        .unwrap_or(word)
}

/// A word of a query without the article, and without what is before that.
pub(super) fn without_article(word: &str) -> Option<&str> {
    after(word, &["ה", "וה", "שה", "מה", "כשה"], LEAST)
}

/// The stems of texts that a word of a query is looked for by: its own, that without the article, and
/// those where two words are before it, of which texts lose one.
pub(super) fn of_query(word: &str) -> Vec<String> {
    let bare = without_article(word);
    let stem = bare.unwrap_or(word);
    let before = ["ב", "ל", "מ"].map(|before| [before, stem].concat());
    let words = bare.into_iter().chain([word]).map(str::to_owned);
    let mut stems: Vec<String> = words.chain(before).collect();
    stems.iter_mut().for_each(endings);
    stems
}
