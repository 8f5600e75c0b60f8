//! Queries and how they are read: a table, the notes, and properties of any text.
//!
//! The canonical form of a query always parses back to the same query.

use super::{Ask, Expr, MAX_DEPTH, MAX_WORDS, Note, Occur, QUERY_LANGUAGE};
use proptest::prelude::*;

const FIELDS: &[&str] = &["headline", "body", "place", "agency", "byline"];

fn read(text: &str) -> String {
    Ask::parse(text, FIELDS).0.to_string()
}

fn notes(text: &str) -> Vec<String> {
    let notes = Ask::parse(text, FIELDS).1;
    notes.iter().map(ToString::to_string).collect()
}

/// What is typed, and the canonical form of how it is read.
const READINGS: &[(&str, &str)] = &[
    // words
    ("", ""),
    ("   \t\n", ""),
    ("troops withdrawal", "troops withdrawal"),
    ("  troops\n withdrawal ", "troops withdrawal"),
    ("troops troops", "troops troops"),
    ("+iraq troops", "+iraq troops"),
    ("al-Fatih COVID-19 F-16", "al-Fatih COVID-19 F-16"),
    ("C++ C#", "C++ C#"),
    ("++ !! 😀", "++ !! 😀"),
    ("someone@example.org", "someone@example.org"),
    ("Iraq’s don't", "Iraq’s don't"),
    ("and or not", "and or not"),
    ("U.S. 3.5% $20", "U.S. 3.5% $20"),
    ("word~2 word^3", "word~2 word^3"),
    // exclusions
    ("-syria", "-syria"),
    ("iraq -syria", "iraq -syria"),
    ("iraq NOT syria", "iraq -syria"),
    ("NOT NOT iraq", "+iraq"),
    ("NOT -iraq", "+iraq"),
    ("iraq - syria – iran — x", "iraq syria iran x"),
    ("troops --word", "troops --word"),
    ("NOT --word", "-(--word)"),
    ("+(--word)", "+(--word)"),
    ("-\"foreign troops\"", "-\"foreign troops\""),
    ("-(a b)", "-(a AND b)"),
    ("-(a OR b)", "-(a OR b)"),
    ("-headline:word", "-headline:word"),
    ("-(NOT a)", "+a"),
    ("-AND", "-and"),
    // phrases
    ("\"foreign troops\"", "\"foreign troops\""),
    ("“foreign troops”", "\"foreign troops\""),
    ("„fremde Truppen“", "\"fremde Truppen\""),
    ("«troupes étrangères»", "\"troupes étrangères\""),
    ("»fremde Truppen«", "\"fremde Truppen\""),
    ("”främmande trupper”", "\"främmande trupper\""),
    ("\"he said “no” today\"", "\"he said “no” today\""),
    ("“he said \"no\" today”", "\"he said ”no” today\""),
    ("\"foreign troops” iraq", "\"foreign troops\" iraq"),
    ("\" foreign \n troops \"", "\"foreign troops\""),
    ("\"a b\"\"c d\"", "\"a b\" \"c d\""),
    ("+\"a b\"", "\"a b\""),
    ("\"near words\"~3", "\"near words\"~3"),
    ("\"near words\"~3x", "\"near words\"~3 x"),
    ("\"near words\"~0", "\"near words\""),
    ("\"near words\"~99999999999", "\"near words\"~1000"),
    ("\"near words\"~", "\"near words\""),
    ("\"near words\" ~3", "\"near words\" ~3"),
    ("\"open end", "\"open end\""),
    ("\"\" a", "a"),
    ("-\"\" a", "a"),
    ("a \"", "a"),
    // prefixes
    ("withdraw*", "withdraw*"),
    ("withdraw** x", "withdraw* x"),
    ("-with*", "-with*"),
    ("* a", "a"),
    ("NOT * a", "a"),
    ("😀* -*", "😀"),
    ("wo*ld", "wo*ld"),
    // fields
    ("headline:pullout", "headline:pullout"),
    ("HeadLine:pullout", "headline:pullout"),
    ("headline:\"troop pullout\"", "headline:\"troop pullout\""),
    (
        "headline:\"troop pullout\"~2",
        "headline:\"troop pullout\"~2",
    ),
    ("headline:with*", "headline:with*"),
    ("headline:(a OR b)", "headline:(a OR b)"),
    ("headline:(a b) c", "headline:(a AND b) c"),
    ("headline:(a)", "headline:a"),
    ("headline:(-a)", "-headline:a"),
    ("headline:(body:a)", "body:a"),
    ("headline:(body:a b)", "headline:(body:a AND b)"),
    ("headline: pullout", "headline:pullout"),
    ("headline:", "headline"),
    ("headline: AND x", "headline AND x"),
    ("headline:)", "headline"),
    ("headline:* x", "headline x"),
    ("headline:\"\" x", "headline x"),
    ("headline:() x", "headline x"),
    ("headline: body:x", "headline body:x"),
    ("headline:-x", "headline:-x"),
    ("headline:AND", "headline:and"),
    ("headline:body:x", "headline:body:x"),
    ("foo:bar", "foo:bar"),
    ("foo:\"a b\"", "foo: \"a b\""),
    (
        "12:30 http://example.org/a?b=c",
        "12:30 http://example.org/a?b=c",
    ),
    ("Analysis: who gains", "Analysis: who gains"),
    (
        "https://en.wikipedia.org/wiki/Mercury_(planet) x",
        "https://en.wikipedia.org/wiki/Mercury_(planet) x",
    ),
    ("(http://a OR http://b)", "http://a OR http://b"),
    (": a :", "a"),
    (":)", ""),
    // operators
    ("a AND b", "a AND b"),
    ("a OR b", "a OR b"),
    ("a b OR c", "a (b OR c)"),
    ("a AND b c", "(a AND b) c"),
    ("a AND b OR c", "(a AND b) OR c"),
    ("a OR b AND c", "a OR (b AND c)"),
    ("a AND NOT b", "a AND -b"),
    ("NOT a AND b", "-a AND b"),
    ("-a OR b", "-a OR b"),
    ("+a OR b", "a OR b"),
    (
        "(troops OR soldiers) AND iraq",
        "(troops OR soldiers) AND iraq",
    ),
    ("(troops OR soldiers) iraq", "(troops OR soldiers) iraq"),
    ("(a AND b) AND c", "a AND b AND c"),
    ("a OR (b OR c)", "a OR b OR c"),
    ("a OR (b c)", "a OR (b AND c)"),
    ("(a b OR c) OR d", "(a AND (b OR c)) OR d"),
    (
        "\"foreign troops\" -syria headline:pullout",
        "\"foreign troops\" -syria headline:pullout",
    ),
    // parentheses
    ("(a b)", "a b"),
    ("((a -b))", "a -b"),
    ("(a b) c", "(a AND b) c"),
    ("(a) b", "a b"),
    ("+(a b)", "a AND b"),
    ("(", ""),
    (")", ""),
    ("()", ""),
    ("a () b", "a b"),
    ("NOT () b", "b"),
    ("a) b", "a b"),
    ("(a OR b", "a OR b"),
    ("x (a b", "x (a AND b)"),
    ("foo(bar) (+baz)", "foo bar +baz"),
    // operators with nothing to work on
    ("AND", ""),
    ("AND a", "a"),
    ("a AND", "a"),
    ("a AND OR b", "a AND b"),
    ("a NOT", "a"),
    ("a OR NOT", "a"),
    ("NOT AND a", "-a"),
    ("(AND a OR) b", "a b"),
];

