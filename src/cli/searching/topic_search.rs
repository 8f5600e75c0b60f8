//! Topics searched for one after the other in one generation, as plain words.
//!
//! The generation is opened once, and only ids and scores are read, not articles. `search --queries` prints the
//! run; `eval` measures it.

use crate::cli::archives::engine;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::evaluation::Topic;
use crate::index::Generation;
use crate::present::{RunLine, WriteRun, counted, for_terminal, run_lines};
use crate::query::ask::Ask;
use crate::query::{Deadline, QueryPlan, SearchRequest, Synonyms};
use anyhow::Context;
use std::time::Duration;

/// A search for topics.
pub(crate) struct TopicSearch<'g> {
    generation: &'g Generation,
    /// What is the same for all topics.
    request: SearchRequest,
    synonyms: Synonyms,
    /// The time that the search for one topic may take.
    timeout: Option<Duration>,
    /// The number of topics without a hit.
    without_hits: u64,
    /// The number of hits left out because a better one has the same id.
    same_id: u64,
}

impl<'g> TopicSearch<'g> {
    /// A search that asks for the words of each topic, otherwise as `request` says.
    pub(crate) fn new(
        generation: &'g Generation,
        request: SearchRequest,
        synonyms: Synonyms,
        timeout: Option<Duration>,
    ) -> Self {
        Self {
            generation,
            request,
            synonyms,
            timeout,
            without_hits: 0,
            same_id: 0,
        }
    }

    /// The hits of a topic, as the lines of a run.
    pub(crate) fn lines(&mut self, topic: &Topic) -> anyhow::Result<Vec<RunLine>> {
        let (ask, notes) = Ask::of_plain_words(&topic.text);
        for note in notes {
            stream::say(
                "note",
                &for_terminal(&format!("topic {}: {note}", topic.id)),
            );
        }
        // Without words every article would match.
        if ask.is_empty() {
            self.without_hits += 1;
            return Ok(Vec::new());
        }
        self.request.ask = ask;
        self.request.deadline = self.timeout.map(Deadline::after).unwrap_or_default();
        let plan = QueryPlan::new(&self.request, &self.generation.schema, &self.synonyms);
        let hits = engine(self.generation).ids(&plan);
        let hits = hits.with_context(|| format!("topic {}", topic.id))?;
        let lines = run_lines(&hits);
        self.without_hits += u64::from(lines.is_empty());
        self.same_id += (hits.len() - lines.len()) as u64;
        Ok(lines)
    }

    /// Reports what the lines do not show.
    pub(crate) fn say_what_is_missing(&self) {
        if self.without_hits > 0 {
            let topics = counted(self.without_hits, "topic");
            stream::say("note", &format!("nothing was found for {topics}"));
        }
        if self.same_id > 0 {
            let hits = counted(self.same_id, "hit");
            let note = format!("left out {hits} with the id of a better hit");
            stream::say("note", &note);
        }
    }

    /// Writes the run of these topics to standard output.
    pub(crate) fn print_run(
        mut self,
        topics: &[Topic],
        name: &str,
        write: WriteRun,
    ) -> anyhow::Result<ExitStatus> {
        let mut found = false;
        for topic in topics {
            let lines = self.lines(topic)?;
            found |= !lines.is_empty();
            stream::write_plain(|out| write(&topic.id, &lines, name, out))?;
        }
        self.say_what_is_missing();
        Ok(if found {
            ExitStatus::Success
        } else {
            ExitStatus::NothingFound
        })
    }
}
