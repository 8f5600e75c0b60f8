//! `[archive.NAME]`: an archive's folders, where its index lies, how it is read, and what guards it.

use super::ConfigError;
use super::keys::{Effective, Item, Keys, Source, Table};
use super::value::{Count, FolderList, Program, Size, Value, Zone};
use crate::analysis::Language;
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, Folder, Folders, PathGlobs};
use crate::index::{Guards, INDEX_DIR, Settings, SettingsError};
use crate::query::Ranking;
use crate::schema::ArticleSchema;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// The keys of an archive.
const KEYS: &[&str] = &[
    "folders",
    "index",
    "include",
    "exclude",
    "follow",
    "language",
    "timezone",
    "day-first",
    "max-file-size",
    "format-of",
    "date-from",
    "field-map",
    "aliases",
    "no-aliases",
    "ranking",
    "max-removed",
    "max-problems",
    "keep",
    "before",
    "after",
    "on-failure",
];

/// How many generations stay on disk if nothing is said: the one in force and the one before,
/// whose readers may still be opening it.
const KEEP: usize = 2;

/// An archive that is configured.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveConfig {
    /// Its name.
    pub name: String,
    /// Where its files lie.
    pub folders: Folders,
    /// Where its index lies.
    pub index: PathBuf,
    /// How its folders are walked and read.
    pub settings: Settings,
    /// What a job must not do to it.
    pub guards: Guards,
    /// Files of names that mean the same, beside the set for news English.
    pub aliases: Vec<Item<PathBuf>>,
    /// Whether the set for news English is left out.
    pub no_aliases: bool,
    /// Settings of ranking, each as `k1=1.2`; they are in order.
    pub ranking: Vec<Item<String>>,
    /// How many generations stay on disk.
    pub keep: usize,
    /// What runs around a job.
    pub hooks: Hooks,
    /// Every key with its value, for people.
    pub effective: Vec<Effective>,
}

/// Programs that run around a job, each with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hooks {
    /// Before the job; if it fails, there is no job.
    pub before: Option<Vec<String>>,
    /// After a job that succeeded.
    pub after: Option<Vec<String>>,
    /// After a job that failed or was refused.
    pub on_failure: Option<Vec<String>>,
}

impl ArchiveConfig {
    pub(super) fn read(source: Source, name: &str, table: Table) -> Result<Self, ConfigError> {
        let keys = Keys::new(source, &format!("archive.{name}"), table, KEYS)?;
        let folders = read_folders(&keys)?;
        let index = read_index(&keys, &folders)?;
        let globs = |key| -> Result<Vec<String>, ConfigError> {
            let globs = keys.or(key, Vec::new())?;
            match PathGlobs::new(&globs) {
                Ok(_) => Ok(globs),
                Err(error) => Err(keys.wrong(
                    key,
                    &format!("has a wrong pattern: {error}"),
                    "allowed are globs such as \"**/*.txt\" and \"drafts\"",
                )),
            }
        };
        let settings = Settings {
            include: globs("include")?,
            exclude: globs("exclude")?,
            follow: keys.or("follow", false)?,
            language: keys.or("language", Language::default())?,
            timezone: keys.optional("timezone", "")?.map(|Zone(name)| name),
            day_order: if keys.or("day-first", true)? {
                DayOrder::DayFirst
            } else {
                DayOrder::MonthFirst
            },
            max_file_size: keys
                .optional("max-file-size", "64 MiB")?
                .map(|Size(bytes)| bytes),
            format_of: keys.or("format-of", Vec::new())?,
            date_from: date_sources(&keys)?,
            field_map: keys.or("field-map", String::new())?,
        };
        settings
            .read_options(Timestamp::UNIX_EPOCH)
            .map_err(|error| {
                let (key, allowed) = match error {
                    SettingsError::Format(_) => (
                        "format-of",
                        "allowed is a list of GLOB=READER, such as [\"*.dat=text\"]",
                    ),
                    SettingsError::TimeZone(_) => {
                        ("timezone", "allowed is a name such as \"Asia/Tehran\"")
                    }
                    SettingsError::FieldMap(_) => (
                        "field-map",
                        "allowed are FIELD=NAME parts, such as \"headline=kop,body=inhoud.tekst\"",
                    ),
                };
                keys.wrong(key, &format!("cannot be read: {error}"), allowed)
            })?;
        let guards = Guards::default();
        let guards = Guards {
            max_removed: keys.or("max-removed", guards.max_removed)?,
            max_problems: keys.or("max-problems", guards.max_problems)?,
            ..guards
        };
        let Count(keep) = keys.or("keep", Count(KEEP))?;
        let program = |key| -> Result<Option<Vec<String>>, ConfigError> {
            let program: Option<Program> = keys.optional(key, "")?;
            Ok(program.map(|program| program.resolved(source)))
        };
        let hooks = Hooks {
            before: program("before")?,
            after: program("after")?,
            on_failure: program("on-failure")?,
        };
        Ok(Self {
            name: name.to_owned(),
            aliases: aliases(&keys)?,
            no_aliases: keys.or("no-aliases", false)?,
            ranking: ranking(&keys)?,
            folders,
            index,
            settings,
            guards,
            keep,
            hooks,
            effective: keys.finish(),
        })
    }
}

