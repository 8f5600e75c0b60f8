//! What watches found: alerts, and how each of them reaches its reader once.

pub(in crate::index) mod journal;
