//! What was probably meant: names of fields that people know from other programs, and the values of
//! fields that have only a few.
//!
//! Nothing here changes how a query is read. Notes say it, and a search that found nothing or little
//! suggests the query with the meant names.

use super::filter::{Filter, FilterName};
use super::tree::{Ask, Expr};
use crate::article::{ArticleKind, DateSource, Precision, Status};
use strum::VariantArray;

/// Names that other programs have, each with how it is typed here.
const OTHER_NAMES: &[(&[&str], &str)] = &[
    (&["after", "newer", "newer_than", "start", "min"], "since"),
    (&["before", "older", "older_than", "end", "max"], "until"),
    (&["to"], "until"),
    (
        &[
            "year",
            "month",
            "day",
            "time",
            "when",
            "pubdate",
            "published",
        ],
        "date",
    ),
    (&["writer", "reporter", "creator", "journalist"], "author"),
    (
        &["subject", "intitle", "allintitle", "head", "hl"],
        "headline",
    ),
    (&["content", "intext", "contains", "fulltext"], "body"),
    (&["file", "filename", "dir", "folder", "in"], "path"),
    (&["inurl", "link", "address", "href"], "url"),
    (
        &["paper", "newspaper", "publication", "publisher", "outlet"],
        "source",
    ),
    (&["location", "city", "country", "dateline", "geo"], "place"),
    (&["topic", "topics", "tags", "label"], "keyword"),
    (&["saved", "query", "search"], "watch"),
    (&["state"], "status"),
    (&["ext", "extension", "filetype", "type", "mime"], "format"),
    (&["genre"], "kind"),
    (&["confidence", "wc"], "quality"),
];

/// The name that is probably meant by one that is neither a field nor a filter. `fields` are the
/// names of fields.
pub(super) fn meant_name(name: &str, fields: &[&str]) -> Option<String> {
    let name = name.to_lowercase();
    let filters = FilterName::VARIANTS.iter().map(|filter| filter.as_str());
    let known: Vec<&str> = fields.iter().copied().chain(filters).collect();
    if name == "from" && known.contains(&"author") {
        return Some("since:` or `author".to_owned());
    }
    let mut others = OTHER_NAMES.iter();
    let other = others.find(|(names, _)| names.contains(&name.as_str()));
    if let Some((_, meant)) = other.filter(|(_, meant)| known.contains(meant)) {
        return Some((*meant).to_owned());
    }
    let distance = |known: &&str| strsim::osa_distance(known, &name);
    let nearest = known.into_iter().min_by_key(distance)?;
    let allowed = if name.chars().count() < 5 { 1 } else { 2 };
    (distance(&nearest) <= allowed).then(|| nearest.to_owned())
}

/// The condition that is probably meant by a word, and what it finds: of an address that was pasted,
/// and of a whole day such as `2021-01-19` or `19/01/2021`. A year may be a word of a headline.
pub(super) fn filter_meant(word: &str) -> Option<(Ask, &'static str)> {
    let lower = word.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        let filter = Expr::Field {
            name: "url".to_owned(),
            inner: Box::new(Expr::Phrase(word.to_owned())),
        };
        return Some((Ask::of_condition(filter), "articles of this address"));
    }
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(is_number) {
        return None;
    }
    let day = Filter::of_dates(word).ok()?;
    let day = Ask::of_condition(Expr::Filter(day));
    Some((day, "what was published then"))
}

/// The condition that is probably meant by the name of a field or a filter with a sign after it that is
/// no colon here: `headline=troops`, `source;kayhan`, `headline：軍`.
pub(super) fn colon_meant(word: &str, fields: &[&str]) -> Option<String> {
    let (name, value) = word.split_once(['=', ';', '：'])?;
    let name = name.to_lowercase();
    let is_known = fields.contains(&name.as_str()) || FilterName::named(&name).is_some();
    let is_plain = |c: char| c.is_alphanumeric() || "-.*".contains(c);
    let is_value = value.starts_with(char::is_alphanumeric) && value.chars().all(is_plain);
    (is_known && is_value).then(|| format!("{name}:{value}"))
}

impl Ask {
    /// The query with the names that are probably meant in the place of those that are no fields;
    /// `None` if there is none. `fields` are the names of fields.
    pub(in crate::query) fn with_meant_names(&self, fields: &[&str]) -> Option<Self> {
        let text = self.to_string();
        let parts: Vec<&str> = text.split('"').collect();
        let changed = parts.iter().enumerate().map(|(place, part)| {
            let is_quoted = place % 2 == 1;
            if is_quoted {
                (*part).to_owned()
            } else {
                with_names(part, place + 1 < parts.len(), fields)
            }
        });
        let changed = changed.collect::<Vec<_>>().join("\"");
        (changed != text).then(|| Self::parse(&changed, fields).0)
    }
}

