//! A folder to source files: the walk, what it passes over, and how a change is noticed.
//!
//! This room lists files and looks at them; it opens none, and knows neither formats nor the
//! index. Whatever it cannot list is a [`Problem`](crate::article::Problem) beside the files, never the end of the walk.

mod index_folder;
mod list;
mod stat;
mod walk;

pub use index_folder::{INDEX_CURRENT, INDEX_GENERATIONS, INDEX_LOCK, is_index};
pub use list::{ListedFile, ListedFolder, Listing, list};
use stat::StatFolder;
pub use stat::{FileStat, HeldFolder, now};
pub use walk::{Found, WalkOptions, walk};
