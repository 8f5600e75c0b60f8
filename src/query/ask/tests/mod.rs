//! Tests of how queries are read.
//!
//! `readings` is a table of queries and their canonical forms, `examples` has notes, trees and
//! limits, and `properties` feeds any text to the parser.

mod examples;
mod fields;
mod properties;
mod readings;
