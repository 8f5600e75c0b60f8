//! The formula of scores, in two versions.
//!
//! `exact` is the formula, in double precision. `single` is the same formula over sums in single
//! precision, for the first stage, where it also bounds what a document can still reach. The tests
//! compare the two.

pub(in crate::query::rank) mod exact;
pub(in crate::query::rank) mod single;
#[cfg(test)]
mod tests;
