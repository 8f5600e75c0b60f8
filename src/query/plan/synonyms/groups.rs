//! Groups of names that mean the same: alias files, and the set for news English.
//!
//! A file has one group per line, its names separated by commas: `ISIS, ISIL, Daesh, Islamic
//! State`. A query with one of them finds the others too. `WHO => World Health Organization` works
//! in one direction: names on the left are recognised in queries, names on the right are found as
//! well. `Iran ~ Iranian` has names of two things that belong together: a name finds those of its own
//! side as the same name, and those of the other side as related ones, which count less. `#` starts
//! a comment, at the start of a line or after a space. `language: Persian` says in which language the
//! names after it are, so that they are stemmed as its words are; names before any such line are in
//! each language that the query is read in.
//!
//! A name in capitals (`US`, `U.S.`) is recognised only where it was typed in capitals or with full
//! stops, since `us` is a different word. Where case should not matter, list the name in small
//! letters too: `NATO, nato, North Atlantic Treaty Organization`.
//!
//! This file knows no query. `recognise` applies the groups to one.

use crate::analysis::Language;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The set for news English.
const NEWS_ENGLISH: &str = include_str!("../../../../aliases/english.txt");

/// The largest size of an alias file, in bytes.
const MAX_FILE: u64 = 4 << 20;

/// The largest number of names in a group.
const MAX_MEMBERS: usize = 32;

/// The largest length of a name, in bytes.
const MAX_MEMBER: usize = 100;

/// Groups of names that mean the same. The default is empty.
///
/// ```
/// use dateline::query::Synonyms;
/// let mut synonyms = Synonyms::news_english();
/// synonyms.extend(Synonyms::parse("Karsova, Republic of Karsova").unwrap());
/// assert!(Synonyms::parse("Karsova").is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Sorted by group.
    members: Vec<Member>,
    groups: usize,
    /// The language of the groups that are added next.
    language: Option<Language>,
}

/// One way to write a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct Member {
    /// As the file has it.
    pub(in crate::query) text: Cow<'static, str>,
    /// The number of its group.
    pub(in crate::query) group: usize,
    /// Whether it is after the `~` of its group.
    pub(in crate::query) is_second: bool,
    pub(in crate::query) role: Role,
    /// `None` for each language that the query is read in.
    pub(in crate::query) language: Option<Language>,
    /// Its first two letters, in lower case; 0 for a missing one.
    pub(in crate::query) start: [u8; 2],
}

/// What a name of a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Role {
    /// Recognised in queries, and found for the others.
    Both,
    /// On the left of `=>`: recognised only.
    Recognised,
    /// On the right of `=>`: found only.
    Found,
}

/// Why an alias file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SynonymsError {
    /// It cannot be read.
    #[error("cannot read the alias file {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// It is larger than 4 MiB.
    #[error("the alias file {} is larger than 4 MiB", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A line is not a group.
    #[error("the alias file {}, {fault}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, and what is wrong with it.
        fault: SynonymsFault,
    },
}

