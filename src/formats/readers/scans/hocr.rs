//! The reader of hOCR: the text of pages in HTML, as Tesseract, Kraken and others write it.
//!
//! Classes of elements say what they are: `ocr_page`, `ocr_carea` or `ocrx_block`, `ocr_par`,
//! `ocr_line`. Where there are no lines, all text of a paragraph is one. The attribute `title` has
//! the name of the picture, places, which are not read, and how sure the program was of a word
//! (`x_wconf`). Format: <http://kba.github.io/hocr-spec/1.2/>.

use super::certainty::{Mean, of_percent};
use super::page::{Block, Line, ScannedPage};
use crate::formats::bytes::white_space::one_line;
use crate::formats::readers::pages::html::is_html;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// Elements without an end tag in HTML.
const VOID: &[&str] = &["meta", "link", "br", "img", "hr", "input", "base"];

/// Whether the first bytes of a file are those of hOCR.
pub(super) fn is_hocr(head: &[u8]) -> bool {
    let has = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    is_html(head) && (has(b"ocr-system") || has(b"ocr-capabilities") || has(b"ocr_page"))
}

/// The pages of a file. The fault is where it is cut off.
pub(super) fn pages(bytes: &[u8]) -> (Vec<ScannedPage>, Option<Fault>) {
    let mut file = File::default();
    let end = each_event(bytes, |event| {
        match event {
            Event::Start(tag) => file.start(tag),
            Event::End(name) => file.end(name),
            Event::Text(text) => file.text.push_str(text),
        }
        ControlFlow::Continue(())
    });
    file.end_block();
    // HTML leaves some elements open.
    let is_whole = bytes
        .trim_ascii_end()
        .to_ascii_lowercase()
        .ends_with(b"</html>");
    (file.pages, end.err().filter(|_| !is_whole))
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Block,
    Line,
    /// Its text is not on the page: a title, a script.
    Hidden,
    Other,
}

#[derive(Default)]
struct File {
    pages: Vec<ScannedPage>,
    block: Block,
    /// The text of the open line.
    text: String,
    /// The certainty of words of the open line.
    words: Mean,
    open: Vec<(String, Kind)>,
}

impl File {
    fn start(&mut self, tag: Tag<'_>) {
        let name = tag.name().to_ascii_lowercase();
        if name == "br" {
            self.end_line();
        }
        if VOID.contains(&&*name) {
            return;
        }
        let class = tag.attribute("class").unwrap_or_default();
        let kind = kind(&name, &class);
        match kind {
            Kind::Page | Kind::Block => self.end_block(),
            Kind::Line => self.end_line(),
            Kind::Hidden | Kind::Other => {}
        }
        if let Some(title) = tag.attribute("title")
            && let Some(percent) = certainty(&title)
        {
            // A word of average length.
            self.words.add(Some(percent), "words");
        }
        if kind == Kind::Page {
            let title = tag.attribute("title").unwrap_or_default();
            self.pages.push(ScannedPage {
                image: image(&title),
                ..ScannedPage::default()
            });
        }
        if let (Some(page), Some(language)) = (self.pages.last_mut(), tag.attribute("lang")) {
            page.language.get_or_insert(language.into_owned());
        }
        self.open.push((name, kind));
    }

    fn end(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) else {
            return;
        };
        for (_, kind) in self.open.split_off(at) {
            match kind {
                Kind::Page | Kind::Block => self.end_block(),
                Kind::Line => self.end_line(),
                Kind::Hidden => self.text.clear(),
                Kind::Other => {}
            }
        }
    }

    fn end_line(&mut self) {
        let line = one_line(&std::mem::take(&mut self.text));
        if !line.is_empty() {
            let certainty = std::mem::take(&mut self.words).percent();
            self.block.lines.push(Line::of_text(line, certainty));
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        let block = std::mem::take(&mut self.block);
        if !block.lines.is_empty() {
            if self.pages.is_empty() {
                self.pages.push(ScannedPage::default());
            }
            let page = self.pages.last_mut().expect("there is a page");
            page.blocks.push(block);
        }
    }
}

/// The name of the picture of a page: `image "scans/0001.tif"; bbox 0 0 9 9`.
fn image(title: &str) -> Option<String> {
    let properties = title.split(';').map(str::trim);
    let name = properties
        .into_iter()
        .find_map(|it| it.strip_prefix("image "))?;
    let name = name.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// How sure the program was of a word: `bbox 1 2 3 4; x_wconf 93`.
fn certainty(title: &str) -> Option<u8> {
    let (_, after) = title.split_once("x_wconf ")?;
    let end = after.find([';', ' ']).unwrap_or(after.len());
    of_percent(after[..end].parse().ok()?)
}

fn kind(name: &str, class: &str) -> Kind {
    let has = |names: &[&str]| class.split_whitespace().any(|own| names.contains(&own));
    if matches!(name, "head" | "script" | "style") {
        Kind::Hidden
    } else if has(&["ocr_page"]) {
        Kind::Page
    } else if has(&["ocr_carea", "ocrx_block", "ocr_column", "ocr_par"]) || name == "p" {
        Kind::Block
    } else if has(&[
        "ocr_line",
        "ocrx_line",
        "ocr_header",
        "ocr_footer",
        "ocr_caption",
        "ocr_textfloat",
    ]) {
        Kind::Line
    } else {
        Kind::Other
    }
}
