//! The tools: one row each, from which the list of tools and the checks of arguments are made.
//!
//! Names of arguments are those of the options of the command line. Numbers are smaller than those
//! of the API: an assistant reads everything that it is sent.

use super::answers;
use crate::query::Deadline;
use crate::serve::archives::holdings::Holdings;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::parameter::{
    ANY_STATUS, FACET_LIST, Kind, OFFSET, Parameter, QUERY, TIMELINE, VALUES, required, row,
};
use crate::serve::ask::params::Params;
use serde_json::{Map, Value, json};

/// A tool.
#[derive(Debug)]
pub(super) struct Tool {
    /// Its name.
    pub(super) name: &'static str,
    /// What it does, for assistants.
    pub(super) about: &'static str,
    /// Tables of its arguments. A row of an earlier table wins over one of the same name.
    pub(super) tables: &'static [&'static [Parameter]],
    /// Answers a call.
    pub(super) answer: fn(&Holdings, &Params, Deadline) -> Result<Value, Fault>,
}

/// The largest number of hits of an answer.
const HITS: usize = 25;

/// The largest number of values of a field, or of series.
const LISTED: usize = 100;

/// The largest number of characters of an article's text in one answer.
const LONGEST: usize = 20_000;

/// The largest number of characters before the text of an answer.
const FARTHEST: usize = 1_000_000_000;

const LIMIT: Parameter = row(
    "limit",
    "The largest number of hits; 10 without it.",
    Kind::Number(1, HITS),
);

const FEWER: Parameter = row(
    "limit",
    "The largest number in a list; 20 without it.",
    Kind::Number(1, LISTED),
);

const PASSAGES: Parameter = row(
    "passages",
    "Up to so many passages of each hit.",
    Kind::Number(1, 5),
);

const CONTEXT: Parameter = row(
    "context",
    "So many words before and after what matches.",
    Kind::Number(0, 100),
);

const SEARCH: &[Parameter] = &[
    row(
        "sort",
        "The order of hits.",
        Kind::Choice(&["relevance", "newest", "oldest"]),
    ),
    LIMIT,
    OFFSET,
    row(
        "copies",
        "Copies of one text: each family once, every article, or only what has copies.",
        Kind::Choice(&["group", "show", "only"]),
    ),
    row(
        "versions",
        "Show all versions of an article, not the newest alone.",
        Kind::Switch,
    ),
    PASSAGES,
    CONTEXT,
];

/// Which article.
const ONE: &[Parameter] = &[
    required(row("archive", "The `archive` of a hit.", Kind::Text(200))),
    required(row("id", "The `id` of a hit.", Kind::Text(1_000))),
    row(
        "path",
        "The `path` of a hit, where several articles have the id.",
        Kind::Text(1_000),
    ),
    row(
        "number",
        "Which of several articles with the id, from 1, where no path is known.",
        Kind::Number(1, 1_000),
    ),
];

const PART: &[Parameter] = &[
    row(
        "offset",
        "How many characters of the text to leave out: the `next_offset` of the answer before.",
        Kind::Number(0, FARTHEST),
    ),
    row(
        "length",
        "The largest number of characters of the text; 8000 without it.",
        Kind::Number(1, LONGEST),
    ),
];

const SIMILAR: &[Parameter] = &[
    row("before", "Only articles from before it.", Kind::Switch),
    row("after", "Only articles from after it.", Kind::Switch),
    row(
        "within",
        "Only articles from so long before or after it, such as 30d, 6mo, 1y.",
        Kind::Text(20),
    ),
    ANY_STATUS,
    LIMIT,
    OFFSET,
];

/// Every tool.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "archives",
        about: "Lists the news archives that can be searched: their names, the number of articles, \
            the earliest and the latest date. The names can be given as `in`.",
        tables: &[],
        answer: answers::archives,
    },
    Tool {
        name: "search",
        about: "Searches news articles. `q` is words (all ranked, not all needed), \"exact phrases\", \
            +needed, -unwanted, a OR b, prefix*, headline:word, author:word. Gives the best hits \
            with passages, and archive, id, date, source and path to cite. More hits: `offset`. \
            The whole text of a hit: the tool show.",
        tables: &[SEARCH, QUERY, VALUES],
        answer: answers::search,
    },
    Tool {
        name: "show",
        about: "Gives one article by the archive and id of a hit, with its text in parts: if there \
            is a `next_offset`, call again with it as `offset`.",
        tables: &[ONE, PART],
        answer: answers::show,
    },
    Tool {
        name: "timeline",
        about: "Counts the articles that a query finds in each period, with the number of all \
            articles of the period to compare.",
        tables: &[&[FEWER], TIMELINE, QUERY, VALUES],
        answer: answers::timeline,
    },
    Tool {
        name: "facets",
        about: "Counts the values of fields among the articles that a query finds: sources, \
            places, agencies, authors, sections, keywords, languages, years.",
        tables: &[&[FEWER], FACET_LIST, QUERY, VALUES],
        answer: answers::facets,
    },
    Tool {
        name: "similar",
        about: "Finds other articles on the subject of one, by the archive and id of a hit. A query \
            limits them.",
        tables: &[ONE, SIMILAR, QUERY, VALUES],
        answer: answers::similar,
    },
    Tool {
        name: "copies",
        about: "Lists the copies and versions of an article (the same text in several papers, \
            corrections), the earliest first, with what differs.",
        tables: &[ONE],
        answer: answers::copies,
    },
];

impl Tool {
    /// The tool of a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.name == name)
    }

    /// Its arguments, each name once.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &'static Parameter> {
        let mut known = Vec::new();
        let rows = self.tables.iter().flat_map(|table| table.iter());
        rows.filter(move |row| {
            let is_new = !known.contains(&row.name);
            known.push(row.name);
            is_new
        })
    }

    /// The JSON Schema of its arguments.
    pub(super) fn schema(&self) -> Map<String, Value> {
        let properties = self.arguments().map(|row| {
            let mut schema = match row.kind {
                // The pattern of the API has the plain forms only; more are read.
                Kind::Like(_) => json!({ "type": "string" }),
                _ => row.schema(),
            };
            schema["description"] = row.about.into();
            (row.name.to_owned(), schema)
        });
        let properties: Map<_, _> = properties.collect();
        let required: Vec<_> = self.arguments().filter(|row| row.is_required).collect();
        let required: Vec<_> = required.iter().map(|row| row.name).collect();
        let schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }
}
