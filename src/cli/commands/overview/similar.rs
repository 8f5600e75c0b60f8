//! `dateline similar`: other articles on the subject of one article.
//!
//! The article is named as `show` does, and hits are printed as those of a search.

use crate::article::Article;
use crate::cli::archives::Archive;
use crate::cli::args::{SearchLocation, duration, number};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{FoundArticle, LastSearch, OutputArgs, PreparedSearch, QueryArgs};
use crate::present::{Writer, for_terminal, write_similar};
use crate::query::{DateBounds, SearchRequest};
use clap::Args;
use jiff::SignedDuration;
use std::ffi::OsString;

/// Find other articles on the subject of an article: its background and what followed
#[derive(Debug, Args)]
#[command(after_help = "\
The weightiest words of the article are searched for. Copies of the article are left out. A query
after the article limits what is found: `dateline similar 1 source:kayhan -syria --since 2021`.

Exit codes: 0 found, 1 nothing found, 2 failed")]
pub(crate) struct SimilarArgs {
    /// The rank of a hit of the last search, an id or a path
    #[arg(value_name = "ARTICLE")]
    article: OsString,

    #[command(flatten)]
    among: QueryArgs,

    /// Only articles from before it
    #[arg(long, conflicts_with = "after")]
    before: bool,

    /// Only articles from after it
    #[arg(long)]
    after: bool,

    /// Only articles from so long before or after it, such as 30d
    #[arg(long, value_name = "DURATION", value_parser = days)]
    within: Option<SignedDuration>,

    /// The largest number of hits
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10, value_parser = number::<usize>)]
    limit: usize,

    /// How many of the best hits to leave out
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = number::<usize>)]
    offset: usize,

    #[command(flatten)]
    output: OutputArgs,
}

/// A number of days, weeks, months or hours: `30d`, `2w`, `36h`.
fn days(text: &str) -> Result<SignedDuration, String> {
    let (number, unit) = text.split_at(text.trim_end_matches(char::is_alphabetic).len());
    let hours = match unit {
        "d" => 24,
        "w" => 24 * 7,
        _ => {
            let other =
                duration(text).map_err(|_| "write a time such as 30d, 2w or 36h".to_owned())?;
            return SignedDuration::try_from(other).map_err(|error| error.to_string());
        }
    };
    let number: i64 = number
        .trim()
        .parse()
        .map_err(|_| "write a time such as 30d, 2w or 36h".to_owned())?;
    let longest = 24 * 366 * 10_000;
    match number.checked_mul(hours) {
        Some(hours) if (0..=longest).contains(&hours) => Ok(SignedDuration::from_hours(hours)),
        _ => Err("write a time up to 10,000 years".to_owned()),
    }
}

impl SimilarArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        self.output.check(false)?;
        if let Writer::Run(_) = self.output.format.writer {
            return Err(Misuse::error(
                "a TREC run is made from a file of topics",
                "use another --format",
            ));
        }
        let location = &self.among.location;
        let found = FoundArticle::named(&self.article, location, context.config())?;
        let mut search = self.search(&found, context)?;
        search.request.limit = if self.output.count { 0 } else { self.limit };
        search.request.offset = self.offset;
        if let Some(rank) = self.output.open {
            (search.request.limit, search.request.offset) = (1, rank as usize - 1);
        }
        search.request.excerpts = self.output.excerpts();
        self.limit_dates(&found.article, &mut search.request)?;
        for note in &search.plan().notes {
            stream::say("note", &for_terminal(note));
        }
        let mut archives = search.archives.iter();
        let own = archives.find(|own| own.archive.store.path() == found.index);
        let archive = own.map_or("", |own| own.archive.name.as_str());
        let engine = search.engine();
        let similar = engine.similar(&found.article, archive, &search.request)?;
        let page = &similar.page;
        if self.output.count || self.output.open.is_some() {
            self.output.print(page, None, location, &search.archives)?;
        } else {
            LastSearch::of(page, &search.archives).save();
            let options = self.output.page_options(location, &search.archives);
            let format = self.output.format;
            let write =
                |out: &mut dyn std::io::Write| write_similar(&similar, format, &options, out);
            match format.writer {
                Writer::Page(writer) if writer.is_styled() => stream::write_paged(write)?,
                _ => stream::write_plain(write)?,
            }
        }
        let is_found = !page.hits.is_empty() || (self.output.count && page.total > 0);
        if is_found {
            return Ok(search.status(ExitStatus::Success));
        }
        stream::say("note", "no similar article");
        Ok(search.status(ExitStatus::NothingFound))
    }

    /// A search in the archives that were named, or in those that a search looks at here, if the
    /// article is in one of them, else where the article is.
    fn search<'a>(
        &self,
        found: &FoundArticle,
        context: &'a Context,
    ) -> anyhow::Result<PreparedSearch<'a>> {
        let is_here = || Archive::is_searched_here(&found.index, context.config());
        if self.among.location.is_empty() && !is_here() {
            let of_article = SearchLocation {
                index: Some(found.index.clone()),
                ..SearchLocation::default()
            };
            return self.among.prepare_at(&of_article, context);
        }
        self.among.prepare(context)
    }

    /// Limits a request to the dates that were asked for by the date of the article.
    fn limit_dates(&self, article: &Article, request: &mut SearchRequest) -> anyhow::Result<()> {
        if !self.before && !self.after && self.within.is_none() {
            return Ok(());
        }
        let Some(date) = article.published else {
            return Err(Misuse::error(
                format!("{} has no date", article.origin),
                "leave --before, --after and --within out",
            ));
        };
        let around = DateBounds::around(date, self.before, self.after, self.within);
        request.limit_to(around);
        Ok(())
    }
}
