//! A generation on a cluster, as searches ask it: what is part of each request, and of each answer.
//!
//! The filter of the generation is part of each request, so one search sees one generation,
//! whatever is published meanwhile. Files of a condition are made those that the cluster knows once
//! for a search, since each word that is counted has the same ones.

use super::conditions::{self, MOST_LISTS, by_records};
use super::pages::{article, whole};
use super::visible::visible;
use crate::index::Generation;
use crate::index::elsewhere::{Elsewhere, ElsewhereError, Size};
use crate::query::{Condition, FileRecords, ReadArticle, SortOrder};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::Arc;

/// Files as a caller names them, and the same with the numbers that their records were sent with.
type Stored = (Arc<[FileRecords]>, Arc<[FileRecords]>);

/// A generation on a cluster.
pub(super) struct Searching<'a> {
    pub(super) generation: &'a Generation,
    pub(super) elsewhere: &'a dyn Elsewhere,
    /// No question may take longer than one of this size.
    limit: Option<Size>,
    stored: RefCell<Vec<Stored>>,
}

pub(super) fn said(error: ElsewhereError) -> String {
    error.to_string()
}

impl<'a> Searching<'a> {
    /// A generation, if its articles are on a cluster.
    pub(super) fn of(generation: &'a Generation, limit: Option<Size>) -> Option<Self> {
        Some(Self {
            generation,
            elsewhere: generation.elsewhere()?,
            limit,
            stored: RefCell::default(),
        })
    }

    pub(super) fn ask(&self, what: &str, body: &Value, size: Size) -> Result<Value, String> {
        let number = self.generation.number();
        let size = self.limit.unwrap_or(size);
        let answer = self.elsewhere.ask(number, what, body, size).map_err(said)?;
        whole(&answer).map_err(said)?;
        self.is_kept()?;
        Ok(answer)
    }

    /// Asks several searches at once. They are made while they are sent, so memory has few of them.
    pub(super) fn ask_many(
        &self,
        bodies: &mut dyn Iterator<Item = Value>,
        size: Size,
    ) -> Result<Vec<Value>, String> {
        let number = self.generation.number();
        let size = self.limit.unwrap_or(size);
        let answers = self
            .elsewhere
            .ask_many(number, bodies, size)
            .map_err(said)?;
        self.is_kept()?;
        Ok(answers)
    }

    /// Fails if the generation is not kept any more. Its articles are deleted only after it left
    /// the list, so an answer from before this check is whole.
    pub(super) fn is_kept(&self) -> Result<(), String> {
        let number = self.generation.number();
        let size = self.limit.unwrap_or(Size::Page);
        if self.elsewhere.is_kept(number, size).map_err(said)? {
            return Ok(());
        }
        Err(format!(
            "generation {number} was removed from the cluster while it was searched; search again"
        ))
    }

    /// All that are in the generation and match.
    pub(super) fn filter(&self, matching: &Condition) -> Result<Value, String> {
        Ok(self.filter_of(&self.as_stored(matching)?))
    }

    /// The same of a condition from [`Self::as_stored`].
    pub(super) fn filter_of(&self, stored: &Condition) -> Value {
        json!([visible(self.generation.number()), conditions::query(stored)])
    }

    /// The same condition, with records by the numbers that they were sent with.
    pub(super) fn as_stored(&self, matching: &Condition) -> Result<Condition, String> {
        let each = |list: &[Condition]| -> Result<Vec<Condition>, String> {
            list.iter().map(|own| self.as_stored(own)).collect()
        };
        Ok(match matching {
            Condition::Every(all, any, none) => {
                Condition::Every(each(all)?, each(any)?, each(none)?)
            }
            Condition::Listed(files) => Condition::Listed(self.stored_files(files)?),
            other => other.clone(),
        })
    }

    /// Files with the numbers that their records were sent with. They are looked for once.
    fn stored_files(&self, files: &Arc<[FileRecords]>) -> Result<Arc<[FileRecords]>, String> {
        let mut known = self.stored.borrow_mut();
        if let Some((_, stored)) = known.iter().find(|(own, _)| Arc::ptr_eq(own, files)) {
            return Ok(Arc::clone(stored));
        }
        let places = files.iter();
        let places = places.filter_map(|file| Some((&file.path, file.records.as_ref()?)));
        let numbers = self.generation.stored_numbers(&places.collect::<Vec<_>>());
        let mut numbers = numbers.map_err(|error| error.with_cause())?.into_iter();
        let stored = files.iter().map(|file| FileRecords {
            path: file.path.clone(),
            records: file.records.as_ref().and_then(|_| numbers.next()),
        });
        let stored: Arc<[FileRecords]> = stored.collect();
        if by_records(&stored).len() > MOST_LISTS {
            return Err(format!(
                "more than {MOST_LISTS} files with different records cannot be searched for on a cluster"
            ));
        }
        known.push((Arc::clone(files), Arc::clone(&stored)));
        Ok(stored)
    }

    /// The articles of hits, each with the language that it was read in.
    pub(super) fn articles(&self, answer: &Value) -> Result<Vec<ReadArticle>, String> {
        let schema = &self.generation.schema;
        let hits = answer["hits"]["hits"].as_array().into_iter().flatten();
        let read = hits.map(|hit| article(&hit["_source"], schema));
        let read: Result<Vec<_>, _> = read.collect();
        let mut found = read.map_err(said)?;
        let origins = found.iter_mut().map(|(article, _)| &mut article.origin);
        let numbers = origins.map(|origin| (&origin.path, &mut origin.ordinal));
        let corrected = self.generation.correct_places(numbers);
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
