//! The members of a zip file, as its directory lists them. Format: PKWARE's APPNOTE.TXT.
//!
//! The directory is at the end, so the file has to be open or in memory. Without one, the members
//! are read by their own headers (`cut`).

mod cut;
mod data;

use super::member::{is_hidden, member_name, shown};
use super::part::{MemberSink, Part};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::input::RandomAccess;
use crate::formats::limits::Unpacked;
use data::{damaged, decoder, not_unpacked};
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipLocator,
};
use std::io::BufReader;

/// A member's entry in the directory.
struct Member {
    name: String,
    is_encrypted: bool,
    method: CompressionMethod,
    place: ZipArchiveEntryWayfinder,
}

impl Member {
    /// A member that is a file and is not skipped.
    fn of(entry: &ZipFileHeaderRecord<'_>) -> Option<Self> {
        let name = member_name(entry.file_path().as_bytes());
        if entry.is_dir() || entry.mode().is_symlink() || is_hidden(&name) {
            return None;
        }
        Some(Self {
            name,
            is_encrypted: entry.flags().is_encrypted(),
            method: entry.compression_method(),
            place: entry.wayfinder(),
        })
    }
}

/// Reads every member.
pub(super) fn read_members<S: MemberSink + ?Sized>(
    sink: &mut S,
    part: &Part<'_>,
    path: &ArchivePath,
    access: RandomAccess<'_>,
) -> Result<(), S::Error> {
    match access {
        RandomAccess::Memory(bytes) => members(sink, part, path, (&&*bytes, bytes.len() as u64)),
        RandomAccess::File(file, length) => {
            members(sink, part, path, (&FileReader::from(file), length))
        }
    }
}

fn members<S: MemberSink + ?Sized, R: ReaderAt>(
    sink: &mut S,
    part: &Part<'_>,
    path: &ArchivePath,
    (source, length): (&R, u64),
) -> Result<(), S::Error> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = match ZipLocator::new().locate_in_reader(source, &mut buffer, length) {
        Ok(archive) => archive,
        Err((_, error)) => {
            return cut::read_members(sink, part, path, (source, length), &error);
        }
    };
    let expected = archive.entries_hint();
    let mut listed = 0;
    let mut entries = archive.entries(&mut buffer);
    while !sink.budget().is_spent() {
        match entries.next_entry() {
            Ok(Some(entry)) => {
                listed += 1;
                if let Err(problem) = sink.budget().count_member() {
                    sink.refuse(part, problem)?;
                } else if let Some(member) = Member::of(&entry) {
                    read_member(sink, part, path, &archive, &member)?;
                }
            }
            Ok(None) if listed < expected => {
                let problem = missing(expected - listed);
                return sink.refuse(part, problem);
            }
            Ok(None) => break,
            Err(error) => return sink.refuse(part, damaged(&error)),
        }
    }
    Ok(())
}

fn read_member<S: MemberSink + ?Sized, R: ReaderAt>(
    sink: &mut S,
    part: &Part<'_>,
    path: &ArchivePath,
    archive: &ZipArchive<&R>,
    member: &Member,
) -> Result<(), S::Error> {
    let shown = shown(part.member, &member.name);
    let own = part.of_member(&shown);
    if member.is_encrypted {
        return sink.refuse(&own, not_unpacked("it is encrypted"));
    }
    let entry = match archive.get_entry(member.place) {
        Ok(entry) => entry,
        Err(error) => return sink.refuse(&own, damaged(&error)),
    };
    let packed = BufReader::new(entry.reader());
    let decoder = match decoder(member.method.as_u16(), Box::new(packed)) {
        Ok(Some(decoder)) => Ok(decoder),
        Ok(None) => {
            let name = member.method.name().unwrap_or("unknown");
            return sink.refuse(&own, not_unpacked(&format!("its compression is {name}")));
        }
        Err(error) => Err(error),
    };
    let decoder = match decoder {
        Ok(decoder) => entry.verifying_reader(decoder),
        Err(error) => return sink.refuse(&own, damaged(&error)),
    };
    let unpacked = Unpacked::new(decoder, "zip", sink.budget());
    sink.open_member(part, path, &member.name, Box::new(BufReader::new(unpacked)))
}

fn missing(count: u64) -> Problem {
    Problem::file(
        ProblemKind::Damaged,
        format!("{count} members are missing in the zip directory; fetch the file again"),
    )
}
