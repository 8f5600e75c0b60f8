//! What may be configured for an archive: how it is read and searched, what guards it, what runs around its jobs.
//!
//! A new key of `[archive.NAME]` is a field of one of these types, its default, and the line that reads it. A folder
//! that no configuration names has the defaults.

use super::keys::Keys;
use super::value::{Count, Program, Size, Span, Zone};
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, Kinds, PathGlobs};
use crate::index::{Guards, Settings, SettingsError};
use crate::query::{Ranking, Synonyms, SynonymsError};
use crate::schema::ArticleSchema;
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

/// The number of generations kept on disk by default: the current one and the one before it, which a reader may still
/// be opening.
const KEEP: usize = 2;

/// The settings of an archive. The default is that of a folder that is not configured.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveSettings {
    /// How its folders are walked and its files read.
    pub reading: Settings,
    /// How it is searched, by `search` and by watches.
    pub search: SearchSettings,
    /// What a job must not do to it.
    pub guards: Guards,
    /// Whether its files only grow, so that what a large one had is not read again.
    pub append_only: bool,
    /// The number of generations kept on disk, at least 1.
    pub keep: usize,
    /// What runs around a job.
    pub hooks: Hooks,
    /// Whether readers of `serve` may have the files of its articles.
    pub serve_files: bool,
    /// Whether assistants of `mcp` may know the paths of its files.
    pub mcp_paths: bool,
}

/// How an archive is searched.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchSettings {
    /// Files of synonyms, in the order in which they are added to the built-in ones.
    pub synonym_files: Vec<PathBuf>,
    /// Whether the synonyms for news English that the program brings are used.
    pub built_in_synonyms: bool,
    /// Whether words are also found as a program may have misread them in print; `None` if the index
    /// decides.
    pub ocr: Option<bool>,
    /// How articles are scored.
    pub ranking: Ranking,
}

/// Programs that run around a job, each with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hooks {
    /// Runs before the job; if it fails, there is no job.
    pub before: Option<Vec<String>>,
    /// Runs after a job that succeeded.
    pub after: Option<Vec<String>>,
    /// Runs after a job that failed or was refused.
    pub on_failure: Option<Vec<String>>,
    /// How long each may take; `None` for any time.
    pub timeout: Option<Duration>,
}

impl Default for ArchiveSettings {
    fn default() -> Self {
        Self {
            reading: Settings::default(),
            search: SearchSettings::default(),
            guards: Guards::default(),
            append_only: false,
            keep: KEEP,
            hooks: Hooks::default(),
            serve_files: false,
            mcp_paths: true,
        }
    }
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self {
            synonym_files: Vec::new(),
            built_in_synonyms: true,
            ocr: None,
            ranking: Ranking::default(),
        }
    }
}

impl SearchSettings {
    /// The synonyms that a search uses: the built-in ones, unless they are left out, then those of the files.
    ///
    /// # Errors
    /// If a file cannot be read or has a line that is not a group of synonyms.
    pub fn synonyms(&self) -> Result<Synonyms, SynonymsError> {
        let mut synonyms = if self.built_in_synonyms {
            Synonyms::news_english()
        } else {
            Synonyms::default()
        };
        for file in &self.synonym_files {
            synonyms.extend(Synonyms::read(file)?);
        }
        Ok(synonyms)
    }
}

impl ArchiveSettings {
    /// Reads the keys of an archive's table, in the order in which `config show` prints them.
    pub(super) fn read(keys: &Keys) -> Self {
        let default = Self::default();
        Self {
            reading: reading(keys),
            search: search(keys),
            guards: Guards {
                max_removed: keys.or("max-removed", default.guards.max_removed),
                max_problems: keys.or("max-problems", default.guards.max_problems),
                ..default.guards
            },
            append_only: keys.or("append-only", false),
            keep: keys.or("keep", Count(default.keep)).0,
            hooks: Hooks {
                before: program(keys, "before"),
                after: program(keys, "after"),
                on_failure: program(keys, "on-failure"),
                timeout: keys.optional("hook-timeout", "").map(|Span(time)| time),
            },
            serve_files: keys.or("serve-files", default.serve_files),
            mcp_paths: keys.or("mcp-paths", default.mcp_paths),
        }
    }
}

