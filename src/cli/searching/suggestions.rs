//! Suggestions after a search that found nothing or little: as sentences with a command to copy.
//!
//! A suggested word comes from the texts of articles. It is letters only, and commands are quoted for
//! a shell.

use crate::cli::archives::{OpenArchive, OpenArchives};
use crate::cli::machine;
use crate::cli::output::stream;
use crate::cli::shell::{dateline, quoted_text};
use crate::index::changes_of;
use crate::present::{counted, for_terminal, grouped};
use crate::query::{Suggestion, SuggestionKind};

/// An index of more files is not compared with its folder.
const MOST_FILES: u64 = 100_000;

/// How many files of the archives are newer than their indexes, and the commands that read them.
#[derive(Default)]
pub(crate) struct Refresh {
    files: u64,
    commands: Vec<String>,
}

impl Refresh {
    /// Compares the archives with their folders.
    pub(crate) fn of(archives: &OpenArchives) -> Self {
        let mut refresh = Self::default();
        for own in archives.iter() {
            let files = newer_files(own).unwrap_or_default();
            if files > 0 {
                refresh.files += files;
                refresh.commands.extend(own.archive.command("index"));
            }
        }
        refresh
    }

    /// The suggestion to read them, for a query that found nothing.
    pub(crate) fn suggestion(&self, query: &str) -> Option<Suggestion> {
        (self.files > 0).then(|| Suggestion {
            kind: SuggestionKind::Refresh,
            query: query.to_owned(),
            total: self.files,
            without: String::new(),
        })
    }
}

/// How many files of an archive are newer than its index; `None` if that cannot be known.
fn newer_files(own: &OpenArchive) -> Option<u64> {
    let (archive, generation) = (&own.archive, &own.generation);
    let manifest = &generation.manifest;
    let is_known = !manifest.settings.follow || archive.settings.reading.follow;
    if !is_known || manifest.statistics.files > MOST_FILES {
        return None;
    }
    // Which folders are looked at is for the user to say, and not for an index.
    let folders = archive.folders.as_ref()?;
    let changes = changes_of(generation, &archive.store, folders, machine::threads()).ok()?;
    Some(changes.to_read.len() as u64)
}

/// Reports suggestions, as commands with the options that were typed.
pub(crate) fn say(suggestions: &[Suggestion], options: &str, refresh: &Refresh) {
    for suggestion in suggestions {
        let line = line(suggestion, options, refresh);
        stream::say("hint", &for_terminal(&line));
    }
}

fn line(suggestion: &Suggestion, options: &str, refresh: &Refresh) -> String {
    let Suggestion {
        kind,
        query,
        total,
        without,
    } = suggestion;
    let found = counted(*total, "article");
    let search = || format!("{} search{options} {}", dateline(), quoted_query(query));
    match kind {
        SuggestionKind::Spelling => format!("did you mean this? {found}: {}", search()),
        SuggestionKind::WithoutWord | SuggestionKind::WithoutFilter => {
            format!("without `{without}`, {found}: {}", search())
        }
        SuggestionKind::WithoutQuotes => {
            format!("the words without {without}: {found}: {}", search())
        }
        SuggestionKind::AnyStatus => {
            let withheld = match total {
                1 => "1 article that is not public matches".to_owned(),
                total => format!("{} articles that are not public match", grouped(*total)),
            };
            format!("{withheld}: {}", search())
        }
        SuggestionKind::Refresh => {
            let files = match total {
                1 => "1 file of the folder is".to_owned(),
                total => format!("{} files of the folder are", grouped(*total)),
            };
            format!(
                "{files} newer than the index: {}",
                refresh.commands.join("; ")
            )
        }
    }
}

/// A query for a shell. One that starts like an option comes after `--`.
fn quoted_query(query: &str) -> String {
    let quoted = quoted_text(query);
    if query.starts_with("--") {
        format!("-- {quoted}")
    } else {
        quoted
    }
}