/// A part of a query outside of quotes with the names of fields that are meant. Where one stands
/// before a group or a quote, the query was read with a space between them.
fn with_names(part: &str, is_before_quote: bool, fields: &[&str]) -> String {
    let mut changed = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(colon) = rest.find(':') {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        let start = before.rfind(|c: char| !c.is_alphanumeric());
        let start = start.map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let name = &before[start..];
        let group = after.strip_prefix(' ');
        let is_before_group = group
            .is_some_and(|after| after.starts_with('(') || after.is_empty() && is_before_quote);
        let is_applied = is_before_group || !after.starts_with([' ', '/']) && !after.is_empty();
        let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
        let is_known = fields.contains(&name) || FilterName::named(name).is_some();
        let meant = (is_name && is_applied && !is_known).then(|| meant_name(name, fields));
        if let Some(meant) = meant.flatten().filter(|meant| !meant.contains('`')) {
            changed.push_str(&before[..start]);
            changed.push_str(&meant);
            changed.push(':');
            rest = group.filter(|_| is_before_group).unwrap_or(after);
        } else {
            changed.push_str(&rest[..=colon]);
            rest = after;
        }
    }
    changed + rest
}

/// The values of a field that has only these; `None` for other fields.
#[must_use]
pub fn values_of(field: &str) -> Option<Vec<&'static str>> {
    match field {
        "status" => Some(Status::ALL.iter().map(|status| status.as_str()).collect()),
        "kind" => Some(ArticleKind::ALL.iter().map(|kind| kind.as_str()).collect()),
        "precision" => Some(Precision::ALL.iter().map(|own| own.as_str()).collect()),
        "published_from" => Some(DateSource::names().to_vec()),
        _ => None,
    }
}

/// The known name that is most like this one, if one is close.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let like = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &name.to_lowercase());
    let best = known.max_by(|a, b| like(a).total_cmp(&like(b)))?;
    let errors = strsim::osa_distance(&best.to_lowercase(), &name.to_lowercase());
    (like(best) >= 0.8 || errors <= 1 && name.chars().count() > 2).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[&str] = &[
        "headline", "body", "author", "path", "source", "status", "url",
    ];

    #[test]
    fn names_of_other_programs_are_known() {
        for (name, meant) in [
            ("after", Some("since")),
            ("Before", Some("until")),
            ("year", Some("date")),
            ("from", Some("since:` or `author")),
            ("headlin", Some("headline")),
            ("newspaper", Some("source")),
            // Not a field of this index.
            ("city", None),
            ("nonsense", None),
        ] {
            assert_eq!(meant_name(name, FIELDS).as_deref(), meant, "{name}");
        }
    }

    #[test]
    fn meant_names_take_the_place_of_unknown_ones() {
        for (typed, meant) in [
            ("headlin:troops -zebra", Some("headline:troops -zebra")),
            (
                "troops headlin:\"foreign troops\"",
                Some("troops headline:\"foreign troops\""),
            ),
            ("headlin:(a b)", Some("headline:(a AND b)")),
            ("-(newspaper:post OR x)", Some("-(source:post OR x)")),
            ("year:2021 headlin:x", Some("date:2021 headline:x")),
            // Two may be meant, or none.
            ("from:smith", None),
            ("nonsense:x headline:y", None),
            ("\"headlin:troops\"", None),
        ] {
            let found = Ask::parse(typed, FIELDS).0.with_meant_names(FIELDS);
            let wanted = meant.map(|meant| Ask::parse(meant, FIELDS).0);
            assert_eq!(found, wanted, "{typed}");
        }
    }

    #[test]
    fn a_pasted_address_or_day_is_recognised() {
        for (typed, part) in [
            ("https://x.example/a?b=c", "url:\"https://x.example/a?b=c\""),
            ("2021-01-19", "date:2021-01-19"),
            ("19.01.2021", "date:2021-01-19"),
        ] {
            let (filter, _) = filter_meant(typed).unwrap();
            assert_eq!(filter.to_string(), part);
        }
        for typed in ["2021", "F-16", "1-2-3", "24/7", "https:", "a.b.c"] {
            assert_eq!(filter_meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_sign_that_is_no_colon_is_recognised() {
        for (typed, meant) in [
            ("headline=troops", Some("headline:troops")),
            ("Source;kayhan", Some("source:kayhan")),
            ("headline：軍", Some("headline:軍")),
            ("since=2021-01", Some("since:2021-01")),
            ("a=b", None),
            ("headline=", None),
            ("headline==x", None),
            ("headline=headline=x", None),
            ("headline", None),
        ] {
            assert_eq!(colon_meant(typed, FIELDS).as_deref(), meant, "{typed}");
        }
    }

    #[test]
    fn a_name_of_another_program_is_no_name_here() {
        let known = crate::article::fields::query_names();
        for (names, meant) in OTHER_NAMES {
            assert!(
                known.contains(meant) || FilterName::named(meant).is_some(),
                "{meant}"
            );
            for name in *names {
                let is_free = !known.contains(name) && FilterName::named(name).is_none();
                assert!(is_free, "{name}");
            }
        }
    }

    #[test]
    fn a_near_name_is_found_in_any_case() {
        let known = || ["strikes", "Bridges"].into_iter();
        assert_eq!(nearest("strike", known()), Some("strikes"));
        assert_eq!(nearest("bridge", known()), Some("Bridges"));
        assert_eq!(nearest("zebra", known()), None);
        assert_eq!(nearest("tow", ["two"].into_iter()), Some("two"));
        assert_eq!(nearest("to", ["no"].into_iter()), None);
    }
}
