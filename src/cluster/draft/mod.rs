//! The next generation of an archive while it is made: articles are sent, old ones are marked as
//! removed, and readers see nothing of it.
//!
//! The id of an article follows from its file, its content and the number of the generation, not
//! from its place. So sending twice is harmless, and what a killed job sent for the same number is
//! not sent again. What it sent and is no longer in the files is deleted.

mod lines;

use self::lines::{BULK, Line};
use super::client::{Client, LONG};
use super::generations::Cluster;
use super::pages::{article, ask_whole, each_article, each_of_moment};
use super::visible::visible;
use crate::analysis::Language;
use crate::article::{ArchivePath, Article, Status};
use crate::formats::RECOGNISED;
use crate::index::elsewhere::sent::SentArticle;
use crate::index::elsewhere::{Counted, DraftElsewhere, ElsewhereError, RefusedArticle, StateFile};
use crate::schema::ArticleSchema;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use ureq::http::Method;

/// How many files are looked for at once.
const FILES: usize = 500;

/// More refused articles than this stop a job: it is not the articles that are wrong then.
const MOST_REFUSED: usize = 1_000;

/// The next generation.
pub(super) struct ClusterDraft {
    cluster: Cluster,
    index: String,
    number: u64,
    base: Option<u64>,
    state: Mutex<Sending>,
}

#[derive(Default)]
struct Sending {
    /// What a killed job sent, by id, with the number in its file.
    left: HashMap<String, u64>,
    /// How many articles of each content there were so far: a file may have one twice.
    seen: HashMap<u128, u32>,
    /// Lines that wait.
    lines: Vec<Line>,
    bytes: usize,
    /// Articles that were refused, and not told yet.
    refused: Vec<RefusedArticle>,
}

impl ClusterDraft {
    pub(super) fn start(
        cluster: Cluster,
        index: String,
        number: u64,
        base: Option<u64>,
    ) -> Result<Self, ElsewhereError> {
        let draft = Self {
            cluster,
            index,
            number,
            base,
            state: Mutex::default(),
        };
        draft.refresh()?;
        draft.take_up()?;
        Ok(draft)
    }

    fn client(&self) -> &Client {
        &self.cluster.client
    }

