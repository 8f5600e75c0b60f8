//! Text: plain, stories of a data set, and Markdown.

pub(super) mod markdown;
pub(super) mod plain;
pub(super) mod story;
