//! One article by its archive and id, and where its file is.
//!
//! An article is looked up in one archive alone. Its file is opened elsewhere, if at all.

use super::fault::Fault;
use super::params::Params;
use super::question::Question;
use crate::article::{Article, Origin};
use crate::query::Deadline;
use crate::query::Marks;
use crate::serve::archives::holdings::Holdings;
use crate::serve::archives::set::{OpenArchive, Set};
use std::sync::Arc;

/// An article, and where it was found.
pub(in crate::serve) struct Found {
    /// The article.
    pub(in crate::serve) article: Article,
    /// Its archive.
    pub(in crate::serve) archive: Arc<OpenArchive>,
    /// That archive alone.
    pub(in crate::serve) set: Arc<Set>,
}

impl Found {
    /// The article of an id; with the parameter `path` the one of that path. Of versions of one
    /// article the current one.
    ///
    /// # Errors
    /// If there is none, or several articles have the id and none is named.
    pub(in crate::serve) fn by_id(
        holdings: &Holdings,
        archive: &str,
        id: &str,
        params: &Params,
    ) -> Result<Self, Fault> {
        let mut all = Self::all(holdings, archive, id)?;
        if let Some(path) = params.get("path") {
            let named = Origin::parse(path);
            all.retain(|own| own.origin == named || own.origin.path.as_str() == path);
        }
        if let Some(current) = Self::current(holdings, archive, &all)? {
            return Self::of(holdings, archive, Some(all.swap_remove(current)));
        }
        if all.len() > 1 {
            let paths = all.iter().map(|own| own.origin.to_string());
            return Err(Fault::Several(paths.collect()));
        }
        Self::of(holdings, archive, all.pop())
    }

    /// The article of an id; of several the one of a number, from 1, in the order of ties. Without a
    /// number, of versions of one article the current one.
    ///
    /// # Errors
    /// If there is none, or several articles have the id and no number is given.
    pub(in crate::serve) fn by_number(
        holdings: &Holdings,
        archive: &str,
        id: &str,
        number: Option<usize>,
    ) -> Result<Self, Fault> {
        let mut all = Self::all(holdings, archive, id)?;
        if number.is_none() {
            if let Some(current) = Self::current(holdings, archive, &all)? {
                return Self::of(holdings, archive, Some(all.swap_remove(current)));
            }
            if all.len() > 1 {
                let what = format!("{} articles have this id: write which, from 1", all.len());
                return Err(Fault::of("number", what));
            }
        }
        let place = number.map_or(0, |number| number.saturating_sub(1));
        Self::of(holdings, archive, all.into_iter().nth(place))
    }

    /// The place of the current one, if these are versions of one article.
    fn current(
        holdings: &Holdings,
        archive: &str,
        found: &[Article],
    ) -> Result<Option<usize>, Fault> {
        if found.len() < 2 {
            return Ok(None);
        }
        let origins: Vec<_> = found.iter().map(|own| &own.origin).collect();
        let set = holdings.choose(&[archive])?;
        Ok(set.engine().current_version(&origins)?)
    }

    fn all(holdings: &Holdings, archive: &str, id: &str) -> Result<Vec<Article>, Fault> {
        let set = holdings.choose(&[archive])?;
        Ok(set.engine().lookup(id, set.schema().fields.id)?)
    }

    fn of(holdings: &Holdings, archive: &str, article: Option<Article>) -> Result<Self, Fault> {
        let none = || Fault::NotFound(format!("there is no article with this id in {archive}"));
        Ok(Self {
            article: article.ok_or_else(none)?,
            archive: holdings.open(archive)?,
            set: holdings.choose(&[archive])?,
        })
    }

    /// What a query marks in it.
    ///
    /// # Errors
    /// If the query cannot be read, or the index.
    pub(in crate::serve) fn marks(
        &self,
        params: &Params,
        holdings: &Holdings,
        deadline: Deadline,
    ) -> Result<Marks, Fault> {
        if params.get("q").is_none() {
            return Ok(Marks::default());
        }
        let question = Question::read(params, holdings, deadline)?;
        Ok(self.set.engine().marks(&question.plan(), &self.article)?)
    }
}
