//! The light stemmer of Hebrew, of folded words: the endings of nouns, and the prefixes (`ה` is the
//! article, `מ` is from).
//!
//! Whether a word starts with a prefix or with a letter of its own, only a dictionary knows:
//! `הממשלה` is the government, and `ממשלה` has no prefix. A text loses what may be a prefix, once.
//! A query looks for its word as it is typed and as texts have it, and without the article, which
//! is rarely a letter of a word.

use super::endings::{Ending, cut};

/// The least letters after a prefix.
const LEAST: usize = 3;

/// The same for prefixes that make another word of many short ones: `ספר` (a book), `מספר` (a
/// number).
const LEAST_LONG: usize = 4;

/// The stem of a word of a text.
pub(super) fn hebrew(word: &mut String) {
    let rest = without_prefix(word).len();
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

/// What follows one of these prefixes in a word, if enough letters do.
fn after<'w>(word: &'w str, prefixes: &[&str], least: usize) -> Option<&'w str> {
    let mut rests = prefixes.iter().filter_map(|own| word.strip_prefix(own));
    rests.find(|rest| rest.chars().count() >= least)
}

fn without_prefix(word: &str) -> &str {
    let joined = after(word, &["ו", "כש"], LEAST).or_else(|| after(word, &["ש", "מ"], LEAST_LONG));
    let article = |rest| after(rest, &["ה"], LEAST).unwrap_or(rest);
    joined
        .map(article)
        .or_else(|| after(word, &["ה", "ב", "ל"], LEAST))
        .or_else(|| after(word, &["כ"], LEAST_LONG))
        .unwrap_or(word)
}

/// A word of a query without the article, and without a prefix before that.
pub(super) fn without_article(word: &str) -> Option<&str> {
    after(word, &["ה", "וה", "שה", "מה", "כשה"], LEAST)
}

/// The stems that a word of a query is looked for by: its own, and that without the article.
pub(super) fn of_query(word: &str) -> Vec<String> {
    let words = without_article(word).into_iter().chain([word]);
    let mut stems: Vec<String> = words.map(str::to_owned).collect();
    stems.iter_mut().for_each(endings);
    stems
}

/// Words of texts that lose what may be a prefix: `מדינה` in `מדינות`, whose stem is `דינה`, and
/// `ירושלים` in `ובירושלים`, which loses one prefix of two.
pub(super) fn longer_words(word: &str) -> Vec<String> {
    let bare = without_article(word).unwrap_or(word);
    let letters = bare.chars().count();
    let mut one = bare.to_owned();
    endings(&mut one);
    let plural = match one.strip_suffix('ה') {
        Some(rest) => [rest, "ות"].concat(),
        None => [&one, "ים"].concat(),
    };
    let with = |prefixes: &str, least| (letters >= least).then(|| [prefixes, bare].concat());
    let prefixed = [with("וב", LEAST), with("ול", LEAST), with("ומ", LEAST_LONG)];
    let plural = (letters >= LEAST).then_some(plural);
    let words = prefixed.into_iter().chain([plural]).flatten();
    std::iter::once(bare.to_owned()).chain(words).collect()
}
