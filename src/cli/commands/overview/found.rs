//! What these commands say about a query and its matches.

use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{PreparedSearch, QueryArgs};
use crate::cli::shell::dateline;
use crate::present::for_terminal;
use crate::query::QueryPlan;

/// Says how a query was read, as `search` does.
pub(super) fn say_notes(plan: &QueryPlan, search: &PreparedSearch) {
    for note in plan.notes.iter().chain(&plan.synonym_notes) {
        stream::say("note", &for_terminal(note));
    }
    let ask = &search.request.ask;
    if !plan.notes.is_empty() && !ask.is_empty() {
        stream::say("note", &for_terminal(&format!("read as: {ask}")));
    }
}

/// The notes on a query, for programs.
pub(super) fn notes(plan: &QueryPlan) -> Vec<String> {
    [&plan.notes[..], &plan.synonym_notes].concat()
}

/// The exit code of a command that found so many articles; if there are none, notes that say why, as
/// `search` does.
pub(super) fn status(total: u64, search: &PreparedSearch) -> anyhow::Result<ExitStatus> {
    if total > 0 {
        return Ok(ExitStatus::Success);
    }
    let (request, synonyms) = (&search.request, &search.synonyms);
    for reason in search.engine().reasons(request, synonyms, total)? {
        stream::say("note", &for_terminal(&reason));
    }
    stream::say("note", "no article matches");
    Ok(ExitStatus::NothingFound)
}

/// The error that a command has nothing to look for: what it could look for is `example`.
pub(super) fn nothing_typed(
    query: &QueryArgs,
    why: &str,
    command: &str,
    example: &str,
) -> anyhow::Error {
    let options = query.typed_options();
    let program = dateline();
    Misuse::error(
        why,
        format!("type a query: {program} {command}{options} {example}"),
    )
}
