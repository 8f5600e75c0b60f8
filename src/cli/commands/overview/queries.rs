//! The queries of a timeline: the one that was typed, one to compare it with, or those of a file.
//!
//! Each is planned once, with a plan of all articles that it could find.

use super::found::{notes, say_notes};
use crate::cli::output::stream;
use crate::cli::searching::{PreparedSearch, QueriesOfFile};
use crate::present::for_terminal;
use crate::query::QueryPlan;

/// A query of a timeline.
pub(super) struct Asked {
    /// What its series is called.
    pub(super) name: String,
    /// How its matches are found.
    pub(super) plan: QueryPlan,
    /// How all articles are found that could match.
    pub(super) all: QueryPlan,
    /// How it was read.
    pub(super) notes: Vec<String>,
}

/// The query that was typed, as `text`.
///
/// # Errors
/// If the words of the index that patterns fit cannot be read.
pub(super) fn typed(search: &PreparedSearch, text: &str) -> anyhow::Result<Asked> {
    let plan = search.engine().resolved(search.plan())?;
    say_notes(&plan, search);
    let schema = search.archives.schema();
    Ok(Asked {
        name: text.to_owned(),
        all: QueryPlan::of_all(&search.request, schema, &search.synonyms),
        notes: notes(&plan),
        plan,
    })
}

/// Another query, searched for in the same way.
///
/// # Errors
/// If the catalog of an archive, or the words of the index that patterns fit cannot be read.
pub(super) fn other(search: &PreparedSearch, name: &str, text: &str) -> anyhow::Result<Asked> {
    let (request, read) = search.with_query(text)?;
    let schema = search.archives.schema();
    let plan = QueryPlan::new(&request, schema, &search.synonyms);
    let plan = search.engine().resolved(plan)?;
    let notes = [read, notes(&plan)].concat();
    for note in &notes {
        stream::say("note", &for_terminal(&format!("{name}: {note}")));
    }
    Ok(Asked {
        name: name.to_owned(),
        all: QueryPlan::of_all(&request, schema, &search.synonyms),
        notes,
        plan,
    })
}

/// The queries of a file, by their ids.
///
/// # Errors
/// Those of [`other`].
pub(super) fn of_file(search: &PreparedSearch, file: &QueriesOfFile) -> anyhow::Result<Vec<Asked>> {
    file.queries
        .iter()
        .map(|topic| {
            // A line without an id is called by its text, which says more than its number.
            let is_numbered = topic.id.parse::<u64>().is_ok();
            let name = if is_numbered { &topic.text } else { &topic.id };
            other(search, name, &topic.text)
        })
        .collect()
}
