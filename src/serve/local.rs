//! Answers for callers in the same process: what `ask` finds in archives that are opened once.
//!
//! There is no thread, no pool and no switch to newer generations here, and limits are those of a
//! program that asks itself.

use super::archives::holdings::{ChoiceError, Holdings, State};
use super::archives::opening::{OpenError, opened};
use super::archives::set::Set;
use super::archives::source::Sources;
use super::ask::answers;
use super::ask::article::Found;
use super::ask::fault::Fault;
use super::ask::parameter::{
    FACETED, HITS, Kind, Parameter, QUERY, SIMILAR, TIMELINES, VALUES, row,
};
use super::ask::params::Params;
use super::ask::question::Question;
use crate::article::{Article, Origin};
use crate::present::{FacetList, FamilyView, Show, TimelineReport};
use crate::query::{Deadline, SearchError, SearchPage, Similar, SortOrder};
use std::borrow::Cow;
use std::sync::Arc;

/// Names of parameters with their values.
pub type Pairs = [(String, String)];

/// What programs that ask themselves may do, and others may not.
const LARGE: &[Parameter] = &[
    row("q", "The query.", Kind::Text(1 << 20)),
    row(
        "limit",
        "The largest number of hits.",
        Kind::Number(0, 1 << 20),
    ),
    row("offset", "The hits before.", Kind::Number(0, 1 << 30)),
];

/// Archives that are open.
pub struct Desk {
    holdings: Holdings,
    all: Arc<Set>,
}

impl Desk {
    /// Opens these archives.
    ///
    /// # Errors
    /// If one cannot be opened, or they cannot be searched together.
    pub fn open(sources: Sources) -> Result<Self, OpenError> {
        let mut states = Vec::with_capacity(sources.archives.len());
        for source in &sources.archives {
            states.push(State {
                open: Some(Arc::new(opened(source)?)),
                fault: None,
            });
        }
        let holdings = Holdings::of(Arc::new(sources), states).map_err(OpenError::Index)?;
        let all = holdings.choose(&[]).map_err(|error| match error {
            ChoiceError::Index(error) => OpenError::Index(error),
            other => OpenError::Choice(other.to_string()),
        })?;
        Ok(Self { holdings, all })
    }

