//! An archive on a cluster, as jobs and readers of its state ask for it.
//!
//! Each question is one or a few calls. What they have in common is in `generations`.

use super::client::{Answer, EVERYTHING, JOB, LONG, Patience, SEARCH, SERVED, SOON, refused};
use super::draft::ClusterDraft;
use super::generations::{Cluster, hash};
use super::lock;
use super::mapping;
use super::pages::{self, each_article};
use super::visible::visible;
use crate::analysis::Language;
use crate::article::Article;
use crate::index::elsewhere::{DraftElsewhere, Elsewhere, ElsewhereError, Lease, Size, StateFile};
use crate::schema::ArticleSchema;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use ureq::http::Method;

fn patience(size: Size) -> Patience {
    match size {
        Size::Page => SEARCH,
        Size::Everything => EVERYTHING,
        Size::Served => SERVED,
    }
}

/// A request with several searches is sent once it has this many bytes, or this many searches.
const SENT_FROM: (usize, usize) = (4 << 20, 500);

/// The lines of requests that ask all of these searches in their order, each with the number of its
/// searches.
fn requests(
    searches: &mut dyn Iterator<Item = Value>,
) -> impl Iterator<Item = (String, usize)> + '_ {
    std::iter::from_fn(move || {
        let (mut lines, mut count) = (String::new(), 0);
        while lines.len() < SENT_FROM.0
            && count < SENT_FROM.1
            && let Some(search) = searches.next()
        {
            // What is ranked is ranked by the statistics of all shards.
            lines.push_str(match search["size"].as_u64() {
                Some(0) => "{}\n",
                _ => "{\"search_type\":\"dfs_query_then_fetch\"}\n",
            });
            lines.push_str(&search.to_string());
            lines.push('\n');
            count += 1;
        }
        (count > 0).then_some((lines, count))
    })
}

impl Elsewhere for Cluster {
    fn name(&self) -> String {
        self.shown.clone()
    }

    fn lock(
        &self,
        holder: &str,
        wait: Duration,
        waits: &dyn Fn(),
    ) -> Result<Box<dyn Lease>, ElsewhereError> {
        self.create_state()?;
        let name = (self.shown.as_str(), self.state_index());
        let held = lock::take(&self.client, (name.0, &name.1), holder, wait, waits)?;
        Ok(Box::new(held))
    }

    fn current(&self) -> Result<Option<u64>, ElsewhereError> {
        Ok(self.alias(SEARCH)?.map(|(number, _)| number))
    }

    fn current_soon(&self) -> Result<Option<u64>, ElsewhereError> {
        Ok(self.alias(SOON)?.map(|(number, _)| number))
    }

    fn generations(&self) -> Result<Vec<u64>, ElsewhereError> {
        Ok(self.list(JOB)?.kept.iter().map(|own| own.number).collect())
    }

    fn is_kept(&self, generation: u64, size: Size) -> Result<bool, ElsewhereError> {
        let list = self.list(patience(size))?;
        Ok(list.kept.iter().any(|own| own.number == generation))
    }

    fn state(&self, generation: u64) -> Result<Vec<StateFile>, ElsewhereError> {
        let kept = self.kept(generation, JOB)?;
        let mut files = Vec::with_capacity(kept.files.len());
        for (at, (name, parts)) in kept.files.into_iter().enumerate() {
            let mut bytes = Vec::new();
            for part in 0..parts {
                let path = self.part(generation, at, part);
                let answer = self.client.ask(&Method::GET, &path, None, JOB)?;
                let source = &answer["_source"];
                let data = source["data"]
                    .as_str()
                    .and_then(|data| STANDARD.decode(data).ok());
                let whole = data.filter(|data| source["hash"] == json!(hash(data)));
                bytes.extend(whole.ok_or_else(|| {
                    ElsewhereError::Failed(format!("the copy of {name} on the cluster is damaged"))
                })?);
            }
            files.push((name, bytes));
        }
        Ok(files)
    }

