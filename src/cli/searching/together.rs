//! What differs between archives that are searched as one, and which of it counts.
//!
//! Settings of search are joined in `config`. Here are the clocks that a relative date is read on,
//! and the watches that are of some of the archives only.

use crate::article::when::When;
use crate::cli::archives::OpenArchives;
use crate::config::JointSettings;
use crate::query::ask::{Ask, Filter};

/// The settings of search of all archives as one.
pub(super) fn settings(archives: &OpenArchives) -> JointSettings {
    let all = archives.iter().map(|own| {
        let archive = &own.archive;
        (archive.name.as_str(), &archive.settings.search)
    });
    JointSettings::of(&all.collect::<Vec<_>>())
}

/// What a query, and dates that were typed as options, mean in archives that differ; a sentence
/// each.
pub(super) fn notes(ask: &Ask, dates: &[Option<When>], archives: &OpenArchives) -> Vec<String> {
    let mut relative = dates.iter().flatten().copied().find(is_relative);
    let mut notes = Vec::new();
    ask.each_filter(&mut |filter| match filter {
        Filter::Dates { since, until } => {
            let ends = [since, until].into_iter().flatten().copied();
            relative = relative.or(ends.into_iter().find(is_relative));
        }
        Filter::Watch(name) => notes.extend(note_on_watch(name, archives)),
        _ => {}
    });
    notes.extend(relative.and_then(|when| note_on_clocks(when, archives)));
    notes
}

/// Whether it depends on the time at which it is read.
fn is_relative(when: &When) -> bool {
    matches!(
        when,
        When::Calendar { .. } | When::Ago(..) | When::Weekday(_)
    )
}

fn note_on_clocks(when: When, archives: &OpenArchives) -> Option<String> {
    let mut zones = archives
        .iter()
        .map(|own| own.generation.schema.time_zone.as_deref());
    let first = zones.next()?;
    zones.any(|zone| zone != first).then(|| {
        format!("the archives have different time zones: `{when}` is read in that of the system")
    })
}

/// Says that a watch is searched for in an archive that it is not of.
fn note_on_watch(name: &str, archives: &OpenArchives) -> Option<String> {
    let watched = archives
        .iter()
        .find_map(|own| own.archive.archives_of_watch(name))?;
    let searched = || archives.iter().map(|own| own.archive.name.as_str());
    let other = searched().find(|own| !watched.contains(own))?;
    let how = if searched().any(|own| watched.contains(&own)) {
        "as well"
    } else {
        "instead"
    };
    Some(format!(
        "the watch `{name}` is of {}; it is searched for in {other} {how}",
        watched.join(", ")
    ))
}
