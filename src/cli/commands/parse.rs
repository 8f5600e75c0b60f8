//! `dateline parse`: what the readers make of files, without indexing them.

use crate::cli::args::{ParseArgs, ParseFormat};
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::article::{ArchivePath, Folders, PathGlobs, Problem, Severity};
use crate::discover::{Found, WalkOptions, walk};
use crate::formats::{Input, ReadOptions, Reading, read_articles};
use crate::index::{INDEX_DIR, Settings};
use crate::present::{
    ParseSummary, Parsed, for_terminal, parsed_json, parsed_text, refused_json, refused_text,
    summary_json, summary_text,
};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

/// How much of standard input is asked for at once.
const PIECE: usize = 1 << 18;

pub(in crate::cli) fn run(args: ParseArgs) -> anyhow::Result<ExitStatus> {
    let (format, summary_only) = (args.format, args.summary);
    let settings = args.source.into_settings()?;
    let options = settings.read_options(jiff::Timestamp::now())?;
    let print = |out: &mut dyn Write| {
        let mut parse = Parse {
            settings: &settings,
            options: &options,
            format,
            out: (!summary_only).then_some(&mut *out),
            width: stream::width(),
            summary: ParseSummary::default(),
            articles: 0,
            is_in_trouble: false,
        };
        for path in &args.paths {
            parse.argument(path)?;
        }
        let Parse {
            summary,
            articles,
            is_in_trouble,
            ..
        } = parse;
        match format {
            _ if !summary_only => {}
            ParseFormat::Text => summary_text(&summary, out)?,
            ParseFormat::Jsonl => summary_json(&summary, out)?,
        }
        Ok(match articles {
            _ if is_in_trouble => ExitStatus::Trouble,
            0 => ExitStatus::NothingFound,
            _ => ExitStatus::Success,
        })
    };
    match format {
        ParseFormat::Text => stream::stream_styled(print),
        ParseFormat::Jsonl => stream::stream_plain(print),
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

/// One file while it is read.
#[derive(Default)]
struct FileSoFar {
    /// The file's name, as it can be opened from here.
    path: String,
    formats: BTreeSet<&'static str>,
    /// Notes on an article that is still to come.
    notes: Vec<Problem>,
}

impl Parse<'_> {
    /// Reads what was typed: a file, a folder, or `-`.
    fn argument(&mut self, typed: &Path) -> anyhow::Result<()> {
        if typed == Path::new("-") {
            let path = ArchivePath::from_stored("-");
            let stdin = Box::new(BufReader::with_capacity(PIECE, io::stdin()));
            return self.read("-", Input::stream(&path, self.options, stdin));
        }
        if !typed.is_dir() {
            let path = ArchivePath::from_relative(typed);
            return self.file(typed, &typed.to_string_lossy(), &path);
        }
        let options = self.walk_options(typed)?;
        let mut found: Vec<Found> = walk(&Folders::one(typed.to_owned()), &options).collect();
        found.sort_by(|a, b| path_of(a).cmp(path_of(b)));
        for found in found {
            let shown = typed.join(path_of(&found).as_str());
            let shown = shown.to_string_lossy();
            match found {
                Found::File(file) => {
                    self.file(&typed.join(file.to_relative()), &shown, &file)?;
                }
                Found::Problem(_, problem) => {
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

    /// Reads a file; `path` is what its reader sees of its name.
    fn file(&mut self, on_disk: &Path, shown: &str, path: &ArchivePath) -> anyhow::Result<()> {
        match File::open(on_disk) {
            Ok(file) => self.read(shown, Input::file(path, self.options, file)),
            Err(error) => {
                self.is_in_trouble = true;
                stream::say("error", &for_terminal(&format!("{shown}: {error}")));
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
                return self.article(&Parsed {
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

    /// Tells what was noted on articles that did not come.
    fn notes_alone(&mut self, file: &mut FileSoFar) -> io::Result<()> {
        let notes = std::mem::take(&mut file.notes);
        notes
            .iter()
            .try_for_each(|note| self.refused(&file.path, note))
    }

    fn article(&mut self, parsed: &Parsed<'_>) -> io::Result<()> {
        match (&mut self.out, self.format) {
            (None, _) => Ok(()),
            (Some(out), ParseFormat::Text) => parsed_text(parsed, self.width, out),
            (Some(out), ParseFormat::Jsonl) => parsed_json(parsed, out),
        }
    }

    fn refused(&mut self, path: &str, problem: &Problem) -> io::Result<()> {
        match (&mut self.out, self.format) {
            (None, _) => Ok(()),
            (Some(out), ParseFormat::Text) => refused_text(path, problem, out),
            (Some(out), ParseFormat::Jsonl) => refused_json(path, problem, out),
        }
    }
}

fn path_of(found: &Found) -> &ArchivePath {
    match found {
        Found::File(path) | Found::Problem(path, _) => path,
    }
}
