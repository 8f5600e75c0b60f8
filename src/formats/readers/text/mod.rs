//! Text: plain, and Markdown.

pub(super) mod markdown;
pub(super) mod plain;
