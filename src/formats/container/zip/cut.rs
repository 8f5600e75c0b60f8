//! The members of a zip file without a directory: one that was cut short, or never finished.
//!
//! Each member has a header of its own before its data (APPNOTE.TXT, 4.3.7). They are read one after
//! the other, as far as the file goes. A member whose size comes after its data (4.3.9) ends where its
//! compressed data ends, or at the next header.

use super::super::member::{is_hidden, member_name, shown};
use super::super::part::{MemberSink, Part};
use super::data::{damaged, decoder, not_unpacked};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::limits::Unpacked;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use rawzip::{RangeReader, ReaderAt};
use std::io::{self, BufReader, Read};

/// The length of a local header without name and extra fields.
const HEADER: usize = 30;

/// How much is searched at once for the next header, in bytes.
const PIECE: usize = 64 << 10;

/// The number of DEFLATE among the methods of compression.
const DEFLATE: u16 = 8;

/// A member's own header.
struct LocalHeader {
    name: String,
    method: u16,
    is_encrypted: bool,
    crc: u32,
    /// The length of its data; `None` if that comes after the data.
    length: Option<u64>,
    /// Where its data starts.
    data: u64,
}

/// Reads the members, and reports that the file has no directory for the reason `why`.
pub(super) fn read_members<S: MemberSink + ?Sized, R: ReaderAt>(
    sink: &mut S,
    part: &Part<'_>,
    path: &ArchivePath,
    (source, length): (&R, u64),
    why: &dyn std::error::Error,
) -> Result<(), S::Error> {
    let mut at = 0;
    let mut count = 0_u64;
    while !sink.budget().is_spent()
        && let Some(next) = next_header(source, at, length)
        && let Some(header) = LocalHeader::read(source, next, length)
    {
        count += 1;
        if let Err(problem) = sink.budget().count_member() {
            sink.refuse(part, problem)?;
            break;
        }
        let end = match header.length {
            Some(size) => header.data.saturating_add(size),
            None => header.end_of_data(sink, source, length),
        };
        if !header.name.ends_with('/') && !is_hidden(&header.name) {
            header.open(sink, part, path, (source, end.min(length)), end)?;
        }
        at = end.max(next + 4);
    }
    if count == 0 {
        return sink.refuse(part, damaged(why));
    }
    let members = if count == 1 { "member" } else { "members" };
    let detail = format!(
        "the zip data is damaged or cut short ({why}); it was read as far as it goes, {count} \
         {members} by their own headers; fetch the file again"
    );
    sink.refuse(part, Problem::file(ProblemKind::Damaged, detail))
}

