//! From the settings of an archive and what was typed to a search request.

use crate::cli::args::RankingArgs;
use crate::config::SearchSettings;
use crate::index::Generation;
use crate::query::SearchRequest;
use crate::query::ask::Ask;

/// A request without a query that ranks as the archive's settings and the arguments say.
///
/// # Errors
/// If a setting of ranking is unknown or a value is not allowed.
pub(crate) fn request(
    settings: &SearchSettings,
    args: &RankingArgs,
    generation: &Generation,
) -> anyhow::Result<SearchRequest> {
    let mut ranking = settings.ranking.clone();
    args.apply_to(&mut ranking, &generation.schema.ranked_names())?;
    let newest = generation.manifest.statistics.latest;
    let newest = newest.map_or(0, |date| date.utc_seconds());
    Ok(SearchRequest {
        ranking,
        expansion: args.expansion(),
        recency: args.recency(newest)?,
        ..SearchRequest::new(Ask::default(), 0)
    })
}
