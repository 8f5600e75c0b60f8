//! A folder to source files: the walk, what it passes over, and how a change is noticed.
//!
//! This room lists files and looks at them; it opens none, and knows neither formats nor the
//! index. Whatever it cannot list is a [`Problem`](crate::article::Problem) beside the files, never the end of the walk.

mod list;
mod stat;
mod walk;

pub use list::{ListedFile, ListedFolder, Listing, list};
pub use stat::{FileStat, HeldFolder, now};
pub use walk::{Found, INDEX_CURRENT, INDEX_GENERATIONS, INDEX_LOCK, WalkOptions, is_index, walk};
