//! How databases write people, languages, sections and pages.
//!
//! They are the same for all products. Fields are offered elsewhere (`found`).

/// Names of languages, in lower case, with their codes. English names are known to all readers.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("deutsch", "de"), ("allemand", "de"), ("duits", "de"), ("alemán", "de"),
    ("englisch", "en"), ("anglais", "en"), ("engels", "en"), ("inglés", "en"), ("inglese", "en"), ("inglês", "en"),
    ("französisch", "fr"), ("français", "fr"), ("francais", "fr"), ("frans", "fr"), ("francés", "fr"), ("francese", "fr"),
    ("niederländisch", "nl"), ("néerlandais", "nl"), ("nederlands", "nl"), ("holländisch", "nl"),
    ("spanisch", "es"), ("espagnol", "es"), ("spaans", "es"), ("español", "es"),
    ("italienisch", "it"), ("italien", "it"), ("italiaans", "it"), ("italiano", "it"),
    ("portugiesisch", "pt"), ("portugais", "pt"), ("portugees", "pt"), ("português", "pt"), ("portugués", "pt"),
    ("english", "en"), ("german", "de"), ("french", "fr"), ("dutch", "nl"), ("spanish", "es"), ("italian", "it"),
    ("portuguese", "pt"), ("danish", "da"), ("swedish", "sv"), ("norwegian", "no"), ("finnish", "fi"), ("polish", "pl"),
    ("russian", "ru"), ("chinese", "zh"), ("japanese", "ja"), ("korean", "ko"), ("arabic", "ar"), ("turkish", "tr"),
    ("dansk", "da"), ("svenska", "sv"), ("norsk", "no"), ("suomi", "fi"), ("polski", "pl"), ("русский", "ru"),
    ("catalan", "ca"), ("czech", "cs"), ("hungarian", "hu"), ("romanian", "ro"), ("greek", "el"), ("hebrew", "he"),
    ("английский", "en"), ("русский язык", "ru"), ("английский язык", "en"), ("немецкий", "de"), ("французский", "fr"), ("испанский", "es"),
    ("日本語", "ja"), ("英語", "en"), ("中国語", "zh"), ("中文", "zh"), ("简体中文", "zh"), ("繁体中文", "zh"), ("簡體中文", "zh"), ("繁體中文", "zh"),
    ("英文", "en"), ("英语", "en"), ("日文", "ja"), ("日语", "ja"), ("한국어", "ko"), ("영어", "en"), ("angielski", "en"), ("niemiecki", "de"),
    ("rosyjski", "ru"), ("język polski", "pl"), ("tedesco", "de"), ("engelska", "en"), ("engelsk", "en"), ("svensk", "sv"), ("spagnolo", "es"), ("espanhol", "es"), ("tedesca", "de"), ("alemão", "de"), ("francês", "fr"), ("tyska", "de"), ("tysk", "de"),
    ("čeština", "cs"), ("magyar", "hu"), ("türkçe", "tr"), ("ingilizce", "en"), ("العربية", "ar"), ("bahasa indonesia", "id"), ("ελληνικά", "el"),
    ("persian", "fa"), ("ukrainian", "uk"), ("bulgarian", "bg"), ("malay", "ms"), ("indonesian", "id"),
];

/// The code of the first language that a value names (`GERMAN; DEUTSCH`), or its name.
pub(super) fn language_code(value: &str) -> Option<String> {
    let first = value
        .split([';', ',', '/', '|'])
        .next()
        .unwrap_or_default()
        .trim();
    let name = first.to_lowercase();
    let code = LANGUAGES.iter().find(|(known, _)| *known == name);
    match code {
        Some((_, code)) => Some((*code).to_owned()),
        None => (!first.is_empty()).then(|| first.to_owned()),
    }
}

/// Whether a text is the name of a language and nothing else.
pub(super) fn is_language(text: &str) -> bool {
    let name = text.trim().to_lowercase();
    LANGUAGES.iter().any(|(known, _)| *known == name)
}

/// Words before the number of a page.
const PAGE_WORDS: &[&str] = &[
    "pg",
    "pg.",
    "page",
    "pages",
    "p.",
    "pp.",
    "s.",
    "seite",
    "seiten",
    "blz.",
    "blz",
    "pag.",
    "pagina",
    "página",
    "pág.",
    "side",
    "sida",
    "sidan",
    "sid.",
    "sid",
    "págs.",
    "стр.",
    "стр",
    "с.",
    "страница",
    "str.",
    "strona",
    "ページ",
    "頁",
    "第",
];

/// Words before something else about the place in the paper, which no field has.
const OTHER_WORDS: &[&str] = &[
    "column", "col", "col.", "part", "ausg.", "ausgabe", "spalte", "edition",
];