impl LocalHeader {
    /// The header at a place; `None` if the file ends within it.
    fn read(source: &impl ReaderAt, at: u64, length: u64) -> Option<Self> {
        let bytes = bytes_at(source, at, HEADER, length)?;
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let long = |at: usize| {
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let (flags, method) = (short(6), short(8));
        let (name, extra) = (usize::from(short(26)), usize::from(short(28)));
        let rest = bytes_at(source, at + HEADER as u64, name + extra, length)?;
        let (name, extra) = rest.split_at(name);
        let packed = match long(18) {
            u32::MAX => size_in(extra)?,
            size => u64::from(size),
        };
        Some(Self {
            name: member_name(name),
            method,
            is_encrypted: flags & 1 != 0,
            crc: long(14),
            length: (flags & 8 == 0 || packed > 0).then_some(packed),
            data: at + (HEADER + rest.len()) as u64,
        })
    }

    /// Where the data ends, if its length comes after it.
    fn end_of_data<S: MemberSink + ?Sized>(
        &self,
        sink: &S,
        source: &impl ReaderAt,
        length: u64,
    ) -> u64 {
        if self.method == DEFLATE && !self.is_encrypted {
            let packed = BufReader::new(RangeReader::new(source, self.data..length));
            let mut unpacked = Unpacked::new(DeflateDecoder::new(packed), "zip", sink.budget());
            if io::copy(&mut unpacked, &mut io::sink()).is_ok() {
                return self.data + unpacked.into_decoder().total_in();
            }
            // The member is read and reported in the next step.
            sink.budget().take_refusal();
        }
        next_signature(
            source,
            self.data,
            length,
            &[b"PK\x07\x08", b"PK\x03\x04", b"PK\x01\x02"],
        )
        .unwrap_or(length)
    }

    /// Hands the member over. Its data should end at `end`; the source has it up to `there`.
    fn open<S: MemberSink + ?Sized, R: ReaderAt>(
        &self,
        sink: &mut S,
        part: &Part<'_>,
        path: &ArchivePath,
        (source, there): (&R, u64),
        end: u64,
    ) -> Result<(), S::Error> {
        let shown = shown(part.member, &self.name);
        let own = part.of_member(&shown);
        if self.is_encrypted {
            return sink.refuse(&own, not_unpacked("it is encrypted"));
        }
        let range = self.data.min(there)..there;
        let packed = Whole {
            left: end.saturating_sub(self.data),
            reader: RangeReader::new(source, range),
        };
        let decoder = match decoder(self.method, Box::new(BufReader::new(packed))) {
            Ok(Some(decoder)) => decoder,
            Ok(None) => {
                let why = format!("its compression has the number {}", self.method);
                return sink.refuse(&own, not_unpacked(&why));
            }
            Err(error) => return sink.refuse(&own, damaged(&error)),
        };
        let checked = Checked {
            reader: decoder,
            crc: Crc::new(),
            expected: self
                .length
                .is_some()
                .then_some(self.crc)
                .filter(|crc| *crc != 0),
        };
        let unpacked = Unpacked::new(checked, "zip", sink.budget());
        sink.open_member(part, path, &self.name, Box::new(BufReader::new(unpacked)))
    }
}

/// The packed size in the extra fields of a large member (APPNOTE.TXT, 4.5.3).
fn size_in(mut extra: &[u8]) -> Option<u64> {
    while let [id @ .., _, _] = extra.get(..4)? {
        let size = usize::from(u16::from_le_bytes([extra[2], extra[3]]));
        let field = extra.get(4..4 + size)?;
        if id == [1, 0] {
            return Some(u64::from_le_bytes(field.get(8..16)?.try_into().ok()?));
        }
        extra = &extra[4 + size..];
    }
    None
}

/// Where the next local header is; `None` if the directory comes first, or nothing.
fn next_header(source: &impl ReaderAt, from: u64, length: u64) -> Option<u64> {
    let at = next_signature(source, from, length, &[b"PK\x03\x04", b"PK\x01\x02"])?;
    (bytes_at(source, at, 4, length)? == b"PK\x03\x04").then_some(at)
}

/// Where the first of these signatures is, from a place on.
fn next_signature(
    source: &impl ReaderAt,
    from: u64,
    length: u64,
    signatures: &[&[u8; 4]],
) -> Option<u64> {
    let mut at = from;
    while at < length {
        let most = usize::try_from(length - at).unwrap_or(PIECE).min(PIECE);
        let piece = bytes_at(source, at, most, length)?;
        let found = signatures
            .iter()
            .filter_map(|signature| memmem::find(&piece, &signature[..]))
            .min();
        if let Some(found) = found {
            return Some(at + found as u64);
        }
        // A signature may be across the border of two pieces.
        at += (piece.len().saturating_sub(3)).max(1) as u64;
    }
    None
}

/// So many bytes from a place on; `None` if the source ends before.
fn bytes_at(source: &impl ReaderAt, at: u64, count: usize, length: u64) -> Option<Vec<u8>> {
    if at.checked_add(count as u64)? > length {
        return None;
    }
    let mut bytes = vec![0; count];
    source.read_exact_at(&mut bytes, at).ok()?;
    Some(bytes)
}

/// A reader that fails if it ends too early.
struct Whole<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(read)
    }
}

/// A reader that compares its content with a checksum.
struct Checked<R> {
    reader: R,
    crc: Crc,
    expected: Option<u32>,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.crc.update(&buffer[..read]);
        let is_end = read == 0 && !buffer.is_empty();
        if is_end
            && self
                .expected
                .is_some_and(|expected| expected != self.crc.sum())
        {
            return Err(io::Error::other("its checksum differs"));
        }
        Ok(read)
    }
}
