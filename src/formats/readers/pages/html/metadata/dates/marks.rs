//! What the attributes of an element say of its time: a count of seconds, or that it is a clock.
//!
//! Which elements are near the headline is known to `zone`.

use crate::formats::readers::pages::html::tree::{NodeId, Tree};

/// Words in the names of attributes that count the time.
const COUNTED: &[&str] = &[
    "time", "date", "epoch", "publish", "utime", "-ts", "seconds",
];

/// The values of an element's `data-` attributes that count seconds or milliseconds since 1970.
pub(super) fn counted_times(tree: &Tree, id: NodeId) -> impl Iterator<Item = &str> {
    let is_counted = |name: &str| {
        let name = name.strip_prefix("data-").unwrap_or_default();
        !name.contains("updat")
            && !name.contains("modif")
            && COUNTED
                .iter()
                .any(|word| name.contains(word.trim_start_matches('-')))
    };
    let is_count = |value: &str| {
        matches!(value.len(), 10 | 13) && value.bytes().all(|byte| byte.is_ascii_digit())
    };
    let attributes = tree.attributes(id).iter();
    attributes
        .filter(move |attribute| is_counted(&attribute.name.local))
        .map(|attribute| attribute.value.trim())
        .filter(move |value| is_count(value))
}

/// Words of classes and ids of what shows the time of day, or today's date, on every page of a site.
const CLOCKS: &[&str] = &[
    "clock", "now", "today", "heute", "uhr", "reloj", "horloge", "klok", "klokke", "klocka",
    "saat", "zegar", "orologio", "relogio", "hoy", "hoje", "oggi", "vandaag",
];

/// The same in several words, without the marks between them.
const CLOCK_NAMES: &[&str] = &[
    "currentdate",
    "currenttime",
    "currentday",
    "todaysdate",
    "servertime",
    "localtime",
    "livetime",
    "datetoday",
    "datenow",
    "timenow",
];

/// Words of classes of icons, which may be a clock next to a date.
const ICONS: &[&str] = &[
    "icon",
    "icons",
    "fa",
    "fas",
    "far",
    "bi",
    "glyphicon",
    "ti",
    "mdi",
];

/// How many elements around a time may say that it is a clock.
const MOST_AROUND: usize = 2;

/// Whether a time is that of a clock.
pub(super) fn is_clock(tree: &Tree, id: NodeId) -> bool {
    let around = std::iter::once(id).chain(tree.ancestors(id).take(MOST_AROUND));
    around
        .take_while(|id| !matches!(tree.name(*id), "article" | "main" | "body"))
        .any(|id| {
            ["class", "id"]
                .iter()
                .filter_map(|name| tree.attribute(id, name))
                .any(names_clock)
        })
}

fn names_clock(value: &str) -> bool {
    value.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        let words = || class.split(|c: char| !c.is_ascii_alphanumeric());
        let joined: String = words().collect();
        let is_icon = words().any(|word| ICONS.contains(&word));
        !is_icon
            && (words().any(|word| CLOCKS.contains(&word))
                || CLOCK_NAMES.iter().any(|name| joined.contains(name)))
    })
}
