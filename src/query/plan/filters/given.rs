//! What a query is read with besides the schema.
//!
//! That is the clock, what names stand for, and the words that patterns fit.

use crate::article::Published;
use crate::article::when::When;
use crate::query::plan::patterns::Expansions;
use crate::query::request::named::Named;
use crate::schema::ArticleSchema;
use jiff::ZonedDateTime;
use std::cell::OnceCell;

/// What a query is read with.
pub(in crate::query::plan) struct Given<'a> {
    /// What names in the query stand for.
    pub(in crate::query::plan) named: &'a Named,
    /// The words that its patterns fit. A pattern that is not among them finds nothing.
    pub(in crate::query::plan) expansions: &'a Expansions,
    /// Whether words are also found as a program may have misread them.
    pub(in crate::query::plan) misread: bool,
    /// The time now, read when it is needed first.
    now: OnceCell<ZonedDateTime>,
}

impl<'a> Given<'a> {
    /// At the time `now`, or of the clock.
    pub(in crate::query::plan) fn new(
        named: &'a Named,
        expansions: &'a Expansions,
        now: Option<&ZonedDateTime>,
    ) -> Self {
        Self {
            named,
            expansions,
            misread: false,
            now: now.cloned().map(OnceCell::from).unwrap_or_default(),
        }
    }

    /// The first and the last period of a span, on the clocks of the archive.
    pub(in crate::query::plan) fn span(
        &self,
        when: When,
        schema: &ArticleSchema,
    ) -> Option<(Published, Published)> {
        when.span(self.now.get_or_init(|| schema.now()))
    }
}
