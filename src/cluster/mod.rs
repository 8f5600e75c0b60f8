//! Archives on OpenSearch: the articles of an index on a search cluster.
//!
//! This room speaks HTTP and JSON. Requests are values, never text that is put together, so no text
//! of an article or a query can become a part of a request's structure.
//!
//! It is a feature of the build. Without it, nothing is searched here.
//!
//! - `secrets`: how to log in.
//! - `client`: calls with fail-over, time limits and retries.
//! - `mapping`: how the cluster keeps an article; `visible`: which articles a generation has.
//! - `generations`, `draft`, `pages`, `lock`, `store`: what a job needs.
//! - `conditions`, `searching`, `groups`, `lists`, `search`, `far`: what a search needs.

mod client;
mod conditions;
mod draft;
pub mod far;
pub mod generations;
mod groups;
mod lists;
mod lock;
mod mapping;
mod pages;
mod search;
mod searching;
pub mod secrets;
mod store;
mod visible;

use crate::index::elsewhere::Size;
use crate::index::{Collection, Generation};
use crate::query::FarArchives;

/// What searches generations whose articles are on clusters: one, or several as one. With a
/// `limit` no question may take longer than one of that size. `None` if all articles are here.
pub(crate) fn searching<'a>(
    mut generations: impl Iterator<Item = &'a Generation>,
    collection: Option<&'a Collection>,
    limit: Option<Size>,
) -> Option<FarArchives<'a>> {
    match collection {
        None => far::far(generations.next()?, limit),
        Some(collection) => far::far_of_several(generations, collection, limit),
    }
}
