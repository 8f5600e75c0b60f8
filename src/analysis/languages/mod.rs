//! What is particular to a language: the word at an apostrophe, and the stem.
//!
//! These are functions of single words without any state. Which language a text has, and which terms
//! are made of a word, is decided outside.

mod clitics;
mod compounds;
mod light;
mod respelled;
mod stems;
mod unspaced;

pub(super) use clitics::core;
pub(super) use compounds::{
    first_parts, joins_forms, joins_words, may_be_compound, reversed_compound, reversed_last,
};
pub(super) use stems::Stems;
pub(super) use unspaced::{is_hangul, is_unspaced, noun, word_starts};

#[cfg(test)]
mod tests;
