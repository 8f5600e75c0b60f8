//! One file to its articles, layer by layer.
//!
//! A content is opened by its kind. A reader pushes its articles, a packed content is unpacked and
//! opened again, an archive hands over its members. Articles are numbered over the whole file. If
//! their source names no language, it is guessed.

use super::group::Group;
use super::kind::{Kind, kind_of};
use super::member::{member_path, shown};
use super::packing::{Packing, unpacked_name};
use super::part::{GroupSink, MemberOpener, MemberSink, Part};
use super::zipped::{Zipped, zipped_as};
use super::{issues, members, tar, together, zip};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::gather::language;
use crate::formats::input::{Input, ResumePoint, unreadable};
use crate::formats::limits::{Budget, Packed, Unpacked};
use crate::formats::options::ReadOptions;
use crate::formats::package::first_names;
use crate::formats::reader::{ArticleReader, ArticleSink, Given, ReadEnd, Stopped};
use std::io::{BufRead, BufReader};
use std::rc::Rc;

/// How much is unpacked at once, in bytes.
const PIECE: usize = 1 << 16;

/// The most members of other formats that a message names.
const NAMED: usize = 5;

/// An article, or a problem, of a file.
#[derive(Debug)]
pub struct Reading {
    /// The name of its reader; `None` for a problem that no reader found.
    pub format: Option<&'static str>,
    /// Whether the article's language was guessed from its text, because its source names none.
    pub language_is_guessed: bool,
    /// What was read.
    pub item: Result<Article, Problem>,
}

/// Reads all articles of one file and hands each to `take`, in their order. Problems are handed
/// over in the same way, where the reader met them.
///
/// # Errors
/// The first error of `take`. Nothing is read after it.
pub fn read_articles<E>(
    input: Input<'_>,
    take: &mut dyn FnMut(Reading) -> Result<(), E>,
) -> Result<(), E> {
    read_to_end(input, take).map(drop)
}

/// The same; also returns the point after which the file can be resumed if it grows. `None` if its
/// format cannot be resumed, or its end may be part of what is appended.
///
/// # Errors
/// As [`read_articles`].
pub fn read_to_end<E>(
    input: Input<'_>,
    take: &mut dyn FnMut(Reading) -> Result<(), E>,
) -> Result<Option<ResumePoint>, E> {
    let mut intake = Intake {
        file: input.path,
        options: input.options,
        budget: Budget::new(input.options.limits, input.length()),
        hand_over: take,
        last_ordinal: 0,
        end: None,
        is_archive: false,
        has_given: false,
        unread: Vec::new(),
        more_unread: 0,
    };
    intake.open(&Part::default(), input)?;
    intake.finish()?;
    Ok(intake.end)
}

/// A file while it is read.
struct Intake<'a, E> {
    file: &'a ArchivePath,
    options: &'a ReadOptions,
    budget: Rc<Budget>,
    hand_over: &'a mut dyn FnMut(Reading) -> Result<(), E>,
    /// The highest ordinal of an article or problem so far.
    last_ordinal: u32,
    /// The point after which the file can be resumed.
    end: Option<ResumePoint>,
    is_archive: bool,
    has_given: bool,
    /// Members of formats that are not read: the first few by name, and the number of the others.
    unread: Vec<String>,
    more_unread: u64,
}

