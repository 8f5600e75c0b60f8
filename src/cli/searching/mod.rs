//! What the commands that search share: dates, settings, topics, and the memory of the last search.

mod dates;
mod last_search;
mod request;
mod topic_search;

pub(super) use dates::DateArgs;
pub(super) use last_search::LastSearch;
pub(super) use request::request;
pub(super) use topic_search::TopicSearch;
