//! A job: from an archive's folders to a published generation.

pub(in crate::index) mod changes;
pub(in crate::index) mod guards;
pub(in crate::index) mod plan;
pub(in crate::index) mod reading;
pub(in crate::index) mod report;
pub(in crate::index) mod run;
pub(in crate::index) mod settle;
pub(in crate::index) mod space;
pub(in crate::index) mod survey;
