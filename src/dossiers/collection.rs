//! All dossiers of a user, in memory: adding, removing, merging.
//!
//! An article is once in a dossier. Notes are added and never replaced, so merging two files in
//! either order keeps everything, and merging one again changes nothing.

use super::mark::MarkedArticle;
use std::collections::BTreeMap;

/// All dossiers of a user, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dossiers {
    /// By name, id and hash of the text.
    marks: BTreeMap<(String, String, String), MarkedArticle>,
}

/// What adding a mark changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The article was not in the dossier.
    Added,
    /// It was there, and got a note.
    Noted,
    /// It was there as it is.
    None,
}

/// What merging another file changed: numbers of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// New ones.
    pub added: u64,
    /// Those that got notes.
    pub noted: u64,
    /// Those that were there already.
    pub same: u64,
}

impl Dossiers {
    /// The names of dossiers with the number of their articles, in the order of the names.
    #[must_use]
    pub fn names(&self) -> Vec<(&str, u64)> {
        let mut names: Vec<(&str, u64)> = Vec::new();
        for mark in self.marks.values() {
            match names.last_mut() {
                Some((name, count)) if *name == mark.mark => *count += 1,
                _ => names.push((&mark.mark, 1)),
            }
        }
        names
    }

    /// Whether there is a dossier of a name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.of(name).next().is_some()
    }

    /// The articles of a dossier, in the order of their ids.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &MarkedArticle> {
        self.marks.values().filter(move |own| own.mark == name)
    }

    /// All marked articles, dossier by dossier.
    pub fn iter(&self) -> impl Iterator<Item = &MarkedArticle> {
        self.marks.values()
    }

    /// The names of the dossiers that have an article.
    pub fn marks_of(&self, id: &str, text: &str) -> impl Iterator<Item = &str> {
        let found = self.marks.values();
        let found = found.filter(move |own| own.id == id && own.text == text);
        found.map(|own| own.mark.as_str())
    }

    /// Marks an article. One that was marked with another text, in the same place, is the same
    /// article with its text corrected: its mark is kept, with the new text.
    pub fn add(&mut self, mark: MarkedArticle) -> Change {
        let corrected = self.of(&mark.mark).find(|own| {
            own.id == mark.id
                && own.text != mark.text
                && own.path == mark.path
                && own.archive == mark.archive
        });
        let before = corrected.map(key).and_then(|key| self.marks.remove(&key));
        match self.marks.get_mut(&key(&mark)) {
            Some(own) => {
                let old = before.into_iter().flat_map(|before| before.notes);
                if own.add_notes(old.chain(mark.notes)) {
                    Change::Noted
                } else {
                    Change::None
                }
            }
            None => self.insert(mark, before),
        }
    }

    fn insert(&mut self, mut mark: MarkedArticle, before: Option<MarkedArticle>) -> Change {
        let change = match before {
            None => Change::Added,
            Some(before) => {
                let added = std::mem::replace(&mut mark.notes, before.notes);
                mark.marked = before.marked;
                if mark.add_notes(added) {
                    Change::Noted
                } else {
                    Change::None
                }
            }
        };
        self.marks.insert(key(&mark), mark);
        change
    }

    /// Removes articles of a dossier. Returns those that were removed.
    pub fn remove(
        &mut self,
        name: &str,
        is_meant: impl Fn(&MarkedArticle) -> bool,
    ) -> Vec<MarkedArticle> {
        let meant: Vec<_> = self.of(name).filter(|own| is_meant(own)).map(key).collect();
        let removed = meant.iter().filter_map(|key| self.marks.remove(key));
        removed.collect()
    }

    /// Adds everything that another file has.
    pub fn merge(&mut self, other: Self) -> Merged {
        let mut merged = Merged::default();
        for mark in other.marks.into_values() {
            match self.marks.get_mut(&key(&mark)) {
                None => {
                    merged.added += 1;
                    self.marks.insert(key(&mark), mark);
                }
                Some(own) => {
                    own.marked = own.marked.min(mark.marked);
                    if own.add_notes(mark.notes) {
                        merged.noted += 1;
                    } else {
                        merged.same += 1;
                    }
                }
            }
        }
        merged
    }
}

