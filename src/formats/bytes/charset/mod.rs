//! Bytes to characters: the one decoder of all formats.
//!
//! `choice` says which character set bytes are in. It trusts, in this order: a byte order mark;
//! UTF-8, if the bytes are valid UTF-8 beyond doubt; the sets that the source names
//! ([`Declared`]: an HTTP or MIME header, `<meta>`, an XML declaration); a guess by the bytes
//! themselves. [`decode`] reads a whole content, [`utf8_stream`] and [`Utf8Stream`] read one piece
//! by piece. Bytes that are not valid in the set become U+FFFD and are counted, so no loss goes
//! unreported.

mod choice;
mod declared;
mod decoded;
mod detection;
mod old_systems;
mod set;
mod stream;
#[cfg(test)]
mod tests;

pub(in crate::formats) use declared::Declared;
pub(in crate::formats) use decoded::{
    decode, decode_text, head_text, replaced, utf8, without_mark,
};
pub(in crate::formats) use set::{CP437, CP850, CP852, CharacterSet};
pub(in crate::formats) use stream::{
    Utf8Stream, first_bytes, utf8_head, utf8_stream, utf8_stream_known,
};
