//! How much of a query is read. docs/limits.md lists these numbers, and a test compares them.
//!
//! What is beyond a limit is left out with a note, so that no query asks for more than bounded work.
//! What an index adds to that is bounded where its words are found, in `dictionary` and `plan`.

/// How many bytes of a query are read. The rest is left out, with a note.
pub const MAX_BYTES: usize = 64 << 10;

/// How deep parentheses may nest. Deeper ones are ignored, with a note.
pub const MAX_DEPTH: usize = 32;

/// How many words are read, names of fields included. The rest is left out, with a note.
pub const MAX_WORDS: usize = 1024;

/// How many words with `*`, `?` or `~` are read. Further ones are left out, with a note.
pub const MAX_PREFIXES: usize = 128;

/// How many words are searched for in the form that was typed. Further ones are searched for in any
/// form, with a note.
pub const MAX_EXACT: usize = 32;

/// How many words of `"…"~N` are read. Further ones are left out, with a note.
pub const MAX_NEAR: usize = 64;

/// The largest distance that `"…"~N` can ask for, in words.
pub const MAX_SLOP: u32 = 1000;

/// The most letters in which a word of `word~2` may differ.
pub const MAX_EDITS: u8 = 2;
