//! What several readers' tests share.

mod samples;
pub(in crate::formats) mod trial;
mod wire_samples;
