//! Members of an archive that are one article together: a saved page with its folder of parts, and
//! the page of a newspaper with its plain text.
//!
//! Members come one after the other, in any order. What may be a part of a member that did not come
//! yet is kept in memory and waits for it: within bounds, and then it is read like any other. What
//! the parts are is said by names, as for files of a folder.

use super::member::{has_extension, plain};
use super::part::{MemberSink, Part, Started};
use crate::article::{
    ArchivePath, Problem, ProblemKind, is_document_name, is_making_name, is_page_name,
    page_of_parts,
};
use crate::formats::limits::Budget;
use crate::formats::readers::scans::{LONGEST_WITHOUT_WORDS, is_page_with_words};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead, Cursor};
use std::rc::Rc;

/// The most bytes of members that wait.
const MOST_WAITING: usize = 8 << 20;

/// The most members that wait.
const MOST_MEMBERS: usize = 10_000;

/// The most names of pages that are kept.
const MOST_NAMES: usize = 1 << 20;

/// Takes the members that `find` finds, and gives those that are articles to `sink`. Parts of
/// others are counted in one problem of `part`, the archive.
pub(super) fn read<E>(
    sink: &mut dyn MemberSink<Error = E>,
    part: &Part<'_>,
    archive: &ArchivePath,
    find: impl FnOnce(&mut dyn MemberSink<Error = E>) -> Result<(), E>,
) -> Result<(), E> {
    let mut together = Together {
        sink,
        archive,
        pages: HashSet::new(),
        scans: HashSet::new(),
        text: None,
        waiting: Vec::new(),
        size: 0,
        parts: 0,
    };
    find(&mut together)?;
    together.end(part)
}

/// The members of an archive, some of which wait.
struct Together<'s, 'a, E> {
    sink: &'s mut dyn MemberSink<Error = E>,
    archive: &'a ArchivePath,
    /// Saved pages, by their paths without extension.
    pages: HashSet<u64>,
    /// Scanned pages, by the same.
    scans: HashSet<u64>,
    /// The member before, if it may be the text of a scanned page.
    text: Option<Waiting>,
    /// Members in folders whose page did not come yet.
    waiting: Vec<Waiting>,
    /// How many bytes wait.
    size: usize,
    /// How many members were parts of saved pages.
    parts: u64,
}

/// A member that waits.
struct Waiting {
    name: String,
    /// The path of its page without extension.
    page: String,
    layers: u32,
    outer: Option<String>,
    content: Vec<u8>,
}

impl<E> Together<'_, '_, E> {
    /// Reads a member that waited.
    fn give(&mut self, member: Waiting) -> Result<(), E> {
        let part = Part {
            member: member.outer.as_deref(),
            packed_as: None,
            layers: member.layers,
        };
        let content = Box::new(Cursor::new(member.content));
        self.sink
            .open_member(&part, self.archive, &member.name, content)
    }

    fn give_text(&mut self) -> Result<(), E> {
        match self.text.take() {
            Some(text) => self.give(text),
            None => Ok(()),
        }
    }

    /// Takes a saved page: what waits for it is a part of it.
    fn page(&mut self, page: &str) {
        remember(&mut self.pages, page);
        let before = self.waiting.len();
        self.waiting.retain(|member| member.page != page);
        self.parts += (before - self.waiting.len()) as u64;
        self.size = self.waiting.iter().map(|it| it.content.len()).sum();
    }

    /// Reads what waits in vain, or counts it: a folder with styles or scripts has parts although
    /// its page is missing.
    fn end(mut self, part: &Part<'_>) -> Result<(), E> {
        self.give_text()?;
        self.give_waiting()?;
        if self.parts > 0 {
            let detail = format!("members that are parts of a saved page: {}", self.parts);
            let problem = Problem::file(ProblemKind::NotAnArticle, detail);
            return self.sink.refuse(part, problem);
        }
        Ok(())
    }

    fn give_waiting(&mut self) -> Result<(), E> {
        let waiting = std::mem::take(&mut self.waiting);
        self.size = 0;
        let makes = waiting.iter().filter(|member| is_making_name(&member.name));
        let of_pages: HashSet<String> = makes.map(|member| member.page.clone()).collect();
        for member in waiting {
            if of_pages.contains(&member.page) {
                self.parts += 1;
            } else {
                self.give(member)?;
            }
        }
        Ok(())
    }

    /// Reads a content into memory if it is short; otherwise gives it back as it was, and reads
    /// what waits.
    fn short<'c>(
        &mut self,
        content: Box<dyn BufRead + 'c>,
    ) -> Result<Result<Vec<u8>, Box<dyn BufRead + 'c>>, E> {
        let started = Started::of(content, MOST_WAITING - self.size, self.budget());
        if started.is_whole {
            return Ok(Ok(started.start));
        }
        self.give_waiting()?;
        Ok(Err(started.again(self.budget())))
    }
}

impl<E> MemberSink for Together<'_, '_, E> {
    type Error = E;

    fn budget(&self) -> &Rc<Budget> {
        self.sink.budget()
    }

    fn open_member(
        &mut self,
        part: &Part<'_>,
        archive: &ArchivePath,
        name: &str,
        content: Box<dyn BufRead + '_>,
    ) -> Result<(), E> {
        let path = plain(name);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let waiting = |page: &str, content| Waiting {
            name: name.to_owned(),
            page: page.to_owned(),
            layers: part.layers,
            outer: part.member.map(str::to_owned),
            content,
        };
        if self.text.as_ref().is_some_and(|text| text.page != stem) {
            self.give_text()?;
        }
        let mut content = content;
        if let Some(page) = page_around(path).filter(|_| !is_document_name(path)) {
            if self.pages.contains(&hash(&page)) {
                self.parts += 1;
                return Ok(());
            }
            if self.waiting.len() >= MOST_MEMBERS {
                self.give_waiting()?;
            }
            match self.short(content)? {
                Ok(bytes) => {
                    self.size += bytes.len();
                    self.waiting.push(waiting(&page, bytes));
                    return Ok(());
                }
                Err(long) => content = long,
            }
        } else if is_page_name(path) {
            self.page(stem);
        } else if has_extension(path, "xml") {
            let head = Started::of(content, LONGEST_WITHOUT_WORDS, self.budget());
            if is_page_with_words(&head.start, head.is_whole) {
                remember(&mut self.scans, stem);
                self.text = None;
            }
            content = head.again(self.budget());
        } else if has_extension(path, "txt") {
            if self.scans.contains(&hash(stem)) {
                return Ok(());
            }
            self.give_text()?;
            match self.short(content)? {
                Ok(bytes) => {
                    self.text = Some(waiting(stem, bytes));
                    return Ok(());
                }
                Err(long) => content = long,
            }
        }
        self.give_text()?;
        self.sink.open_member(part, archive, name, content)
    }

    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), E> {
        self.sink.refuse(part, problem)
    }
}

/// The path, without extension, of the page whose folder of parts a member is in.
fn page_around(path: &str) -> Option<String> {
    path.match_indices('/').find_map(|(end, _)| {
        let start = path[..end].rfind('/').map_or(0, |at| at + 1);
        let page = page_of_parts(&path[start..end])?;
        Some(format!("{}{page}", &path[..start]))
    })
}

fn remember(names: &mut HashSet<u64>, name: &str) {
    if names.len() < MOST_NAMES {
        names.insert(hash(name));
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
