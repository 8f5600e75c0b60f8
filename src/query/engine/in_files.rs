//! The matches of a query among some files: what a watch asks, without ranking.

use crate::article::{ArchivePath, Article};
use crate::query::engine::search::Engine;
use crate::query::plan::query_plan::QueryPlan;
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query, TermSetQuery};

impl Engine<'_> {
    /// Gives every article of these files that matches, in no order of meaning but the same each time.
    ///
    /// # Errors
    /// If the segments cannot be read, and what `each` fails with.
    pub fn for_each_among(
        &self,
        plan: &QueryPlan,
        files: &[ArchivePath],
        mut each: impl FnMut(Article) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let path = self.schema.fields.path;
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
        let found = self.searcher.search(&query, &DocSetCollector)?;
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable();
        for address in found {
            each(self.schema.stored(self.searcher, address)?)?;
        }
        Ok(())
    }
}
