//! Notes, trees, limits and plain words, by example.
//!
//! The canonical forms of queries are in `readings`.

use super::fields::FIELDS;
use crate::query::ask::{Ask, Expr, MAX_DEPTH, MAX_WORDS, Note, Occur, QUERY_LANGUAGE};

fn notes_of(text: &str) -> Vec<String> {
    let notes = Ask::parse(text, FIELDS).1;
    notes.iter().map(ToString::to_string).collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
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
            "12:3*4",
            "a `*` counts only in a word: `12:3*4` was read without it",
        ),
        (
            "troops|police",
            "`|` is no operator here and was left out, so that a phrase is searched for: is `OR` meant?",
        ),
        (
            "troops^-1",
            "`^` takes a number from 0.01 to 100, as in `troops^2`: `troops^-1` was read as words",
        ),
        (
            "troops^high",
            "`^` takes a number from 0.01 to 100, as in `troops^2`: `troops^high` was read as words",
        ),
        (
            "troops~0.8",
            "`~` takes the number of letters that may differ, 1 or 2, as in `withdrawl~1`: `troops~0.8` was read as words",
        ),
        (
            "\"foreign tr*\"",
            "within quotes signs do not count: `tr*` was read without them",
        ),
        (
            "\"withdrawl~ troops\"",
            "within quotes signs do not count: `withdrawl~` was read without them",
        ),
        (
            "date:2021-03..2021-01",
            "the first date of `date:2021-03..2021-01` is later than the last: nothing can match",
        ),
        (
            "date:[2021",
            "`date:[2021` was read as words: it takes a date or a span: 2021, 2021-01..2021-03, yesterday, last-week, \"19 January 2021\"",
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
            "headlin:bar",
            "`headlin` is not a field, so it was read as a word: is `headline:` meant?",
        ),
        (
            "sinc:2021",
            "`sinc` is not a field, so it was read as a word: is `since:` meant?",
        ),
        (
            "since:soon",
            "`since:soon` was read as words: it takes one date: 2021-01, 30d, yesterday, last-week, \"19 January 2021\" (date: takes a span)",
        ),
        (
            "on:03/04/2021",
            "`on:03/04/2021` can be read in two ways, so it was read as words: it takes a date or a span: 2021, 2021-01..2021-03, yesterday, last-week, \"19 January 2021\"",
        ),
        (
            "is:gone",
            "`is:gone` was read as words: it takes withheld, embargoed, canceled, restricted or noted",
        ),
        (
            "has:\"x y\"",
            "`has:\"x y\"` was read as words: it takes `date`, `quality` or the name of a field",
        ),
        (
            "a && b",
            "`&&` is no operator here and was left out: is `AND` meant?",
        ),
        (
            "a !b",
            "`!` is no operator here and was left out: is `-` meant?",
        ),
        (
            "a not (b c)",
            "`not` is no operator here and was read as a word: is `NOT` meant?",
        ),
        ("a !(b c)", "`!` was read as `-`"),
        ("a !headline:b", "`!` was read as `-`"),
        (
            "a ! b",
            "`!` is no operator here and was left out: is `-` meant?",
        ),
        (
            "a - (b c)",
            "`-` is no operator here and was left out: is `-(` meant?",
        ),
        (
            "a http://x/",
            "`http://x/` was read as words of the text: url:\"http://x/\" finds articles of this address",
        ),
        (
            // The signs are those of the address.
            "http://example.org/a?b=c~1^2",
            "`http://example.org/a?b=c~1^2` was read as words of the text: url:\"http://example.org/a?b=c~1^2\" finds articles of this address",
        ),
        (
            "a XOR b",
            "`XOR` is no operator here and was read as a word: is `(a OR b) -(a AND b)` meant?",
        ),
        (
            "date:2021-02-30",
            "the calendar has no `2021-02-30`: nothing can match",
        ),
        (
            "a near/5 b",
            "`near/5` is no operator here and was read as a word: is `a NEAR/5 b` meant?",
        ),
        (
            "withdrawl~0",
            "`~` takes the number of letters that may differ, 1 or 2, as in `withdrawl~1`: `withdrawl~0` was read as words",
        ),
        (
            "a w/5 b",
            "`w/5` is no operator here and was read as a word: is `a NEAR/5 b` meant?",
        ),
        (
            "a NEAR/5 (b OR c)",
            "`NEAR` takes words or quotes on both sides: read as AND",
        ),
        (
            "a NEAR/5",
            "`NEAR` has no operand: left out (in lower case it is a word)",
        ),
        ("word~3", "at most 2 letters may differ: read as `word~2`"),
        (
            "with*^2",
            "every word with this prefix is found and none ranks: the boost of `with*^2` was left out",
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
        assert_eq!(notes_of(typed), [note], "typed: {typed}");
    }
}

