//! The dates that readers offer, until their calendar is known.
//!
//! A source may name its language after its dates, so an offer is kept as it is written and read
//! when the article is finished ([`DateOffer::take`]).

use super::date_choice::DateChoice;
use super::written_date::{ReadDate, needs_language, read_written};
use crate::article::DateSource;
use crate::article::spelling::Spelling;

/// When an offer is considered. Within a rank, the first offer is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum DateRank {
    /// A date that the source states: considered before dates at the start of the text.
    Stated,
    /// A date from the surroundings of the text: after dates at its start, before the path's.
    Inferred,
    /// The day on which a page was fetched: after the path's.
    Captured,
}

/// A date that a reader offers.
#[derive(Debug)]
pub(in crate::formats) struct DateOffer {
    pub(super) rank: DateRank,
    from: DateSource,
    written: String,
    reading: Reading,
}

/// How an offer is read.
#[derive(Debug)]
enum Reading {
    /// As it is written, else as a parser of the format understood it.
    Written {
        read: ReadDate,
        otherwise: Option<Spelling>,
        /// Whether a text that is not a date is a problem.
        is_reported: bool,
    },
    /// It was read already.
    Known(Spelling),
    /// Never taken as a date. If the article gets no date, a text that is not understood is a
    /// problem.
    Reported(ReadDate),
}

impl DateOffer {
    /// A text that should be a date, in any spelling. One that is not understood is a problem.
    pub(in crate::formats) fn new(
        rank: DateRank,
        from: DateSource,
        written: impl Into<String>,
    ) -> Self {
        Self {
            rank,
            from,
            written: written.into(),
            reading: Reading::Written {
                read: read_written,
                otherwise: None,
                is_reported: true,
            },
        }
    }

    /// Sets the date that counts if the text is not understood.
    pub(in crate::formats) fn or(mut self, spelling: Option<Spelling>) -> Self {
        if let Reading::Written { otherwise, .. } = &mut self.reading {
            *otherwise = spelling;
        }
        self
    }

    /// A text that may contain a date, which `read` finds. A text without a date is no problem.
    pub(in crate::formats) fn if_read_by(mut self, read: ReadDate) -> Self {
        self.reading = Reading::Written {
            read,
            otherwise: None,
            is_reported: false,
        };
        self
    }

    /// A date that was read already.
    pub(in crate::formats) fn read_as(mut self, spelling: Spelling) -> Self {
        self.reading = Reading::Known(spelling);
        self
    }

    /// A text that was offered before by [`Self::if_read_by`]. It is a problem if the article gets
    /// no date and `read` finds none in this text.
    pub(in crate::formats) fn reported_unless_read_by(mut self, read: ReadDate) -> Self {
        self.reading = Reading::Reported(read);
        self
    }

    /// Whether the language of the article decides how the text is read.
    pub(super) fn needs_language(&self) -> bool {
        !matches!(self.reading, Reading::Known(_)) && needs_language(&self.written)
    }

    /// Offers it. Returns whether it was taken.
    pub(super) fn take(&self, choice: &mut DateChoice<'_>) -> bool {
        if choice.is_settled() {
            return false;
        }
        let (order, calendar) = (choice.day_order(), choice.calendar());
        match self.reading {
            Reading::Known(spelling) => choice.offer(self.from, &self.written, spelling),
            Reading::Written {
                read,
                otherwise,
                is_reported,
            } => match read(&self.written, order, calendar).or(otherwise) {
                Some(spelling) => choice.offer(self.from, &self.written, spelling),
                None if is_reported => choice.not_understood(self.from, &self.written),
                None => false,
            },
            Reading::Reported(read) => {
                if read(&self.written, order, calendar).is_none() {
                    choice.not_understood(self.from, &self.written);
                }
                false
            }
        }
    }
}
