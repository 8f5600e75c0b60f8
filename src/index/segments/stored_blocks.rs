//! The file of a segment's stored articles, without trust in what it says about itself.
//!
//! Tantivy compresses stored articles in blocks. Each block begins with the length that it unpacks
//! to, and the engine allocates that much before it looks at the rest. Whoever made the index may
//! have written 4 GiB there. So a block that says more than any article may have is refused when
//! the engine asks for its bytes.

use crate::article::fields::MOST_TEXT;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::sync::Arc;
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

/// The most that a block may unpack to, in bytes: the engine closes a block after the article that
/// fills it, so it has one long article, and short ones and numbers beside it.
const LARGEST_BLOCK: usize = MOST_TEXT + (1 << 20);

/// The bytes of the length before a block (little-endian).
const LENGTH: usize = size_of::<u32>();

/// The bytes at the end of the file that say where the blocks end, how they are compressed, and
/// the version of it all.
const FOOTER: usize = 28;

/// A mapped file whose blocks are checked.
#[derive(Debug)]
pub(super) struct StoredBlocks {
    file: Arc<dyn FileHandle>,
    /// Where the blocks end.
    end: usize,
}

impl StoredBlocks {
    /// The blocks of a file. A file that has no readable end is left to the engine, which refuses
    /// it.
    pub(super) fn new(file: Arc<dyn FileHandle>) -> Self {
        let end = blocks_end(&*file).unwrap_or(0);
        Self { file, end }
    }
}

/// Where the blocks of a file end. The engine's end of every file is after the store's own: a text,
/// its length and a fixed number, each of four bytes.
fn blocks_end(file: &dyn FileHandle) -> Option<usize> {
    let before = |end: usize, bytes: usize| {
        let start = end.checked_sub(bytes)?;
        file.read_bytes(start..end).ok()
    };
    let text = before(file.len(), 8)?;
    let text = u32::from_le_bytes(text.get(..4)?.try_into().ok()?);
    let end = file.len().checked_sub(8)?;
    let footer = before(end.checked_sub(text as usize)?, FOOTER)?;
    let end = u64::from_le_bytes(footer.get(4..12)?.try_into().ok()?);
    usize::try_from(end).ok()
}

impl HasLen for StoredBlocks {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl FileHandle for StoredBlocks {
    /// The bytes of a range. The engine asks for a block by exactly its range, and for all blocks
    /// at once only to copy them.
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let is_block = range.end <= self.end;
        let bytes = self.file.read_bytes(range)?;
        let length = bytes.first_chunk::<LENGTH>().copied();
        let length = length.map_or(0, u32::from_le_bytes) as usize;
        if is_block && length > LARGEST_BLOCK {
            let message = format!("a block of stored articles that unpacks to {length} bytes");
            return Err(io::Error::new(ErrorKind::InvalidData, message));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with blocks, as the engine lays it out.
    fn file(blocks: &[&[u8]], end: Option<u64>) -> StoredBlocks {
        let mut bytes = blocks.concat();
        let blocks = end.unwrap_or(bytes.len() as u64);
        bytes.extend(b"where each block is");
        bytes.extend(2_u32.to_le_bytes());
        bytes.extend(blocks.to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(b"{}");
        bytes.extend(2_u32.to_le_bytes());
        bytes.extend(1337_u32.to_le_bytes());
        StoredBlocks::new(Arc::new(OwnedBytes::new(bytes)))
    }

    #[test]
    fn a_block_that_says_more_than_an_article_may_have_is_refused() {
        let huge = [0xff, 0xff, 0xff, 0xff, 1, 2];
        let blocks = file(&[&[9, 0, 0, 0, 1, 2], &huge], None);
        assert_eq!(blocks.end, 12);
        assert!(blocks.read_bytes(0..6).is_ok());
        let error = blocks.read_bytes(6..12).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
        // What is after the blocks is not one, whatever its bytes are.
        assert!(blocks.read_bytes(13..31).is_ok());
        let most = u32::try_from(LARGEST_BLOCK).unwrap();
        for (length, is_good) in [(most, true), (most + 1, false)] {
            let blocks = file(&[&length.to_le_bytes()], None);
            assert_eq!(blocks.read_bytes(0..4).is_ok(), is_good, "{length}");
        }
    }

    #[test]
    fn a_file_without_a_readable_end_is_left_to_the_engine() {
        for bytes in [&b""[..], b"short", &[0xff; 64]] {
            let blocks = StoredBlocks::new(Arc::new(OwnedBytes::new(bytes.to_vec())));
            assert_eq!(blocks.len(), bytes.len());
            assert!(blocks.read_bytes(0..bytes.len()).is_ok());
        }
        assert_eq!(file(&[], Some(u64::MAX)).end, usize::MAX);
    }
}
