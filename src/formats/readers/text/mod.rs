//! Text: plain, and light markup.

pub(super) mod light;
pub(super) mod markdown;
pub(super) mod plain;
