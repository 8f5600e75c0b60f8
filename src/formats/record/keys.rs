//! The names of fields in records of any format: keys of JSON, columns of CSV, front matter.
//!
//! Case and gaps do not matter: `Publish Date`, `publish_date` and `publishDate` are one name. A
//! field map puts a person's own names before the built-in ones. Such a name loses its built-in
//! meaning.

use super::field::Field;
use super::field_map::FieldMap;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Known names, lower case, without hyphens, underscores and spaces. Of several names of one
/// field, the first one here wins.
///
/// They are the names of schema.org, ninjs 1 to 3, trafilatura, fundus, news-please, newspaper4k,
/// the CC-NEWS exports and the APIs of the larger papers, and names that people type.
#[rustfmt::skip]
const KEYS: &[(&str, Field)] = &[
    ("headline", Field::Headline), ("headlines", Field::Headline), ("title", Field::Headline),
    ("articletitle", Field::Headline), ("newstitle", Field::Headline), ("posttitle", Field::Headline),
    ("webtitle", Field::Headline), ("heading", Field::Headline), ("name", Field::Headline),
    ("titles", Field::Headline), ("titlepage", Field::Headline), ("titlerss", Field::Headline),
    ("date", Field::Published), ("published", Field::Published), ("publisheddate", Field::Published),
    ("publishdate", Field::Published), ("datepublished", Field::Published), ("publicationdate", Field::Published),
    ("publishingdate", Field::Published), ("datepublish", Field::Published), ("pubdate", Field::Published),
    ("publishedat", Field::Published), ("publishedon", Field::Published), ("publishedtime", Field::Published),
    ("publishtime", Field::Published), ("firstpublished", Field::Published), ("firstpublicationdate", Field::Published),
    ("webpublicationdate", Field::Published), ("originalpublishedat", Field::Published),
    ("releasedate", Field::Published), ("issued", Field::Published), ("dateissued", Field::Published),
    ("datetime", Field::Published), ("timestamp", Field::Published), ("dateposted", Field::Published),
    ("postedon", Field::Published), ("postdate", Field::Published), ("articledate", Field::Published),
    ("newsdate", Field::Published), ("dategmt", Field::Published), ("created", Field::Published),
    ("createdat", Field::Published), ("createdutc", Field::Published), ("datecreated", Field::Published),
    ("firstcreated", Field::Published), ("contentcreated", Field::Published), ("versioncreated", Field::Published),
    ("body", Field::Body), ("text", Field::Body), ("bodytext", Field::Body), ("bodyxhtml", Field::Body),
    ("bodyhtml", Field::Body), ("bodies", Field::Body), ("content", Field::Body), ("maintext", Field::Body),
    ("articlebody", Field::Body), ("articletext", Field::Body), ("articlecontent", Field::Body),
    ("plaintext", Field::Body), ("fulltext", Field::Body), ("fullcontent", Field::Body), ("rawtext", Field::Body),
    ("contenttext", Field::Body), ("contenthtml", Field::Body), ("newscontent", Field::Body),
    ("postcontent", Field::Body), ("paragraphs", Field::Body), ("story", Field::Body), ("article", Field::Body),
    ("leadparagraph", Field::Body), ("description", Field::Body), ("descriptiontext", Field::Body),
    ("descriptions", Field::Body), ("shortdescription", Field::Body), ("summary", Field::Body),
    ("abstract", Field::Body), ("excerpt", Field::Body), ("snippet", Field::Body),
    ("bylines", Field::Bylines), ("byline", Field::Bylines), ("author", Field::Bylines), ("authors", Field::Bylines),
    ("by", Field::Bylines), ("creator", Field::Bylines), ("writer", Field::Bylines), ("authorname", Field::Bylines),
    ("sourcehostname", Field::Source), ("source", Field::Source), ("site", Field::Source), ("sitename", Field::Source),
    ("publisher", Field::Source), ("publication", Field::Source), ("newspaper", Field::Source),
    ("metasitename", Field::Source), ("sourcename", Field::Source), ("outlet", Field::Source),
    ("hostname", Field::Source), ("domain", Field::Source), ("sourcedomain", Field::Source),
    ("copyrightholder", Field::Source),
    ("section", Field::Section), ("sectionname", Field::Section), ("articlesection", Field::Section),
    ("category", Field::Section), ("categories", Field::Section), ("desk", Field::Section),
    ("newsdesk", Field::Section), ("service", Field::Section),
    ("keywords", Field::Keywords), ("tags", Field::Keywords), ("topics", Field::Keywords), ("subjects", Field::Keywords),
    ("keyword", Field::Keywords), ("tag", Field::Keywords), ("metakeywords", Field::Keywords),
    ("language", Field::Language), ("lang", Field::Language), ("inlanguage", Field::Language),
    ("metalang", Field::Language), ("languagecode", Field::Language), ("locale", Field::Language),
    ("url", Field::Url), ("link", Field::Url), ("canonicalurl", Field::Url), ("canonicallink", Field::Url),
    ("weburl", Field::Url), ("permalink", Field::Url), ("respondedurl", Field::Url), ("requestedurl", Field::Url),
    ("originalurl", Field::Url), ("pageurl", Field::Url), ("articleurl", Field::Url), ("href", Field::Url),
    ("uri", Field::Url), ("sourceurl", Field::Url),
    ("located", Field::Place), ("dateline", Field::Place), ("contentlocation", Field::Place),
    ("place", Field::Place), ("places", Field::Place), ("location", Field::Place), ("city", Field::Place),
    ("agency", Field::Agency), ("newsagency", Field::Agency), ("infosources", Field::Agency), ("provider", Field::Agency),
    ("id", Field::Id), ("uid", Field::Id), ("guid", Field::Id), ("docid", Field::Id), ("newsid", Field::Id),
    ("articleid", Field::Id), ("uuid", Field::Id), ("storyid", Field::Id), ("documentid", Field::Id),
    ("itemid", Field::Id), ("slug", Field::Id),
    ("subject", Field::Subject),
    ("type", Field::Kind),
    ("pubstatus", Field::Status),
    ("embargoed", Field::Embargo), ("embargoeduntil", Field::Embargo),
    ("draft", Field::Draft),
];

