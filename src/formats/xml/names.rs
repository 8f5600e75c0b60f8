//! The names of elements without the prefixes that writers choose freely.
//!
//! A vocabulary that readers know is recognized by its address, whatever prefix a file gives it:
//! `<ns0:newsMessage>` and `<newsMessage xmlns="…">` are the same. Vocabularies that extend others
//! keep their usual prefix (`dc:creator`), since the name means something else without it.

use quick_xml::name::{LocalName, ResolveResult};

/// Vocabularies that extend feeds, with their usual prefixes.
const EXTENSIONS: &[(&str, &str)] = &[
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
    ("http://wordpress.org/export/1.0/", "wp"),
    ("http://wordpress.org/export/1.1/", "wp"),
    ("http://wordpress.org/export/1.2/", "wp"),
    ("http://wordpress.org/export/1.0/excerpt/", "excerpt"),
    ("http://wordpress.org/export/1.1/excerpt/", "excerpt"),
    ("http://wordpress.org/export/1.2/excerpt/", "excerpt"),
    ("http://www.google.com/schemas/sitemap-news/0.9", "news"),
    ("http://www.google.com/schemas/sitemap-image/1.1", "image"),
    ("http://purl.org/atom/app#", "app"),
    ("http://www.w3.org/2007/app", "app"),
    ("http://schemas.google.com/blogger/2018", "blogger"),
];

/// How the addresses of the IPTC's vocabularies start; a date follows.
const IPTC: [&str; 2] = ["http://iptc.org/std/", "http://www.iptc.org/std/"];

/// Other vocabularies whose elements readers know without a prefix.
const PLAIN: &[&str] = &[
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.google.com/schemas/sitemap/0.84",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.tei-c.org/ns/1.0",
    "http://www.loc.gov/METS/",
    "http://www.loc.gov/mods/v3",
    "urn:mpeg:mpeg21:2002:02-DIDL-NS",
];

/// The name by which readers know an element; the name as written if its vocabulary is unknown.
pub(super) fn known_name(
    resolved: &ResolveResult<'_>,
    local: LocalName<'_>,
    written: &str,
) -> String {
    let ResolveResult::Bound(address) = resolved else {
        return written.to_owned();
    };
    let address = address.as_ref();
    if let Some((_, prefix)) = EXTENSIONS.iter().find(|(known, _)| *known == address) {
        return format!("{prefix}:{}", local.as_ref());
    }
    if PLAIN.contains(&address) || IPTC.iter().any(|start| address.starts_with(start)) {
        return local.as_ref().to_owned();
    }
    written.to_owned()
}
