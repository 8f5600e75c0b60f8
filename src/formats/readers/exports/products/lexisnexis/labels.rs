//! The labels of LexisNexis in the languages of its interface, and the lines of its covers.
//!
//! A new language is a row here. Where labels may be is known to `head` and `tail`.

use crate::formats::readers::exports::labels::{Labelled, Labels, Meaning};

#[rustfmt::skip]
static LABELS: Labels = Labels::new(&[
    (Meaning::Headline, &["headline", "title", "titel", "titre", "kop", "überschrift", "título", "titulo", "titolo", "otsikko"]),
    (Meaning::Text, &["body", "text"]),
    (Meaning::Date, &["date", "datum"]),
    (Meaning::Byline, &["byline", "autor", "auteur", "author", "verfasser", "door", "autore", "författare", "forfatter"]),
    (Meaning::Section, &["section", "rubrik", "rubrique", "rubriek", "sectie", "sección", "seccion", "sezione", "seção", "secção", "secao",
        "sektion", "avdelning", "seksjon"]),
    (Meaning::Page, &["page", "seite", "pagina", "página", "sida", "side"]),
    (Meaning::Place, &["dateline", "ort", "ortsmarke", "lieu", "plaats", "place", "origine-depeche", "origine-dépêche",
        "lugar", "luogo", "local", "sted"]),
    (Meaning::Language, &["language", "sprache", "langue", "taal", "idioma", "lenguaje", "lengua", "lingua", "língua", "språk", "sprog"]),
    (Meaning::Url, &["url"]),
    (Meaning::Summary, &["highlight", "abstract", "summary", "zusammenfassung", "résumé", "samenvatting", "encart", "insert",
        "resumen", "riassunto", "sommario", "resumo", "sammanfattning", "resumé", "sammendrag"]),
    (Meaning::Caption, &["graphic", "grafik", "graphique", "grafiek", "photo", "illustration", "bild", "gráfico", "grafico",
        "fotografía", "fotografia", "foto", "ilustración", "illustrazione", "ilustração", "imagen", "immagine", "imagem", "bildtext", "billede", "bilde"]),
    (Meaning::Correction, &["correction", "korrektur", "rectificatie", "corrección", "correccion", "correzione", "correção", "rättelse", "rettelse"]),
    (Meaning::Note, &["bio", "note", "notes", "editor-note", "name", "body-note", "series", "column", "letter", "contact", "hinweis"]),
    (Meaning::Dropped, &[
        "length", "länge", "longueur", "lengte", "longitud", "extensión", "extension", "lunghezza", "comprimento", "extensão", "tamanho",
        "längd", "længde", "lengde",
        "load-date", "update", "date-chargement", "laad-datum", "laaddatum", "upload", "fecha-carga", "fecha-de-carga", "ladedatum",
        "data-caricamento", "data-di-caricamento", "data-carga", "data-de-carga", "data-carregamento", "data-de-carregamento",
        "uppladdningsdatum", "laddningsdatum", "indlæsningsdato", "indlæst-dato", "lastedato", "actualización", "aggiornamento", "atualização",
        "publication-type", "type-publication", "pub-type", "publicatie-type", "publicatietype", "publikations-typ", "tipo-publicación",
        "tipo-publicacion", "tipo-de-publicación", "tipo-de-publicacion", "tipo-pubblicazione", "tipo-di-pubblicazione", "tipo-publicação",
        "tipo-de-publicação", "publikationstype", "publikasjonstype", "tipo-documento", "tipo-de-documento", "tipo-di-documento",
        "publikationstyp", "type", "doc-type",
        "document-type", "pub-subject", "pub-code", "journal-code", "zeitungs-code", "code-revue", "tijdschrift-code",
        "krant-code", "acc-no", "correction-date", "distribution", "edition", "ausgabe", "édition", "editie",
        "subject", "sujet", "onderwerp", "thema", "industry", "company", "societe", "société", "person", "personne",
        "organization", "organisation", "ticker", "stock-symbol", "symbole-boursier", "geographic", "geo-localization",
        "localisation-geo", "country", "city", "state", "region", "activity-sector", "secteur-activite", "category",
        "classification", "keyword-terms", "issn", "isbn", "volume", "issue", "publisher", "copyright", "cat-code",
        "dossier", "zeitung", "status", "region-code", "transmission-date", "doc-id", "pub-ed", "terms",
    ]),
    (Meaning::Text, &["full text", "volledige tekst", "volltext", "texte intégral", "texto completo", "testo completo"]),
]);

/// The label of a line. LexisNexis writes labels in capitals.
pub(super) fn labelled(line: &str) -> Option<Labelled<'_>> {
    LABELS
        .read(line)
        .filter(|label| !label.name.contains(char::is_lowercase))
}

/// The lines of a cover.
#[rustfmt::skip]
pub(super) static COVER: Labels = Labels::new(&[(Meaning::Dropped, &[
    "download request", "print request", "email request", "e-mail request", "delivery request", "fax request",
    "time of request", "send to", "terms", "source", "sources", "combined source", "project id", "number of lines",
    "job number", "client id", "client id/project name", "research information", "note", "search terms", "research",
    "printopdracht", "downloadopdracht", "e-mailopdracht", "tijdstip printopdracht", "tijdstip downloadopdracht",
    "tijdstip e-mailopdracht", "verzenden naar", "zoektermen", "bron", "gecombineerde bron",
    "druckauftrag", "download-auftrag", "downloadauftrag", "uhrzeit des auftrags", "zeit der anforderung", "senden an",
    "suchbegriffe", "quelle", "kombinierte quelle", "projekt-id", "anforderung",
    "demande d'impression", "demande de téléchargement", "heure de la demande", "date de la demande", "envoyer à",
    "termes", "source combinée", "id projet", "termes de la recherche",
    "solicitud de descarga", "solicitud de impresión", "hora de la solicitud", "enviar a", "términos de búsqueda", "términos", "fuente",
    "fuente combinada", "id del proyecto", "richiesta di download", "richiesta di stampa", "ora della richiesta", "inviare a", "invia a",
    "termini di ricerca", "fonte", "fonte combinata", "id progetto", "solicitação de download", "hora da solicitação", "enviar para",
    "termos de pesquisa", "nedladdningsbegäran", "tid för begäran", "skicka till", "sökord", "källa", "kombinerad källa",
])]);

/// The labels that are dropped and come before the text.
#[rustfmt::skip]
const HEAD_NAMES: &[&str] = &[
    "LENGTH", "LÄNGE", "LONGUEUR", "LENGTE", "LONGITUD", "EXTENSIÓN", "EXTENSION", "LUNGHEZZA", "COMPRIMENTO", "EXTENSÃO", "TAMANHO", "LÄNGD",
    "LÆNGDE", "LENGDE",
];

/// The label of a line, if it may be before the text.
pub(super) fn head_label(line: &str) -> Option<Labelled<'_>> {
    labelled(line).filter(|label| match label.meaning {
        Meaning::Dropped => HEAD_NAMES.contains(&label.name),
        Meaning::Language | Meaning::Caption | Meaning::Correction | Meaning::Url => false,
        _ => true,
    })
}
