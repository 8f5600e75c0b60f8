//! What was probably meant: names of fields that people know from other programs, and the values of fields that have
//! only a few.
//!
//! Nothing here changes how a query is read. Notes say it.

use super::filter::FilterName;
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
    (
        &["file", "filename", "dir", "folder", "ext", "filetype", "in"],
        "path",
    ),
    (&["inurl", "link", "address", "href"], "url"),
    (
        &["paper", "newspaper", "publication", "publisher", "outlet"],
        "source",
    ),
    (&["location", "city", "country", "dateline", "geo"], "place"),
    (&["topic", "topics", "tags", "label"], "keyword"),
    (&["saved", "query", "search"], "watch"),
    (&["state"], "status"),
    (&["type", "genre"], "kind"),
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
    (like(best) >= 0.8).then_some(best)
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
    }
}
