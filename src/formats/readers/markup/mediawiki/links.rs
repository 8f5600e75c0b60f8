//! What is seen of links, and what files and categories say.
//!
//! A link's label is text. A file is left out with its caption, a category becomes a keyword, and a
//! link to the page in another language is nothing.

use super::page::Wikitext;
use super::site::Site;
use crate::article::WhyLeftOut;

/// Options of files, which are no captions. Those with `=` or `px` are options too.
const OPTIONS: &[&str] = &[
    "thumb",
    "thumbnail",
    "frame",
    "framed",
    "frameless",
    "border",
    "left",
    "right",
    "center",
    "centre",
    "none",
    "upright",
    "baseline",
    "middle",
    "sub",
    "super",
    "top",
    "bottom",
    "mini",
    "miniatur",
    "rechts",
    "links",
    "zentriert",
    "gauche",
    "droite",
    "vignette",
    "derecha",
    "izquierda",
    "miniaturadeimagen",
    "destra",
    "sinistra",
    "мини",
    "справа",
    "слева",
];

/// The text of a link with brackets for its parts.
pub(super) fn internal(parts: &[String], site: &Site, wiki: &mut Wikitext) -> String {
    let target = parts.first().map_or("", |target| target.trim());
    let label = parts.last().filter(|_| parts.len() > 1);
    let (prefix, name) = target.split_once(':').unwrap_or_default();
    let prefix = prefix.trim().to_lowercase();
    if site.is_file(&prefix) {
        let caption = parts[1..].iter().rev().find(|part| is_caption(part));
        let count = caption.map_or(0, |caption| caption.trim().chars().count());
        wiki.leave_out(format!("[[{target}]]"), WhyLeftOut::Caption, count);
        return String::new();
    }
    if site.is_category(&prefix) {
        let name = name.replace('_', " ");
        wiki.categories.push(name.trim().to_owned());
        return String::new();
    }
    match label {
        Some(label) if !label.trim().is_empty() => label.clone(),
        // A page in another language.
        None if is_language(&prefix) => String::new(),
        _ => target.trim_start_matches(':').to_owned(),
    }
}

fn is_caption(part: &str) -> bool {
    let part = part.trim();
    let is_size = part.strip_suffix("px").is_some_and(|size| {
        size.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'x')
    });
    let (key, _) = part.split_once('=').unwrap_or_default();
    let is_named =
        ["alt", "link", "page", "lang", "class", "upright", "thumb"].contains(&key.trim());
    !part.is_empty() && !is_size && !is_named && !OPTIONS.contains(&&*part.to_lowercase())
}

/// Whether a prefix is that of a language, as in `de` and `pt-br`. Others are of sister projects.
fn is_language(prefix: &str) -> bool {
    let (first, region) = prefix.split_once('-').unwrap_or((prefix, ""));
    first.len() == 2 && prefix.is_ascii() && region.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The text of a link to an address: its label.
pub(super) fn external(inner: &str) -> String {
    inner
        .split_once(char::is_whitespace)
        .map_or_else(String::new, |(_, label)| label.trim().to_owned())
}
