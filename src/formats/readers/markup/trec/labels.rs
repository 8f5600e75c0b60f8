//! Values of tags as newspapers write them: a section with its page, a source with its code, lines
//! that open a byline.
//!
//! Here are only texts. `article` offers what is found in them.

/// Whether a line opens as a byline.
pub(super) fn opens_with_by(line: &str) -> bool {
    line.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("by "))
}

/// Whether a line says what an author is, and not who.
pub(super) fn is_role(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    ["writer", "correspondent", "reporter", "editor", "press"]
        .iter()
        .any(|role| last.eq_ignore_ascii_case(role))
}

/// `THE JOURNAL (J), PAGE A1`: the name without its code, and the page.
pub(super) fn source_and_page(line: &str) -> (String, Option<String>) {
    let (name, rest) = match line.split_once(" (") {
        Some((name, rest)) if rest.split(')').next().is_some_and(|code| code.len() <= 3) => {
            (name, rest.split_once(')').map_or("", |(_, rest)| rest))
        }
        _ => (line, ""),
    };
    let page = rest.trim_start_matches([',', ' ']);
    let page = Some(page.to_owned()).filter(|page| !page.is_empty());
    (name.to_owned(), page.map(|text| self::page(&text)))
}

/// `Metro; Part 2; Page 1; Column 2; Metro Desk`: the section, and part and page.
pub(super) fn section_and_page(line: &str) -> (Option<String>, Option<String>) {
    let mut section = None;
    let mut pages = Vec::new();
    for piece in line.split(';').map(str::trim) {
        let first = piece.split(' ').next().unwrap_or_default();
        match &*first.to_ascii_lowercase() {
            "" | "column" => {}
            "part" | "page" => pages.push(piece),
            _ => section = section.or(Some(piece.to_owned())),
        }
    }
    let pages = match &pages[..] {
        [] => None,
        [one] => Some(page(one)),
        several => Some(several.join(", ")),
    };
    (section, pages)
}

/// A page without remarks on pictures: `London Page 7 Photograph (Omitted).`, `PAGE A1`.
pub(super) fn page(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| word.eq_ignore_ascii_case("page"));
    match at {
        Some(0) if words.len() > 1 => words[1].trim_end_matches(['.', ',']).to_owned(),
        Some(at) if words.len() > at + 1 => words[..at + 2]
            .join(" ")
            .trim_end_matches(['.', ','])
            .to_owned(),
        _ => line.to_owned(),
    }
}

/// Whether a word has digits only.
pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}
