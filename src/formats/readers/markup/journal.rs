//! What articles of journals (JATS, NLM) say in several elements: days in parts, names in parts.
//!
//! Any XML may write a date as `<year>`, `<month>` and `<day>`. Other elements are read by their
//! names (`other_xml`). Format: ANSI/NISO Z39.96, `pub-date` and `contrib`.

use crate::formats::gather::written_date::date_of_parts;
use crate::formats::xml::Element;

/// The day of publication: of several, the first one of those that say the most.
pub(super) fn day_of_publication(root: &Element) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    front(root).each("pub-date", &mut |date| {
        let exact = date.attribute("iso-8601-date").map(|date| (3, date));
        let Some((parts, text)) = exact.or_else(|| in_parts(date)) else {
            return;
        };
        if best.as_ref().is_none_or(|(most, _)| parts > *most) {
            best = Some((parts, text));
        }
    });
    best.map(|(_, text)| text)
}

/// What is before the text. Answers and reviews after it have days and authors of their own.
fn front(root: &Element) -> &Element {
    root.find("front").unwrap_or(root)
}

/// The date that an element writes in parts, or its text.
pub(super) fn date_of(element: &Element) -> Option<String> {
    let parts = in_parts(element).map(|(_, text)| text);
    parts.or_else(|| element.line())
}

/// A date of the elements `year`, `month` and `day`, and how many of them are there.
fn in_parts(date: &Element) -> Option<(usize, String)> {
    let part = |name: &str| {
        let part = date
            .elements()
            .find(|part| part.name.eq_ignore_ascii_case(name))?;
        part.line()
    };
    let year = part("year")?;
    let Some(month) = part("month") else {
        return Some((1, year));
    };
    let day = part("day");
    let text = date_of_parts(&year, Some(&month), day.as_deref());
    Some((2 + usize::from(day.is_some()), text))
}

/// The authors of a `contrib-group`, in their order.
pub(super) fn authors(root: &Element) -> Vec<String> {
    let mut authors = Vec::new();
    front(root).each("contrib", &mut |contributor| {
        let kind = contributor.attribute("contrib-type");
        if kind.is_none_or(|kind| kind == "author") {
            authors.extend(name_of(contributor));
        }
    });
    authors
}

/// The name of a contributor: a person's in the order of speech, or that of a group.
fn name_of(contributor: &Element) -> Option<String> {
    let person = contributor
        .seek("name")
        .or_else(|| contributor.seek("string-name"));
    let Some(person) = person else {
        return contributor.line_of("collab");
    };
    let last = person.line_of("surname");
    let first = person.line_of("given-names");
    match (first, last) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => last.or(first).or_else(|| person.line()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::other_xml::OTHER_XML;
    use crate::formats::test_support::documents::{dated, read};

    fn journal(days: &str) -> String {
        format!(
            "<article xml:lang='de'><front><journal-meta><journal-title>Coast Review</journal-title></journal-meta>\
             <article-meta><title-group><article-title>Tides</article-title></title-group><contrib-group>\
             <contrib contrib-type='author'><name><surname>Lee</surname><given-names>Ann</given-names></name></contrib>\
             <contrib contrib-type='author'><collab>Tide Group</collab></contrib>\
             <contrib contrib-type='editor'><name><surname>Ek</surname></name></contrib></contrib-group>{days}\
             </article-meta></front><body><sec><title>One</title><p>The tides rose by a finger.</p></sec></body></article>"
        )
    }

    #[test]
    fn days_in_parts_are_dates_and_the_fullest_one_counts() {
        for (days, date) in [
            (
                "<pub-date><day>05</day><month>04</month><year>2019</year></pub-date>",
                "2019-04-05",
            ),
            (
                "<pub-date><year>2019</year><month>4</month></pub-date>",
                "2019-04",
            ),
            (
                "<pub-date><day>5</day><month>Apr</month><year>2019</year></pub-date>",
                "2019-04-05",
            ),
            (
                "<pub-date iso-8601-date='2019-04-05'><year>2019</year></pub-date>",
                "2019-04-05",
            ),
            (
                "<history><date><day>1</day><month>2</month><year>2018</year></date></history><pub-date><year>2019</year>\
                 </pub-date><pub-date><day>5</day><month>4</month><year>2019</year></pub-date>",
                "2019-04-05",
            ),
        ] {
            let (articles, problems) = read(&OTHER_XML, journal(days).as_bytes());
            assert_eq!(problems, [], "{days}");
            assert_eq!(dated(&articles[0]).0, date, "{days}");
            assert_eq!(articles[0].headline, "Tides");
            assert_eq!(articles[0].bylines, ["Ann Lee", "Tide Group"]);
            assert_eq!(articles[0].source.as_deref(), Some("Coast Review"));
            assert_eq!(articles[0].language.as_deref(), Some("de"));
        }
    }
}
