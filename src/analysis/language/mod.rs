//! Which languages there are, and in which one a text is read.
//!
//! `list` has their names, codes and stop words, `scripts` the scripts that they are written in,
//! `archive` the languages of an archive. What a language does with words is in `languages`.

mod archive;
mod list;
mod scripts;
mod stop_words;

pub use archive::{ArchiveLanguages, CurrentLanguage};
pub use list::Language;
pub(super) use scripts::script_of;
pub use stop_words::is_stop_word;
