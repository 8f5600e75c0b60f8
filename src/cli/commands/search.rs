//! `dateline search`: finds articles.
//!
//! It opens the archive's index, or makes it first, reads the query, searches, and prints the hits in one of the
//! formats of `present`. With `--queries` it makes a TREC run of many topics.

use crate::article::{Folders, fields};
use crate::cli::archives::{Archive, engine};
use crate::cli::args::{IndexLocation, RankingArgs, SynonymArgs, duration};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{DateArgs, LastSearch, TopicSearch, request};
use crate::evaluation::{Topic, read_topics};
use crate::index::Generation;
use crate::present::{
    OUTPUT_FORMATS, OutputFormat, PageOptions, PathOutput, WriteRun, Writer, counted, for_terminal,
    query_words, wrapped,
};
use crate::query::ask::{Ask, Notation, Note, QUERY_LANGUAGE};
use crate::query::{Deadline, QueryPlan, SearchPage, SearchRequest, SortOrder};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Duration;

/// Find articles, the best match first
#[derive(Debug, Args)]
#[command(after_help = query_help())]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line, and off if it is not typed"
)]
pub(crate) struct SearchArgs {
    /// The query; several words need no quotes
    #[arg(required_unless_present = "queries", value_name = "QUERY")]
    query: Vec<OsString>,

    /// Search for every topic of a file instead, as plain words; needs --format trec. Each line has
    /// an id, a tab and a text; TREC's <top> … </top> is read too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "query")]
    queries: Option<PathBuf>,

    #[command(flatten)]
    location: IndexLocation,

    #[command(flatten)]
    dates: DateArgs,

    /// Also find articles that are embargoed, withheld or canceled; status:withheld finds only
    /// withheld ones
    #[arg(long)]
    any_status: bool,

    #[command(flatten)]
    synonyms: SynonymArgs,

    /// The order of hits
    #[arg(long, value_enum, default_value = "relevance")]
    sort: Sort,

    #[command(flatten)]
    ranking: RankingArgs,

    /// Explain the score of each hit (text, json, jsonl)
    #[arg(long)]
    explain: bool,

    /// Print the words that rank, the weight of each, and which words were added
    #[arg(long)]
    explain_query: bool,

    /// The largest number of hits
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,

    /// How many of the best hits to leave out
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// The longest time that the search may take once the index is open, such as 2s; of --queries,
    /// the search for each topic. A search that takes longer fails and prints no hits
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,

    /// How to print hits
    #[arg(long, default_value = OUTPUT_FORMATS[0].name, value_parser = output_format())]
    format: &'static OutputFormat,

    /// With --format trec: the name of the run
    #[arg(long, value_name = "NAME", default_value = "dateline")]
    run_name: String,

    /// With --format paths: end each path with a NUL, for xargs -0
    #[arg(short = '0', long = "null")]
    null: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// The best match first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

/// Takes the names of the output formats of search results.
fn output_format() -> impl TypedValueParser<Value = &'static OutputFormat> {
    let values = OUTPUT_FORMATS.iter();
    let values = values.map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(values)
        .map(|name| OutputFormat::named(&name).expect("the parser takes these names only"))
}

/// How a query is written: the query language, and the fields of the table of fields.
fn query_help() -> String {
    let mut lines = vec![String::from("The query:")];
    for Notation { typed, meaning } in QUERY_LANGUAGE {
        let mut typed = typed.join(", ");
        for meaning in wrapped(meaning, 52) {
            lines.push(format!("  {typed:<24}  {meaning}"));
            typed.clear();
        }
    }
    lines.push("The fields are".to_owned());
    let fields = fields::list_for_people();
    lines.extend(wrapped(&fields, 78).iter().map(|line| format!("  {line}")));
    lines.push(
        "\
Put quotes for the shell around quotes of the query: '\"foreign troops\"'
zsh expands a bare =wages to a command: type '=wages' or exact:wages
Any text is a query; a note says how an unusual one was read.

Exit codes: 0 found, 1 nothing found, 2 failed, 124 took longer than --timeout"
            .to_owned(),
    );
    lines.join("\n")
}

