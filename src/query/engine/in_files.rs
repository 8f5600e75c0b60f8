//! The matches of a query in some files, without ranking. Watches use it.

use super::search::Engine;
use crate::article::{ArchivePath, Article};
use crate::query::plan::QueryPlan;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Query, TermSetQuery};

impl Engine<'_> {
    /// Calls `each` with every article of these files that matches. The order has no meaning, and
    /// is the same each time.
    ///
    /// # Errors
    /// If the segments cannot be read, and the errors of `each`.
    pub fn for_each_among(
        &self,
        plan: &QueryPlan,
        files: &[ArchivePath],
        mut each: impl FnMut(Article) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let path = self.snapshot.schema.fields.path;
        let terms = files
            .iter()
            .map(|file| Term::from_field_text(path, file.as_str()));
        let in_files: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
        let query = BooleanQuery::intersection(vec![plan.matching(), in_files]);
        for address in self.addresses(&query)? {
            each(self.snapshot.article(address)?)?;
        }
        Ok(())
    }
}
