//! Text to meaning to engine query to a page of hits.
//!
//! - [`ask`]: what a typed query means, without any engine.
//! - [`SearchRequest`]: a query with dates, order, page and ranking settings.
//! - [`Synonyms`]: names that mean the same, found for each other.
//! - [`QueryPlan`]: the request as engine queries, words to rank by, and patterns to mark.
//! - [`Engine`]: carries a plan out on a [`Snapshot`] of one generation; gives a [`SearchPage`], and
//!   [`Suggestion`]s where it found little.
//!
//! This room knows neither how an index is made nor how a page is printed.

pub mod ask;
mod dictionary;
mod elsewhere;
mod engine;
mod overview;
mod page;
mod passages;
mod plan;
mod rank;
mod request;
mod snapshot;
mod suggest;

pub use elsewhere::{
    Arriving, Asked, Condition, EachGroup, FarArchive, FarArchives, Few, Groups, JoinCandidates,
    JoinedCandidates, Like, PlaceElsewhere, ReadArticle, SearchElsewhere, WordElsewhere,
};
pub use engine::{Engine, Marks, NamedFamily, RankedId, SearchError};
pub use overview::compared::Background;
pub use overview::concordance::{Concordance, ContextLine, LineOrder, Occurrences};
pub use overview::days::DayCounts;
pub use overview::keyness::{KeyTerm, KeyTerms};
pub use overview::series::Counted;
pub use overview::similar::{Similar, SubjectTerm};
pub use overview::timeline::{Bucket, Mark, Series, Timeline};
pub use overview::values::{FACETS, ValueCounts, YEAR, facet_name, facet_named, facet_names};
pub use page::{
    CopyName, HitCopies, Passage, QueryWord, SearchHit, SearchPage, Suggestion, SuggestionKind,
};
pub use plan::QueryPlan;
pub use plan::synonyms::groups::{Synonyms, SynonymsError, SynonymsFault};
pub use rank::explain::{Explanation, FieldShare, WordShare};
pub use rank::scored::Scored;
pub use request::copies::{Copies, Folding};
pub use request::deadline::{Deadline, TimedOut};
pub use request::excerpts::Excerpts;
pub use request::expansion::Expansion;
pub use request::file_set::{FileRecords, FileSet, Files};
pub use request::named::Named;
pub use request::period::Period;
pub use request::ranking::{Ranking, RankingError};
pub use request::recency::Recency;
pub use request::sample::{Sample, Stratum};
pub use request::{DateBounds, FieldValue, SearchRequest, SortOrder};
pub use snapshot::{CollectionCounts, SearchedArchive, Snapshot};
pub use suggest::FEW;
