//! Lists written as text: bylines and keywords.
//!
//! Sources separate authors and keywords in many ways. A comma splits a byline only if all parts
//! are full names, so a role or an agency stays with its author. So does an "and" of most languages.

use super::dateline::is_agency;

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
    text.split([';', '&', '、'])
        .flat_map(split_at_bar)
        .flat_map(split_at_and)
        .flat_map(split_full_names)
        .map(|name| name.trim().trim_end_matches(',').trim_end())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Splits at bars between people. After the only name, they are roles, addresses and sites.
fn split_at_bar(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(" | ").map(str::trim).collect();
    let has_role = |part: &&str| {
        let last = part.split_whitespace().next_back().unwrap_or_default();
        ROLES.iter().any(|role| last.eq_ignore_ascii_case(role))
    };
    let is_person = |part: &&str| is_whole_name(part) && !has_role(part);
    if parts.len() == 1 || parts.iter().all(is_person) {
        return parts;
    }
    match parts.first() {
        Some(first) if is_person(first) => vec![*first],
        _ => vec![text],
    }
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

/// The same in other languages, also as parts of longer words: `Bundesministerium`.
const PARTS_OF_ORGANISATIONS: &[&str] = &[
    "institut",
    "ministeri",
    "ministè",
    "ministé",
    "departement",
    "redaktion",
    "rédaction",
    "redacción",
    "redazione",
    "redactie",
    "ressort",
    "gesellschaft",
    "verband",
    "verein",
    "stiftung",
    "universi",
    "fundación",
    "fondation",
    "asociación",
    "consejo",
    "conseil",
    "comité",
    "министерство",
    "редакция",
];

/// Words for "and" that people write between names, besides the English one. The second list has
/// those that are no words of their own in other languages, or hardly ever.
const AND: &[&str] = &[
    "und",
    "et",
    "y",
    "e",
    "og",
    "och",
    "en",
    "ja",
    "i",
    "a",
    "ve",
    "și",
    "şi",
    "si",
    "és",
    "oraz",
    "un",
    "ir",
    "dhe",
    "eta",
    "dan",
    "và",
    "και",
    "и",
    "та",
    "і",
    "й",
    "و",
    "اور",
    "और",
    "व",
    "तथा",
    "आणि",
    "ও",
    "এবং",
    "და",
    "և",
    "และ",
];

/// The same in capitals, where they are no initials.
const CAPITAL_AND: &[&str] = &["UND", "ET", "Y", "OG", "OCH", "EN", "VE", "ΚΑΙ", "И"];

/// Words in lower case within names of people.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "do", "du", "dos", "das", "del", "della", "van", "von", "der", "den", "ter",
    "ten", "te", "zu", "zum", "av", "af", "al", "el", "bin", "ibn", "la", "le", "los", "las", "y",
    "e", "d’", "d'",
];

/// Words that open the names of towns after `en` and `i`, which are "in" in other languages.
const TOWNS: &[&str] = &[
    "Nueva", "San", "Santa", "Santo", "Los", "Las", "La", "El", "Buenos", "Ciudad", "Tel", "Rio",
    "Río", "Puerto", "Costa", "Estados", "Reino", "Nouvelle", "Nouveau", "New", "Den", "Hong",
    "São",
];

fn split_at_and(text: &str) -> Vec<&str> {
    let is_word_of_one = |word: &str| {
        let word = word.to_lowercase();
        ORGANISATIONS.contains(&&*word)
            || PARTS_OF_ORGANISATIONS.iter().any(|own| word.contains(own))
    };
    if text.split_whitespace().any(is_word_of_one) {
        return vec![text];
    }
    text.split(" and ")
        .flat_map(|part| part.split(" AND "))
        .flat_map(split_at_other_and)
        .collect()
}

/// The longest list of people, in bytes, that is split at these words.
const LONGEST_SPLIT: usize = 1_000;

