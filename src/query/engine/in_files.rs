//! The matches of a query in some files, without ranking. Watches use it.

use super::search::Engine;
use crate::article::{ArchivePath, Article};
use crate::query::plan::QueryPlan;
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query, TermSetQuery};

impl Engine<'_> {
    /// Calls `each` with every article of these files that matches. The order has no meaning, and is the
    /// same each time.
    ///
    /// # Errors
    /// If the segments cannot be read, and the errors of `each`.
    pub fn for_each_among(
        &self,
        plan: &QueryPlan,
        files: &[ArchivePath],
        mut each: impl FnMut(Article) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let path = self.snapshot.schema.fields.path;
        let terms = files
            .iter()
            .map(|file| Term::from_field_text(path, file.as_str()));
        let query = BooleanQuery::new(vec![
            (Occur::Must, plan.matching()),
            (
                Occur::Must,
                Box::new(TermSetQuery::new(terms)) as Box<dyn Query>,
            ),
        ]);
        let found = self.snapshot.searcher.search(&query, &DocSetCollector)?;
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable();
        for address in found {
            each(self.snapshot.article(address)?)?;
        }
        Ok(())
    }
}
