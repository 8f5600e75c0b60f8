//! The templates whose text readers see.
//!
//! A dump of articles has only the names of templates and what is handed to them. A template that
//! is not in the table is left out, and named if something was handed to it.

use super::page::Wikitext;
use crate::article::WhyLeftOut;

/// What is seen of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Nothing: it has the date of the article.
    Date,
    /// Nothing: it has the date and the place.
    DateAndPlace,
    /// The last of its parts: a link.
    Last,
    /// The first of its parts.
    First,
    /// The second of its parts, after a code.
    Second,
    /// A quotation, and who said it.
    Quote,
    /// A number and its unit.
    Measure,
    /// A certain text.
    Text(&'static str),
    /// Nothing: it names a source.
    Source,
    /// Nothing, and nobody misses it.
    Nothing,
}

#[rustfmt::skip]
const TEMPLATES: &[(Seen, &[&str])] = &[
    (Seen::Date, &[
        "date", "datum", "fecha", "data", "dato", "datums", "päiväys", "дата", "дата события", "日付", "date news", "날짜",
    ]),
    (Seen::DateAndPlace, &["byline", "dateline"]),
    (Seen::Last, &["w", "wikipedia", "wp", "wl", "wen", "ill", "wikt", "wikidata", "link"]),
    (Seen::First, &[
        "nowrap", "nobr", "small", "smaller", "big", "tooltip", "abbr", "sic", "em", "strong", "italic", "center",
        "nobold", "noitalic", "unité", "formatnum",
    ]),
    (Seen::Second, &["lang", "langue", "lang-en", "transl", "color", "font color", "colour"]),
    (Seen::Quote, &[
        "quote", "quoteright", "quoteleft", "quotecenter", "cquote", "blockquote", "quotation", "quote box",
        "pull quote", "pullquote", "zitat", "citation", "cita", "citazione", "цитата", "cytat",
    ]),
    (Seen::Measure, &["convert", "cvt", "unit"]),
    (Seen::Text(" "), &["nbsp", "space", "spaces"]),
    (Seen::Text("|"), &["!"]),
    (Seen::Text("="), &["="]),
    (Seen::Text("–"), &["ndash", "–"]),
    (Seen::Text("—"), &["mdash", "—"]),
    (Seen::Text(" – "), &["spaced ndash", "snd"]),
    (Seen::Source, &[
        "source", "news source", "image source", "cite news", "cite web", "cite journal", "quelle", "fonte", "fuente",
        "bron", "källa", "źródło", "источник", "original", "selfref",
    ]),
    (Seen::Nothing, &["-", "clear", "haveyoursay", "publish", "archived", "archive", "develop", "review"]),
];

/// The text of a template for its parts.
pub(super) fn template(parts: &[String], wiki: &mut Wikitext) -> String {
    let (name, after_colon) = match parts[0].split_once(':') {
        Some((name, rest)) if !name.trim().eq_ignore_ascii_case("template") => (name, Some(rest)),
        Some((_, name)) => (name, None),
        None => (&*parts[0], None),
    };
    let name = name.trim().replace('_', " ").to_lowercase();
    let found = TEMPLATES.iter().find(|(_, names)| names.contains(&&*name));
    let arguments = Arguments {
        after_colon,
        parts: &parts[1..],
    };
    let text = match found.map(|(seen, _)| *seen) {
        Some(Seen::Date) => {
            let date = arguments.numbered(0).unwrap_or_default();
            wiki.dates.push(date.clone());
            // Only the first one is the article's; others are in the text.
            if wiki.dates.len() > 1 {
                date
            } else {
                String::new()
            }
        }
        Some(Seen::DateAndPlace) => {
            wiki.dates.extend(arguments.named(&["date"]));
            wiki.place = arguments.named(&["location", "place"]);
            String::new()
        }
        Some(Seen::Last) => arguments.last().unwrap_or_default(),
        Some(Seen::First) => arguments.numbered(0).unwrap_or_default(),
        Some(Seen::Second) => arguments
            .numbered(1)
            .or(arguments.numbered(0))
            .unwrap_or_default(),
        Some(Seen::Quote) => quotation(&arguments),
        Some(Seen::Measure) => {
            let numbers = [arguments.numbered(0), arguments.numbered(1)];
            numbers.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Some(Seen::Text(text)) => text.to_owned(),
        Some(Seen::Nothing) => String::new(),
        other => {
            let why = match other {
                Some(_) => WhyLeftOut::Metadata,
                None => WhyLeftOut::NotRead,
            };
            let characters: usize = parts[1..]
                .iter()
                .map(|part| part.trim().chars().count())
                .sum();
            wiki.leave_out(format!("{{{{{name}}}}}"), why, characters);
            String::new()
        }
    };
    wiki.templates.insert(name);
    text
}

/// A quotation on lines of its own.
fn quotation(arguments: &Arguments<'_>) -> String {
    let text = arguments
        .named(&["text", "quote", "1"])
        .or(arguments.numbered(0));
    let by = arguments
        .named(&["author", "by", "sign", "source", "2"])
        .or(arguments.numbered(1));
    match (text, by) {
        (Some(text), Some(by)) => format!("\n\n{text} — {by}\n\n"),
        (Some(text), None) => format!("\n\n{text}\n\n"),
        (None, _) => String::new(),
    }
}

/// What is handed to a template.
struct Arguments<'a> {
    /// What is behind the colon of its name: `{{formatnum:5}}`.
    after_colon: Option<&'a str>,
    parts: &'a [String],
}

impl Arguments<'_> {
    /// Those without a name.
    fn unnamed(&self) -> impl DoubleEndedIterator<Item = String> {
        let is_named = |part: &&String| {
            part.split_once('=').is_some_and(|(key, _)| {
                let key = key.trim();
                !key.is_empty()
                    && key
                        .chars()
                        .all(|c| c.is_alphanumeric() || " _-".contains(c))
            })
        };
        let before = self.after_colon.map(|text| text.trim().to_owned());
        let parts = self.parts.iter().filter(move |part| !is_named(part));
        before
            .into_iter()
            .chain(parts.map(|part| part.trim().to_owned()))
    }

    fn numbered(&self, number: usize) -> Option<String> {
        self.unnamed().nth(number).filter(|text| !text.is_empty())
    }

    fn last(&self) -> Option<String> {
        self.unnamed().rev().find(|text| !text.is_empty())
    }

    /// The first of these names that something was handed under.
    fn named(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            self.parts.iter().find_map(|part| {
                let (key, value) = part.split_once('=')?;
                let value = value.trim();
                (key.trim().eq_ignore_ascii_case(name) && !value.is_empty())
                    .then(|| value.to_owned())
            })
        })
    }
}
