//! What the tests of several readers share.
//!
//! `conservation` counts the sentences of generated sources. `documents` reads a document in a test. `samples` says how every file of `sample-corpus/formats`
//! is read, and damages each of them. `zipped` makes zip files.

mod conservation;
pub(in crate::formats) mod documents;
mod samples;
pub(in crate::formats) mod zipped;