#[test]
fn what_was_silently_changed_before_is_said() {
    for (typed, note) in [
        (
            "after:2020",
            "`after` is not a field, so it was read as a word: is `since:` meant?",
        ),
        (
            "since:..2020",
            "`since:..2020` was read as words: it takes one date: 2021-01, 30d, yesterday, last-week, \"19 January 2021\" (date: takes a span)",
        ),
        (
            "since:\"last week troops",
            "the quote is not closed: read as \"last week\"",
        ),
        (
            "a is:",
            "`is:` was read as words: it takes withheld, embargoed, canceled, restricted or noted",
        ),
        (
            "has: place",
            "`has:` was read as words: it takes `date`, `quality` or the name of a field",
        ),
        (
            "port^0",
            "a boost is from 0.01 to 100: `^0` was read as `^0.01`",
        ),
        (
            "(a b)^9999",
            "a boost is from 0.01 to 100: `^9999` was read as `^100`",
        ),
        (
            "\"a b\"~99999999",
            "at most 1000 words can be between: a larger number was read as 1000",
        ),
        (
            "a NEAR/9999 b",
            "at most 1000 words can be between: a larger number was read as 1000",
        ),
        (
            "a NEAR/1 b NEAR/9 c",
            "of several `NEAR` in a row the largest distance counts for all words: 9",
        ),
    ] {
        assert_eq!(notes_of(typed), [note], "typed: {typed}");
    }
}

#[test]
fn a_field_of_few_values_lists_them() {
    let fields = ["status", "precision", "headline"];
    let notes = |typed: &str| Ask::parse(typed, &fields).1;
    for typed in ["status:foo", "-precision:week"] {
        let notes = notes(typed);
        assert!(matches!(notes[..], [Note::UnknownValue { .. }]), "{typed}");
    }
    let said = notes("status:foo")[0].to_string();
    assert_eq!(
        said,
        "`status:foo` finds nothing: the values are usable, embargoed, withheld, canceled"
    );
    for typed in [
        "status:Withheld",
        "status:with*",
        "status:cancelled",
        "headline:foo",
    ] {
        assert_eq!(notes(typed), [], "{typed}");
    }
}

#[test]
fn signs_of_usual_texts_get_no_note() {
    for typed in [
        "date:2021-01..2021-01",
        "\"*really* bad\"",
        "\"what? no!\"",
        "^_^ x",
        "2^3",
        "someone@example.org/~user",
        "troops^2",
        "withdrawl~1",
        "a|",
        "AT&T",
    ] {
        assert_eq!(notes_of(typed), [""; 0], "{typed}");
    }
}

#[test]
fn notes_are_few_and_short_whatever_is_typed() {
    let odd: Vec<_> = (0..1000).map(|number| format!("word{number}~9 ")).collect();
    let odd = odd.concat();
    let (_, notes) = Ask::parse(&odd, FIELDS);
    assert!(notes.len() <= 24, "{}", notes.len());
    let fields: Vec<_> = ('a'..='z').map(|c| format!("x{c}{c}{c}{c}q:1 ")).collect();
    let fields = fields.concat();
    let said = notes_of(&fields);
    let lists = said.iter().filter(|note| note.contains("the fields are"));
    assert_eq!(lists.count(), 1);
    assert_eq!(
        said.last().unwrap(),
        "other parts of the query were read in an unusual way, too"
    );
    let long = format!("\"{}", "open ".repeat(500));
    assert!(
        notes_of(&long)
            .iter()
            .all(|note| note.chars().count() < 200)
    );
}

#[test]
fn plain_text_gets_no_notes() {
    for typed in [
        "port^0.01 port^100 port^1.5",
        "date:\"20 years ago\"..2021 date:2020..\"last week\"",
        "a NEAR/5 b NEAR/5 c",
        "headline:*",
        "troops withdrawal",
        "Analysis: who gains - and who doesn't",
        "12:30 example.org C++ 😀",
        "“foreign troops” -syria headline:pullout (a OR b)",
        "what happened to the troops?",
        "TROOPS NEAR THE BORDER",
        "10^6 people, ~5 of them",
        "since: the war, on: the day",
        "since:30d on:\"19 January 2021\" is:withheld has:place watch:\"my watch\" mark:karsova",
    ] {
        assert_eq!(notes_of(typed), [""; 0], "typed: {typed}");
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
    assert_eq!(notes_of(&deepest), [""; 0]);
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

#[test]
fn the_examples_of_the_language_are_read_without_a_note_and_read_back() {
    for typed in QUERY_LANGUAGE.iter().flat_map(|row| row.typed) {
        let fields = ["headline", "author", "place", "kind"];
        let (ask, notes) = Ask::parse(typed, &fields);
        assert_eq!(notes, [], "{typed}");
        let shown = ask.to_string();
        assert_eq!(
            Ask::parse(&shown, &fields),
            (ask.clone(), Vec::new()),
            "{shown}"
        );
        assert!(!ask.in_words().is_empty(), "{typed}");
    }
}
