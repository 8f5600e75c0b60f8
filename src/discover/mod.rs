//! From a folder to its files: which files a walk takes, and how a changed file is recognised.
//!
//! This room lists files and asks the file system about them. It opens no file, except a page whose
//! links show what a folder next to it is (`parts`, `uses`), and knows neither formats nor the
//! index. What it cannot list becomes a [`Problem`](crate::article::Problem) in the result and never
//! ends the walk.

mod index_folder;
mod list;
mod parts;
mod stat;
mod uses;
mod walk;

pub use index_folder::{INDEX_CURRENT, INDEX_GENERATIONS, INDEX_LOCK, is_index};
pub use list::{ListedFile, ListedFolder, Listing, list};
pub use stat::{FileStat, OpenFolder, now};
pub use walk::{Found, WalkOptions, walk};
