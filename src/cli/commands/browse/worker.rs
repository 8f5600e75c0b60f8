//! Searches, in a thread of their own.
//!
//! A search has parts: hits first, then suggestions, the timeline, the facets. Between two parts
//! newer tasks come first. A search that a newer one has replaced stops at its next check of the
//! time, wherever it is.

use super::actions::said;
use crate::article::Article;
use crate::browse::{Answer, FacetCounts, Hit, Narrowing, Wanted};
use crate::cli::archives::OpenArchives;
use crate::cli::failure;
use crate::cli::searching::{LastSearch, PreparedSearch};
use crate::dossiers::text_hash;
use crate::query::{
    Deadline, FACETS, Marks, QueryPlan, SearchError, SearchPage, SearchRequest, Timeline,
};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

/// The number of the search that is wanted now.
static WANTED: AtomicU64 = AtomicU64::new(0);

/// How often the archives are asked for a new generation.
const WATCH: Duration = Duration::from_secs(2);

/// The most values of a facet that are listed.
const MOST_VALUES: usize = 1000;

/// A search with this number is wanted, and no other.
pub(super) fn want(number: u64) {
    WANTED.store(number, Ordering::Relaxed);
}

/// No search is wanted any more.
pub(super) fn stop() {
    want(u64::MAX);
}

/// What the worker shall do.
pub(super) enum Task {
    Search(Wanted),
    /// Read an article, unless it is whole, and find what the query marks in it.
    Read {
        number: u64,
        place: usize,
        article: Arc<Article>,
        is_whole: bool,
        text: String,
    },
    /// Remember the hits, so that other commands know their ranks.
    Remember,
}

/// A part of a search that comes after its hits.
#[derive(Debug, Clone, Copy)]
enum Part {
    Suggestions(u64),
    Timeline,
    Facets,
    Done,
}

/// Searches one after the other.
pub(super) struct Worker<'a, A> {
    search: PreparedSearch<'a>,
    /// Opens the archives again.
    again: A,
    answers: Sender<Answer>,
    /// The search that is carried out, and its request.
    current: Option<(Wanted, SearchRequest)>,
    parts: VecDeque<Part>,
    last: Option<LastSearch>,
    watched: Instant,
}

