//! Exact scores for the candidates of the first stage, and the scores with context of the best.
//!
//! Postings move forwards only, so articles are scored segment by segment in the order of
//! addresses.

use super::exact_scorer::ExactScorer;
use crate::query::rank::explain::Explanation;
use crate::query::rank::first_stage::best::Best;
use crate::query::rank::scored::{Scored, sort};
use crate::query::rank::scoring_context::ScoringContext;
use crate::query::request::deadline::Paced;
use tantivy::DocAddress;

/// Scores these by their words alone. Their scores before are at least as high. Those that cannot be
/// among the `wanted` best may be left out.
pub(in crate::query::rank) fn score_by_words(
    context: &ScoringContext,
    mut scored: Vec<Scored>,
    wanted: usize,
) -> tantivy::Result<Vec<Scored>> {
    let mut best = Best::new(wanted, 0.0, 1.0);
    let mut deadline = Paced::new(context.deadline);
    by_segment(&mut scored, |group| {
        let mut segment = ExactScorer::by_words(context, group[0].address.segment_ord)?;
        for article in group {
            deadline.step()?;
            if article.score >= best.threshold() {
                article.score = segment.score_of_words(article.address.doc_id);
                best.offer(*article);
            }
        }
        Ok(())
    })?;
    Ok(best.into_candidates())
}

/// Scores these by their words alone, and puts them in the order of addresses. Returns the same
/// articles with their scores by words and context.
pub(in crate::query::rank) fn score_with_context(
    context: &ScoringContext,
    scored: &mut [Scored],
) -> tantivy::Result<Vec<Scored>> {
    let mut contexts = Vec::with_capacity(scored.len());
    let mut deadline = Paced::new(context.deadline);
    by_segment(scored, |group| {
        let mut segment = ExactScorer::with_positions(context, group[0].address.segment_ord)?;
        for article in group {
            deadline.step()?;
            let (by_words, score) = segment.scores(article.address.doc_id)?;
            article.score = by_words;
            contexts.push(Scored { score, ..*article });
        }
        Ok(())
    })?;
    Ok(contexts)
}

/// Adds context to the scores of these and sorts them again. `known` are scores with context in the
/// order of addresses; if it is empty, they are computed.
pub(in crate::query::rank) fn add_context(
    context: &ScoringContext,
    scored: &mut [Scored],
    known: &[Scored],
) -> tantivy::Result<()> {
    let mut new = Vec::new();
    let known = if known.is_empty() {
        new.extend_from_slice(scored);
        &score_with_context(context, &mut new)?
    } else {
        known
    };
    for article in &mut *scored {
        if let Ok(at) = known.binary_search_by_key(&article.address, |known| known.address) {
            article.score = known[at].score;
        }
    }
    sort(scored);
    Ok(())
}

/// How the score of an article comes about; `in_window` if it was one of the best by words.
pub(in crate::query::rank) fn explain(
    context: &ScoringContext,
    address: DocAddress,
    in_window: bool,
) -> tantivy::Result<Explanation> {
    let mut segment = ExactScorer::with_positions(context, address.segment_ord)?;
    Ok(segment.explain(address.doc_id, in_window)?)
}

/// Puts these in the order of addresses, and calls `score` with those of each segment.
fn by_segment(
    scored: &mut [Scored],
    score: impl FnMut(&mut [Scored]) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    scored.sort_unstable_by_key(|article| article.address);
    scored
        .chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
        .try_for_each(score)
}
