//! Queries that are too long, in each way in which they can be.
//!
//! What is beyond a bound is left out with a note, and the rest reads back as the same query.

use crate::query::ask::{Ask, MAX_BYTES, MAX_EXACT, MAX_NEAR, MAX_PREFIXES, MAX_WORDS, Note};

/// The query with a field, its notes, and its display. It reads back.
fn read(text: &str) -> (Vec<Note>, String) {
    let fields = ["headline"];
    let (ask, notes) = Ask::parse(text, &fields);
    let shown = ask.to_string();
    assert_eq!(Ask::parse(&shown, &fields).0, ask);
    (notes, shown)
}

/// A text of a pattern with numbers in place of `#`.
fn numbered(pattern: &str, count: usize) -> String {
    let each = (0..count).map(|number| pattern.replace('#', &number.to_string()));
    each.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_with_a_star_are_bounded() {
    let (notes, shown) = read(&numbered("a#*", MAX_PREFIXES));
    assert_eq!(
        (notes, shown.matches('*').count()),
        (Vec::new(), MAX_PREFIXES)
    );
    let (notes, shown) = read(&(numbered("a#*", MAX_PREFIXES + 9) + " -b* last"));
    assert_eq!(notes, [Note::TooManyPrefixes]);
    assert_eq!(shown.matches('*').count(), MAX_PREFIXES);
    assert!(shown.ends_with(" last"), "{shown}");
}

#[test]
fn exact_words_that_stand_for_many_are_noted() {
    for (text, typed) in [
        ("=wag*", "wag*"),
        ("exact:(w?ge)", "w?ge"),
        ("headline:=a~1", "a~1"),
    ] {
        let typed = typed.to_owned();
        assert_eq!(read(text).0, [Note::PatternInExact { typed }], "{text}");
    }
}

#[test]
fn exact_words_beyond_the_bound_are_searched_for_in_any_form() {
    let (notes, shown) = read(&numbered("=a#", MAX_EXACT));
    assert_eq!(
        (notes, shown.matches("exact:").count()),
        (Vec::new(), MAX_EXACT)
    );
    for text in [
        numbered("=a#", MAX_EXACT + 9),
        format!("headline:exact:({})", numbered("a#", MAX_EXACT + 9)),
    ] {
        let (notes, shown) = read(&text);
        assert_eq!(notes, [Note::TooManyExact]);
        assert_eq!(shown.matches("exact:").count(), MAX_EXACT, "{shown}");
        assert!(shown.contains(&format!("a{}", MAX_EXACT + 8)), "{shown}");
    }
    let long = format!("exact:\"{}\"", numbered("a#", MAX_EXACT + 1));
    assert_eq!(read(&long).0, [Note::TooManyExact]);
}

#[test]
fn words_close_together_are_bounded_and_phrases_only_by_the_words_of_a_query() {
    let words = numbered("a#", MAX_NEAR + 1);
    let (notes, shown) = read(&format!("\"{words}\"~5"));
    assert_eq!(notes, [Note::TooManyNear]);
    assert_eq!(shown.split(' ').count(), MAX_NEAR);
    assert!(read(&format!("\"{words}\"")).0.is_empty());
    let (notes, shown) = read(&format!("\"{}\"", numbered("a#", 5 * MAX_WORDS)));
    assert_eq!(
        (notes, shown.split(' ').count()),
        (vec![Note::TooManyWords], MAX_WORDS)
    );
}

#[test]
fn the_bytes_of_a_query_are_bounded() {
    for text in ["“\"", "x://()", "x://(", "(", "\"", "é", ") ", "a:"] {
        let (notes, shown) = read(&text.repeat(MAX_BYTES + 1));
        assert!(notes.contains(&Note::TooLong), "{text}: {notes:?}");
        assert!(shown.len() <= 2 * MAX_BYTES, "{text}");
    }
}
