//! What may be typed, untouched: nothing here looks at files. All defaults stand on this screen and
//! in the files of this folder.

pub(in crate::cli) mod batch;
mod evaluation;
mod exclusions;
mod ranking;
pub(in crate::cli) mod reading;

pub(in crate::cli) use evaluation::{EvalArgs, Required};
pub(in crate::cli) use exclusions::guard_exclusions;
pub(in crate::cli) use ranking::{Expand, RankingArgs};

use crate::cli::args::batch::{
    ConfigCommand, GenerationsArgs, ReindexArgs, RepairArgs, RollbackArgs, VerifyArgs,
};
use crate::cli::exit::ExitStatus;
use crate::cli::args::reading::SourceArgs;
use bytesize::ByteSize;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const START: &str = "\
Start:
  dateline index articles/             make or refresh the index of a folder
  dateline search --in articles troops withdrawal
  dateline show 1                      the first article of the last search
  dateline reindex                     refresh the archives of dateline.toml";

/// Search a folder of news articles, the right one first.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    arg_required_else_help = true,
    args_override_self = true,
    after_help = format!("{}\n\n{START}", ExitStatus::help())
)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    pub(in crate::cli) command: Command,

    /// Colour: on a terminal only (and not with `NO_COLOR` set), always or never
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        display_order = 900 // behind each command's own
    )]
    pub(in crate::cli) color: Color,

    /// The configuration file; without it the nearest dateline.toml upwards
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        display_order = 901
    )]
    pub(in crate::cli) config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the choice of every stream of this process.
    pub(in crate::cli) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Make the index of a folder, or refresh it: only changed files are read again
    Index(IndexArgs),
    /// Find articles, the best match first
    Search(SearchArgs),
    /// Show one article: by its rank in the last search, its id or its path
    Show(ShowArgs),
    /// Measure how well topics with known answers are ranked
    Eval(EvalArgs),
    /// Say what an index holds, how fresh it is, and what could not be read
    Status(StatusArgs),
    /// Print what is read out of files, without indexing: headline, date, body, and why not
    Parse(ParseArgs),
    /// Refresh archives as a job: guarded, reported, with exit codes that a scheduler reads
    Reindex(ReindexArgs),
    /// List the generations of an index that are on disk
    Generations(GenerationsArgs),
    /// Put an older generation in force
    Rollback(RollbackArgs),
    /// Check an index: every checksum, article and posting
    Verify(VerifyArgs),
    /// Make a damaged index anew from its articles, aside, and put it in force
    Repair(RepairArgs),
    /// Check and show the configuration
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    Man,
}

/// Which index.
#[derive(Debug, Clone, ClapArgs)]
pub(in crate::cli) struct Where {
    /// The folder of articles, or the name of an archive of dateline.toml; without it the nearest
    /// indexed folder upwards
    #[arg(long = "in", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) folder: Option<PathBuf>,

    /// Where the index lies, if not in FOLDER/.dateline; `DATELINE_INDEX` says so too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) index: Option<PathBuf>,
}

impl Where {
    /// Whether neither folder nor index was named.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.folder.is_none() && self.index.is_none()
    }
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct IndexArgs {
    /// The folder of articles, or the name of an archive of dateline.toml, whose settings then hold
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) folder: PathBuf,

    /// Where to put the index, if not in FOLDER/.dateline (for folders that are read-only);
    /// `DATELINE_INDEX` says so too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) index: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) source: SourceArgs,

    /// The language of the articles: english, french, …, none; english if nothing is said
    #[arg(long, value_name = "LANGUAGE")]
    pub(in crate::cli) language: Option<String>,

    /// The time zone of times that name no offset, such as Asia/Tehran
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) timezone: Option<String>,

    /// Read every file, also those that did not change
    #[arg(long)]
    pub(in crate::cli) full: bool,

    /// Working memory, such as 512MiB; by default a quarter of what is free, 1 GiB at most
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(in crate::cli) memory: Option<ByteSize>,

    /// Threads; by default one a core
    #[arg(long, value_name = "N")]
    pub(in crate::cli) threads: Option<NonZeroUsize>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
