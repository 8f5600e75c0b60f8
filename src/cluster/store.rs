//! An archive on a cluster, as jobs see it: its generations, their files, and which is current.
//!
//! For an archive `world` there are the indexes `world-00000001` and so on, one for each rebuild, the
//! alias `world` with the filter of the current generation, and `world.state` with the lock, the list
//! of generations and their files in parts.

use super::client::{Client, JOB, LONG, SEARCH, refused};
use super::draft::ClusterDraft;
use super::lock;
use super::mapping;
use super::secrets::Secrets;
use super::visible::{generation_of, visible};
use crate::article::Article;
use crate::index::elsewhere::address::Address;
use crate::index::elsewhere::{DraftElsewhere, Elsewhere, ElsewhereError, Lease, StateFile};
use crate::schema::ArticleSchema;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::http::Method;

/// The bytes of a part of a file.
const PART: usize = 4 << 20;

/// How an archive is spread over the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The number of parts that each index has.
    pub shards: u32,
    /// The number of copies of each part, besides the first.
    pub replicas: u32,
}

impl Default for Spread {
    /// One part and one copy, as the cluster does without being told.
    fn default() -> Self {
        Self {
            shards: 1,
            replicas: 1,
        }
    }
}

/// An archive on a cluster.
#[derive(Debug)]
pub struct Cluster {
    pub(super) client: Arc<Client>,
    pub(super) name: String,
    shown: String,
    spread: Spread,
    /// The current generation and its index, as they were last seen.
    seen: Mutex<Option<(u64, String)>>,
}

/// A generation that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) number: u64,
    /// The index that has its articles.
    pub(super) index: String,
    /// Its files, each with its number of parts.
    files: Vec<(String, usize)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    kept: Vec<Kept>,
}

impl Cluster {
    /// An archive on a cluster that was not called yet.
    ///
    /// # Errors
    /// If a file of certificates cannot be used.
    pub fn new(
        address: &Address,
        secrets: &Secrets,
        spread: Spread,
    ) -> Result<Self, ElsewhereError> {
        Ok(Self {
            client: Arc::new(Client::new(address, secrets)?),
            name: address.name.clone(),
            shown: address.to_string(),
            spread,
            seen: Mutex::default(),
        })
    }

    pub(super) fn state_index(&self) -> String {
        format!("{}.state", self.name)
    }

    /// The current generation and the index that has its articles.
    pub(super) fn alias(&self) -> Result<Option<(u64, String)>, ElsewhereError> {
        let path = format!("/_alias/{}", self.name);
        let answer = self.client.call(&Method::GET, &path, None, SEARCH)?;
        match answer.status {
            200 => {}
            404 => return Ok(None),
            _ => return Err(refused(&path, &answer)),
        }
        let indexes = answer.json.as_object().into_iter().flatten();
        let mut found = indexes.filter_map(|(index, own)| {
            let number = generation_of(&own["aliases"][&self.name]["filter"])?;
            Some((number, index.clone()))
        });
        match (found.next(), found.next()) {
            (Some(only), None) => {
                *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(only.clone());
                Ok(Some(only))
            }
            _ => Err(ElsewhereError::Failed(format!(
                "the alias {} on the cluster is not one that dateline made",
                self.name
            ))),
        }
    }

    fn list(&self) -> Result<List, ElsewhereError> {
        let path = format!("/{}/_doc/generations", self.state_index());
        let answer = self.client.call(&Method::GET, &path, None, JOB)?;
        match answer.status {
            404 => Ok(List::default()),
            200 => serde_json::from_value(answer.json["_source"].clone()).map_err(|error| {
                ElsewhereError::Failed(format!("the list of generations there is damaged: {error}"))
            }),
            _ => Err(refused(&path, &answer)),
        }
    }

    fn put_list(&self, list: &List) -> Result<(), ElsewhereError> {
        let path = format!("/{}/_doc/generations", self.state_index());
        let body = serde_json::to_value(list).unwrap_or_default();
        self.client.ask(&Method::PUT, &path, Some(&body), JOB)?;
        Ok(())
    }

    pub(super) fn kept(&self, number: u64) -> Result<Kept, ElsewhereError> {
        let list = self.list()?;
        let found = list.kept.into_iter().find(|own| own.number == number);
        found.ok_or_else(|| {
            ElsewhereError::Failed(format!(
                "{} has no generation {number} any more",
                self.shown
            ))
        })
    }

    /// The index that has a generation. That of the current one was seen when it was opened.
    fn index_of(&self, generation: u64) -> Result<String, ElsewhereError> {
        let seen = self
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match seen.filter(|(number, _)| *number == generation) {
            Some((_, index)) => Ok(index),
            None => Ok(self.kept(generation)?.index),
        }
    }

    fn create_state(&self) -> Result<(), ElsewhereError> {
        let settings = json!({
            "settings": {"number_of_shards": 1, "number_of_replicas": self.spread.replicas},
            "mappings": {"dynamic": false, "properties": {}},
        });
        self.create(&self.state_index(), &settings)
    }

    /// Creates an index, unless it is there.
    pub(super) fn create(&self, index: &str, body: &Value) -> Result<(), ElsewhereError> {
        let path = format!("/{index}");
        if self.client.call(&Method::HEAD, &path, None, JOB)?.status == 200 {
            return Ok(());
        }
        let answer = self.client.call(&Method::PUT, &path, Some(body), JOB)?;
        let kind = answer.json["error"]["type"].as_str();
        match (answer.status, kind) {
            (200, _) | (400, Some("resource_already_exists_exception")) => Ok(()),
            _ => Err(refused(&path, &answer)),
        }
    }

