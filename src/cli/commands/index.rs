//! `dateline index`: makes or refreshes an index for a person who watches.
//!
//! What is typed changes the settings of the archive for this run. No guard refuses to publish. `dateline reindex` is
//! the command for schedulers.

use crate::analysis::Language;
use crate::cli::archives::{Archive, JobOptions};
use crate::cli::args::{ReadingArgs, ResourceArgs};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::{ShowProgress, Shown, stream};
use crate::index::Settings;
use crate::present::{Show, for_terminal};
use clap::{Args, ValueHint};
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// Make the index of a folder, or refresh it: only changed files are read again
#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// The folder of articles, or the name of an archive of dateline.toml, whose settings then apply
    /// [default: .]
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,

    /// The same as FOLDER
    #[arg(
        long = "in",
        value_name = "FOLDER",
        value_hint = ValueHint::DirPath,
        conflicts_with = "folder"
    )]
    named: Option<PathBuf>,

    /// The folder of the index, if it is not FOLDER/.dateline (for read-only folders); also read
    /// from `DATELINE_INDEX`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,

    /// Read with the options that are typed and the defaults, and not as the job before
    #[arg(long)]
    defaults: bool,

    #[command(flatten)]
    reading: ReadingArgs,

    /// The only languages that articles are read in, by name or code: german,fr,fa; none for no
    /// stems [default: each article in its own]
    #[arg(long, value_name = "LANGUAGE,…", value_delimiter = ',')]
    language: Vec<String>,

    /// The time zone of times without an offset, such as Asia/Tehran
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,

    /// Read every file, including unchanged ones
    #[arg(long)]
    full: bool,

    /// Trust that files only grow: read only what was appended to a large one
    #[arg(long, conflicts_with = "full")]
    append_only: bool,

    #[command(flatten)]
    resources: ResourceArgs,
}

impl IndexArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let here = PathBuf::from(".");
        let folder = self
            .folder
            .as_ref()
            .or(self.named.as_ref())
            .unwrap_or(&here);
        let mut archive = Archive::for_job(folder, self.index.as_deref(), context.config())?;
        if self.defaults {
            archive.forget();
        }
        let options = JobOptions {
            resources: self.resources.resolve()?,
            full: self.full,
            append_only: self.append_only,
            ..JobOptions::default()
        };
        let before = archive.settings.reading.clone();
        let is_remembered = !archive.is_configured() && before != Settings::default();
        self.apply_to(&mut archive.settings.reading)?;
        // What widens what is read is asked for each time.
        archive.followed_links = false;
        if is_remembered {
            say_remembered(&before, &archive.settings.reading);
        }
        let shown = Shown::new(ShowProgress::Auto, &archive.name);
        let report = archive.job(&options)?.run(&shown)?;
        drop(shown);
        report.text(stream::width(), &mut anstream::stderr().lock())?;
        archive.say_unlisted(&report.problems, report.more_problems);
        Ok(ExitStatus::of_published(&report))
    }

    /// Changes settings by what was typed.
    fn apply_to(self, settings: &mut Settings) -> anyhow::Result<()> {
        self.reading.apply_to(settings)?;
        if !self.language.is_empty() {
            let languages = self.language.iter().map(|name| language(name));
            settings.languages = languages.collect::<anyhow::Result<_>>()?;
        }
        if let Some(name) = self.timezone {
            check_time_zone(&name)?;
            settings.timezone = Some(name);
        }
        Ok(())
    }
}

/// Says with which options of the job before files are read, if that is not what was typed.
fn say_remembered(before: &Settings, now: &Settings) {
    if before == now {
        let note = format!("reading as before: {now}; --defaults forgets that");
        stream::say("note", &for_terminal(&note));
    }
}

fn language(name: &str) -> anyhow::Result<Language> {
    Language::from_name(name).ok_or_else(|| {
        Misuse::error(
            format!("unknown language `{name}`"),
            format!("name one of {}", Language::names().join(", ")),
        )
    })
}

fn check_time_zone(name: &str) -> anyhow::Result<()> {
    match TimeZone::get(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(Misuse::error(
            format!("unknown time zone `{name}`"),
            "name one of the time zone database, such as Asia/Tehran or UTC",
        )),
    }
}
