//! The archives of a search that are on clusters, and their candidates as segments.
//!
//! Candidates of one archive alone are an index in memory. With several archives they are segments
//! after those of all that is here, so that everything is ranked together.

use super::search::searching;
use crate::index::elsewhere::Size;
use crate::index::{Collection, Generation, few_with_families};
use crate::query::{FarArchive, FarArchives, JoinCandidates, JoinedCandidates, ReadArticle};

/// Joins candidates of one archive.
struct OfOne<'a>(&'a Generation);

/// Joins candidates of several archives, and what is here.
struct OfSeveral<'a>(&'a Collection);

impl JoinCandidates for OfOne<'_> {
    fn join(&self, few: Vec<(usize, Vec<ReadArticle>)>) -> Result<JoinedCandidates, String> {
        let articles = few.into_iter().flat_map(|(_, articles)| articles);
        let joined = few_with_families(articles.collect(), &self.0.schema);
        let (searcher, families) = joined.map_err(|error| unranked(&error))?;
        Ok(JoinedCandidates {
            searcher,
            places: Vec::new(),
            families,
        })
    }
}

impl JoinCandidates for OfSeveral<'_> {
    fn join(&self, few: Vec<(usize, Vec<ReadArticle>)>) -> Result<JoinedCandidates, String> {
        let joined = self.0.with_candidates(few);
        let (searcher, places, families) = joined.map_err(|error| unranked(&error))?;
        Ok(JoinedCandidates {
            searcher,
            places,
            families,
        })
    }
}

fn unranked(error: &dyn std::fmt::Display) -> String {
    format!("the hits cannot be ranked: {error}")
}

/// What searches a generation, if its articles are on a cluster.
#[must_use]
pub fn far(generation: &Generation, limit: Option<Size>) -> Option<FarArchives<'_>> {
    let search = searching(generation, limit)?;
    Some(FarArchives {
        parts: vec![FarArchive { place: 0, search }],
        join: Box::new(OfOne(generation)),
    })
}

/// What searches those of the generations of a collection whose articles are on clusters.
#[must_use]
pub fn far_of_several<'a>(
    generations: impl Iterator<Item = &'a Generation>,
    collection: &'a Collection,
    limit: Option<Size>,
) -> Option<FarArchives<'a>> {
    let parts = (0..).zip(generations).filter_map(|(place, own)| {
        let search = searching(own, limit)?;
        Some(FarArchive { place, search })
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| FarArchives {
        parts,
        join: Box::new(OfSeveral(collection)),
    })
}