impl<'a, A: Fn() -> anyhow::Result<PreparedSearch<'a>>> Worker<'a, A> {
    /// A worker that gives its answers to `answers`.
    pub(super) fn new(search: PreparedSearch<'a>, again: A, answers: Sender<Answer>) -> Self {
        Self {
            search,
            again,
            answers,
            current: None,
            parts: VecDeque::new(),
            last: None,
            watched: Instant::now(),
        }
    }

    /// Works until nobody can send a task any more.
    pub(super) fn run(mut self, tasks: &Receiver<Task>) {
        loop {
            let task = match tasks.try_recv() {
                Ok(task) => Some(task),
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => None,
            };
            if let Some(task) = task {
                self.carry_out(task);
            } else if let Some(part) = self.parts.pop_front() {
                self.reported(|worker| worker.part(part));
            } else {
                match tasks.recv_timeout(WATCH) {
                    Ok(task) => self.carry_out(task),
                    Err(RecvTimeoutError::Timeout) => self.watch(),
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        }
    }

    fn carry_out(&mut self, task: Task) {
        match task {
            Task::Search(wanted) if is_wanted(wanted.number) => {
                if self.watched.elapsed() > WATCH {
                    self.watch();
                }
                self.parts.clear();
                self.reported(|worker| worker.hits(wanted));
            }
            Task::Search(_) => {}
            Task::Read {
                number,
                place,
                article,
                is_whole,
                text,
            } => {
                let article = if is_whole {
                    article
                } else {
                    self.whole(article, &text)
                };
                let marks = failure::contained(|| Ok(self.marks(number, &article)?));
                let marks = marks.unwrap_or_default();
                self.give(Answer::Marks {
                    number,
                    place,
                    article,
                    marks,
                });
            }
            Task::Remember => {
                if let Some(last) = &self.last {
                    last.save();
                }
            }
        }
    }

    fn give(&self, answer: Answer) {
        // Without a view nobody needs it.
        let _ = self.answers.send(answer);
    }

    /// Does a part of a search. An error of one that is still wanted is told; so is a panic.
    fn reported(&mut self, part: impl FnOnce(&mut Self) -> anyhow::Result<()>) {
        let result = failure::contained(|| part(self));
        let number = self.current.as_ref().map(|(wanted, _)| wanted.number);
        let (Err(error), Some(number)) = (result, number) else {
            return;
        };
        self.parts.clear();
        let stopped = matches!(
            error.downcast_ref::<SearchError>(),
            Some(SearchError::TimedOut { .. })
        );
        if stopped && !is_wanted(number) {
            return;
        }
        let hint = failure::hint(&error).map(|hint| format!("; {hint}"));
        let why = format!("{}{}", failure::message(&error), hint.unwrap_or_default());
        self.give(Answer::Failed { number, why });
    }

    fn hits(&mut self, wanted: Wanted) -> anyhow::Result<()> {
        let number = wanted.number;
        let is_first = wanted.offset == 0;
        let (request, notes) = self.search.with_query(&wanted.query)?;
        let mut request = SearchRequest {
            sort: wanted.sort,
            limit: wanted.limit,
            offset: wanted.offset,
            deadline: Deadline::while_wanted(&WANTED, number),
            ..request
        };
        wanted.narrowing.apply(&mut request);
        let has_facets = wanted.facets;
        self.current = Some((wanted, request.clone()));
        let plan = self.plan(&request);
        let mut page = self.search.engine().search(&plan)?;
        page.notes.splice(0..0, notes);
        self.remember(&page, is_first);
        if is_first {
            self.parts.push_back(Part::Suggestions(page.total));
            self.parts.push_back(Part::Timeline);
            if has_facets {
                self.parts.push_back(Part::Facets);
            }
        }
        self.parts.push_back(Part::Done);
        let hits = std::mem::take(&mut page.hits).into_iter();
        let hits = hits.map(Hit::from).collect();
        let page = Box::new(page);
        self.give(Answer::Page { number, page, hits });
        Ok(())
    }

    fn plan(&self, request: &SearchRequest) -> QueryPlan {
        let schema = self.search.archives.schema();
        QueryPlan::new(request, schema, &self.search.synonyms)
    }

    fn remember(&mut self, page: &SearchPage, is_first: bool) {
        let archives = &self.search.archives;
        match &mut self.last {
            Some(last) if !is_first => last.append(page, archives),
            _ => self.last = Some(LastSearch::of(page, archives)),
        }
    }

    fn part(&mut self, part: Part) -> anyhow::Result<()> {
        let Some((wanted, request)) = self.current.clone() else {
            return Ok(());
        };
        let number = wanted.number;
        if !is_wanted(number) {
            return Ok(());
        }
        let engine = self.search.engine();
        let answer = match part {
            Part::Done => Answer::Done { number },
            Part::Suggestions(total) => {
                let synonyms = &self.search.synonyms;
                let reasons = engine.reasons(&request, synonyms, total)?;
                let suggestions = engine.suggestions(&request, synonyms, total)?;
                Answer::Suggestions {
                    number,
                    reasons,
                    suggestions,
                }
            }
            Part::Timeline => {
                let whole = self.narrowed(&wanted, &wanted.narrowing.without_span())?;
                let plan = engine.resolved(self.plan(&whole))?;
                Answer::Timeline {
                    number,
                    timeline: Timeline::of_days(engine.days(&plan)?),
                }
            }
            Part::Facets => {
                let facets = self.facets(&wanted, &request)?;
                Answer::Facets { number, facets }
            }
        };
        self.give(answer);
        Ok(())
    }

    /// The request of a search with something else chosen.
    fn narrowed(&self, wanted: &Wanted, narrowing: &Narrowing) -> anyhow::Result<SearchRequest> {
        let (mut request, _) = self.search.with_query(&wanted.query)?;
        request.deadline = Deadline::while_wanted(&WANTED, wanted.number);
        narrowing.apply(&mut request);
        Ok(request)
    }

    /// The values of every facet. Those of a facet of which one is chosen are counted without it,
    /// because they are alternatives.
    fn facets(&self, wanted: &Wanted, request: &SearchRequest) -> anyhow::Result<Vec<FacetCounts>> {
        let engine = self.search.engine();
        let counted = |request: &SearchRequest, fields: &[&'static str]| {
            let plan = engine.resolved(self.plan(request))?;
            let (_, counts) = engine.facets(&plan, fields)?;
            let counts = fields.iter().zip(counts).map(|(field, counts)| {
                let all = counts.by_count();
                let values = all.iter().take(MOST_VALUES);
                FacetCounts {
                    field,
                    values: values
                        .map(|(own, count)| ((*own).to_owned(), *count))
                        .collect(),
                    others: all.len().saturating_sub(MOST_VALUES),
                }
            });
            Ok::<_, anyhow::Error>(counts.collect::<Vec<_>>())
        };
        let chosen: Vec<_> = wanted.narrowing.fields().collect();
        let free = FACETS.into_iter().filter(|field| !chosen.contains(field));
        let mut facets = counted(request, &free.collect::<Vec<_>>())?;
        for field in chosen {
            let without = wanted.narrowing.without(field);
            facets.extend(counted(&self.narrowed(wanted, &without)?, &[field])?);
        }
        let place = |own: &FacetCounts| FACETS.iter().position(|field| *field == own.field);
        facets.sort_by_key(place);
        Ok(facets)
    }

    /// An article with its text; without, if it cannot be read, which is told.
    fn whole(&self, article: Arc<Article>, text: &str) -> Arc<Article> {
        let id = self.search.archives.schema().fields.id;
        let found = failure::contained(|| Ok(self.search.engine().lookup(&article.id.0, id)?));
        match found {
            Ok(mut found) => {
                found.retain(|own| own.origin == article.origin);
                // Another archive may have another article at this place.
                let place = found.iter().position(|own| text_hash(own) == text);
                match place.map(|place| found.swap_remove(place)) {
                    Some(whole) => return Arc::new(whole),
                    None => self.give(Answer::Said("the article is no longer there".to_owned())),
                }
            }
            Err(error) => self.give(said(&error)),
        }
        article
    }

    /// What the last query marks in an article.
    fn marks(&self, number: u64, article: &Article) -> Result<Marks, SearchError> {
        let current = self.current.as_ref();
        let Some((_, request)) = current.filter(|(wanted, _)| wanted.number == number) else {
            return Ok(Marks::default());
        };
        self.search.engine().marks(&self.plan(request), article)
    }

    /// Opens the archives again if a job has published a new generation of one of them.
    fn watch(&mut self) {
        self.watched = Instant::now();
        let Some((name, generation)) = published(&self.search.archives) else {
            return;
        };
        // If it cannot be opened, the generation that is open stays.
        if let Ok(search) = failure::contained(&self.again) {
            self.search = search;
            self.current = None;
            self.parts.clear();
            let text = format!("{name} has a new generation: {generation} is searched now");
            self.give(Answer::Republished(text));
        }
    }
}

/// The name of an archive that has a new generation, and its number.
fn published(archives: &OpenArchives) -> Option<(String, u64)> {
    let mut archives = archives.iter();
    archives.find_map(|own| {
        let current = own.archive.store.known_manifest()?.generation;
        (current != own.generation.number()).then(|| (own.archive.name.clone(), current))
    })
}

fn is_wanted(number: u64) -> bool {
    WANTED.load(Ordering::Relaxed) == number
}
