//! What words in classes and ids say about an element: a table with a row for each word.
//!
//! Sites name their furniture in this way. A word counts as a whole word only: `commentary` is no
//! `comment`. `furniture` decides which classes are read, and what else marks an element.

use super::comment_words::{LIKELY, SURE};
use crate::article::WhyLeftOut::{
    self, Advertisement, Boilerplate, Caption, Comments, Controls, Embedded, Hidden, Metadata,
    Navigation, OtherArticles,
};
use std::cmp::Ordering;

/// How sure a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum Level {
    /// Furniture, unless the article is in it. Elements around an article may have such a word.
    Likely,
    /// Furniture, unless nearly all text is in it. Hardly anything else has such a word.
    Sure,
    /// Furniture, even if no other text is left: a request for consent.
    Always,
}

/// What an element is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Mark {
    pub(in crate::formats) level: Level,
    pub(in crate::formats) why: WhyLeftOut,
    /// Whether it is furniture only if it has a link: what leads to other articles.
    pub(in crate::formats) needs_link: bool,
}

const fn likely(why: WhyLeftOut) -> Mark {
    Mark {
        level: Level::Likely,
        why,
        needs_link: false,
    }
}

const fn sure(why: WhyLeftOut) -> Mark {
    Mark {
        level: Level::Sure,
        why,
        needs_link: false,
    }
}

/// A request for consent to cookies and the like.
const CONSENT: Mark = Mark {
    level: Level::Always,
    why: Controls,
    needs_link: false,
};

/// Links to other articles: surely furniture, if there is a link. An article may have a teaser too.
const LINKS: Mark = Mark {
    level: Level::Sure,
    why: OtherArticles,
    needs_link: true,
};

/// Words of classes and ids, sorted. Among them are the names of programs with which sites ask for
/// consent.
#[rustfmt::skip]
const WORDS: &[(&str, Mark)] = &[
    ("ad", likely(Advertisement)),
    ("ads", likely(Advertisement)),
    ("advert", likely(Advertisement)),
    ("advertisement", likely(Advertisement)),
    ("advertising", likely(Advertisement)),
    ("adverts", likely(Advertisement)),
    ("anzeige", likely(Advertisement)),
    ("author", likely(Metadata)),
    ("authorbox", likely(Metadata)),
    ("authors", likely(Metadata)),
    ("bio", likely(Metadata)),
    ("breadcrumb", sure(Navigation)),
    ("breadcrumbs", sure(Navigation)),
    ("byline", likely(Metadata)),
    ("caption", likely(Caption)),
    ("captions", likely(Caption)),
    ("carousel", likely(Embedded)),
    ("cmp2", CONSENT),
    ("cmpbox", CONSENT),
    ("consent", CONSENT),
    ("copyright", likely(Boilerplate)),
    ("credit", likely(Caption)),
    ("credits", likely(Caption)),
    ("dialog", likely(Controls)),
    ("didomi", CONSENT),
    ("disclaimer", likely(Boilerplate)),
    ("donate", likely(Advertisement)),
    ("donation", likely(Advertisement)),
    ("embed", likely(Embedded)),
    ("facebook", likely(Controls)),
    ("footer", likely(Navigation)),
    ("gallery", likely(Caption)),
    ("gdpr", CONSENT),
    ("image", likely(Caption)),
    ("imagecaption", likely(Caption)),
    ("imagedescription", likely(Caption)),
    ("images", likely(Caption)),
    ("img", likely(Caption)),
    ("infobox", likely(Metadata)),
    ("instagram", likely(Embedded)),
    ("login", likely(Controls)),
    ("media", likely(Embedded)),
    ("menu", likely(Navigation)),
    ("modal", likely(Controls)),
    ("more", likely(OtherArticles)),
    ("nav", likely(Navigation)),
    ("navbar", likely(Navigation)),
    ("navigation", likely(Navigation)),
    ("newsletter", sure(Advertisement)),
    ("onetrust", CONSENT),
    ("outbrain", sure(Advertisement)),
    ("overlay", likely(Controls)),
    ("pager", likely(Navigation)),
    ("pagination", likely(Navigation)),
    ("photo", likely(Caption)),
    ("photos", likely(Caption)),
    ("picture", likely(Caption)),
    ("player", likely(Embedded)),
    ("popular", likely(OtherArticles)),
    ("popup", likely(Controls)),
    ("postmeta", likely(Metadata)),
    ("postmetadata", likely(Metadata)),
    ("print", likely(Hidden)),
    ("promo", likely(Advertisement)),
    ("promotion", likely(Advertisement)),
    ("readmore", likely(OtherArticles)),
    ("recirculation", sure(OtherArticles)),
    ("recommend", sure(OtherArticles)),
    ("recommendation", sure(OtherArticles)),
    ("recommendations", sure(OtherArticles)),
    ("recommended", sure(OtherArticles)),
    ("related", sure(OtherArticles)),
    ("relatedposts", sure(OtherArticles)),
    ("share", likely(Controls)),
    ("sharebar", sure(Controls)),
    ("sharedaddy", sure(Controls)),
    ("sharing", sure(Controls)),
    ("sidebar", sure(Navigation)),
    ("signup", likely(Advertisement)),
    ("skip", likely(Navigation)),
    ("social", likely(Controls)),
    ("sponsor", likely(Advertisement)),
    ("sponsored", likely(Advertisement)),
    ("subscribe", sure(Advertisement)),
    ("subscription", sure(Advertisement)),
    ("taboola", sure(Advertisement)),
    ("tag", likely(Metadata)),
    ("taglist", likely(Metadata)),
    ("tags", likely(Metadata)),
    ("teaser", LINKS),
    ("teasers", LINKS),
    ("toolbar", likely(Controls)),
    ("tooltip", likely(Controls)),
    ("trending", sure(OtherArticles)),
    ("tweet", likely(Embedded)),
    ("twitter", likely(Embedded)),
    ("usercentrics", CONSENT),
    ("video", likely(Embedded)),
    ("widget", likely(Navigation)),
    ("youtube", likely(Embedded)),
];

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

