//! What several readers' tests share: documents read at one moment, and the samples of all formats.
//!
//! `documents` reads a document in a test; `samples` holds what every file of
//! `sample-corpus/formats` must be read as, and damages each of them.

pub(in crate::formats) mod documents;
mod samples;
