//! JSON as this program writes it: one object on one line, safe to look at on a terminal.
//!
//! Texts are whole and unchanged. Characters that could take over a terminal are escaped, which
//! JSON allows for any character (RFC 8259, section 7).

use super::terminal::safe::danger;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, BufWriter, IntoInnerError, Write};

/// The version of the JSON that this program writes. The keys, their order and their meaning are a
/// published format: a change that a program can notice raises it.
pub const FORMAT_VERSION: u32 = 6;

/// Writes a record and a line feed.
pub(super) fn write_line<T: Serialize>(record: &T, out: &mut dyn Write) -> io::Result<()> {
    write_value(record, out)?;
    out.write_all(b"\n")
}

/// Writes a value as JSON on one line, without a line feed. Characters that could take over a
/// terminal are escaped.
///
/// # Errors
///
/// If writing to `out` fails.
pub fn json_value<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_value(value, out)
}

/// Writes a value within a record.
pub(super) fn write_value<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    // A record has hundreds of small parts.
    let mut out = BufWriter::new(out);
    value.serialize(&mut Serializer::with_formatter(&mut out, Guarded))?;
    out.into_inner().map_err(IntoInnerError::into_error)?;
    Ok(())
}

/// Writes texts under their keys as one JSON object on a line.
///
/// # Errors
///
/// If writing to `out` fails. The kind of the error is unchanged, so that a broken pipe is recognised.
pub fn json_line<T: Serialize + Copy>(texts: &[(&str, T)], out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Guarded);
    serde::Serializer::collect_map(&mut serializer, texts.iter().copied())?;
    out.write_all(b"\n")
}

/// The id of a family of copies: 16 hexadecimal digits.
pub(super) fn family_id(family: u64) -> String {
    format!("{family:016x}")
}

/// A score as programs get it. Decimals after the fourth differ between machines.
pub(super) fn rounded_score(score: f64) -> f64 {
    rounded(score, 10_000.0)
}

/// A number rounded to a multiple of `1 / steps`.
pub(super) fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}

/// Compact JSON with dangerous characters escaped.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return out.write_all(fragment.as_bytes());
        }
        let mut done = 0;
        for (at, c) in fragment
            .char_indices()
            .filter(|(_, c)| danger(*c).is_some())
        {
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}
