//! All matches one after the other, some of them, and articles by their places.
//!
//! By date they come page by page with `search_after`; memory has one page. A page of another
//! generation cannot be among them, since each request has the filter of its own.

use super::groups::value_field;
use super::searching::{Searching, order, said};
use super::visible::visible;
use crate::article::{ArchivePath, SECONDS_A_DAY};
use crate::index::elsewhere::{ElsewhereError, Size};
use crate::query::{Arriving, Condition, PlaceElsewhere, ReadArticle, SortOrder};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// How many articles a page has.
const PAGE: usize = 1_000;

/// How many places are corrected at once.
const PLACES: usize = 2_000;

/// How many articles with equal keys are looked at.
const COPIES: usize = 5_000;

/// The pages of a list.
struct Pages<'a> {
    searching: &'a Searching<'a>,
    body: Value,
    arrived: VecDeque<ReadArticle>,
    is_done: bool,
}

/// Every match, the oldest first.
pub(super) fn by_date<'a>(searching: &'a Searching<'a>, matching: &Condition) -> Arriving<'a> {
    let filter = match searching.filter(matching) {
        Ok(filter) => filter,
        Err(why) => return Box::new(std::iter::once(Err(why))),
    };
    Box::new(Pages {
        searching,
        body: json!({
            "size": PAGE,
            "track_total_hits": false,
            "query": {"bool": {"filter": filter}},
            "sort": order(SortOrder::Oldest),
            "_source": ["a", "read_in"],
        }),
        arrived: VecDeque::new(),
        is_done: false,
    })
}

impl Pages<'_> {
    fn fetch(&mut self) -> Result<(), String> {
        let answer = self
            .searching
            .ask("_search", &self.body, Size::Everything)?;
        self.arrived.extend(self.searching.articles(&answer)?);
        let hits = answer["hits"]["hits"].as_array();
        let last = hits.and_then(|hits| hits.last());
        self.is_done = self.arrived.len() < PAGE;
        if let Some(last) = last {
            self.body["search_after"] = last["sort"].clone();
        }
        Ok(())
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<ReadArticle, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.arrived.is_empty()
            && !self.is_done
            && let Err(why) = self.fetch()
        {
            self.is_done = true;
            return Some(Err(why));
        }
        self.arrived.pop_front().map(Ok)
    }
}

/// Some matches, drawn by chance: by the numbers that the cluster gave to the articles.
pub(super) fn some(
    searching: &Searching,
    matching: &Condition,
    most: u64,
) -> Result<Vec<ReadArticle>, String> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let body = json!({
        "size": most,
        "track_total_hits": false,
        "query": {"function_score": {
            "query": {"bool": {"filter": searching.filter(matching)?}},
            "random_score": {"seed": 1, "field": "_seq_no"},
            "boost_mode": "replace",
        }},
        "_source": ["a", "read_in"],
    });
    searching.articles(&searching.ask("_search", &body, Size::Everything)?)
}

/// The articles that have one of these keys of copies, the earliest first; at most [`COPIES`].
pub(super) fn alike(searching: &Searching, keys: &[String]) -> Result<Vec<ReadArticle>, String> {
    let now = visible(searching.generation.number());
    let body = json!({
        "size": COPIES,
        "track_total_hits": false,
        "query": {"bool": {"filter": [now, {"terms": {"k": keys}}]}},
        "sort": order(SortOrder::Oldest),
        "_source": ["a", "read_in"],
    });
    searching.articles(&searching.ask("_search", &body, Size::Page)?)
}

/// The place of every match, and its first value of a field.
pub(super) fn places(
    searching: &Searching,
    matching: &Condition,
    field: Option<&str>,
    each: &mut dyn FnMut(PlaceElsewhere),
) -> Result<(), String> {
    let field = field.map(|field| value_field(field, &searching.generation.schema));
    let name = field.as_deref().and_then(|field| field.strip_prefix("v."));
    let mut wanted = vec!["path", "serial", "n.published_local"];
    wanted.extend(field.as_deref());
    let query = json!({"bool": {"filter": searching.filter(matching)?}});
    let mut waiting = Vec::with_capacity(PLACES);
    let number = searching.generation.number();
    let mut found = |source: &Value| {
        let (path, serial) = (source["path"].as_str(), source["serial"].as_u64());
        let place = path.zip(serial.and_then(|serial| u32::try_from(serial).ok()));
        let (path, serial) = place.ok_or_else(|| {
            ElsewhereError::Failed("an article on the cluster is damaged".to_owned())
        })?;
        let seconds = source["n"]["published_local"].as_i64();
        let day = seconds.map(|seconds| seconds.div_euclid(SECONDS_A_DAY));
        let value = name.and_then(|name| source["v"][name][0].as_str());
        waiting.push(PlaceElsewhere {
            path: ArchivePath::from_stored(path),
            serial,
            ordinal: serial,
            day: day.and_then(|day| i32::try_from(day).ok()),
            value: value.map(str::to_owned),
        });
        if waiting.len() >= PLACES {
            give(searching, &mut waiting, each).map_err(ElsewhereError::Failed)?;
        }
        Ok(())
    };
    searching
        .elsewhere
        .each_found(number, &query, &json!(wanted), &mut found)
        .map_err(said)?;
    searching.is_kept()?;
    give(searching, &mut waiting, each)
}

/// Gives places with what they are in their files now.
fn give(
    searching: &Searching,
    waiting: &mut Vec<PlaceElsewhere>,
    each: &mut dyn FnMut(PlaceElsewhere),
) -> Result<(), String> {
    let numbers = waiting.iter_mut();
    let numbers = numbers.map(|place| (&place.path, &mut place.ordinal));
    let corrected = searching.generation.correct_places(numbers);
    corrected.map_err(|error| error.with_cause())?;
    waiting.drain(..).for_each(each);
    Ok(())
}

/// The articles at places.
pub(super) fn at(
    searching: &Searching,
    places: &[(ArchivePath, u32)],
) -> Result<Vec<ReadArticle>, String> {
    let mut found = Vec::with_capacity(places.len());
    for places in places.chunks(PAGE) {
        let mut files: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (path, serial) in places {
            files.entry(path.as_str()).or_default().push(*serial);
        }
        let any = files.into_iter().map(|(path, serials)| {
            json!({"bool": {"filter": [
                {"term": {"path": path}},
                {"terms": {"serial": serials}},
            ]}})
        });
        let visible = searching.filter(&Condition::All)?;
        // The limit of clauses counts each part of each file.
        for any in any.collect::<Vec<_>>().chunks(300) {
            let body = json!({
                "size": PAGE,
                "track_total_hits": false,
                "query": {"bool": {
                    "filter": visible,
                    "should": any,
                    "minimum_should_match": 1,
                }},
                "_source": ["a", "read_in"],
            });
            found.extend(searching.articles(&searching.ask(
                "_search",
                &body,
                Size::Everything,
            )?)?);
        }
    }
    if found.len() < places.len() {
        return Err("articles of the sample are not on the cluster any more".to_owned());
    }
    Ok(found)
}
