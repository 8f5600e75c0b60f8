//! Text: plain, and Markdown.

pub(in crate::formats) mod markdown;
pub(in crate::formats) mod plain;
