//! The list of what can be typed in a query.
//!
//! `dateline search --help` and docs/query.md list it. Tests read the examples back, and run them.

/// Something that can be typed in a query.
#[derive(Debug, Clone, Copy)]
pub struct Notation {
    /// How it is typed: an example, or several of the same kind.
    pub typed: &'static [&'static str],
    /// What articles match, for people: some words without a full stop.
    pub meaning: &'static str,
}

/// The rule for words and everything else, in two lines for people.
pub const RULE: [&str; 2] = [
    "Words alone: articles with any of them are found, those with all come first.",
    "Next to a phrase, field, prefix or +, words are optional and only rank.",
];

/// What can be typed in a query.
pub const QUERY_LANGUAGE: &[Notation] = &[
    Notation {
        typed: &["troops withdrawal"],
        meaning: "either word; articles with both, close together, come first",
    },
    Notation {
        typed: &["+iraq"],
        meaning: "the word must be there",
    },
    Notation {
        typed: &["-syria", "NOT syria"],
        meaning: "the word must not be there",
    },
    Notation {
        typed: &["\"foreign troops\""],
        meaning: "these words in this order",
    },
    Notation {
        typed: &["\"troops baghdad\"~5"],
        meaning: "these words in any order, with at most 5 other words between them",
    },
    Notation {
        typed: &["troops NEAR/5 baghdad"],
        meaning: "the same",
    },
    Notation {
        typed: &["withdraw*"],
        meaning: "every word with this prefix",
    },
    Notation {
        typed: &["*draw*", "with?raw"],
        meaning: "every word like this: * is any letters, ? is one",
    },
    Notation {
        typed: &["withdrawl~", "withdrawl~1"],
        meaning: "words spelled like it: 1 or 2 letters differ",
    },
    Notation {
        typed: &["exact:wages", "=wages"],
        meaning: "this form only",
    },
    Notation {
        typed: &["exact:\"foreign troops\""],
        meaning: "a phrase in these forms only",
    },
    Notation {
        typed: &["headline:pullout"],
        meaning: "within one field",
    },
    Notation {
        typed: &["author:\"mara quist\""],
        meaning: "a phrase within one field",
    },
    Notation {
        typed: &["a AND b", "a OR b"],
        meaning: "both, either; operators are in capitals",
    },
    Notation {
        typed: &["(a b)"],
        meaning: "a group: both, and required",
    },
    Notation {
        typed: &["troops^2 withdrawal"],
        meaning: "the word counts twice as much",
    },
    Notation {
        typed: &["date:2021-01..2021-03"],
        meaning: "published then; date:2021, date:..2020",
    },
    Notation {
        typed: &["since:30d", "on:yesterday"],
        meaning: "as --since, --until and --on; until:\"last week\"",
    },
    Notation {
        typed: &["has:place", "has:date"],
        meaning: "with a value in this field",
    },
    Notation {
        typed: &["is:withheld", "is:noted"],
        meaning: "of this status; with a note on how it was read",
    },
    Notation {
        typed: &["kind:obituary", "quality:>80"],
        meaning: "of this kind; recognised with this certainty",
    },
    Notation {
        typed: &["watch:NAME"],
        meaning: "what the watch or saved query of this name finds",
    },
    Notation {
        typed: &["mark:NAME"],
        meaning: "in your dossier of this name: dateline mark",
    },
];