    /// The names of the archives.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.members().iter().map(|own| own.name.as_str())
    }

    /// The number of articles.
    #[must_use]
    pub fn articles(&self) -> u64 {
        let members = self.all.members().iter();
        members
            .map(|own| own.generation.manifest.statistics.articles)
            .sum()
    }

    /// A page of hits.
    ///
    /// # Errors
    /// If a parameter cannot be read, or the search fails.
    pub fn search(&self, pairs: &Pairs) -> Result<SearchPage, Fault> {
        let params = params(pairs, &[LARGE, QUERY, VALUES, HITS])?;
        answers::search(&self.question(&params)?, &self.holdings)
    }

    /// Gives every article that matches until `each` says `false`, in the order that is asked for, else
    /// in that of the index.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn each(&self, pairs: &Pairs, mut each: impl FnMut(Article) -> bool) -> Result<(), Fault> {
        let params = params(pairs, &[LARGE, QUERY, VALUES, HITS])?;
        let mut question = self.question(&params)?;
        if params.get("limit").is_none() {
            question.request.limit = usize::MAX;
        }
        let engine = question.set.engine();
        if params.get("sort").is_none() && engine.elsewhere.is_some() {
            question.request.sort = SortOrder::Oldest;
        } else if params.get("sort").is_none() {
            return Ok(engine.for_each_stored(&question.plan(), |article| {
                Ok::<_, SearchError>(each(article))
            })?);
        }
        let given = engine.for_each(&question.plan(), |_, article, _| {
            if each(article) {
                Ok(())
            } else {
                Err(End::Enough)
            }
        });
        match given {
            Ok(_) | Err(End::Enough) => Ok(()),
            Err(End::Failed(error)) => Err(error.into()),
        }
    }

    /// The counts of a timeline.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn timeline(&self, pairs: &Pairs) -> Result<TimelineReport, Fault> {
        let params = params(
            pairs,
            &[&[LARGE[0]], TIMELINES[0], TIMELINES[1], TIMELINES[2]],
        )?;
        let questions = Question::read_compared(&params, &self.holdings, Deadline::default())?;
        answers::timeline(&questions, &params)
    }

    /// The counts of values.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn facets(&self, pairs: &Pairs) -> Result<FacetList, Fault> {
        let params = params(pairs, &[&[LARGE[0]], FACETED[0], FACETED[1], FACETED[2]])?;
        answers::facets(&self.question(&params)?, &params)
    }

    /// Articles on the subject of one.
    ///
    /// # Errors
    /// If there is no such article, a parameter cannot be read, or the search fails.
    pub fn similar(&self, name: &str, pairs: &Pairs) -> Result<Similar, Fault> {
        let params = params(pairs, &[LARGE, SIMILAR, QUERY, VALUES])?;
        let found = self.found(name)?;
        answers::similar(&found, &params, &self.holdings, Deadline::default())
    }

    /// The copies and versions of an article; `None` if it has none.
    ///
    /// # Errors
    /// If there is no such article, or the index cannot be read.
    pub fn copies(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let found = self.found(name)?;
        let origin = &found.article.origin;
        let Some(family) = answers::copies(&found)? else {
            return Ok(None);
        };
        let view = FamilyView {
            family: family.id,
            articles: &family.articles,
            asked: origin,
        };
        let mut json = Vec::new();
        view.json(&mut json)?;
        Ok(Some(json))
    }

    /// The article of an id, or of a path in its archive.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn article(&self, name: &str) -> Result<Article, Fault> {
        Ok(self.found(name)?.article)
    }

    fn question(&self, params: &Params) -> Result<Question, Fault> {
        Question::read(params, &self.holdings, Deadline::default())
    }

    fn found(&self, name: &str) -> Result<Found, Fault> {
        let mut all = Vec::new();
        for member in self.all.members() {
            let set = self.holdings.choose(&[&member.name])?;
            let mut own = set.engine().lookup(name, set.schema().fields.id)?;
            if own.is_empty() {
                let origin = Origin::parse(name);
                own = set.engine().at_path(origin.path.as_str())?;
                if origin.to_string() == name && own.iter().any(|one| one.origin == origin) {
                    own.retain(|one| one.origin == origin);
                }
            }
            all.extend(
                own.into_iter()
                    .map(|article| (article, member, set.clone())),
            );
        }
        if let [(_, first, set), _, ..] = &all[..]
            && all.iter().all(|(_, own, _)| Arc::ptr_eq(own, first))
        {
            let origins: Vec<_> = all.iter().map(|(own, ..)| &own.origin).collect();
            let current = set.engine().current_version(&origins)?;
            if let Some(current) = current {
                all.swap(0, current);
                all.truncate(1);
            }
        }
        if all.len() > 1 {
            let paths = all.iter().map(|(own, ..)| own.origin.to_string());
            return Err(Fault::Several(paths.collect()));
        }
        let none = || Fault::NotFound(format!("there is no article `{name}`"));
        let (article, archive, set) = all.pop().ok_or_else(none)?;
        Ok(Found {
            article,
            archive: Arc::clone(archive),
            set,
        })
    }
}

/// Why no more articles are given.
enum End {
    Enough,
    Failed(SearchError),
}

impl From<SearchError> for End {
    fn from(error: SearchError) -> Self {
        Self::Failed(error)
    }
}

fn params(pairs: &Pairs, tables: &[&[Parameter]]) -> Result<Params, Fault> {
    let pairs = pairs.iter();
    let pairs = pairs.map(|(name, value)| (Cow::from(name.as_str()), Cow::from(value.as_str())));
    Params::of(pairs, tables, false)
}
