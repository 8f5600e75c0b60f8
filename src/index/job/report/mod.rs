//! What a job did, as data. Nothing is printed here.

pub(in crate::index) mod build_report;
pub(in crate::index) mod space;
pub(in crate::index) mod stage;
pub(in crate::index) mod tally;
