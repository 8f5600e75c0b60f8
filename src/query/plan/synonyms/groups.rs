//! Names that mean the same: what an alias file says, and the set for news English.
//!
//! One group a line, its members separated by commas: `ISIS, ISIL, Daesh, Islamic State`. A
//! query with one of them finds the others too. `WHO => World Health Organization` goes one way:
//! what stands on the left is recognised in queries, what stands on the right is found as well. `#` begins a
//! comment, at the beginning of a line or behind a space.
//!
//! A member in capitals (`US`, `U.S.`) is recognised only where it was typed in capitals or with
//! stops, since `us` is another word. Where case should not matter, the small form is listed
//! too: `NATO, nato, North Atlantic Treaty Organization`.
//!
//! This file knows no query; how aliases act on one is in `recognise`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The set for news English.
const NEWS_ENGLISH: &str = include_str!("../../../../aliases/english.txt");

/// The largest alias file, in bytes.
const MAX_FILE: u64 = 4 << 20;

/// The most members of a group.
const MAX_MEMBERS: usize = 32;

/// The longest member, in bytes.
const MAX_MEMBER: usize = 100;

/// Groups of names that mean the same. The default has none.
///
/// ```
/// use dateline::query::Aliases;
/// let mut aliases = Aliases::news_english();
/// aliases.extend(Aliases::parse("Karsova, Republic of Karsova").unwrap());
/// assert!(Aliases::parse("Karsova").is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Members of one group stand together.
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

/// What a member of a group is there for.
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
pub enum AliasError {
    /// The system does not let it be read.
    #[error("cannot read the alias file {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// More than 4 MiB.
    #[error("the alias file {} is larger than 4 MiB", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A line that is not a group.
    #[error("the alias file {}, {fault}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Which line, and what is wrong with it.
        fault: AliasFault,
    },
}

/// A line of an alias file that is not a group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct AliasFault {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl Aliases {
    /// The set for news English that ships with the program: countries, organisations, and
    /// spellings of names.
    ///
    /// # Panics
    /// Never: a test reads the set.
    #[must_use]
    pub fn news_english() -> Self {
        Self::of_lines(NEWS_ENGLISH, Cow::Borrowed).expect("a test reads the set")
    }

    /// Reads an alias file.
    ///
    /// # Errors
    /// If it cannot be read, is no UTF-8 or larger than 4 MiB, or has a line that is not a group.
    pub fn read(path: &Path) -> Result<Self, AliasError> {
        let path = || path.to_owned();
        let io_error = |source| AliasError::Io {
            path: path(),
            source,
        };
        let mut bytes = Vec::new();
        let file = File::open(path()).map_err(io_error)?;
        file.take(MAX_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(io_error)?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(AliasError::TooLarge { path: path() });
        }
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let fault = AliasFault {
                    line: before.split(|byte| *byte == b'\n').count(),
                    what: "the text is not UTF-8".to_owned(),
                };
                return Err(AliasError::Line {
                    path: path(),
                    fault,
                });
            }
        };
        Self::parse(text).map_err(|fault| AliasError::Line {
            path: path(),
            fault,
        })
    }

    /// Reads the text of an alias file.
    ///
    /// # Errors
    /// If a line is not a group.
    pub fn parse(text: &str) -> Result<Self, AliasFault> {
        Self::of_lines(text, |name| Cow::Owned(name.to_owned()))
    }

    /// `keep` makes names of the text last; those of the program's own set need no copy.
    fn of_lines<'t>(
        text: &'t str,
        keep: impl Fn(&'t str) -> Cow<'static, str>,
    ) -> Result<Self, AliasFault> {
        let mut aliases = Self::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            let group = without_comment(line).trim();
            if !group.is_empty() {
                aliases
                    .add_group(group, &keep)
                    .map_err(|what| AliasFault { line: number, what })?;
            }
        }
        Ok(aliases)
    }

    /// Adds the groups of others. A name that stands in several groups stands for all of them.
    pub fn extend(&mut self, others: Self) {
        let before = self.groups;
        self.groups += others.groups;
        self.members
            .extend(others.members.into_iter().map(|member| Member {
                group: before + member.group,
                ..member
            }));
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// All members that are recognised in queries.
    pub(in crate::query) fn recognised(&self) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(|member| member.role != Role::Found)
    }

    /// The members of a group that are found for one that was recognised.
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
                return Err("`=>` stands in it more than once".to_owned());
            }
            Some((recognised, found)) => {
                self.add_members(recognised, Role::Recognised, keep)?;
                self.add_members(found, Role::Found, keep)?;
            }
        }
        match self.members.len() - first {
            0 | 1 => return Err(format!("`{line}` has no other name beside it")),
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
                return Err("a name is missing before or behind a comma or `=>`".to_owned());
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
    /// Whether it is written in capitals, so that other spellings of its letters do not mean it.
    pub(in crate::query) fn is_acronym(&self) -> bool {
        self.text.chars().all(|c| c.is_uppercase() || c == '.')
    }
}

