//! How a search ranks: the options that `search` and `eval` share.
//!
//! They change the settings of the archive's configuration. What the settings mean, and their limits, is in
//! `query`.

use crate::cli::misuse::Misuse;
use crate::query::{Expansion, Ranking, Recency};
use clap::{Args, ValueEnum};
use std::time::Duration;

/// Settings of ranking, in addition to those that the archive's configuration has.
#[derive(Debug, Args)]
pub(crate) struct RankingArgs {
    /// Add words of the first hit and search again
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "rm3"
    )]
    expand: Option<Expand>,

    /// Prefer newer articles: the score is halved for each such span of age (30d, 6mo, 2y), counted
    /// from the newest article of the archive
    #[arg(long, value_name = "HALF-LIFE")]
    recency: Option<String>,

    /// Change a setting of ranking, such as k1=1.2 or weight.headline=4; may be repeated
    #[arg(long, value_name = "SETTING=NUMBER")]
    ranking: Vec<String>,
}

/// How words are added to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Expand {
    /// By a relevance model
    Rm3,
    /// By divergence from randomness
    Bo1,
}

impl RankingArgs {
    /// Changes settings of ranking by what was typed; `fields` are those that have a weight.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub(crate) fn apply_to(&self, ranking: &mut Ranking, fields: &[&str]) -> anyhow::Result<()> {
        for setting in &self.ranking {
            ranking.change(setting, fields).map_err(|error| {
                Misuse::error(
                    format!("--ranking: {error}"),
                    "write it as k1=1.2; docs/ranking.md says what each setting does",
                )
            })?;
        }
        Ok(())
    }

    /// How words are added to the query, if they are.
    pub(crate) fn expansion(&self) -> Option<Expansion> {
        self.expand.map(|how| match how {
            Expand::Rm3 => Expansion::Rm3,
            Expand::Bo1 => Expansion::Bo1,
        })
    }

    /// How newer articles are preferred, if they are; `newest` is the time of the newest article in seconds since 1970.
    ///
    /// # Errors
    /// If the half-life is not a span of time.
    pub(crate) fn recency(&self, newest: i64) -> anyhow::Result<Option<Recency>> {
        let Some(half_life) = &self.recency else {
            return Ok(None);
        };
        let recency = span(half_life).and_then(|half_life| Recency::new(half_life, newest));
        match recency {
            Some(recency) => Ok(Some(recency)),
            None => Err(Misuse::error(
                format!("--recency {half_life} is not a span of time"),
                "write it as 30d, 2w, 6mo or 1y",
            )),
        }
    }
}

/// A span such as `30d` or `6mo`; years and months have the lengths that they have from the year 2000 on.
fn span(text: &str) -> Option<Duration> {
    let span: jiff::Span = text.parse().ok()?;
    let start = jiff::civil::DateTime::constant(2000, 1, 1, 0, 0, 0, 0);
    let ahead = start.duration_until(start.checked_add(span).ok()?);
    Duration::try_from(ahead).ok()
}
