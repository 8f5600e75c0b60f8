//! Lists written as text: bylines and keywords.
//!
//! Sources separate authors and keywords in many ways. A comma splits a byline only if all parts
//! are full names, so a role or an agency stays with its author.

/// Words that end a person's role. A comma before a role does not separate two people.
const ROLES: &[&str] = &[
    "writer",
    "writers",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "editor",
    "press",
    "staff",
    "bureau",
    "chief",
    "analyst",
    "columnist",
    "contributor",
    "agencies",
    "association",
    "service",
    "news",
];

/// The authors in a byline, without "By": `By Ann Lee and Bo Ek` has two.
///
/// A comma separates authors only if there is a full name on either side: `Lee, Ann` and
/// `Ann Lee, Staff Writer` are one author.
pub(in crate::formats) fn bylines(text: &str) -> Vec<String> {
    let text = without_by(text);
    text.split([';', '&'])
        .flat_map(split_at_and)
        .flat_map(split_full_names)
        .map(|name| name.trim().trim_end_matches(',').trim_end())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that open a byline in the languages of many agencies.
const BY: &[&str] = &["by", "par", "por", "von", "av", "af", "door"];

/// A byline without the "By" that may open it. The words of other languages are parts of names too,
/// so a full name has to follow them.
fn without_by(text: &str) -> &str {
    let text = text.trim();
    let end = text
        .find(|c: char| c == ':' || c.is_whitespace())
        .unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(':');
    let is_by = BY.iter().any(|by| first.eq_ignore_ascii_case(by))
        && (first.eq_ignore_ascii_case("by") || rest.split_whitespace().nth(1).is_some());
    if is_by && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        text
    }
}

/// Words of the names of organisations, which may have an `and` within them: `Ministry of Trade and
/// Industry`.
const ORGANISATIONS: &[&str] = &[
    "ministry",
    "department",
    "office",
    "committee",
    "commission",
    "council",
    "institute",
    "agency",
    "authority",
    "federation",
];

fn split_at_and(text: &str) -> Vec<&str> {
    let is_word_of_one = |word: &str| {
        ORGANISATIONS
            .iter()
            .any(|own| own.eq_ignore_ascii_case(word))
    };
    if text.split_whitespace().any(is_word_of_one) {
        return vec![text];
    }
    text.split(" and ")
        .flat_map(|part| part.split(" AND "))
        .collect()
}

fn split_full_names(text: &str) -> Vec<&str> {
    let is_full_name = |part: &&str| {
        let mut words = part.split_whitespace();
        let last = words.next_back().unwrap_or_default();
        words.next().is_some() && !ROLES.iter().any(|role| last.eq_ignore_ascii_case(role))
    };
    let parts: Vec<&str> = text.split(',').collect();
    let names = parts.iter().filter(|part| !part.trim().is_empty());
    if names.clone().all(is_full_name) {
        parts
    } else {
        vec![text]
    }
}

/// Keywords separated by commas, semicolons, bars or line ends.
pub(in crate::formats) fn keywords(text: &str) -> Vec<String> {
    text.split([',', ';', '|', '\n', '،', '、'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_split_into_people() {
        for (text, expected) in [
            ("By John Smith", &["John Smith"][..]),
            ("BY JOHN SMITH", &["JOHN SMITH"]),
            ("by: John Smith", &["John Smith"]),
            ("John Smith and Jane Doe", &["John Smith", "Jane Doe"]),
            (
                "John Smith, Jane Doe and Bo Ek",
                &["John Smith", "Jane Doe", "Bo Ek"],
            ),
            ("John Smith; Jane Doe", &["John Smith", "Jane Doe"]),
            ("John Smith & Jane Doe", &["John Smith", "Jane Doe"]),
            ("Smith, John", &["Smith, John"]),
            ("John Smith, AP", &["John Smith, AP"]),
            ("John Smith, Staff Writer", &["John Smith, Staff Writer"]),
            ("Byron Andrews", &["Byron Andrews"]),
            ("Par Élodie Marchetaux", &["Élodie Marchetaux"]),
            ("Von Hans Müller", &["Hans Müller"]),
            ("Von Neumann", &["Von Neumann"]),
            ("Parviz Amini", &["Parviz Amini"]),
            ("Reuters", &["Reuters"]),
            (
                "Ministry of Trade and Industry",
                &["Ministry of Trade and Industry"],
            ),
            ("  ", &[]),
        ] {
            assert_eq!(bylines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn keywords_are_separated_by_any_usual_mark() {
        assert_eq!(
            keywords("Iraq, U.S. troops;al-Fatih | NATO"),
            ["Iraq", "U.S. troops", "al-Fatih", "NATO"]
        );
    }
}
