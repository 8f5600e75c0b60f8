//! Which items of NewsML-G2 are not articles, and what messages call them.
//!
//! The messages say what an item is, so that a person knows why it is missing.

use super::names::code;
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::xml::Element;

/// Why an element is not a text item; `None` if it is one.
pub(super) fn refusal(element: &Element, ordinal: u32) -> Option<Problem> {
    let what = match &*element.name {
        "newsItem" => return other_media(element, ordinal),
        "contentSet" | "inlineXML" | "inlineData" => return None,
        "packageItem" | "groupSet" => {
            "a NewsML-G2 package: it refers to other items and has no text".to_owned()
        }
        "planningItem" => "a NewsML-G2 planning item: it announces coverage".to_owned(),
        "conceptItem" if element.seek("eventDetails").is_some() => {
            "a NewsML-G2 event (`conceptItem` with `eventDetails`)".to_owned()
        }
        "conceptItem" => "a NewsML-G2 concept (`conceptItem`)".to_owned(),
        "knowledgeItem" => "a NewsML-G2 list of concepts (`knowledgeItem`)".to_owned(),
        "catalogItem" => "a NewsML-G2 catalog of vocabularies (`catalogItem`)".to_owned(),
        other => format!("a `{}` of NewsML-G2", excerpt(other)),
    };
    Some(not_an_article(ordinal, what))
}

/// Why a news item is not a text: by its class, or because its content is elsewhere.
fn other_media(item: &Element, ordinal: u32) -> Option<Problem> {
    match class(item) {
        Some(class) if class == "text" => None,
        Some(class) => {
            let article = if class.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            };
            let what = format!(
                "{article} {} item of NewsML-G2, not a text",
                excerpt(&class)
            );
            Some(not_an_article(ordinal, what))
        }
        None => {
            let contents = item.find("contentSet")?;
            let is_remote = contents.find("remoteContent").is_some()
                && contents.find("inlineXML").is_none()
                && contents.find("inlineData").is_none();
            is_remote.then(|| {
                let what = "a NewsML-G2 item whose content is elsewhere (`remoteContent`)";
                not_an_article(ordinal, what.to_owned())
            })
        }
    }
}

/// The nature of an item, without the vocabulary: `text` of `ninat:text`.
fn class(item: &Element) -> Option<String> {
    let nature = code(item.find("itemMeta/itemClass")?)?;
    Some(nature.to_lowercase())
}

/// The problem of an empty message.
pub(super) fn empty_message() -> Problem {
    Problem::file(
        ProblemKind::NotAnArticle,
        "a NewsML-G2 message without items in it",
    )
}

fn not_an_article(ordinal: u32, what: String) -> Problem {
    Problem::record(ordinal, ProblemKind::NotAnArticle, what)
}
