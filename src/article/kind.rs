//! What kind of text an article is: a news article, a weather report, an advertisement.
//!
//! Digitised newspapers name the kind of each unit of an issue. [`Kinds`] are those that a person
//! wants to read; [`UnitCounts`] says how many units of other kinds were left out. Readers map the
//! names of their formats to these kinds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The kind of an article.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case", ascii_case_insensitive)]
pub enum ArticleKind {
    /// A news article. This is also the kind of articles whose source names none.
    #[default]
    Article,
    /// An advertisement, also a classified one.
    Advertisement,
    /// A table of contents.
    Contents,
    /// A weather report.
    Weather,
    /// An obituary.
    Obituary,
    /// A notice of a death.
    DeathNotice,
    /// A notice of a birth.
    BirthNotice,
    /// A notice of a marriage.
    MarriageNotice,
    /// A notice of a family, of whatever kind.
    FamilyNotice,
    /// An editorial.
    Editorial,
    /// A letter to the editor.
    Letter,
    /// A review of a book, a play or a concert.
    Review,
    /// An interview.
    Interview,
    /// A part of a novel, or what else is in the feuilleton.
    Feuilleton,
    /// A poem.
    Poem,
    /// Arrivals and departures of ships.
    Shipping,
    /// A picture with its caption.
    Picture,
}

impl ArticleKind {
    /// All kinds, in the order of the enum.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The kinds that are not read unless they are asked for.
    pub const NOT_USUAL: [Self; 2] = [Self::Advertisement, Self::Contents];

    /// The name used in the index, in queries and in reports, such as `death-notice`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The kind with that name in upper or lower case; `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl fmt::Display for ArticleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The kinds of articles that are read. The default is all but [`ArticleKind::NOT_USUAL`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kinds(Vec<ArticleKind>);

/// A name that is that of no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind `{0}`; there are all, {names}", names = all_names())]
pub struct UnknownKind(pub String);

fn all_names() -> String {
    let names = ArticleKind::ALL.iter().map(|kind| kind.as_str());
    names.collect::<Vec<_>>().join(", ")
}

impl Kinds {
    /// The kinds of these names; `all` is each of them, and no name is the default.
    ///
    /// # Errors
    /// If a name is that of no kind.
    pub fn named(names: &[String]) -> Result<Self, UnknownKind> {
        let mut kinds = Vec::new();
        for name in names {
            if name.eq_ignore_ascii_case("all") {
                kinds.extend(ArticleKind::ALL);
            } else {
                let kind = ArticleKind::from_name(name);
                kinds.push(kind.ok_or_else(|| UnknownKind(name.clone()))?);
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        Ok(Self(kinds))
    }

    /// Whether articles of this kind are read.
    #[must_use]
    pub fn have(&self, kind: ArticleKind) -> bool {
        if self.0.is_empty() {
            !ArticleKind::NOT_USUAL.contains(&kind)
        } else {
            self.0.contains(&kind)
        }
    }

    /// Whether nobody asked for certain kinds.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.0.is_empty()
    }
}

/// As it is typed: `all`, or names separated by commas; empty for the default.
impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() == ArticleKind::ALL.len() {
            return f.write_str("all");
        }
        let names: Vec<_> = self.0.iter().map(|kind| kind.as_str()).collect();
        f.write_str(&names.join(","))
    }
}

/// How many units of each kind were left out. Catalogs and reports keep it as text, which reads
/// back: `12 advertisement, 1 contents`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitCounts(BTreeMap<ArticleKind, u64>);

impl UnitCounts {
    /// Counts units of a kind.
    pub fn add(&mut self, kind: ArticleKind, units: u64) {
        *self.0.entry(kind).or_default() += units;
    }

    /// Adds other counts.
    pub fn add_all(&mut self, other: &Self) {
        for (kind, units) in &other.0 {
            self.add(*kind, *units);
        }
    }

    /// Whether nothing was left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The counts, by the name of the kind.
    #[must_use]
    pub fn by_name(&self) -> BTreeMap<&'static str, u64> {
        let counts = self.0.iter();
        counts
            .map(|(kind, units)| (kind.as_str(), *units))
            .collect()
    }
}

impl fmt::Display for UnitCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.iter();
        let counts: Vec<_> = counts
            .map(|(kind, units)| format!("{units} {kind}"))
            .collect();
        f.write_str(&counts.join(", "))
    }
}

/// Reads what `Display` writes. What is after a semicolon is not read.
impl FromStr for UnitCounts {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let mut counts = Self::default();
        let list = text.split(';').next().unwrap_or_default();
        for part in list.split(", ").filter(|part| !part.is_empty()) {
            let read = part.split_once(' ').and_then(|(units, kind)| {
                Some((ArticleKind::from_name(kind)?, units.parse().ok()?))
            });
            let (kind, units) = read.ok_or_else(|| UnknownKind(part.to_owned()))?;
            counts.add(kind, units);
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_stored_in_indexes_and_are_read_in_any_case() {
        for kind in ArticleKind::ALL {
            let name = kind.as_str();
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
            assert_eq!(ArticleKind::from_name(name), Some(*kind));
            assert_eq!(ArticleKind::from_name(&name.to_uppercase()), Some(*kind));
        }
        assert_eq!(ArticleKind::DeathNotice.as_str(), "death-notice");
        assert_eq!(ArticleKind::from_name("comic"), None);
    }

    #[test]
    fn advertisements_and_contents_are_read_only_if_asked_for() {
        let kinds = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            Kinds::named(&names)
        };
        let usual = Kinds::default();
        assert!(usual.have(ArticleKind::Weather) && !usual.have(ArticleKind::Advertisement));
        let all = kinds(&["all"]).unwrap();
        assert!(ArticleKind::ALL.iter().all(|kind| all.have(*kind)));
        assert_eq!(all.to_string(), "all");
        let some = kinds(&["weather", "Article"]).unwrap();
        assert!(some.have(ArticleKind::Article) && !some.have(ArticleKind::Letter));
        assert_eq!(some.to_string(), "article,weather");
        let error = kinds(&["comic"]).unwrap_err().to_string();
        assert!(error.starts_with("there is no kind `comic`; there are all, article,"));
    }

    #[test]
    fn counts_read_back() {
        let mut counts = UnitCounts::default();
        counts.add(ArticleKind::Contents, 1);
        counts.add(ArticleKind::Advertisement, 12);
        let text = counts.to_string();
        assert_eq!(text, "12 advertisement, 1 contents");
        assert_eq!(text.parse(), Ok(counts.clone()));
        assert_eq!(format!("{text}; more").parse(), Ok(counts));
        assert_eq!("".parse(), Ok(UnitCounts::default()));
        assert!("2 of nothing".parse::<UnitCounts>().is_err());
    }
}
