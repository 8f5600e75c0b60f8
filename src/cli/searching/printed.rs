//! How the answer to a search is printed: the options, and the printing itself.
//!
//! The formats are in `present`; what is known here is where the output goes.

use super::found_article::FoundArticle;
use crate::article::Folders;
use crate::cli::archives::OpenArchives;
use crate::cli::args::SearchLocation;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::present::{
    Column, Detail, OUTPUT_FORMATS, OutputFormat, PageOptions, PageWriter, PathOutput, Writer,
    grouped,
};
use crate::query::{Excerpts, SearchPage};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::Write;
use std::path::PathBuf;

/// How hits are printed.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// How to print hits
    #[arg(long, default_value = OUTPUT_FORMATS[0].name, value_parser = output_format())]
    pub(crate) format: &'static OutputFormat,

    /// Print only these fields of each hit: headline,published,path (text, json, jsonl, csv, tsv);
    /// rank, score and passage are fields too, and body is the whole text
    #[arg(long, value_name = "FIELD,…", value_parser = Column::named)]
    fields: Option<Columns>,

    /// Show up to so many passages of each hit, as whole as they are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    passages: Option<u16>,

    /// Show so many words before and after what matches
    #[arg(long, value_name = "WORDS", value_parser = clap::value_parser!(u16).range(0..=1000))]
    context: Option<u16>,

    /// Print only how many articles match
    #[arg(long, conflicts_with_all = ["open", "fields", "format"])]
    pub(crate) count: bool,

    /// Open the hit of that rank instead of printing hits: its file in the editor, a page in the
    /// browser
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "format")]
    pub(crate) open: Option<u32>,

    /// The name of the run; with --format trec
    #[arg(long, value_name = "NAME", default_value = "dateline")]
    pub(crate) run_name: String,

    /// End each path with a NUL, for xargs -0; with --format paths
    #[arg(short = '0', long = "null")]
    null: bool,
}

/// The value of one option, which clap would otherwise take for many values.
type Columns = Vec<Column>;

/// Takes the names of the output formats of search results.
fn output_format() -> impl TypedValueParser<Value = &'static OutputFormat> {
    let values = OUTPUT_FORMATS.iter();
    let values = values.map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(values)
        .map(|name| OutputFormat::named(&name).expect("the parser takes these names only"))
}

impl OutputArgs {
    /// Whether hits are printed for people.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.format.writer, Writer::Page(writer) if writer.is_styled())
    }

    /// Which parts of articles are shown.
    pub(crate) fn excerpts(&self) -> Excerpts {
        Excerpts {
            most: self.passages.map(usize::from),
            context: self.context.map(usize::from),
        }
    }

    /// What is asked of the format, checked; `explain` says whether scores are to be explained.
    ///
    /// # Errors
    /// If something was asked for that the format does not have.
    pub(crate) fn check(&self, explain: bool) -> anyhow::Result<()> {
        let name = self.format.name;
        if self.null && name != "paths" {
            return Err(Misuse::error(
                format!("-0 is for paths, and --format {name} prints something else"),
                "add --format paths, or leave -0 out",
            ));
        }
        if explain && !matches!(name, "text" | "json" | "jsonl") {
            return Err(Misuse::error(
                format!("--format {name} shows no explanations"),
                "use --format text, json or jsonl, or leave --explain out",
            ));
        }
        match self.format.writer {
            Writer::Page(writer) if self.fields.is_none() || writer.takes_columns() => Ok(()),
            Writer::Run(_) if self.fields.is_none() => Ok(()),
            _ => Err(Misuse::error(
                format!("--format {} has no fields to choose", self.format.name),
                "leave --fields out, or use --format csv, tsv, json, jsonl or text",
            )),
        }
    }

    /// Prints the hits of a page, with a line `above` them in text for people, or opens the only one.
    pub(crate) fn print(
        &self,
        page: &SearchPage,
        above: Option<&str>,
        location: &SearchLocation,
        archives: &OpenArchives,
    ) -> anyhow::Result<()> {
        if self.count {
            return Ok(stream::write_plain(|out| writeln!(out, "{}", page.total))?);
        }
        if let Some(rank) = self.open {
            return open(page, rank, location, archives);
        }
        let Writer::Page(writer) = self.format.writer else {
            unreachable!("a run is refused without a file of queries");
        };
        let options = self.page_options(location, archives);
        let write = |out: &mut dyn Write| {
            if let Some(line) = above {
                writeln!(out, "{line}")?;
            }
            writer.write(page, &options, out)
        };
        if writer.is_styled() {
            stream::write_paged(write)?;
        } else {
            stream::write_plain(write)?;
        }
        Ok(())
    }

    /// What the output depends on, apart from the page.
    pub(crate) fn page_options(
        &self,
        location: &SearchLocation,
        archives: &OpenArchives,
    ) -> PageOptions {
        let is_styled = self.is_for_people();
        let folders = archives.iter().map(|own| {
            let folders = own.generation.folders();
            // Links need whole paths.
            let shown = if is_styled {
                folders
            } else {
                shown_folders(location, folders)
            };
            (own.archive.name.clone(), shown)
        });
        PageOptions {
            width: stream::width(),
            folders: folders.collect(),
            path_output: match (stream::stdout_is_terminal(), self.null) {
                (true, _) => PathOutput::Terminal,
                (false, true) => PathOutput::NullSeparated,
                (false, false) => PathOutput::Lines,
            },
            columns: self.fields.clone(),
            detail: match (self.passages, self.context) {
                (None, None) => Detail::Compact,
                _ => Detail::Passages,
            },
            links: is_styled && stream::has_links(),
        }
    }

    /// The writer of pages, if the format has one.
    pub(crate) fn page_writer(&self) -> Option<&'static dyn PageWriter> {
        match self.format.writer {
            Writer::Page(writer) => Some(writer),
            Writer::Run(_) => None,
        }
    }
}

/// Opens the hit of that rank, the only one of the page.
fn open(
    page: &SearchPage,
    rank: u32,
    location: &SearchLocation,
    archives: &OpenArchives,
) -> anyhow::Result<()> {
    match page.hits.first() {
        Some(hit) => {
            let folders = archives.named(&hit.archive).generation.folders();
            FoundArticle::unmarked(hit.article.clone(), folders, location.typed()).open()
        }
        None if page.total == 0 => Ok(()),
        None => Err(Misuse::error(
            format!("there is no hit {rank}"),
            format!("the ranks are 1 to {}", grouped(page.total)),
        )),
    }
}

/// The folders to print before paths, so that a path can be opened from the current folder: a folder as it was
/// typed, nothing for the current folder, else the whole path.
fn shown_folders(location: &SearchLocation, folders: Folders) -> Folders {
    let Some(only) = folders.only() else {
        return folders;
    };
    let mut typed = location.folders.iter();
    let is_it = |typed: &&PathBuf| typed.canonicalize().is_ok_and(|whole| whole == only);
    if let Some(typed) = typed.find(is_it) {
        return Folders::one(typed.clone());
    }
    match std::env::current_dir() {
        Ok(here) if here == only => Folders::one(PathBuf::new()),
        _ => folders,
    }
}
