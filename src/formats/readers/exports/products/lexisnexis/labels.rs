//! The labels of LexisNexis in English, German, French and Dutch, and the lines of its covers.
//!
//! A new language is a row here. Where labels may be is known to `head` and `tail`.

use crate::formats::readers::exports::labels::{Labelled, Labels, Meaning};

#[rustfmt::skip]
static LABELS: Labels = Labels(&[
    (Meaning::Headline, &["headline", "title", "titel", "titre", "kop", "überschrift", "título"]),
    (Meaning::Text, &["body", "text"]),
    (Meaning::Date, &["date", "datum"]),
    (Meaning::Byline, &["byline", "autor", "auteur", "author", "verfasser", "door"]),
    (Meaning::Section, &["section", "rubrik", "rubrique", "rubriek", "sectie", "sección"]),
    (Meaning::Page, &["page", "seite", "pagina"]),
    (Meaning::Place, &["dateline", "ort", "lieu", "plaats", "place", "origine-depeche", "origine-dépêche"]),
    (Meaning::Language, &["language", "sprache", "langue", "taal", "idioma"]),
    (Meaning::Url, &["url"]),
    (Meaning::Summary, &["highlight", "abstract", "summary", "zusammenfassung", "résumé", "samenvatting", "encart", "insert"]),
    (Meaning::Caption, &["graphic", "grafik", "graphique", "grafiek", "photo", "illustration", "bild"]),
    (Meaning::Correction, &["correction", "korrektur", "rectificatie"]),
    (Meaning::Note, &["bio", "note", "notes", "editor-note", "name", "body-note", "series", "column", "letter", "contact", "hinweis"]),
    (Meaning::Dropped, &[
        "length", "länge", "longueur", "lengte", "longitud",
        "load-date", "update", "date-chargement", "laad-datum", "laaddatum", "upload", "fecha-carga", "ladedatum",
        "publication-type", "type-publication", "pub-type", "publicatie-type", "publicatietype", "publikations-typ", "tipo-publicación",
        "publikationstyp", "type", "doc-type",
        "document-type", "pub-subject", "pub-code", "journal-code", "zeitungs-code", "code-revue", "tijdschrift-code",
        "krant-code", "acc-no", "correction-date", "distribution", "edition", "ausgabe", "édition", "editie",
        "subject", "sujet", "onderwerp", "thema", "industry", "company", "societe", "société", "person", "personne",
        "organization", "organisation", "ticker", "stock-symbol", "symbole-boursier", "geographic", "geo-localization",
        "localisation-geo", "country", "city", "state", "region", "activity-sector", "secteur-activite", "category",
        "classification", "keyword-terms", "issn", "isbn", "volume", "issue", "publisher", "copyright", "cat-code",
        "dossier", "zeitung", "status", "region-code", "transmission-date", "doc-id", "pub-ed", "terms",
    ]),
]);

/// The label of a line. LexisNexis writes labels in capitals.
pub(super) fn labelled(line: &str) -> Option<Labelled<'_>> {
    LABELS
        .read(line)
        .filter(|label| !label.name.contains(char::is_lowercase))
}

/// The lines of a cover.
#[rustfmt::skip]
pub(super) static COVER: Labels = Labels(&[(Meaning::Dropped, &[
    "download request", "print request", "email request", "e-mail request", "delivery request", "fax request",
    "time of request", "send to", "terms", "source", "sources", "combined source", "project id", "number of lines",
    "job number", "client id", "client id/project name", "research information", "note", "search terms", "research",
    "printopdracht", "downloadopdracht", "e-mailopdracht", "tijdstip printopdracht", "tijdstip downloadopdracht",
    "tijdstip e-mailopdracht", "verzenden naar", "zoektermen", "bron", "gecombineerde bron",
    "druckauftrag", "download-auftrag", "downloadauftrag", "uhrzeit des auftrags", "zeit der anforderung", "senden an",
    "suchbegriffe", "quelle", "kombinierte quelle", "projekt-id", "anforderung",
    "demande d'impression", "demande de téléchargement", "heure de la demande", "date de la demande", "envoyer à",
    "termes", "source combinée", "id projet", "termes de la recherche",
])]);

/// The labels that are dropped and come before the text.
const HEAD_NAMES: &[&str] = &["LENGTH", "LÄNGE", "LONGUEUR", "LENGTE", "LONGITUD"];

/// The label of a line, if it may be before the text.
pub(super) fn head_label(line: &str) -> Option<Labelled<'_>> {
    labelled(line).filter(|label| match label.meaning {
        Meaning::Dropped => HEAD_NAMES.contains(&label.name),
        Meaning::Language | Meaning::Caption | Meaning::Correction | Meaning::Url => false,
        _ => true,
    })
}
