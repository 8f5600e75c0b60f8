//! The arguments of every command that takes a query, and the search that they ask for.
//!
//! A command has them as one group and gets a search that is ready to be planned:
//!
//! ```text
//! #[command(flatten)]
//! query: QueryArgs,
//!
//! let mut search = self.query.prepare(context)?;  // finds and opens the archives, reads the query
//! search.request.limit = self.limit;              // what the command itself asks for
//! let plan = search.plan();                       // `plan.notes` say how the query was read
//! let page = search.engine().search(&plan)?;      // or any other method of the engine
//! ```
//!
//! The request has no limit, and ranks by the settings of the archive; [`PreparedSearch::rank_by`]
//! applies `RankingArgs`. [`PreparedSearch::status`] gives the exit code.
//! [`PreparedSearch::with_query`] makes a request of another query, for a file of queries. A word
//! with a minus is an exclusion in every command that has this group; options of one letter that it
//! does not have are notes.

use super::dates::DateArgs;
use super::facets::ValueArgs;
use super::misread;
use super::names::named;
use super::together;
use crate::article::when::When;
use crate::cli::archives::{Missing, OpenArchives};
use crate::cli::args::{RankingArgs, SearchLocation, SynonymArgs};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::config::JointSettings;
use crate::present::for_terminal;
use crate::query::ask::{Ask, Note};
use crate::query::{DateBounds, Engine, QueryPlan, SearchRequest, Synonyms};
use clap::Args;
use std::ffi::OsString;
use std::path::Path;

/// A query, and where it is asked.
#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The query, as `dateline search` reads it; several words need no quotes
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<OsString>,

    /// Letters that were typed as options
    #[arg(long, hide = true, value_name = "LETTER")]
    not_an_option: Vec<char>,

    #[command(flatten)]
    pub(crate) location: SearchLocation,

    #[command(flatten)]
    dates: DateArgs,

    #[command(flatten)]
    pub(crate) exactly: ValueArgs,

    /// Also find articles that are embargoed, withheld or canceled; status:withheld finds only
    /// withheld ones
    #[arg(long)]
    any_status: bool,

    #[command(flatten)]
    synonyms: SynonymArgs,
}

/// A search that is ready to be planned.
pub(crate) struct PreparedSearch<'a> {
    /// What is searched.
    pub(crate) archives: OpenArchives,
    /// What is asked; a command changes it as it likes before it is planned.
    pub(crate) request: SearchRequest,
    /// The synonyms that are used.
    pub(crate) synonyms: Synonyms,
    /// How the query was read, a sentence each.
    notes: Vec<String>,
    /// The dates that were typed as options.
    typed_dates: [Option<When>; 2],
    /// The configuration that was named.
    config: Option<&'a Path>,
}

impl QueryArgs {
    /// Finds and opens the archives, and reads the query.
    ///
    /// # Errors
    /// If a date cannot be read, or an archive is missing or cannot be used.
    pub(crate) fn prepare<'a>(&self, context: &'a Context) -> anyhow::Result<PreparedSearch<'a>> {
        self.prepare_at(&self.location, context)
    }

    /// The same in other archives than those that were named.
    ///
    /// # Errors
    /// As [`Self::prepare`].
    pub(crate) fn prepare_at<'a>(
        &self,
        location: &SearchLocation,
        context: &'a Context,
    ) -> anyhow::Result<PreparedSearch<'a>> {
        let dates = self.dates.read()?;
        let archives = OpenArchives::at(location, context.config(), Missing::Build);
        if archives.is_err() {
            // Perhaps the folder to search was typed as a word.
            if let Some(note) = self.query.first().and_then(|word| misread::of_folder(word)) {
                stream::say("note", &for_terminal(&note));
            }
        }
        let archives = archives?;
        let mut settings = together::settings(&archives);
        self.synonyms.apply_to(&mut settings.search);
        let mut search = PreparedSearch::of(archives, &settings, context)?;
        search.typed_dates = dates.both();
        search.request.dates = dates.bounds(search.archives.schema())?;
        search.request.any_status = self.any_status;
        search.request.values = self.exactly.values().to_vec();
        let typed = self.not_an_option.iter().copied().map(misread::of_letter);
        let mut notes: Vec<_> = typed
            .chain(misread::of_words(
                &self.query,
                search.archives.first().archive.folders.as_ref(),
            ))
            .collect();
        let (request, read) = search.with_query(&self.text())?;
        notes.extend(read);
        (search.request, search.notes) = (request, notes);
        Ok(search)
    }

    /// The query as it was typed, words joined by spaces; bytes that are not Unicode are replaced.
    pub(crate) fn text(&self) -> String {
        let words = self.query.iter().map(|word| word.to_string_lossy());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether an option names standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.synonyms.reads_stdin()
    }

    /// Whether neither a query nor a date or value was typed: every article matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.query.is_empty() && self.dates.is_empty() && self.exactly.values().is_empty()
    }

    /// The options as they were typed, each after a space, for a command to copy that searches for
    /// something else in the same way. Dates are not among them.
    pub(crate) fn typed_options(&self) -> String {
        self.options_without_values() + &self.exactly.typed()
    }

    /// The same options with the dates, but without the values that articles must have.
    pub(crate) fn typed_options_and_dates(&self) -> String {
        self.options_without_values() + &self.dates.typed()
    }

    fn options_without_values(&self) -> String {
        let mut typed = self.location.typed() + &self.synonyms.typed();
        if self.any_status {
            typed.push_str(" --any-status");
        }
        typed
    }
}

