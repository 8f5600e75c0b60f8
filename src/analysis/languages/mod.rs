//! What is particular to a language: the word at an apostrophe, and the stem.
//!
//! These are functions of single words without any state. Which language a text has, and which terms
//! are made of a word, is decided outside.

mod clitics;
mod light;
mod stems;

pub(super) use clitics::core;
pub(super) use stems::Stems;
