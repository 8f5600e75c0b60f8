//! Copies of one text, and versions of one article.
//!
//! - A [`Record`] is made of each article when it is indexed: a fingerprint of its text, and hashes
//!   of its id and address. It is a column of the index.
//! - [`write_families`] finds the families of all living articles of a generation, and
//!   [`Families`] reads them while searching.
//!
//! A family is the set of articles whose texts are near-duplicates of each other, directly or
//! through others, and of the versions of one article. It follows from the living articles alone, so
//! a refreshed index has the families of a rebuilt one. This room knows columns of the engine, but
//! no files and no queries.

mod alike;
mod changed;
mod difference;
mod families;
mod finding;
mod fingerprint;
mod form;
mod living;
mod pairs;
mod record;
mod repeated;
mod sketches;
mod union;
mod units;
mod versions;

pub use alike::{MOST_KEYS, in_families_of};
pub use changed::Before;
pub use difference::Difference;
pub use families::{Families, Family, Member};
pub use finding::write_families;
pub use fingerprint::{Fingerprint, Overlap, Share, Sketch};
pub use living::PlaceOf;
pub use record::{COLUMN, Record};
pub use versions::Replacement;
