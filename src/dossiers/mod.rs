//! Dossiers: articles that a user has marked for a story, in a plain file of the user's own.
//!
//! A mark names an article by its id and the hash of its text, so it survives a rebuilt index and
//! moved files. The headline, date and source stay in the file, for articles that are gone.
//! [`Dossiers`] is what the file says, [`DossierFile`] reads and changes it. This room knows
//! neither where the file is, nor queries, nor the index.

mod collection;
mod file;
mod format;
mod mark;

pub use collection::{Change, Dossiers, Merged};
pub use file::{DossierError, DossierFile, IfBusy};
pub use format::Fault;
pub use mark::{MarkedArticle, archive_name, text_hash};
