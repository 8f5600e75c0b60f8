//! From one file to its articles, layer by layer: the kind of each content decides whether it is
//! unpacked, opened as an archive, or given to a reader, and what is read goes to the caller at once.

use super::limits::{Budget, Packed, Unpacked};
use super::member::{member_path, shown};
use super::packing::{Packing, unpacked_name};
use super::sink::{MemberSink, Part};
use super::{Kind, kind_of, tar, zip};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::gather::language;
use crate::formats::{ArticleReader, Input, ReadOptions, unreadable};
use std::io::{BufRead, BufReader};
use std::rc::Rc;

/// How many bytes are unpacked at once.
const PIECE: usize = 1 << 16;

/// How many members of other formats a message names.
const NAMED: usize = 5;

/// An article, or a problem, of a file.
#[derive(Debug)]
pub struct Reading {
    /// The name of its reader; `None` for a problem that no reader found.
    pub format: Option<&'static str>,
    /// Whether the article's language was detected from its text, since its source names none.
    pub language_is_guessed: bool,
    /// The article or the problem.
    pub item: Result<Article, Problem>,
}

/// Reads all articles of one file, in their order, and passes each to `take`, with the problems
/// among them.
///
/// # Errors
/// Only the error of `take`, at once.
pub fn read_articles<E>(
    input: Input<'_>,
    take: &mut dyn FnMut(Reading) -> Result<(), E>,
) -> Result<(), E> {
    let mut intake = Intake {
        file: input.path,
        options: input.options,
        budget: Budget::new(input.options.limits, input.length()),
        take,
        last_ordinal: 0,
        is_archive: false,
        has_given: false,
        passed_over: Vec::new(),
        more_passed_over: 0,
    };
    intake.open(&Part::default(), input)?;
    intake.finish()
}

/// A file while it is read.
struct Intake<'a, E> {
    file: &'a ArchivePath,
    options: &'a ReadOptions,
    budget: Rc<Budget>,
    take: &'a mut dyn FnMut(Reading) -> Result<(), E>,
    /// The highest ordinal so far.
    last_ordinal: u32,
    is_archive: bool,
    has_given: bool,
    /// Members of formats that are not read: the first few, and how many more.
    passed_over: Vec<String>,
    more_passed_over: u64,
}

