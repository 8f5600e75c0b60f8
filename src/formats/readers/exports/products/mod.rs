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
    if ERRORS.iter().any(|error| text.contains(error)) {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "is an error message of the database; download it again".to_owned(),
        });
    }
    Ok(())
}