The query:
  troops withdrawal         either word; articles with both, close together, come first
  +iraq                     must be there
  -syria, NOT syria         must not
  \"foreign troops\"          these words in this order (quote for the shell: '\"foreign troops\"')
  \"troops baghdad\"~5        close together, at most 5 other words between
  withdraw*                 words that begin so
  headline:pullout          in one field: headline, body, place, agency, byline, source,
                            section, keywords, language, url, id, path
  a AND b, a OR b, (…)      operators are in capitals
Any text is a query; a note says how an odd one was read.

Exit codes: 0 found, 1 nothing found, 2 trouble")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line, and off if it is not typed"
)]
pub(in crate::cli) struct SearchArgs {
    /// The query; no quotes are needed around several words
    #[arg(required_unless_present = "queries", value_name = "QUERY")]
    query: Vec<OsString>,

    /// Search every topic of a file instead, as plain words, with --format trec: a line each of id,
    /// tab, text, or TREC's <top> … </top>
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "query")]
    pub(in crate::cli) queries: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// Published then or later: 2021, 2021-01, "19 January 2021", 2021-01-19T22:00
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,

    /// Published then or earlier; the year, month or day named is included
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) until: Option<String>,

    /// Published in that year, in that month or on that day (quote a date with spaces)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "until"])]
    pub(in crate::cli) on: Option<String>,

    /// Find articles too that are embargoed, withheld or canceled; status:withheld asks for some
    #[arg(long)]
    pub(in crate::cli) any_status: bool,

    /// A file of names that mean the same, a group a line (`ISIS, Daesh, Islamic State`), besides
    /// the set for news English; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) aliases: Vec<PathBuf>,

    /// Without the set for news English; with no --aliases either, words are searched as typed
    #[arg(long)]
    pub(in crate::cli) no_aliases: bool,

    /// The order of hits
    #[arg(long, value_enum, default_value = "relevance")]
    pub(in crate::cli) sort: Sort,

    #[command(flatten)]
    pub(in crate::cli) ranking: RankingArgs,

    /// Tell how the score of each hit comes about (text, json, jsonl)
    #[arg(long)]
    pub(in crate::cli) explain: bool,

    /// Tell which words rank, what each counts, and which were added
    #[arg(long)]
    pub(in crate::cli) explain_query: bool,

    /// How many hits at most
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub(in crate::cli) limit: usize,

    /// How many better ones to leave out first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) offset: usize,

    /// How to print hits
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: SearchFormat,

    /// With --format trec: the name of the run
    #[arg(long, value_name = "NAME", default_value = "dateline")]
    pub(in crate::cli) run_name: String,

    /// With --format paths: end each path with a NUL, for xargs -0
    #[arg(short = '0', long = "null")]
    pub(in crate::cli) null: bool,
}

impl SearchArgs {
    /// The query as it was typed, words joined by spaces; bytes that are not Unicode replaced.
    pub(in crate::cli) fn text(&self) -> String {
        let words: Vec<_> = self
            .query
            .iter()
            .map(|word| word.to_string_lossy())
            .collect();
        words.join(" ")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sort {
    /// The best match first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SearchFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// A JSON object a hit
    Jsonl,
    /// A table
    Csv,
    /// The files' names
    Paths,
    /// A TREC run, of the topics of --queries: topic, Q0, id, rank, score, name
    Trec,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ShowArgs {
    /// A rank of the last search, an id (`id:86685` if it could be a rank), or a path
    /// (`wire.jsonl#3` for the third record)
    pub(in crate::cli) article: OsString,

    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: RecordFormat,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct StatusArgs {
    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// List every problem, and files of other formats too
    #[arg(long)]
    pub(in crate::cli) problems: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: RecordFormat,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  dateline parse wire/2021-01-19.jsonl.gz      every article in it, field by field
  dateline parse --summary archive/            a table: what was read, by format
  curl -s https://news.example/a | dateline parse - --format-of '-=text'

Exit codes: 0 something was read, 1 nothing, 2 trouble")]
pub(in crate::cli) struct ParseArgs {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) source: SourceArgs,

    /// Only count: files, articles, those without a headline or a date, and problems, by format
    #[arg(long)]
    pub(in crate::cli) summary: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: ParseFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ParseFormat {
    /// For people
    Text,
    /// One JSON object an article, a refusal, or a format of the summary
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RecordFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

pub(in crate::cli) fn size(text: &str) -> Result<ByteSize, String> {
    text.parse()
        .map_err(|_| "write a size such as 512MiB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Args::command().debug_assert();
    }
}
