//! A timeline with what is said about it, for all its forms.

use crate::query::{Mark, Timeline};

/// A timeline, as it is shown.
#[derive(Debug)]
pub struct TimelineReport {
    /// The periods.
    pub timeline: Timeline,
    /// What it is called in a drawing.
    pub title: String,
    /// How the queries were read, a sentence each.
    pub notes: Vec<String>,
    /// The number of articles whose date is less precise than the periods.
    pub coarse: u64,
}

/// What a mark means, for people.
pub(super) fn mark_for_people(mark: Mark) -> &'static str {
    match mark {
        Mark::Peak => "peak",
        Mark::Gap => "gap",
        Mark::Empty => "no articles",
    }
}
