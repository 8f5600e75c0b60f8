//! The labels of ProQuest in the languages of its interface, with a colon or alone on a line.
//!
//! A new language is a name in a row here. Where labels may be is known to the reader.

use crate::formats::lines::Line;
use crate::formats::readers::exports::labels::{Labelled, Labels, Meaning, label};

#[rustfmt::skip]
static LABELS: Labels = Labels::new(&[
    (Meaning::Text, &["full text", "volltext", "texte intégral", "texto completo", "volledige tekst", "testo completo", "texto integral", "full text available"]),
    (Meaning::Headline, &["title", "titel", "titre", "título", "titolo"]),
    (Meaning::Subhead, &["subtitle", "alternate title"]),
    (Meaning::Byline, &["author", "authors", "autor", "auteur", "verfasser", "autore", "correspondence author"]),
    (Meaning::Source, &["publication title", "publikationstitel", "titel der veröffentlichung", "titel der publikation", "veröffentlichungstitel",
        "titre de la publication", "titre de publication", "titre du périodique", "título de publicación", "título de la publicación",
        "titel van publicatie", "publicatietitel", "titolo pubblicazione", "titolo della pubblicazione", "título da publicação"]),
    (Meaning::Date, &["publication date", "publikationsdatum", "erscheinungsdatum", "veröffentlichungsdatum", "datum der veröffentlichung",
        "date de publication", "date de parution", "fecha de la publicación", "fecha de publicación",
        "publicatiedatum", "datum van publicatie", "data di pubblicazione", "data de publicação"]),
    (Meaning::Section, &["section", "rubrik", "rubrique", "sección", "sectie", "sezione", "seção"]),
    (Meaning::Page, &["pages", "page", "first page", "start page", "seiten", "seite", "páginas", "página", "pagina", "pagina's", "pagine"]),
    (Meaning::Place, &["dateline"]),
    (Meaning::Language, &["language of publication", "language", "sprache der publikation", "langue de la publication", "langue de publication", "lingua della pubblicazione", "idioma de publicación",
        "publicatietaal", "idioma de la publicación",
        "publikationssprache", "sprache der veröffentlichung", "veröffentlichungssprache", "sprache", "taal van publicatie", "lingua di pubblicazione", "idioma da publicação"]),
    (Meaning::Keywords, &["subject", "subjects", "identifier / keyword", "identifiers / keywords", "keyword", "keywords", "thema", "sujet", "tags",
        "onderwerp", "materia", "soggetto", "assunto", "schlagwort", "mot-clé", "palabra clave"]),
    (Meaning::Url, &["document url", "dokument-url", "url du document", "document-url", "url del documento", "url do documento"]),
    (Meaning::Id, &["proquest document id", "proquest-dokument-id", "id du document proquest",
        "proquest-document-id", "id del documento de proquest", "id documento proquest", "id do documento proquest"]),
    (Meaning::Summary, &["abstract", "abstrakt", "résumé", "zusammenfassung", "resumen", "samenvatting", "riassunto", "resumo", "abstract (summary)"]),
    (Meaning::Caption, &["caption", "illustrations"]),
    (Meaning::Correction, &["correction"]),
    (Meaning::Note, &["notes"]),
    (Meaning::Dropped, &[
        "links", "publication info", "publication year", "publisher", "place of publication", "country of publication",
        "publication subject", "issn", "e-issn", "eissn", "source type", "document type", "document feature", "accession number",
        "copyright", "last updated", "database", "location", "people", "company / organization", "company", "classification",
        "volume", "issue", "column", "edition", "isbn", "doi", "credit", "number of pages", "source attribution", "code",
        "publication-information", "publisher location", "journal code", "word count", "product name", "country",
        "publikationsjahr", "verlag", "erscheinungsort", "datenbank", "quellentyp", "dokumenttyp", "zuletzt aktualisiert",
        "année de publication", "éditeur", "lieu de publication", "pays de publication", "base de données",
        "veröffentlichungsjahr", "jahr der veröffentlichung", "erscheinungsjahr", "ort der veröffentlichung", "veröffentlichungsort",
        "veröffentlichungsland", "land der publikation", "thema der veröffentlichung", "publikationsthema", "quellenart", "dokumentart", "herausgeber",
        "erscheinungsland", "land der veröffentlichung", "dernière mise à jour", "liens", "thème de la publication",
        "laatst bijgewerkt", "jaar van publicatie", "publicatiejaar", "uitgever", "plaats van publicatie", "land van publicatie",
        "brontype", "type bron", "documenttype", "última actualización", "año de publicación", "editorial", "lugar de publicación",
        "país de publicación", "base de datos", "tipo de fuente", "tipo de documento", "enlaces", "ultimo aggiornamento",
        "anno di pubblicazione", "editore", "luogo di pubblicazione", "paese di pubblicazione", "tipo di fonte",
        "tipo di documento", "última atualização", "ano de publicação", "editora", "país da publicação", "base de dados",
        "type de source", "type de document", "author affiliation", "business indexing term", "industry", "person",
        "publication frequency", "ethnicity", "text", "supplement", "series", "correspondence", "publication note",
    ]),
]);

/// Labels that only ProQuest has.
pub(super) const OWN_LABELS: &[&str] = &[
    "proquest document id",
    "proquest-dokument-id",
    "document url",
    "publication info",
    "publication title",
    "source type",
    "country of publication",
    "language of publication",
    "place of publication",
    "publikationstitel",
    "titel der veröffentlichung",
    "titre de la publication",
    "título de publicación",
    "título de la publicación",
    "titel van publicatie",
    "proquest-document-id",
];

/// The label of a line. ProQuest writes labels in small letters, LexisNexis in capitals. What a
/// label has in parentheses is no part of its name: `Abstract (English):`.
pub(super) fn labelled(line: &Line) -> Option<Labelled<'_>> {
    if let Some(heading) = heading(line) {
        return Some(heading);
    }
    let (name, value) = label(line.text.trim_start())?;
    let meaning = meaning(name).filter(|_| name.contains(char::is_lowercase))?;
    Some(Labelled {
        meaning,
        name,
        value,
    })
}

/// Headings of a row of labels.
#[rustfmt::skip]
const HEADINGS: &[&str] = &[
    "details", "links", "liens", "enlaces", "détails", "detalles", "dettagli", "detalhes", "einzelheiten", "verknüpfungen",
    "koppelingen", "collegamenti",
];

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 48;

/// A line that is the name of a text or of a row of labels and nothing else: `FULL TEXT`,
/// `Details`.
fn heading(line: &Line) -> Option<Labelled<'_>> {
    let name = line.text.trim();
    if name.len() > LONGEST_HEADING || !name.starts_with(char::is_uppercase) {
        return None;
    }
    let is_heading = || HEADINGS.contains(&&*name.to_lowercase());
    let meaning = match meaning(name) {
        Some(meaning @ (Meaning::Text | Meaning::Summary)) => meaning,
        _ if is_heading() => Meaning::Dropped,
        _ => return None,
    };
    Some(Labelled {
        meaning,
        name,
        value: "",
    })
}

/// The meaning of a name, with or without something in parentheses after it.
fn meaning(name: &str) -> Option<Meaning> {
    let bare = || {
        name.strip_suffix(')')?
            .split_once(" (")
            .map(|(name, _)| name)
    };
    LABELS.meaning(name).or_else(|| LABELS.meaning(bare()?))
}
