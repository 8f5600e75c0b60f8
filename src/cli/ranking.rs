//! Settings of ranking as they were typed, to those of a search.

use super::args::{Expand, RankingArgs};
use super::failure::Misuse;
use crate::config::ArchiveConfig;
use crate::index::Generation;
use crate::query::{Expansion, Ranking, Recency, SearchRequest, Synonyms, SynonymsError};
use crate::schema::ArticleSchema;
use std::path::PathBuf;

/// Makes a search rank as was asked for.
pub(super) fn set(
    args: &RankingArgs,
    archive: Option<&ArchiveConfig>,
    generation: &Generation,
    request: &mut SearchRequest,
) -> anyhow::Result<()> {
    let configured = archive.into_iter().flat_map(|archive| &archive.ranking);
    let configured = configured.map(|item| &item.value);
    change(&mut request.ranking, configured.chain(&args.ranking))?;
    request.expansion = args.expand.map(|how| match how {
        Expand::Rm3 => Expansion::Rm3,
        Expand::Bo1 => Expansion::Bo1,
    });
    if let Some(half_life) = &args.recency {
        request.recency = Some(recency(half_life, generation)?);
    }
    Ok(())
}

/// Names that mean the same: the set for news English unless it is switched off, and the files
/// that the archive's configuration or the command line names.
pub(super) fn aliases(
    files: &[PathBuf],
    without_set: bool,
    archive: Option<&ArchiveConfig>,
) -> Result<Synonyms, SynonymsError> {
    let configured = archive.map_or(&[][..], |archive| &archive.aliases);
    let mut aliases = if without_set || archive.is_some_and(|archive| archive.no_aliases) {
        Synonyms::default()
    } else {
        Synonyms::news_english()
    };
    for file in configured.iter().map(|item| &item.value).chain(files) {
        aliases.extend(Synonyms::read(file)?);
    }
    Ok(aliases)
}

/// Changes settings of ranking by what was configured, which is known to be right, and typed.
fn change<'a>(
    ranking: &mut Ranking,
    given: impl Iterator<Item = &'a String>,
) -> anyhow::Result<()> {
    let schema = ArticleSchema::load();
    for setting in given {
        ranking
            .change(setting, &schema.ranked_names())
            .map_err(|error| {
                Misuse::error(
                    format!("--ranking: {error}"),
                    "write it as k1=1.2; docs/ranking.md has what each does",
                )
            })?;
    }
    Ok(())
}

/// A preference for newer articles, from a span such as `30d` or `6mo`.
fn recency(half_life: &str, generation: &Generation) -> anyhow::Result<Recency> {
    let newest = generation.manifest.statistics.latest;
    let newest = newest.map_or(0, |date| date.utc_seconds());
    let duration = half_life.parse::<jiff::Span>().ok().and_then(|span| {
        let at = jiff::civil::DateTime::constant(2000, 1, 1, 0, 0, 0, 0);
        let ahead = at.duration_until(at.checked_add(span).ok()?);
        std::time::Duration::try_from(ahead).ok()
    });
    duration
        .and_then(|duration| Recency::new(duration, newest))
        .ok_or_else(|| {
            Misuse::error(
                format!("--recency {half_life} is not a span of time"),
                "write it as 30d, 2w, 6mo or 1y",
            )
        })
}
