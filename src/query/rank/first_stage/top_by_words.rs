//! The best articles by words, over all segments.
//!
//! First, scores in single precision ([`super::max_score`]) are compared with the best so far of
//! all segments. Then the articles that may be among the best, since rounding may have changed
//! their scores, are scored exactly. No article that belongs among the best is lost.

use super::best::Best;
use super::filter::Filter;
use super::max_score::SegmentWords;
use crate::query::rank::scored::{Scored, sort};
use crate::query::rank::scoring_context::ScoringContext;
use crate::query::rank::second_stage::rescore;

/// Compute context scores together with word scores if there are at most this many candidates per
/// window slot: opening postings twice takes longer.
const CONTEXTS_AT_ONCE: usize = 3;

/// The best articles by words.
pub(in crate::query::rank) struct TopByWords {
    /// Best first.
    pub(in crate::query::rank) scored: Vec<Scored>,
    /// The scores by words and context of all of them, in the order of addresses; or none.
    pub(in crate::query::rank) contexts: Vec<Scored>,
}

/// The `wanted` articles with the best scores by words, best first, followed by all that equal the
/// last one. The caller knows that the last one has at least a score of `floor`. Articles that
/// match without any of the words score 0. The caller will need the context scores of the first
/// `window`.
pub(in crate::query::rank) fn top_by_words(
    context: &ScoringContext,
    filter: &Filter,
    wanted: usize,
    floor: f64,
    window: usize,
) -> tantivy::Result<TopByWords> {
    let mut best = Best::new(wanted, floor, context.least_share());
    for (ord, reader) in (0..).zip(context.searcher.segment_readers()) {
        let allowed = filter.allowed(reader)?;
        let words = SegmentWords::open(context, ord)?;
        words.offer_all(allowed.as_ref(), filter.matches_alone, &mut best)?;
    }
    let mut scored = best.into_candidates();
    let mut contexts = Vec::new();
    // Where words are not plain, the candidates have exact scores already.
    if context.is_plain() {
        if scored.len() <= CONTEXTS_AT_ONCE * window {
            contexts = rescore::score_with_context(context, &mut scored)?;
        } else {
            scored = rescore::score_by_words(context, scored, wanted)?;
        }
    }
    sort(&mut scored);
    if let Some(least) = wanted
        .checked_sub(1)
        .and_then(|nth| scored.get(nth))
        .copied()
    {
        scored.retain(|hit| hit.score >= least.score);
    }
    Ok(TopByWords { scored, contexts })
}
