//! How a search ranks, as it is typed.

use clap::{Args, ValueEnum};

/// Settings of ranking; what is not given is as by default.
#[derive(Debug, Args)]
pub(in crate::cli) struct RankingArgs {
    /// Add words of the first hit, and search again
    #[arg(
        long,
        value_enum,
        value_name = "HOW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "rm3"
    )]
    pub(in crate::cli) expand: Option<Expand>,

    /// Prefer newer articles: the score is halved for every so much of age (30d, 6mo, 2y), counted
    /// back from the archive's newest article
    #[arg(long, value_name = "HALF-LIFE")]
    pub(in crate::cli) recency: Option<String>,

    /// Rank with another setting, such as k1=1.2 or weight.headline=4; may be repeated
    #[arg(long, value_name = "SETTING=NUMBER")]
    pub(in crate::cli) ranking: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Expand {
    /// By a relevance model
    Rm3,
    /// By divergence from chance
    Bo1,
}