/// The longest known name, in bytes.
const LONGEST_KEY: usize = 20;

/// Names whose value is the record itself if it is an object: those of Elasticsearch, JSON:API and
/// services that put an envelope around an article.
const ENVELOPES: &[&str] = &[
    "source",
    "attributes",
    "fields",
    "article",
    "doc",
    "document",
    "data",
    "item",
    "post",
    "story",
    "extra",
    "params",
    "taxonomies",
];

/// Names that only wire records in ninjs have.
/// Source: <https://iptc.org/std/ninjs/>.
const NINJS: &[&str] = &[
    "versioncreated",
    "firstcreated",
    "pubstatus",
    "bodyxhtml",
    "renditions",
];

/// The use of a name's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) enum Meaning {
    Unknown,
    /// The value of a field.
    Field(Named),
    /// If the value is an object, its members are those of the record. Any other value is that of
    /// the field, if there is one.
    Envelope(Option<Named>),
    /// The fields that a field map takes from the value or from values in it, each with a path.
    Asked(Vec<(Named, Vec<String>)>),
}

/// A field and how much its name is preferred: the lowest rank wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Named {
    pub(super) field: Field,
    pub(super) rank: usize,
}

impl Named {
    /// The field.
    pub(in crate::formats) fn field(self) -> Field {
        self.field
    }
}

/// A name without the differences of spelling.
#[derive(Clone, Copy)]
struct Bare {
    bytes: [u8; LONGEST_KEY],
    length: usize,
}

impl Bare {
    /// `None` if it is longer than any known name.
    fn of(written: &str) -> Option<Self> {
        let mut bare = Self {
            bytes: [0; LONGEST_KEY],
            length: 0,
        };
        for byte in written.bytes().filter(|byte| !is_gap(*byte)) {
            *bare.bytes.get_mut(bare.length)? = byte.to_ascii_lowercase();
            bare.length += 1;
        }
        Some(bare)
    }

    /// Its built-in meaning.
    fn built_in(&self) -> BuiltIn {
        BUILT_IN
            .get(&self.bytes[..self.length])
            .copied()
            .unwrap_or_default()
    }
}

/// The built-in meaning of a name.
#[derive(Debug, Clone, Copy, Default)]
struct BuiltIn {
    named: Option<Named>,
    is_envelope: bool,
    is_ninjs: bool,
}

/// All built-in names, as a table, since each name of a record is looked up.
static BUILT_IN: LazyLock<HashMap<&'static [u8], BuiltIn>> = LazyLock::new(|| {
    let mut names: HashMap<&[u8], BuiltIn> = HashMap::new();
    for (place, (key, field)) in KEYS.iter().enumerate() {
        names.entry(key.as_bytes()).or_default().named = Some(Named {
            field: *field,
            rank: AFTER_THE_MAP + place,
        });
    }
    for name in ENVELOPES {
        names.entry(name.as_bytes()).or_default().is_envelope = true;
    }
    for name in NINJS {
        names.entry(name.as_bytes()).or_default().is_ninjs = true;
    }
    names
});

fn is_gap(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b' ')
}

/// Whether two names differ at most in case and in the separators of words.
fn are_one(a: &str, b: &str) -> bool {
    let bare = |name: &str| -> Vec<u8> {
        name.bytes()
            .filter(|byte| !is_gap(*byte))
            .map(|byte| byte.to_ascii_lowercase())
            .collect()
    };
    a == b || bare(a) == bare(b)
}

/// The names that count: those of a field map, then the built-in ones.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Names<'m> {
    map: &'m FieldMap,
}

impl<'m> Names<'m> {
    pub(in crate::formats) fn new(map: &'m FieldMap) -> Self {
        Self { map }
    }

