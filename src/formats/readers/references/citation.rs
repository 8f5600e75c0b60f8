//! An entry of a list of references as an article.
//!
//! An entry has the date of publication and the day on which somebody read the page. The second one
//! counts only where there is no other.

use crate::article::{ArchivePath, DateSource, Problem};
use crate::formats::gather::written_date::read_written;
use crate::formats::gather::{DateOffer, DateRank};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::record::{FieldValue, Names, Place, Record};
use std::fmt::Write as _;

/// The most values of one kind.
const MOST_VALUES: usize = 1_000;

/// The most texts of an entry that are compared with each other.
const COMPARED: usize = 8;

/// An entry: values of one meaning in the order of preference.
#[derive(Debug, Default)]
pub(super) struct Citation {
    pub(super) ordinal: u32,
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    /// The publication, the best name first.
    pub(super) sources: Vec<String>,
    /// Dates, the best first.
    pub(super) dates: Vec<String>,
    /// When it was looked at.
    pub(super) accessed: String,
    pub(super) texts: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) section: String,
    pub(super) page: String,
    pub(super) place: String,
    pub(super) id: String,
    /// A problem of how the entry was read.
    pub(super) problem: Option<Problem>,
}

impl Citation {
    /// Pushes the problems of the entry, then its article.
    pub(super) fn read(
        &self,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        if let Some(problem) = &self.problem {
            out.problem(problem.clone())?;
        }
        let names = Names::new(&options.field_map);
        let mut record = Record::default();
        let mut put = |name: &str, text: &str| {
            let value = FieldValue::Text(text.to_owned().into());
            record.put_named(names, name, value);
        };
        put("title", &self.title);
        put("source", self.sources.first().map_or("", |source| source));
        put("date", self.dates.first().map_or("", |date| date));
        put("text", &self.text());
        put("url", &self.url);
        put("language", &self.language);
        put("section", &self.section);
        put("page", &self.page);
        put("place", &self.place);
        put("id", &self.id);
        let list = |items: &[String]| {
            let items = items.iter().take(MOST_VALUES).cloned();
            FieldValue::List(items.map(Into::into).collect())
        };
        record.put_named(names, "author", list(&self.authors));
        record.put_named(names, "keywords", list(&self.keywords));
        let place = Place {
            noun: "entry",
            path,
            ordinal: self.ordinal,
        };
        match record.into_builder(place, options) {
            Ok(mut builder) => {
                if !self.accessed.is_empty() {
                    let offer =
                        DateOffer::new(DateRank::Captured, DateSource::Capture, &*self.accessed);
                    builder.offer_date(offer.if_read_by(read_written));
                }
                builder.finish(out)
            }
            Err(problem) => out.problem(problem),
        }
    }

    /// The texts, each once.
    fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.texts {
            if self.texts.len() <= COMPARED && text.contains(part.as_str()) {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(part);
        }
        text
    }

    /// Whether it has nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.texts.is_empty() && self.authors.is_empty()
    }
}

/// A name in its usual order: `Lee, Ann` is `Ann Lee`, `Lee, Jr., Ann` is `Ann Lee Jr.`.
pub(super) fn person(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let joined = match parts[..] {
        [last, first] => format!("{first} {last}"),
        [last, first, suffix] if is_suffix(suffix) => format!("{first} {last} {suffix}"),
        [last, suffix, first] if is_suffix(suffix) => format!("{first} {last} {suffix}"),
        _ => return name.trim().trim_end_matches(',').to_owned(),
    };
    joined.trim().to_owned()
}

fn is_suffix(part: &str) -> bool {
    let bare = part.trim_end_matches('.');
    matches!(bare, "Jr" | "Sr" | "II" | "III" | "IV") || part.is_empty()
}

/// A date of parts between slashes, as RIS has it: `2021/01/19/Tuesday` is `2021-01-19`.
pub(super) fn slashed(written: &str) -> String {
    let mut parts = written.trim().split('/').map(str::trim);
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(year) = parts
        .next()
        .filter(|year| year.len() == 4)
        .filter(is_number)
    else {
        return written.trim().to_owned();
    };
    let mut date = year.to_owned();
    for part in parts.take(2) {
        if !is_number(&part) || part.len() > 2 {
            break;
        }
        let _ = write!(date, "-{part:0>2}");
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_their_usual_order() {
        for (written, name) in [
            ("Lindqvist, Oskar", "Oskar Lindqvist"),
            ("King, Jr., Martin", "Martin King Jr."),
            ("King, Martin, III", "Martin King III"),
            ("Reuters", "Reuters"),
            ("Reuters,", "Reuters"),
            ("a, b, c, d", "a, b, c, d"),
        ] {
            assert_eq!(person(written), name);
        }
    }

    #[test]
    fn parts_of_dates_are_joined() {
        for (written, date) in [
            ("2021/01/19/", "2021-01-19"),
            ("2021/1/9/Tuesday", "2021-01-09"),
            ("2021///", "2021"),
            ("2021/01//", "2021-01"),
            ("2021/03/01/08:18:49", "2021-03-01"),
            ("19 January 2021", "19 January 2021"),
            ("01/19/2021", "01/19/2021"),
        ] {
            assert_eq!(slashed(written), date);
        }
    }
}