    fn count(&self, generation: u64) -> Result<u64, ElsewhereError> {
        let path = format!("/{}/_count", self.kept(generation, JOB)?.index);
        let body = json!({"query": visible(generation)});
        let answer = self.client.ask(&Method::POST, &path, Some(&body), JOB)?;
        pages::whole(&answer)?;
        Ok(answer["count"].as_u64().unwrap_or(0))
    }

    fn ask(
        &self,
        generation: u64,
        what: &str,
        body: &Value,
        size: Size,
    ) -> Result<Value, ElsewhereError> {
        let index = self.index_of(generation, patience(size))?;
        let path = format!("/{index}/{what}");
        pages::ask_whole(&self.client, &path, body, patience(size))
    }

    fn ask_many(
        &self,
        generation: u64,
        bodies: &mut dyn Iterator<Item = Value>,
        size: Size,
    ) -> Result<Vec<Value>, ElsewhereError> {
        let path = format!("/{}/_msearch", self.index_of(generation, patience(size))?);
        let content = "application/x-ndjson";
        let mut all = Vec::new();
        for (lines, searches) in requests(bodies) {
            let send = || {
                let (lines, patience) = (Some(lines.as_bytes()), patience(size));
                let answer = self
                    .client
                    .send(&Method::POST, &path, lines, content, patience)?;
                if answer.status != 200 {
                    return Err(refused(&path, &answer));
                }
                Ok(answer.json)
            };
            let misses = |answer: &Value| {
                let answers = answer["responses"].as_array();
                answers.into_iter().flatten().any(pages::misses_node)
            };
            let mut answer = pages::until_whole(patience(size), send, misses)?;
            let answers = match answer["responses"].take() {
                Value::Array(answers) if answers.len() == searches => answers,
                _ => {
                    let message = "the cluster answered other searches than were asked";
                    return Err(ElsewhereError::Failed(message.to_owned()));
                }
            };
            for json in answers {
                let status = json["status"].as_u64().unwrap_or(0);
                if status != 200 {
                    let status = u16::try_from(status).unwrap_or(0);
                    return Err(refused(&path, &Answer { status, json }));
                }
                pages::whole(&json)?;
                all.push(json);
            }
        }
        Ok(all)
    }

    fn each_found(
        &self,
        generation: u64,
        query: &Value,
        wanted: &Value,
        each: &mut dyn FnMut(&Value) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        let index = self.index_of(generation, SEARCH)?;
        pages::each_in_order(&self.client, &index, query, wanted, EVERYTHING, each)
    }

    fn each(
        &self,
        generation: u64,
        each: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        let index = self.index_of(generation, JOB)?;
        each_article(&self.client, &index, &visible(generation), each)
    }

    fn with_id(&self, generation: u64, id: &str) -> Result<Vec<Article>, ElsewhereError> {
        let index = self.index_of(generation, JOB)?;
        let query = json!({"bool": {"filter": [visible(generation), {"term": {"v.id": id}}]}});
        let mut found = Vec::new();
        each_article(&self.client, &index, &query, &mut |article, _| {
            found.push(article);
            Ok(())
        })?;
        Ok(found)
    }

