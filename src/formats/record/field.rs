//! The fields of an article that records have names for, as one table.
//!
//! A field is a variant and a row. The names that records may use, the names that a field map may
//! use, and the list of both in docs/formats.md come from the row; `article` offers the value.

/// The first key of bodies that are a summary or a part of the text.
pub(super) const FIRST_SUMMARY: &str = "leadparagraph";

/// What a named value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Field {
    Headline,
    Published,
    Body,
    Bylines,
    Source,
    Section,
    Page,
    Keywords,
    Language,
    Url,
    Place,
    Agency,
    Id,
    /// Keywords of wire records, the headline of records that are like mails.
    Subject,
    /// What sort of thing a wire record describes.
    Kind,
    /// Whether the record may be used.
    Status,
    /// Until when it may not be used.
    Embargo,
    /// Whether it was never published.
    Draft,
    /// A line below the headline.
    Subhead,
    /// The state in a content system: published, draft, scheduled.
    State,
    /// When somebody found or downloaded it.
    Seen,
    /// The parts of the date, where each has a value of its own.
    Year,
    Month,
    Day,
}

impl Field {
    /// Its name in messages and field maps.
    pub(in crate::formats) fn name(self) -> &'static str {
        let row = FIELDS.iter().find(|row| row.field == self);
        row.map_or("", |row| row.name)
    }

    /// Whether its values are texts that a person reads, and not names, dates or codes.
    pub(super) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Headline
                | Self::Body
                | Self::Subject
                | Self::Section
                | Self::Keywords
                | Self::Source
        )
    }
}

/// A row of the table.
pub(super) struct FieldRow {
    /// The field.
    pub(super) field: Field,
    /// What it is called in messages, in a field map as it is shown, and in docs/formats.md.
    pub(super) name: &'static str,
    /// The names that a field map may use, `name` first. Empty if a map cannot name it.
    pub(super) map_names: &'static [&'static str],
    /// The names that records use: lower case, without hyphens, underscores and spaces. Of several
    /// names in a record, the first one here wins.
    pub(super) keys: &'static [&'static str],
}

