//! The copies and versions of candidates, wherever they are among the articles elsewhere.
//!
//! They are looked up by keys, compared here by the rules that find the families of an index, and
//! become candidates, too. So hits are folded by the same code, and what is said of copies is of all.
//! A family grows from one article to the next: what came in one round is looked up in the next one.

use crate::article::{Article, Origin};
use crate::copies::{Record, in_families_of};
use crate::query::elsewhere::{Condition, FarArchive, ReadArticle};
use crate::query::engine::search::{Engine, SearchError};
use crate::query::request::deadline::Deadline;
use crate::query::request::file_set::FileRecords;
use std::collections::HashSet;
use std::sync::Arc;

/// How often copies of copies are looked up.
const ROUNDS: usize = 6;

/// The most keys of one question.
const MOST_KEYS: usize = 20_000;

/// The most articles of families, beside the candidates.
const MOST: usize = 5_000;

/// Adds the articles to those of one archive that are in families with them.
pub(super) fn add_families(
    part: &FarArchive,
    articles: &mut Vec<ReadArticle>,
    deadline: Deadline,
) -> Result<(), SearchError> {
    let place = |article: &Article| (article.origin.path.clone(), article.origin.ordinal);
    let mut asked: HashSet<String> = HashSet::new();
    let mut compared: HashSet<_> = articles.iter().map(|(own, _)| place(own)).collect();
    let (first, mut from) = (articles.len(), 0);
    // What came, and is in no family with the others so far.
    let mut rest: Vec<ReadArticle> = Vec::new();
    for _ in 0..ROUNDS {
        let new = articles[from..].iter();
        let keys = new.flat_map(|(article, _)| Record::of(article).keys());
        let keys: Vec<String> = keys.filter(|key| asked.insert(key.clone())).collect();
        from = articles.len();
        for keys in keys.chunks(MOST_KEYS) {
            deadline.check().map_err(tantivy::TantivyError::from)?;
            let mut came = part.search.alike(keys).map_err(SearchError::Elsewhere)?;
            came.retain(|(article, _)| compared.insert(place(article)));
            rest.append(&mut came);
            if rest.len() > MOST {
                break;
            }
        }
        let all = articles.iter().chain(&rest).map(|(article, _)| article);
        let joined = in_families_of(&all.collect::<Vec<_>>(), from);
        for (own, is_joined) in std::mem::take(&mut rest).into_iter().zip(&joined[from..]) {
            let list = if *is_joined {
                &mut *articles
            } else {
                &mut rest
            };
            list.push(own);
        }
        if articles.len() == from || articles.len() > first + MOST {
            break;
        }
    }
    Ok(())
}

impl Engine<'_> {
    /// The articles of the family of an article that is elsewhere, in an engine of their own. One
    /// that is nowhere elsewhere is looked for here.
    pub(in crate::query::engine) fn with_family<T>(
        &self,
        origin: &Origin,
        run: impl FnOnce(&Engine) -> Result<T, SearchError>,
    ) -> Result<Option<T>, SearchError> {
        let Some(far) = &self.elsewhere else {
            return run(self).map(Some);
        };
        let one = FileRecords {
            path: origin.path.clone(),
            records: Some([origin.ordinal].into()),
        };
        let there = Condition::Listed(Arc::from([one]));
        for part in &far.parts {
            let mut own = Vec::new();
            for article in part.search.each(&there) {
                let article = article.map_err(SearchError::Elsewhere)?;
                if article.0.origin == *origin {
                    own.push(article);
                }
            }
            if own.is_empty() {
                continue;
            }
            add_families(part, &mut own, Deadline::default())?;
            let counts = self.counts_of_nothing();
            return self
                .joined(far, vec![(part.place, own)], &counts, true, run)
                .map(Some);
        }
        run(&Engine {
            elsewhere: None,
            snapshot: self.snapshot,
        })
        .map(Some)
    }
}