impl<'a> PreparedSearch<'a> {
    /// A search in these archives, for queries that are made later: [`Self::with_query`].
    ///
    /// # Errors
    /// If an archive is missing or cannot be used.
    pub(crate) fn without_query(
        location: &SearchLocation,
        context: &'a Context,
    ) -> anyhow::Result<Self> {
        let archives = OpenArchives::at(location, context.config(), Missing::Build)?;
        let settings = together::settings(&archives);
        Self::of(archives, &settings, context)
    }

    fn of(
        archives: OpenArchives,
        settings: &JointSettings,
        context: &'a Context,
    ) -> anyhow::Result<Self> {
        for note in &settings.notes {
            stream::say("note", &for_terminal(note));
        }
        let settings = &settings.search;
        Ok(Self {
            request: SearchRequest {
                ranking: settings.ranking.clone(),
                // Misread words are found by a dictionary, which a cluster has not.
                misread: settings.ocr.unwrap_or(archives.schema().is_recognised)
                    && archives
                        .iter()
                        .all(|own| own.generation.elsewhere().is_none()),
                within: archives.within(),
                ..SearchRequest::new(Ask::default(), usize::MAX)
            },
            synonyms: settings.synonyms()?,
            notes: Vec::new(),
            typed_dates: [None, None],
            config: context.config(),
            archives,
        })
    }

    /// The request with another query, and how that was read, a sentence each.
    ///
    /// # Errors
    /// If the catalog of an archive cannot be read.
    pub(crate) fn with_query(&self, text: &str) -> anyhow::Result<(SearchRequest, Vec<String>)> {
        let (ask, notes) = Ask::parse(text, &self.archives.schema().searchable_names());
        let request = SearchRequest {
            named: named(&ask, &self.archives, self.config)?,
            ask,
            ..self.request.clone()
        };
        let mut notes: Vec<_> = notes.iter().map(Note::to_string).collect();
        let in_archives = together::notes(&request.ask, &self.typed_dates, &self.archives);
        notes.extend(in_archives);
        Ok((request, notes))
    }

    /// Ranks as was typed, in addition to the settings of the archive.
    ///
    /// # Errors
    /// If a setting of ranking is unknown or a value is not allowed.
    pub(crate) fn rank_by(&mut self, ranking: &RankingArgs) -> anyhow::Result<()> {
        let fields = self.archives.schema().ranked_names();
        ranking.apply_to(&mut self.request.ranking, &fields)?;
        self.request.expansion = ranking.expansion();
        self.request.recency = ranking.recency(self.archives.newest())?;
        Ok(())
    }

    /// The request as the engine carries it out. Its notes say first how the query was read.
    pub(crate) fn plan(&self) -> QueryPlan {
        let schema = self.archives.schema();
        let mut plan = QueryPlan::new(&self.request, schema, &self.synonyms);
        plan.notes.splice(0..0, self.notes.iter().cloned());
        plan
    }

    /// The engine that carries plans out.
    pub(crate) fn engine(&self) -> Engine<'_> {
        self.archives.engine()
    }

    /// The exit code of a command that would end with `status`: if an archive was left out, it says
    /// so.
    pub(crate) fn status(&self, status: ExitStatus) -> ExitStatus {
        if self.archives.left_out.is_empty() {
            status
        } else {
            status.worse(ExitStatus::Trouble)
        }
    }

    /// Whether neither words nor dates limit it: every article matches.
    pub(crate) fn asks_for_everything(&self) -> bool {
        self.request.ask.is_empty()
            && self.request.dates == DateBounds::default()
            && self.request.values.is_empty()
    }
}
