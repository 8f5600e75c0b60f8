//! The keys, for the help screen, the bottom line and the documentation.
//!
//! What a key does is in `update`; a test compares docs/browse.md with this table.

/// Where keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Everywhere.
    Everywhere,
    /// In the query line.
    Query,
    /// In the list and in the article.
    Articles,
    /// In the article.
    Article,
    /// In the timeline.
    Timeline,
    /// Among the facets.
    Facets,
}

/// A key, or several of the same kind.
#[derive(Debug, Clone, Copy)]
pub struct KeyHelp {
    /// Where it works.
    pub place: Place,
    /// The keys.
    pub keys: &'static str,
    /// A word for the bottom line; empty if it is not there.
    pub short: &'static str,
    /// What it does.
    pub about: &'static str,
}

impl Place {
    /// Its name, for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Query => "in the query line",
            Self::Articles => "in the list and in an article",
            Self::Article => "in an article",
            Self::Timeline => "in the timeline",
            Self::Facets => "among the facets",
        }
    }
}

const fn key(
    place: Place,
    keys: &'static str,
    short: &'static str,
    about: &'static str,
) -> KeyHelp {
    KeyHelp {
        place,
        keys,
        short,
        about,
    }
}

use Place::{Article, Articles, Everywhere, Facets, Query, Timeline};

/// Every key, place by place, the important ones first.
const KEYS: &[KeyHelp] = &[
    key(
        Everywhere,
        "F1",
        "",
        "this help; outside of the query line ? as well",
    ),
    key(
        Everywhere,
        "F2",
        "notes",
        "all notes and suggestions; outside of the query line i as well",
    ),
    key(
        Everywhere,
        "Tab",
        "part",
        "to the next part of the screen; Shift-Tab to the one before",
    ),
    key(
        Everywhere,
        "Esc",
        "back",
        "one step back: close, to the list, to the query",
    ),
    key(
        Everywhere,
        "Ctrl-C",
        "quit",
        "quit; outside of the query line q as well",
    ),
    key(Query, "letters", "", "change the query; the list follows"),
    key(Query, "↑ ↓", "choose", "choose an article"),
    key(Query, "Enter", "list", "to the list"),
    key(
        Query,
        "Ctrl-W Ctrl-U",
        "word/all away",
        "remove a word, remove everything",
    ),
    key(Query, "Ctrl-R", "before", "the query before"),
    key(Articles, "/", "query", "to the query line"),
    key(
        Articles,
        "Enter",
        "read",
        "read the article; again: back to the list",
    ),
    key(
        Articles,
        "n N",
        "match",
        "the next match in the article, the one before",
    ),
    key(
        Articles,
        "m",
        "mark",
        "put the article into the dossier, or take it out",
    ),
    key(
        Articles,
        "s",
        "sort",
        "best match first, newest first, oldest first",
    ),
    key(Articles, "t", "time", "to the timeline"),
    key(
        Articles,
        "f",
        "facets",
        "show the facets and go there, or hide them",
    ),
    key(
        Articles,
        "x",
        "all",
        "undo all that is chosen in the timeline and among the facets",
    ),
    key(
        Articles,
        "y",
        "command",
        "copy the command line that prints this list",
    ),
    key(
        Articles,
        "e",
        "edit",
        "open the article's file in $EDITOR, or its page",
    ),
    key(
        Articles,
        "w W",
        "saved",
        "saved queries and watches; save the query",
    ),
    key(Articles, "M", "dossier", "choose the dossier"),
    key(
        Articles,
        "a",
        "note",
        "add a note on the article to the dossier",
    ),
    key(
        Articles,
        "c p",
        "cite/path",
        "copy a reference to the article, copy its path",
    ),
    key(Articles, "1 … 8", "other", "search for a suggestion"),
    key(
        Articles,
        "↑ ↓ j k",
        "move",
        "the next article, or the next line of an article",
    ),
    key(
        Articles,
        "PgUp PgDn g G",
        "far",
        "a screen up or down, to the start, to the end of what is loaded",
    ),
    key(
        Article,
        "[ ]",
        "article",
        "the article before, the next article",
    ),
    key(Timeline, "← →", "choose", "choose a bar"),
    key(
        Timeline,
        "Enter",
        "only this",
        "only articles of its time; again: all",
    ),
    key(Timeline, "x", "all", "all times again"),
    key(Facets, "↑ ↓", "choose", "choose a value"),
    key(
        Facets,
        "Space",
        "only this",
        "only articles with this value; again: all; or list more values",
    ),
    key(Facets, "x", "all", "all values again"),
    key(Facets, "f", "hide", "hide the facets"),
];

/// Every key.
#[must_use]
pub fn key_help() -> &'static [KeyHelp] {
    KEYS
}
