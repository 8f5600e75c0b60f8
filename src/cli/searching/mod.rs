//! What the commands that search share: dates, settings, topics, and the memory of the last search.

mod dates;
mod last_search;
pub(super) mod misread;
mod named;
mod request;
pub(super) mod suggestions;
mod topic_search;

pub(super) use dates::DateArgs;
pub(super) use last_search::LastSearch;
pub(super) use named::named;
pub(super) use request::request;
pub(super) use topic_search::TopicSearch;
