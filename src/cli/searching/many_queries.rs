//! Many queries of a file, answered on all cores.
//!
//! The archives are opened once. Each thread takes the next query; answers are written in the order of the queries.

use super::query_args::PreparedSearch;
use super::topic_search::{Missing, Noun, TopicSearch};
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::output::{Counter, stream};
use crate::evaluation::{Topic, read_queries};
use crate::present::{Answer, PageOptions, PageWriter, WriteRun};
use crate::query::{Deadline, QueryPlan, SearchPage};
use anyhow::Context;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

/// How many answers of a thread may wait to be taken. They are kept until those before them are
/// there.
const AHEAD: usize = 64;

/// The queries of a file.
pub(crate) struct QueriesOfFile {
    /// Those that could be read, at least one.
    pub(crate) queries: Vec<Topic>,
    /// Whether other lines are no queries.
    has_refused: bool,
}

impl QueriesOfFile {
    /// Reads them. A line that is no query is reported, and the others are read.
    ///
    /// # Errors
    /// If the file cannot be read, or has no query.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let mut has_refused = false;
        let queries = read_queries(file, &mut |error| {
            has_refused = true;
            failure::say_error(&error.into());
        })?;
        Ok(Self {
            queries,
            has_refused,
        })
    }

    /// The exit code of a command that would end with `status`: if a line is no query, it says so.
    pub(crate) fn status(&self, status: ExitStatus) -> ExitStatus {
        if self.has_refused {
            status.worse(ExitStatus::Problems)
        } else {
            status
        }
    }
}

/// A search for many queries.
pub(crate) struct ManyQueries<'a> {
    /// What is searched, and what is the same for all queries.
    pub(crate) search: &'a PreparedSearch<'a>,
    /// The time that the search for one query may take.
    pub(crate) timeout: Option<Duration>,
    pub(crate) way: Way<'a>,
}

/// How the queries are read and the answers are written.
#[derive(Clone, Copy)]
pub(crate) enum Way<'a> {
    /// As plain words; the lines of a run of this name.
    Run(WriteRun, &'a str),
    /// As a query of its own each; pages of hits.
    Pages(&'static dyn PageWriter, &'a PageOptions),
}

/// An answer as it is written.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    notes: Vec<String>,
    has_hits: bool,
    same_id: u64,
}

impl ManyQueries<'_> {
    /// Answers the queries and writes the answers to standard output.
    ///
    /// # Errors
    /// If the index cannot be read or nothing can be written. A query that takes too long is reported, and the others
    /// are answered.
    pub(crate) fn print(&self, queries: &[Topic]) -> anyhow::Result<ExitStatus> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(queries.len()).max(1);
        let next = AtomicUsize::new(0);
        let mut missing = Missing::default();
        let noun = match self.way {
            Way::Run(..) => Noun::TOPIC,
            Way::Pages(..) => Noun::QUERY,
        };
        let mut timed_out = false;
        let progress = Counter::new(queries.len() as u64, noun.1);
        stream::stream_plain(|out| {
            thread::scope(|scope| {
                let (sender, answers) = sync_channel(threads * AHEAD);
                for _ in 0..threads {
                    let (sender, next) = (sender.clone(), &next);
                    scope.spawn(move || {
                        loop {
                            let place = next.fetch_add(1, Ordering::Relaxed);
                            let Some(query) = queries.get(place) else {
                                break;
                            };
                            // A panic over a damaged index is told as it is, not as one of a thread.
                            let answer = failure::contained(|| self.answer(query, place == 0));
                            // Nobody listens after a failure.
                            if sender.send((place, answer)).is_err() {
                                break;
                            }
                        }
                    });
                }
                drop(sender);
                let mut waiting = BTreeMap::new();
                let mut places = 0..queries.len();
                let mut expected = places.next();
                for (place, answer) in answers {
                    waiting.insert(place, answer);
                    while let Some(place) = expected
                        && let Some(answer) = waiting.remove(&place)
                    {
                        let written: Written = match answer {
                            Err(error) if failure::status_of(&error) == ExitStatus::TimedOut => {
                                failure::say_error(&error);
                                timed_out = true;
                                Written {
                                    bytes: if place == 0 {
                                        self.header()?
                                    } else {
                                        Vec::new()
                                    },
                                    has_hits: true,
                                    ..Written::default()
                                }
                            }
                            answer => answer?,
                        };
                        Missing::say_notes(noun, &queries[place], &written.notes);
                        missing.without_hits += u64::from(!written.has_hits);
                        missing.same_id += written.same_id;
                        out.write_all(&written.bytes)?;
                        progress.done_one();
                        expected = places.next();
                    }
                }
                anyhow::Ok(())
            })
        })?;
        drop(progress);
        missing.say(noun);
        if timed_out {
            Ok(ExitStatus::TimedOut)
        } else if missing.without_hits < queries.len() as u64 {
            Ok(ExitStatus::Success)
        } else {
            Ok(ExitStatus::NothingFound)
        }
    }

    fn answer(&self, query: &Topic, is_first: bool) -> anyhow::Result<Written> {
        match self.way {
            Way::Run(write, name) => self.run_lines(query, write, name),
            Way::Pages(writer, options) => self.page(query, is_first, writer, options),
        }
    }

    /// What is written before the first answer: the names of columns.
    fn header(&self) -> io::Result<Vec<u8>> {
        let Way::Pages(writer, options) = self.way else {
            return Ok(Vec::new());
        };
        let page = SearchPage::default();
        let written = |is_first| {
            let mut bytes = Vec::new();
            let (id, page) = ("", &page);
            let answer = Answer { id, is_first, page };
            writer.write_answer(&answer, options, &mut bytes)?;
            io::Result::Ok(bytes)
        };
        let (mut header, without) = (written(true)?, written(false)?);
        header.truncate(header.len() - without.len());
        Ok(header)
    }

    fn run_lines(&self, query: &Topic, write: WriteRun, name: &str) -> anyhow::Result<Written> {
        let search = TopicSearch {
            search: self.search,
            timeout: self.timeout,
        };
        let found = search.lines(query)?;
        let mut written = Written {
            notes: found.notes,
            has_hits: !found.lines.is_empty(),
            same_id: found.same_id,
            ..Written::default()
        };
        write(&query.id, &found.lines, name, &mut written.bytes)?;
        Ok(written)
    }

    fn page(
        &self,
        query: &Topic,
        is_first: bool,
        writer: &dyn PageWriter,
        options: &PageOptions,
    ) -> anyhow::Result<Written> {
        let (mut request, notes) = self.search.with_query(&query.text)?;
        request.deadline = self.timeout.map(Deadline::after).unwrap_or_default();
        let schema = self.search.archives.schema();
        let mut plan = QueryPlan::new(&request, schema, &self.search.synonyms);
        plan.notes.splice(0..0, notes);
        let page = self.search.engine().search(&plan);
        let page = page.with_context(|| format!("query {}", query.id))?;
        let mut written = Written {
            notes: page.notes.clone(),
            has_hits: page.total > 0,
            ..Written::default()
        };
        let answer = Answer {
            id: &query.id,
            is_first,
            page: &page,
        };
        writer.write_answer(&answer, options, &mut written.bytes)?;
        Ok(written)
    }
}