/// The section and the page that a value names: `Section B; Column 2; Metropolitan Desk; Pg. 4`,
/// `INSELN; S. 7 Ausg. 49`. Columns and issues are dropped.
pub(super) fn page_and_section(value: &str) -> (Option<String>, Option<String>) {
    let mut page = None;
    let mut kept: Vec<&str> = Vec::new();
    for part in value
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let first = part
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        if let Some(number) = page_number(part) {
            page.get_or_insert(number);
        } else if let Some((section, number)) = section_before_page(part) {
            kept.push(section);
            page.get_or_insert(number);
        } else if part.starts_with("Version:") {
            // Which version of the article it is, as in `UK NEWS; Version:1`.
        } else if !(OTHER_WORDS.contains(&&*first)
            && part.bytes().any(|byte| byte.is_ascii_digit()))
        {
            kept.push(part);
        }
    }
    let section = kept.join("; ");
    ((!section.is_empty()).then_some(section), page)
}

/// The section before a page on it: `Home Pages, Pg. 4`.
fn section_before_page(part: &str) -> Option<(&str, String)> {
    let (section, rest) = part.rsplit_once(',')?;
    Some((section.trim_end(), page_number(rest)?))
}

/// The page that a text names, if it starts with it: `Pg. A12`, `S. 7 Ausg. 49`, `p.23`, `Page 22,
/// Column 2`.
pub(super) fn page_number(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let word = PAGE_WORDS
        .iter()
        .filter(|word| lower.starts_with(**word))
        .max_by_key(|word| word.len())?;
    // Lower case changes no length here, since the words are of letters that keep theirs.
    let rest = text.get(word.len()..)?;
    let after = rest.trim_start_matches([':', '.', ' ', '\u{a0}']);
    if after.len() == rest.len() && !word.ends_with('.') {
        return None;
    }
    let number = after.split([' ', ',', ';']).next().unwrap_or_default();
    is_page(number).then(|| number.to_owned())
}

/// Whether a text is the number of a page: `3`, `A.7`, `B12`, `12-13`, `NP`.
pub(super) fn is_page(text: &str) -> bool {
    (1..=12).contains(&text.len())
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-/+".contains(&byte))
        && text.bytes().filter(u8::is_ascii_alphabetic).count() <= 3
}

/// `Page 3 of 20`, as the footers of documents have it.
pub(super) fn is_page_count(line: &str) -> bool {
    let line = line.trim();
    let rest = ["Page ", "Seite ", "page "]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    // `Seite 7` alone is the page of an article.
    rest.is_some_and(|rest| {
        let words: Vec<&str> = rest.split_whitespace().collect();
        matches!(words[..], [own, of, all] if is_number(own) && is_number(all) && OF.contains(&of))
    })
}

/// The words between the number of a page and the number of pages.
const OF: &[&str] = &["of", "von", "sur", "de", "/"];

/// A person as people write the name: `Lee, Ann` becomes `Ann Lee`. Other texts stay.
pub(super) fn person(name: &str) -> String {
    let mut parts = name.split(", ");
    if let (Some(last), Some(first), None) = (parts.next(), parts.next(), parts.next()) {
        let is_name = |part: &str, most: usize| {
            let count = part.split_whitespace().count();
            (1..=most).contains(&count)
                && part
                    .chars()
                    .all(|c| c.is_alphabetic() || " .-'’\u{a0}".contains(c))
                && part.starts_with(char::is_uppercase)
        };
        let is_one_word =
            !last.trim().contains(' ') || last.starts_with("de ") || last.starts_with("van ");
        let is_role = first
            .split(' ')
            .any(|word| ROLES.contains(&&*word.to_lowercase()));
        if is_one_word && is_name(first, 3) && !is_role {
            let first = without_full_stop(first);
            return format!("{first} {last}");
        }
    }
    name.to_owned()
}

/// A first name without the full stop that ends a list of authors. Initials keep theirs.
fn without_full_stop(name: &str) -> &str {
    let last = name.rsplit([' ', '.']).find(|part| !part.is_empty());
    match name.strip_suffix('.') {
        Some(bare) if last.is_some_and(|last| last.chars().count() > 2) => bare,
        _ => name,
    }
}

/// Words after a name that are no first name.
const ROLES: &[&str] = &[
    "staff",
    "writer",
    "writers",
    "reporter",
    "correspondent",
    "editor",
    "jr",
    "jr.",
    "sr.",
    "ap",
    "afp",
    "press",
    "news",
    "columnist",
    "special",
];

/// The word for words, in the languages of these products.
const WORDS: &[&str] = &[
    "words",
    "word",
    "wörter",
    "worte",
    "wort",
    "mots",
    "mot",
    "woorden",
    "woord",
    "palabras",
    "palabra",
    "parole",
    "parola",
    "palavras",
    "palavra",
    "ord",
    "sanaa",
    "слов",
    "слова",
    "слово",
    "słów",
    "słowa",
    "słowo",
    "slov",
    "slova",
    "szó",
    "szavak",
    "kelime",
    "sözcük",
    "kata",
    "λέξεις",
    "語",
    "単語",
    "文字",
    "字",
    "词",
    "詞",
    "단어",
    "كلمة",
    "מילים",
];

