//! What a job did, or would do, in one line for people.
//!
//! Each starts with the name of the archive, since a run prints one for each.

use super::run::{ArchiveRun, Outcome};
use crate::index::Plan;
use crate::present::amounts::{counted, seconds, tally};
use crate::present::terminal::safe::for_terminal;
use std::time::Duration;

/// What a run did to an archive, in one line.
#[must_use]
pub fn job_line(run: &ArchiveRun) -> String {
    let name = for_terminal(&run.name);
    let Some(report) = &run.report else {
        let error = run.error.as_deref().unwrap_or("failed");
        return format!("{name}: {}", for_terminal(error));
    };
    if let Some(refusal) = &report.refused {
        let refusal = refusal.to_string();
        return format!(
            "{name}: refused, nothing is published: {}",
            for_terminal(&refusal)
        );
    }
    let state = match run.outcome {
        Outcome::Published => format!("generation {} published", report.after),
        Outcome::Failed => "failed".to_owned(),
        _ => format!("generation {} is current", report.after),
    };
    let files = report.files.named().into_iter();
    let files = tally(files.map(|(_, fate, count)| (count, fate)), "no files");
    let took: Duration = report.stages.iter().map(|(_, took)| *took).sum();
    let articles = counted(report.articles, "article");
    let unreadable = counted(report.refused_records, "record");
    let more = [
        report
            .rebuilt_because
            .as_ref()
            .map(|because| format!("rebuilt: {}", for_terminal(because))),
        (!run.alerts.is_empty()).then(|| counted(run.alerts.len() as u64, "alert")),
        (report.refused_records > 0).then(|| format!("{unreadable} cannot be read")),
        run.error
            .as_ref()
            .map(|error| for_terminal(error).into_owned()),
        Some(seconds(took)),
    ];
    let more: Vec<_> = more.into_iter().flatten().collect();
    format!("{name}: {state}, {articles}; {files}; {}", more.join("; "))
}

/// What a run would do to the archive of that name, in one line.
#[must_use]
pub fn plan_line(name: &str, plan: &Plan) -> String {
    let name = for_terminal(name);
    if let Some(refusal) = &plan.refusal {
        let refusal = refusal.to_string();
        return format!("{name}: would be refused: {}", for_terminal(&refusal));
    }
    if let Some(because) = &plan.rebuilt_because {
        let files = counted(plan.new + plan.looks_changed, "file");
        return format!(
            "{name}: would be rebuilt from {files}: {}",
            for_terminal(because)
        );
    }
    let counts = [
        (plan.new, "new"),
        (plan.looks_changed, "to look at"),
        (plan.gone, "gone"),
        (plan.unchanged, "unchanged"),
    ];
    let counts = tally(counts, "no files");
    match plan.current {
        Some(number) => format!("{name}: would refresh generation {number}: {counts}"),
        None => format!("{name}: would make an index: {counts}"),
    }
}
