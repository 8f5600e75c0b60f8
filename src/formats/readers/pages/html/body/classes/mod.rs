//! What words in classes and ids say about an element: a table with a row for each word.
//!
//! Sites name their furniture in this way. A word counts as a whole word only: `commentary` is no
//! `comment`. `furniture` decides which classes are read, and what else marks an element.

mod comments;
mod consent;
mod marks;
mod sorted;

pub(in crate::formats) use marks::{Level, Mark};

use crate::article::WhyLeftOut::Comments;
use comments::{LIKELY, SURE};
use consent::asks_consent;
use marks::{CONSENT, WORDS};
use sorted::{is_in, order};

/// Classes that hide an element, as whole classes, sorted: `hidden-xs` hides on small screens only.
const HIDING: &[&str] = &[
    "a11y-hidden",
    "element-invisible",
    "hidden",
    "is-hidden",
    "js-hidden",
    "offscreen",
    "screen-reader-only",
    "screen-reader-text",
    "show-for-sr",
    "sr-only",
    "u-hidden",
    "visually-hidden",
    "visuallyhidden",
];

/// Words of classes that the text next to a picture has, sorted.
const LEGENDS: &[&str] = &[
    "caption",
    "captions",
    "copyright",
    "credit",
    "credits",
    "photographer",
];

/// Words of classes that describe the layout, a state, or what is next to an element, sorted:
/// `has-comments`, `comments-open`, `sidebar-grid`, `live-comments`.
#[rustfmt::skip]
const LAYOUT: &[&str] = &[
    "accepted", "allowed", "closed", "disabled", "dismissed", "enabled", "grid", "has", "layout", "live", "no", "not", "open", "with",
    "without",
];

/// Words next to `print` in classes of what is for printing only, sorted. Other things are only
/// printed too: `print-step`.
const PRINTED: &[&str] = &["button", "icon", "link", "only", "version", "visible"];

/// A word of this list and one of [`PARTS`], in one class, mark the element with the text of an
/// article: `story-body`, `articleText`.
const WHOLES: &[&str] = &["article", "entry", "news", "post", "story"];
/// See [`WHOLES`].
const PARTS: &[&str] = &["body", "content", "text"];

/// Classes that start so are of posts of other sites, with their text.
const POSTS: &[&str] = &[
    "bluesky-embed",
    "fb-post",
    "instagram-media",
    "mastodon-embed",
    "reddit-embed",
    "text-post-media",
    "tiktok-embed",
    "twitter-tweet",
];

/// Words of pictures, films and the like, sorted. Next to one of [`TEXTS`] they name a text beside a
/// picture: `media-text`, `video-transcript`.
#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "carousel", "gallery", "image", "images", "img", "media", "more", "photo", "photos", "picture", "player", "video",
];
/// See [`PICTURES`].
const TEXTS: &[&str] = &["body", "content", "editor", "intro", "text", "transcript"];

/// Words next to `comment` in classes of what is said by somebody in an article, sorted.
const OF_SOMEBODY: &[&str] = &["by", "from"];

/// Words next to `widget` in editors of pages whose every part is a widget, sorted.
const WIDGETS: &[&str] = &["editor", "elementor", "text"];

/// What one class or id says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Said {
    Nothing,
    /// The element has the text of an article.
    Article,
    Marked(Mark),
}

/// Reads one class or id of an element with or without links and buttons.
pub(in crate::formats) fn read_class(
    class: &str,
    has_link: bool,
    has_button: &dyn Fn() -> bool,
) -> Said {
    // Classes with a colon or a bracket name the conditions of a style, not what the element is.
    if class.contains([':', '[']) || POSTS.iter().any(|post| class.starts_with(post)) {
        return Said::Nothing;
    }
    let words: Vec<&str> = words(class).collect();
    let has = |list: &[&str]| words.iter().any(|word| is_in(list, word));
    if has(LAYOUT) {
        return Said::Nothing;
    }
    if asks_consent(&words, has_button) {
        return Said::Marked(CONSENT);
    }
    let marks = words.iter().filter_map(|word| {
        if let Some(level) = comments(word).filter(|_| !has(OF_SOMEBODY)) {
            let why = Comments;
            return Some(Mark {
                level,
                why,
                needs_link: false,
            });
        }
        let at = WORDS.binary_search_by(|(own, _)| order(own, word)).ok()?;
        let (word, mark) = WORDS[at];
        let is_told = match word {
            "print" => words.len() == 1 || has(PRINTED),
            "widget" => !has(WIDGETS),
            _ => !(is_in(PICTURES, word) && has(TEXTS)),
        };
        (is_told && (has_link || !mark.needs_link)).then_some(mark)
    });
    match marks.max_by_key(|mark| mark.level) {
        Some(mark) => Said::Marked(mark),
        None if has(WHOLES) && has(PARTS) => Said::Article,
        None => Said::Nothing,
    }
}

