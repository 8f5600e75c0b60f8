//! Captions of pictures in fragments of HTML, and the shortcodes that blogs keep in them.
//!
//! A caption is no part of a running text. What is removed is counted, so that it can be noted.

use super::to_text;
use std::borrow::Cow;

/// What was removed from a text: its name, and how many characters of text it had.
pub(in crate::formats) type Removed = Vec<(String, usize)>;

/// Shortcodes whose content is no text: a caption with its picture, addresses of files.
const HIDING: &[&str] = &[
    "caption",
    "wp_caption",
    "embed",
    "audio",
    "video",
    "playlist",
    "youtube",
    "vimeo",
    "tweet",
];

/// Shortcodes without content, or whose content is text.
const AROUND: &[&str] = &[
    "gallery",
    "vc_row",
    "vc_column",
    "vc_column_text",
    "et_pb_section",
    "et_pb_row",
    "et_pb_column",
    "et_pb_text",
    "dropcap",
    "pullquote",
    "blockquote",
    "quote",
    "more",
    "nggallery",
    "slideshow",
    "googlemaps",
    "contact-form",
    "contact-form-7",
];

/// A fragment of HTML without its `<figcaption>` elements.
pub(in crate::formats) fn without_captions<'t>(
    html: &'t str,
    removed: &mut Removed,
) -> Cow<'t, str> {
    let (start, end) = ("<figcaption", "</figcaption>");
    if !html.contains(start) {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(start) {
        let Some((caption, behind)) = after.split_once(end) else {
            break;
        };
        kept.push_str(before);
        let text = to_text(caption.split_once('>').map_or("", |(_, text)| text));
        removed.push(("<figcaption>".to_owned(), text.trim().chars().count()));
        rest = behind;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// A text without the shortcodes of WordPress that are known: `[caption]…[/caption]`.
pub(in crate::formats) fn without_shortcodes<'t>(
    text: &'t str,
    removed: &mut Removed,
) -> Cow<'t, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(at) = rest.find('[') {
        kept.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let bare = tag.strip_prefix('/').unwrap_or(tag);
        let length = bare
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(bare.len());
        let name = &bare[..length];
        let end = tag.bytes().take(LONGEST).position(|byte| byte == b']');
        let (Some(end), true) = (end, HIDING.contains(&name) || AROUND.contains(&name)) else {
            kept.push('[');
            rest = tag;
            continue;
        };
        rest = &tag[end + 1..];
        if HIDING.contains(&name) && !tag.starts_with('/') && !unclosed.contains(&name) {
            match rest.split_once(&*format!("[/{name}]")) {
                Some((content, behind)) => {
                    let text = to_text(content);
                    removed.push((format!("[{name}]"), text.trim().chars().count()));
                    rest = behind;
                }
                None => unclosed.push(name),
            }
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The longest shortcode, in bytes.
const LONGEST: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_removed_and_counted() {
        let mut removed = Removed::new();
        let html = "<p>One.</p><figure><img><figcaption class='x'>A <b>pier</b></figcaption></figure><p>Two.</p>";
        let kept = without_captions(html, &mut removed);
        assert_eq!(kept, "<p>One.</p><figure><img></figure><p>Two.</p>");
        assert_eq!(removed, [("<figcaption>".to_owned(), 6)]);
        assert_eq!(
            without_captions("<figcaption>open", &mut removed),
            "<figcaption>open"
        );
    }

    #[test]
    fn shortcodes_are_removed_and_other_brackets_stay() {
        let mut removed = Removed::new();
        for (text, kept) in [
            ("A [caption id=\"x\"]<img> The pier[/caption] b", "A  b"),
            ("[gallery ids=\"1,2\"]A", "A"),
            ("[vc_row][vc_column]A[/vc_column][/vc_row]", "A"),
            ("He said [sic] and [caption", "He said [sic] and [caption"),
            ("[caption]never closed", "never closed"),
        ] {
            assert_eq!(without_shortcodes(text, &mut removed), kept, "{text}");
        }
        assert_eq!(removed, [("[caption]".to_owned(), 8)]);
    }
}
