//! Bytes to text: character sets, markup, white space.

pub(in crate::formats) mod charset;
pub(in crate::formats) mod markup;
pub(in crate::formats) mod white_space;
