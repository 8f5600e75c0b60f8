//! Which articles are near-duplicates of each other: candidates by parts of their sketches, each
//! checked by the whole sketches.
//!
//! The result is a function of the set of sketches alone: it does not depend on the order of
//! articles or on threads, so a refreshed index has the families of a rebuilt one. Memory is some
//! bytes an article. Work is bounded too: many texts that share parts are compared with their
//! neighbours in the order of their sketches, not each with each.

use super::fingerprint::{OF_SHINGLES, Sketch};
use super::repeated::Repeated;
use super::sketches::Rows;
use super::union::Sets;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The largest number of texts with an equal part that are compared each with each.
pub(super) const EACH_WITH_EACH: usize = 16;

/// In larger groups, how many neighbours each text is compared with.
pub(super) const NEIGHBOURS: usize = 8;

/// The parts of a sketch: half a number each, which is two places.
pub(super) const PARTS: usize = 2 * OF_SHINGLES;

/// A part of a sketch, from the number that has it; `None` if a place is empty, which is equal in all
/// short texts.
pub(super) fn part_of_sketch(word: u64, part: usize) -> Option<u64> {
    let value = word >> (32 * (part % 2)) & 0xffff_ffff;
    (value & 0xffff != 0 && value >> 16 != 0).then_some(value)
}

/// Joins the articles whose texts are the same or near-duplicates, on so many threads.
pub(super) fn join_copies(all: &impl Rows, sets: &mut Sets, threads: usize) {
    let texts = texts(all, sets);
    let next = AtomicUsize::new(0);
    let joined: Vec<Sets> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.clamp(1, PARTS))
            .map(|_| {
                let mut sets = sets.clone();
                let (texts, next) = (&texts, &next);
                scope.spawn(move || {
                    let mut part = Part::new(texts.len());
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= PARTS {
                            return sets;
                        }
                        part.read(all, texts, number);
                        for group in part.groups() {
                            join_group(all, group, number, &mut sets);
                        }
                    }
                })
            })
            .collect();
        let joined = workers.into_iter();
        joined
            .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    for other in joined {
        sets.join_all(other);
    }
}

/// One article of each text that has a sketch. Joins those with the same text.
fn texts(all: &impl Rows, sets: &mut Sets) -> Vec<u32> {
    let with_sketch = || {
        let articles = (0..all.articles()).filter(|article| all.has_sketch(*article));
        articles.map(|article| (all.text(article), article))
    };
    let mut repeated = Repeated::new(all.articles() as usize);
    for (text, _) in with_sketch() {
        repeated.add(text);
    }
    let mut texts = Vec::new();
    let mut others: Vec<(u64, u32)> = Vec::new();
    for (text, article) in with_sketch() {
        if repeated.has_twice(text) {
            others.push((text, article));
        } else {
            texts.push(article);
        }
    }
    others.sort_unstable();
    for same in others.chunk_by(|a, b| a.0 == b.0) {
        let (_, first) = same[0];
        texts.push(first);
        for (_, article) in &same[1..] {
            sets.join(first, *article);
        }
    }
    texts
}

/// A text with its hash and an article that has it.
pub(super) type Sketched = (Sketch, u64, u32);

/// Joins the near-duplicates among articles with an equal part.
fn join_group(all: &impl Rows, group: &[u64], part: usize, sets: &mut Sets) {
    let articles = || group.iter().copied().map(article_of);
    let first = sets.least(article_of(group[0]));
    if articles().all(|article| sets.least(article) == first) {
        return;
    }
    let sketched = articles().map(|article| (all.sketch(article), all.text(article), article));
    let mut sketched: Vec<Sketched> = sketched.collect();
    let reach = in_order(&mut sketched, part);
    join_near(&sketched, reach, sets);
}

/// Puts texts with an equal part into the order in which they are compared. Returns how many that
/// follow each one are compared with it.
pub(super) fn in_order(group: &mut [Sketched], part: usize) -> usize {
    if group.len() <= EACH_WITH_EACH {
        return group.len();
    }
    // Neighbours share what follows the equal part, where they are copies.
    let turn = part / 2 + 1;
    for (sketch, ..) in &mut *group {
        sketch.0.rotate_left(turn);
    }
    group.sort_unstable_by(|a, b| (&a.0.0, a.1).cmp(&(&b.0.0, b.1)));
    for (sketch, ..) in group {
        sketch.0.rotate_right(turn);
    }
    NEIGHBOURS
}

/// Joins the near-duplicates among texts in order.
pub(super) fn join_near(sketched: &[Sketched], reach: usize, sets: &mut Sets) {
    for (at, (sketch, _, a)) in sketched.iter().enumerate() {
        for (other, _, b) in sketched[at + 1..].iter().take(reach) {
            if sets.least(*a) != sets.least(*b) && sketch.overlap(other).is_copy() {
                sets.join(*a, *b);
            }
        }
    }
}

/// The values of one part of all sketches. Most copies have an equal part.
struct Part {
    /// The value in the high half, the article in the low one.
    entries: Vec<u64>,
    repeated: Repeated,
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is meant")]
fn article_of(entry: u64) -> u32 {
    entry as u32
}

impl Part {
    /// For so many articles.
    fn new(articles: usize) -> Self {
        Self {
            entries: Vec::new(),
            repeated: Repeated::new(articles),
        }
    }

    /// Reads a part of the sketches of these articles. Most values of one article alone are left
    /// out.
    fn read(&mut self, all: &impl Rows, articles: &[u32], part: usize) {
        self.repeated.clear();
        self.entries.clear();
        for article in articles {
            if let Some(value) = part_of_sketch(all.word(*article, part / 2), part) {
                self.repeated.add(value);
                self.entries.push(value << 32 | u64::from(*article));
            }
        }
        let repeated = &self.repeated;
        self.entries.retain(|entry| repeated.has_twice(entry >> 32));
        self.entries.sort_unstable();
    }

    /// The articles with an equal value, where there are several.
    fn groups(&self) -> impl Iterator<Item = &[u64]> {
        let groups = self.entries.chunk_by(|a, b| a >> 32 == b >> 32);
        groups.filter(|group| group.len() > 1)
    }
}
