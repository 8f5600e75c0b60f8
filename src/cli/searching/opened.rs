//! Opens an article in another program: its file in the editor, a page in the browser.
//!
//! No shell sees a name or an address. A file is named by its whole path, so none looks like an option, and an address
//! is one of the web.

use super::found_article::FoundArticle;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::{dateline, quoted};
use crate::platform;
use crate::present::{for_terminal, web_address};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Ends of the names of files that a browser shows.
const PAGES: [&str; 5] = ["html", "htm", "xhtml", "mhtml", "mht"];

/// Ends of the names of files that an editor shows as text, though they have many articles.
const RECORDS: [&str; 10] = [
    "jsonl", "ndjson", "json", "csv", "tsv", "mbox", "warc", "xml", "rss", "atom",
];

/// What is opened, and where.
enum Target {
    InEditor(PathBuf),
    /// A file or an address, in the program that the desktop has for it.
    OnDesktop(OsString),
}

impl FoundArticle {
    /// Opens it and waits until the editor ends; a browser is not waited for.
    ///
    /// # Errors
    /// If there is nothing to open, or the program cannot be run or fails.
    pub(crate) fn open(&self) -> anyhow::Result<()> {
        let (mut command, shown) = match self.target()? {
            Target::OnDesktop(target) => {
                let shown = target.to_string_lossy().into_owned();
                let mut command = Command::new(platform::DESKTOP_OPENER);
                command.arg(target);
                (command, shown)
            }
            Target::InEditor(file) => {
                let (program, arguments) = editor()?;
                let mut command = Command::new(program);
                command.args(arguments).arg(&file);
                (command, file.display().to_string())
            }
        };
        let program = command.get_program().to_string_lossy().into_owned();
        stream::say("open", &for_terminal(&shown));
        if !stream::stdout_is_terminal() {
            // What an editor prints is no result of this program.
            command.stdout(Stdio::null());
        }
        let origin = self.article.origin.to_string();
        let hint = format!("read it here: {}", self.show_command(&origin));
        let failed = |how: String| Misuse::error(format!("`{program}` {how}"), hint.as_str());
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(failed(format!("failed: {status}"))),
            Err(error) => Err(failed(format!("cannot be run: {error}"))),
        }
    }

    /// The command that prints it.
    fn show_command(&self, origin: &str) -> String {
        let origin = quoted(Path::new(origin));
        format!("{} show{} {origin}", dateline(), self.typed)
    }

    /// A page is opened from the archive, so that it is the text that was found. An article within a larger file is
    /// opened at its address if it has one.
    fn target(&self) -> anyhow::Result<Target> {
        let file = self.file();
        let address = self.article.url.as_deref().and_then(web_address);
        let is_file = file.is_file();
        if is_file && has_end(&file, &PAGES) {
            return Ok(Target::OnDesktop(file.into()));
        }
        match address {
            Some(url) if !is_file || has_end(&file, &RECORDS) => Ok(Target::OnDesktop(url.into())),
            _ if is_file => Ok(Target::InEditor(file)),
            _ => Err(Misuse::error(
                format!(
                    "{} is in no file of its own, and has no address",
                    self.article.origin
                ),
                format!(
                    "read it: {}",
                    self.show_command(&self.article.origin.to_string())
                ),
            )),
        }
    }
}

fn has_end(file: &Path, ends: &[&str]) -> bool {
    let end = file.extension().unwrap_or_default().to_string_lossy();
    ends.iter().any(|own| own.eq_ignore_ascii_case(&end))
}

/// The user's editor and its arguments, split at spaces. `VISUAL` comes before `EDITOR`, as everywhere. What the desktop
/// would do with a file of an archive is not known, and may be to run it.
fn editor() -> anyhow::Result<(String, Vec<String>)> {
    let set = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok());
    let mut set = set.map(|value| {
        value
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    let words = set.find(|words| !words.is_empty());
    words
        .and_then(|words| {
            words
                .split_first()
                .map(|(first, rest)| (first.clone(), rest.to_vec()))
        })
        .ok_or_else(|| Misuse::error("no editor is set", "set it: export EDITOR=nano"))
}
