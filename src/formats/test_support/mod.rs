//! What the tests of several readers share.
//!
//! `documents` reads a document in a test. `samples` says how every file of `sample-corpus/formats`
//! is read, and damages each of them. `zipped` makes zip files.

pub(in crate::formats) mod documents;
mod samples;
pub(in crate::formats) mod zipped;
