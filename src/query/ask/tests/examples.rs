//! Notes, trees, limits and plain words, by example.
//!
//! The canonical forms of queries are in `readings`.

use super::fields::FIELDS;
use crate::query::ask::{Ask, Expr, MAX_DEPTH, MAX_WORDS, Note, Occur};

fn notes(text: &str) -> Vec<String> {
    let notes = Ask::parse(text, FIELDS).1;
    notes.iter().map(ToString::to_string).collect()
}

#[test]
fn what_was_guessed_or_left_out_is_said() {
    for (typed, note) in [
        (
            "\"open end",
            "the quote is not closed: read as \"open end\"",
        ),
        ("\"\"", "there is nothing between the quotes: left out"),
        (
            "\"a b\"~x",
            "`~` needs a number of words, as in \"two words\"~3: left out",
        ),
        ("(a", "a `(` is not closed: read as closed at the end"),
        ("a))", "a `)` closes nothing: left out"),
        (
            "a () ()",
            "there is nothing between the parentheses: left out",
        ),
        ("a : b", "a single `:` was left out"),
        (
            "a *",
            "`*` needs a letter or a digit before it, as in `withdraw*`: left out",
        ),
        (
            "wo*ld",
            "a `*` counts only at the end of a word: `wo*ld` was read without it",
        ),
        (
            "a AND",
            "`AND` has no operand: left out (in lower case it is a word)",
        ),
        (
            "foo:bar",
            "`foo` is not a field, so it was read as a word; the fields are headline, body, place, agency, byline",
        ),
        (
            "headline:",
            "nothing follows `headline:`, so it was read as a word",
        ),
        (
            "headline: a",
            "`headline:` was applied to the word or group after the space",
        ),
    ] {
        assert_eq!(notes(typed), [note], "typed: {typed}");
    }
}

#[test]
fn plain_text_gets_no_notes() {
    for typed in [
        "troops withdrawal",
        "Analysis: who gains - and who doesn't",
        "12:30 http://example.org C++ 😀",
        "“foreign troops” -syria headline:pullout (a OR b)",
    ] {
        assert_eq!(notes(typed), [""; 0], "typed: {typed}");
    }
}

#[test]
fn clauses_are_required_optional_or_excluded_as_documented() {
    let (ask, _) = Ask::parse("bare +firm \"a b\" with* place:x (c OR d) -gone", FIELDS);
    let occurs: Vec<Occur> = ask.clauses.iter().map(|clause| clause.occur).collect();
    let mut expected = [Occur::Required; 7];
    expected[0] = Occur::Optional;
    expected[6] = Occur::Excluded;
    assert_eq!(occurs, expected);
}

#[test]
fn the_tree_is_what_its_display_suggests() {
    let (ask, _) = Ask::parse("headline:(\"a b\"~2 OR NOT c*)", FIELDS);
    let near = Expr::Near {
        words: "a b".to_owned(),
        slop: 2,
    };
    let not = Expr::Not(Box::new(Expr::Prefix("c".to_owned())));
    let field = Expr::Field {
        name: "headline".to_owned(),
        inner: Box::new(Expr::Any(vec![near, not])),
    };
    assert_eq!(ask.clauses.len(), 1);
    assert_eq!(ask.clauses[0].occur, Occur::Required);
    assert_eq!(ask.clauses[0].expr, field);
}

#[test]
fn words_beyond_the_limit_are_left_out() {
    for unit in ["word ", "\"two words\" ", "headline:x "] {
        let (ask, notes) = Ask::parse(&unit.repeat(MAX_WORDS + 1), FIELDS);
        assert!(notes.contains(&Note::TooManyWords), "{unit}");
        assert!(ask.clauses.len() <= MAX_WORDS, "{unit}");
        assert_eq!(
            Ask::parse(&ask.to_string(), FIELDS),
            (ask, vec![]),
            "{unit}"
        );
    }
    let (_, notes) = Ask::parse(&"word ".repeat(MAX_WORDS), FIELDS);
    assert_eq!(notes, []);
}

#[test]
fn parentheses_beyond_the_limit_are_ignored() {
    for unit in [
        "(",
        "a OR (b AND (",
        "NOT (a ",
        "headline:(x -(y OR ",
        "a b OR c AND (",
        "NOT ",
    ] {
        let typed = format!("{}x", unit.repeat(100_000));
        let (ask, _) = Ask::parse(&typed, FIELDS);
        assert_eq!(Ask::parse(&ask.to_string(), FIELDS).0, ask, "{unit}");
    }
    let deepest = format!(
        "{}x y{}",
        "a (b OR ".repeat(MAX_DEPTH / 2 - 1),
        ")".repeat(MAX_DEPTH / 2 - 1)
    );
    assert_eq!(notes(&deepest), [""; 0]);
    let deeper = format!("x {}", "(a OR b ".repeat(MAX_DEPTH + 1));
    assert!(Ask::parse(&deeper, FIELDS).1.contains(&Note::TooDeep));
}

#[test]
fn plain_words_have_no_operators() {
    for (text, expected) in [
        ("", ""),
        ("?! -- … \"\" - '", ""),
        (
            "KENNEDY'S \"pressure\" ON NGO DINH DIEM .",
            "KENNEDY'S pressure ON NGO DINH DIEM",
        ),
        ("(a OR b) AND NOT c", "a or b and not c"),
        (
            "-syria --iraq +x al-Fatih U.S. COVID-19",
            "syria iraq x al-Fatih U.S. COVID-19",
        ),
        (
            "headline:pullout withdraw* \"a b\"~3",
            "headline pullout withdraw a b 3",
        ),
        ("and/or, 3.5% of $20", "and or 3.5 of 20"),
        (
            "cafe\u{301} می\u{200c}شود Iraq’s",
            "cafe\u{301} می\u{200c}شود Iraq’s",
        ),
    ] {
        let (ask, notes) = Ask::of_plain_words(text);
        assert_eq!(ask.to_string(), expected, "{text}");
        assert!(notes.is_empty());
    }
}

#[test]
fn plain_words_are_limited_as_queries_are() {
    let (ask, notes) = Ask::of_plain_words(&"word ".repeat(MAX_WORDS + 1));
    assert_eq!(ask.clauses.len(), MAX_WORDS);
    assert_eq!(notes, [Note::TooManyWords]);
    let (ask, notes) = Ask::of_plain_words(&"word - ".repeat(MAX_WORDS));
    assert_eq!((ask.clauses.len(), notes.len()), (MAX_WORDS, 0));
}
