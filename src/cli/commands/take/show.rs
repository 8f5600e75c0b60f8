//! `dateline show`: prints one whole article, or opens it in another program.
//!
//! `searching` finds the article that is meant; `present` writes it. Only the file itself is printed from here.

use crate::cli::args::SearchLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::FoundArticle;
use crate::cli::shell::{dateline, quoted_text};
use crate::present::{Show, counted, for_terminal, lines_for_terminal};
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::fs::File;
use std::io;

/// Print one article, by its rank in the last search, its id or its path
///
/// Each terminal has a last search of its own; where there is none, each script has. They are kept in
/// dateline/last-searches in your state folder, or in the folder that `DATELINE_STATE` names.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A rank of the last search in this terminal, an id or a path: `id:86685` for an id that could be
    /// a rank, `wire.jsonl#3` for the third record of a file
    article: OsString,

    #[command(flatten)]
    location: SearchLocation,

    /// How to print it; a hit of the last search has the words of its query marked
    #[arg(long, value_enum, default_value = "text")]
    format: ShowFormat,

    /// Open its file in the editor (`VISUAL`, `EDITOR`), or a page in the browser, and print
    /// nothing
    #[arg(long, conflicts_with = "format")]
    open: bool,
}

/// How an article is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// A note to keep
    Markdown,
    /// A page to send to colleagues
    Html,
    /// The file that it is in, byte for byte
    Raw,
}

impl ShowArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        let found = FoundArticle::named(&self.article, &self.location, context.config())?;
        if self.open {
            found.open()?;
            return Ok(ExitStatus::Success);
        }
        let view = found.view();
        match self.format {
            ShowFormat::Text => stream::write_paged(|out| view.text(stream::width(), out))?,
            ShowFormat::Json => stream::write_plain(|out| view.json(out))?,
            ShowFormat::Markdown => stream::write_plain(|out| view.markdown(out))?,
            ShowFormat::Html => stream::write_plain(|out| view.html(out))?,
            ShowFormat::Raw => print_file(&found)?,
        }
        Ok(ExitStatus::Success)
    }
}

/// Prints the file of an article; on a terminal without what could control it.
fn print_file(found: &FoundArticle) -> anyhow::Result<()> {
    let (file, origin) = (found.file(), &found.article.origin);
    let mut opened = File::open(&file).map_err(|error| {
        Misuse::error(
            format!("cannot read {}: {error}", file.display()),
            format!(
                "print what the index has: {} show{} {}",
                dateline(),
                found.typed,
                quoted_text(&origin.to_string())
            ),
        )
    })?;
    if origin.ordinal > 1 {
        let before = counted(u64::from(origin.ordinal) - 1, "article");
        let note = format!(
            "the article is in {} after {before}: this is the whole file",
            origin.path
        );
        stream::say("note", &for_terminal(&note));
    }
    if stream::stdout_is_terminal() {
        let mut bytes = Vec::new();
        io::copy(&mut opened, &mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        stream::write_paged(|out| out.write_all(lines_for_terminal(&text).as_bytes()))?;
    } else {
        stream::write_plain(|out| io::copy(&mut opened, out).map(drop))?;
    }
    Ok(())
}
