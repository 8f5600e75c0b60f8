//! A job: from an archive's folders to a published generation, in three values.
//!
//! `Survey`: what is known before anything is read. `Read`: what was read into a draft.
//! `Published`: the new generation. [`run`] makes each from the one before, and a report from all
//! of them at the end. `index` and `reindex` run the same job. This folder prints nothing and knows
//! no queries.

pub(super) mod changes;
mod folders;
pub(super) mod guards;
pub(super) mod plan;
mod publish;
mod read;
pub(super) mod reading;
pub(super) mod report;
pub(super) mod request;
pub(super) mod run;
mod settle;
mod space_estimate;
pub(super) mod survey;
mod together;
pub(super) mod transfer;
