//! The products: one file each, with its tables and what is special about its layout.
//!
//! A new product is a file here and a row in the table of this file.

mod apa;
mod europresse;
mod factiva;
mod lexisnexis;
mod mediargus;
mod newsbank;
mod nexis_uni;
mod proquest;

use crate::article::ProblemKind;
use crate::formats::lines::Line;
use crate::formats::readers::exports::product::{NoArticle, Product};

pub(in crate::formats::readers) use factiva::xml::FactivaXml as FACTIVA_XML;
pub(in crate::formats::readers) use proquest::tdm::ProQuestXml as PROQUEST_XML;

pub(super) use apa::APA;
pub(super) use europresse::{APART, EUROPRESSE};
pub(super) use factiva::FACTIVA;
pub(super) use lexisnexis::LEXISNEXIS;
pub(super) use mediargus::MEDIARGUS;
pub(super) use newsbank::NEWSBANK;
pub(super) use nexis_uni::NEXIS_UNI;
pub(super) use proquest::PROQUEST;

/// All products, those with the surest marks first.
pub(super) static PRODUCTS: &[&Product] = &[
    NEXIS_UNI, PROQUEST, LEXISNEXIS, FACTIVA, EUROPRESSE, NEWSBANK, MEDIARGUS, APA,
];

/// Sentences that a database writes instead of an article.
const ERRORS: &[&str] = &[
    "there is an error in this document and it is not possible to display it",
    "this document cannot be displayed",
    "this document could not be displayed",
    "document is currently unavailable",
];

/// Words with which a message about a document starts, in small letters.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "document", "documents", "article", "item", "full text", "text", "content", "dokument", "artikel", "beitrag", "volltext",
    "inhalt", "texte", "texte intégral", "contenu", "documento", "artículo", "texto", "contenido", "articolo", "testo",
    "contenuto", "artigo", "conteúdo", "tekst", "inhoud", "artikeln", "dokumentet", "artikkelen", "artiklen",
    "документ", "статья", "текст",
];

/// Words before them.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "this ", "the ", "that ", "sorry, this ", "sorry, the ", "we are sorry, this ", "dieses ", "dieser ", "das ", "der ", "ce ", "cet ", "le ", "l'", "l’",
    "este ", "el ", "esta ", "questo ", "quest'", "quest’", "il ", "o ", "dit ", "deze ", "het ", "de ", "det här ", "dette ", "denne ",
    "этот ", "эта ", "данный ", "",
];

/// Phrases that say that there is none.
#[rustfmt::skip]
const NOT_THERE: &[&str] = &[
    "not available", "no longer available", "unavailable", "cannot be displayed", "can not be displayed", "could not be displayed", "cannot be shown",
    "could not be retrieved", "cannot be retrieved", "could not be found", "could not be loaded", "has been removed", "was removed", "has been withdrawn",
    "been deleted", "nicht verfügbar", "nicht mehr verfügbar", "nicht angezeigt werden", "nicht dargestellt werden", "nicht zur verfügung",
    "nicht gefunden werden", "nicht geladen werden", "wurde entfernt", "wurde gelöscht", "pas disponible", "plus disponible", "n'est pas accessible",
    "être affiché", "indisponible", "a été retiré", "a été supprimé", "no está disponible", "ya no está disponible", "no se puede mostrar",
    "no disponible", "ha sido eliminado", "ha sido retirado", "non è disponibile", "non è più disponibile", "non disponibile", "essere visualizzato",
    "è stato rimosso", "não está disponível", "não disponível", "não está mais disponível", "indisponível", "foi removido", "niet beschikbaar",
    "niet meer beschikbaar", "niet worden weergegeven", "is verwijderd", "inte tillgänglig", "ikke tilgjengelig", "ikke tilgængelig", "недоступен",
    "недоступна", "удален", "удалён", "удалена",
];

/// The longest line of such a message, and the longest other line next to it, in bytes.
const LONGEST_ERROR: usize = 240;
const LONGEST_OTHER: usize = 120;

/// The longest document that can be an error message, in lines with text.
const MOST_LINES: usize = 12;

/// Refuses a document that is an error message of the database.
///
/// # Errors
/// [`NoArticle`] if it is one.
fn error_document(lines: &[Line]) -> Result<(), NoArticle> {
    let written = || lines.iter().filter(|line| !line.text.trim().is_empty());
    if written().nth(MOST_LINES).is_some() {
        return Ok(());
    }
    let all: Vec<&str> = written().map(|line| line.text.trim()).collect();
    let text = all.join(" ").to_lowercase();
    let is_told = || {
        all.iter().any(|line| says_unavailable(line))
            && all
                .iter()
                .all(|line| line.len() <= LONGEST_OTHER || says_unavailable(line))
    };
    if ERRORS.iter().any(|error| text.contains(error)) || is_told() {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "is an error message of the database; download it again".to_owned(),
        });
    }
    Ok(())
}

/// Whether a line is a sentence that says that the document is not there: `This document is no
/// longer available for publication.` A headline has no full stop.
fn says_unavailable(line: &str) -> bool {
    if line.len() > LONGEST_ERROR || !line.ends_with(['.', '!']) {
        return false;
    }
    let lower = line.to_lowercase();
    let names_document = |rest: &str| {
        let mut after = DOCUMENTS.iter().filter_map(|word| rest.strip_prefix(word));
        after.any(|rest| rest.starts_with(' '))
    };
    let mut after_article = ARTICLES
        .iter()
        .filter_map(|article| lower.strip_prefix(article));
    after_article.any(names_document) && NOT_THERE.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_error(text: &str) -> bool {
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        error_document(&lines).is_err()
    }

    #[test]
    fn messages_of_databases_are_told_from_articles() {
        for text in [
            "This document is no longer available for publication.",
            "The Norvik Mercury\n\nJanuary 25, 2021 Monday\n\nThis document is not available.",
            "Dieses Dokument ist nicht verfügbar.",
            "Der Artikel kann nicht angezeigt werden.",
            "Ce document n'est pas disponible.",
            "L'article a été retiré.",
            "Este documento no está disponible.",
            "Questo documento non è disponibile.",
            "Dit document is niet beschikbaar.",
            "Este documento não está disponível.",
            "Документ недоступен.",
            "Sorry, this document could not be retrieved.",
        ] {
            assert!(is_error(text), "{text}");
        }
        let long = "The council met on Monday to talk about the bridge, the ferry and the harbour, and nobody \
            knew how long all of it would take this time.";
        for text in [
            "The ferry is no longer available.",
            "The document is not available",
            "The text of the treaty was removed on Monday",
            &format!("This document is not available.\n{long}"),
            &format!("{long}\nThe document is not available, the mayor said."),
        ] {
            assert!(!is_error(text), "{text}");
        }
    }
}
