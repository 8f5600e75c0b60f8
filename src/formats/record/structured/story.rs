//! Contents that are records of their own: the `content` of a story of Storyblok. Each site names its
//! members itself (`headline`, `intro`, `long_text`), next to `component` and `_uid`.
//!
//! Members with the names of fields are fields of the article. Parts of the text make one body, in
//! their order, the introduction first. Where there is none, the longest text is the body. Source:
//! <https://www.storyblok.com/docs/api/content-delivery/v2/stories/the-story-object>.

use super::super::keys::Meaning;
use super::super::tagged::characters;
use super::super::{Field, FieldValue, Named, Names, Record, parts};
use super::BodyValue;

/// The name of the kind of a content, and of its parts.
const COMPONENT: &str = "component";

/// Names of texts that open an article.
const INTRODUCTIONS: &[&str] = &[
    "intro",
    "introduction",
    "lead",
    "lede",
    "standfirst",
    "preamble",
];

/// The fewest characters of a text under a name that is not known that may be the body.
const SHORTEST: usize = 80;

/// Whether these are the members of such a content.
pub(super) fn is_one(members: &[(String, BodyValue<'_>)]) -> bool {
    members
        .iter()
        .any(|(name, value)| name == COMPONENT && matches!(value, BodyValue::Text(_)))
}

/// What a member is.
pub(super) enum Role {
    Field(Named),
    Text(Place),
}

/// Where a text belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Introduction,
    Body,
    /// It has a name that is not known.
    Unknown,
}

/// What the member of that name is; `None` for what no person reads.
pub(super) fn role(names: Names<'_>, name: &str, is_part: bool) -> Option<Role> {
    if name.starts_with('_') || name == COMPONENT {
        return None;
    }
    if INTRODUCTIONS
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
    {
        return Some(Role::Text(Place::Introduction));
    }
    let meant = match names.meaning(name).0 {
        Meaning::Field(meant) | Meaning::Parts(meant) | Meaning::Envelope(Some(meant)) => meant,
        _ if is_part => return Some(Role::Text(Place::Body)),
        _ => return Some(Role::Text(Place::Unknown)),
    };
    Some(match meant.field() {
        Field::Body if !meant.is_summary() => Role::Text(Place::Body),
        _ => Role::Field(meant),
    })
}

/// Gives the values of a record another name, also those in several languages. Only the language
/// that they are in is none of them.
pub(super) fn rename(record: &mut Record<'_>, meant: Named) {
    let values = record.found.iter_mut();
    for (named, _) in values.filter(|it| it.0.field != Field::Language) {
        *named = meant;
    }
    for (_, own) in record.translated.iter_mut().flatten() {
        rename(own, meant);
    }
}

/// A part of the text.
pub(super) struct Part {
    name: String,
    place: Place,
    /// In HTML.
    text: String,
    beside: Vec<(String, crate::article::WhyLeftOut, usize)>,
}

impl Part {
    pub(super) fn of(name: String, place: Place, own: Record<'_>) -> Self {
        let texts = own
            .found
            .into_iter()
            .filter(|(named, _)| !named.is_summary());
        let texts = texts.map(|(_, value)| parts::as_html(&value.into_paragraphs()));
        Self {
            name,
            place,
            text: texts.collect(),
            beside: own.beside,
        }
    }

    fn characters(&self) -> usize {
        characters(&self.text)
    }
}

/// Adds the text that the parts make.
pub(super) fn put(record: &mut Record<'_>, named: Named, mut parts: Vec<Part>) {
    let has_body = parts
        .iter()
        .any(|part| part.place == Place::Body && !part.text.is_empty());
    if !has_body
        && let Some(longest) = parts
            .iter_mut()
            .filter(|part| part.place == Place::Unknown)
            .max_by_key(|part| part.characters())
        && longest.characters() >= SHORTEST
    {
        longest.place = Place::Body;
    }
    let mut body = String::new();
    for place in [Place::Introduction, Place::Body] {
        for part in parts.iter_mut().filter(|part| part.place == place) {
            body.push_str(&part.text);
            record.beside.append(&mut part.beside);
        }
    }
    record.put(named, FieldValue::Text(body.into()));
    for part in parts.iter().filter(|part| part.place == Place::Unknown) {
        record.put_unread(&part.name, part.characters());
    }
}
