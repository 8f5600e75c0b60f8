//! What a product finds of an article, on its way to the builder.
//!
//! Texts next to the full text (captions, corrections, summaries) are its text if there is no other,
//! and are named in a note otherwise. Values of the database are dropped.

use super::blocks::{Block, add_text};
use super::dates::leading_date;
use super::labels::Meaning;
use super::names::{language_code, page_and_section, person};
use crate::article::spelling::{DayOrder, Spelling};
use crate::article::{DateSource, WhyLeftOut};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};

/// An article while a product reads it.
pub(super) struct Found<'b, 'o> {
    builder: &'b mut ArticleBuilder<'o>,
    text: String,
    /// Texts next to the full text: label, meaning, text.
    others: Vec<(String, Meaning, String)>,
    /// Values that count if there are no others.
    later: Vec<(Meaning, String)>,
    /// What was offered.
    seen: Vec<Meaning>,
}

impl<'b, 'o> Found<'b, 'o> {
    pub(super) fn new(builder: &'b mut ArticleBuilder<'o>) -> Self {
        Self {
            builder,
            text: String::new(),
            others: Vec::new(),
            later: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// How to read dates that can be read in two ways.
    pub(super) fn day_order(&self) -> DayOrder {
        self.builder.day_order()
    }

    /// Whether a text starts with a date.
    pub(super) fn is_date(&self, text: &str) -> bool {
        leading_date(text, self.day_order()).is_some()
    }

    /// Offers the value of a label.
    pub(super) fn offer(&mut self, meaning: Meaning, label: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        self.seen.push(meaning);
        let line = || Some(one_line(value));
        match meaning {
            Meaning::Headline => {
                self.builder.headline(line());
            }
            Meaning::Subhead => self.builder.subhead(line()),
            Meaning::Source => {
                self.builder.source(line());
            }
            Meaning::Date => self.date(&one_line(value)),
            Meaning::Section => self.section(&one_line(value)),
            Meaning::Page => {
                self.builder.page(line());
            }
            Meaning::Byline => self.byline(&one_line(value)),
            Meaning::Agency => {
                self.builder.agency(line());
            }
            Meaning::Place => self.builder.dateline(line()),
            Meaning::Language => {
                self.builder.language(language_code(value));
            }
            Meaning::Keywords => {
                for keyword in value.split([';', '|', '\n']) {
                    let keyword = one_line(keyword);
                    self.builder
                        .keyword((!keyword.is_empty()).then_some(keyword));
                }
            }
            Meaning::Url => self.builder.web_address(line()),
            Meaning::Id => {
                self.builder.id(line());
            }
            Meaning::Text => self.text(value),
            Meaning::Summary | Meaning::Caption | Meaning::Correction | Meaning::Note => {
                self.others
                    .push((label.to_owned(), meaning, value.to_owned()));
            }
            Meaning::Dropped => {}
        }
    }

    /// Offers the date that a text starts with. A text without one is a problem.
    pub(super) fn date(&mut self, text: &str) {
        match leading_date(text, self.day_order()) {
            Some((spelling, end)) => {
                let offer =
                    DateOffer::new(DateRank::Stated, DateSource::MetadataLine, &text[..end]);
                self.builder.offer_date(offer.read_as(spelling));
            }
            None => self
                .builder
                .date(DateSource::MetadataLine, Some(text.to_owned())),
        }
    }

    /// Offers a date of a country that writes the day before the month.
    pub(super) fn date_day_first(&mut self, text: &str) {
        if let Some((spelling, end)) = leading_date(text, DayOrder::DayFirst) {
            let offer = DateOffer::new(DateRank::Stated, DateSource::MetadataLine, &text[..end]);
            self.builder.offer_date(offer.read_as(surely(spelling)));
        }
    }

    /// Offers the day on which the database found the article. It counts if there is no other.
    pub(super) fn found_on(&mut self, text: &str) {
        if let Some((spelling, end)) = leading_date(text, DayOrder::DayFirst) {
            let offer = DateOffer::new(DateRank::Captured, DateSource::Capture, &text[..end]);
            self.builder.offer_date(offer.read_as(surely(spelling)));
        }
    }

    /// Offers a section, which may name the page: `SPORTS; Pg. 4`.
    pub(super) fn section(&mut self, value: &str) {
        let (section, page) = page_and_section(value);
        self.builder.page(page);
        self.builder.section(section);
    }

    /// Offers the authors. Databases write `Lee, Ann; Ek, Bo`.
    pub(super) fn byline(&mut self, value: &str) {
        let names: Vec<String> = value.split(';').map(|name| person(name.trim())).collect();
        self.builder.add_byline(Some(names.join("; ")));
    }

    /// Adds to the text.
    pub(super) fn text(&mut self, value: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(value);
    }

    /// Adds paragraphs to the text.
    pub(super) fn paragraphs(&mut self, blocks: &[Block<'_>]) {
        add_text(&mut self.text, blocks);
    }

    /// Names something of the article that no field takes.
    pub(super) fn left_out(&mut self, what: &str, text: &str) {
        let characters = text.trim().chars().count();
        if characters > 0 {
            self.builder
                .left_out(excerpt(what), WhyLeftOut::Metadata, characters);
        }
    }

    /// Offers a value after all others: it counts if no other gave one.
    pub(super) fn offer_later(&mut self, meaning: Meaning, value: &str) {
        self.later.push((meaning, value.to_owned()));
    }

    /// Whether a value of this meaning was offered.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.seen.contains(&meaning)
    }

    /// Whether there is a headline so far.
    pub(super) fn has_headline(&self) -> bool {
        self.builder.has_headline()
    }

    /// Whether a text is the headline.
    pub(super) fn is_headline(&self, text: &str) -> bool {
        self.builder.so_far().headline == one_line(text)
    }

    /// Offers the text, or the texts next to it if there is none.
    pub(super) fn settle(mut self) {
        for (meaning, value) in std::mem::take(&mut self.later) {
            self.offer(meaning, "", &value);
        }
        let Self {
            builder,
            text,
            others,
            ..
        } = self;
        builder.body(&text);
        let is_missing = text.trim().is_empty();
        for (label, meaning, text) in others {
            if is_missing && meaning != Meaning::Correction {
                builder.add_to_body(&text);
            } else {
                let why = match meaning {
                    Meaning::Caption => WhyLeftOut::Caption,
                    _ => WhyLeftOut::NotRead,
                };
                builder.left_out(label, why, text.chars().count());
            }
        }
    }
}

/// A date that has one reading.
fn surely(spelling: Spelling) -> Spelling {
    Spelling {
        ambiguous: false,
        ..spelling
    }
}
