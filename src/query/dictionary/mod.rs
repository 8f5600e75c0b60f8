//! The words of an index as they were written.
//!
//! The index needs no list of them: a form that is not its own term has a term for itself
//! (`=wages`), and one that is (`wage`) is where that term is and no other form. So the dictionaries
//! of the segments are the list, and a refresh keeps it right. [`Dictionary`] walks them, `fitting`
//! finds the words that patterns fit, `nearest` those that a misspelled word may be.

mod fitting;
mod nearest;
mod words;

pub(in crate::query) use words::Dictionary;
