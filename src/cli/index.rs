//! `dateline index`: make or refresh an index.

use super::args::IndexArgs;
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::locate::{self, Located};
use super::machine;
use super::progress::Bar;
use crate::analysis::Language;
use crate::article::Folders;
use crate::index::{BuildReport, BuildSettings, ChangeDetection, Guards, Job, Observer, Settings};
use crate::present::report_text;
use bytesize::ByteSize;
use jiff::tz::TimeZone;
use std::path::Path;

/// How many generations stay on disk: the one in force and the one before, whose readers may
/// still be opening it.
const KEEP: usize = 2;

pub(super) fn run(args: IndexArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let located = locate::of_name(&args.folder, args.index.as_deref(), config)?;
    let settings = settings(args, &located)?;
    let report = build_with_progress(&located, &settings)?;
    let mut out = anstream::stderr().lock();
    report_text(&report, &mut out)?;
    Ok(ExitStatus::of_published(&report))
}

/// Builds with a progress bar on stderr. Whoever asks for it sees what becomes of it, so nothing
/// guards it.
pub(super) fn build_with_progress(
    located: &Located,
    settings: &BuildSettings,
) -> anyhow::Result<BuildReport> {
    let nowhere = Folders::named(Vec::new());
    let job = Job {
        folders: located.named_folders().unwrap_or(&nowhere),
        store: &located.store,
        settings,
        change_detection: ChangeDetection::ByStat,
        guards: Guards::none(),
        observer: located
            .archive
            .is_some()
            .then_some(&located.watches as &dyn Observer),
        progress: &Bar::new(),
    };
    Ok(job.run()?)
}

/// What a build of an archive or folder does if nobody says otherwise.
pub(super) fn default_settings(located: &Located) -> BuildSettings {
    let archive = located.archive.as_ref();
    BuildSettings {
        settings: archive.map_or_else(Settings::default, |archive| archive.settings.clone()),
        memory: machine::working_memory(),
        threads: machine::threads(),
        full: false,
        keep: archive.map_or(KEEP, |archive| archive.keep),
    }
}

/// The working memory that was asked for, in bytes.
pub(super) fn memory(asked: Option<ByteSize>) -> anyhow::Result<u64> {
    match asked {
        Some(ByteSize(bytes)) if bytes < machine::LEAST => Err(Misuse::error(
            format!("--memory {} is too little", ByteSize(bytes)),
            format!("give it {} or more", ByteSize(machine::LEAST)),
        )),
        Some(ByteSize(bytes)) => Ok(bytes),
        None => Ok(machine::working_memory()),
    }
}

fn settings(args: IndexArgs, located: &Located) -> anyhow::Result<BuildSettings> {
    let mut build = default_settings(located);
    build.memory = memory(args.memory)?;
    if let Some(threads) = args.threads {
        build.threads = threads.get();
    }
    build.full = args.full;
    args.source.apply_to(&mut build.settings)?;
    let settings = &mut build.settings;
    if let Some(name) = args.language {
        settings.language = language(&name)?;
    }
    if let Some(name) = args.timezone {
        TimeZone::get(&name).map_err(|_| {
            Misuse::error(
                format!("no time zone `{name}`"),
                "name one of the time zone database, such as Asia/Tehran or UTC",
            )
        })?;
        settings.timezone = Some(name);
    }
    Ok(build)
}

fn language(name: &str) -> anyhow::Result<Language> {
    Language::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Language::names().collect();
        Misuse::error(
            format!("no language `{name}`"),
            format!("name one of {}", names.join(", ")),
        )
    })
}
