//! Telling what watches found: on stdout, in Atom feeds, to hooks. `index/alerts` keeps what nobody was told of.

use super::hooks::{HookContext, run_hook};
use super::stream;
use super::targets::Target;
use crate::config::WatchConfig;
use crate::index::{Alert, IndexError, IndexStore};
use crate::present::{FEED_LENGTH, HookRun, atom_feed};
use anyhow::Context;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// The file in the index's folder that a hook reads alerts from.
const FOR_HOOK: &str = "alerts.hook.jsonl";

/// What was told, and the hooks that ran for it.
#[derive(Default)]
pub(super) struct Told {
    pub(super) alerts: Vec<Alert>,
    pub(super) hooks: Vec<HookRun>,
}

/// Tells what nobody was told of yet. What a hook did not take is told again by the next run.
pub(super) fn tell(target: &Target, report: &Path, on_stdout: bool) -> anyhow::Result<Told> {
    if target.watches.is_empty() {
        return Ok(Told::default());
    }
    let lock = match target.store.lock() {
        Ok(lock) => lock,
        // Whoever holds it tells them.
        Err(IndexError::Busy(_)) => return Ok(Told::default()),
        Err(error) => return Err(error.into()),
    };
    let alerts = target.store.untold_alerts(&lock)?;
    let mut told = Told::default();
    if alerts.is_empty() {
        return Ok(told);
    }
    if on_stdout {
        stream::write_plain(|out| {
            for alert in &alerts {
                serde_json::to_writer(&mut *out, alert)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?;
    }
    let mut done: HashSet<String> = HashSet::new();
    for watch in &target.watches {
        let own: Vec<_> = alerts
            .iter()
            .filter(|alert| alert.watch == watch.name)
            .collect();
        if own.is_empty() {
            continue;
        }
        if let Some(feed) = &watch.feed {
            write_feed(watch, &target.feed_stores, feed)
                .with_context(|| format!("cannot write {}", feed.display()))?;
        }
        let ran = hook(watch, &own, target, report)?;
        if ran.as_ref().is_none_or(HookRun::succeeded) {
            done.extend(own.into_iter().map(|alert| alert.id.clone()));
        }
        told.hooks.extend(ran);
    }
    // Of a watch that is configured no more nobody is to be told.
    let watched = |alert: &&Alert| target.watches.iter().any(|watch| watch.name == alert.watch);
    let orphans = alerts.iter().filter(|alert| !watched(alert));
    done.extend(orphans.map(|alert| alert.id.clone()));
    target.store.note_told(&lock, &done)?;
    told.alerts = alerts;
    Ok(told)
}

fn hook(
    watch: &WatchConfig,
    alerts: &[&Alert],
    target: &Target,
    report: &Path,
) -> anyhow::Result<Option<HookRun>> {
    let Some(command) = &watch.hook else {
        return Ok(None);
    };
    let file = target.store.path().join(FOR_HOOK);
    let mut lines = Vec::new();
    for alert in alerts {
        serde_json::to_writer(&mut lines, alert)?;
        lines.push(b'\n');
    }
    fs::write(&file, lines).with_context(|| format!("cannot write {}", file.display()))?;
    let context = HookContext {
        archive: &target.name,
        report,
        exit_code: None,
        alerts: Some(&file),
    };
    let ran = run_hook(&format!("watch.{}", watch.name), command, &context);
    // The next hook writes it anew.
    let _ = fs::remove_file(&file);
    Ok(Some(ran))
}

/// Writes a feed anew from the journals of every archive that the watch looks at, and again if they have grown
/// meanwhile: another archive's job may have written it before this one, and read less.
fn write_feed(
    watch: &WatchConfig,
    stores: &[(String, IndexStore)],
    feed: &Path,
) -> anyhow::Result<()> {
    if let Some(folder) = feed.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut text = feed_text(watch, stores)?;
    loop {
        stream::replace_file(feed, &text)?;
        let now = feed_text(watch, stores)?;
        if now == text {
            return Ok(());
        }
        text = now;
    }
}

/// A feed of the newest alerts in the journals.
fn feed_text(watch: &WatchConfig, stores: &[(String, IndexStore)]) -> anyhow::Result<Vec<u8>> {
    let mut alerts = Vec::new();
    for (archive, store) in stores.iter().filter(|(archive, _)| watch.is_of(archive)) {
        let all = store.alerts().with_context(|| archive.clone())?;
        alerts.extend(all.into_iter().filter(|alert| alert.watch == watch.name));
    }
    alerts.sort_by(|a, b| b.found.cmp(&a.found).then_with(|| a.id.cmp(&b.id)));
    let newest: Vec<_> = alerts.iter().take(FEED_LENGTH).collect();
    let mut text = Vec::new();
    atom_feed(&watch.name, &watch.query, &newest, &mut text)?;
    Ok(text)
}
