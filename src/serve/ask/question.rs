//! A search as the parameters of an address ask for it.
//!
//! Whatever is not asked for is as on the command line. A question knows its archives and not where
//! it came from.

use super::fault::Fault;
use super::named::named;
use super::parameter::value_fields;
use super::params::Params;
use super::values;
use crate::query::ask::{Ask, Note};
use crate::query::{
    Copies, Deadline, Excerpts, Expansion, FieldValue, Folding, QueryPlan, Recency, SearchRequest,
    SortOrder,
};
use crate::serve::archives::holdings::Holdings;
use crate::serve::archives::set::Set;
use std::sync::Arc;
use std::time::Duration;

/// How many hits are shown unless another number is asked for, as on the command line.
const HITS: usize = 10;

/// A search that is ready to be planned.
pub(in crate::serve) struct Question {
    /// What is searched.
    pub(in crate::serve) set: Arc<Set>,
    /// What is asked.
    pub(in crate::serve) request: SearchRequest,
    /// The query as it was typed.
    pub(in crate::serve) text: String,
    /// How it was read, a sentence each.
    pub(in crate::serve) notes: Vec<String>,
}

impl Question {
    /// Reads a question. It has to be answered by the deadline.
    ///
    /// # Errors
    /// If a parameter cannot be read, or an archive cannot be searched.
    pub(in crate::serve) fn read(
        params: &Params,
        holdings: &Holdings,
        deadline: Deadline,
    ) -> Result<Self, Fault> {
        let names: Vec<_> = params.all("in").collect();
        let set = holdings.choose(&names)?;
        let text = params.get("q").unwrap_or_default().to_owned();
        let mut fields = set.schema().searchable_names();
        if holdings.hides_paths() {
            // Else a query could ask which paths there are.
            fields.retain(|name| *name != "path");
        }
        let (ask, notes) = Ask::parse(&text, &fields);
        let values = value_fields().flat_map(|(name, field)| {
            let own = params.all(name);
            own.map(move |value| FieldValue {
                field,
                value: value.to_owned(),
            })
        });
        let request = SearchRequest {
            named: named(&ask, holdings, &set)?,
            ranking: set.settings().search.ranking.clone(),
            misread: set
                .settings()
                .search
                .ocr
                .unwrap_or(set.schema().is_recognised),
            dates: values::dates(params, set.schema())?,
            values: values.collect(),
            any_status: params.is_on("any-status"),
            sort: match params.get("sort") {
                Some("newest") => SortOrder::Newest,
                Some("oldest") => SortOrder::Oldest,
                _ => SortOrder::Relevance,
            },
            offset: params.number("offset").unwrap_or(0),
            folding: Folding {
                copies: match params.get("copies") {
                    Some("show") => Copies::Show,
                    Some("only") => Copies::Only,
                    _ => Copies::Group,
                },
                versions: params.is_on("versions"),
                named: 0,
            },
            excerpts: excerpts(params),
            explain: params.is_on("explain"),
            expansion: params.get("expand").map(|how| match how {
                "bo1" => Expansion::Bo1,
                _ => Expansion::Rm3,
            }),
            recency: recency(params, set.newest())?,
            deadline,
            ..SearchRequest::new(ask, params.number("limit").unwrap_or(HITS))
        };
        let of_archives = set.settings().notes.clone().into_iter();
        Ok(Self {
            notes: of_archives
                .chain(notes.iter().map(Note::to_string))
                .collect(),
            set,
            request,
            text,
        })
    }

    /// Reads a question, and that which it is to be compared with, of the same archives.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(in crate::serve) fn read_compared(
        params: &Params,
        holdings: &Holdings,
        deadline: Deadline,
    ) -> Result<Vec<Self>, Fault> {
        let mut questions = vec![Self::read(params, holdings, deadline)?];
        if let Some(compared) = params.get("compare") {
            questions.push(Self::read(&params.with("q", compared), holdings, deadline)?);
        }
        Ok(questions)
    }

    /// The plan. Its notes say first how the query was read.
    pub(in crate::serve) fn plan(&self) -> QueryPlan {
        self.plan_of(&self.request)
    }

    /// The plan of another request for the same query.
    pub(in crate::serve) fn plan_of(&self, request: &SearchRequest) -> QueryPlan {
        let synonyms = self.set.synonyms();
        let mut plan = QueryPlan::new(request, self.set.schema(), synonyms);
        plan.notes.splice(0..0, self.notes.iter().cloned());
        plan
    }

    /// The plan of all articles that could match.
    pub(in crate::serve) fn plan_of_all(&self) -> QueryPlan {
        let synonyms = self.set.synonyms();
        QueryPlan::of_all(&self.request, self.set.schema(), synonyms)
    }
}

/// Which parts of articles are shown.
fn excerpts(params: &Params) -> Excerpts {
    Excerpts {
        most: params.number("passages"),
        context: params.number("context"),
    }
}

fn recency(params: &Params, newest: i64) -> Result<Option<Recency>, Fault> {
    let Some(span) = values::span(params, "recency")? else {
        return Ok(None);
    };
    let half_life = Duration::try_from(span).unwrap_or_default();
    let recency = Recency::new(half_life, newest);
    let wrong = || Fault::of("recency", "write a span such as 30d, 2w or 6mo");
    recency.map(Some).ok_or_else(wrong)
}