/// A line of an alias file that is not a group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct SynonymsFault {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl Synonyms {
    /// The set for news English that is part of the program: countries, organisations, and
    /// spellings of names.
    ///
    /// # Panics
    /// Never: a test parses the set.
    #[must_use]
    pub fn news_english() -> Self {
        Self::of_lines(NEWS_ENGLISH, Cow::Borrowed).expect("a test parses the set")
    }

    /// Reads an alias file; `-` is standard input.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, is larger than 4 MiB, or has a line that is not a
    /// group.
    pub fn read(path: &Path) -> Result<Self, SynonymsError> {
        let owned = || path.to_owned();
        let io_error = |source| SynonymsError::Io {
            path: owned(),
            source,
        };
        let mut bytes = Vec::new();
        let file: Box<dyn Read> = match path.to_str() {
            Some("-") => Box::new(io::stdin()),
            _ => Box::new(File::open(path).map_err(io_error)?),
        };
        file.take(MAX_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(io_error)?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(SynonymsError::TooLarge { path: owned() });
        }
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let fault = SynonymsFault {
                    line: before.split(|byte| *byte == b'\n').count(),
                    what: "the text is not UTF-8".to_owned(),
                };
                return Err(SynonymsError::Line {
                    path: owned(),
                    fault,
                });
            }
        };
        Self::parse(text).map_err(|fault| SynonymsError::Line {
            path: owned(),
            fault,
        })
    }

    /// Parses the text of an alias file.
    ///
    /// # Errors
    /// If a line is not a group.
    pub fn parse(text: &str) -> Result<Self, SynonymsFault> {
        Self::of_lines(text, |name| Cow::Owned(name.to_owned()))
    }

    /// Parses `text`; `keep` copies names of it where that is needed.
    fn of_lines<'t>(
        text: &'t str,
        keep: impl Fn(&'t str) -> Cow<'static, str>,
    ) -> Result<Self, SynonymsFault> {
        let mut synonyms = Self::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            let group = without_comment(line).trim();
            if group.is_empty() {
                continue;
            }
            let read = match language_of(group) {
                Some(language) => language.map(|known| synonyms.language = Some(known)),
                None => synonyms.add_group(group, &keep),
            };
            read.map_err(|what| SynonymsFault { line: number, what })?;
        }
        Ok(synonyms)
    }

    /// Adds the groups of others. A name in several groups has the synonyms of all of them.
    pub fn extend(&mut self, others: Self) {
        let before = self.groups;
        self.groups += others.groups;
        self.members
            .extend(others.members.into_iter().map(|member| Member {
                group: before + member.group,
                ..member
            }));
    }

    /// Whether there are no groups.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The names of a language that are recognised in queries.
    pub(in crate::query) fn recognised(&self, language: Language) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| {
            member.role != Role::Found && member.language.is_none_or(|own| own == language)
        })
    }

    /// The names of a group that are found for one that was recognised.
    pub(in crate::query) fn found(&self, group: usize) -> impl Iterator<Item = &Member> {
        let first = self.members.partition_point(|member| member.group < group);
        self.members[first..]
            .iter()
            .take_while(move |member| member.group == group)
            .filter(|member| member.role != Role::Recognised)
    }

    fn add_group<'t>(
        &mut self,
        line: &'t str,
        keep: &impl Fn(&'t str) -> Cow<'static, str>,
    ) -> Result<(), String> {
        let first = self.members.len();
        match (line.split_once("=>"), line.split_once('~')) {
            (None, None) => self.add_members(line, Role::Both, false, keep)?,
            (Some(_), Some(_)) => return Err("it has both `=>` and `~`".to_owned()),
            (Some((_, found)), None) if found.contains("=>") => {
                return Err("it has `=>` more than once".to_owned());
            }
            (None, Some((_, others))) if others.contains('~') => {
                return Err("it has `~` more than once".to_owned());
            }
            (Some((recognised, found)), None) => {
                self.add_members(recognised, Role::Recognised, false, keep)?;
                self.add_members(found, Role::Found, false, keep)?;
            }
            (None, Some((names, others))) => {
                self.add_members(names, Role::Both, false, keep)?;
                self.add_members(others, Role::Both, true, keep)?;
            }
        }
        match self.members.len() - first {
            0 | 1 => return Err(format!("`{line}` is the only name in its group")),
            2..=MAX_MEMBERS => {}
            _ => return Err(format!("more than {MAX_MEMBERS} names in one group")),
        }
        self.groups += 1;
        Ok(())
    }

    fn add_members<'t>(
        &mut self,
        names: &'t str,
        role: Role,
        is_second: bool,
        keep: &impl Fn(&'t str) -> Cow<'static, str>,
    ) -> Result<(), String> {
        for name in names.split(',').map(str::trim) {
            if name.is_empty() {
                return Err("a name is missing before or after a comma, `=>` or `~`".to_owned());
            }
            if !name.contains(char::is_alphanumeric) {
                return Err(format!("`{name}` has no letter or digit"));
            }
            if name.len() > MAX_MEMBER {
                return Err(format!("a name is longer than {MAX_MEMBER} bytes"));
            }
            self.members.push(Member {
                text: keep(name),
                group: self.groups,
                is_second,
                role,
                language: self.language,
                start: start_of(name),
            });
        }
        Ok(())
    }
}

/// The first two letters of a name, in lower case; 0 for a missing one.
fn start_of(name: &str) -> [u8; 2] {
    let letters = name.bytes().filter(|byte| !b"-.' ".contains(byte));
    first_two(letters.map(|byte| byte.to_ascii_lowercase()))
}

/// The first two bytes; 0 for a missing one.
pub(super) fn first_two(bytes: impl Iterator<Item = u8>) -> [u8; 2] {
    let mut first = [0; 2];
    for (place, byte) in first.iter_mut().zip(bytes) {
        *place = byte;
    }
    first
}

impl Member {
    /// Whether it is written in capitals, so that the same letters in another case are another
    /// word.
    pub(in crate::query) fn is_acronym(&self) -> bool {
        self.text.chars().all(|c| c.is_uppercase() || c == '.')
    }
}

/// The language that a line names for the lines after it; `None` if the line is a group.
fn language_of(line: &str) -> Option<Result<Language, String>> {
    let (word, name) = line.split_once(':')?;
    let name = name.trim();
    let is_group = name.contains([',', '~', '=']);
    if is_group || !word.trim_end().eq_ignore_ascii_case("language") {
        return None;
    }
    let known = Language::from_name(name);
    Some(known.ok_or_else(|| {
        format!(
            "`{name}` is no language with rules here; names and codes are allowed: `Persian`, `fa`"
        )
    }))
}

fn without_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let starts =
        |at: &usize| bytes[*at] == b'#' && (*at == 0 || bytes[at - 1].is_ascii_whitespace());
    match (0..bytes.len()).find(starts) {
        Some(at) => &line[..at],
        None => line,
    }
}

#[cfg(test)]
mod tests;
