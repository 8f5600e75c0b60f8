//! The table of tags: what each means in the collections that have it.
//!
//! A tag of a new collection is a row. Names are in capitals; `F 104` is `<F P=104>`.

use crate::article::WhyLeftOut;

/// What the content of a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Headline,
    /// A line below the headline.
    Subhead,
    Date,
    /// The first paragraphs of the text.
    Lead,
    Text,
    Byline,
    Source,
    /// A section, with the page behind it in some collections.
    Section,
    Page,
    Place,
    Language,
    Keywords,
    Url,
    /// Something next to the text that is left out of it, with a note.
    Aside(WhyLeftOut),
    /// Has other tags in it; its own text is codes.
    Codes,
    /// Has other tags in it; its own text is lines of the article's head.
    Around,
    /// Codes and counts of a database.
    Nothing,
}

/// How a tag lays out the text that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A paragraph: its line ends are spaces.
    Paragraph,
    /// A heading, an item, a row: a paragraph of its own.
    Block,
    /// A line end.
    Break,
}

/// A row: the role, and the tags that have it, the best first.
type Row = (Role, &'static [&'static str]);

#[rustfmt::skip]
const ROLES: &[Row] = &[
    (Role::Id, &["DOCNO", "DOCID", "DOC-ID", "DOC_ID", "DOCNUM", "NEWSID"]),
    (Role::Headline, &[
        "HEADLINE", "HEAD", "HL", "TITLE", "TTL", "TI", "DOCTITLE", "HD", "TITRE", "TITULO", "TITEL", "H3",
    ]),
    (Role::Subhead, &["SUBHEAD", "SUBHEADLINE", "SUBTITLE", "ALTITLE", "SUBTITULO", "SOUSTITRE", "UNTERTITEL", "DECK"]),
    (Role::Date, &["DATE", "DATE1", "DD", "PUBDATE", "DATE_TIME", "DATETIME", "PD", "DA", "DT", "PUBLISHED", "FECHA", "DATUM"]),
    (Role::Lead, &["LEADPARA", "LP", "LEAD", "LD", "LE", "CHAPO", "INTRO", "ABSTRACT"]),
    (Role::Text, &["TEXT", "TX", "TE", "TD", "TEXTE", "TEXTO", "STORY", "CONTENT", "CONTENTS", "BODY"]),
    (Role::Byline, &["BYLINE", "BY", "AUTHOR", "AUTHORS", "AUTH", "AU", "AUTEUR", "AUTOR", "REPORTER", "WRITER"]),
    (Role::Source, &["SOURCE", "SO", "PUB", "NAME", "PUBLICATION", "NEWSPAPER", "PAPER", "JOURNAL", "PUBLISHER", "F 104"]),
    (Role::Section, &["SECTION", "SEC", "CATEGORY", "CAT", "DESK", "RUBRIK", "RUBRIQUE", "SECCION"]),
    (Role::Page, &["PAGE", "PG", "PG.COL", "PAGES", "PAGINA", "SEITE"]),
    (Role::Place, &["DATELINE", "PLACE", "CITY", "LOCATION", "LOC"]),
    (Role::Language, &["LANGUAGE", "LANG", "LA"]),
    (Role::Keywords, &["SUBJECT", "SUBJECTS", "KEYWORD", "KEYWORDS", "KW", "DESCRIPT", "DESCRIPTORS", "TOPICS", "F 100", "F 101"]),
    (Role::Url, &["URL", "LINK", "WEBPAGE", "DOCOLDURL"]),
    (Role::Aside(WhyLeftOut::Caption), &["CAPTION", "GRAPHIC", "IMAGE", "PHOTO", "ILLUSTRATION", "FIGURE"]),
    (Role::Aside(WhyLeftOut::NotRead), &["CORRECTION", "CORRECTIONS", "CORRECTN"]),
    (Role::Aside(WhyLeftOut::Metadata), &["SUMMARY", "HIGHLIGHTS", "KEYPOINTS"]),
    (Role::Aside(WhyLeftOut::Boilerplate), &["NOTE", "NOTES", "MEMO", "ANNOTATION", "EDNOTE"]),
    (Role::Codes, &["HEADER", "DOCHDR"]),
    (Role::Around, &["DOC", "ARTICLE", "FRONT"]),
    (Role::Nothing, &[
        "ACCESS", "ACTION", "AE", "CFRNO", "CLAVE", "CO", "CODE", "CODES", "COPYRGHT", "COPYRIGHT", "CORRECTION-DATE",
        "COUNTRY", "DAY", "DESTINO", "DNO", "DOCSRC", "DOCTYPE", "EDITION", "F 102", "F 103", "F 105", "FEATURE",
        "FICHEROS", "FILEID", "FIRST", "G", "GE", "GV", "HT", "IN", "INDEX", "ISSUE", "LENGTH", "LIMLEN", "MONTH", "MS",
        "NEW", "NO", "NUM", "ORIGINALFILE", "PARENT", "PRIORIDAD", "PROFILE", "PUBYEAR", "RE", "RECORDNO", "REGION",
        "SCATE", "SECOND", "SLUG", "SRCTYPE", "STATE", "TIME", "TMZ", "TRAILER", "TXTTYPE", "TYPE", "UNK", "WORD.CT", "WORDCOUNT", "WORDS", "XX",
    ]),
];

#[rustfmt::skip]
const LAYOUTS: &[(Layout, &[&str])] = &[
    (Layout::Paragraph, &["P", "PARA", "PARAGRAPH"]),
    (Layout::Block, &[
        "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "LI", "UL", "OL", "TR", "TABLE", "DIV", "BLOCKQUOTE", "HR",
        "CROSSHEAD", "SUBHEADING",
    ]),
    (Layout::Break, &["BR"]),
];

/// Roles that a tag keeps within the text. All other tags there are parts of the text.
const IN_TEXT: &[&str] = &[
    "DOCTITLE",
    "HEADLINE",
    "TTL",
    "TI",
    "BYLINE",
    "CAPTION",
    "GRAPHIC",
    "IMAGE",
    "ANNOTATION",
    "F 105",
    "F 103",
];

/// The role of a tag and its place among the tags of that role; 0 is the best.
pub(super) fn role_of(name: &str) -> Option<(Role, usize)> {
    ROLES.iter().find_map(|(role, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        Some((*role, rank))
    })
}

/// The role of a tag that is within the text.
pub(super) fn role_in_text(name: &str) -> Option<(Role, usize)> {
    role_of(name).filter(|_| IN_TEXT.contains(&name))
}

/// How a tag lays out a text; `None` if it does not.
pub(super) fn layout_of(name: &str) -> Option<Layout> {
    let is_of = |(_, names): &&(Layout, &[&str])| names.contains(&name);
    LAYOUTS.iter().find(is_of).map(|(layout, _)| *layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_has_one_role() {
        let names: Vec<_> = ROLES.iter().flat_map(|(_, names)| *names).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
            assert_eq!(name.to_ascii_uppercase(), **name);
        }
        for name in IN_TEXT {
            assert!(role_of(name).is_some(), "{name}");
        }
    }
}