fn without_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let begins =
        |at: &usize| bytes[*at] == b'#' && (*at == 0 || bytes[at - 1].is_ascii_whitespace());
    match (0..bytes.len()).find(begins) {
        Some(at) => &line[..at],
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups as `recognised -> found`.
    fn shown(aliases: &Aliases) -> Vec<String> {
        let texts = |members: Vec<&Member>| {
            let texts: Vec<_> = members.iter().map(|member| &*member.text).collect();
            texts.join("|")
        };
        (0..aliases.groups)
            .map(|group| {
                let recognised = aliases.recognised().filter(|member| member.group == group);
                let found = aliases.found(group).collect();
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
            assert_eq!(shown(&Aliases::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_line_that_is_no_group_is_refused_with_its_number() {
        let many = vec!["x"; MAX_MEMBERS + 1].join(",");
        let long = format!("x, {}", "y".repeat(MAX_MEMBER + 1));
        for (text, line, what) in [
            ("a, b\nc", 2, "`c` has no other name"),
            ("# x\n\na,,b", 3, "a name is missing"),
            ("a, b,", 1, "a name is missing"),
            ("=> b", 1, "a name is missing"),
            ("a => b => c", 1, "more than once"),
            ("a, --", 1, "`--` has no letter or digit"),
            (&many, 1, "more than 32 names"),
            (&long, 1, "longer than 100 bytes"),
        ] {
            let fault = Aliases::parse(text).unwrap_err();
            assert_eq!(fault.line, line, "{text}");
            assert!(fault.what.contains(what), "{text}: {fault}");
        }
    }

    #[test]
    fn files_that_cannot_be_used_are_named_in_the_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.txt");
        let error = |content: &[u8]| {
            std::fs::write(&path, content).unwrap();
            Aliases::read(&path).unwrap_err().to_string()
        };
        assert!(error(b"a, b\nc, \xff").ends_with("names.txt, line 2: the text is not UTF-8"));
        assert!(error(b"a").ends_with("names.txt, line 1: `a` has no other name beside it"));
        let large = vec![b'\n'; usize::try_from(MAX_FILE).unwrap() + 1];
        assert!(error(&large).contains("larger than 4 MiB"));
        assert!(matches!(
            Aliases::read(folder.path()),
            Err(AliasError::Io { .. })
        ));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([a-zÀ-ÿ#,.=> \\n]|=>|\\PC){0,80}") {
            if let Ok(aliases) = Aliases::parse(&text) {
                let named = |group| aliases.members.iter().filter(|m| m.group == group).count();
                proptest::prop_assert!((0..aliases.groups).all(|group| named(group) >= 2));
            }
        }
    }

    #[test]
    fn sets_are_put_together_with_their_groups_kept_apart() {
        let mut aliases = Aliases::parse("a, b").unwrap();
        aliases.extend(Aliases::parse("c, d\na => e").unwrap());
        assert_eq!(shown(&aliases), ["a|b -> a|b", "c|d -> c|d", "a -> e"]);
        assert!(Aliases::default().is_empty() && !aliases.is_empty());
    }

    #[test]
    fn the_set_for_news_english_has_no_name_in_two_groups() {
        let aliases = Aliases::news_english();
        assert!(aliases.groups >= 150, "{} groups", aliases.groups);
        let mut seen = std::collections::HashMap::new();
        for member in aliases.recognised() {
            let before = seen.insert(member.text.clone(), member.group);
            assert_eq!(before, None, "{}", member.text);
        }
    }
}