/// Splits at the "and" of other languages. Names have these words too (`José Ortega y Gasset`), so
/// there has to be a whole name on either side.
fn split_at_other_and(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    if text.len() > LONGEST_SPLIT {
        return vec![text];
    }
    let mut start = 0;
    for (gap, _) in text.match_indices(char::is_whitespace) {
        let rest = text[gap..].trim_start();
        let word = rest.split_whitespace().next().unwrap_or_default();
        if gap < start || !(AND.contains(&word) || CAPITAL_AND.contains(&word)) {
            continue;
        }
        let (before, after) = (&text[start..gap], &rest[word.len()..]);
        if separates(before, word, after) {
            parts.push(before);
            start = text.len() - after.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Whether an "and" is between two people, or between people and agencies.
fn separates(before: &str, word: &str, after: &str) -> bool {
    let last = before.rsplit(',').next().unwrap_or_default().trim();
    let next = after.split([',', '(']).next().unwrap_or_default().trim();
    // Another "and" may follow: `A B und C D und E F`.
    let words: Vec<&str> = next.split_whitespace().collect();
    let is_and = |word: &&str| AND.contains(word) || CAPITAL_AND.contains(word);
    let end = words
        .iter()
        .skip(1)
        .position(is_and)
        .map_or(words.len(), |at| at + 1);
    let first = words[..end].join(" ");
    let is_who = |name: &str| is_whole_name(name) || is_agency(name);
    let means_in = matches!(word, "en" | "EN" | "i");
    let is_town = means_in && words.first().is_some_and(|word| TOWNS.contains(word));
    !is_town && is_who(last) && (is_who(next) || is_who(&first))
}

/// Whether a text is the whole name of a person: two words or more, with capitals where the script
/// has them.
pub(in crate::formats) fn is_whole_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some_and(|first| !first.is_lowercase())
    };
    let is_part = |word: &&str| is_name(&word) || PARTICLES.contains(word);
    (2..=MOST_NAME_WORDS).contains(&words.len())
        && words.first().as_ref().is_some_and(|word| is_part(word))
        && words.last().as_ref().is_some_and(is_name)
        && words.iter().filter(is_name).count() > 1
        && words.iter().all(is_part)
        && !text.ends_with(['-', ':'])
        && !text.contains(|c: char| c.is_numeric())
}

/// The most words of the name of a person.
const MOST_NAME_WORDS: usize = 7;

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
            ("John Smith | Jane Doe", &["John Smith", "Jane Doe"]),
            ("JOHN SMITH | Staff Writer", &["JOHN SMITH"]),
            ("John Smith | j@post.example", &["John Smith"]),
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
            ("Jule Harms und Tom Aske", &["Jule Harms", "Tom Aske"]),
            (
                "Von Jule Harms, Bo Ek und Tom Aske",
                &["Jule Harms", "Bo Ek", "Tom Aske"],
            ),
            (
                "Jule Harms und Bo Ek und Tom Aske",
                &["Jule Harms", "Bo Ek", "Tom Aske"],
            ),
            ("JULE HARMS UND TOM ASKE", &["JULE HARMS", "TOM ASKE"]),
            ("Jule Harms und dpa", &["Jule Harms", "dpa"]),
            (
                "Par Élodie Marchetaux et Luc de Brière",
                &["Élodie Marchetaux", "Luc de Brière"],
            ),
            ("Por Ana Ruiz y Luis Gil", &["Ana Ruiz", "Luis Gil"]),
            ("José Ortega y Gasset", &["José Ortega y Gasset"]),
            ("João Castro e Silva", &["João Castro e Silva"]),
            ("Anna Verdi e Bo Ek", &["Anna Verdi", "Bo Ek"]),
            (
                "Door Jan van Loo en Els Claes",
                &["Jan van Loo", "Els Claes"],
            ),
            ("Ana Ruiz en Nueva York", &["Ana Ruiz en Nueva York"]),
            ("Ola Dahl og Bo Ek", &["Ola Dahl", "Bo Ek"]),
            ("Ola Dahl och Bo Ek", &["Ola Dahl", "Bo Ek"]),
            ("Jan Nowak i Ewa Lis", &["Jan Nowak", "Ewa Lis"]),
            ("Jan Novák a Eva Malá", &["Jan Novák", "Eva Malá"]),
            ("Ali Kaya ve Ece Su", &["Ali Kaya", "Ece Su"]),
            ("Иван Котов и Анна Лис", &["Иван Котов", "Анна Лис"]),
            ("علی رضایی و حسن احمدی", &["علی رضایی", "حسن احمدی"]),
            ("李明、王芳", &["李明", "王芳"]),
            (
                "Redaktion Politik und Neue Medien",
                &["Redaktion Politik und Neue Medien"],
            ),
            ("Kunst und Kultur", &["Kunst und Kultur"]),
            (
                "Bund für Umwelt und Naturschutz Norvik",
                &["Bund für Umwelt und Naturschutz Norvik"],
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
