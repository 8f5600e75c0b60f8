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
    /// The article of an id; with the parameter `path` the one of that path.
    ///
    /// # Errors
    /// If there is none, or several have the id and none is named.
    pub(in crate::serve) fn by_id(
        holdings: &Holdings,
        archive: &str,
        id: &str,
        params: &Params,
    ) -> Result<Self, Fault> {
        let open = holdings.open(archive)?;
        let set = holdings.choose(&[archive])?;
        let mut found = set.engine().lookup(id, set.schema().fields.id)?;
        if let Some(path) = params.get("path") {
            let named = Origin::parse(path);
            found.retain(|own| own.origin == named || own.origin.path.as_str() == path);
        }
        if found.len() > 1 {
            let paths = found.iter().map(|own| own.origin.to_string());
            return Err(Fault::Several(paths.collect()));
        }
        let none = || Fault::NotFound(format!("there is no article with this id in {archive}"));
        Ok(Self {
            article: found.pop().ok_or_else(none)?,
            archive: open,
            set,
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
