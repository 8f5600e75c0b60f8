//! What readers offer, gathered to an article.

pub(in crate::formats) mod builder;
pub(in crate::formats) mod bylines;
pub(in crate::formats) mod date_choice;
pub(in crate::formats) mod dateline;
pub(in crate::formats) mod language;
pub(in crate::formats) mod names;
pub(in crate::formats) mod opening;
pub(in crate::formats) mod path_date;
pub(in crate::formats) mod text;
