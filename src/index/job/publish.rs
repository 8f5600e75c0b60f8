//! Makes a draft the current generation.
//!
//! The last step of a job: the segments are committed, the observer sees them, the draft is renamed
//! into place, and only then are alerts moved to the journal and old generations removed.

use super::read::Unpublished;
use super::report::build_report::Published;
use super::report::stage::{Clock, Stage};
use super::request::Job;
use super::survey::Survey;
use crate::analysis::Language;
use crate::article::{ArchivePath, Article};
use crate::index::alerts::alert::Alert;
use crate::index::alerts::journal::write_outbox;
use crate::index::alerts::observer::{News, Observer};
use crate::index::catalog::update::CatalogUpdate;
use crate::index::elsewhere::ElsewhereError;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::segments::few::few_articles;
use crate::index::store::draft::Draft;
use crate::index::store::generation::Generation;
use crate::index::store::index_store::WriterLock;
use std::collections::{BTreeSet, HashMap};
use tantivy::TantivyError;

/// Commits the draft, shows it to the observer, and publishes it. Old generations are removed after
/// that.
pub(super) fn publish(
    job: &Job,
    lock: &WriterLock,
    survey: &Survey,
    mut unpublished: Unpublished,
    clock: &mut Clock,
) -> Result<Published, IndexError> {
    let base = survey.base.as_ref();
    commit(job, base.is_some(), &mut unpublished)?;
    let without = unpublished.without_lists();
    unpublished
        .draft
        .finish_records(base, &without.iter().collect())?;
    clock.end(Stage::Commit);
    observe(job, &unpublished)?;
    fault::point("watch");

    let Unpublished {
        draft,
        entries,
        removed,
        ..
    } = unpublished;
    let catalog = CatalogUpdate {
        base: base.map(Generation::catalog_reader).transpose()?,
        removed: &removed,
        entries,
    };
    let settings = job.settings.settings.clone();
    let new = draft.publish(
        catalog,
        settings,
        job.folders,
        (base, job.settings.threads),
        lock,
    )?;
    // The generation is current now, whatever fails from here on. The next job completes it.
    let settled = job.store.settle_alerts(lock);
    let unfinished = new.unsynced.or(settled.err());
    let _ = job
        .store
        .prune_after(survey.before.generation, job.settings.keep);
    fault::point("prune");
    clock.end(Stage::Publish);
    Ok(Published {
        generation: new.manifest.generation,
        articles: new.manifest.statistics.articles,
        unfinished: unfinished.map(|error| error.with_cause()),
    })
}

/// Deletes, adds and merges segments, so that the draft has those of the new generation.
fn commit(job: &Job, has_base: bool, unpublished: &mut Unpublished) -> Result<(), IndexError> {
    unpublished
        .draft
        .add_segments(std::mem::take(&mut unpublished.segments));
    if has_base {
        for path in &unpublished.replaced {
            unpublished.draft.remove_file(path.clone());
        }
        for gone in &unpublished.removed {
            unpublished.draft.remove_file(gone.path.clone());
        }
        for (path, serials) in unpublished.gone.drain(..) {
            unpublished.draft.remove_articles(path, serials);
        }
    }
    fault::point("add");
    // A merge maps what it reads and what it writes into memory.
    unpublished.draft.commit(job.settings.memory / 2)?;
    fault::point("commit");
    Ok(())
}

/// Shows the observer what is new in the draft. The alerts are published with the draft.
fn observe(job: &Job, unpublished: &Unpublished) -> Result<(), IndexError> {
    let Some(observer) = job.observer.filter(|_| !unpublished.news.is_empty()) else {
        return Ok(());
    };
    let files: Vec<_> = unpublished
        .news
        .iter()
        .map(|(at, after)| (unpublished.entries[*at].path.clone(), *after))
        .collect();
    let before = job.store.known();
    let draft = &unpublished.draft;
    if draft.is_elsewhere() {
        let found = observe_elsewhere(job, observer, draft, before.as_ref(), &files)?;
        let found = job.store.without_known(found)?;
        return write_found(draft, &found);
    }
    let found = draft
        .searcher()
        .and_then(|searcher| {
            observer.observe(&News {
                searcher: &searcher,
                schema: &draft.schema_of(&searcher)?,
                before: before.as_ref(),
                files: &files,
                generation: draft.number(),
            })
        })
        .map_err(IndexError::engine(job.store.path()))?;
    let found = job.store.without_known(found)?;
    write_found(draft, &found)
}

fn write_found(draft: &Draft, found: &[Alert]) -> Result<(), IndexError> {
    if found.is_empty() {
        return Ok(());
    }
    write_outbox(draft.folder(), found)
}

/// How many new articles are brought back at once.
const BROUGHT_BACK: usize = 1_000;

/// Shows the observer the new articles of a draft that are elsewhere: they are brought back, and
/// are small indexes in memory one after the other.
fn observe_elsewhere(
    job: &Job,
    observer: &dyn Observer,
    draft: &Draft,
    before: Option<&Generation>,
    files: &[(ArchivePath, u32)],
) -> Result<Vec<Alert>, IndexError> {
    let schema = draft.schema_elsewhere();
    let after: HashMap<&ArchivePath, u32> =
        files.iter().map(|(file, after)| (file, *after)).collect();
    let mut alerts = Vec::new();
    let mut waiting: Vec<(Article, Language)> = Vec::new();
    let mut show = |waiting: &mut Vec<(Article, Language)>| {
        // Only new ones are brought back.
        let paths: BTreeSet<_> = waiting
            .iter()
            .map(|(own, _)| own.origin.path.clone())
            .collect();
        let files: Vec<_> = paths.into_iter().map(|path| (path, 0)).collect();
        let searcher = few_articles(std::mem::take(waiting), &schema)?;
        alerts.extend(observer.observe(&News {
            searcher: &searcher,
            schema: &schema,
            before,
            files: &files,
            generation: draft.number(),
        })?);
        Ok::<_, TantivyError>(())
    };
    let mut failed = None;
    draft
        .each_sent(&mut |mut article, language| {
            let is_new = after.get(&article.origin.path);
            if is_new.is_none_or(|after| article.origin.ordinal <= *after) {
                return Ok(());
            }
            draft.set_place(&mut article);
            waiting.push((article, language));
            if waiting.len() < BROUGHT_BACK {
                return Ok(());
            }
            show(&mut waiting).map_err(|error| {
                let told = ElsewhereError::Failed(error.to_string());
                failed = Some(error);
                told
            })
        })
        .map_err(|error| match failed.take() {
            Some(failed) => IndexError::engine(job.store.path())(failed),
            None => error,
        })?;
    show(&mut waiting).map_err(IndexError::engine(job.store.path()))?;
    // The cluster gives them in no order; a journal has one.
    alerts.sort_by(|a, b| {
        (&a.watch, &a.origin.path, a.origin.ordinal).cmp(&(
            &b.watch,
            &b.origin.path,
            b.origin.ordinal,
        ))
    });
    Ok(alerts)
}
