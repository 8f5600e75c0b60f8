//! The kind of a content: packed, an archive, or of a format that a reader knows.
//!
//! This is the only place that decides it, by first bytes before names. Compression and archives
//! are tried first, then the reader that a person named for the file, then the table of readers.
//! What a zip file is, is known from the names of its members (`zipped`).

use super::packing::{Packing, is_packed_extension, unpacked_name};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::input::{HEAD_LEN, RESUME_START, Resume};
use crate::formats::options::ReadOptions;
use crate::formats::package::{COMPOUND_FILE, old_or_locked};
use crate::formats::reader::ArticleReader;
use crate::formats::readers::{reader_for, reader_named_for};

/// The kinds of content.
pub(super) enum Kind {
    Articles(&'static dyn ArticleReader),
    Packed(Packing),
    Zip,
    /// A zip file with a program in front of it, or something else, which is this problem.
    MaybeZip(Problem),
    Tar,
}

/// How a large file has to be passed to `read_articles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// As a stream.
    Stream,
    /// As an open file, unless it is in memory.
    Random,
}

/// The readers that read the parts of a file in any order.
const PARTS_IN_ANY_ORDER: [&str; 2] = ["parquet", "sqlite"];

/// How a large file has to be passed to `read_articles`, by its name and its first bytes.
///
/// # Errors
/// A [`Problem`] if it would not be read.
pub fn access_for(
    path: &ArchivePath,
    head: &[u8],
    options: &ReadOptions,
) -> Result<Access, Problem> {
    Ok(match kind_of(path, None, head, options)? {
        Kind::Zip | Kind::MaybeZip(_) => Access::Random,
        Kind::Articles(reader) if PARTS_IN_ANY_ORDER.contains(&reader.name()) => Access::Random,
        Kind::Articles(_) | Kind::Packed(_) | Kind::Tar => Access::Stream,
    })
}

/// Whether reading can be resumed, as far as the start of the file shows: enough of a packed content
/// has to be in it.
#[must_use]
pub fn may_resume(path: &ArchivePath, resume: &Resume, options: &ReadOptions) -> bool {
    let head = &resume.start[..resume.start.len().min(HEAD_LEN)];
    match kind_of(path, None, head, options) {
        Ok(Kind::Packed(packing)) => {
            let inner = packing.resumed(resume);
            let head = &inner.start[..inner.start.len().min(HEAD_LEN)];
            let kind = kind_of(&unpacked_name(path), Some(path), head, options);
            inner.start.len() == RESUME_START
                && matches!(kind, Ok(Kind::Articles(reader)) if reader.can_read_appended(&inner.next))
        }
        Ok(Kind::Articles(reader)) => reader.can_read_appended(&resume.next),
        _ => false,
    }
}

/// The kind of a content; `packed_as` is its name before it was unpacked.
pub(super) fn kind_of(
    path: &ArchivePath,
    packed_as: Option<&ArchivePath>,
    head: &[u8],
    options: &ReadOptions,
) -> Result<Kind, Problem> {
    if let Some(packing) = Packing::of(head) {
        return Ok(Kind::Packed(packing));
    }
    if is_zip(head) {
        return Ok(Kind::Zip);
    }
    let forced = |path| reader_named_for(path, &options.format_of);
    if let Some(reader) = forced(path).or_else(|| forced(packed_as?)) {
        return Ok(Kind::Articles(reader));
    }
    if is_tar(head) {
        return Ok(Kind::Tar);
    }
    let problem = match reader_for(path, &charset::utf8_head(head)) {
        Ok(reader) => return Ok(Kind::Articles(reader)),
        Err(problem) => problem,
    };
    let extension = path.extension();
    let problem = if is_packed_extension(&extension) || matches!(&*extension, "zip" | "tar") {
        not_what_it_says(&extension, head.is_empty())
    } else if head.starts_with(COMPOUND_FILE) {
        old_or_locked()
    } else {
        problem
    };
    // An archive that unpacks itself is a program, or a script, with a zip file behind it.
    let is_program = &*extension == "exe" && head.starts_with(b"MZ");
    if !head.is_empty() && (&*extension == "zip" || is_program) {
        return Ok(Kind::MaybeZip(problem));
    }
    Err(problem)
}

fn not_what_it_says(extension: &str, is_empty: bool) -> Problem {
    if is_empty {
        return Problem::file(ProblemKind::Empty, "nothing in it");
    }
    Problem::file(
        ProblemKind::Damaged,
        format!(
            "named `.{extension}`, but it does not start as such a file; fetch it again, or give \
             it the right extension"
        ),
    )
}

/// A local header, or the end of an archive without members (APPNOTE.TXT, 4.3.7 and 4.3.16).
fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether there is the magic of POSIX and GNU headers (pax, "ustar Interchange Format").
fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}
