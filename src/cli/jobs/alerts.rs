//! The delivery of alerts: to stdout, to Atom feeds, to hooks.
//!
//! `index/alerts/` keeps the alerts that are not delivered yet. An alert is delivered when its hook, if there is one,
//! has succeeded.

use super::hooks::{HookContext, run_hook};
use crate::cli::archives::Archive;
use crate::cli::output::stream;
use crate::config::WatchConfig;
use crate::index::{Alert, HOOK_ALERTS, IndexStore, create_folders};
use crate::present::{FEED_LENGTH, Feed, HookRun, alert_lines, atom_feed, urn_uuid};
use anyhow::Context;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What was delivered, and the hooks that ran for it.
#[derive(Default)]
pub(super) struct Delivered {
    pub(super) alerts: Vec<Alert>,
    pub(super) hooks: Vec<HookRun>,
}

/// Delivers the alerts that are not delivered yet. What a failed hook was given is delivered again by the next run.
///
/// Hooks run without the writer's lock: other jobs do not wait for them. What those jobs find meanwhile is delivered
/// here, too.
pub(super) fn deliver(
    archive: &Archive,
    report: &Path,
    on_stdout: bool,
    is_quiet: bool,
) -> anyhow::Result<Delivered> {
    let mut delivered = Delivered::default();
    if archive.watches().next().is_none() {
        return Ok(delivered);
    }
    // Another process that delivers takes over what this job found.
    let Some(mut delivery) = archive.store.delivery()? else {
        return Ok(delivered);
    };
    loop {
        let alerts = delivery.next_alerts()?;
        if alerts.is_empty() {
            return Ok(delivered);
        }
        if on_stdout {
            stream::write_plain(|out| alert_lines(&alerts, out))?;
        }
        let done = deliver_all(&alerts, archive, report, is_quiet, &mut delivered.hooks)?;
        delivery.delivered(&done)?;
        delivered.alerts.extend(alerts);
    }
}

/// Delivers alerts to each watch. Returns the ids of those that need not be delivered again.
fn deliver_all(
    alerts: &[Alert],
    archive: &Archive,
    report: &Path,
    is_quiet: bool,
    hooks: &mut Vec<HookRun>,
) -> anyhow::Result<HashSet<String>> {
    let mut done: HashSet<String> = HashSet::new();
    let mut by_watch: HashMap<&str, Vec<&Alert>> = HashMap::new();
    for alert in alerts {
        by_watch.entry(&alert.watch).or_default().push(alert);
    }
    for watch in archive.watches() {
        let Some(own) = by_watch.remove(watch.name.as_str()) else {
            continue;
        };
        let ran = deliver_to(watch, &own, archive, report, is_quiet)?;
        if ran.as_ref().is_none_or(HookRun::succeeded) {
            done.extend(own.into_iter().map(|alert| alert.id.clone()));
        }
        hooks.extend(ran);
    }
    // Alerts of a watch that is no longer configured are dropped.
    let orphans = by_watch.into_values().flatten();
    done.extend(orphans.map(|alert| alert.id.clone()));
    Ok(done)
}

/// Writes the feed of a watch and runs its hook, if it has them.
fn deliver_to(
    watch: &WatchConfig,
    alerts: &[&Alert],
    archive: &Archive,
    report: &Path,
    is_quiet: bool,
) -> anyhow::Result<Option<HookRun>> {
    if let Some(feed) = &watch.feed {
        write_feed(watch, &archive.feed_stores(watch), feed)
            .with_context(|| format!("cannot write {}", feed.display()))?;
    }
    let Some(command) = &watch.hook else {
        return Ok(None);
    };
    let mut lines = Vec::new();
    alert_lines(alerts.iter().copied(), &mut lines)?;
    let file = archive.store.put(HOOK_ALERTS, &lines)?;
    let context = HookContext {
        archive: &archive.name,
        report,
        exit_code: None,
        alerts: Some(&file),
        is_quiet,
    };
    let ran = run_hook(
        &format!("watch.{}", watch.name),
        command,
        Some(watch.hook_timeout),
        &context,
    );
    archive.store.take_away(HOOK_ALERTS);
    Ok(Some(ran))
}

/// Writes a feed from the journals of every archive of the watch, and again if they have grown meanwhile: the job of
/// another archive may have written the feed just before, and have read less.
fn write_feed(
    watch: &WatchConfig,
    stores: &[(String, IndexStore)],
    feed: &Path,
) -> anyhow::Result<()> {
    if let Some(folder) = feed.parent() {
        create_folders(folder)?;
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

/// The id of a watch's feed: a name that nobody else has and that stays when its articles and its query change. The
/// same name in the configuration of somebody else is another feed, so the place of the feed is a part of it.
fn feed_id(watch: &WatchConfig) -> String {
    let place = watch.feed.as_deref().unwrap_or(Path::new(""));
    let hash = blake3::hash(format!("{}\0{}", watch.name, place.display()).as_bytes());
    urn_uuid(*hash.as_bytes())
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
    let feed = Feed {
        name: &watch.name,
        query: &watch.query,
        id: &feed_id(watch),
    };
    atom_feed(&feed, &newest, &mut text)?;
    Ok(text)
}