impl<E> Intake<'_, E> {
    /// Reads a content: a file, what is in a compressed one, or a member.
    fn open(&mut self, part: &Part<'_>, mut input: Input<'_>) -> Result<(), E> {
        let head = match input.head() {
            Ok(head) => head,
            Err(error) => {
                self.budget.take_refusal();
                return self.refuse(part, unreadable(&error));
            }
        };
        match kind_of(input.path, part.packed_as, &head, self.options) {
            Ok(Kind::Articles(reader)) => self.read(part, reader, input),
            Ok(_) if part.layers >= self.options.limits.layers => {
                self.refuse(part, self.too_deep())
            }
            Ok(Kind::Packed(packing)) => self.unpack(part, packing, input),
            Ok(Kind::Zip) => {
                self.is_archive = true;
                zip::read_members(self, part, input)
            }
            Ok(Kind::Tar) => {
                self.is_archive = true;
                let path = input.path;
                let stream = self.stream(part, input);
                tar::read_members(self, part, path, stream)
            }
            Err(problem) => self.refuse(part, problem),
        }
    }

    fn unpack(&mut self, part: &Part<'_>, packing: Packing, input: Input<'_>) -> Result<(), E> {
        let packed_as = input.path;
        let path = unpacked_name(packed_as);
        let decoder = match packing.decoder(self.stream(part, input)) {
            Ok(decoder) => decoder,
            Err(error) => return self.refuse(part, unreadable(&error)),
        };
        let unpacked = Unpacked::new(decoder, packing.name(), &self.budget);
        let inner = Part {
            member: part.member,
            packed_as: Some(packed_as),
            layers: part.layers + 1,
        };
        let stream = Box::new(BufReader::with_capacity(PIECE, unpacked));
        self.open(&inner, Input::stream(&path, self.options, stream))
    }

    /// A content as a stream; that of the file itself is counted as it is read.
    fn stream<'i>(&self, part: &Part<'_>, input: Input<'i>) -> Box<dyn BufRead + 'i> {
        let stream = input.into_stream();
        if part.layers > 0 {
            return stream;
        }
        let packed = Packed {
            stream,
            budget: Rc::clone(&self.budget),
        };
        Box::new(BufReader::with_capacity(PIECE, packed))
    }

    /// Has a content's articles read out.
    fn read(
        &mut self,
        part: &Part<'_>,
        reader: &'static dyn ArticleReader,
        input: Input<'_>,
    ) -> Result<(), E> {
        let before = self.last_ordinal;
        let is_file = part.layers == 0;
        let mut told = None;
        for item in reader.read(input) {
            match item {
                Ok(mut article) => {
                    if !is_file {
                        article.origin.path.clone_from(self.file);
                        article.origin.ordinal = article.origin.ordinal.saturating_add(before);
                    }
                    self.last_ordinal = self.last_ordinal.max(article.origin.ordinal);
                    if article.headline.is_empty() && article.body.is_empty() {
                        let problem = named(part, no_text(article.origin.ordinal));
                        self.give_problem(Some(reader.name()), problem)?;
                    } else {
                        self.give_article(reader.name(), article)?;
                    }
                }
                Err(mut problem) => {
                    told = Some(problem.kind);
                    problem.ordinal = problem.ordinal.map(|own| own.saturating_add(before));
                    self.last_ordinal = self.last_ordinal.max(problem.ordinal.unwrap_or(0));
                    self.give_problem(Some(reader.name()), named(part, problem))?;
                }
            }
        }
        // A reader may take an error for the end, or word it as its format's.
        match self.budget.take_refusal() {
            Some(refusal) if told != Some(refusal.kind) => self.refuse(part, refusal.problem()),
            _ => Ok(()),
        }
    }

    fn give_article(&mut self, format: &'static str, mut article: Article) -> Result<(), E> {
        self.has_given = true;
        article.language = article.language.as_deref().and_then(language::declared);
        let guessed = match &article.language {
            Some(_) => None,
            None => language::detect(&article.headline, &article.body),
        };
        if let Some(language) = guessed {
            article.language = Some(language.to_owned());
        }
        (self.take)(Reading {
            format: Some(format),
            language_is_guessed: guessed.is_some(),
            item: Ok(article),
        })
    }

    fn give_problem(&mut self, format: Option<&'static str>, problem: Problem) -> Result<(), E> {
        self.has_given = true;
        (self.take)(Reading {
            format,
            language_is_guessed: false,
            item: Err(problem),
        })
    }

    fn too_deep(&self) -> Problem {
        Problem::file(
            ProblemKind::TooDeep,
            format!(
                "packed in more than {} layers; unpack the outer archives",
                self.options.limits.layers
            ),
        )
    }

    /// Reports what concerns the file as a whole.
    fn finish(&mut self) -> Result<(), E> {
        if !self.passed_over.is_empty() {
            let count = self.passed_over.len() as u64 + self.more_passed_over;
            let named = self.passed_over.join("`, `");
            let more = if self.more_passed_over > 0 {
                ", …"
            } else {
                ""
            };
            let noun = if count == 1 {
                "member is"
            } else {
                "members are"
            };
            let problem = Problem::file(
                ProblemKind::UnknownFormat,
                format!("{count} {noun} of a format that is not read: `{named}`{more}"),
            );
            return self.give_problem(None, problem);
        }
        if self.is_archive && !self.has_given {
            let problem = Problem::file(ProblemKind::Empty, "an archive without a file in it");
            return self.give_problem(None, problem);
        }
        Ok(())
    }
}

impl<E> MemberSink<E> for Intake<'_, E> {
    fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    fn take_member(
        &mut self,
        part: &Part<'_>,
        archive: &ArchivePath,
        name: &str,
        content: Box<dyn BufRead + '_>,
    ) -> Result<(), E> {
        let path = member_path(archive, name);
        let member = shown(part.member, name);
        let inner = part.of_member(&member);
        self.open(&inner, Input::stream(&path, self.options, content))
    }

    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), E> {
        if let (Some(member), ProblemKind::UnknownFormat) = (part.member, problem.kind) {
            if self.passed_over.len() < NAMED {
                self.passed_over.push(member.to_owned());
            } else {
                self.more_passed_over += 1;
            }
            return Ok(());
        }
        self.give_problem(None, named(part, problem))
    }
}

fn no_text(ordinal: u32) -> Problem {
    Problem::record(
        ordinal,
        ProblemKind::NoText,
        "it has neither a headline nor a text, only metadata",
    )
}

/// A problem whose message names its member.
fn named(part: &Part<'_>, mut problem: Problem) -> Problem {
    if let Some(member) = part.member {
        problem.detail = format!("`{member}`: {}", problem.detail);
    }
    problem
}