    fn state(&self) -> MutexGuard<'_, Sending> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refresh(&self) -> Result<(), ElsewhereError> {
        let path = format!("/{}/_refresh", self.index);
        let answer = self.client().ask(&Method::POST, &path, None, LONG)?;
        // Copies that no node has are not refreshed, and do not fail.
        match answer["_shards"]["failed"].as_u64() {
            Some(0) => Ok(()),
            _ => Err(failed("the cluster could not refresh the index")),
        }
    }

    /// Finds what a killed job left for the same number: its articles, and its marks of removal.
    fn take_up(&self) -> Result<(), ElsewhereError> {
        let mut left = HashMap::new();
        let sent = json!({"term": {"added": self.number}});
        self.each(&sent, &json!(["serial"]), &mut |id, source| {
            left.insert(id.to_owned(), source["serial"].as_u64().unwrap_or(0));
            Ok(())
        })?;
        self.state().left = left;
        let mut lines = Vec::new();
        let marked = json!({"term": {"removed": self.number}});
        self.each(&marked, &json!(false), &mut |id, _| {
            lines.push(Line::update(id, &json!({"removed": null})));
            self.send_if_many(&mut lines)
        })?;
        self.send_lines(lines)?;
        self.refresh()
    }

    /// Calls `found` with every document of a query, with some perhaps several times.
    fn each(
        &self,
        query: &Value,
        source: &Value,
        found: &mut dyn FnMut(&str, &Value) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        each_of_moment(self.client(), &self.index, query, source, found)
    }

    fn send_if_many(&self, lines: &mut Vec<Line>) -> Result<(), ElsewhereError> {
        if lines.iter().map(|line| line.bytes).sum::<usize>() < BULK {
            return Ok(());
        }
        self.send_lines(std::mem::take(lines))
    }

    /// Sends lines, each of which has to be taken.
    fn send_lines(&self, lines: Vec<Line>) -> Result<(), ElsewhereError> {
        match lines::send(self.client(), &self.index, lines)?.first() {
            None => Ok(()),
            Some(refused) => Err(refused.as_error()),
        }
    }

    /// Sends articles, and remembers those that are refused.
    fn send_articles(&self, lines: Vec<Line>) -> Result<(), ElsewhereError> {
        let refused = lines::send(self.client(), &self.index, lines)?;
        let mut state = self.state();
        state.refused.extend(refused);
        match state.refused.get(MOST_REFUSED) {
            None => Ok(()),
            Some(last) => {
                let error = last.as_error();
                Err(failed(&format!(
                    "more than {MOST_REFUSED} articles were refused, so the job stopped; the last of them: {error}"
                )))
            }
        }
    }

    /// Marks the articles of files as removed in this generation. Those that a generation which is
    /// not current any more has removed keep its mark. Returns the ids of all of them.
    fn remove(&self, base: u64, query: &Value) -> Result<Vec<String>, ElsewhereError> {
        let query = json!({"bool": {"filter": [visible(base), query]}});
        let (mut lines, mut ids) = (Vec::new(), Vec::new());
        self.each(&query, &json!(["removed"]), &mut |id, source| {
            if source["removed"].is_null() {
                lines.push(Line::update(id, &json!({"removed": self.number})));
            }
            ids.push(id.to_owned());
            self.send_if_many(&mut lines)
        })?;
        self.send_lines(lines)?;
        Ok(ids)
    }

    /// After a rollback: generations that nobody continues from have added and removed articles.
    /// Those added are marked as removed, and those removed are sent once more, except `gone` ones.
    fn leave_abandoned(&self, base: u64, gone: &HashSet<String>) -> Result<(), ElsewhereError> {
        let between = |field: &str| json!({"range": {field: {"gt": base, "lt": self.number}}});
        let mut lines = Vec::new();
        let added = json!({"bool": {
            "filter": [between("added")],
            "must_not": [{"exists": {"field": "removed"}}],
        }});
        self.each(&added, &json!(false), &mut |id, _| {
            lines.push(Line::update(id, &json!({"removed": self.number})));
            self.send_if_many(&mut lines)
        })?;
        let removed = json!({"bool": {"filter": [visible(base), between("removed")]}});
        self.each(&removed, &json!(true), &mut |id, source| {
            if gone.contains(id) {
                return Ok(());
            }
            let mut source = source.clone();
            source["added"] = json!(self.number);
            if let Some(source) = source.as_object_mut() {
                source.remove("removed");
            }
            let bytes = source.to_string().len();
            let id = format!("{id}-{}", self.number);
            lines.push(Line::index(&id, source, bytes));
            self.send_if_many(&mut lines)
        })?;
        self.send_lines(lines)
    }

    fn count(&self) -> Result<Counted, ElsewhereError> {
        let restricted: Vec<_> = Status::ALL
            .iter()
            .filter(|status| **status != Status::Usable)
            .map(|status| status.as_str())
            .collect();
        let mut lengths = serde_json::Map::new();
        for field in ["headline", "body", "keywords"] {
            lengths.insert(
                field.to_owned(),
                json!({"sum": {"field": format!("w.{field}")}}),
            );
        }
        let end = |order: &str| {
            json!({
                "filter": {"exists": {"field": "n.published"}},
                "aggs": {"one": {"top_hits": {
                    "size": 1,
                    "sort": [{"n.published": order}],
                    "_source": ["a"],
                }}},
            })
        };
        let body = json!({
            "size": 0,
            "track_total_hits": true,
            "query": visible(self.number),
            "aggs": {
                "languages": {"terms": {"field": "read_in", "size": 1000}, "aggs": lengths},
                "restricted": {"filter": {"terms": {"v.status": restricted}}},
                "recognised": {"filter": {"terms": {"v.format": RECOGNISED}}},
                "dated": {"value_count": {"field": "n.published"}},
                "earliest": end("asc"),
                "latest": end("desc"),
            },
        });
        let path = format!("/{}/_search", self.index);
        let answer = ask_whole(self.client(), &path, &body, LONG)?;
        let aggs = &answer["aggregations"];
        let count = |name: &str| aggs[name]["doc_count"].as_u64().unwrap_or(0);
        let mut counted = Counted {
            articles: answer["hits"]["total"]["value"].as_u64().unwrap_or(0),
            restricted: count("restricted"),
            recognised: count("recognised"),
            dated: aggs["dated"]["value"].as_u64().unwrap_or(0),
            earliest: first_hit(&aggs["earliest"]),
            latest: first_hit(&aggs["latest"]),
            ..Counted::default()
        };
        for language in aggs["languages"]["buckets"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let name = language["key"].as_str().unwrap_or_default().to_owned();
            let mut words = BTreeMap::new();
            for field in ["headline", "body", "keywords"] {
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a sum of lengths, which is whole and not negative"
                )]
                let sum = language[field]["value"].as_f64().unwrap_or(0.0) as u64;
                words.insert(field.to_owned(), sum);
            }
            let articles = language["doc_count"].as_u64().unwrap_or(0);
            counted.languages.insert(name, (articles, words));
        }
        Ok(counted)
    }
}