/// All fields of records.
///
/// The keys are those of schema.org, ninjs 1 to 3, trafilatura, fundus, news-please, newspaper4k,
/// the CC-NEWS exports, the APIs of the larger papers, and of what people type.
#[rustfmt::skip]
pub(super) const FIELDS: &[FieldRow] = &[
    FieldRow {
        field: Field::Headline,
        name: "headline",
        map_names: &["headline", "title"],
        keys: &[
            "headline", "headlines", "title", "articletitle", "newstitle", "posttitle",
            "webtitle", "headlinetext", "headlinetokens", "heading", "head", "name", "titles", "titlepage", "titlerss",
            "resolvedtitle", "booktitle", "titel", "titre", "título", "titulo", "titular", "titolo", "schlagzeile", "überschrift",
            "titulek", "nadpis", "tytuł", "titlu", "cím", "otsikko", "başlık", "judul", "заголовок", "название", "العنوان",
            "عنوان", "标题", "標題", "タイトル", "見出し", "제목",
        ],
    },
    FieldRow {
        field: Field::Published,
        name: "published",
        map_names: &["published", "date"],
        keys: &[
            "datetimepub", "date", "published", "publisheddate", "publishdate", "datepublished",
            "publicationdate", "publishingdate", "datepublish", "pubdate", "publishedat",
            "displaydate", "firstpublishdate", "pubtime",
            "publishedon", "publishedtime", "publishtime", "firstpublished",
            "firstpublicationdate", "webpublicationdate", "originalpublishedat",
            "releasedate", "issued", "dateissued", "datetime", "timestamp", "time", "dateposted",
            "postedon", "postdate", "articledate", "storydate", "newsdate", "dategmt", "created",
            "createdat", "createdutc", "datecreated", "firstcreated", "contentcreated",
            "versioncreated", "datum", "fecha", "erscheinungsdatum", "publicatiedatum",
            "erscheinungstag", "veröffentlichungsdatum", "veröffentlichtam", "datedepublication", "fechadepublicación",
            "fechadepublicacion", "datadipubblicazione", "datadepublicação", "datapublikacji", "dátum", "päivämäärä",
            "tarih", "tanggal", "дата", "датапубликации", "التاريخ", "تاریخ", "发布时间", "日期", "日付", "날짜", "data",
        ],
    },
    FieldRow {
        field: Field::Body,
        name: "body",
        map_names: &["body", "text"],
        keys: &[
            "body", "text", "bodytext", "bodyxhtml", "bodyhtml", "bodies", "content",
            "maintext", "articlebody", "articletext", "articlecontent", "plaintext",
            "fulltext", "fullcontent", "rawtext", "contenttext", "contenthtml", "htmlcontent",
            "newscontent", "postcontent", "postbody", "plaincontent", "richcontent", "storysentences", "html", "contents", "contentelements", "blocks", "paragraphs",
            "lexical", "mobiledoc",
            "texte", "texto", "testo", "tekst", "inhalt", "volltext", "contenu", "contenido",
            "conteúdo", "contenuto", "cuerpo", "corpo", "treść", "szöveg", "teksti", "metin", "içerik", "isi", "текст",
            "النص", "متن", "正文", "内容", "本文", "본문", "artikeltekst", "artikeltext", "texteintégral",
            "story", "storytext", "article", "document", "ocreng", "ocrfre", "ocrger", "ocrita", "ocrspa",
            "ocrtext", "ocr", "leadparagraph", "openingtext", "description", "descriptiontext",
            "descriptions", "shortdescription", "summary", "abstract", "abstractnote", "excerpt",
            "customexcerpt", "trailtext", "teaser", "snippet", "hitsentence", "highlights", "highlight",
        ],
    },
    FieldRow {
        field: Field::Bylines,
        name: "bylines",
        map_names: &["bylines", "byline", "author", "authors"],
        keys: &[
            "bylines", "byline", "author", "authors", "by", "creator", "writer",
            "authorname", "creators", "influencer", "credits", "bookauthor",
            "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori", "verfasser",
            "yazar", "penulis", "автор", "الكاتب", "نویسنده", "作者", "記者", "기자",
        ],
    },
    FieldRow {
        field: Field::Source,
        name: "source",
        map_names: &["source"],
        keys: &[
            "sourcehostname", "containertitle", "publicationtitle", "source", "site", "sitename", "publisher", "publication",
            "newspapertitle", "newspaper", "metasitename", "sourcename", "outlet", "hostname", "domain",
            "sourcedomain", "medianame", "mediumname", "medium", "copyrightholder",
            "quelle", "zeitung", "bron", "krant", "journal", "fuente", "medio", "fonte", "giornale",
            "publishedby", "źródło", "kaynak", "sumber", "источник", "المصدر", "منبع", "来源", "來源",
        ],
    },
    FieldRow {
        field: Field::Section,
        name: "section",
        map_names: &["section"],
        keys: &[
            "section", "sectionname", "articlesection", "category", "categories", "desk",
            "newsdesk", "rubric", "headlinecategory", "service",
            "ressort", "rubrik", "rubrique", "rubriek", "sección", "seccion", "sezione", "seção",
        ],
    },
    FieldRow {
        field: Field::Page,
        name: "page",
        map_names: &["page"],
        keys: &["page", "printpage", "pagenumber", "pagenr", "pageno", "pages", "seite", "pagina", "página"],
    },
    FieldRow {
        field: Field::Keywords,
        name: "keywords",
        map_names: &["keywords", "tags"],
        keys: &["keywords", "tags", "topics", "subjects", "keyword", "tag", "keyphrases", "desfacet", "metakeywords",
            "schlagworte", "schlagwörter", "stichworte", "trefwoorden", "motsclés", "etiquetas", "labels"],
    },
    FieldRow {
        field: Field::Language,
        name: "language",
        map_names: &["language"],
        keys: &["language", "lang", "inlanguage", "metalang", "languagecode", "langcode", "locale", "sprache", "langue", "taal", "idioma", "lingua"],
    },
    FieldRow {
        field: Field::Url,
        name: "url",
        map_names: &["url"],
        keys: &[
            "url", "link", "canonicalurl", "canonicallink", "weburl", "permalink",
            "respondedurl", "requestedurl", "originalurl", "pageurl", "articleurl", "href",
            "articlelink", "uri", "troveurl", "sourceurl", "resolvedurl",
        ],
    },
    FieldRow {
        field: Field::Place,
        name: "place",
        map_names: &["place"],
        keys: &["located", "dateline", "contentlocation", "place", "places", "location", "city", "eventplace", "publisherplace"],
    },
    FieldRow {
        field: Field::Agency,
        name: "agency",
        map_names: &["agency"],
        keys: &["agency", "newsagency", "infosources", "provider"],
    },
    FieldRow {
        field: Field::Id,
        name: "id",
        map_names: &["id"],
        keys: &[
            "id", "uid", "guid", "docid", "docno", "newsid", "articleid", "uuid", "storyid",
            "documentid", "itemid", "slug",
        ],
    },
    FieldRow {
        field: Field::Subject,
        name: "keywords, or the headline where there is none",
        map_names: &[],
        keys: &["subject"],
    },
    FieldRow {
        field: Field::Kind,
        name: "kind, of ninjs",
        map_names: &[],
        keys: &["type"],
    },
    FieldRow {
        field: Field::Status,
        name: "status",
        map_names: &[],
        keys: &["pubstatus"],
    },
    FieldRow {
        field: Field::Embargo,
        name: "status, until when embargoed",
        map_names: &[],
        keys: &[
            "embargoed", "embargoeduntil", "embargo", "embargountil", "embargodate", "embargoend",
        ],
    },
    FieldRow {
        field: Field::Draft,
        name: "status, withheld if true",
        map_names: &[],
        keys: &["draft"],
    },
    FieldRow {
        field: Field::Subhead,
        name: "body, its first lines",
        map_names: &[],
        keys: &[
            "standfirst", "subhead", "subheadline", "subheadlines", "subtitle", "subheading",
            "deck", "dek", "alternativeheadline", "intro", "introduction", "lead", "lede", "chapeau", "vorspann", "ingress",
        ],
    },
    FieldRow {
        field: Field::State,
        name: "status, of content systems",
        map_names: &[],
        keys: &["status", "poststatus"],
    },
    FieldRow {
        field: Field::Seen,
        name: "published where there is no other date",
        map_names: &[],
        keys: &[
            "seendate", "foundat", "dateretrieved", "datedownload", "crawled", "crawledat",
            "crawldate", "downloadedat", "downloaddate", "retrievedat", "scrapedat", "scrapedate",
            "fetchedat", "warcdate", "accessdate", "accessed", "indexeddate", "collectedat", "highlightedat",
        ],
    },
    FieldRow {
        field: Field::Year,
        name: "published, its year",
        map_names: &[],
        keys: &[
            "year", "pubyear", "publicationyear", "publishyear", "publishedyear", "jahr", "année", "annee", "año",
            "anno", "ano", "jaar", "rok", "год",
        ],
    },
    FieldRow {
        field: Field::Month,
        name: "published, its month",
        map_names: &[],
        keys: &[
            "month", "pubmonth", "publicationmonth", "publishmonth", "publishedmonth", "monat", "mois", "mes", "mese",
            "mês", "maand", "miesiąc", "měsíc", "месяц",
        ],
    },
    FieldRow {
        field: Field::Day,
        name: "published, its day",
        map_names: &[],
        keys: &[
            "day", "pubday", "publicationday", "publishday", "publishedday", "dayofmonth", "jour", "día", "dia",
            "giorno", "dag", "dzień", "день",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// The columns of a line of the page.
    const COLUMNS: usize = 100;

    /// An item of a Markdown list, its lines broken at spaces.
    fn item(text: &str) -> String {
        let (mut item, mut columns) = (String::from("-"), 1);
        for word in text.split(' ') {
            let wide = 1 + word.chars().count();
            if columns + wide > COLUMNS {
                item.push_str("\n ");
                columns = 1;
            }
            item.push(' ');
            item.push_str(word);
            columns += wide;
        }
        item + "\n"
    }

    #[test]
    fn a_field_map_may_use_the_name_that_is_shown() {
        for row in FIELDS {
            let first = row.map_names.first();
            assert!(first.is_none_or(|first| *first == row.name), "{}", row.name);
        }
    }

    /// With `DATELINE_BLESS=1` this writes the list into the page. Read the diff.
    #[test]
    fn the_docs_list_every_known_name_in_its_order() {
        let (open, close) = ("<!-- names -->\n", "<!-- /names -->");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
        let page = fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once(open).unwrap();
        let (listed, after) = rest.split_once(close).unwrap();
        let items = FIELDS.iter().map(|row| {
            let keys: Vec<_> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            item(&format!("{}: {}", row.name, keys.join(", ")))
        });
        let list: String = items.collect();
        if std::env::var_os("DATELINE_BLESS").is_some() {
            fs::write(&path, [before, open, &list, close, after].concat()).unwrap();
        } else {
            assert_eq!(listed, list, "bless this, see CONTRIBUTING.md");
        }
    }
}