/// Whether an element's classes hide it, on all screens.
pub(in crate::formats) fn hides(classes: &str) -> bool {
    let mut classes = classes.split_ascii_whitespace();
    let is_conditional = |class: &str| class.contains(':');
    classes
        .clone()
        .any(|class| HIDING.binary_search(&class).is_ok())
        && !classes.any(is_conditional)
}

/// Whether a class is of the text next to a picture.
pub(in crate::formats) fn is_legend(class: &str) -> bool {
    words(class).any(|word| is_in(LEGENDS, word))
}

/// Whether a class is of a post of WordPress. Its other classes are the names of its tags and
/// categories.
pub(in crate::formats) fn is_post(class: &str) -> bool {
    let is_number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    class == "hentry" || class == "type-post" || class.strip_prefix("post-").is_some_and(is_number)
}

/// The words of a class or id: separated by hyphens, underscores and capitals.
pub(super) fn words(class: &str) -> impl Iterator<Item = &str> {
    let parts = class.split(|c: char| !c.is_ascii_alphanumeric());
    parts.flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let bytes = rest.as_bytes();
            let starts =
                |at: &usize| bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
            let end = (1..bytes.len()).find(starts).unwrap_or(bytes.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// How sure it is that an element of this class has what readers wrote.
fn comments(word: &str) -> Option<Level> {
    match () {
        () if is_in(SURE, word) => Some(Level::Sure),
        () if is_in(LIKELY, word) => Some(Level::Likely),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::WhyLeftOut::{Controls, Embedded, Hidden, Navigation, OtherArticles};

    #[test]
    fn lists_for_binary_search_are_sorted() {
        for list in [
            HIDING,
            LEGENDS,
            LAYOUT,
            POSTS,
            PRINTED,
            WHOLES,
            PARTS,
            SURE,
            LIKELY,
            PICTURES,
            TEXTS,
            WIDGETS,
            OF_SOMEBODY,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(WORDS.is_sorted_by_key(|(word, _)| word));
    }

    #[test]
    fn classes_are_read_by_their_words() {
        let marked = |class: &str| match read_class(class, true, &|| false) {
            Said::Marked(mark) => Some((mark.level, mark.why)),
            _ => None,
        };
        for (class, mark) in [
            ("comments", Some((Level::Sure, Comments))),
            ("user-Kommentarer", Some((Level::Sure, Comments))),
            ("replies", Some((Level::Likely, Comments))),
            ("js-RelatedStories", Some((Level::Sure, OtherArticles))),
            ("article__share", Some((Level::Likely, Controls))),
            ("has-comments", None),
            ("cookiecontent", Some((Level::Always, Controls))),
            ("cookie-recipe", None),
            ("media", Some((Level::Likely, Embedded))),
            ("wp-block-media-text", None),
            ("video-transcript", None),
            ("gallery-intro", None),
            ("menu-content", Some((Level::Likely, Navigation))),
            ("widget-content", Some((Level::Likely, Navigation))),
            ("page-widget-text-editor", None),
            ("print-step", None),
            ("print-only", Some((Level::Likely, Hidden))),
            ("comments-open", None),
            ("print:hidden", None),
            ("hidden-print", None),
            ("twitter-tweet", None),
            ("twitter-tweet-rendered", None),
            ("cookie-accepted", None),
            ("commentary", None),
            ("field--label-hidden", None),
            ("x", None),
        ] {
            assert_eq!(marked(class), mark, "{class}");
        }
        assert_eq!(read_class("articleBody", false, &|| false), Said::Article);
        assert_eq!(read_class("teaser", false, &|| false), Said::Nothing);
    }

    #[test]
    fn a_class_hides_as_a_whole_and_on_all_screens() {
        for (classes, is_hidden) in [
            ("hidden", true),
            ("note visually-hidden", true),
            ("hidden-xs", false),
            ("field field--label-hidden", false),
            ("hidden md:block", false),
            ("", false),
        ] {
            assert_eq!(hides(classes), is_hidden, "{classes}");
        }
    }
}
