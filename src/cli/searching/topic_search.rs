//! Topics searched for as plain words.
//!
//! The archives are opened once, and only ids and scores are read, not articles. `search --queries` prints the
//! run; `eval` measures it.

use super::query_args::PreparedSearch;
use crate::cli::output::stream;
use crate::evaluation::Topic;
use crate::present::{RunLine, counted, for_terminal, grouped, run_lines};
use crate::query::ask::Ask;
use crate::query::{Deadline, QueryPlan, SearchRequest};
use anyhow::Context;
use std::time::Duration;

/// A search for topics.
pub(crate) struct TopicSearch<'a> {
    /// What is searched, and what is the same for all topics.
    pub(crate) search: &'a PreparedSearch<'a>,
    /// The time that the search for one topic may take.
    pub(crate) timeout: Option<Duration>,
}

/// The hits of a topic, as the lines of a run, and what they do not show.
#[derive(Debug, Default)]
pub(crate) struct TopicLines {
    pub(crate) lines: Vec<RunLine>,
    /// How the topic was read, a sentence each.
    pub(crate) notes: Vec<String>,
    /// The number of hits left out because a better one has the same id.
    pub(crate) same_id: u64,
}

impl TopicSearch<'_> {
    /// Searches for the words of a topic, otherwise as the request says.
    pub(crate) fn lines(&self, topic: &Topic) -> anyhow::Result<TopicLines> {
        let (ask, notes) = Ask::of_plain_words(&topic.text);
        let mut found = TopicLines {
            notes: notes.iter().map(ToString::to_string).collect(),
            ..TopicLines::default()
        };
        // Without words every article would match.
        if ask.is_empty() {
            return Ok(found);
        }
        let request = SearchRequest {
            ask,
            deadline: self.timeout.map(Deadline::after).unwrap_or_default(),
            ..self.search.request.clone()
        };
        let schema = self.search.archives.schema();
        let plan = QueryPlan::new(&request, schema, &self.search.synonyms);
        let hits = self.search.engine().ids(&plan);
        let hits = hits.with_context(|| format!("topic {}", topic.id))?;
        found.lines = run_lines(&hits);
        found.same_id = (hits.len() - found.lines.len()) as u64;
        Ok(found)
    }
}

/// What one of many queries is called, and several of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noun(pub(crate) &'static str, pub(crate) &'static str);

impl Noun {
    /// A query whose text is plain words.
    pub(crate) const TOPIC: Self = Self("topic", "topics");
    /// A query as `dateline search` reads it.
    pub(crate) const QUERY: Self = Self("query", "queries");
}

/// Counts what the answers to many queries do not show.
#[derive(Debug, Default)]
pub(crate) struct Missing {
    /// The number of queries without a hit.
    pub(crate) without_hits: u64,
    /// The number of hits left out because a better one has the same id.
    pub(crate) same_id: u64,
}

impl Missing {
    /// Reports how a query was read, in the order of the queries; `noun` is what one is called.
    pub(crate) fn say_notes(noun: Noun, query: &Topic, notes: &[String]) {
        for note in notes {
            let note = format!("{} {}: {note}", noun.0, query.id);
            stream::say("note", &for_terminal(&note));
        }
    }

    /// Reports what is missing, at the end.
    pub(crate) fn say(&self, noun: Noun) {
        if self.without_hits > 0 {
            let queries = match self.without_hits {
                1 => format!("1 {}", noun.0),
                many => format!("{} {}", grouped(many), noun.1),
            };
            stream::say("note", &format!("nothing was found for {queries}"));
        }
        if self.same_id > 0 {
            let hits = counted(self.same_id, "hit");
            let note = format!("left out {hits} with the id of a better hit");
            stream::say("note", &note);
        }
    }
}
