//! Looking after an index: `dateline generations`, `rollback`, `verify`, `repair`.

use super::args::RecordFormat;
use super::batch_args::{GenerationsArgs, RepairArgs, RollbackArgs, ShowProgress, VerifyArgs};
use super::exit::ExitStatus;
use super::failure::Misuse;
use super::targets::{Target, target};
use super::{index, locate, progress, stream};
use crate::index::{BuildSettings, ChangeDetection, Damage, Job};
use crate::present::{counted, for_terminal, generations_json, generations_text, report_text};
use std::path::Path;

pub(super) fn generations(
    args: &GenerationsArgs,
    config: Option<&Path>,
) -> anyhow::Result<ExitStatus> {
    let store = locate::of_arguments(&args.place, config)?.store;
    if let Some(keep) = args.keep {
        let _lock = store.lock()?;
        store.prune(keep.get())?;
    }
    let kept = store.history()?;
    match args.format {
        RecordFormat::Text => stream::write_styled(|out| generations_text(&kept, out))?,
        RecordFormat::Json => stream::write_plain(|out| generations_json(&kept, out))?,
    }
    Ok(ExitStatus::Success)
}

pub(super) fn roll_back(args: &RollbackArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let store = locate::of_arguments(&args.place, config)?.store;
    let lock = store.lock()?;
    let (before, after) = store.roll_back(&lock, args.number)?;
    let text = if before == after {
        format!("generation {after} is in force already")
    } else {
        format!("generation {after} is in force, no longer {before}")
    };
    stream::say_line(&text);
    if before != after {
        stream::say(
            "hint",
            &format!(
                "the next refresh starts from it; to take this back: dateline rollback {before}"
            ),
        );
    }
    Ok(ExitStatus::Success)
}

pub(super) fn verify(args: &VerifyArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let located = locate::of_arguments(&args.place, config)?;
    let found = located.store.verify()?;
    say_damages(&found.damages);
    let mut is_damaged = !found.damages.is_empty();
    if args.sources && !is_damaged {
        let sources = located.open()?.verify_sources()?;
        for path in &sources.unnoticed {
            let text = format!("{path}: its content is another, although it looks unchanged");
            stream::say("error", &for_terminal(&text));
        }
        if !sources.unnoticed.is_empty() {
            stream::say("hint", "read every file: dateline reindex --checksum");
            is_damaged = true;
        }
        if !sources.changed.is_empty() {
            let files = counted(sources.changed.len() as u64, "file");
            stream::say(
                "note",
                &format!("{files} changed since; a refresh reads them"),
            );
        }
        stream::say_line(&format!("{} compared", counted(sources.files, "source")));
    }
    if is_damaged {
        if !found.damages.is_empty() {
            stream::say(
                "hint",
                "make it anew from the articles: dateline repair ARCHIVE",
            );
        }
        return Ok(ExitStatus::Trouble);
    }
    stream::say_line(&format!(
        "generation {}: {}, {}, {}: nothing is damaged",
        found.generation,
        counted(found.files, "file"),
        counted(found.articles, "article"),
        counted(found.postings, "posting"),
    ));
    Ok(ExitStatus::Success)
}

fn say_damages(damages: &[Damage]) {
    for damage in damages {
        let text = format!("{}: {}", damage.part, damage.what);
        stream::say("error", &for_terminal(&text));
    }
}

pub(super) fn repair(args: &RepairArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let target = target(&args.archive, args.index.as_deref(), config)?;
    if !target.store.exists() && target.store.generations().is_err() {
        return Err(Misuse::error(
            format!("no index in {}", target.store.path().display()),
            "make it: dateline reindex ARCHIVE",
        ));
    }
    let damages = match target.store.verify() {
        Ok(found) => found.damages,
        // What cannot even be looked at is made anew as well.
        Err(_) => Vec::new(),
    };
    let is_whole = damages.is_empty() && target.store.current().is_ok();
    if is_whole {
        stream::say_line("nothing is damaged");
        return Ok(ExitStatus::Success);
    }
    say_damages(&damages);
    rebuild(&target, args.allow_removals)
}

fn rebuild(target: &Target, allow_removals: bool) -> anyhow::Result<ExitStatus> {
    let settings = BuildSettings {
        settings: target.settings.clone(),
        memory: index::memory(None)?,
        threads: super::machine::threads(),
        full: true,
        // The damaged generation shares its segments with those before it.
        keep: 1,
    };
    let mut guards = target.guards;
    guards.allow_removals |= allow_removals;
    let shown = progress::shown(ShowProgress::Auto, false, &target.name);
    let report = Job {
        folders: &target.folders,
        store: &target.store,
        settings: &settings,
        change_detection: ChangeDetection::ByContent,
        guards,
        observer: Some(&target.observer),
        progress: &shown,
    }
    .run()?;
    drop(shown);
    report_text(&report, &mut anstream::stderr().lock())?;
    Ok(match report.refused {
        Some(_) => ExitStatus::Refused,
        None => ExitStatus::of_published(&report),
    })
}
