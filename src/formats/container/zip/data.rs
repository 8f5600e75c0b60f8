//! The data of a member of a zip file: how it is unpacked, and the problems of it.
//!
//! Where the member is, its directory (`zip`) or its own header (`cut`) says.

use super::super::packing::Packing;
use crate::article::{Problem, ProblemKind};
use flate2::bufread::DeflateDecoder;
use std::io::{self, BufRead, Read};

/// Unpacks the data of a member, whose method of compression has this number (APPNOTE.TXT, 4.4.5);
/// `None` for a method that is not read.
pub(super) fn decoder<'a>(
    method: u16,
    packed: Box<dyn BufRead + 'a>,
) -> io::Result<Option<Box<dyn Read + 'a>>> {
    Ok(Some(match method {
        0 => Box::new(packed),
        8 => Box::new(DeflateDecoder::new(packed)),
        12 => Packing::Bzip2.decoder(packed)?,
        93 => Packing::Zstd.decoder(packed)?,
        95 => Packing::Xz.decoder(packed)?,
        _ => return Ok(None),
    }))
}

pub(super) fn damaged(error: &dyn std::error::Error) -> Problem {
    Problem::file(
        ProblemKind::Damaged,
        format!("the zip data is damaged or cut short ({error}); fetch the file again"),
    )
}

pub(super) fn not_unpacked(why: &str) -> Problem {
    Problem::file(
        ProblemKind::NotUnpacked,
        format!("cannot be unpacked, since {why}; unpack it by hand"),
    )
}
