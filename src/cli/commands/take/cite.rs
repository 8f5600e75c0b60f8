//! `dateline cite`: prints references to articles.

use crate::cli::args::SearchLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::FoundArticle;
use crate::present::{CITATION_STYLES, CitationStyle};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::ffi::OsString;

/// Print references to articles, by their ranks in the last search, ids or paths
#[derive(Debug, Args)]
pub(crate) struct CiteArgs {
    /// Ranks of the last search in this terminal, ids or paths: `id:86685` for an id that could be a
    /// rank
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<OsString>,

    #[command(flatten)]
    location: SearchLocation,

    /// The style of the references
    #[arg(long, default_value = CITATION_STYLES[0].name, value_parser = style())]
    style: &'static CitationStyle,
}

fn style() -> impl TypedValueParser<Value = &'static CitationStyle> {
    let values = CITATION_STYLES.iter();
    let values = values.map(|style| PossibleValue::new(style.name).help(style.about));
    PossibleValuesParser::new(values).map(|name| {
        let found = CITATION_STYLES.iter().find(|style| style.name == name);
        found.expect("the parser takes these names only")
    })
}

impl CiteArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let named = self.articles.iter();
        let found = named.map(|name| FoundArticle::named(name, &self.location, context.config()));
        let found = found.collect::<anyhow::Result<Vec<_>>>()?;
        let mut articles = found.iter().map(|found| &found.article);
        stream::write_plain(|out| (self.style.write)(&mut articles, out))?;
        Ok(ExitStatus::Success)
    }
}
