//! Where an article's date was read, in the order of trust. The readers offer dates with their
//! source, and `formats` chooses one; the source's name is stored in the index, printed in
//! reports and written in `--date-from`.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantNames};

/// The part of a source that an article's date was read from, the most trusted first. Of the dates
/// that are present, the first in this order is taken.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DateSource {
    /// A line of a metadata block or a header, such as `Publish Date : 19 January 2021`.
    MetadataLine,
    /// A field of a structured record, such as `"published"` in JSON.
    Field,
    /// The time a wire document was sent out: `date.issue` in NITF.
    DateIssue,
    /// The time a wire document appeared in print or on a site: `date.publication` in NITF.
    DatePublication,
    /// The time from which a wire document may be published: `date.release` in NITF.
    DateRelease,
    /// The time the first version was made: `FirstCreated` in NewsML, `firstCreated` in NewsML-G2.
    FirstCreated,
    /// The time the content was made: `contentCreated` in NewsML-G2.
    ContentCreated,
    /// The time this version was made: `ThisRevisionCreated` in NewsML, `versionCreated` in
    /// NewsML-G2.
    VersionCreated,
    /// The time the message that contains the article was sent: `DateAndTime` in NewsML, `sent` in
    /// NewsML-G2.
    MessageSent,
    /// The time of publication of a feed's entry: `pubDate` in RSS, `published` in Atom.
    FeedPublished,
    /// The time of the last change of a feed's entry: `updated` in Atom.
    FeedUpdated,
    /// Linked data in a page: `datePublished` in JSON-LD.
    JsonLd,
    /// A `<meta>` element of a page, such as `article:published_time`.
    Meta,
    /// Microdata in a page: an element with `itemprop="datePublished"`.
    Microdata,
    /// A `<time datetime>` element of a page.
    #[serde(rename = "time")]
    #[strum(serialize = "time")]
    TimeElement,
    /// The dateline at the start of the body, such as `PARIS, May 3, 2021 (Reuters) -`.
    Dateline,
    /// The address of the article, such as `https://post.example/2021/01/19/ferry`.
    Url,
    /// The file's name or the folders that contain it, such as `2021/01/19/`.
    Path,
    /// The day a web archive fetched the page, which may be later than publication.
    Capture,
}

impl DateSource {
    /// The names of all sources, the most trusted first.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        Self::VARIANTS
    }

    /// The name used in the index, in reports and in `--date-from`, such as `metadata-line`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The source with that name; `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_stored_in_indexes_and_read_back() {
        let names = [
            "metadata-line",
            "field",
            "date-issue",
            "date-publication",
            "date-release",
            "first-created",
            "content-created",
            "version-created",
            "message-sent",
            "feed-published",
            "feed-updated",
            "json-ld",
            "meta",
            "microdata",
            "time",
            "dateline",
            "url",
            "path",
            "capture",
        ];
        assert_eq!(DateSource::names(), names);
        for name in names {
            let source = DateSource::from_name(name).unwrap();
            assert_eq!(source.as_str(), name);
            assert_eq!(serde_json::to_value(source).unwrap(), name);
        }
        assert_eq!(DateSource::from_name("rumour"), None);
    }
}
