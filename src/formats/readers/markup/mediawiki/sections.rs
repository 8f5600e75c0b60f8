//! The lines of a page: headings, lists and tables, and the sections that are no text.
//!
//! Sources and links to other articles are left out with a note.

use super::page::Wikitext;
use crate::article::WhyLeftOut;

/// Headings of sections that are left out, in lower case.
#[rustfmt::skip]
const SOURCES: &[&str] = &[
    "sources", "source", "references", "external links", "external link", "notes", "quellen", "quelle", "weblinks",
    "einzelnachweise", "références", "liens externes", "fuentes", "fuente", "referencias", "enlaces externos", "fonti",
    "fonte", "collegamenti esterni", "note", "fontes", "ligações externas", "referências", "bronnen", "bron",
    "externe links", "källor", "källa", "externa länkar", "kilder", "kilde", "lähteet", "źródła", "źródło",
    "linki zewnętrzne", "przypisy", "источники", "источник", "ссылки", "примечания", "джерела", "посилання", "zdroje",
    "források", "kaynaklar", "kaynak", "fonts", "surse", "извори", "πηγές", "情報源", "出典", "來源", "来源", "مصادر",
    "المصادر", "منابع", "출처",
];
#[rustfmt::skip]
const OTHER_ARTICLES: &[&str] = &[
    "related news", "related articles", "related stories", "see also", "sister links", "sister projects", "previously",
    "themenverwandte artikel", "siehe auch", "voir aussi", "articles connexes", "véase también", "noticias relacionadas",
    "artículos relacionados", "notizie correlate", "articoli correlati", "voci correlate", "ver também",
    "notícias relacionadas", "zie ook", "gerelateerd nieuws", "se även", "relaterade nyheter", "se også", "aiheesta muualla",
    "zobacz też", "см. также", "похожие новости", "див. також", "související zprávy", "関連記事", "関連ニュース", "相关新闻",
    "相關新聞",
];

/// The text of a page without the marks of its lines. `wiki` notes what is left out.
pub(super) fn lines(page: &str, wiki: &mut Wikitext) -> String {
    let mut text = String::with_capacity(page.len());
    let mut left: Option<LeftSection> = None;
    let mut tables = 0_u32;
    for line in page.lines() {
        let bare = line.trim();
        if let Some((level, title)) = heading(bare) {
            if let Some(left) = left.take_if(|left| level <= left.level) {
                left.note(wiki);
            }
            if left.is_none() {
                left = LeftSection::of(level, title);
            }
            if left.is_none() {
                text.extend(["\n\n", title, "\n\n"]);
            }
            continue;
        }
        let line = plain_line(bare, &mut tables);
        if let Some(left) = &mut left {
            left.characters += line.chars().count();
        } else {
            text.push_str(&line);
            text.push('\n');
        }
    }
    if let Some(left) = left {
        left.note(wiki);
    }
    text
}

/// A section while it is left out.
struct LeftSection {
    level: usize,
    title: String,
    why: WhyLeftOut,
    characters: usize,
}

impl LeftSection {
    fn of(level: usize, title: &str) -> Option<Self> {
        let bare = title.trim_end_matches(':').trim().to_lowercase();
        let is_of = |titles: &[&str]| titles.contains(&&*bare);
        let why = match (is_of(SOURCES), is_of(OTHER_ARTICLES)) {
            (true, _) => WhyLeftOut::Metadata,
            (_, true) => WhyLeftOut::OtherArticles,
            _ => return None,
        };
        Some(Self {
            level,
            title: title.to_owned(),
            why,
            characters: 0,
        })
    }

    fn note(self, wiki: &mut Wikitext) {
        let element = format!("section {}", self.title);
        wiki.leave_out(element, self.why, self.characters);
    }
}

/// The level and the title of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let inner = line.strip_prefix('=')?.strip_suffix('=')?;
    let title = inner.trim_matches('=').trim();
    let level = 1 + inner.bytes().take_while(|byte| *byte == b'=').count();
    (!title.is_empty() && level <= 6).then_some((level, title))
}

/// A line without the marks of lists, tables and switches.
fn plain_line(line: &str, tables: &mut u32) -> String {
    if line.starts_with("{|") {
        *tables += 1;
        return String::new();
    }
    if *tables > 0 {
        if line.starts_with("|}") {
            *tables -= 1;
            return String::new();
        }
        if line.starts_with("|-") {
            return String::new();
        }
        if let Some(cells) = line.strip_prefix("|+").or(line.strip_prefix(['|', '!'])) {
            return cells
                .replace("!!", "||")
                .split("||")
                .map(cell)
                .collect::<Vec<_>>()
                .join(" | ");
        }
    }
    if line.len() >= 4 && line.bytes().all(|byte| byte == b'-') {
        return String::new();
    }
    let line = line.trim_start_matches(['*', '#', ';', ':']).trim();
    if line.starts_with("__") && line.ends_with("__") {
        return String::new();
    }
    line.to_owned()
}

/// A cell without its attributes.
fn cell(written: &str) -> String {
    match written.split_once('|') {
        Some((attributes, text)) if attributes.contains('=') => text.trim().to_owned(),
        _ => written.trim().to_owned(),
    }
}