impl<E> Intake<'_, E> {
    /// Reads a content: a file, the content of a compressed one, or a member.
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
            Ok(Kind::Zip) => self.open_zip(part, input, None),
            Ok(Kind::MaybeZip(problem)) => self.open_zip(part, input, Some(problem)),
            Ok(_) if part.layers >= self.options.limits.layers => {
                self.refuse(part, self.too_deep())
            }
            Ok(Kind::Packed(packing)) => self.unpack(part, packing, input),
            Ok(Kind::Tar) => {
                self.is_archive = true;
                let (path, options) = (input.path, self.options);
                let stream = self.stream(part, input);
                members::read(self, options, |sink| {
                    issues::read(sink, part, path, |sink| {
                        together::read(sink, part, path, |sink| {
                            tar::read_members(sink, part, path, stream)
                        })
                    })
                })
            }
            Err(problem) => self.refuse(part, problem),
        }
    }

    /// Reads a document that is a zip file inside, or the members of an archive.
    /// Without a directory it is `other`.
    fn open_zip(
        &mut self,
        part: &Part<'_>,
        input: Input<'_>,
        other: Option<Problem>,
    ) -> Result<(), E> {
        let (path, options) = (input.path, input.options);
        let (names, access) = match input.into_random_access() {
            Ok(access) => first_names(access),
            Err(problem) => return self.refuse(part, problem),
        };
        if let Some(problem) = other.filter(|_| names.is_empty()) {
            return self.refuse(part, problem);
        }
        match zipped_as(&names) {
            Zipped::Articles(reader) => {
                let input = Input::random(path, options, access).with_budget(&self.budget);
                self.read(part, reader, input)
            }
            Zipped::NotRead(problem) => self.refuse(part, problem),
            Zipped::Archive if part.layers >= options.limits.layers => {
                self.refuse(part, self.too_deep())
            }
            Zipped::Archive => {
                self.is_archive = true;
                members::read(self, options, |sink| {
                    issues::read(sink, part, path, |sink| {
                        together::read(sink, part, path, |sink| {
                            zip::read_members(sink, part, path, access)
                        })
                    })
                })
            }
        }
    }

    fn unpack(&mut self, part: &Part<'_>, packing: Packing, mut input: Input<'_>) -> Result<(), E> {
        let packed_as = input.path;
        let resume = input.take_resume();
        let resume = resume.map(|resume| packing.resumed(&resume));
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
        let input = Input::stream(&path, self.options, stream).resumed(resume);
        self.open(&inner, input)?;
        // What is appended to a file of two layers is not a layer of its own.
        if part.layers > 0 || !packing.can_be_appended_to() {
            self.end = None;
        }
        Ok(())
    }

    /// A content as a stream. The bytes of the file itself are counted as they are read.
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

    /// Reads the articles of a content.
    fn read(
        &mut self,
        part: &Part<'_>,
        reader: &'static dyn ArticleReader,
        input: Input<'_>,
    ) -> Result<(), E> {
        let last_problem = self.take(part, reader.name(), |sink| reader.read(input, sink))?;
        // A reader may take an error for the end of the file, or report it as a fault of its
        // format.
        match self.budget.take_refusal() {
            Some(refusal) => {
                self.end = None;
                if last_problem == Some(refusal.kind) {
                    return Ok(());
                }
                self.refuse(part, refusal.problem())
            }
            None => Ok(()),
        }
    }

    /// Takes what `give` gives of a content. Returns the kind of the last problem.
    fn take(
        &mut self,
        part: &Part<'_>,
        format: &'static str,
        give: impl FnOnce(&mut dyn ArticleSink) -> Result<(), ReadEnd>,
    ) -> Result<Option<ProblemKind>, E> {
        let before = self.last_ordinal;
        let mut sink = PartSink {
            intake: self,
            part,
            format,
            before,
            last_problem: None,
            failure: None,
        };
        if let Err(ReadEnd::Failed(problem)) = give(&mut sink) {
            // A failure of the caller is kept in the sink.
            let _ = sink.problem(problem);
        }
        let (last_problem, failure) = (sink.last_problem, sink.failure);
        failure.map_or(Ok(last_problem), Err)
    }

    fn give_article(&mut self, format: &'static str, mut article: Article) -> Result<(), E> {
        self.has_given = true;
        article.format = Some(format.to_owned());
        article.language = article.language.as_deref().and_then(language::declared);
        let guessed = match &article.language {
            Some(_) => None,
            None => language::detect(&article.headline, &article.body),
        };
        if let Some(language) = guessed {
            article.language = Some(language.to_owned());
        }
        (self.hand_over)(Reading {
            format: Some(format),
            language_is_guessed: guessed.is_some(),
            item: Ok(article),
        })
    }

    fn give_problem(&mut self, format: Option<&'static str>, problem: Problem) -> Result<(), E> {
        self.has_given = true;
        (self.hand_over)(Reading {
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

    /// Reports what is wrong with an archive as a whole.
    fn finish(&mut self) -> Result<(), E> {
        if !self.unread.is_empty() {
            let count = self.unread.len() as u64 + self.more_unread;
            let named = self.unread.join("`, `");
            let more = if self.more_unread > 0 { ", …" } else { "" };
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

impl<E> MemberSink for Intake<'_, E> {
    type Error = E;

    fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    fn open_member(
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
            if self.unread.len() < NAMED {
                self.unread.push(member.to_owned());
            } else {
                self.more_unread += 1;
            }
            return Ok(());
        }
        self.give_problem(None, named(part, problem))
    }
}

impl<E> GroupSink for Intake<'_, E> {
    fn open_group(&mut self, part: &Part<'_>, group: Group) -> Result<(), E> {
        for member in group.members() {
            let shown = shown(part.member, &member.name);
            let around = group.around(&member.path);
            let input = Input::whole(&member.path, self.options, &member.content);
            self.open(&part.of_member(&shown), input.with_companions(&around))?;
        }
        Ok(())
    }
}

impl<E> MemberOpener for Intake<'_, E> {
    fn open_whole(&mut self, part: &Part<'_>, input: Input<'_>) -> Result<(), E> {
        self.open(part, input)
    }

    fn take_given(
        &mut self,
        part: &Part<'_>,
        format: &'static str,
        given: Given,
        end: Result<(), ReadEnd>,
    ) -> Result<(), E> {
        self.take(part, format, |sink| {
            given.to(sink)?;
            end
        })?;
        Ok(())
    }
}

/// Takes the articles and problems of one content.
struct PartSink<'s, 'i, 'p, E> {
    intake: &'s mut Intake<'i, E>,
    part: &'s Part<'p>,
    /// The name of the format: the reader's, unless the reader names another.
    format: &'static str,
    /// The highest ordinal before this content.
    before: u32,
    last_problem: Option<ProblemKind>,
    /// The error with which the caller stopped the reading.
    failure: Option<E>,
}

