//! `dateline search`: find articles.

use super::args::{SearchArgs, SearchFormat, Sort};
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::index::{build_with_progress, default_settings};
use super::last_search::LastSearch;
use super::locate::{self, Located};
use super::topic_search::{TopicSearch, topics_to_search};
use super::{ranking, stream};
use crate::article::spelling::{DayOrder, read_date};
use crate::article::{Folders, Published};
use crate::index::{Generation, IndexError};
use crate::present::{
    Csv, Json, JsonLines, PathOutput, Paths, Presenter, Text, counted, for_terminal, query_words,
    report_line,
};
use crate::query::ask::{Ask, Note};
use crate::query::{DateBounds, Engine, QueryPlan, SearchPage, SearchRequest, Snapshot, SortOrder};
use std::mem::ManuallyDrop;
use std::path::Path;

pub(super) fn run(args: SearchArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    keep_small_blocks();
    let topics = topics_to_search(&args)?;
    let dates = dates(&args)?;
    let located = locate::of_arguments(&args.place, config)?;
    // The process ends with the search, and the system takes memory maps back faster than they are
    // let go one by one.
    let generation = ManuallyDrop::new(open_or_build(&located, args.place.folder.is_some())?);
    let names = generation.schema.searchable_names();
    let (ask, notes) = Ask::parse(&args.text(), &names);
    let mut request = SearchRequest {
        dates,
        any_status: args.any_status,
        sort: match args.sort {
            Sort::Relevance => SortOrder::Relevance,
            Sort::Newest => SortOrder::Newest,
            Sort::Oldest => SortOrder::Oldest,
        },
        offset: args.offset,
        explain: args.explain,
        ..SearchRequest::new(ask, args.limit)
    };
    let archive = located.archive.as_ref();
    ranking::set(&args.ranking, archive, &generation, &mut request)?;
    let aliases = ranking::aliases(&args.aliases, args.no_aliases, archive)?;
    if let Some(topics) = topics {
        return TopicSearch::new(&generation, request, aliases).print_run(&topics, &args.run_name);
    }
    let mut plan = QueryPlan::new(&request, &generation.schema, &aliases);
    plan.notes.splice(0..0, notes.iter().map(Note::to_string));
    say_notes(&plan.notes, &request.ask);
    for note in &plan.synonym_notes {
        stream::say("note", &for_terminal(note));
    }
    let page = engine(&generation).search(&plan)?;
    if args.explain_query {
        for line in query_words(&page.words) {
            stream::say("word", &line);
        }
    }
    let folders = generation.folders();
    LastSearch::of(&page, located.store.path(), folders.clone()).save();
    print(&page, &args, folders)?;
    if page.total == 0 {
        stream::say("note", "no article matches");
        return Ok(ExitStatus::NothingFound);
    }
    if page.hits.is_empty() && args.limit > 0 {
        let all = counted(page.total, "article");
        stream::say(
            "note",
            &format!("{all} matched; --offset {} is behind the last", args.offset),
        );
    }
    Ok(ExitStatus::Success)
}

/// Buffers of some kilobytes come and go in a search. glibc gives memory back to the system at each
/// turn until it has seen a larger block freed (`M_TRIM_THRESHOLD` in mallopt(3)): one is, once,
/// which saves a tenth of the time. It is never touched, so it costs no memory.
fn keep_small_blocks() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(4 << 20)));
}

/// The engine that answers from a generation.
pub(super) fn engine(generation: &Generation) -> Engine<'_> {
    Engine {
        snapshot: Snapshot {
            searcher: generation.searcher(),
            schema: &generation.schema,
            tokens: &generation.manifest.statistics.tokens,
        },
        generation: generation.number(),
    }
}

/// Opens the index; makes it first if a folder was named that has none.
pub(super) fn open_or_build(located: &Located, is_named: bool) -> anyhow::Result<Generation> {
    match (located.open(), located.named_folders()) {
        (Err(IndexError::Missing(_)), Some(_)) if is_named => {
            let report = build_with_progress(located, &default_settings(located))?;
            stream::say("note", &report_line(&report));
            Ok(located.open()?)
        }
        (opened, _) => Ok(opened?),
    }
}

fn say_notes(notes: &[String], ask: &Ask) {
    for note in notes {
        stream::say("note", &for_terminal(note));
    }
    if !notes.is_empty() && !ask.is_empty() {
        stream::say("note", &for_terminal(&format!("read as: {ask}")));
    }
    if ask.is_empty() {
        stream::say("note", "nothing is asked for: every article matches");
    }
}

fn dates(args: &SearchArgs) -> anyhow::Result<DateBounds> {
    let date = |option: &str, text: &Option<String>| -> anyhow::Result<Option<Published>> {
        let Some(text) = text else { return Ok(None) };
        match read_date(text, DayOrder::default()) {
            Some(spelling) if !spelling.ambiguous => Ok(Some(spelling.published)),
            Some(_) => Err(Misuse::error(
                format!("{option} {text} reads two ways"),
                "write the year first: 2021-04-03",
            )),
            None => Err(Misuse::error(
                format!("{option} {text} is not a date"),
                "write it as 2021, 2021-01, 2021-01-19, \"19 January 2021\" or 2021-01-19T22:00",
            )),
        }
    };
    let on = date("--on", &args.on)?;
    let bounds = DateBounds {
        since: on.or(date("--since", &args.since)?),
        until: on.or(date("--until", &args.until)?),
    };
    if let (Some(since), Some(until)) = (bounds.since, bounds.until)
        && since.offset_seconds() == until.offset_seconds()
        && since.start() >= until.end()
    {
        stream::say("note", "--since is behind --until: nothing can match");
    }
    Ok(bounds)
}

fn print(page: &SearchPage, args: &SearchArgs, folders: Folders) -> anyhow::Result<()> {
    let text;
    let paths;
    let presenter: &dyn Presenter = match args.format {
        SearchFormat::Text => {
            text = Text {
                width: stream::width(),
            };
            return Ok(stream::write_styled(|out| text.page(page, out))?);
        }
        SearchFormat::Json => &Json,
        SearchFormat::Jsonl => &JsonLines,
        SearchFormat::Csv => &Csv,
        SearchFormat::Trec => unreachable!("topics_to_search refuses it without topics"),
        SearchFormat::Paths => {
            paths = Paths {
                folders: shown_folders(args, folders),
                output: match (stream::stdout_is_terminal(), args.null) {
                    (true, _) => PathOutput::Terminal,
                    (false, true) => PathOutput::NullSeparated,
                    (false, false) => PathOutput::Lines,
                },
            };
            &paths
        }
    };
    Ok(stream::write_plain(|out| presenter.page(page, out))?)
}

/// What stands before a path so that it can be opened from here: the folder as it was typed, or
/// the way from the current folder to it.
fn shown_folders(args: &SearchArgs, folders: Folders) -> Folders {
    let Some(only) = folders.only() else {
        return folders;
    };
    if let Some(typed) = args.place.folder.as_ref().filter(|typed| typed.is_dir()) {
        return Folders::one(typed.clone());
    }
    match std::env::current_dir() {
        Ok(here) if here == only => Folders::one(std::path::PathBuf::new()),
        _ => folders,
    }
}
