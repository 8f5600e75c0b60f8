//! The descriptions of an issue and its articles: MODS, or Dublin Core in its place.
//!
//! Title, date and number of an issue, and the headline of an article, are read here.
//! Format: <https://www.loc.gov/standards/mods/>.

use crate::article::Precision;
use crate::article::spelling::DayOrder;
use crate::formats::gather::written_date::precision_of;
use crate::formats::xml::Element;

/// Kinds of titles that are not the one a reader knows.
const OTHER_TITLES: [&str; 3] = ["alternative", "abbreviated", "uniform"];

/// The title of a described thing; with the article that is left out of sorting.
pub(super) fn title(described: &Element) -> Option<String> {
    let mods = described.seek("mods");
    let own = mods.and_then(title_in);
    own.or_else(|| described.seek("dc:title")?.line())
}

fn title_in(mods: &Element) -> Option<String> {
    mods.all("titleInfo").find_map(|info| {
        let kind = info.attribute("type").unwrap_or_default();
        if OTHER_TITLES.contains(&&*kind) {
            return None;
        }
        let title = info.line_of("title")?;
        Some(match info.line_of("nonSort") {
            Some(start) if start.ends_with(['\'', '’']) => format!("{start}{title}"),
            Some(start) => format!("{start} {title}"),
            None => title,
        })
    })
}

/// The title of the newspaper that a described issue is one of.
pub(super) fn title_of_host(described: &Element) -> Option<String> {
    let mods = described.seek("mods")?;
    mods.all("relatedItem")
        .filter(|item| item.attribute("type").is_some_and(|kind| kind == "host"))
        .find_map(title_in)
}

/// The day of issue, as it is written. Of several, the most precise counts.
pub(super) fn date(described: &Element) -> Option<String> {
    for name in ["dateIssued", "dateCreated", "copyrightDate"] {
        let mut found = None;
        described.each("originInfo", &mut |origin| {
            let dates = origin.all(name);
            let dates = dates.filter(|date| date.attribute("point").as_deref() != Some("end"));
            let own = dates.filter_map(Element::line);
            // Of equal precision the first one counts.
            for date in found.take().into_iter().chain(own) {
                if precision(&date) > found.as_deref().and_then(precision) || found.is_none() {
                    found = Some(date);
                }
            }
        });
        if found.is_some() {
            return found;
        }
    }
    described.seek("dc:date")?.line()
}

fn precision(date: &str) -> Option<Precision> {
    precision_of(date, DayOrder::default())
}

/// The language, as it is written.
pub(super) fn language(described: &Element) -> Option<String> {
    let term = described.seek("languageTerm").and_then(Element::line);
    term.or_else(|| described.seek("dc:language")?.line())
}

/// The authors: persons whose role, if one is named, is that of an author.
pub(super) fn authors(described: &Element) -> Vec<String> {
    let Some(mods) = described.seek("mods") else {
        return Vec::new();
    };
    let names = mods.all("name").filter(|name| {
        let role = name
            .line_of("role/roleTerm")
            .map(|role| role.to_lowercase());
        role.is_none_or(|role| ["aut", "author", "cre", "creator"].contains(&&*role))
    });
    names.filter_map(name).collect()
}

fn name(name: &Element) -> Option<String> {
    let part = |kind: &str| {
        let is_it = |part: &&Element| part.attribute("type").as_deref() == Some(kind);
        name.all("namePart").find(is_it).and_then(Element::line)
    };
    match (part("given"), part("family")) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one
            .or(other)
            .or_else(|| name.line_of("displayForm"))
            .or_else(|| name.line_of("namePart")),
    }
}
