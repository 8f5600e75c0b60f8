//! The names under which pages declare dates: a new name is an entry here.
//!
//! How much each is trusted follows from its list. Values are read in `dates`.

/// Names of `<meta>` with the date of publication.
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "rnews:datepublished",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "publish_date",
    "publish-date",
    "publishdate",
    "publisheddate",
    "published_date",
    "published-date",
    "published_time",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "pub_date",
    "published",
    "article.published",
    "article_date_original",
    "article:post_date",
    "citation_publication_date",
    "citation_date",
    "iso-8601-publish-date",
    "firstcreate",
    "og:pubdate",
    "bt:pubdate",
    "gentime",
    "displaydate",
    "originalpublicationdate",
    "article:create_time",
    "article.created",
    "datecreated",
    "creation_date",
    "cdate",
    "pdate",
    "ptime",
    "date_published",
    "shareaholic:article_published_time",
    "published_time_telegram",
    "prism.publicationdate",
    "eprints.date",
    "analyticsattributes.articledate",
    "article:create_at",
    "article-publication-date",
    "news_publish_date",
    "vf:article_published",
    "gsa_published",
    "cp_pubdate",
    "release_date",
    "cre_date",
    "date",
];

/// Properties of microdata and `RDFa` with the date of publication: schema.org's and Dublin Core's.
pub(super) const MARKED: &[&str] = &["datePublished", "dateCreated", "issued", "created"];

/// Names of `<meta>` with the date of the last change.
pub(super) const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "dateupdated",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastupdate",
];

/// Words of labels of an event's day, in lower case.
const EVENTS: &[&str] = &[
    "event",
    "termin",
    "veranstaltung",
    "événement",
    "evento",
    "evenement",
    "wydarzenie",
];

/// Whether a date is only a year.
pub(super) fn is_year(written: &str) -> bool {
    let written = written.trim();
    written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line says by its label when something takes place.
pub(super) fn is_of_event(line: &str) -> bool {
    let label = line.split(':').next().unwrap_or_default().to_lowercase();
    label.len() < line.len() && label.split_whitespace().any(|word| EVENTS.contains(&word))
}