fn key(mark: &MarkedArticle) -> (String, String, String) {
    (mark.mark.clone(), mark.id.clone(), mark.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, Origin};
    use jiff::Timestamp;

    fn marked(mark: &str, id: &str, body: &str, notes: &[&str]) -> MarkedArticle {
        let article = Article {
            id: ArticleId(id.to_owned()),
            headline: format!("Headline {id}"),
            body: body.to_owned(),
            origin: Origin::parse(&format!("{id}.txt")),
            ..Article::default()
        };
        let own = MarkedArticle::new(mark, &article, "news", Timestamp::UNIX_EPOCH);
        let notes = notes.iter().map(|note| (*note).to_owned()).collect();
        MarkedArticle { notes, ..own }
    }

    #[test]
    fn an_article_is_once_in_a_dossier_and_keeps_all_its_notes() {
        let mut dossiers = Dossiers::default();
        assert_eq!(dossiers.add(marked("a", "1", "x", &[])), Change::Added);
        assert_eq!(dossiers.add(marked("a", "1", "x", &["n"])), Change::Noted);
        assert_eq!(dossiers.add(marked("a", "1", "x", &["n"])), Change::None);
        assert_eq!(dossiers.add(marked("b", "1", "x", &[])), Change::Added);
        assert_eq!(dossiers.names(), [("a", 1), ("b", 1)]);
        assert_eq!(dossiers.of("a").next().unwrap().notes, ["n"]);
    }

    #[test]
    fn a_corrected_text_in_the_same_place_is_the_same_article() {
        let mut dossiers = Dossiers::default();
        dossiers.add(marked("a", "1", "old", &["first"]));
        let change = dossiers.add(marked("a", "1", "new", &["second"]));
        assert_eq!(change, Change::Noted);
        let own: Vec<_> = dossiers.of("a").collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].notes, ["first", "second"]);
        assert_eq!(own[0].text, marked("a", "1", "new", &[]).text);
        // In another place it is another article with the same id.
        let mut other = marked("a", "1", "third", &[]);
        other.path = "other.txt".to_owned();
        assert_eq!(dossiers.add(other), Change::Added);
        assert_eq!(dossiers.names(), [("a", 2)]);
    }

    #[test]
    fn merging_keeps_everything_in_either_order_and_once() {
        let of = |marks: &[MarkedArticle]| {
            let mut all = Dossiers::default();
            for mark in marks {
                all.add(mark.clone());
            }
            all
        };
        let mine = of(&[marked("a", "1", "x", &["mine"]), marked("a", "2", "y", &[])]);
        let theirs = of(&[
            marked("a", "1", "x", &["theirs"]),
            marked("b", "3", "z", &["only"]),
        ]);
        let mut merged = mine.clone();
        let counts = merged.merge(theirs.clone());
        assert_eq!((counts.added, counts.noted, counts.same), (1, 1, 0));
        let again = merged.clone();
        let counts = merged.merge(theirs.clone());
        assert_eq!((counts.added, counts.noted, counts.same), (0, 0, 2));
        assert_eq!(merged, again);
        let mut other_way = theirs;
        other_way.merge(mine);
        let sorted = |all: &Dossiers| -> Vec<_> {
            let mut marks: Vec<_> = all.iter().cloned().collect();
            for mark in &mut marks {
                mark.notes.sort();
            }
            marks
        };
        assert_eq!(sorted(&merged), sorted(&other_way));
    }

    #[test]
    fn only_those_that_are_meant_are_removed() {
        let mut dossiers = Dossiers::default();
        for (mark, id) in [("a", "1"), ("a", "2"), ("b", "1")] {
            dossiers.add(marked(mark, id, "x", &[]));
        }
        let removed = dossiers.remove("a", |own| own.id == "1");
        assert_eq!(removed.len(), 1);
        assert_eq!(dossiers.names(), [("a", 1), ("b", 1)]);
        assert!(dossiers.remove("c", |_| true).is_empty());
    }
}
