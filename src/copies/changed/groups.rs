//! The articles that have one of a few keys, found in one pass over all articles.
//!
//! A key is a part of a sketch, a text, an id or an address. Of articles with one text, one stands
//! for all in the groups of parts.

use super::keys::{Key, Purpose, Wanted, each_key};
use crate::copies::sketches::Rows;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::panic::resume_unwind;

/// An article that stands for all of one text.
#[derive(Clone, Copy)]
struct OfText {
    /// One that was there before, if there is one.
    article: u32,
    is_added: bool,
}

/// The articles with wanted keys.
#[derive(Default)]
pub(super) struct Groups {
    texts: HashMap<u64, OfText>,
    /// Articles with the same text.
    same: Vec<(u32, u32)>,
    /// For each key of a part the hashes of texts, for each other key the articles.
    entries: Vec<(Key, u64)>,
}

impl Groups {
    /// Reads all articles, on so many threads; `None` if more than `most` entries are found on one.
    pub(super) fn read(
        all: &impl Rows,
        wanted: &Wanted,
        is_added: &(impl Fn(u32) -> bool + Sync),
        threads: usize,
        most: usize,
    ) -> Option<Self> {
        let threads = u32::try_from(threads.clamp(1, 64)).unwrap_or(1);
        let each = all.articles().div_ceil(threads).max(1);
        let found: Vec<Option<Self>> = std::thread::scope(|scope| {
            let starts = (0..all.articles()).step_by(each as usize);
            let workers: Vec<_> = starts
                .map(|start| {
                    let end = start.saturating_add(each).min(all.articles());
                    scope.spawn(move || {
                        let mut groups = Self::default();
                        let fits = |groups: &Self| groups.entries.len() <= most;
                        (start..end)
                            .all(|article| {
                                groups.add(all, article, wanted, is_added);
                                fits(&groups)
                            })
                            .then_some(groups)
                    })
                })
                .collect();
            let workers = workers.into_iter();
            workers
                .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        });
        let mut groups = Self::default();
        for other in found {
            groups.join(other?);
        }
        groups.entries.sort_unstable();
        groups.entries.dedup();
        Some(groups)
    }

    fn add(
        &mut self,
        all: &impl Rows,
        article: u32,
        wanted: &Wanted,
        is_added: &impl Fn(u32) -> bool,
    ) {
        let row = all.row(article);
        let text = row.text();
        let mut has_text = false;
        // Ids and addresses come first.
        let mut parts = self.entries.len();
        each_key(&row, |key| {
            if !wanted.has(key) {
                return;
            }
            match key.purpose() {
                Purpose::Version => {
                    self.entries.push((key, u64::from(article)));
                    parts += 1;
                }
                Purpose::Part(_) => {
                    has_text = true;
                    self.entries.push((key, text));
                }
                Purpose::Text => has_text = true,
            }
        });
        let own = OfText {
            article,
            is_added: is_added(article),
        };
        if has_text && !self.add_text(text, own) {
            // The parts of this text are there already.
            self.entries.truncate(parts);
        }
    }

    /// Adds an article of a text. Returns whether there was none.
    fn add_text(&mut self, text: u64, own: OfText) -> bool {
        match self.texts.entry(text) {
            Entry::Vacant(place) => {
                place.insert(own);
                true
            }
            Entry::Occupied(mut place) => {
                let there = place.get_mut();
                self.same.push((there.article, own.article));
                if there.is_added && !own.is_added {
                    *there = own;
                }
                false
            }
        }
    }

    fn join(&mut self, other: Self) {
        for (text, own) in other.texts {
            self.add_text(text, own);
        }
        self.same.extend(other.same);
        self.entries.extend(other.entries);
    }

    /// Pairs of articles with the same text, which connect all of them.
    pub(super) fn same(&self) -> &[(u32, u32)] {
        &self.same
    }

    /// What is to be compared: for each key one article of each text, or all articles.
    pub(super) fn each(&self) -> impl Iterator<Item = (Purpose, Vec<u32>)> {
        let groups = self.entries.chunk_by(|a, b| a.0 == b.0);
        groups.filter(|group| group.len() > 1).map(|group| {
            let purpose = group[0].0.purpose();
            let articles = group.iter().filter_map(|(_, of)| match purpose {
                Purpose::Version => u32::try_from(*of).ok(),
                Purpose::Part(_) | Purpose::Text => Some(self.texts.get(of)?.article),
            });
            let articles = articles.collect();
            (purpose, articles)
        })
    }
}