fn aliases(keys: &Keys) -> Result<Vec<Item<PathBuf>>, ConfigError> {
    let files = keys.items("aliases")?.into_iter();
    let resolved = files.map(|Item { value, line }| Item {
        value: keys.source.resolve(value.as_ref()),
        line,
    });
    Ok(resolved.collect())
}

fn ranking(keys: &Keys) -> Result<Vec<Item<String>>, ConfigError> {
    let given = keys.items("ranking")?;
    let schema = ArticleSchema::load();
    let fields = schema.ranked_names();
    let mut ranking = Ranking::default();
    for setting in &given {
        ranking.change(&setting.value, &fields).map_err(|error| {
            let allowed = "allowed are NAME=VALUE settings, such as \"k1=1.2\" and \"weight.headline=4\"; \
                docs/ranking.md has what each does";
            keys.wrong_at(setting.line, "ranking", &format!("cannot be used: {error}"), allowed)
        })?;
    }
    Ok(given)
}

fn date_sources(keys: &Keys) -> Result<Vec<DateSource>, ConfigError> {
    let names: Vec<String> = keys.or("date-from", Vec::new())?;
    let source = |name: &String| {
        DateSource::from_name(name).ok_or_else(|| {
            let all = DateSource::names().join(", ");
            let allowed = format!("allowed is a list of {all}");
            keys.wrong("date-from", &format!("has no source `{name}`"), &allowed)
        })
    };
    names.iter().map(source).collect()
}

fn read_folders(keys: &Keys) -> Result<Folders, ConfigError> {
    let list: FolderList = keys.required("folders")?;
    let wrong = |problem: String| keys.wrong("folders", &problem, &FolderList::allowed());
    let mut folders: Vec<Folder> = Vec::new();
    for (name, path) in list.named() {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
            let path = path.display();
            return Err(wrong(format!(
                "has {path}, which needs a name of one part: {{ name = \"{path}\" }}"
            )));
        }
        let path = keys.source.resolve(&path);
        for other in &folders {
            if other.name == name {
                return Err(wrong(format!(
                    "has two folders of the name {name}; name them: {{ one = \"{}\", two = \"{}\" }}",
                    other.path.display(),
                    path.display()
                )));
            }
            if path.starts_with(&other.path) || other.path.starts_with(&path) {
                return Err(wrong(format!(
                    "has {} and {}, one of which lies in the other",
                    other.path.display(),
                    path.display()
                )));
            }
        }
        folders.push(Folder { name, path });
    }
    // One folder needs no name before its files' paths, unless it was given one.
    Ok(match (&list, folders.as_slice()) {
        (FolderList::Unnamed(_), [only]) => Folders::one(only.path.clone()),
        _ => Folders::named(folders),
    })
}

fn read_index(keys: &Keys, folders: &Folders) -> Result<PathBuf, ConfigError> {
    let within = folders.only().map(|folder| folder.join(INDEX_DIR));
    let otherwise = within.as_deref().unwrap_or(Path::new(""));
    let typed: Option<String> = keys.optional("index", &otherwise.display().to_string().shown())?;
    match (typed, within) {
        (Some(typed), _) => Ok(keys.source.resolve(typed.as_ref())),
        (None, Some(within)) => Ok(within),
        (None, None) => Err(keys.wrong(
            "index",
            "is missing: an archive of several folders has its index outside of them",
            "allowed is a folder that is empty, not there yet, or an index",
        )),
    }
}
