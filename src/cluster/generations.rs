//! The generations of an archive on a cluster: the indexes, the alias, and the files of each.
//!
//! For an archive `world` there are the indexes `world-00000001` and so on, one for each rebuild,
//! the alias `world` with the filter of the current generation, and `world.state` with the lock,
//! the list of generations and their files in parts.

use super::client::{Client, JOB, Patience, SEARCH, refused};
use super::mapping;
use super::secrets::Secrets;
use super::visible::{generation_of, visible};
use crate::index::elsewhere::address::Address;
use crate::index::elsewhere::{ElsewhereError, StateFile};
use crate::schema::ArticleSchema;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
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
    pub(super) shown: String,
    pub(super) spread: Spread,
    /// The current generation and its index, as they were last seen.
    pub(super) seen: Mutex<Option<(u64, String)>>,
}

/// A generation that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) number: u64,
    /// The index that has its articles.
    pub(super) index: String,
    /// Its files, each with its number of parts.
    pub(super) files: Vec<(String, usize)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct List {
    pub(super) kept: Vec<Kept>,
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
    pub(super) fn alias(
        &self,
        patience: Patience,
    ) -> Result<Option<(u64, String)>, ElsewhereError> {
        let path = format!("/_alias/{}", self.name);
        let answer = self.client.call(&Method::GET, &path, None, patience)?;
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

    pub(super) fn list(&self, patience: Patience) -> Result<List, ElsewhereError> {
        let path = format!("/{}/_doc/generations", self.state_index());
        let answer = self.client.call(&Method::GET, &path, None, patience)?;
        match answer.status {
            404 => Ok(List::default()),
            200 => serde_json::from_value(answer.json["_source"].clone()).map_err(|error| {
                ElsewhereError::Failed(format!("the list of generations there is damaged: {error}"))
            }),
            _ => Err(refused(&path, &answer)),
        }
    }

    pub(super) fn put_list(&self, list: &List) -> Result<(), ElsewhereError> {
        let path = format!("/{}/_doc/generations", self.state_index());
        let body = serde_json::to_value(list).unwrap_or_default();
        self.client.ask(&Method::PUT, &path, Some(&body), JOB)?;
        Ok(())
    }

    pub(super) fn kept(&self, number: u64, patience: Patience) -> Result<Kept, ElsewhereError> {
        let list = self.list(patience)?;
        let found = list.kept.into_iter().find(|own| own.number == number);
        found.ok_or_else(|| {
            ElsewhereError::Failed(format!(
                "{} has no generation {number} any more",
                self.shown
            ))
        })
    }

    /// The index that has a generation. That of the current one was seen when it was opened.
    pub(super) fn index_of(
        &self,
        generation: u64,
        patience: Patience,
    ) -> Result<String, ElsewhereError> {
        let seen = self
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match seen.filter(|(number, _)| *number == generation) {
            Some((_, index)) => Ok(index),
            None => Ok(self.kept(generation, patience)?.index),
        }
    }

    pub(super) fn create_state(&self) -> Result<(), ElsewhereError> {
        let settings = json!({
            "settings": {"number_of_shards": 1, "number_of_replicas": self.spread.replicas},
            "mappings": {"dynamic": false, "properties": {}},
        });
        self.create(&self.state_index(), &settings)
    }

    /// Deletes indexes of this archive that no generation has, such as that of a rebuild that was
    /// killed; but not `index`, which a job goes on with. Its caller has the lock. An index of another
    /// program may have such a name, too, so only those with the mark of this program are deleted.
    pub(super) fn remove_leftovers(&self, index: &str) -> Result<(), ElsewhereError> {
        let kept = self.list(JOB)?.kept;
        let current = self.alias(JOB)?.map(|(_, index)| index);
        let path = format!("/{}-*/_mapping", self.name);
        let there = self.client.ask(&Method::GET, &path, None, JOB)?;
        for (own, there) in there.as_object().into_iter().flatten() {
            let is_made_here = mapping::is_marked(&there["mappings"]);
            let is_needed = own == index
                || current.as_ref() == Some(own)
                || kept.iter().any(|kept| kept.index == *own);
            if self.is_own(own) && is_made_here && !is_needed {
                let path = format!("/{own}");
                self.client.ask(&Method::DELETE, &path, None, JOB)?;
            }
        }
        Ok(())
    }

    /// Fails if an index was made by another version of the program, which sent other fields.
    pub(super) fn check_mapping(
        &self,
        index: &str,
        schema: &ArticleSchema,
    ) -> Result<(), ElsewhereError> {
        let path = format!("/{index}/_mapping");
        let there = self.client.ask(&Method::GET, &path, None, JOB)?;
        if mapping::is_current(&there[index]["mappings"], schema) {
            return Ok(());
        }
        Err(ElsewhereError::Failed(format!(
            "{index} was made by another version of dateline: make it again with --full"
        )))
    }

    /// Whether an index has the name of one of this archive's. Those of others may start alike.
    fn is_own(&self, index: &str) -> bool {
        let rest = index.strip_prefix(&self.name);
        let number = rest.and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| {
            number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
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

    /// Sets how many copies of an index there are. Those of a new one are waited for, if there are
    /// nodes for them.
    pub(super) fn replicate(&self, index: &str, is_new: bool) -> Result<(), ElsewhereError> {
        let body = json!({"index": {"number_of_replicas": self.spread.replicas}});
        let path = format!("/{index}/_settings");
        self.client.ask(&Method::PUT, &path, Some(&body), JOB)?;
        if self.spread.replicas == 0 || !is_new {
            return Ok(());
        }
        let health = self
            .client
            .ask(&Method::GET, "/_cluster/health", None, JOB)?;
        let nodes = health["number_of_data_nodes"].as_u64().unwrap_or(1);
        if nodes <= u64::from(self.spread.replicas) {
            return Ok(());
        }
        for _ in 0..20 {
            if self.health(index, "green")? == "green" {
                return Ok(());
            }
        }
        Err(ElsewhereError::Failed(format!(
            "the cluster has not made the copies of {index} after ten minutes; see GET /_cluster/allocation/explain"
        )))
    }

    /// The health of an index. Waits up to half a minute for it to be this one or a better one.
    pub(super) fn health(&self, index: &str, wanted: &str) -> Result<String, ElsewhereError> {
        let path = format!("/_cluster/health/{index}?wait_for_status={wanted}&timeout=30s");
        // It has the status 408 if it waited in vain.
        let answer = self.client.call(&Method::GET, &path, None, JOB)?;
        match answer.json["status"].as_str() {
            Some(status) => Ok(status.to_owned()),
            None => Err(refused(&path, &answer)),
        }
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
        let mut list = self.list(JOB)?;
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

    pub(super) fn part(&self, number: u64, file: usize, part: usize) -> String {
        format!("/{}/_doc/file-{number}-{file}-{part}", self.state_index())
    }

    /// Lets readers see a generation, in one step.
    pub(super) fn switch(&self, number: u64, index: &str) -> Result<(), ElsewhereError> {
        let mut actions = Vec::new();
        if let Some((_, before)) = self.alias(SEARCH)?.filter(|(_, before)| before != index) {
            actions.push(json!({"remove": {"index": before, "alias": self.name}}));
        }
        let alias = json!({"index": index, "alias": self.name, "filter": visible(number)});
        actions.push(json!({"add": alias}));
        let body = json!({"actions": actions});
        let answer = self
            .client
            .call(&Method::POST, "/_aliases", Some(&body), JOB)?;
        // An answer may have been lost, and the call repeated.
        let is_done = || Ok(self.alias(SEARCH)? == Some((number, index.to_owned())));
        match answer.status {
            200 => Ok(()),
            _ if is_done()? => Ok(()),
            _ => Err(refused("/_aliases", &answer)),
        }
    }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
