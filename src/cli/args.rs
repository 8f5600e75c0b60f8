//! What may be typed, untouched: nothing here looks at files. All defaults stand on this screen.

use super::batch_args::{
    ConfigCommand, GenerationsArgs, ReindexArgs, RepairArgs, RollbackArgs, VerifyArgs,
};
use super::exit::ExitStatus;
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
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// Colour: on a terminal only (and not with `NO_COLOR` set), always or never
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(super) color: Color,

    /// The configuration file; without it the nearest dateline.toml upwards
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the choice of every stream of this process.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the index of a folder, or refresh it: only changed files are read again
    Index(IndexArgs),
    /// Find articles, the best match first
    Search(SearchArgs),
    /// Show one article: by its rank in the last search, its id or its path
    Show(ShowArgs),
    /// Say what an index holds, how fresh it is, and what could not be read
    Status(StatusArgs),
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
pub(super) struct Where {
    /// The folder of articles, or the name of an archive of dateline.toml; without it the nearest
    /// indexed folder upwards
    #[arg(long = "in", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) folder: Option<PathBuf>,

    /// Where the index lies, if not in FOLDER/.dateline; `DATELINE_INDEX` says so too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) index: Option<PathBuf>,
}

impl Where {
    /// Whether neither folder nor index was named.
    pub(super) fn is_empty(&self) -> bool {
        self.folder.is_none() && self.index.is_none()
    }
}

#[derive(Debug, ClapArgs)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "flags as they are typed; cli/index.rs resolves them"
)]
pub(super) struct IndexArgs {
    /// The folder of articles, or the name of an archive of dateline.toml, whose settings then hold
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,

    /// Where to put the index, if not in FOLDER/.dateline (for folders that are read-only);
    /// `DATELINE_INDEX` says so too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) index: Option<PathBuf>,

    /// Take only files that a glob means; `*.txt` at any depth, `wire/**` below the folder
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,

    /// Pass over files and folders that a glob means
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,

    /// Follow symbolic links
    #[arg(long)]
    pub(super) follow: bool,

    /// Read 03/04/2021 as 3 April; the default
    #[arg(long, conflicts_with = "month_first")]
    pub(super) day_first: bool,

    /// Read 03/04/2021 as March 4
    #[arg(long)]
    pub(super) month_first: bool,

    /// The language of the articles: english, french, …, none; english if nothing is said
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<String>,

    /// The time zone of times that name no offset, such as Asia/Tehran
    #[arg(long, value_name = "ZONE")]
    pub(super) timezone: Option<String>,

    /// Read every file, also those that did not change
    #[arg(long)]
    pub(super) full: bool,

    /// Working memory, such as 512MiB; by default a quarter of what is free, 1 GiB at most
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(super) memory: Option<ByteSize>,

    /// Threads; by default one a core
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
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
pub(super) struct SearchArgs {
    /// The query; no quotes are needed around several words
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<OsString>,

    #[command(flatten)]
    pub(super) place: Where,

    /// Published then or later: 2021, 2021-01, "19 January 2021", 2021-01-19T22:00
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,

    /// Published then or earlier; the year, month or day named is included
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,

    /// Published in that year, in that month or on that day (quote a date with spaces)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "until"])]
    pub(super) on: Option<String>,

    /// The order of hits
    #[arg(long, value_enum, default_value = "relevance")]
    pub(super) sort: Sort,

    /// How many hits at most
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,

    /// How many better ones to leave out first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,

    /// How to print hits
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: SearchFormat,

    /// With --format paths: end each path with a NUL, for xargs -0
    #[arg(short = '0', long = "null")]
    pub(super) null: bool,
}

impl SearchArgs {
    /// The query as it was typed, words joined by spaces; bytes that are not Unicode replaced.
    pub(super) fn text(&self) -> String {
        let words: Vec<_> = self
            .query
            .iter()
            .map(|word| word.to_string_lossy())
            .collect();
        words.join(" ")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    /// The best match first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchFormat {
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
}

#[derive(Debug, ClapArgs)]
pub(super) struct ShowArgs {
    /// A rank of the last search, an id (`id:86685` if it could be a rank), or a path
    /// (`wire.jsonl#3` for the third record)
    pub(super) article: OsString,

    #[command(flatten)]
    pub(super) place: Where,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: RecordFormat,
}

#[derive(Debug, ClapArgs)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    pub(super) place: Where,

    /// List every problem, and files of other formats too
    #[arg(long)]
    pub(super) problems: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: RecordFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

pub(super) fn size(text: &str) -> Result<ByteSize, String> {
    text.parse()
        .map_err(|_| "write a size such as 512MiB".to_owned())
}

/// The options of a search that take a value, which is left as it is.
const WITH_VALUE: [&str; 12] = [
    "--in", "--index", "--since", "--until", "--on", "--sort", "-n", "--limit", "--offset",
    "--format", "--color", "--config",
];

/// Keeps words that a search excludes from being taken for options: `-hamas` would ask for help.
/// Of what begins with one minus, only `-n`, `-n5`, `-0`, `-h` and `-V` are options.
pub(super) fn guard_exclusions(
    arguments: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut searching = false;
    let mut literal = false;
    let mut value = false;
    arguments.into_iter().map(move |argument| {
        let is_value = std::mem::take(&mut value);
        let Some(text) = argument.to_str().filter(|_| !is_value && !literal) else {
            return argument;
        };
        match text {
            "search" => searching = true,
            "--" => literal = true,
            _ if searching && WITH_VALUE.contains(&text) => value = true,
            _ if searching && is_exclusion(text) => return format!("NOT {}", &text[1..]).into(),
            _ => {}
        }
        argument
    })
}

fn is_exclusion(text: &str) -> bool {
    let Some(word) = text.strip_prefix('-').filter(|word| !word.is_empty()) else {
        return false;
    };
    let number = word
        .strip_prefix('n')
        .map(|rest| rest.trim_start_matches('='));
    let limit = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    !(limit || matches!(word, "0" | "h" | "V") || word.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn query(arguments: &[&str]) -> (String, usize) {
        let arguments = ["dateline", "search"].iter().chain(arguments);
        let args = Args::try_parse_from(guard_exclusions(arguments.map(OsString::from))).unwrap();
        match args.command {
            Command::Search(search) => (search.text(), search.limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definitions_hold_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_value_of_an_option_is_left_alone() {
        let typed = ["dateline", "search", "--in", "-weird", "-weird"].map(OsString::from);
        let guarded: Vec<_> = guard_exclusions(typed).collect();
        assert_eq!(guarded[3..], ["-weird", "NOT weird"].map(OsString::from));
    }

    #[test]
    fn an_excluded_word_is_no_option() {
        for (arguments, expected) in [
            (
                &["troops", "-syria", "-n", "5"][..],
                ("troops NOT syria", 5),
            ),
            (&["-hamas", "gaza"], ("NOT hamas gaza", 10)),
            (&["-n5", "a"], ("a", 5)),
            (&["nuclear", "-nuclear"], ("nuclear NOT nuclear", 10)),
            (&["a", "-place:baghdad"], ("a NOT place:baghdad", 10)),
            (&["a", "-\"b c\""], ("a NOT \"b c\"", 10)),
            (&["a", "-5"], ("a NOT 5", 10)),
            (&["--", "-n", "-hamas"], ("-n -hamas", 10)),
            (&["a", "-", "b"], ("a - b", 10)),
            (&["a", "-n", "1", "-n", "2"], ("a", 2)),
        ] {
            let (query, limit) = query(arguments);
            assert_eq!((query.as_str(), limit), expected, "{arguments:?}");
        }
    }
}
