//! Groups of arguments that several subcommands share, as they are typed.
//!
//! Nothing here looks at files. A group that changes settings has a method that applies it to them.

mod copies;
mod exclusions;
mod formats;
mod location;
mod ranking;
mod reading;
mod resources;
mod synonyms;
mod values;

pub(super) use copies::CopiesArgs;
pub(super) use exclusions::Guard;
pub(super) use formats::{RecordFormat, TableFormat};
pub(crate) use location::{ArchivesLocation, IndexLocation, SearchLocation};
pub(super) use ranking::RankingArgs;
pub(super) use reading::ReadingArgs;
pub(super) use resources::ResourceArgs;
pub(super) use synonyms::SynonymArgs;
pub(super) use values::{count, duration, number, share, time_limit};
