//! What may be done with an article: what readers can offer of its status, and the choice.
//!
//! The status that a source names precedes an embargo, and an embargo precedes a draft. In doubt an
//! embargo runs, so that nothing is published too early.

use super::builder::ArticleBuilder;
use super::date_choice::DateChoice;
use super::written_date::read_written;
use crate::article::Status;

impl ArticleBuilder<'_> {
    /// Offers the name of a status; one that is unknown is none.
    pub(in crate::formats) fn status(&mut self, name: Option<String>) {
        self.status = self
            .status
            .or_else(|| name.and_then(|name| Status::from_name(&name)));
    }

    /// Says that the article was never published.
    pub(in crate::formats) fn draft(&mut self) {
        self.is_draft = true;
    }

    /// Says until when the article is under an embargo. One that may still run is a status,
    /// unless a graver one is there.
    pub(in crate::formats) fn embargo(&mut self, until: Option<String>) {
        self.embargoes.extend(until);
    }

    /// Says that the article is under an embargo, which runs until the source says something else.
    pub(in crate::formats) fn embargo_without_end(&mut self) {
        self.is_embargoed = true;
    }

    /// What may be done with the article: what the source says, else whether an embargo may still
    /// run, else whether it is a draft.
    pub(super) fn status_by(&self, choice: &DateChoice<'_>) -> Status {
        let named = self.status.unwrap_or_default();
        if named != Status::Usable {
            return named;
        }
        let runs = |until: &String| {
            read_written(until, choice.day_order(), choice.calendar())
                .is_some_and(|until| choice.may_be_embargoed(until.published))
        };
        if self.is_embargoed || self.embargoes.iter().any(runs) {
            Status::Embargoed
        } else if self.is_draft {
            Status::Withheld
        } else {
            Status::Usable
        }
    }
}