/// Whether a text is a count of words and nothing else: `1,048 words`.
pub(super) fn is_word_count(text: &str) -> bool {
    let text = text.trim();
    let end = text
        .find(|c: char| {
            !(c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}' | ' '))
        })
        .unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    number.bytes().any(|byte| byte.is_ascii_digit())
        && number.len() < 16
        && WORDS.iter().any(|known| *known == word.to_lowercase())
}

/// Whether a text is a count of words with a word that may be shortened to one letter: `112w.`,
/// `112 m.`
pub(super) fn is_short_word_count(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let number = text.trim_end_matches(char::is_alphabetic);
    let letters = text[number.len()..].chars().count();
    let is_number =
        !number.is_empty() && number.trim_end().bytes().all(|byte| byte.is_ascii_digit());
    is_number && letters == 1 || is_word_count(text)
}

/// Whether a line is of the footer of a whole export, and no text of an article.
pub(super) fn is_footer_of_database(line: &str) -> bool {
    let line = line.trim();
    let starts = ["Database copyright", "Contact us at", "| About LexisNexis"];
    line.len() <= 400
        && (starts.iter().any(|start| line.starts_with(start))
            || line.contains('©') && line.contains("ProQuest LLC"))
}

/// Whether a line says whose rights an article is: `Copyright 2021 …`, `© 2021 …`, `All Rights
/// Reserved`.
pub(super) fn is_rights(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 400 {
        return false;
    }
    let lower = line.to_lowercase();
    let starts = [
        "copyright ",
        "copyright: ",
        "(copyright",
        "(c) ",
        "©",
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "alle rechten voorbehouden",
        "todos los derechos",
        "tutti i diritti",
        "todos os direitos",
        "med ensamrätt",
        "alla rättigheter",
        "alle rettigheder",
        "alle rettigheter",
        "все права защищены",
        "авторское право",
        "wszelkie prawa",
        "版权所有",
        "版權所有",
        "著作権",
    ];
    let is_start = starts.iter().any(|start| lower.starts_with(start))
        || lower.len() < 100 && lower.ends_with("rights reserved");
    // A sentence may start with the word as well.
    is_start
        && (!lower.starts_with("copyright ")
            || has_year(&lower)
            || lower.contains('©')
            || lower.contains("(c)"))
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_name_pages() {
        for (value, section, page) in [
            ("LOCAL NEWS", Some("LOCAL NEWS"), None),
            ("NEWS; Pg. 4", Some("NEWS"), Some("4")),
            (
                "Section B; Column 2; Metropolitan Desk; Pg. A4",
                Some("Section B; Metropolitan Desk"),
                Some("A4"),
            ),
            ("INSELN; S. 7 Ausg. 49", Some("INSELN"), Some("7")),
            ("S. 7 Ausg. 167", None, Some("7")),
            (
                "Section 5; Part 2; Page 16; Column 2; National Desk",
                Some("Section 5; National Desk"),
                Some("16"),
            ),
            ("Home Pages, Pg. 4", Some("Home Pages"), Some("4")),
            ("Arts, Letters, Life", Some("Arts, Letters, Life"), None),
            ("Binnenland; Blz. 3", Some("Binnenland"), Some("3")),
            ("Seitenblicke", Some("Seitenblicke"), None),
            ("Pages of history", Some("Pages of history"), None),
        ] {
            let (found, number) = page_and_section(value);
            assert_eq!(found.as_deref(), section, "{value}");
            assert_eq!(number.as_deref(), page, "{value}");
        }
    }

    #[test]
    fn people_are_named_first_name_first() {
        for (written, name) in [
            ("Brekke, Olav", "Olav Brekke"),
            ("OLAV BREKKE, Staff Writer", "OLAV BREKKE, Staff Writer"),
            (
                "Olav Brekke, Harbour Correspondent",
                "Olav Brekke, Harbour Correspondent",
            ),
            ("Brekke", "Brekke"),
            ("King, Martin, Jr", "King, Martin, Jr"),
            ("By Marit Solheim", "By Marit Solheim"),
        ] {
            assert_eq!(person(written), name);
        }
    }

    #[test]
    fn languages_pages_counts_and_rights() {
        assert_eq!(language_code("GERMAN; DEUTSCH").as_deref(), Some("de"));
        assert_eq!(language_code("FRENCH; FRANÇAIS").as_deref(), Some("fr"));
        assert!(is_language("English") && !is_language("English breakfast"));
        assert!(is_page("A.7") && is_page("3") && !is_page("NORVMR") && !is_page(""));
        for count in ["96 words", "1,048 words", "104 Wörter", "1 048 mots"] {
            assert!(is_word_count(count), "{count}");
        }
        assert!(!is_word_count("words") && !is_word_count("96 words later"));
        for line in [
            "Copyright 2021 Norvik",
            "(c) 2018 Norvik",
            "© Uitgeverij",
            "All Rights Reserved",
        ] {
            assert!(is_rights(line), "{line}");
        }
        assert!(is_rights("Rights Reserved") && !is_rights("Rights Reserved for authors"));
        assert!(!is_rights("Copyright is a right of authors"));
    }
}
