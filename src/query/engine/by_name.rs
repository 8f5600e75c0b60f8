//! Articles by their id or path, and their copies.
//!
//! Nothing is ranked: articles come in the order of ties, and copies in the order of time.

use super::search::{Engine, SearchError};
use crate::article::{Article, Origin, Status};
use crate::query::elsewhere::Condition;
use crate::query::plan::queries::whole_path;
use crate::query::rank::ties::Ties;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{Query, RangeQuery};
use tantivy::schema::Field;

/// A family of copies with its articles.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedFamily {
    /// Its id.
    pub id: u64,
    /// Its articles, the earliest first, each with whether a later version has replaced it.
    pub articles: Vec<(Article, bool)>,
    /// How many others are not public, and were left out.
    pub left_out: usize,
}

impl Engine<'_> {
    /// The articles whose field `by`, the id or the path, is `name`, in the order of ties.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn lookup(&self, name: &str, by: Field) -> Result<Vec<Article>, SearchError> {
        let mut found = self.articles_named(name, by)?;
        if let Some(far) = &self.elsewhere {
            let named = Condition::Value(self.name(by), Some(name.to_owned()));
            found.extend(Self::articles_elsewhere(far, &named)?);
        }
        Ok(found)
    }

    /// The articles of the file with a path, in the order of ties. If no file has it as it is
    /// written, its accented letters may be in another form (NFC or NFD).
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn at_path(&self, path: &str) -> Result<Vec<Article>, SearchError> {
        let field = self.snapshot.schema.fields.path;
        if self.elsewhere.is_some() {
            return self.lookup(path, field);
        }
        let found = self.articles_named(path, field)?;
        match whole_path(path, field) {
            Some(query) if found.is_empty() && !path.is_ascii() => Ok(self.in_order(&*query)?),
            _ => Ok(found),
        }
    }

    fn articles_named(&self, name: &str, by: Field) -> tantivy::Result<Vec<Article>> {
        let term = Term::from_field_text(by, name);
        let query = RangeQuery::new(Bound::Included(term.clone()), Bound::Included(term));
        self.in_order(&query)
    }

    fn in_order(&self, query: &dyn Query) -> tantivy::Result<Vec<Article>> {
        let mut found = self.addresses(query)?;
        Ties::new(self.snapshot).sort(&mut found)?;
        let articles = found
            .into_iter()
            .map(|address| self.snapshot.article(address));
        articles.collect()
    }

    /// The family of copies of an article. `None` if the article has no copies or is not there.
    /// Others that are embargoed, withheld or canceled are left out, unless `any_status` is set.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn family_of(
        &self,
        origin: &Origin,
        any_status: bool,
    ) -> Result<Option<NamedFamily>, SearchError> {
        if self.elsewhere.is_some() {
            let found = self.with_family(origin, |engine| engine.family_of(origin, any_status))?;
            return Ok(found.flatten());
        }
        let snapshot = self.snapshot;
        let path = snapshot.schema.fields.path;
        let term = Term::from_field_text(path, origin.path.as_str());
        let query = RangeQuery::new(Bound::Included(term.clone()), Bound::Included(term));
        for address in self.addresses(&query)? {
            let family = snapshot.families.and_then(|families| families.of(address));
            if snapshot.article(address)?.origin != *origin {
                continue;
            }
            let Some(family) = family else {
                return Ok(None);
            };
            let members = family.members.iter().map(|member| {
                let article = snapshot.article(member.address)?;
                Ok((article, member.replaced.is_seen(any_status)))
            });
            let mut articles = members.collect::<tantivy::Result<Vec<_>>>()?;
            let all = articles.len();
            articles.retain(|(article, _)| {
                any_status || article.status == Status::Usable || article.origin == *origin
            });
            return Ok(Some(NamedFamily {
                id: family.id,
                left_out: all - articles.len(),
                articles,
            }));
        }
        Ok(None)
    }

    /// The place of the one that no later version has replaced, if the articles at these places are
    /// versions of one article.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn current_version(&self, found: &[&Origin]) -> Result<Option<usize>, SearchError> {
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let Some(family) = self.family_of(first, true)? else {
            return Ok(None);
        };
        let replaced = |origin: &&Origin| {
            let mut own = family.articles.iter();
            let own = own.find(|(own, _)| own.origin == **origin);
            own.map(|(_, is_replaced)| *is_replaced)
        };
        let Some(replaced) = found.iter().map(replaced).collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let mut current = (0..).zip(replaced).filter(|(_, is_replaced)| !is_replaced);
        let only = current.next().map(|(at, _)| at);
        Ok(only.filter(|_| current.next().is_none()))
    }

    /// The articles with an id, in the order of ties.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn with_id(&self, id: &str) -> tantivy::Result<Vec<Article>> {
        self.articles_named(id, self.snapshot.schema.fields.id)
    }
}
