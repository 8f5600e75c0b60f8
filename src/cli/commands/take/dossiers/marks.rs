//! `dateline marks`: lists dossiers and what is in them, and merges the file of somebody else.
//!
//! `searching::dossiers` knows the file, `present` writes the lists.

use crate::cli::archives::{Missing, OpenArchive, open_each};
use crate::cli::args::SearchLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::dossiers;
use crate::cli::shell::dateline;
use crate::dossiers::{Dossiers, MarkedArticle};
use crate::present::{
    DossierEntry, DossierList, DossierNames, MarkState, Show, counted, for_terminal,
};
use clap::{Args, ValueEnum, ValueHint};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The most bytes of a file that is merged.
const LARGEST: u64 = 256 << 20;

/// List dossiers, or the articles in them; merge the dossiers of somebody else
///
/// Without a name it lists the dossiers. An article that is gone from its archive stays listed, with
/// its headline.
#[derive(Debug, Args)]
pub(crate) struct MarksArgs {
    /// Dossiers whose articles are listed [default: with a format for programs all]
    #[arg(value_name = "DOSSIER")]
    names: Vec<String>,

    #[command(flatten)]
    location: SearchLocation,

    /// How to print the list
    #[arg(long, value_enum, default_value = "text")]
    format: MarksFormat,

    /// Add the marks of another file (- for standard input), such as what a colleague printed with
    /// --format json
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "names")]
    merge: Option<PathBuf>,
}

/// How marks are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MarksFormat {
    /// For people
    Text,
    /// One JSON object a line, which --merge reads
    Json,
    /// A table, safe in spreadsheets
    Csv,
    /// A note to keep
    Markdown,
}

impl MarksArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        if let Some(file) = &self.merge {
            return merge(file);
        }
        let all = dossiers::file()?.read()?;
        if let Some(name) = self.names.iter().find(|name| !all.has(name)) {
            return Err(dossiers::none_of_name(name));
        }
        if self.names.is_empty() && self.format == MarksFormat::Text {
            if all.names().is_empty() {
                let text = format!(
                    "no article is marked; mark one: {} mark 1 --as NAME",
                    dateline()
                );
                stream::say("note", &text);
            }
            stream::write_paged(|out| DossierNames(&all).text(stream::width(), out))?;
            return Ok(ExitStatus::Success);
        }
        let is_wanted =
            |own: &&MarkedArticle| self.names.is_empty() || self.names.contains(&own.mark);
        let archives = self.archives(context)?;
        let entries = all.iter().filter(is_wanted);
        let entries = entries.map(|mark| entry(mark, &archives));
        let list = DossierList(entries.collect::<anyhow::Result<_>>()?);
        match self.format {
            MarksFormat::Text => stream::write_paged(|out| list.text(stream::width(), out))?,
            MarksFormat::Json => stream::write_plain(|out| list.json(out))?,
            MarksFormat::Csv => stream::write_plain(|out| list.csv(out))?,
            MarksFormat::Markdown => stream::write_plain(|out| list.markdown(out))?,
        }
        Ok(ExitStatus::Success)
    }

    /// The archives in which the marked articles are looked for. Where nobody named one and none is
    /// found, the list is printed without it.
    fn archives(&self, context: &Context) -> anyhow::Result<Vec<OpenArchive>> {
        match open_each(&self.location, context.config(), Missing::Fail) {
            Ok(opened) => Ok(opened.all),
            Err(error) if self.location.is_empty() => {
                let why = failure::message(&error);
                let note = format!("whether the articles are still there is not known: {why}");
                stream::say("note", &for_terminal(&note));
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }
}

/// A mark, and where its article is now.
fn entry<'a>(
    mark: &'a MarkedArticle,
    archives: &[OpenArchive],
) -> anyhow::Result<DossierEntry<'a>> {
    let mut is_of_these = false;
    for own in archives {
        is_of_these |= crate::dossiers::archive_name(&own.generation.folders()) == mark.archive;
        let (articles, is_same) = dossiers::articles_of(mark, &own.generation)?;
        if let Some(article) = articles.first() {
            let place = article.origin.to_string();
            let state = if is_same {
                MarkState::There
            } else {
                MarkState::Changed
            };
            return Ok(DossierEntry::new(mark, state, Some(place)));
        }
    }
    let state = if is_of_these {
        MarkState::Gone
    } else {
        MarkState::Unknown
    };
    Ok(DossierEntry::new(mark, state, None))
}

/// Adds the marks of another file to the user's own.
fn merge(file: &Path) -> anyhow::Result<ExitStatus> {
    let shown = file.display();
    let unreadable = |why: String| {
        Misuse::error(
            format!("cannot merge {shown}: {why}; your marks are unchanged"),
            format!("it is made so: {} marks --format json > FILE", dateline()),
        )
    };
    let bytes = read(file).map_err(|error| unreadable(error.to_string()))?;
    let other = Dossiers::parse(&bytes).map_err(|fault| unreadable(fault.to_string()))?;
    for (name, _) in other.names() {
        dossiers::check_name(name)?;
    }
    let merged = dossiers::change(|own| own.merge(other))?;
    let text = format!(
        "{} added; {} got notes; {} were there already",
        counted(merged.added, "mark"),
        merged.noted,
        merged.same
    );
    stream::say("note", &text);
    Ok(ExitStatus::Success)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
