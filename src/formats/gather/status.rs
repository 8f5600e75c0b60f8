//! The status of an article: what readers can offer, and the choice.
//!
//! A status that the source names wins over an embargo, and an embargo wins over a draft. If it is
//! not certain that an embargo is over, it still runs, so that nothing is published too early.

use super::builder::ArticleBuilder;
use super::date_choice::DateChoice;
use super::written_date::read_written;
use crate::article::Status;

impl ArticleBuilder<'_> {
    /// Offers the name of a status. An unknown name is ignored.
    pub(in crate::formats) fn status(&mut self, name: Option<String>) {
        self.status = self
            .status
            .or_else(|| name.and_then(|name| Status::from_name(&name)));
    }

    /// Says that the article was never published.
    pub(in crate::formats) fn draft(&mut self) {
        self.is_draft = true;
    }

    /// Says when an embargo on the article ends. If it may still run, the article is embargoed,
    /// unless the source names another status than usable.
    pub(in crate::formats) fn embargo(&mut self, until: Option<String>) {
        self.embargoes.extend(until);
    }

    /// Says that the article is under an embargo without an end.
    pub(in crate::formats) fn embargo_without_end(&mut self) {
        self.is_embargoed = true;
    }

    /// The status: what the source says, else embargoed if an embargo may still run, else withheld
    /// if it is a draft.
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
