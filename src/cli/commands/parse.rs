//! `dateline parse`: prints what the readers read from files, without indexing them.
//!
//! Articles are printed while they are read. A note on an article is printed with it; a problem of a file or record is
//! printed on its own.

use crate::article::{ArchivePath, Folders, PathGlobs, Problem, Severity};
use crate::cli::args::ReadingArgs;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::discover::{Found, WalkOptions, walk};
use crate::formats::{Input, ReadOptions, Reading, read_articles};
use crate::index::{INDEX_DIR, Near, Settings, Surroundings};
use crate::platform;
use crate::present::{NotRead, ParseSummary, Parsed, Show, for_terminal};
use clap::{Args, ValueEnum, ValueHint};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

/// How many bytes of standard input are read at once.
const PIECE: usize = 1 << 18;

/// Print what is read from files, without indexing: headline, date, body, and problems
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 something was read, 1 nothing, 2 failed")]
pub(crate) struct ParseArgs {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingArgs,

    /// Print only counts by format: files, articles, articles without a headline or a date, problems
    #[arg(long)]
    summary: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: ParseFormat,
}

/// How articles are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ParseFormat {
    /// For people
    Text,
    /// One JSON object per article, problem, or format of the summary
    Jsonl,
}

impl ParseArgs {
    pub(super) fn run(self, _: &Context) -> anyhow::Result<ExitStatus> {
        let settings = self.reading.into_settings()?;
        let options = settings.read_options(jiff::Timestamp::now())?;
        let print = |out: &mut dyn Write| {
            let mut parse = Parse {
                settings: &settings,
                options: &options,
                format: self.format,
                out: (!self.summary).then_some(&mut *out),
                width: stream::width(),
                summary: ParseSummary::default(),
                articles: 0,
                is_in_trouble: false,
            };
            for path in &self.paths {
                parse.argument(path)?;
            }
            let status = parse.status();
            let summary = parse.summary;
            match self.format {
                _ if !self.summary => {}
                ParseFormat::Text => summary.text(stream::width(), out)?,
                ParseFormat::Jsonl => summary.json(out)?,
            }
            Ok(status)
        };
        match self.format {
            ParseFormat::Text => stream::stream_styled(print),
            ParseFormat::Jsonl => stream::stream_plain(print),
        }
    }
}

/// A run of the command.
struct Parse<'a> {
    settings: &'a Settings,
    options: &'a ReadOptions,
    format: ParseFormat,
    /// Where articles go; `None` if they are only counted.
    out: Option<&'a mut dyn Write>,
    width: usize,
    summary: ParseSummary,
    articles: u64,
    is_in_trouble: bool,
}

/// A file while it is read.
#[derive(Default)]
struct FileSoFar {
    /// The name of the file, as it can be opened from the current folder.
    path: String,
    formats: BTreeSet<&'static str>,
    /// Notes on an article that has not come yet.
    notes: Vec<Problem>,
}

