//! The matches of a query in some files, without ranking. Watches use it.
//!
//! It knows which files a job added, and nothing of the job.

use super::search::Engine;
use crate::article::{ArchivePath, Article};
use crate::query::plan::QueryPlan;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{BooleanQuery, Query, TermSetQuery};
use tantivy::{DocId, SegmentReader, Term};

impl Engine<'_> {
    /// Calls `each` with every article of these files that matches, if the number that the index has
    /// stored with it is higher than the one that is with the file. The order has no meaning, and is
    /// the same each time.
    ///
    /// # Errors
    /// If the segments cannot be read, and the errors of `each`.
    pub fn for_each_among(
        &self,
        plan: &QueryPlan,
        files: &[(ArchivePath, u32)],
        mut each: impl FnMut(Article) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let path = self.snapshot.schema.fields.path;
        let terms = files
            .iter()
            .map(|(file, _)| Term::from_field_text(path, file.as_str()));
        let in_files: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
        let query = BooleanQuery::intersection(vec![plan.matching(), in_files]);
        let mut segments = HashMap::new();
        for address in self.addresses(&query)? {
            let numbers = match segments.entry(address.segment_ord) {
                Entry::Occupied(open) => open.into_mut(),
                Entry::Vacant(none) => {
                    let reader = self.snapshot.searcher.segment_reader(address.segment_ord);
                    none.insert(Numbers::open(reader, files)?)
                }
            };
            if numbers.is_new(address.doc_id) {
                each(self.snapshot.article(address)?)?;
            }
        }
        Ok(())
    }
}

/// The numbers that the index has stored with the articles of a segment.
struct Numbers {
    paths: Option<StrColumn>,
    stored: Option<Column<u64>>,
    /// By the number of a path in the dictionary of its column.
    after: HashMap<u64, u32>,
}

impl Numbers {
    fn open(reader: &SegmentReader, files: &[(ArchivePath, u32)]) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let paths = columns.str("path")?;
        let mut after = HashMap::new();
        if let Some(paths) = &paths {
            for (path, number) in files.iter().filter(|(_, number)| *number > 0) {
                if let Some(ord) = paths.dictionary().term_ord(path.as_str())? {
                    after.insert(ord, *number);
                }
            }
        }
        Ok(Self {
            paths,
            stored: columns.column_opt("ordinal")?,
            after,
        })
    }

    fn is_new(&self, doc: DocId) -> bool {
        let path = self
            .paths
            .as_ref()
            .and_then(|paths| paths.term_ords(doc).next());
        let Some(after) = path.and_then(|path| self.after.get(&path)) else {
            return true;
        };
        let stored = self.stored.as_ref().and_then(|column| column.first(doc));
        stored.unwrap_or_default() > u64::from(*after)
    }
}
