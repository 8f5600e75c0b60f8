//! Compression of a single content: `.gz`, `.zst`, `.bz2`, `.xz`, and `.Z` of Unix.
//!
//! A layer is recognized by its first bytes and removed as a stream. Archives are read elsewhere
//! (`tar`, `zip`).

use super::gzip::GzipMembers;
use super::lzw::{Lzw, is_compressed};
use crate::article::ArchivePath;
use crate::formats::input::{RESUME_START, Resume};
use bzip2::bufread::MultiBzDecoder;
use lzma_rust2::XzReader;
use std::io::{self, BufRead, Read};
use strum::IntoStaticStr;

/// The most memory that a dictionary of `.xz` or `.zst` may take, as a power of two: 128 MiB.
/// `xz -9` needs 64 MiB, `zstd --long` 128 MiB.
const DICTIONARY_LOG: u32 = 27;

/// A method of compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub(in crate::formats) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    /// LZW, as `compress` of Unix has it.
    Compress,
}

/// The extensions of compressed files, each with the one that replaces it after unpacking.
const EXTENSIONS: &[(&str, &str)] = &[
    ("gz", ""),
    ("gzip", ""),
    ("tgz", "tar"),
    ("zst", ""),
    ("zstd", ""),
    ("tzst", "tar"),
    ("bz2", ""),
    ("tbz", "tar"),
    ("tbz2", "tar"),
    ("xz", ""),
    ("txz", "tar"),
    ("z", ""),
    // The parts of a day in collections of TREC: `fr940104.0z`.
    ("0z", ""),
    ("1z", ""),
    ("2z", ""),
];

impl Packing {
    /// The method of a file with these first bytes. RFC 1952 (only method 8 is known), RFC 8878
    /// (a frame, or a skippable one), bzip2's block and end marks, the xz format's section 2.1.1,
    /// compress(1).
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..]
                if rest.starts_with(&[0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
                    || rest.starts_with(&[0x17, 0x72, 0x45, 0x38, 0x50, 0x90]) =>
            {
                Some(Self::Bzip2)
            }
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            head if is_compressed(head) => Some(Self::Compress),
            _ => None,
        }
    }

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        self.into()
    }

    /// Whether a packed content can be appended to another one, and both are read as one.
    pub(super) fn can_be_appended_to(self) -> bool {
        matches!(self, Self::Gzip | Self::Zstd)
    }

    /// What the unpacked content is the rest of, if the packed one is the rest of this.
    pub(super) fn resumed(self, packed: &Resume) -> Resume {
        let mut start = Vec::new();
        if let Ok(decoder) = self.decoder(Box::new(&*packed.start)) {
            // The packed bytes may end anywhere, after which there is an error.
            let _ = decoder.take(RESUME_START as u64).read_to_end(&mut start);
        }
        Resume {
            point: packed.point,
            start,
            next: Vec::new(),
        }
    }

    /// Unpacks a stream; if several follow each other, all of them.
    pub(super) fn decoder<'a>(
        self,
        packed: Box<dyn BufRead + 'a>,
    ) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Self::Gzip => Box::new(GzipMembers::new(packed)),
            Self::Bzip2 => Box::new(MultiBzDecoder::new(packed)),
            Self::Compress => Box::new(Lzw::new(packed)?),
            Self::Xz => {
                let most = 1 << (DICTIONARY_LOG - 9); // in KiB, twice the dictionary
                Box::new(XzReader::new_mem_limit(packed, true, most))
            }
            Self::Zstd => {
                let mut decoder = zstd::Decoder::with_buffer(packed)?;
                decoder.window_log_max(DICTIONARY_LOG)?;
                Box::new(decoder)
            }
        })
    }
}

/// Whether files with this extension are compressed.
pub(super) fn is_packed_extension(extension: &str) -> bool {
    EXTENSIONS.iter().any(|(packed, _)| *packed == extension)
}

/// The name of the content of a compressed file: `a.jsonl` of `a.jsonl.gz`, `a.tar` of `a.tgz`.
pub(super) fn unpacked_name(path: &ArchivePath) -> ArchivePath {
    let extension = path.extension();
    let Some((_, instead)) = EXTENSIONS.iter().find(|(packed, _)| *packed == extension) else {
        return path.clone();
    };
    let (stem, _) = path
        .as_str()
        .rsplit_once('.')
        .expect("a name with an extension has a stop");
    ArchivePath::from_stored(&match *instead {
        "" => stem.to_owned(),
        instead => format!("{stem}.{instead}"),
    })
}
