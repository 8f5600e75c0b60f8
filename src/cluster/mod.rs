//! Archives on OpenSearch: the articles of an index on a search cluster.
//!
//! This room speaks HTTP and JSON. Requests are values, never text that is put together, so no text
//! of an article or a query can become a part of a request's structure.
//!
//! - [`secrets`]: how to log in.
//! - `client`: calls with fail-over, time limits and retries.
//! - `mapping`: how the cluster keeps an article; `visible`: which articles a generation has.
//! - [`generations`], `draft`, `pages`, `lock`, `store`: what a job needs.
//! - `conditions`, `searching`, `groups`, `lists`, `search`, [`far`]: what a search
//!   needs.

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
