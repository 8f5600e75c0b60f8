//! Groups of names that mean the same: alias files, and the set for news English.
//!
//! A file has one group per line, its names separated by commas: `ISIS, ISIL, Daesh, Islamic
//! State`. A query with one of them finds the others too. `WHO => World Health Organization` works
//! in one direction: names on the left are recognised in queries, names on the right are found as
//! well. `#` starts a comment, at the start of a line or after a space.
//!
//! A name in capitals (`US`, `U.S.`) is recognised only where it was typed in capitals or with full
//! stops, since `us` is a different word. Where case should not matter, list the name in small
//! letters too: `NATO, nato, North Atlantic Treaty Organization`.
//!
//! This file knows no query. `recognise` applies the groups to one.

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
}

/// One way to write a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct Member {
    /// As the file has it.
    pub(in crate::query) text: Cow<'static, str>,
    /// The number of its group.
    pub(in crate::query) group: usize,
    pub(in crate::query) role: Role,
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

    /// Reads an alias file.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, is larger than 4 MiB, or has a line that is not a
    /// group.
    pub fn read(path: &Path) -> Result<Self, SynonymsError> {
        let path = || path.to_owned();
        let io_error = |source| SynonymsError::Io {
            path: path(),
            source,
        };
        let mut bytes = Vec::new();
        let file = File::open(path()).map_err(io_error)?;
        file.take(MAX_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(io_error)?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(SynonymsError::TooLarge { path: path() });
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
                    path: path(),
                    fault,
                });
            }
        };
        Self::parse(text).map_err(|fault| SynonymsError::Line {
            path: path(),
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
            if !group.is_empty() {
                synonyms
                    .add_group(group, &keep)
                    .map_err(|what| SynonymsFault { line: number, what })?;
            }
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

    /// All names that are recognised in queries.
    pub(in crate::query) fn recognised(&self) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(|member| member.role != Role::Found)
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
        match line.split_once("=>") {
            None => self.add_members(line, Role::Both, keep)?,
            Some((_, found)) if found.contains("=>") => {
                return Err("it has `=>` more than once".to_owned());
            }
            Some((recognised, found)) => {
                self.add_members(recognised, Role::Recognised, keep)?;
                self.add_members(found, Role::Found, keep)?;
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
        keep: &impl Fn(&'t str) -> Cow<'static, str>,
    ) -> Result<(), String> {
        for name in names.split(',').map(str::trim) {
            if name.is_empty() {
                return Err("a name is missing before or after a comma or `=>`".to_owned());
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
                role,
            });
        }
        Ok(())
    }
}

impl Member {
    /// Whether it is written in capitals, so that the same letters in another case are another
    /// word.
    pub(in crate::query) fn is_acronym(&self) -> bool {
        self.text.chars().all(|c| c.is_uppercase() || c == '.')
    }
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
mod tests {
    use super::*;

    /// Groups as `recognised -> found`.
    fn shown(synonyms: &Synonyms) -> Vec<String> {
        let texts = |members: Vec<&Member>| {
            let texts: Vec<_> = members.iter().map(|member| &*member.text).collect();
            texts.join("|")
        };
        (0..synonyms.groups)
            .map(|group| {
                let recognised = synonyms.recognised().filter(|member| member.group == group);
                let found = synonyms.found(group).collect();
                format!("{} -> {}", texts(recognised.collect()), texts(found))
            })
            .collect()
    }

    #[test]
    fn a_line_is_a_group_of_names() {
        for (text, expected) in [
            (
                "US, U.S.,United  States",
                &["US|U.S.|United  States -> US|U.S.|United  States"][..],
            ),
            (
                "\u{FEFF}a, b\r\n\r\n# c, d\n  # e\nf,g # h, i\n",
                &["a|b -> a|b", "f|g -> f|g"],
            ),
            ("C#, C sharp", &["C#|C sharp -> C#|C sharp"]),
            (
                "WHO => World Health Organization",
                &["WHO -> World Health Organization"],
            ),
            ("a, b => c, d", &["a|b -> c|d"]),
            ("", &[]),
        ] {
            assert_eq!(shown(&Synonyms::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_line_that_is_not_a_group_is_refused_with_its_number() {
        let many = vec!["x"; MAX_MEMBERS + 1].join(",");
        let long = format!("x, {}", "y".repeat(MAX_MEMBER + 1));
        for (text, line, what) in [
            ("a, b\nc", 2, "`c` is the only name"),
            ("# x\n\na,,b", 3, "a name is missing"),
            ("a, b,", 1, "a name is missing"),
            ("=> b", 1, "a name is missing"),
            ("a => b => c", 1, "more than once"),
            ("a, --", 1, "`--` has no letter or digit"),
            (&many, 1, "more than 32 names"),
            (&long, 1, "longer than 100 bytes"),
        ] {
            let fault = Synonyms::parse(text).unwrap_err();
            assert_eq!(fault.line, line, "{text}");
            assert!(fault.what.contains(what), "{text}: {fault}");
        }
    }

    #[test]
    fn the_error_names_a_file_that_cannot_be_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.txt");
        let error = |content: &[u8]| {
            std::fs::write(&path, content).unwrap();
            Synonyms::read(&path).unwrap_err().to_string()
        };
        assert!(error(b"a, b\nc, \xff").ends_with("names.txt, line 2: the text is not UTF-8"));
        assert!(error(b"a").ends_with("names.txt, line 1: `a` is the only name in its group"));
        let large = vec![b'\n'; usize::try_from(MAX_FILE).unwrap() + 1];
        assert!(error(&large).contains("larger than 4 MiB"));
        assert!(matches!(
            Synonyms::read(folder.path()),
            Err(SynonymsError::Io { .. })
        ));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([a-zÀ-ÿ#,.=> \\n]|=>|\\PC){0,80}") {
            if let Ok(synonyms) = Synonyms::parse(&text) {
                let named = |group| synonyms.members.iter().filter(|m| m.group == group).count();
                proptest::prop_assert!((0..synonyms.groups).all(|group| named(group) >= 2));
            }
        }
    }

    #[test]
    fn groups_stay_separate_when_sets_are_joined() {
        let mut synonyms = Synonyms::parse("a, b").unwrap();
        synonyms.extend(Synonyms::parse("c, d\na => e").unwrap());
        assert_eq!(shown(&synonyms), ["a|b -> a|b", "c|d -> c|d", "a -> e"]);
        assert!(Synonyms::default().is_empty() && !synonyms.is_empty());
    }

    #[test]
    fn the_set_for_news_english_has_no_name_in_two_groups() {
        let synonyms = Synonyms::news_english();
        assert!(synonyms.groups >= 150, "{} groups", synonyms.groups);
        let mut seen = std::collections::HashMap::new();
        for member in synonyms.recognised() {
            let before = seen.insert(member.text.clone(), member.group);
            assert_eq!(before, None, "{}", member.text);
        }
    }
}
