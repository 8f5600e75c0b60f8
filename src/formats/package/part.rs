//! One part of a document, unpacked within the limits of its file.
//!
//! A part is known by its name in the zip file. What is in it is read by the readers of office
//! documents, not here.

use super::source::Source;
use crate::article::{Problem, ProblemKind};
use crate::formats::input::unreadable;
use crate::formats::limits::{Budget, Unpacked};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchiveEntryWayfinder, ZipEntry, ZipFileHeaderRecord};
use std::io::{BufReader, Read};
use std::rc::Rc;

/// The most that one part may unpack to, in bytes.
const MAX_PART: u64 = 512 << 20;

/// A part's entry in the directory.
pub(super) struct Part {
    pub(super) place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

impl Part {
    pub(super) fn of(entry: &ZipFileHeaderRecord<'_>) -> Self {
        Self {
            place: entry.wayfinder(),
            method: entry.compression_method(),
            is_encrypted: entry.flags().is_encrypted(),
        }
    }

    /// Its bytes as a stream.
    pub(super) fn stream<'e>(
        &self,
        name: &str,
        entry: &'e ZipEntry<'_, Source<'_>>,
        budget: &Rc<Budget>,
    ) -> Result<Box<dyn Read + 'e>, Problem> {
        if self.is_encrypted {
            return Err(not_unpacked(name, "it is encrypted"));
        }
        let packed = BufReader::new(entry.reader());
        let decoder: Box<dyn Read> = match self.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            other => {
                let method = other.name().unwrap_or("unknown");
                return Err(not_unpacked(name, &format!("its compression is {method}")));
            }
        };
        let decoder = entry.verifying_reader(decoder);
        Ok(Box::new(Unpacked::new(decoder, "zip", budget)))
    }

    /// Its bytes.
    pub(super) fn unpack(
        &self,
        name: &str,
        entry: &ZipEntry<'_, Source<'_>>,
        budget: &Rc<Budget>,
    ) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        self.stream(name, entry, budget)?
            .take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > MAX_PART {
            let most = MAX_PART >> 20;
            return Err(Problem::file(
                ProblemKind::TooLarge,
                format!(
                    "its part `{name}` unpacks to more than {most} MiB, the most that is read; \
                     split the file"
                ),
            ));
        }
        Ok(bytes)
    }
}

fn not_unpacked(name: &str, why: &str) -> Problem {
    Problem::file(
        ProblemKind::NotUnpacked,
        format!("its part `{name}` cannot be unpacked, since {why}; save it without a password"),
    )
}
