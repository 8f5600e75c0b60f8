//! The records of files with several articles: what each of them gave to the index.
//!
//! A file of many records changes in a few of them. For each such file the list of its articles is
//! kept, in their order: a hash of each article's content, the number that the index knows it by,
//! and its place in the file. A refresh compares what it reads with the list, keeps the articles
//! that are there already, whatever was inserted or removed around them, and indexes the others.
//! This folder knows neither generations nor jobs.

pub(super) mod content;
pub(super) mod draft_lists;
pub(super) mod file;
pub(super) mod file_end;
pub(super) mod matching;
pub(super) mod moved;
pub(super) mod numbers;
pub(super) mod places_file;
pub(super) mod table;
