//! The members of a tar file, in the order of the stream. Format: POSIX.1-2017, pax; GNU tar.
//!
//! Members are read as they come, so an archive may be of any size. Blocks of zeros end an archive,
//! and another one may follow, as when archives are joined with `cat`.

use super::member::{is_hidden, member_name, shown};
use super::part::{MemberSink, Part};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::input::unreadable;
use crate::formats::limits::refusal_in;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;
use tar::{Archive, EntryType};

/// The largest headers of one member, in bytes. The `tar` crate reads long names and pax records
/// into memory whole, whatever size they claim.
const MOST_HEADERS: u64 = 1 << 20;

/// Reads every member.
pub(super) fn read_members<S: MemberSink + ?Sized>(
    sink: &mut S,
    part: &Part<'_>,
    path: &ArchivePath,
    stream: Box<dyn BufRead + '_>,
) -> Result<(), S::Error> {
    let left = Rc::new(Cell::new(Left::Headers(MOST_HEADERS)));
    let mut archive = Archive::new(Limited {
        stream,
        left: Rc::clone(&left),
    });
    archive.set_ignore_zeros(true);
    let mut entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink.refuse(part, damaged(&error)),
    };
    while !sink.budget().is_spent() {
        left.set(Left::Zeros);
        let Some(entry) = entries.next() else { break };
        left.set(Left::Content);
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return broken_off(sink, part, &error),
        };
        if let Err(problem) = sink.budget().count_member() {
            return sink.refuse(part, problem);
        }
        let name = member_name(&entry.path_bytes());
        match entry.header().entry_type() {
            _ if is_hidden(&name) => {}
            EntryType::Regular | EntryType::Continuous if !name.ends_with('/') => {
                let content = Box::new(BufReader::new(&mut entry));
                sink.open_member(part, path, &name, content)?;
            }
            EntryType::GNUSparse => {
                let shown = shown(part.member, &name);
                sink.refuse(&part.of_member(&shown), sparse())?;
            }
            _ => {}
        }
        // Skip the rest of the content, so that the next step reads headers only.
        if let Err(error) = io::copy(&mut entry, &mut io::sink()) {
            return broken_off(sink, part, &error);
        }
    }
    Ok(())
}

/// Reports that an archive breaks off, unless a layer below or a member has reported it.
fn broken_off<S: MemberSink + ?Sized>(
    sink: &mut S,
    part: &Part<'_>,
    error: &io::Error,
) -> Result<(), S::Error> {
    match sink.budget().take_refusal() {
        Some(refusal) => sink.refuse(part, refusal.problem()),
        None if refusal_in(error).is_some() => Ok(()),
        None if sink.budget().source_failed() => sink.refuse(part, unreadable(error)),
        None => sink.refuse(part, damaged(error)),
    }
}

fn damaged(error: &io::Error) -> Problem {
    Problem::file(
        ProblemKind::Damaged,
        format!("the tar data is damaged or cut short ({error}); fetch the file again"),
    )
}

fn sparse() -> Problem {
    Problem::file(
        ProblemKind::NotUnpacked,
        "cannot be unpacked, since it is stored as a sparse file; unpack it by hand",
    )
}

/// How much may be read.
#[derive(Clone, Copy)]
enum Left {
    /// Any number of zeros before headers.
    Zeros,
    /// So many bytes of headers.
    Headers(u64),
    /// The content of a member.
    Content,
}

/// A stream that fails when more than [`MOST_HEADERS`] bytes of headers are read.
struct Limited<R> {
    stream: R,
    left: Rc<Cell<Left>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = match self.left.get() {
            Left::Content => return self.stream.read(buffer),
            Left::Headers(0) => {
                return Err(io::Error::other("its headers are larger than 1 MiB"));
            }
            Left::Headers(left) => left,
            Left::Zeros => MOST_HEADERS,
        };
        let most = buffer
            .len()
            .min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.stream.read(&mut buffer[..most])?;
        let is_zero = buffer[..read].iter().all(|byte| *byte == 0);
        if !(is_zero && matches!(self.left.get(), Left::Zeros)) {
            self.left.set(Left::Headers(left - read as u64));
        }
        Ok(read)
    }
}
