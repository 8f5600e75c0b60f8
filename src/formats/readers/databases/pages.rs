//! The bytes of a Parquet file, with what its pages say that they unpack to held against limits.
//!
//! The library unpacks a page as far as its header says, or, of gzip, as far as it goes. The
//! header is checked here before the library reads it.

use super::row::Allowance;
use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use std::io::{self, Read as _};
use std::sync::Mutex;

/// The most that one page may unpack to, in bytes. Pages are of about 1 MiB.
const MOST: u64 = 256 << 20;

/// The length of a file's last part, which is no page.
const FOOTER: u64 = 8;

/// The most bytes of a page's header that are looked at.
const START: u64 = 32;

/// A field of 32 bits that follows the one before, in the compact protocol of Thrift.
const NEXT_NUMBER: u8 = 0x15;

/// A source whose pages are checked.
pub(super) struct CheckedPages<R> {
    source: R,
    allowance: Mutex<Allowance>,
}

impl<R> CheckedPages<R> {
    pub(super) fn new(source: R, allowance: Allowance) -> Self {
        let allowance = Mutex::new(allowance);
        Self { source, allowance }
    }

    fn take(&self, bytes: u64) -> Result<()> {
        let mut allowance = self.allowance.lock();
        let allowance = allowance.as_mut().map_err(|_| too_much())?;
        if bytes > MOST {
            return Err(too_much());
        }
        allowance.take(bytes).map_err(|_| too_much())
    }
}

impl<R: Length> Length for CheckedPages<R> {
    fn len(&self) -> u64 {
        self.source.len()
    }
}

impl<R: ChunkReader> ChunkReader for CheckedPages<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> Result<R::T> {
        let left = self.source.len().saturating_sub(start);
        if left != FOOTER {
            let length = usize::try_from(left.min(START)).unwrap_or_default();
            let head = self.source.get_bytes(start, length)?;
            let unpacked = unpacked_size(&head).ok_or_else(|| {
                ParquetError::General("a page starts with no header of a page".to_owned())
            })?;
            self.take(unpacked)?;
        }
        self.source.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self.source.get_bytes(start, length)?;
        if bytes.starts_with(&[0x1f, 0x8b, 8]) {
            let mut unpacked = MultiGzDecoder::new(&bytes[..]).take(MOST + 1);
            // Errors are for the library, which meets them again.
            let unpacked = io::copy(&mut unpacked, &mut io::sink());
            if unpacked.is_ok_and(|unpacked| unpacked > MOST) {
                return Err(too_much());
            }
        }
        Ok(bytes)
    }
}

/// What a page unpacks to by its header, whose fields are its kind, this size and the packed size.
fn unpacked_size(header: &[u8]) -> Option<u64> {
    let rest = header.strip_prefix(&[NEXT_NUMBER])?;
    let (_, rest) = number(rest)?;
    let (size, rest) = number(rest.strip_prefix(&[NEXT_NUMBER])?)?;
    rest.strip_prefix(&[NEXT_NUMBER])?;
    // Numbers have their sign in the last bit.
    (size & 1 == 0).then_some(size >> 1)
}

/// A number in groups of seven bits, and what follows it.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

fn too_much() -> ParquetError {
    ParquetError::General("a page unpacks to more than pages do".to_owned())
}

#[cfg(test)]
mod tests {
    use super::unpacked_size;

    #[test]
    fn the_header_of_a_page_says_what_it_unpacks_to() {
        assert_eq!(unpacked_size(&[0x15, 0, 0x15, 0x80, 2, 0x15, 0]), Some(128));
        for damaged in [
            &[0x15, 0, 0x15, 0x81, 2, 0x15, 0][..],
            &[0x15, 0, 0x15, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0x15],
            &[0x25, 0, 0x15, 2],
            &[0x15],
            &[],
        ] {
            assert_eq!(unpacked_size(damaged), None, "{damaged:?}");
        }
    }
}
