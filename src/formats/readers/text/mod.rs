//! Text: plain, stories of a data set, and light markup.

pub(super) mod light;
pub(super) mod markdown;
pub(super) mod plain;
pub(super) mod story;
