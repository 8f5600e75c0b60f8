//! Topics searched one after another in one generation, as plain words.

use super::args::{SearchArgs, SearchFormat};
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::search::engine;
use super::stream;
use crate::evaluation::{Topic, read_topics};
use crate::index::Generation;
use crate::present::{RunLine, counted, for_terminal, run_lines, write_run};
use crate::query::ask::Ask;
use crate::query::{QueryPlan, SearchRequest, Synonyms};

/// The topics that a search is to make a run of, if it is to make one.
pub(super) fn topics_to_search(args: &SearchArgs) -> anyhow::Result<Option<Vec<Topic>>> {
    match (&args.queries, args.format) {
        (Some(file), SearchFormat::Trec) => Ok(Some(read_topics(file)?)),
        (None, SearchFormat::Trec) => Err(Misuse::error(
            "a TREC run is made of a file of topics",
            "name it: dateline search --queries topics.tsv --format trec -n 1000",
        )),
        (Some(_), _) => Err(Misuse::error(
            "--queries answers with a TREC run only",
            "write --format trec, and -n 1000 for as many hits as TREC asks for",
        )),
        (None, _) => Ok(None),
    }
}

/// Searches for topics.
pub(super) struct TopicSearch<'g> {
    generation: &'g Generation,
    /// What is the same for all of them.
    request: SearchRequest,
    aliases: Synonyms,
    /// Topics that no article was found for.
    without_hits: u64,
    /// Hits left out since a better one has their id.
    same_id: u64,
}

impl<'g> TopicSearch<'g> {
    /// Searches that ask for the words of a topic and are like `request` otherwise.
    pub(super) fn new(
        generation: &'g Generation,
        request: SearchRequest,
        aliases: Synonyms,
    ) -> Self {
        Self {
            generation,
            request,
            aliases,
            without_hits: 0,
            same_id: 0,
        }
    }

    /// What is found for a topic, as the lines of a run.
    pub(super) fn lines(&mut self, topic: &Topic) -> anyhow::Result<Vec<RunLine>> {
        let (ask, notes) = Ask::of_plain_words(&topic.text);
        for note in notes {
            stream::say(
                "note",
                &for_terminal(&format!("topic {}: {note}", topic.id)),
            );
        }
        // Without words everything would match, by date.
        if ask.is_empty() {
            self.without_hits += 1;
            return Ok(Vec::new());
        }
        self.request.ask = ask;
        let plan = QueryPlan::new(&self.request, &self.generation.schema, &self.aliases);
        let hits = engine(self.generation).ids(&plan)?;
        let lines = run_lines(&hits);
        self.without_hits += u64::from(lines.is_empty());
        self.same_id += (hits.len() - lines.len()) as u64;
        Ok(lines)
    }

    /// Says what the lines do not show.
    pub(super) fn say_what_is_missing(&self) {
        if self.without_hits > 0 {
            let topics = counted(self.without_hits, "topic");
            stream::say("note", &format!("nothing was found for {topics}"));
        }
        if self.same_id > 0 {
            let hits = counted(self.same_id, "hit");
            let note = format!("left out {hits} that share an id with a better one");
            stream::say("note", &note);
        }
    }

    /// Writes the run of these topics to standard output.
    pub(super) fn print_run(mut self, topics: &[Topic], name: &str) -> anyhow::Result<ExitStatus> {
        let mut found = false;
        for topic in topics {
            let lines = self.lines(topic)?;
            found |= !lines.is_empty();
            stream::write_plain(|out| write_run(&topic.id, &lines, name, out))?;
        }
        self.say_what_is_missing();
        Ok(if found {
            ExitStatus::Success
        } else {
            ExitStatus::NothingFound
        })
    }
}