fn first_hit(agg: &Value) -> Option<Article> {
    let source = &agg["one"]["hits"]["hits"][0]["_source"];
    let (article, _) = article(source, &ArticleSchema::load()).ok()?;
    Some(article)
}

fn failed(message: &str) -> ElsewhereError {
    ElsewhereError::Failed(message.to_owned())
}

/// The hash of what an article has, apart from its place in its file.
fn content(article: &SentArticle) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for text in [&article.path, &article.read_in] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    for (name, values) in article.stored.iter().filter(|(name, _)| *name != "ordinal") {
        hasher.update(name.as_bytes());
        hasher.update(values.to_string().as_bytes());
    }
    let first = hasher.finalize().as_bytes().first_chunk().copied();
    u128::from_be_bytes(first.unwrap_or_default())
}

impl DraftElsewhere for ClusterDraft {
    fn send(&self, article: SentArticle) -> Result<(), ElsewhereError> {
        let content = content(&article);
        let serial = u64::from(article.serial);
        let mut source =
            serde_json::to_value(&article).map_err(|error| failed(&error.to_string()))?;
        source["added"] = json!(self.number);
        let bytes = article
            .terms
            .values()
            .map(|text| 3 * text.len())
            .sum::<usize>()
            + 500;
        let ready = {
            let mut state = self.state();
            let before = state.seen.entry(content).or_default();
            let id = format!("{content:032x}-{before}-{}", self.number);
            *before += 1;
            if state.left.remove(&id) == Some(serial) {
                return Ok(());
            }
            state.lines.push(Line::index(&id, source, bytes));
            state.bytes += bytes;
            if state.bytes < BULK {
                return Ok(());
            }
            state.bytes = 0;
            std::mem::take(&mut state.lines)
        };
        // The thread that fills a request sends it, so a slow cluster slows the readers down.
        self.send_articles(ready)
    }

    fn flush(&self) -> Result<Vec<RefusedArticle>, ElsewhereError> {
        let lines = {
            let mut state = self.state();
            state.bytes = 0;
            std::mem::take(&mut state.lines)
        };
        self.send_articles(lines)?;
        Ok(std::mem::take(&mut self.state().refused))
    }

    fn finish(
        &self,
        files: &[ArchivePath],
        articles: &[(ArchivePath, Vec<u32>)],
    ) -> Result<Counted, ElsewhereError> {
        if let Some(refused) = self.flush()?.first() {
            return Err(refused.as_error());
        }
        let left = std::mem::take(&mut self.state().left);
        self.send_lines(left.keys().map(|id| Line::delete(id)).collect())?;
        if let Some(base) = self.base {
            let mut gone = HashSet::new();
            for files in files.chunks(FILES) {
                let paths: Vec<_> = files.iter().map(ArchivePath::as_str).collect();
                gone.extend(self.remove(base, &json!({"terms": {"path": paths}}))?);
            }
            for (path, serials) in articles {
                for serials in serials.chunks(FILES) {
                    let query = json!({"bool": {"filter": [
                        {"term": {"path": path.as_str()}},
                        {"terms": {"serial": serials}},
                    ]}});
                    gone.extend(self.remove(base, &query)?);
                }
            }
            if base + 1 < self.number {
                self.leave_abandoned(base, &gone)?;
            }
        }
        self.refresh()?;
        let is_new = self.base.is_none();
        self.cluster.replicate(&self.index, is_new)?;
        self.count()
    }

    fn each_added(
        &self,
        each: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        let added = json!({"bool": {"filter": [
            visible(self.number),
            {"term": {"added": self.number}},
        ]}});
        each_article(self.client(), &self.index, &added, each)
    }

    fn publish(&self, files: &[StateFile]) -> Result<(), ElsewhereError> {
        self.cluster.publish(self.number, &self.index, files)
    }
}
