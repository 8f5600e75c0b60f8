//! What a request may ask: one row a parameter, from which requests are checked and the OpenAPI
//! document is made.
//!
//! The names are those of the options of the command line.

use crate::query::{FACETS, YEAR, facet_name};
use crate::serve::settings::Limits;
use serde_json::{Value, json};

/// A parameter of an address.
#[derive(Debug, Clone, Copy)]
pub(in crate::serve) struct Parameter {
    /// Its name.
    pub(in crate::serve) name: &'static str,
    /// What it is, for people: a sentence.
    pub(in crate::serve) about: &'static str,
    /// Its values.
    pub(in crate::serve) kind: Kind,
    /// Whether it may be given several times.
    pub(in crate::serve) is_repeated: bool,
    /// Whether it must be given.
    pub(in crate::serve) is_required: bool,
}

/// The values of a parameter.
#[derive(Debug, Clone, Copy)]
pub(in crate::serve) enum Kind {
    /// A text, at most so many characters.
    Text(usize),
    /// A number from the first to the second.
    Number(usize, usize),
    /// `true` or `false`; nothing is `true`.
    Switch,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A text like this pattern (ECMA 262), of which the document says no more; others may be read
    /// as well.
    Like(&'static str),
    /// Some of these, separated by commas.
    Some(&'static [&'static str]),
}

