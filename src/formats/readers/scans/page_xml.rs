//! The reader of PAGE XML, as Transkribus, OCR-D, eScriptorium and others write it.
//!
//! Regions, lines, words and glyphs have their text in `TextEquiv`, each the same text again. A
//! line's own text counts, else that of its words. A region's own text counts only if its lines have
//! none. `ReadingOrder` has the order of regions, else the attribute `custom`.
//! Format: <https://github.com/PRImA-Research-Lab/PAGE-XML>.

use super::certainty::{Mean, of_share};
use super::page::{Block, Line, ScannedPage, in_order};
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// The pages of a file. The fault is where it breaks the rules of XML.
pub(super) fn pages(bytes: &[u8]) -> (Vec<ScannedPage>, Option<Fault>) {
    let mut file = File::default();
    let end = each_event(bytes, |event| {
        match event {
            Event::Start(tag) => file.start(tag),
            Event::End(name) => file.end(name),
            Event::Text(text) => file.text(text),
        }
        ControlFlow::Continue(())
    });
    file.close_page();
    (file.pages, end.err())
}

/// The parts that have a text, from the outermost.
#[derive(Default)]
struct Open {
    kind: Kind,
    id: String,
    is_margin: bool,
    /// The place in the order that `custom` names.
    index: Option<u32>,
    /// The text, and the number of its reading, of which the lowest counts.
    text: Option<(u32, String)>,
    /// How sure the program was of it, in percent.
    certainty: Option<u8>,
    /// The certainty of its words.
    certain: Mean,
    /// The texts of its words; of a region, its lines.
    words: Vec<String>,
    lines: Vec<(Option<u32>, Line)>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Region,
    Line,
    Word,
    Glyph,
}

#[derive(Default)]
struct File {
    pages: Vec<ScannedPage>,
    open: Vec<Open>,
    /// The regions of the page that are read, with their places by `custom`.
    regions: Vec<(Option<u32>, Block)>,
    /// Ids of regions in the order in which they are read, with the indices of their groups.
    order: Vec<(Vec<u32>, String)>,
    groups: Vec<u32>,
    /// The name of the picture of the page.
    image: Option<String>,
    /// The number of a reading that is open, and its text.
    reading: u32,
    /// How sure the program was of the reading that is open.
    certainty: Option<u8>,
    unicode: Option<String>,
}

impl File {
    fn start(&mut self, tag: Tag<'_>) {
        let number = |name| tag.attribute(name)?.trim().parse().ok();
        match tag.name() {
            "Page" => {
                self.close_page();
                self.image = tag.attribute("imageFilename").map(Into::into);
            }
            "TextLine" => self.open(Kind::Line, tag),
            "Word" => self.open(Kind::Word, tag),
            "Glyph" => self.open(Kind::Glyph, tag),
            name if is_region(name) => self.open(Kind::Region, tag),
            "TextEquiv" => {
                self.reading = number("index").unwrap_or(0);
                self.certainty = tag.attribute("conf").and_then(|conf| of_share(&conf));
            }
            "Unicode" => self.unicode = Some(String::new()),
            "OrderedGroupIndexed" | "UnorderedGroupIndexed" => {
                self.groups.push(number("index").unwrap_or(0));
            }
            "RegionRefIndexed" | "RegionRef" => {
                let mut place = self.groups.clone();
                place.push(number("index").unwrap_or(0));
                if let Some(id) = tag.attribute("regionRef") {
                    self.order.push((place, id.into_owned()));
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind, tag: Tag<'_>) {
        let custom = tag.attribute("custom").unwrap_or_default();
        self.open.push(Open {
            kind,
            id: tag.attribute("id").unwrap_or_default().into_owned(),
            is_margin: kind == Kind::Region && is_margin(tag.attribute("type").as_deref(), &custom),
            index: custom_index(&custom),
            ..Open::default()
        });
    }

    fn text(&mut self, text: &str) {
        if let Some(unicode) = &mut self.unicode {
            unicode.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Unicode" => {
                let text = self.unicode.take().unwrap_or_default();
                if let Some(open) = self.open.last_mut()
                    && !text.trim().is_empty()
                    && open
                        .text
                        .as_ref()
                        .is_none_or(|(reading, _)| self.reading < *reading)
                {
                    open.text = Some((self.reading, text));
                    open.certainty = self.certainty;
                }
            }
            "TextLine" | "Word" | "Glyph" => self.close(),
            name if is_region(name) => self.close(),
            "OrderedGroupIndexed" | "UnorderedGroupIndexed" => {
                self.groups.pop();
            }
            _ => {}
        }
    }

    /// Hands what the innermost open part has to the part around it.
    fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        let own = closed.text.map(|(_, text)| text);
        match closed.kind {
            Kind::Glyph => {}
            Kind::Word => {
                if let (Some(line), Some(word)) = (self.open.last_mut(), own) {
                    line.certain.add(closed.certainty, &word);
                    line.words.push(word);
                }
            }
            Kind::Line => {
                let text = own.unwrap_or_else(|| closed.words.join(" "));
                let certainty = closed.certain.percent().or(closed.certainty);
                if let Some(region) = self.open.last_mut() {
                    let line = Line::of_text(text, certainty);
                    region.lines.push((closed.index, line));
                }
            }
            Kind::Region => {
                let mut lines = closed.lines;
                if lines.iter().all(|(index, _)| index.is_some()) {
                    lines.sort_by_key(|(index, _)| *index);
                }
                let mut lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
                if lines.iter().all(Line::is_blank) {
                    let text = own.unwrap_or_default();
                    lines = text
                        .lines()
                        .map(|line| Line::of_text(line.to_owned(), closed.certainty))
                        .collect();
                }
                let id = closed.id;
                self.regions.push((
                    closed.index,
                    Block {
                        id,
                        lines,
                        is_margin: closed.is_margin,
                    },
                ));
            }
        }
    }

    fn close_page(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        let mut regions = std::mem::take(&mut self.regions);
        let mut order = std::mem::take(&mut self.order);
        if order.is_empty() && regions.iter().all(|(index, _)| index.is_some()) {
            regions.sort_by_key(|(index, _)| *index);
        }
        let mut blocks: Vec<Block> = regions.into_iter().map(|(_, block)| block).collect();
        order.sort_by(|(a, _), (b, _)| a.cmp(b));
        let order: Vec<String> = order.into_iter().map(|(_, id)| id).collect();
        in_order(&mut blocks, &order, |block| &block.id);
        if !blocks.is_empty() {
            self.pages.push(ScannedPage {
                blocks,
                image: self.image.take(),
                ..ScannedPage::default()
            });
        }
    }
}

/// Whether an element is a region; regions of pictures may have a text in them too.
fn is_region(name: &str) -> bool {
    name.ends_with("Region")
}

/// Whether a region of that type is in the margin of a page. Transkribus has the type in `custom`.
fn is_margin(kind: Option<&str>, custom: &str) -> bool {
    let structure = || {
        let (_, rest) = custom.split_once("structure")?;
        let (_, rest) = rest.split_once("type:")?;
        rest.split([';', '}']).next()
    };
    kind.or_else(structure)
        .is_some_and(|kind| MARGINS.contains(&kind.trim()))
}

/// The types of regions in the margin of a page.
const MARGINS: [&str; 5] = [
    "header",
    "footer",
    "page-number",
    "signature-mark",
    "catch-word",
];

/// The place in `readingOrder {index:2;} structure {type:paragraph;}`.
fn custom_index(custom: &str) -> Option<u32> {
    let (_, rest) = custom.split_once("readingOrder")?;
    let (_, rest) = rest.split_once("index:")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}
