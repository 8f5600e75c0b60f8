//! `dateline index`: make or refresh an index.

use super::args::IndexArgs;
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::progress::Bar;
use super::{locate, machine};
use crate::index::{BuildReport, BuildSettings, IndexStore, Settings, build};
use crate::present::report_text;
use bytesize::ByteSize;
use std::path::Path;

/// How many generations stay on disk: the one in force and the one before, whose readers may
/// still be opening it.
const KEEP: usize = 2;

pub(super) fn run(args: IndexArgs) -> anyhow::Result<ExitStatus> {
    let located = locate::of_folder(&args.folder, args.index.as_deref())?;
    let folder = located.named_folder().unwrap_or(&args.folder).to_owned();
    let settings = settings(args)?;
    let report = build_with_progress(&folder, &located.store, &settings)?;
    let mut out = anstream::stderr().lock();
    report_text(&report, &mut out)?;
    Ok(ExitStatus::Success)
}

/// Builds with a progress bar on stderr.
pub(super) fn build_with_progress(
    folder: &Path,
    store: &IndexStore,
    settings: &BuildSettings,
) -> anyhow::Result<BuildReport> {
    let bar = Bar::new();
    Ok(build(folder, store, settings, &bar)?)
}

/// What a build does if nobody says otherwise.
pub(super) fn default_settings() -> BuildSettings {
    BuildSettings {
        settings: Settings::default(),
        memory: machine::working_memory(),
        threads: machine::threads(),
        full: false,
        keep: KEEP,
    }
}

fn settings(args: IndexArgs) -> anyhow::Result<BuildSettings> {
    let mut settings = default_settings();
    if let Some(ByteSize(bytes)) = args.memory {
        if bytes < machine::LEAST {
            return Err(Misuse::error(
                format!("--memory {} is too little", ByteSize(bytes)),
                format!("give it {} or more", ByteSize(machine::LEAST)),
            ));
        }
        settings.memory = bytes;
    }
    if let Some(threads) = args.threads {
        settings.threads = threads.get();
    }
    settings.full = args.full;
    settings.settings = args.source.into_settings()?;
    Ok(settings)
}
