//! The archives that are served: which there are, their open generations, and the switch to new ones.
//!
//! A request takes [`holdings::Holdings`] once and asks nothing else, so its answer comes from one
//! generation of each archive. Nothing is written but copies of the states of clusters.

pub(super) mod event;
mod far;
pub(super) mod holdings;
pub(super) mod keeper;
pub(super) mod opening;
pub(super) mod set;
pub(super) mod source;
