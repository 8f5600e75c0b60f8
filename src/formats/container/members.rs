//! The members of an archive, read by all threads of a pool.
//!
//! One thread unpacks them in their order. Those that are short and no archives are read by others,
//! and what they give is taken in order again. All else is opened by the thread itself.

use super::group::Group;
use super::kind::{Kind, kind_of};
use super::member::{member_path, shown};
use super::part::{GroupSink, MemberOpener, MemberSink, Part, Started};
use crate::article::{ArchivePath, Problem};
use crate::formats::input::{HEAD_LEN, Input};
use crate::formats::limits::Budget;
use crate::formats::options::ReadOptions;
use crate::formats::pool::{InOrder, Jobs, has_others};
use crate::formats::reader::{Given, ReadEnd};
use rayon::Scope;
use std::io::BufRead;
use std::rc::Rc;
use std::sync::Arc;

/// The longest member that another thread reads, in bytes.
const SHORT: usize = 1 << 20;

/// The most bytes of members that are unpacked and not taken yet.
const MOST_AHEAD: usize = 8 << 20;

/// The most members for each thread that are unpacked and not taken yet.
const MOST_OPEN: usize = 32;

/// Reads the members that `find` finds.
pub(super) fn read<E>(
    sink: &mut dyn MemberOpener<Error = E>,
    options: &ReadOptions,
    find: impl FnOnce(&mut dyn GroupSink<Error = E>) -> Result<(), E>,
) -> Result<(), E> {
    if !has_others() {
        return find(sink);
    }
    rayon::in_place_scope(|scope| {
        let mut members = Members::new(sink, options, scope);
        find(&mut members)?;
        members.take_until(0)
    })
}

/// Takes members and gives the short ones to other threads.
struct Members<'m, 's, 'scope, E> {
    sink: &'m mut dyn MemberOpener<Error = E>,
    options: &'scope ReadOptions,
    jobs: Jobs<'s, 'scope, (u64, Step)>,
    ended: InOrder<Step>,
    started: u64,
    /// The bytes of members that are not taken yet.
    ahead: usize,
}

/// A member, or what was found instead of one.
struct Step {
    member: Option<String>,
    layers: u32,
    size: usize,
    outcome: Outcome,
}

enum Outcome {
    /// What a reader gave, and its name.
    Read(&'static str, Given, Result<(), ReadEnd>),
    /// A member that has to be opened in order: its path and content.
    Unread(ArchivePath, Vec<u8>),
    Refused(Problem),
}

impl<'m, 's, 'scope, E> Members<'m, 's, 'scope, E> {
    fn new(
        sink: &'m mut dyn MemberOpener<Error = E>,
        options: &'scope ReadOptions,
        scope: &'s Scope<'scope>,
    ) -> Self {
        Self {
            sink,
            options,
            jobs: Jobs::new(scope),
            ended: InOrder::default(),
            started: 0,
            ahead: 0,
        }
    }

    fn number(&mut self) -> u64 {
        self.started += 1;
        self.started - 1
    }

    /// Takes the results of jobs, in order, until so many jobs are open at most.
    fn take_until(&mut self, most: usize) -> Result<(), E> {
        self.take_ended()?;
        while self.jobs.open() > most || (self.ahead > MOST_AHEAD && self.jobs.open() > 0) {
            // After a panic there is no result, and the scope goes on with it.
            let Some((number, step)) = self.jobs.wait() else {
                break;
            };
            self.ended.add(number, step);
            self.take_ended()?;
        }
        Ok(())
    }

    fn take_ended(&mut self) -> Result<(), E> {
        while let Some(step) = self.ended.next() {
            self.ahead -= step.size;
            let part = Part {
                member: step.member.as_deref(),
                packed_as: None,
                layers: step.layers,
            };
            match step.outcome {
                Outcome::Read(format, given, end) => {
                    self.sink.take_given(&part, format, given, end)?;
                }
                Outcome::Unread(path, content) => {
                    let input = Input::whole(&path, self.options, &content);
                    self.sink.open_whole(&part, input)?;
                }
                Outcome::Refused(problem) => self.sink.refuse(&part, problem)?,
            }
        }
        Ok(())
    }
}

impl<E> MemberSink for Members<'_, '_, '_, E> {
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
        let started = Started::of(content, SHORT, self.budget());
        if !started.is_whole {
            self.take_until(0)?;
            let content = started.again(self.budget());
            return self.sink.open_member(part, archive, name, content);
        }
        let start = started.start;
        let (path, member) = (member_path(archive, name), shown(part.member, name));
        let (layers, options) = (part.layers + 1, self.options);
        let number = self.number();
        self.ahead += start.len();
        self.jobs
            .start(move || (number, read_member(path, member, layers, options, start)));
        self.take_until(MOST_OPEN * rayon::current_num_threads())
    }

    fn refuse(&mut self, part: &Part<'_>, problem: Problem) -> Result<(), E> {
        let step = Step {
            member: part.member.map(str::to_owned),
            layers: part.layers,
            size: 0,
            outcome: Outcome::Refused(problem),
        };
        let number = self.number();
        self.ended.add(number, step);
        self.take_ended()
    }
}

impl<E> GroupSink for Members<'_, '_, '_, E> {
    fn open_group(&mut self, part: &Part<'_>, group: Group) -> Result<(), E> {
        let group = Arc::new(group);
        for (at, member) in group.members().iter().enumerate() {
            let shown = shown(part.member, &member.name);
            let (layers, options) = (part.layers + 1, self.options);
            let number = self.number();
            self.ahead += member.content.len();
            let group = Arc::clone(&group);
            self.jobs
                .start(move || (number, read_grouped(&group, at, shown, layers, options)));
            self.take_until(MOST_OPEN * rayon::current_num_threads())?;
        }
        Ok(())
    }
}

/// Reads a member of a group, unless it is packed or an archive.
fn read_grouped(
    group: &Group,
    at: usize,
    shown: String,
    layers: u32,
    options: &ReadOptions,
) -> Step {
    let member = &group.members()[at];
    let (path, content) = (&member.path, &member.content);
    let around = group.around(path);
    let input = Input::whole(path, options, content).with_companions(&around);
    let read = read_articles(path, content, input, options);
    Step {
        member: Some(shown),
        layers,
        size: content.len(),
        outcome: read.unwrap_or_else(|| Outcome::Unread(path.clone(), content.clone())),
    }
}

/// Reads a member that is in memory, unless it is packed or an archive.
fn read_member(
    path: ArchivePath,
    member: String,
    layers: u32,
    options: &ReadOptions,
    content: Vec<u8>,
) -> Step {
    let read = read_articles(
        &path,
        &content,
        Input::whole(&path, options, &content),
        options,
    );
    Step {
        member: Some(member),
        layers,
        size: content.len(),
        outcome: read.unwrap_or(Outcome::Unread(path, content)),
    }
}

/// The articles of a content; `None` if it is packed or an archive.
fn read_articles(
    path: &ArchivePath,
    content: &[u8],
    input: Input<'_>,
    options: &ReadOptions,
) -> Option<Outcome> {
    let head = &content[..content.len().min(HEAD_LEN)];
    let Ok(Kind::Articles(reader)) = kind_of(path, None, head, options) else {
        return None;
    };
    let mut given = Given::default();
    let end = reader.read(input, &mut given);
    Some(Outcome::Read(reader.name(), given, end))
}
