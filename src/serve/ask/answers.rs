//! What questions find, as the records that `present` shows.
//!
//! Each function does what a command of the same name does, and its JSON is that of the command.

use super::article::Found;
use super::fault::Fault;
use super::params::Params;
use super::question::Question;
use super::values;
use crate::present::{FacetList, KeyTermPeriod, KeyTermReport, TimelineReport};
use crate::query::ask::Ask;
use crate::query::{
    Counted, DateBounds, Deadline, NamedFamily, Period, QueryPlan, SearchPage, SearchRequest,
    Similar, Timeline, facet_named, facet_names,
};
use crate::serve::archives::holdings::Holdings;
use crate::serve::settings::Limits;

/// The number of words unless another is asked for.
const WORDS: usize = 20;

/// A page of hits.
pub(in crate::serve) fn search(
    question: &Question,
    holdings: &Holdings,
) -> Result<SearchPage, Fault> {
    let engine = question.set.engine();
    let mut page = engine.search(&question.plan())?;
    let synonyms = question.set.synonyms();
    let reasons = engine.reasons(&question.request, synonyms, page.total)?;
    page.add_reasons(reasons);
    page.suggestions = engine.suggestions(&question.request, synonyms, page.total)?;
    page.notes.extend(holdings.left_out());
    Ok(page)
}

/// How many matches have each value.
pub(in crate::serve) fn facets(question: &Question, params: &Params) -> Result<FacetList, Fault> {
    let engine = question.set.engine();
    let plan = engine.resolved(question.plan())?;
    let by: Vec<&str> = match params.get("by") {
        Some(by) => by.split(',').map(str::trim).collect(),
        None => facet_names().collect(),
    };
    let mut fields = Vec::new();
    for name in &by {
        let known: Vec<_> = facet_names().collect();
        let unknown = || Fault::of("by", format!("write some of {}", known.join(", ")));
        fields.push(facet_named(name).ok_or_else(unknown)?);
    }
    let (total, counts) = engine.facets(&plan, &fields)?;
    Ok(FacetList {
        query: question.request.ask.to_string(),
        notes: notes(&plan),
        total,
        facets: by.into_iter().map(str::to_owned).zip(counts).collect(),
        limit: params.number("limit"),
    })
}

/// How many articles match each question in each period.
pub(in crate::serve) fn timeline(
    questions: &[Question],
    params: &Params,
) -> Result<TimelineReport, Fault> {
    let split = params.get("split");
    if split.is_some() && questions.len() > 1 {
        return Err(Fault::of("compare", "it cannot be given with split"));
    }
    let most = params.number("limit").unwrap_or(Limits::LISTED);
    let (mut counted, mut plans) = (Vec::new(), Vec::new());
    for question in questions {
        let engine = question.set.engine();
        let plan = engine.resolved(question.plan())?;
        let series = engine.series(&question.text, &plan, &question.plan_of_all(), split)?;
        counted.extend(
            series
                .into_iter()
                .take(if split.is_some() { most } else { 1 }),
        );
        plans.push((engine, plan));
    }
    let period = params.get("by").and_then(|by| by.parse().ok());
    let first = questions.first();
    let days = first.map_or((None, None), |question| question.request.dates.days());
    check_periods(period, days, &counted)?;
    let timeline = Timeline::new(counted, period, days, split.map(str::to_owned));
    let (mut coarse, mut all_notes) = (0, Vec::new());
    for (engine, plan) in &plans {
        coarse += engine.coarse_dates(plan, timeline.period)?;
        // Those on the archives are of each question.
        let new = notes(plan)
            .into_iter()
            .filter(|note| !all_notes.contains(note));
        all_notes.extend(new.collect::<Vec<_>>());
    }
    let names: Vec<_> = questions.iter().map(|own| own.text.as_str()).collect();
    Ok(TimelineReport {
        title: names.join(" / "),
        notes: all_notes,
        timeline,
        coarse,
    })
}

/// The largest number of periods of all series together.
const MOST_PERIODS: i64 = 100_000;

