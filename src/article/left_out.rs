//! What a reader left out of an article, so that nothing vanishes without a word.
//!
//! A page has menus, comments and advertisements around its article, and a mail has attachments.
//! They are not part of the article. A note names each: where it was, why it was left out, and how
//! much text it had. It is shown by `dateline parse`. It is not kept in the index, and it is no
//! [`Problem`](super::Problem).

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A part of the source that a person sees and that is not in the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The element, as the format names it: `<nav class="menu">`, `attachment map.pdf`.
    pub element: String,
    /// Why it is not part of the article.
    pub why: WhyLeftOut,
    /// How many characters of text it has; 0 if it has none, as a picture.
    pub characters: u64,
}

/// Why a part of the source is not part of the article.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum WhyLeftOut {
    /// A menu, a path of links, the header or footer of a site.
    Navigation,
    /// What readers wrote about the article.
    Comments,
    /// Links to other articles, or other articles.
    OtherArticles,
    /// An advertisement, or an offer to subscribe.
    Advertisement,
    /// A video, a picture or a document that is shown within the article.
    Embedded,
    /// A caption or a credit of a picture.
    Caption,
    /// A text that a person does not see.
    Hidden,
    /// The same text again.
    Copy,
    /// Buttons, forms, and the texts of both.
    Controls,
    /// Copyright lines, disclaimers, and notes that a program or a database adds.
    Boilerplate,
    /// Words, codes and numbers that describe the article, and have no field here.
    Metadata,
    /// It is a part that is not read.
    NotRead,
}

impl WhyLeftOut {
    /// The name used in JSON, such as `other-articles`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The reason as people read it, such as `other articles`.
    #[must_use]
    pub fn words(self) -> String {
        self.as_str().replace('-', " ")
    }
}

impl fmt::Display for LeftOut {
    /// `<nav class="menu">: navigation, 1204 characters`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.element, self.why.words())?;
        match self.characters {
            0 => Ok(()),
            1 => f.write_str(", 1 character"),
            many => write!(f, ", {many} characters"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_the_element_the_reason_and_the_amount() {
        let mut note = LeftOut {
            element: "<div id=\"more\">".to_owned(),
            why: WhyLeftOut::OtherArticles,
            characters: 1204,
        };
        assert_eq!(
            note.to_string(),
            "<div id=\"more\">: other articles, 1204 characters"
        );
        note.characters = 1;
        assert!(note.to_string().ends_with(", 1 character"));
        note.characters = 0;
        assert!(note.to_string().ends_with(": other articles"));
    }

    #[test]
    fn reasons_have_the_same_name_everywhere() {
        for why in WhyLeftOut::VARIANTS {
            assert_eq!(serde_json::to_value(why).unwrap(), why.as_str());
        }
    }
}
