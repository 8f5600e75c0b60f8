//! Suggestions after a search that found nothing or little: as sentences with a command to copy.
//!
//! A suggested word comes from the texts of articles. It is letters only, and commands are quoted for
//! a shell.

use super::query_args::QueryArgs;
use crate::cli::archives::OpenArchives;
use crate::cli::machine;
use crate::cli::output::stream;
use crate::cli::shell::{dateline, quoted_text};
use crate::index::changes_of;
use crate::present::{counted, for_terminal};
use crate::query::{Suggestion, SuggestionKind};

/// An index of more files is not compared with its folder.
const MOST_FILES: u64 = 100_000;

/// How many files of the archive are newer than its index, as a suggestion for a query that found
/// nothing.
pub(crate) fn refresh(query: &str, archives: &OpenArchives) -> Option<Suggestion> {
    let (archive, generation) = (&archives.first().archive, &archives.first().generation);
    let manifest = &generation.manifest;
    let is_known = !manifest.settings.follow || archive.settings.reading.follow;
    if !is_known || manifest.statistics.files > MOST_FILES {
        return None;
    }
    // Which folders are looked at is for the user to say, and not for an index.
    let folders = archive.folders.as_ref()?;
    let changes = changes_of(generation, &archive.store, folders, machine::threads()).ok()?;
    let total = changes.to_read.len() as u64;
    (total > 0).then(|| Suggestion {
        kind: SuggestionKind::Refresh,
        query: query.to_owned(),
        total,
        without: String::new(),
    })
}

/// Reports suggestions, as commands with the options that were typed.
pub(crate) fn say(suggestions: &[Suggestion], typed: &QueryArgs, archives: &OpenArchives) {
    for suggestion in suggestions {
        let line = line(suggestion, typed, archives);
        stream::say("hint", &for_terminal(&line));
    }
}

fn line(suggestion: &Suggestion, typed: &QueryArgs, archives: &OpenArchives) -> String {
    let Suggestion {
        kind,
        query,
        total,
        without,
    } = suggestion;
    let found = counted(*total, "article");
    let search = || {
        format!(
            "{} search{} {}",
            dateline(),
            typed.typed_options(),
            quoted_query(query)
        )
    };
    match kind {
        SuggestionKind::Spelling => format!("did you mean this? {found}: {}", search()),
        SuggestionKind::WithoutWord | SuggestionKind::WithoutFilter => {
            format!("without `{without}`, {found}: {}", search())
        }
        SuggestionKind::WithoutQuotes => {
            format!("the words without quotes: {found}: {}", search())
        }
        SuggestionKind::AnyStatus => {
            let withheld = match total {
                1 => "1 article that is not public matches".to_owned(),
                total => format!("{total} articles that are not public match"),
            };
            format!("{withheld}: {}", search())
        }
        SuggestionKind::Refresh => {
            let files = match total {
                1 => "1 file of the folder is".to_owned(),
                total => format!("{total} files of the folder are"),
            };
            let command = archives.first().archive.command("index");
            format!(
                "{files} newer than the index: {}",
                command.unwrap_or_default()
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