/// Refuses days of thousands of years.
fn check_periods(
    period: Option<Period>,
    days: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    counted: &[Counted],
) -> Result<(), Fault> {
    let length = match period {
        Some(Period::Day) => 1,
        Some(Period::Week) => 7,
        Some(Period::Month) => 28,
        _ => return Ok(()),
    };
    let spans = counted.iter().filter_map(|one| one.found.span());
    let found = spans.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    let first = days.0.or(found.map(|(first, _)| first));
    let last = days.1.or(found.map(|(_, last)| last));
    let (Some(first), Some(last)) = (first, last) else {
        return Ok(());
    };
    let days = first.duration_until(last).as_hours() / 24;
    let series = i64::try_from(counted.len()).unwrap_or(i64::MAX);
    if (days / length).saturating_mul(series.max(1)) > MOST_PERIODS {
        return Err(Fault::of(
            "by",
            "the dates have too many of these periods; choose longer ones",
        ));
    }
    Ok(())
}

/// The words that tell the matches from the rest.
pub(in crate::serve) fn terms(
    question: &Question,
    params: &Params,
) -> Result<KeyTermReport, Fault> {
    let engine = question.set.engine();
    let plan = engine.resolved(question.plan())?;
    let rest = SearchRequest {
        dates: DateBounds::default(),
        values: Vec::new(),
        ask: Ask::default(),
        ..question.request.clone()
    };
    let synonyms = question.set.synonyms();
    let all = QueryPlan::of_all(&rest, question.set.schema(), synonyms);
    let words = params.number("limit").unwrap_or(WORDS);
    let mut all = engine.background(&all)?;
    let terms = engine.key_terms(&plan, &mut all, None, words)?;
    let by: Option<Period> = params.get("by").and_then(|by| by.parse().ok());
    let mut periods = None;
    if let Some(period) = by.filter(|_| terms.total > 0) {
        let days = engine.days(&plan)?;
        let mut of_periods = Vec::new();
        for (from, to) in days
            .span()
            .into_iter()
            .flat_map(|(first, last)| period.between(first, last))
            .filter(|(from, to)| days.within(*from, *to) > 0)
        {
            of_periods.push(KeyTermPeriod {
                name: period.name(from),
                from,
                to,
                terms: engine.key_terms(&plan, &mut all, Some((from, to)), words)?,
            });
            if of_periods.len() > Limits::LISTED {
                return Err(Fault::of(
                    "by",
                    "there are too many of these periods; choose longer ones",
                ));
            }
        }
        periods = Some(of_periods);
    }
    Ok(KeyTermReport {
        query: question.request.ask.to_string(),
        notes: notes(&plan),
        terms,
        periods,
    })
}

/// The copies and versions of an article that are public; `None` if it has none.
pub(in crate::serve) fn copies(found: &Found) -> Result<Option<NamedFamily>, Fault> {
    let family = found.set.engine().family_of(&found.article.origin, false)?;
    Ok(family.filter(|family| family.articles.len() > 1))
}

/// Other articles on the subject of one, of its archive unless others are named.
pub(in crate::serve) fn similar(
    found: &Found,
    params: &Params,
    holdings: &Holdings,
    deadline: Deadline,
) -> Result<Similar, Fault> {
    let (before, after) = (params.is_on("before"), params.is_on("after"));
    if before && after {
        return Err(Fault::of("before", "it cannot be given with after"));
    }
    let own = found.archive.name.as_str();
    let mut question = match params.get("in") {
        Some(_) => Question::read(params, holdings, deadline)?,
        None => Question::read(&params.with("in", own), holdings, deadline)?,
    };
    let within = values::span(params, "within")?;
    if before || after || within.is_some() {
        let published = found.article.published;
        let date = published.ok_or(Fault::Conflict("the article has no date"))?;
        let around = DateBounds::around(date, before, after, within);
        question.request.limit_to(around);
    }
    let is_searched = question.set.members().iter().any(|one| one.name == own);
    let engine = question.set.engine();
    let archive = if is_searched { own } else { "" };
    let mut similar = engine.similar(&found.article, archive, &question.request)?;
    similar.page.notes = notes(&question.plan());
    Ok(similar)
}

/// The notes on a query, for programs.
fn notes(plan: &QueryPlan) -> Vec<String> {
    [&plan.notes[..], &plan.synonym_notes].concat()
}
