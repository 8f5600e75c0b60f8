//! Tests of how queries are read.
//!
//! `readings` is a table of queries and their canonical forms, `examples` has notes, trees and
//! limits, `bounds` has queries that are too long, and `properties` feeds any text to the parser.

mod bounds;
mod examples;
mod fields;
mod properties;
mod readings;