    /// Makes copies of an index, and waits until they are there, if there are nodes for them.
    pub(super) fn replicate(&self, index: &str) -> Result<(), ElsewhereError> {
        let body = json!({"index": {"number_of_replicas": self.spread.replicas}});
        let path = format!("/{index}/_settings");
        self.client.ask(&Method::PUT, &path, Some(&body), JOB)?;
        let health = self
            .client
            .ask(&Method::GET, "/_cluster/health", None, JOB)?;
        let nodes = health["number_of_data_nodes"].as_u64().unwrap_or(1);
        if self.spread.replicas == 0 || nodes <= u64::from(self.spread.replicas) {
            return Ok(());
        }
        let path = format!("/_cluster/health/{index}?wait_for_status=green&timeout=50s");
        for _ in 0..12 {
            let answer = self.client.call(&Method::GET, &path, None, LONG)?;
            if answer.json["status"] == json!("green") {
                return Ok(());
            }
        }
        Err(ElsewhereError::Failed(format!(
            "the cluster has not made the copies of {index} after ten minutes; see GET /_cluster/allocation/explain"
        )))
    }

    /// Keeps the files of a generation, and makes it the current one.
    pub(super) fn publish(
        &self,
        number: u64,
        index: &str,
        files: &[StateFile],
    ) -> Result<(), ElsewhereError> {
        let mut names = Vec::with_capacity(files.len());
        for (at, (name, bytes)) in files.iter().enumerate() {
            let parts: Vec<&[u8]> = bytes.chunks(PART).collect();
            for (part, bytes) in parts.iter().enumerate() {
                let path = self.part(number, at, part);
                let body = json!({"data": STANDARD.encode(bytes), "hash": hash(bytes)});
                self.client.ask(&Method::PUT, &path, Some(&body), JOB)?;
            }
            names.push((name.clone(), parts.len()));
        }
        let mut list = self.list()?;
        list.kept.retain(|own| own.number != number);
        list.kept.push(Kept {
            number,
            index: index.to_owned(),
            files: names,
        });
        list.kept.sort_by_key(|own| own.number);
        self.put_list(&list)?;
        self.switch(number, index)
    }

    fn part(&self, number: u64, file: usize, part: usize) -> String {
        format!("/{}/_doc/file-{number}-{file}-{part}", self.state_index())
    }

    /// Lets readers see a generation, in one step.
    fn switch(&self, number: u64, index: &str) -> Result<(), ElsewhereError> {
        let mut actions = Vec::new();
        if let Some((_, before)) = self.alias()?.filter(|(_, before)| before != index) {
            actions.push(json!({"remove": {"index": before, "alias": self.name}}));
        }
        let alias = json!({"index": index, "alias": self.name, "filter": visible(number)});
        actions.push(json!({"add": alias}));
        let body = json!({"actions": actions});
        let answer = self
            .client
            .call(&Method::POST, "/_aliases", Some(&body), JOB)?;
        // An answer may have been lost, and the call repeated.
        let is_done = || Ok(self.alias()? == Some((number, index.to_owned())));
        match answer.status {
            200 => Ok(()),
            _ if is_done()? => Ok(()),
            _ => Err(refused("/_aliases", &answer)),
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
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
        Ok(self.alias()?.map(|(number, _)| number))
    }

    fn generations(&self) -> Result<Vec<u64>, ElsewhereError> {
        Ok(self.list()?.kept.iter().map(|own| own.number).collect())
    }

    fn state(&self, generation: u64) -> Result<Vec<StateFile>, ElsewhereError> {
        let kept = self.kept(generation)?;
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
        let path = format!("/{}/_count", self.kept(generation)?.index);
        let body = json!({"query": visible(generation)});
        let answer = self.client.ask(&Method::POST, &path, Some(&body), JOB)?;
        super::pages::whole(&answer)?;
        Ok(answer["count"].as_u64().unwrap_or(0))
    }

    fn ask(&self, generation: u64, what: &str, body: &Value) -> Result<Value, ElsewhereError> {
        let index = self.index_of(generation)?;
        let path = format!("/{index}/{what}");
        self.client.ask(&Method::POST, &path, Some(body), SEARCH)
    }

    fn each(
        &self,
        generation: u64,
        each: &mut dyn FnMut(Article) -> Result<(), ElsewhereError>,
    ) -> Result<(), ElsewhereError> {
        let index = self.index_of(generation)?;
        let schema = ArticleSchema::load();
        let query = visible(generation);
        super::pages::each(
            &self.client,
            &index,
            &query,
            &json!(["a"]),
            &mut |_, source| {
                let stored = source["a"].as_object();
                let stored = stored.ok_or_else(|| {
                    ElsewhereError::Failed("an article on the cluster is damaged".to_owned())
                })?;
                each(super::few::article(stored, &schema))
            },
        )
    }

    fn draft(
        &self,
        number: u64,
        base: Option<u64>,
        schema: &ArticleSchema,
    ) -> Result<Arc<dyn DraftElsewhere>, ElsewhereError> {
        let index = match base {
            Some(base) => self.kept(base)?.index,
            None => {
                let index = format!("{}-{number:08}", self.name);
                let path = format!("/{index}");
                let there = self.client.call(&Method::GET, &path, None, JOB)?;
                let mappings = &there.json[&index]["mappings"];
                if there.status == 200 && !mapping::is_current(mappings, schema) {
                    self.client.ask(&Method::DELETE, &path, None, JOB)?;
                }
                self.create(&index, &mapping::index(schema, self.spread.shards))?;
                index
            }
        };
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
        let kept = self.kept(generation)?;
        self.switch(generation, &kept.index)
    }

    fn prune(&self, keep: &[u64]) -> Result<(), ElsewhereError> {
        let mut list = self.list()?;
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
