//! Alerts of a watch as an Atom feed (RFC 4287).
//!
//! quick-xml escapes the texts. This file takes out the characters that XML forbids even escaped.
//! It writes to memory; the caller replaces the file of the feed.

use super::markup::address::web_address;
use crate::index::Alert;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The number of alerts in a feed: the newest ones.
pub const FEED_LENGTH: usize = 100;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// What a feed says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// The name of the watch.
    pub name: &'a str,
    /// Its query.
    pub query: &'a str,
    /// An address that is the feed's own and never changes (RFC 4287, 4.2.6).
    pub id: &'a str,
}

/// An entry of a feed that is no alert.
#[derive(Debug, Clone)]
pub struct FeedEntry {
    /// An address that is the entry's own and never changes.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was published or changed.
    pub updated: jiff::Timestamp,
    /// Where it can be read.
    pub link: String,
    /// A part of its text.
    pub summary: String,
}

/// Writes a feed of such entries, which is itself at `link`.
///
/// # Errors
///
/// If writing to `out` fails.
pub fn entries_feed(
    feed: &Feed,
    link: &str,
    entries: &[FeedEntry],
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let updated = entries.iter().map(|entry| entry.updated).max();
    xml.create_element("feed")
        .with_attribute(("xmlns", NAMESPACE))
        .write_inner_content(|xml| {
            text(xml, "id", feed.id)?;
            text(xml, "title", &format!("{}: {}", feed.name, feed.query))?;
            text(xml, "updated", &updated.unwrap_or_default().to_string())?;
            linked(xml, "self", link)?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", "dateline"))?;
            entries.iter().try_for_each(|own| {
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "id", &own.id)?;
                    text(xml, "title", &own.title)?;
                    text(xml, "updated", &own.updated.to_string())?;
                    linked(xml, "alternate", &own.link)?;
                    text(xml, "summary", &own.summary)
                })?;
                Ok(())
            })
        })?;
    xml.into_inner().push(b'\n');
    Ok(())
}

fn linked(xml: &mut Writer<&mut Vec<u8>>, kind: &str, address: &str) -> io::Result<()> {
    let link = xml.create_element("link").with_attribute(("rel", kind));
    link.with_attribute(("href", address)).write_empty()?;
    Ok(())
}

/// A URN of the first 16 bytes of a hash (RFC 9562, version 8).
#[must_use]
pub fn urn_uuid(hash: [u8; 32]) -> String {
    use std::fmt::Write as _;
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut urn = String::from("urn:uuid:");
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        write!(urn, "{byte:02x}").expect("a string takes everything");
    }
    urn
}

/// Writes the feed of a watch. `alerts` has the newest first.
///
/// An entry of an article without an address of the web has no link: a path of this machine leads readers elsewhere
/// nowhere. It has content instead (RFC 4287, 4.1.2).
///
/// # Errors
///
/// If writing to `out` fails.
pub fn atom_feed(feed: &Feed, alerts: &[&Alert], out: &mut Vec<u8>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let updated = alerts.first().map(|alert| alert.found);
    xml.create_element("feed")
        .with_attribute(("xmlns", NAMESPACE))
        .write_inner_content(|xml| {
            text(xml, "id", feed.id)?;
            text(xml, "title", &format!("{}: {}", feed.name, feed.query))?;
            text(xml, "updated", &updated.unwrap_or_default().to_string())?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", "dateline"))?;
            alerts.iter().try_for_each(|alert| entry(xml, alert))
        })?;
    xml.into_inner().push(b'\n');
    Ok(())
}

fn entry(xml: &mut Writer<&mut Vec<u8>>, alert: &Alert) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        let id = urn_uuid(*blake3::hash(alert.id.as_bytes()).as_bytes());
        text(xml, "id", &id)?;
        let title = match alert.headline.as_str() {
            "" => alert.origin.to_string(),
            headline => headline.to_owned(),
        };
        text(xml, "title", &title)?;
        text(xml, "updated", &alert.found.to_string())?;
        // A feed reader opens what is linked: an address of another kind may be a script.
        if let Some(url) = alert.url.as_deref().and_then(web_address) {
            xml.create_element("link")
                .with_attribute(("rel", "alternate"))
                .with_attribute(("href", url.as_str()))
                .write_empty()?;
        }
        let published = alert
            .published
            .map_or(String::new(), |date| format!("{date}, "));
        // Not a summary: an entry without content must have a link (section 4.1.2), and not every
        // article has one.
        text(xml, "content", &format!("{published}{}", alert.origin))
    })?;
    Ok(())
}

fn text(xml: &mut Writer<&mut Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    xml.create_element(element)
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// The text without the characters that XML 1.0 forbids (section 2.2), escaped or not.
fn clean(text: &str) -> String {
    let is_char = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(is_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, Origin};

    #[test]
    fn a_feed_is_xml_whatever_articles_contain() {
        let article = Article {
            id: ArticleId("7".into()),
            headline: "Troops & <b>\u{1b}[31mhome</b> \"now\"".into(),
            url: Some("https://x.example/?a=1&b=\"2\"".into()),
            published: Some("2021-01-19".parse().unwrap()),
            origin: Origin::parse("wire/a.jsonl#3"),
            ..Article::default()
        };
        let alert = Alert::new("troops", &article, 4);
        let mut out = Vec::new();
        let own = Feed {
            name: "my troops",
            query: "troops <withdrawal>",
            id: &urn_uuid([7; 32]),
        };
        atom_feed(&own, &[&alert], &mut out).unwrap();
        let feed = String::from_utf8(out).unwrap();
        for part in [
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<id>urn:uuid:07070707-0707-8707-8707-070707070707</id>",
            "<title>my troops: troops &lt;withdrawal&gt;</title>",
            "Troops &amp; &lt;b&gt;[31mhome&lt;/b&gt;",
            "<link rel=\"alternate\" href=\"https://x.example/?a=1&amp;b=%222%22\"/>",
            "<content>2021-01-19, wire/a.jsonl#3</content>",
        ] {
            assert!(feed.contains(part), "no {part} in\n{feed}");
        }
        let mut reader = quick_xml::Reader::from_str(&feed);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                _ => assert!(reader.buffer_position() > 0),
            }
        }
    }
}
