//! How much of a query is read.

/// How deep parentheses may nest. Deeper ones are ignored, with a note.
pub const MAX_DEPTH: usize = 32;

/// How many words are read, names of fields included. The rest is left out, with a note.
pub const MAX_WORDS: usize = 1024;

/// The largest distance that `"…"~N` can ask for, in words.
pub const MAX_SLOP: u32 = 1000;

/// The most letters in which a word of `word~2` may differ.
pub const MAX_EDITS: u8 = 2;
