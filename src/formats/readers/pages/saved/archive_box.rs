//! What `ArchiveBox` keeps next to a form of a page: its address, and what a program found in it.
//!
//! A form that a program made (`readability/content.html`, `mercury/content.html`) is the text alone.
//! `article.json` next to it has headline, author and day, and `index.json` of the snapshot has the
//! address. Sources: `ArchiveBox` 0.7, Readability.js and the Postlight (Mercury) parser.

use crate::article::ArchivePath;
use crate::formats::bytes::charset::decode_text;
use crate::formats::input::Companions;
use serde_json::Value;
use std::fmt::Write as _;

/// The most bytes of a file of data that is read.
const LONGEST: u64 = 1 << 20;

/// The names of forms that are in a folder of their own, and of those in the snapshot's folder.
const INNER_FORMS: [&str; 4] = ["content.html", "output.html", "singlefile.html", "dom.html"];
const OUTER_FORMS: [&str; 2] = ["output.html", "singlefile.html"];

/// The folders of forms that are a text alone.
const TEXTS: [&str; 2] = ["readability", "mercury"];

/// What is known of a page besides its form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::formats::readers::pages) struct Kept {
    /// The address that was saved.
    pub(in crate::formats::readers::pages) url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// What is kept with a file, if that is a form of a page in a snapshot.
pub(in crate::formats::readers::pages) fn kept_with(
    path: &ArchivePath,
    companions: Option<&dyn Companions>,
) -> Option<Kept> {
    let (folder, name) = path.split();
    let own = folder.rsplit('/').next().unwrap_or_default();
    let data = |place: &str| -> Option<Value> {
        serde_json::from_slice(&companions?.content(place, LONGEST)?).ok()
    };
    let snapshot =
        |place: &str| data(place).filter(|it| it["url"].is_string() && it["timestamp"].is_string());
    let index = if INNER_FORMS.contains(&name) {
        snapshot("../index.json")
    } else {
        None
    };
    let index = index.or_else(|| {
        OUTER_FORMS
            .contains(&name)
            .then(|| snapshot("index.json"))?
    })?;
    let mut kept = Kept {
        url: text_of(&index, &["url"]),
        ..Kept::default()
    };
    if TEXTS.contains(&own) {
        let article = data("article.json").unwrap_or_default();
        kept.title = text_of(&article, &["title"]).or_else(|| text_of(&index, &["title"]));
        kept.author = text_of(&article, &["byline", "author"]);
        kept.date = text_of(&article, &["publishedTime", "date_published"]);
    }
    Some(kept)
}

impl Kept {
    /// A form that is a text alone, as a page with what is known of it; the form itself if nothing is.
    pub(in crate::formats::readers::pages) fn page(&self, form: Vec<u8>) -> Vec<u8> {
        let mut head = String::new();
        let mut add = |value: &Option<String>, before: &str, after: &str| {
            if let Some(value) = value {
                // Writing to a string cannot fail.
                let _ = write!(head, "{before}{}{after}", escaped(value));
            }
        };
        add(&self.title, "<title>", "</title>");
        add(&self.author, "<meta name=\"author\" content=\"", "\">");
        add(
            &self.date,
            "<meta property=\"article:published_time\" content=\"",
            "\">",
        );
        let text = decode_text(&form).ok().filter(|_| !head.is_empty());
        let Some(text) = text.map(|decoded| decoded.text.into_owned()) else {
            return form;
        };
        let title = self.title.as_deref().map(escaped).unwrap_or_default();
        let heading = if text.contains("<h1") || title.is_empty() {
            String::new()
        } else {
            format!("<h1>{title}</h1>")
        };
        format!(
            "<!doctype html><html><head><meta charset=\"utf-8\">{head}</head><body>{heading}{text}</body></html>"
        )
        .into_bytes()
    }
}

fn text_of(value: &Value, names: &[&str]) -> Option<String> {
    let texts = names.iter().filter_map(|name| value[*name].as_str());
    let mut texts = texts.map(str::trim).filter(|text| !text.is_empty());
    texts.next().map(str::to_owned)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::test_support::documents::options;
    use crate::formats::{Input, reader_for};

    /// The files of a snapshot, by their paths relative to the form.
    struct Snapshot;

    impl Companions for Snapshot {
        fn names(&self) -> Vec<String> {
            Vec::new()
        }

        fn leading(&self, _: &str) -> Vec<String> {
            Vec::new()
        }

        fn entries(&self, _: &str) -> Vec<String> {
            Vec::new()
        }

        fn content(&self, file: &str, _: u64) -> Option<Vec<u8>> {
            let text = match file {
                "../index.json" => {
                    r#"{"url": "https://post.example/ferry", "timestamp": "1611093000.0", "title": "Post"}"#
                }
                "article.json" => {
                    r#"{"title": "Ferry & crane return", "byline": "Ann Lee", "publishedTime": "2021-01-19T10:00:00Z"}"#
                }
                _ => return None,
            };
            Some(text.as_bytes().to_vec())
        }

        fn start(&self, file: &str) -> Option<Vec<u8>> {
            self.content(file, 0)
        }
    }

    #[test]
    fn a_text_alone_has_what_the_files_next_to_it_say() {
        let form = "<div><p>The ferry is back after the winter, said the captain on Monday, and the crane \
                    is too. It will sail twice a day until May.</p><p>Nobody had expected it so soon.</p></div>";
        let (path, options) = (
            ArchivePath::from_stored("archive/1611093000.0/readability/content.html"),
            options(),
        );
        let input = Input::whole(&path, &options, form.as_bytes()).with_companions(&Snapshot);
        let reader = reader_for(&path, form.as_bytes()).unwrap();
        let article = reader.read_all(input).remove(0).unwrap();
        assert_eq!(article.headline, "Ferry & crane return");
        assert_eq!(article.url.as_deref(), Some("https://post.example/ferry"));
        assert_eq!(article.bylines, ["Ann Lee"]);
        assert!(
            article
                .published
                .unwrap()
                .to_string()
                .starts_with("2021-01-19")
        );
        assert!(article.body.contains("twice a day") && article.body.contains("so soon"));
        let other = ArchivePath::from_stored("a/other.html");
        assert_eq!(kept_with(&other, Some(&Snapshot)), None);
    }
}