/// Words that start so are of requests for consent.
const COOKIE: &str = "cookie";

/// What one class or id says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Said {
    Nothing,
    /// The element has the text of an article.
    Article,
    Marked(Mark),
}

/// Reads one class or id of an element with or without links.
pub(in crate::formats) fn read_class(class: &str, has_link: bool) -> Said {
    // Classes with a colon or a bracket name the conditions of a style, not what the element is.
    if class.contains([':', '[']) || POSTS.iter().any(|post| class.starts_with(post)) {
        return Said::Nothing;
    }
    let words: Vec<&str> = words(class).collect();
    let has = |list: &[&str]| words.iter().any(|word| is_in(list, word));
    if has(LAYOUT) {
        return Said::Nothing;
    }
    let marks = words.iter().filter_map(|word| {
        let start = word.get(..COOKIE.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(COOKIE)) {
            return Some(CONSENT);
        }
        if let Some(level) = comments(word) {
            let why = Comments;
            return Some(Mark {
                level,
                why,
                needs_link: false,
            });
        }
        let at = WORDS.binary_search_by(|(own, _)| order(own, word)).ok()?;
        let (word, mark) = WORDS[at];
        let is_told = word != "print" || words.len() == 1 || has(PRINTED);
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
fn words(class: &str) -> impl Iterator<Item = &str> {
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

/// Whether a sorted list has a word, in any case.
fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search_by(|own| order(own, word)).is_ok()
}

/// The order of a word in lower case and one in any case.
fn order(own: &str, word: &str) -> Ordering {
    own.bytes()
        .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_for_binary_search_are_sorted() {
        for list in [
            HIDING, LEGENDS, LAYOUT, POSTS, PRINTED, WHOLES, PARTS, SURE, LIKELY,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(WORDS.is_sorted_by_key(|(word, _)| word));
    }

    #[test]
    fn classes_are_read_by_their_words() {
        let marked = |class: &str| match read_class(class, true) {
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
        assert_eq!(read_class("articleBody", false), Said::Article);
        assert_eq!(read_class("teaser", false), Said::Nothing);
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
