//! Bytes to text: character sets, markup, white space, excerpts for messages.

pub(in crate::formats) mod charset;
pub(in crate::formats) mod coverage;
pub(in crate::formats) mod cut_words;
pub(in crate::formats) mod excerpt;
pub(in crate::formats) mod markup;
pub(in crate::formats) mod white_space;
