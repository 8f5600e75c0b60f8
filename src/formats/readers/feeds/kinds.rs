//! Which entries of an export are posts.
//!
//! WordPress and Blogger export everything as entries of a feed: pages, attachments, comments,
//! settings, drafts. Those are counted, and one problem names them all.

use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::xml::Element;
use std::collections::BTreeMap;

/// Types of WordPress records that are not articles. Types that sites define are articles.
const NO_POSTS: &[&str] = &[
    "attachment",
    "page",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
    "feedback",
    "acf-field",
    "acf-field-group",
];

/// States of WordPress posts that were never published.
const DRAFTS: &[&str] = &["draft", "auto-draft", "pending", "inherit"];

/// How the kind of an entry of Blogger starts; `post` is an article.
pub(super) const BLOGGER_KIND: &str = "http://schemas.google.com/blogger/2008/kind#";

/// The most kinds that are told apart.
const MOST_KINDS: usize = 20;

/// The entries that are no posts, counted by kind.
#[derive(Debug, Default, Clone)]
pub(super) struct Skipped {
    kinds: BTreeMap<String, u32>,
}

impl Skipped {
    /// Counts an entry of another kind.
    pub(super) fn add(&mut self, kind: &str) {
        let kind = if self.kinds.len() < MOST_KINDS {
            excerpt(kind)
        } else {
            "other".to_owned()
        };
        *self.kinds.entry(kind).or_default() += 1;
    }

    /// The problem that names them; `None` if there are none.
    pub(super) fn problem(&self) -> Option<Problem> {
        if self.kinds.is_empty() {
            return None;
        }
        let counted: Vec<String> = self
            .kinds
            .iter()
            .map(|(kind, count)| format!("{count} `{kind}`"))
            .collect();
        let detail = format!("records that are no posts: {}", counted.join(", "));
        Some(Problem::file(ProblemKind::NotAnArticle, detail))
    }
}

/// What an entry is, if it is no post.
pub(super) fn other_kind(entry: &Element) -> Option<String> {
    if let Some(kind) = entry.line_of("wp:post_type") {
        if NO_POSTS.contains(&&*kind) {
            return Some(kind);
        }
        let state = entry.line_of("wp:status");
        return state.filter(|state| DRAFTS.contains(&&**state));
    }
    let mut terms = entry
        .all("category")
        .filter_map(|term| term.attribute("term"));
    let old = terms.find_map(|term| term.strip_prefix(BLOGGER_KIND).map(str::to_owned));
    let kind = old.or_else(|| Some(entry.line_of("blogger:type")?.to_lowercase()))?;
    if kind != "post" {
        return Some(kind);
    }
    let is_draft = entry.line_of("app:control/app:draft").as_deref() == Some("yes")
        || entry.line_of("blogger:status").as_deref() == Some("DRAFT");
    is_draft.then(|| "draft".to_owned())
}