#[test]
fn queries_are_read_as_the_table_says() {
    for (typed, read_as) in READINGS {
        assert_eq!(read(typed), *read_as, "typed: {typed}");
        assert_eq!(read(read_as), *read_as, "typed again: {read_as}");
    }
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

#[test]
fn the_examples_of_the_language_are_read_without_a_note_and_read_back() {
    for typed in QUERY_LANGUAGE.iter().flat_map(|row| row.typed) {
        let fields = ["headline", "author"];
        let (ask, notes) = Ask::parse(typed, &fields);
        assert_eq!(notes, [], "{typed}");
        let shown = ask.to_string();
        assert_eq!(Ask::parse(&shown, &fields), (ask, Vec::new()), "{shown}");
    }
}

/// Pieces of the language in any order, glued or apart.
fn jumble() -> impl Strategy<Value = String> {
    let mut pieces = vec![
        "a",
        "bc",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "\"",
        "“",
        "”",
        "„",
        "«",
        "»",
        "*",
        ":",
        "-",
        "+",
        "–",
        "~",
        "3",
        "headline:",
        "BODY:",
        "foo:",
        "http://",
        "😀",
        "://",
        ",",
        "é",
        "\u{0}",
        "\u{202e}",
        "\u{a0}",
    ];
    pieces.extend(QUERY_LANGUAGE.iter().flat_map(|row| row.typed));
    let piece = prop::sample::select(pieces);
    let gap = prop::sample::select(vec!["", "", " "]);
    prop::collection::vec((piece, gap), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_jumble_of_the_language_reads_back(text in jumble()) {
        let (ask, _) = Ask::parse(&text, FIELDS);
        let shown = ask.to_string();
        let (again, _) = Ask::parse(&shown, FIELDS);
        prop_assert_eq!(&again, &ask, "shown as {}", shown);
        prop_assert_eq!(again.to_string(), shown);
    }

    #[test]
    fn plain_words_read_back_as_words(text in jumble(), other in any::<String>()) {
        for text in [text, other] {
            let (ask, _) = Ask::of_plain_words(&text);
            let words = ask.clauses.iter();
            for clause in words {
                prop_assert_eq!(clause.occur, Occur::Optional);
                prop_assert!(matches!(clause.expr, Expr::Word(_)));
            }
            prop_assert_eq!(Ask::parse(&ask.to_string(), FIELDS).0, ask);
        }
    }

    #[test]
    fn any_text_reads_back(text in any::<String>()) {
        let (ask, notes) = Ask::parse(&text, FIELDS);
        prop_assert_eq!(Ask::parse(&ask.to_string(), FIELDS).0, ask);
        for note in notes {
            prop_assert!(!note.to_string().is_empty());
        }
    }
}
