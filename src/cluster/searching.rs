//! A generation on a cluster, as searches ask it: what is part of each request, and of each answer.
//!
//! The filter of the generation is part of each request, so one search sees one generation, whatever is
//! published meanwhile.

use super::conditions::{self, MOST_LISTS, by_records};
use super::pages::{article, whole};
use super::visible::visible;
use crate::index::elsewhere::{Elsewhere, ElsewhereError, Size};
use crate::index::{Generation, IndexError};
use crate::query::{Condition, FileRecords, ReadArticle, SortOrder};
use serde_json::{Value, json};

/// A generation on a cluster.
pub(super) struct Searching<'a> {
    pub(super) generation: &'a Generation,
    pub(super) elsewhere: &'a dyn Elsewhere,
}

pub(super) fn said(error: ElsewhereError) -> String {
    error.to_string()
}

impl Searching<'_> {
    pub(super) fn ask(&self, what: &str, body: &Value, size: Size) -> Result<Value, String> {
        let number = self.generation.number();
        let answer = self.elsewhere.ask(number, what, body, size).map_err(said)?;
        whole(&answer).map_err(said)?;
        self.is_kept()?;
        Ok(answer)
    }

    /// Asks several searches at once.
    pub(super) fn ask_many(&self, bodies: &[Value], size: Size) -> Result<Vec<Value>, String> {
        let number = self.generation.number();
        let answers = self
            .elsewhere
            .ask_many(number, bodies, size)
            .map_err(said)?;
        self.is_kept()?;
        Ok(answers)
    }

    /// Fails if the generation is not kept any more. Its articles are deleted only after it left the
    /// list, so an answer from before this check is whole.
    pub(super) fn is_kept(&self) -> Result<(), String> {
        let number = self.generation.number();
        if self
            .elsewhere
            .generations()
            .map_err(said)?
            .contains(&number)
        {
            return Ok(());
        }
        Err(format!(
            "generation {number} was removed from the cluster while it was searched; search again"
        ))
    }

    /// All that are in the generation and match.
    pub(super) fn filter(&self, matching: &Condition) -> Result<Value, String> {
        let matching = self.as_stored(matching)?;
        Ok(json!([
            visible(self.generation.number()),
            conditions::query(&matching)
        ]))
    }

    /// The same condition, with records by the numbers that they were sent with.
    fn as_stored(&self, matching: &Condition) -> Result<Condition, String> {
        let each = |list: &[Condition]| -> Result<Vec<Condition>, String> {
            list.iter().map(|own| self.as_stored(own)).collect()
        };
        Ok(match matching {
            Condition::Every(all, any, none) => {
                Condition::Every(each(all)?, each(any)?, each(none)?)
            }
            Condition::Listed(files) => {
                if by_records(files).len() > MOST_LISTS {
                    return Err(format!(
                        "more than {MOST_LISTS} files with different records cannot be searched for on a cluster"
                    ));
                }
                let stored = files.iter().map(|file| {
                    let records = file.records.as_ref().map(|places| {
                        let numbers = self.generation.stored_numbers(&file.path, places);
                        numbers.map(|own| own.into_iter().collect())
                    });
                    Ok(FileRecords {
                        path: file.path.clone(),
                        records: records.transpose()?,
                    })
                });
                let stored: Result<_, IndexError> = stored.collect();
                Condition::Listed(stored.map_err(|error| error.with_cause())?)
            }
            other => other.clone(),
        })
    }

    /// The articles of hits, each with the language that it was read in.
    pub(super) fn articles(&self, answer: &Value) -> Result<Vec<ReadArticle>, String> {
        let schema = &self.generation.schema;
        let hits = answer["hits"]["hits"].as_array().into_iter().flatten();
        let read = hits.map(|hit| article(&hit["_source"], schema));
        let read: Result<Vec<_>, _> = read.collect();
        let mut found = read.map_err(said)?;
        let articles = found.iter_mut().map(|(article, _)| article);
        let corrected = self.generation.correct_places(articles);
        corrected.map_err(|error| error.with_cause())?;
        Ok(found)
    }
}

/// The keys of an order.
pub(super) fn order(order: SortOrder) -> Value {
    let date = |order: &str| json!({"n.published": {"order": order, "missing": "_last"}});
    let names = [
        json!({"v.id": "asc"}),
        json!({"path": "asc"}),
        json!({"serial": "asc"}),
    ];
    let mut keys = match order {
        SortOrder::Relevance => vec![json!("_score"), date("desc")],
        SortOrder::Newest => vec![date("desc")],
        SortOrder::Oldest => vec![date("asc")],
        SortOrder::Quality => vec![
            json!({"n.quality": {"order": "desc", "missing": "_last"}}),
            date("desc"),
        ],
    };
    keys.extend(names);
    Value::Array(keys)
}
