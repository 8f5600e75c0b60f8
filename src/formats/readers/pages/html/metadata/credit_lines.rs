//! Lines that name who wrote an article by a label: `Written by Ann Lee`, `Autor: Jan Kos`,
//! `홍길동 기자`.
//!
//! They are under the headline. Other lines have labels too, so what follows has to be a name.

use crate::formats::gather::bylines::{bylines, is_whole_name};

/// Labels, in lower case. Those of letters alone are followed by a space.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "written by", "reported by", "story by", "reporting by", "posted by", "words by", "by:", "author:", "reporter:",
    "von:", "autor:", "autorin:", "par:", "auteur:", "autrice:", "propos recueillis par", "por:", "autora:", "escrito por",
    "di:", "autore:", "a cura di", "door:", "skribent:", "forfatter:", "tekst:", "teksti:", "text:", "texto:", "testo:",
    "szerző:", "írta:", "autors:", "napsal:", "napsala:", "piše:", "автор:", "пише:", "συντάκτης:", "yazar:", "haber:",
    "tác giả:", "penulis:", "reporter :", "oleh:", "بقلم:", "الكاتب:", "نویسنده:", "כתב:", "מאת:", "लेखक:",
    "记者：", "記者：", "作者：", "文：", "文/", "文／", "記者/", "记者/",
];

/// Words after the name of a reporter, in languages that write them so.
const AFTER: &[&str] = &[" 기자", " 특파원", " 記者", "記者", " 记者", "记者"];

/// What may be after a byline on its line.
const ENDS: &[&str] = &["min read", "minute read", "mins read"];

/// What is between the people of a byline and something else.
const CUTS: &[&str] = &[" / ", " avec ", " mit dpa"];

/// The most characters of a name in scripts without capitals.
const LONGEST_NAME: usize = 20;

/// The people that a line names as the authors; empty if it names none.
pub(in crate::formats) fn people_of(line: &str) -> Vec<String> {
    let line = without_end(line.trim());
    let lower = line.to_lowercase();
    let label = LABELS.iter().find_map(|label| {
        let rest = lower.strip_prefix(label)?;
        let is_apart = !label.ends_with(char::is_alphabetic) || rest.starts_with(' ');
        // Lower case may be longer or shorter.
        is_apart.then(|| line.get(line.len().checked_sub(rest.len())?..))?
    });
    let before = || AFTER.iter().find_map(|word| line.strip_suffix(word));
    let Some(name) = label.or_else(before) else {
        return Vec::new();
    };
    let people = bylines(name.trim()).into_iter();
    people.take_while(|one| is_name(one)).collect()
}

/// A line without how long its article takes to read, a town or an agency after a name.
pub(in crate::formats) fn without_end(line: &str) -> &str {
    let cut = CUTS.iter().filter_map(|cut| line.find(cut)).min();
    let line = cut.map_or(line, |at| &line[..at]);
    let Some(rest) = ENDS.iter().find_map(|end| line.strip_suffix(end)) else {
        return line;
    };
    let rest = rest.trim_end();
    let name = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() == rest.len() {
        line
    } else {
        name.trim_end_matches([' ', '|', '·', '•', '-', '–'])
    }
}

/// Whether a text is the name of a person: two words with capitals, or a short one in a script
/// without them.
fn is_name(text: &str) -> bool {
    let has_case = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let is_short = || {
        text.chars().count() <= LONGEST_NAME
            && text.split_whitespace().count() <= 3
            && text.chars().all(|c| {
                c.is_alphabetic()
                    || matches!(c, ' ' | '·' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{97f}')
            })
    };
    if has_case {
        is_whole_name(text) && !text.contains([':', '@'])
    } else {
        is_short()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_by_labels_of_many_languages() {
        for (line, people) in [
            ("Written by Ann Lee", &["Ann Lee"][..]),
            ("Reported by: Ann Lee", &[]),
            (
                "By: Ann Lee, Bo Ek and Cy Dow",
                &["Ann Lee", "Bo Ek", "Cy Dow"],
            ),
            ("Autor: Jan Kos", &["Jan Kos"]),
            ("Автор: Анна Лис", &["Анна Лис"]),
            ("Penulis: Budi Raharjo", &["Budi Raharjo"]),
            ("Text: Anna Lind, Fotos: Bo Koch", &["Anna Lind"]),
            ("Text: Anna Lind Foto: Bo Koch", &[]),
            ("记者：李明", &["李明"]),
            ("홍길동 기자", &["홍길동"]),
            ("بقلم: أحمد علي", &["أحمد علي"]),
            ("Text: the whole story", &[]),
            ("Written by hand", &[]),
            ("Author:", &[]),
        ] {
            assert_eq!(people_of(line), people, "{line}");
        }
        assert_eq!(without_end("By Ann Lee 5 min read"), "By Ann Lee");
        assert_eq!(without_end("Por Ana Ruiz / Madrid"), "Por Ana Ruiz");
        assert_eq!(without_end("Par Anne Leroy avec AFP"), "Par Anne Leroy");
        assert_eq!(without_end("By Ann Lee"), "By Ann Lee");
    }
}
