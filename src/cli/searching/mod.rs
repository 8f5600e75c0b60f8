//! What the commands that search share: dates, settings, topics, how answers are printed, and what is remembered.

mod dates;
mod facets;
mod found_article;
mod last_search;
mod many_queries;
mod misread;
mod names;
mod opened;
mod printed;
mod query_args;
mod sample_args;
pub(super) mod suggestions;
mod together;
mod topic_search;

pub(super) use facets::{facet, typed_values};
pub(super) use found_article::FoundArticle;
pub(super) use last_search::LastSearch;
pub(super) use many_queries::{ManyQueries, QueriesOfFile, Way};
pub(super) use names::dossiers;
pub(super) use names::saved_queries::{SavedIn, SavedQueries, none_of_name};
pub(super) use printed::OutputArgs;
pub(super) use query_args::{PreparedSearch, QueryArgs};
pub(super) use sample_args::SampleArgs;
pub(super) use suggestions::Refresh;
pub(super) use topic_search::{Missing, Noun, TopicSearch};