impl Parse<'_> {
    /// How the command ends.
    fn status(&self) -> ExitStatus {
        match self.articles {
            _ if self.is_in_trouble => ExitStatus::Trouble,
            0 => ExitStatus::NothingFound,
            _ => ExitStatus::Success,
        }
    }

    /// Reads what was typed: a file, a folder, or `-`.
    fn argument(&mut self, typed: &Path) -> anyhow::Result<()> {
        if typed == Path::new("-") {
            let path = ArchivePath::from_stored("-");
            let stdin = Box::new(BufReader::with_capacity(PIECE, io::stdin()));
            return self.read("-", Input::stream(&path, self.options, stdin));
        }
        if !typed.is_dir() {
            let path = ArchivePath::from_relative(typed);
            let folder = match typed.parent() {
                Some(folder) if folder != Path::new("") => folder,
                _ => Path::new("."),
            };
            let (folders, walk) = (Folders::one(folder.to_owned()), self.walk_options(folder)?);
            let around = Surroundings::new(&folders, &walk);
            let name = ArchivePath::from_relative(typed.file_name().unwrap_or_default().as_ref());
            return self.file(typed, &typed.to_string_lossy(), &path, &around.of(&name));
        }
        let options = self.walk_options(typed)?;
        let folders = Folders::one(typed.to_owned());
        let around = Surroundings::new(&folders, &options);
        let mut found: Vec<Found> = walk(&folders, &options).collect();
        found.sort_by(|a, b| path_of(a).cmp(&path_of(b)));
        for found in found {
            let shown =
                |path: &ArchivePath| typed.join(path.as_str()).to_string_lossy().into_owned();
            match found {
                Found::Part => self.summary.count_part_of_page(),
                Found::File(file) => {
                    let on_disk = typed.join(file.to_relative());
                    self.file(&on_disk, &shown(&file), &file, &around.of(&file))?;
                }
                Found::Problem(path, problem) => {
                    let shown = shown(&path);
                    self.summary.count_problem(None, problem.kind);
                    self.refused(&shown, &problem)?;
                }
            }
        }
        Ok(())
    }

    fn walk_options(&self, folder: &Path) -> anyhow::Result<WalkOptions> {
        Ok(WalkOptions {
            include: PathGlobs::new(&self.settings.include)?,
            exclude: PathGlobs::new(&self.settings.exclude)?,
            follow: self.settings.follow,
            index: folder.join(INDEX_DIR),
        })
    }

    /// Reads a file; `path` is the name that its reader sees.
    fn file(
        &mut self,
        on_disk: &Path,
        shown: &str,
        path: &ArchivePath,
        near: &Near<'_, '_>,
    ) -> anyhow::Result<()> {
        if on_disk.metadata().is_ok_and(|own| platform::is_pipe(&own)) {
            // Opening one waits until somebody writes to it.
            let note = format!("{shown} is a pipe: waiting for what is written to it");
            stream::say("note", &for_terminal(&note));
        }
        match File::open(on_disk) {
            Ok(file) => {
                let input = Input::file(path, self.options, file);
                self.read(shown, input.with_companions(near))
            }
            Err(error) => {
                self.is_in_trouble = true;
                stream::say(
                    "error",
                    &for_terminal(&format!("cannot read {shown}: {error}")),
                );
                Ok(())
            }
        }
    }

    fn read(&mut self, shown: &str, input: Input<'_>) -> anyhow::Result<()> {
        let mut file = FileSoFar {
            path: shown.to_owned(),
            ..FileSoFar::default()
        };
        read_articles(input, &mut |reading| self.take(&mut file, reading))?;
        self.notes_alone(&mut file)?;
        if file.formats.is_empty() {
            self.summary.count_file(None);
        }
        for format in file.formats {
            self.summary.count_file(Some(format));
        }
        Ok(())
    }

    fn take(&mut self, file: &mut FileSoFar, reading: Reading) -> io::Result<()> {
        file.formats.extend(reading.format);
        let problem = match reading.item {
            Ok(article) => {
                self.articles += 1;
                self.summary.count_article(reading.format, &article);
                let (own, others) = std::mem::take(&mut file.notes)
                    .into_iter()
                    .partition(|note| note.ordinal == Some(article.origin.ordinal));
                file.notes = others;
                self.notes_alone(file)?;
                return self.show(&Parsed {
                    path: &file.path,
                    format: reading.format.unwrap_or_default(),
                    language_is_guessed: reading.language_is_guessed,
                    article: &article,
                    notes: &own,
                });
            }
            Err(problem) => problem,
        };
        self.summary.count_problem(reading.format, problem.kind);
        if problem.kind.severity() == Severity::Flagged {
            file.notes.push(problem);
            return Ok(());
        }
        self.notes_alone(file)?;
        self.refused(&file.path, &problem)
    }

    /// Prints the notes on articles that did not come.
    fn notes_alone(&mut self, file: &mut FileSoFar) -> io::Result<()> {
        let notes = std::mem::take(&mut file.notes);
        notes
            .iter()
            .try_for_each(|note| self.refused(&file.path, note))
    }

    fn refused(&mut self, path: &str, problem: &Problem) -> io::Result<()> {
        self.show(&NotRead { path, problem })
    }

    fn show(&mut self, record: &dyn Show) -> io::Result<()> {
        match (&mut self.out, self.format) {
            (None, _) => Ok(()),
            (Some(out), ParseFormat::Text) => record.text(self.width, out),
            (Some(out), ParseFormat::Jsonl) => record.json(out),
        }
    }
}

fn path_of(found: &Found) -> Option<&ArchivePath> {
    match found {
        Found::File(path) | Found::Problem(path, _) => Some(path),
        Found::Part => None,
    }
}