impl SearchArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        keep_small_blocks();
        let topics = self.topics()?;
        let dates = self.dates.bounds()?;
        let mut archive = Archive::at(&self.location, context.config())?;
        self.synonyms.apply_to(&mut archive.settings.search);
        // The process ends with the search, and the system takes back memory maps faster than they can be dropped one by
        // one.
        let is_named = self.location.folder.is_some();
        let generation = ManuallyDrop::new(archive.open_or_build(is_named)?);
        let names = generation.schema.searchable_names();
        let (ask, notes) = Ask::parse(&self.text(), &names);
        let settings = &archive.settings.search;
        let request = SearchRequest {
            ask,
            dates,
            any_status: self.any_status,
            sort: match self.sort {
                Sort::Relevance => SortOrder::Relevance,
                Sort::Newest => SortOrder::Newest,
                Sort::Oldest => SortOrder::Oldest,
            },
            limit: self.limit,
            offset: self.offset,
            explain: self.explain,
            deadline: self.timeout.map(Deadline::after).unwrap_or_default(),
            ..request(settings, &self.ranking, &generation)?
        };
        let synonyms = settings.synonyms()?;
        if let Some((topics, write)) = topics {
            let search = TopicSearch::new(&generation, request, synonyms, self.timeout);
            return search.print_run(&topics, &self.run_name, write);
        }
        let mut plan = QueryPlan::new(&request, &generation.schema, &synonyms);
        plan.notes.splice(0..0, notes.iter().map(Note::to_string));
        say_notes(&plan, &request.ask);
        let page = engine(&generation).search(&plan)?;
        self.show(&page, &archive, &generation)
    }

    /// The query as it was typed, words joined by spaces; bytes that are not Unicode are replaced.
    pub(crate) fn text(&self) -> String {
        let words: Vec<_> = self
            .query
            .iter()
            .map(|word| word.to_string_lossy())
            .collect();
        words.join(" ")
    }

    /// The topics to make a run of, and how it is written; `None` for a search of one query.
    fn topics(&self) -> anyhow::Result<Option<(Vec<Topic>, WriteRun)>> {
        match (&self.queries, self.format.writer) {
            (Some(file), Writer::Run(write)) => Ok(Some((read_topics(file)?, write))),
            (None, Writer::Run(_)) => Err(Misuse::error(
                "a TREC run is made from a file of topics",
                "name it: dateline search --queries topics.tsv --format trec -n 1000",
            )),
            (Some(_), _) => Err(Misuse::error(
                "--queries prints a TREC run only",
                "add --format trec, and -n 1000 for the number of hits that TREC asks for",
            )),
            (None, _) => Ok(None),
        }
    }

    /// Remembers and prints what was found.
    fn show(
        &self,
        page: &SearchPage,
        archive: &Archive,
        generation: &Generation,
    ) -> anyhow::Result<ExitStatus> {
        if self.explain_query {
            for line in query_words(&page.words) {
                stream::say("word", &line);
            }
        }
        let folders = generation.folders();
        LastSearch::of(page, archive.store.path(), folders.clone()).save();
        self.print(page, folders)?;
        if page.total == 0 {
            stream::say("note", "no article matches");
            return Ok(ExitStatus::NothingFound);
        }
        if page.hits.is_empty() && self.limit > 0 {
            let all = counted(page.total, "article");
            let note = format!("{all} matched; --offset {} is after the last", self.offset);
            stream::say("note", &note);
        }
        Ok(ExitStatus::Success)
    }

    fn print(&self, page: &SearchPage, folders: Folders) -> anyhow::Result<()> {
        let Writer::Page(writer) = self.format.writer else {
            unreachable!("`topics` refuses it without topics");
        };
        let options = PageOptions {
            width: stream::width(),
            folders: self.shown_folders(folders),
            path_output: match (stream::stdout_is_terminal(), self.null) {
                (true, _) => PathOutput::Terminal,
                (false, true) => PathOutput::NullSeparated,
                (false, false) => PathOutput::Lines,
            },
        };
        let write = |out: &mut dyn Write| writer.write(page, &options, out);
        if writer.is_styled() {
            stream::write_styled(write)?;
        } else {
            stream::write_plain(write)?;
        }
        Ok(())
    }

    /// The folders to print before paths, so that a path can be opened from the current folder: a folder as it was
    /// typed, nothing for the current folder, else the whole path.
    fn shown_folders(&self, folders: Folders) -> Folders {
        let Some(only) = folders.only() else {
            return folders;
        };
        let typed = self.location.folder.as_ref();
        if let Some(typed) = typed.filter(|typed| typed.is_dir()) {
            return Folders::one(typed.clone());
        }
        match std::env::current_dir() {
            Ok(here) if here == only => Folders::one(PathBuf::new()),
            _ => folders,
        }
    }
}

/// Makes glibc keep memory that is freed. Buffers of some kilobytes come and go in a search, and glibc returns memory to
/// the system each time until it has seen a larger block freed (`M_TRIM_THRESHOLD` in mallopt(3)). Freeing one once
/// saves a tenth of the time. The block is never written to, so it costs no memory.
fn keep_small_blocks() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(4 << 20)));
}

/// Reports how the query was read, and what is found in addition to what was typed.
fn say_notes(plan: &QueryPlan, ask: &Ask) {
    for note in &plan.notes {
        stream::say("note", &for_terminal(note));
    }
    if !plan.notes.is_empty() && !ask.is_empty() {
        stream::say("note", &for_terminal(&format!("read as: {ask}")));
    }
    if ask.is_empty() {
        stream::say("note", "the query has no words: every article matches");
    }
    for note in &plan.synonym_notes {
        stream::say("note", &for_terminal(note));
    }
}