    /// The use of a record's member of that name, and whether only ninjs has the name.
    pub(super) fn meaning(self, written: &str) -> (Meaning, bool) {
        let found = Bare::of(written).map_or_else(BuiltIn::default, |bare| bare.built_in());
        if !self.map.is_empty() {
            let asked: Vec<_> = self.asked(written).collect();
            if !asked.is_empty() {
                return (Meaning::Asked(asked), found.is_ninjs);
            }
        }
        // `source` names the publication, only Elasticsearch's `_source` is the record.
        let is_source = matches!(found.named, Some(named) if named.field == Field::Source);
        let is_envelope = found.is_envelope && (written == "_source" || !is_source);
        let meaning = match (is_envelope, found.named) {
            (true, named) => Meaning::Envelope(named),
            (false, Some(named)) => Meaning::Field(named),
            (false, None) => Meaning::Unknown,
        };
        (meaning, found.is_ninjs)
    }

    /// The fields that the map takes from a member of that name, and the paths within it.
    fn asked(self, written: &str) -> impl Iterator<Item = (Named, Vec<String>)> {
        self.map
            .entries()
            .enumerate()
            .filter_map(move |(rank, (field, path))| {
                let (first, rest) = path.split_first()?;
                are_one(first, written).then(|| (Named { field, rank }, rest.to_vec()))
            })
    }

    /// The uses of a column of that name, the `number`th from 1. Dots in its name are those of a
    /// flattened record: `_source.title`, `author.name`.
    pub(in crate::formats) fn of_column(self, name: &str, number: usize) -> Vec<Named> {
        let asked: Vec<Named> = self
            .map
            .entries()
            .enumerate()
            .filter(|(_, (_, path))| {
                are_one(&path.join("."), name) || *path == [number.to_string()]
            })
            .map(|(rank, (field, _))| Named { field, rank })
            .collect();
        if !asked.is_empty() {
            return asked;
        }
        let name = name.strip_prefix("_source.").unwrap_or(name);
        let name = [".name", ".rendered", ".value", ".main"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending))
            .unwrap_or(name);
        Bare::of(name)
            .and_then(|bare| bare.built_in().named)
            .into_iter()
            .collect()
    }

    /// Whether a column has a meaning by its name, not only by its number.
    pub(in crate::formats) fn is_named(self, name: &str, named: Named) -> bool {
        self.map
            .entries()
            .nth(named.rank)
            .is_none_or(|(_, path)| are_one(&path.join("."), name))
    }

    /// Whether a member of that name is a headline or a body.
    pub(in crate::formats) fn is_text(self, written: &str) -> bool {
        let is_text = |named: &Named| matches!(named.field, Field::Headline | Field::Body);
        match self.meaning(written).0 {
            Meaning::Field(named) | Meaning::Envelope(Some(named)) => is_text(&named),
            Meaning::Asked(asked) => asked.iter().any(|(named, _)| is_text(named)),
            Meaning::Unknown | Meaning::Envelope(None) => false,
        }
    }

    /// Whether a member of that name is a field, so that it contains no list of articles.
    pub(in crate::formats) fn is_field(self, written: &str) -> bool {
        matches!(self.meaning(written).0, Meaning::Field(_))
    }
}

/// The rank of the first built-in name: after all ranks of a field map.
const AFTER_THE_MAP: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_bare_and_short_and_listed_once() {
        for (at, (key, _)) in KEYS.iter().enumerate() {
            assert!(key.len() <= LONGEST_KEY, "{key}");
            assert!(key.bytes().all(|byte| byte.is_ascii_lowercase()), "{key}");
            assert!(KEYS[..at].iter().all(|(other, _)| other != key), "{key}");
        }
    }

    #[test]
    fn the_documentation_has_every_known_name_in_its_order() {
        let page = include_str!("../../../docs/formats.md");
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = page.as_str();
        for fields in KEYS.chunk_by(|a, b| a.1 == b.1) {
            let names: Vec<String> = fields.iter().map(|(key, _)| format!("`{key}`")).collect();
            let names = format!(": {}", names.join(", "));
            let found = rest.split_once(&names);
            rest = found
                .unwrap_or_else(|| panic!("not in this order: {names}"))
                .1;
        }
    }

    #[test]
    fn a_name_is_known_in_every_spelling() {
        let map = FieldMap::default();
        let names = Names::new(&map);
        for written in [
            "publish_date",
            "Publish Date",
            "publishDate",
            "PUBLISH-DATE",
        ] {
            let Meaning::Field(known) = names.meaning(written).0 else {
                panic!("{written}");
            };
            assert_eq!(known.field, Field::Published, "{written}");
        }
        for written in [
            "publish",
            "date_of_birth",
            "a_very_long_name_of_something",
            "",
        ] {
            assert_eq!(names.meaning(written).0, Meaning::Unknown, "{written}");
        }
    }
}
