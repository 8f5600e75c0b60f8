//! `dateline search`: finds articles.
//!
//! It opens the archive's index, or makes it first, reads the query, searches, and prints the hits in one of the
//! formats of `present`. With `--queries` it answers every query of a file.

use crate::article::fields;
use crate::cli::archives::OpenArchives;
use crate::cli::args::{CopiesArgs, RankingArgs, number, time_limit};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{
    LastSearch, ManyQueries, OutputArgs, PreparedSearch, QueriesOfFile, QueryArgs, Refresh,
    SampleArgs, SavedQueries, Way, suggestions,
};
use crate::cli::shell::dateline;
use crate::present::{
    OUTPUT_FORMATS, Writer, counted, for_terminal, query_words, timeline_line, wrapped,
};
use crate::query::ask::{Notation, QUERY_LANGUAGE, RULE};
use crate::query::{
    DateBounds, Deadline, Engine, QueryPlan, SearchError, SearchPage, SortOrder, Timeline,
};
use clap::{Args, ValueEnum, ValueHint};
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
    #[command(flatten)]
    pub(crate) query: QueryArgs,

    /// Answer every query of a file (- for standard input): a line each, an id, a tab and a query, or
    /// the query alone; --format jsonl, csv or tsv. With --format trec each is plain words, and
    /// TREC's <top> … </top> is read too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["query", "count", "open", "sample", "timeline"])]
    queries: Option<PathBuf>,

    /// The order of hits
    #[arg(
        long,
        value_enum,
        default_value = "relevance",
        conflicts_with = "sample"
    )]
    sort: Sort,

    #[command(flatten)]
    copies: CopiesArgs,

    #[command(flatten)]
    ranking: RankingArgs,

    /// Explain the score of each hit (text, json, jsonl)
    #[arg(long)]
    explain: bool,

    /// Print how the query was read, the words that rank, the weight of each, and which were added
    #[arg(long)]
    explain_query: bool,

    /// The largest number of hits
    #[arg(
        short = 'n',
        long = "limit",
        value_name = "N",
        default_value_t = 10,
        value_parser = number::<usize>,
        conflicts_with = "sample"
    )]
    pub(crate) limit: usize,

    /// How many of the best hits to leave out
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = number::<usize>, conflicts_with = "sample")]
    offset: usize,

    #[command(flatten)]
    sample: SampleArgs,

    /// Print a line above the hits that shows when they were published (text)
    #[arg(long, conflicts_with_all = ["count", "open"])]
    timeline: bool,

    /// Save the query under a name as well: `watch:NAME` searches for it again, without the options
    #[arg(long, value_name = "NAME", conflicts_with = "queries")]
    save: Option<String>,

    /// The longest time that the search may take once the index is open, such as 2s; of --queries,
    /// the search for each query. A search that takes longer fails and prints no hits
    #[arg(long, value_name = "DURATION", value_parser = time_limit)]
    timeout: Option<Duration>,

    #[command(flatten)]
    output: OutputArgs,
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
    /// Of pages that a program recognised, those with the most certain words first
    Quality,
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
    lines.extend(RULE.map(str::to_owned));
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
        let _notes = stream::hold_notes();
        self.output.check(self.explain)?;
        if self.timeline && self.output.format.name != OUTPUT_FORMATS[0].name {
            return Err(Misuse::error(
                format!(
                    "--timeline prints no line with --format {}",
                    self.output.format.name
                ),
                format!(
                    "leave it out, or see when it was published: {} timeline --format json …",
                    dateline()
                ),
            ));
        }
        if self.query.is_empty() && self.queries.is_none() {
            return Err(Misuse::error(
                "nothing to search for",
                format!(
                    "type a query, or a date for a list by date: {} search{} --since 2021",
                    dateline(),
                    self.query.typed_options()
                ),
            ));
        }
        let queries = self.queries()?;
        // The process ends with the search, and the system takes back memory maps faster than they can be dropped one by
        // one.
        let mut search = ManuallyDrop::new(self.query.prepare(context)?);
        search.rank_by(&self.ranking)?;
        let request = &mut search.request;
        request.sort = match self.sort {
            Sort::Relevance => SortOrder::Relevance,
            Sort::Newest => SortOrder::Newest,
            Sort::Oldest => SortOrder::Oldest,
            Sort::Quality => SortOrder::Quality,
        };
        (request.limit, request.offset) = self.shown();
        request.sample = self.sample.sample();
        request.folding = self.copies.folding(self.output.is_for_people());
        request.explain = self.explain;
        request.excerpts = self.output.excerpts();
        request.deadline = self.timeout.map(Deadline::after).unwrap_or_default();
        if let Some(file) = queries {
            let options = self
                .output
                .page_options(&self.query.location, &search.archives);
            let many = ManyQueries {
                search: &search,
                timeout: self.timeout,
                way: match self.output.format.writer {
                    Writer::Run(write) => Way::Run(write, &self.output.run_name),
                    Writer::Page(writer) => Way::Pages(writer, &options),
                },
            };
            return Ok(file.status(search.status(many.print(&file.queries)?)));
        }
        if let Some(name) = &self.save {
            let before = SavedQueries::save(name, &self.query.text(), context.config())?;
            let note = if let Some(before) = before {
                format!("saved as {name}, which was: {before}")
            } else {
                let options = self.query.typed_options();
                format!(
                    "saved as {name}: {} search{options} watch:{name}",
                    dateline()
                )
            };
            stream::say("note", &for_terminal(&note));
            if search.request.dates != DateBounds::default() || !search.request.values.is_empty() {
                let note = "options are not saved with it; write dates and values into the query, \
                    as in since:2021 source:kayhan";
                stream::say("note", note);
            }
        }
        let plan = search.plan();
        let engine = search.engine();
        let mut page = engine.search(&plan)?;
        advise(&engine, &search, &mut page)?;
        let refresh = if page.total == 0 && !search.request.ask.is_empty() {
            Refresh::of(&search.archives)
        } else {
            Refresh::default()
        };
        page.suggestions.extend(refresh.suggestion(&page.query));
        self.say_notes(&page, &plan, &search);
        if !self.output.count {
            self.sample.say(page.hits.len() as u64, page.total);
        }
        let timeline = if self.timeline && page.total > 0 {
            let timeline = Timeline::of_days(engine.days(&plan)?);
            Some(timeline_line(&timeline, stream::width()))
        } else {
            None
        };
        // People were told already.
        let left_out = search.archives.left_out.iter();
        let left_out = left_out.map(|why| format!("not searched: {why}"));
        let notes = search.archives.notes.iter().cloned();
        page.notes.extend(left_out.chain(notes));
        let shown = self.show(&page, timeline.as_deref(), &search.archives, &refresh)?;
        Ok(search.status(shown))
    }

    /// Reports how the query was read, and what is found in addition to what was typed.
    fn say_notes(&self, page: &SearchPage, plan: &QueryPlan, search: &PreparedSearch) {
        for note in &page.notes {
            stream::say("note", &for_terminal(note));
        }
        let ask = &search.request.ask;
        if !plan.notes.is_empty() && !ask.is_empty() {
            stream::say("note", &for_terminal(&format!("read as: {ask}")));
        }
        if search.asks_for_everything() {
            stream::say("note", "the query has no words: every article matches");
        }
        if self.explain_query {
            for line in ask.in_words() {
                stream::say("query", &for_terminal(&line));
            }
        }
    }

    /// The queries of the file that was named; `None` for a search of one query.
    fn queries(&self) -> anyhow::Result<Option<QueriesOfFile>> {
        let Some(file) = &self.queries else {
            return match self.output.format.writer {
                Writer::Page(_) => Ok(None),
                Writer::Run(_) => Err(Misuse::error(
                    "a TREC run is made from a file of topics",
                    "name it as well: --queries FILE",
                )),
            };
        };
        let writer = self.output.page_writer();
        if writer.is_some_and(|writer| !writer.answers_many()) {
            return Err(Misuse::error(
                format!("--format {} is for one query", self.output.format.name),
                "add --format jsonl, csv, tsv or trec",
            ));
        }
        if file.as_os_str() == "-" && self.query.reads_stdin() {
            return Err(Misuse::error(
                "standard input is named twice",
                "name a file instead of one `-`",
            ));
        }
        Ok(Some(QueriesOfFile::read(file)?))
    }

    /// How many hits are shown, and how many are left out before them.
    fn shown(&self) -> (usize, usize) {
        match self.output.open {
            _ if self.output.count => (0, 0),
            _ if self.sample.sample().is_some() => (usize::MAX, 0),
            Some(rank) => (1, rank as usize - 1),
            None => (self.limit, self.offset),
        }
    }

    /// Remembers and prints what was found.
    fn show(
        &self,
        page: &SearchPage,
        timeline: Option<&str>,
        archives: &OpenArchives,
        refresh: &Refresh,
    ) -> anyhow::Result<ExitStatus> {
        if self.explain_query {
            for line in query_words(&page.words) {
                stream::say("word", &line);
            }
        }
        if !self.output.count {
            LastSearch::of(page, archives).save();
        }
        self.output
            .print(page, timeline, &self.query.location, archives)?;
        if page.total == 0 {
            stream::say("note", "no article matches");
        }
        let options = self.query.typed_options() + &self.copies.typed();
        suggestions::say(&page.suggestions, &options, refresh);
        if page.total == 0 {
            return Ok(ExitStatus::NothingFound);
        }
        if self.limit == 0 && self.shown().0 == 0 && !self.output.count {
            let all = match page.total {
                1 => "1 article matches".to_owned(),
                many => format!("{} match", counted(many, "article")),
            };
            stream::say(
                "note",
                &format!("{all}; -n 0 shows none (--count prints the number)"),
            );
        } else if page.hits.is_empty() && self.shown().0 > 0 {
            let all = counted(page.total, "article");
            let note = format!("{all} matched; --offset {} is after the last", self.offset);
            stream::say("note", &note);
        }
        Ok(ExitStatus::Success)
    }
}

/// Makes glibc keep memory that is freed. Buffers of some kilobytes come and go in a search, and glibc returns memory to
/// the system each time until it has seen a larger block freed (`M_TRIM_THRESHOLD` in mallopt(3)). Freeing one once
/// saves a tenth of the time. The block is never written to, so it costs no memory.
fn keep_small_blocks() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(4 << 20)));
}

/// Adds why nothing was found, and what else to search for.
fn advise(
    engine: &Engine,
    search: &PreparedSearch,
    page: &mut SearchPage,
) -> Result<(), SearchError> {
    let (request, synonyms) = (&search.request, &search.synonyms);
    page.add_reasons(engine.reasons(request, synonyms, page.total)?);
    page.suggestions = engine.suggestions(request, synonyms, page.total)?;
    Ok(())
}
