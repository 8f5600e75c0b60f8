//! What surrounds a job: hooks and alerts.

pub(in crate::cli) mod alerts;
pub(in crate::cli) mod hooks;