fn reading(keys: &Keys) -> Settings {
    let settings = Settings {
        include: globs(keys, "include"),
        exclude: globs(keys, "exclude"),
        follow: keys.or("follow", false),
        languages: keys.or("language", Vec::new()),
        timezone: keys.optional("timezone", "").map(|Zone(name)| name),
        day_order: if keys.or("day-first", true) {
            DayOrder::DayFirst
        } else {
            DayOrder::MonthFirst
        },
        max_file_size: keys
            .optional("max-file-size", "\"64MiB\"")
            .map(|Size(bytes)| bytes),
        format_of: keys.or("format-of", Vec::new()),
        date_from: date_sources(keys),
        field_map: keys.or("field-map", String::new()),
        kinds: kinds(keys),
    };
    if let Err(error) = settings.read_options(Timestamp::UNIX_EPOCH) {
        let (key, allowed) = match error {
            SettingsError::Format(_) => (
                "format-of",
                "allowed is a list of GLOB=READER, such as [\"*.dat=text\"]",
            ),
            SettingsError::TimeZone(_) => ("timezone", "allowed is a name such as \"Asia/Tehran\""),
            SettingsError::FieldMap(_) => (
                "field-map",
                "allowed are FIELD=NAME parts, such as \"headline=kop,body=inhoud.tekst\"",
            ),
        };
        keys.wrong(key, &format!("cannot be read: {error}"), allowed);
    }
    settings
}

fn search(keys: &Keys) -> SearchSettings {
    let default = SearchSettings::default();
    let files: Vec<String> = keys.or("aliases", Vec::new());
    let resolved = files.iter().map(|file| keys.source.resolve(file.as_ref()));
    SearchSettings {
        synonym_files: resolved.collect(),
        built_in_synonyms: !keys.or("no-aliases", !default.built_in_synonyms),
        ocr: keys.optional("ocr", ""),
        ranking: ranking(keys, default.ranking),
    }
}

fn ranking(keys: &Keys, mut ranking: Ranking) -> Ranking {
    let given: Vec<String> = keys.or("ranking", Vec::new());
    if given.is_empty() {
        return ranking;
    }
    let schema = ArticleSchema::load();
    let fields = schema.ranked_names();
    for (item, setting) in given.iter().enumerate() {
        if let Err(error) = ranking.change(setting, &fields) {
            let allowed = "allowed are NAME=VALUE settings, such as \"k1=1.2\" and \"weight.headline=4\"; \
                docs/ranking.md says what each does";
            keys.wrong_item(
                "ranking",
                item,
                &format!("cannot be used: {error}"),
                allowed,
            );
        }
    }
    ranking
}

fn globs(keys: &Keys, key: &'static str) -> Vec<String> {
    let globs = keys.or(key, Vec::new());
    if let Err(error) = PathGlobs::new(&globs) {
        keys.wrong(
            key,
            &format!("has a wrong pattern: {error}"),
            "allowed are globs such as \"**/*.txt\" and \"drafts\"",
        );
    }
    globs
}

fn kinds(keys: &Keys) -> Kinds {
    let names: Vec<String> = keys.or("kinds", Vec::new());
    Kinds::named(&names).unwrap_or_else(|error| {
        let allowed = "allowed is a list such as [\"article\", \"letter\"], or [\"all\"]";
        keys.wrong("kinds", &format!("cannot be used: {error}"), allowed);
        Kinds::default()
    })
}

fn date_sources(keys: &Keys) -> Vec<DateSource> {
    let names: Vec<String> = keys.or("date-from", Vec::new());
    let source = |name: &String| {
        let source = DateSource::from_name(name);
        if source.is_none() {
            let all = DateSource::names().join(", ");
            let allowed = format!("allowed is a list of {all}");
            keys.wrong("date-from", &format!("has no source `{name}`"), &allowed);
        }
        source
    };
    names.iter().filter_map(source).collect()
}

fn program(keys: &Keys, key: &'static str) -> Option<Vec<String>> {
    let program: Option<Program> = keys.optional(key, "");
    program.map(|program| program.resolved(keys.source))
}
