//! Which languages there are, and in which one a text is read.
//!
//! `list` has their names, codes and stop words, `scripts` the scripts that they are written in,
//! `archive` the languages of an archive, `current` that of the article being indexed. What a language does with words is in `languages`.

mod archive;
mod current;
mod list;
mod scripts;
mod stop_words;

pub use archive::ArchiveLanguages;
pub use current::CurrentArticle;
pub use list::Language;
pub(super) use scripts::script_of;
pub use stop_words::is_stop_word;