impl Parameter {
    /// The JSON Schema of its value.
    pub(in crate::serve) fn schema(&self) -> Value {
        let schema = match self.kind {
            Kind::Text(most) => json!({ "type": "string", "maxLength": most }),
            Kind::Number(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
            Kind::Switch => json!({ "type": "boolean" }),
            Kind::Choice(choices) => json!({ "type": "string", "enum": choices }),
            Kind::Like(pattern) => json!({ "type": "string", "pattern": pattern }),
            Kind::Some(choices) => {
                let item = json!({ "type": "string", "enum": choices });
                json!({ "type": "array", "items": item, "minItems": 1, "uniqueItems": true })
            }
        };
        if self.is_repeated {
            json!({ "type": "array", "items": schema, "maxItems": 4 })
        } else {
            schema
        }
    }
}

/// Dates, as the document has them.
const DATE: Kind = Kind::Like("^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$");

/// Spans of time, as the document has them.
const SPAN: Kind = Kind::Like("^[1-9][0-9]{0,2}(d|w|mo|y)$");

/// Fields of hits, as the document has them; other names of them are read too.
const FIELD_LIST: Kind = Kind::Some(&[
    "id",
    "headline",
    "published",
    "place",
    "agency",
    "bylines",
    "source",
    "section",
    "keywords",
    "language",
    "url",
    "format",
    "status",
    "path",
    "rank",
    "score",
    "archive",
    "passage",
    "body",
]);

/// Fields that are counted.
const COUNTED: Kind = Kind::Some(&[
    "source", "place", "agency", "byline", "section", "keywords", "language", "format", "year",
]);

/// A parameter that may be given once, or not at all.
pub(in crate::serve) const fn row(
    name: &'static str,
    about: &'static str,
    kind: Kind,
) -> Parameter {
    Parameter {
        name,
        about,
        kind,
        is_repeated: false,
        is_required: false,
    }
}

const fn repeated(own: Parameter) -> Parameter {
    Parameter {
        is_repeated: true,
        ..own
    }
}

/// The same, but it must be given.
pub(in crate::serve) const fn required(own: Parameter) -> Parameter {
    Parameter {
        is_required: true,
        ..own
    }
}

/// The longest value that is no query, in characters.
const SHORT: usize = 200;

const Q: Parameter = row(
    "q",
    "The query, as `dateline search` reads it.",
    Kind::Text(Limits::QUERY),
);

const LIMIT: Parameter = row(
    "limit",
    "The largest number of hits.",
    Kind::Number(0, Limits::HITS),
);

const LISTED: Parameter = row(
    "limit",
    "The largest number in a list.",
    Kind::Number(1, Limits::LISTED),
);

/// The number of hits before the first that is given.
pub(in crate::serve) const OFFSET: Parameter = row(
    "offset",
    "How many of the best hits to leave out.",
    Kind::Number(0, Limits::OFFSET),
);

/// Whether articles are found whose source forbids their use.
pub(in crate::serve) const ANY_STATUS: Parameter = row(
    "any-status",
    "Also find articles that are embargoed, withheld or canceled.",
    Kind::Switch,
);

const FIELDS: Parameter = row(
    "fields",
    "Only these fields of each hit, separated by commas.",
    FIELD_LIST,
);

/// The query, where it is asked, and what it is limited to.
pub(in crate::serve) const QUERY: &[Parameter] = &[
    Q,
    repeated(row(
        "in",
        "The name of an archive; all without it.",
        Kind::Text(SHORT),
    )),
    row(
        "since",
        "Published on that date or later: 2021, 2021-01, yesterday, 30d.",
        DATE,
    ),
    row("until", "Published on that date or earlier.", DATE),
    row(
        "on",
        "Published in that span: a date, or from one to another (2021-01..2021-03).",
        DATE,
    ),
    ANY_STATUS,
];

/// Values that articles must have, exactly as facets count them.
pub(in crate::serve) const VALUES: &[Parameter] = &[
    value(0),
    value(1),
    value(2),
    value(3),
    value(4),
    value(5),
    value(6),
    value(8),
];

const fn value(place: usize) -> Parameter {
    // The authors are typed one by one, and facets call them so.
    let name = if place == 3 { "byline" } else { FACETS[place] };
    repeated(row(
        name,
        "Only articles with this value of the field, as facets list it.",
        Kind::Text(SHORT),
    ))
}

/// How hits are ordered and shown.
pub(in crate::serve) const HITS: &[Parameter] = &[
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
    FIELDS,
    PASSAGES,
    CONTEXT,
    row("explain", "Explain the score of each hit.", Kind::Switch),
    row(
        "expand",
        "Add words of the first hits and search again.",
        Kind::Choice(&["true", "rm3", "bo1"]),
    ),
    row(
        "recency",
        "Prefer newer articles: the score is halved for each such span of age (30d, 6mo).",
        SPAN,
    ),
];

const PASSAGES: Parameter = row(
    "passages",
    "Up to so many passages of each hit.",
    Kind::Number(1, 100),
);

const CONTEXT: Parameter = row(
    "context",
    "So many words before and after what matches.",
    Kind::Number(0, 1000),
);

/// The format of an answer with hits.
pub(in crate::serve) const FORMAT: &[Parameter] = &[row(
    "format",
    "How hits are written.",
    Kind::Choice(&["json", "jsonl", "csv", "tsv", "markdown", "bibtex", "ris"]),
)];

/// What a timeline shows.
pub(in crate::serve) const TIMELINE: &[Parameter] = &[
    row(
        "by",
        "The periods.",
        Kind::Choice(&["auto", "day", "week", "month", "quarter", "year"]),
    ),
    row(
        "compare",
        "Another query, in a series of its own.",
        Kind::Text(Limits::QUERY),
    ),
    row("split", "A series for each value of a field.", NO_YEAR),
    LISTED,
];

const NO_YEAR: Kind = Kind::Choice(&[
    "source", "place", "agency", "byline", "section", "keywords", "language", "kind", "format",
]);

/// What is counted.
pub(in crate::serve) const FACET_LIST: &[Parameter] = &[
    row(
        "by",
        "The fields, separated by commas; all of them without it.",
        COUNTED,
    ),
    LISTED,
];

/// The words of each period too.
pub(in crate::serve) const TERMS: &[Parameter] = &[
    required(Q),
    row(
        "by",
        "The words of each period as well.",
        Kind::Choice(&["day", "week", "month", "quarter", "year"]),
    ),
    row("limit", "The number of words.", Kind::Number(1, 200)),
];

/// Which article, where several have an id.
pub(in crate::serve) const ARTICLE: &[Parameter] = &[row(
    "path",
    "The path of the article, where several have the id.",
    Kind::Text(1_000),
)];

/// Which articles are similar.
pub(in crate::serve) const SIMILAR: &[Parameter] = &[
    row("before", "Only articles from before it.", Kind::Switch),
    row("after", "Only articles from after it.", Kind::Switch),
    row(
        "within",
        "Only articles from so long before or after it, such as 30d.",
        SPAN,
    ),
    LIMIT,
    OFFSET,
    FIELDS,
    PASSAGES,
    CONTEXT,
];

/// What only pages have: the rank of an article in its search, and how it is taken along.
pub(in crate::serve) const PAGE: &[Parameter] = &[
    row(
        "rank",
        "The rank of the article.",
        Kind::Number(1, Limits::OFFSET),
    ),
    row("as", "The format.", Kind::Text(SHORT)),
    row(
        "next",
        "Where to go after the log-in.",
        Kind::Text(Limits::ADDRESS),
    ),
];

/// The parameters of a search.
pub(in crate::serve) const SEARCH: &[&[Parameter]] = &[QUERY, VALUES, HITS, FORMAT];
/// The parameters of similar articles: the query limits them.
pub(in crate::serve) const SIMILARS: &[&[Parameter]] = &[ARTICLE, SIMILAR, QUERY, VALUES];
/// The parameters of a timeline.
pub(in crate::serve) const TIMELINES: &[&[Parameter]] = &[TIMELINE, QUERY, VALUES];
/// The parameters of facets.
pub(in crate::serve) const FACETED: &[&[Parameter]] = &[FACET_LIST, QUERY, VALUES];
/// The parameters of telling words.
pub(in crate::serve) const WORDS: &[&[Parameter]] = &[TERMS, QUERY, VALUES];

/// The names of fields that can be filtered by, as addresses have them, with those of the index.
pub(in crate::serve) fn value_fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    let fields = FACETS.into_iter();
    // `format` is the form of an answer, and years are dates.
    let fields = fields.filter(|field| !matches!(*field, "format" | YEAR));
    fields.map(|field| (facet_name(field), field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Period;
    use strum::VariantNames;

    #[test]
    fn facets_can_be_filtered_by_but_for_those_that_are_other_parameters() {
        let rows: Vec<_> = VALUES.iter().map(|own| own.name).collect();
        let facets: Vec<_> = value_fields().map(|(name, _)| name).collect();
        assert_eq!(rows, facets);
        let Kind::Choice(split) = NO_YEAR else {
            panic!("it is a choice")
        };
        assert_eq!([&rows[..], &["format"]].concat(), split);
    }

    #[test]
    fn periods_are_those_of_the_command_line() {
        let Kind::Choice(periods) = TIMELINE[0].kind else {
            panic!("it is a choice")
        };
        assert_eq!(periods[1..], *Period::VARIANTS);
    }
}