    fn draft(
        &self,
        number: u64,
        base: Option<u64>,
        schema: &ArticleSchema,
    ) -> Result<Arc<dyn DraftElsewhere>, ElsewhereError> {
        let index = match base {
            Some(base) => self.kept(base, JOB)?.index,
            None => format!("{}-{number:08}", self.name),
        };
        self.remove_leftovers(&index)?;
        if base.is_some() {
            self.check_mapping(&index, schema)?;
        }
        if base.is_none() {
            let path = format!("/{index}");
            let there = self.client.call(&Method::GET, &path, None, JOB)?;
            let mappings = &there.json[&index]["mappings"];
            // What a killed job left has no copies yet. A part of it may be lost with a node.
            let is_usable = |mappings| {
                Ok::<_, ElsewhereError>(
                    mapping::is_current(mappings, schema)
                        && self.health(&index, "yellow")? != "red",
                )
            };
            if there.status == 200 && !is_usable(mappings)? {
                self.client.ask(&Method::DELETE, &path, None, JOB)?;
            }
            self.create(&index, &mapping::index(schema, self.spread.shards))?;
        }
        let twin = Self {
            client: Arc::clone(&self.client),
            name: self.name.clone(),
            shown: self.shown.clone(),
            spread: self.spread,
            seen: Mutex::default(),
        };
        Ok(Arc::new(ClusterDraft::start(twin, index, number, base)?))
    }

    fn make_current(&self, generation: u64) -> Result<(), ElsewhereError> {
        let kept = self.kept(generation, JOB)?;
        self.switch(generation, &kept.index)
    }

    fn prune(&self, keep: &[u64]) -> Result<(), ElsewhereError> {
        let mut list = self.list(JOB)?;
        let highest = list.kept.last().map_or(0, |own| own.number);
        let (kept, gone): (Vec<_>, Vec<_>) = list
            .kept
            .drain(..)
            .partition(|own| keep.contains(&own.number));
        if gone.is_empty() {
            return Ok(());
        }
        list.kept.clone_from(&kept);
        self.put_list(&list)?;
        let indexes: BTreeSet<&str> = gone.iter().map(|own| own.index.as_str()).collect();
        for index in indexes {
            let numbers = kept
                .iter()
                .filter(|own| own.index == index)
                .map(|own| own.number);
            let needed: Vec<Value> = numbers.map(visible).collect();
            if needed.is_empty() {
                self.client
                    .call(&Method::DELETE, &format!("/{index}"), None, JOB)?;
                continue;
            }
            // What a job sends now is of a higher number.
            let body = json!({"query": {"bool": {
                "filter": [{"range": {"added": {"lte": highest}}}],
                "must_not": needed,
            }}});
            let path = format!("/{index}/_delete_by_query?conflicts=proceed");
            self.client.ask(&Method::POST, &path, Some(&body), LONG)?;
        }
        for own in &gone {
            for (at, (_, parts)) in own.files.iter().enumerate() {
                for part in 0..*parts {
                    let path = self.part(own.number, at, part);
                    self.client.call(&Method::DELETE, &path, None, JOB)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_sent_in_their_order_in_requests_of_bounded_size() {
        let sent = |count: usize, length: usize| {
            let text = "x".repeat(length);
            let mut searches = (0..count).map(|at| json!({"size": at % 2, "at": at, "text": text}));
            let requests: Vec<_> = requests(&mut searches).collect();
            let mut at = 0;
            for (lines, count) in &requests {
                let lines: Vec<_> = lines.lines().collect();
                assert_eq!(lines.len(), 2 * count);
                for pair in lines.chunks(2) {
                    assert_eq!(pair[0].contains("dfs"), at % 2 == 1);
                    let search: Value = serde_json::from_str(pair[1]).unwrap();
                    assert_eq!(search["at"], json!(at));
                    at += 1;
                }
            }
            assert_eq!(at, count);
            requests
        };
        assert!(sent(0, 1).is_empty());
        let counts = |requests: &[(String, usize)]| -> Vec<usize> {
            requests.iter().map(|(_, count)| *count).collect()
        };
        assert_eq!(counts(&sent(1_001, 1)), [500, 500, 1]);
        let large = sent(50, 300_000);
        assert_eq!(counts(&large), [14, 14, 14, 8]);
        let most = large.iter().map(|(lines, _)| lines.len()).max().unwrap();
        assert!(most < SENT_FROM.0 + 300_100, "{most}");
        assert_eq!(
            counts(&sent(2, 5 << 20)),
            [1, 1],
            "one that is too large is sent alone"
        );
    }
}
