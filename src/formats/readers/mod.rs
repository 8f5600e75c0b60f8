//! One reader a format, grouped by family.

pub(in crate::formats) mod feeds;
pub(in crate::formats) mod mail;
pub(in crate::formats) mod markup;
pub(in crate::formats) mod pages;
pub(in crate::formats) mod records;
pub(in crate::formats) mod text;
pub(in crate::formats) mod wire;
