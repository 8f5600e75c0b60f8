//! Properties of the parser for any text.
//!
//! The canonical form of a query always parses back to the same query.

use super::fields::FIELDS;
use crate::query::ask::{Ask, Expr, Occur, QUERY_LANGUAGE};
use proptest::prelude::*;

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
        "^",
        "^2",
        "?",
        "NEAR/3",
        "since:",
        "watch:",
        "mark:",
        "2021",
        "last week",
        "&&",
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
        let json = serde_json::to_string(&ask).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ask>(&json).unwrap(), ask, "{}", json);
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