impl<E> PartSink<'_, '_, '_, E> {
    fn stop_on(&mut self, given: Result<(), E>) -> Result<(), Stopped> {
        given.map_err(|error| {
            self.failure = Some(error);
            Stopped
        })
    }
}

impl<E> ArticleSink for PartSink<'_, '_, '_, E> {
    fn article(&mut self, mut article: Article) -> Result<(), Stopped> {
        if self.part.layers > 0 {
            article.origin.path.clone_from(self.intake.file);
            article.origin.ordinal = article.origin.ordinal.saturating_add(self.before);
        }
        let ordinal = article.origin.ordinal;
        self.intake.last_ordinal = self.intake.last_ordinal.max(ordinal);
        let given = self.intake.give_article(self.format, article);
        self.stop_on(given)
    }

    fn problem(&mut self, mut problem: Problem) -> Result<(), Stopped> {
        self.last_problem = Some(problem.kind);
        problem.ordinal = problem.ordinal.map(|own| own.saturating_add(self.before));
        let ordinal = problem.ordinal.unwrap_or(0);
        self.intake.last_ordinal = self.intake.last_ordinal.max(ordinal);
        let given = self
            .intake
            .give_problem(Some(self.format), named(self.part, problem));
        self.stop_on(given)
    }

    fn format(&mut self, name: &'static str) {
        self.format = name;
    }

    fn ends_at(&mut self, point: ResumePoint) {
        if self.part.member.is_none() {
            self.intake.end = Some(point);
        }
    }
}

/// A problem whose message names the member that it concerns.
fn named(part: &Part<'_>, mut problem: Problem) -> Problem {
    if let Some(member) = part.member {
        problem.detail = format!("`{member}`: {}", problem.detail);
    }
    problem
}
