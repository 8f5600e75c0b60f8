//! The reader of TEI: an issue of a newspaper in one file, an article for each of its divisions.
//!
//! Divisions of a type with `article` in it are articles (`article`, `jArticle`). Without any, each
//! innermost division with a heading is one; without divisions, the whole text is. Title and day
//! are those of the printed source, not of the edition. A division that goes on elsewhere (`next`,
//! `prev`, `part`) is one article with its continuation. Format: TEI P5 and P4.

use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::cut_words::{CutWords, SOFT_HYPHEN};
use crate::formats::bytes::markup::{Gap, Lines};
use crate::formats::gather::ArticleBuilder;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::document::DocumentReader;
use crate::formats::xml::{Element, Node, some_text};
use std::collections::{BTreeSet, HashMap};

/// TEI, recognized by its root element.
pub(in crate::formats) const TEI: DocumentReader = DocumentReader {
    name: "tei",
    extensions: &["tei"],
    is_root: |name| matches!(name, "TEI" | "TEI.2" | "teiCorpus" | "teiCorpus.2"),
    read_root,
};

fn read_root(
    root: &Element,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let mut ordinal = 0;
    read_edition(root, &[], &mut ordinal, path, options, out)?;
    if ordinal == 0 {
        let detail = "an edition in TEI without a `text` in it";
        out.problem(Problem::file(ProblemKind::NoText, detail))?;
    }
    Ok(())
}

/// Reads a text with its header, or a corpus of them. `outer` are the headers around it.
fn read_edition(
    edition: &Element,
    outer: &[&Element],
    ordinal: &mut u32,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let mut headers: Vec<&Element> = edition.all("teiHeader").collect();
    headers.extend(outer);
    for text in edition.all("text") {
        let mut found = Found::default();
        found.articles(text);
        if found.divisions.is_empty() {
            found.page = None;
            found.innermost(text, true);
        }
        if found.divisions.is_empty() {
            found.innermost(text, false);
        }
        if found.divisions.is_empty() {
            found.texts(text, 0);
        }
        let is_alone = found.divisions.len() == 1;
        let parts = found.divisions.iter().flat_map(|division| &division.parts);
        let read = parts.map(|part| length(part));
        let mut unread = length(text).saturating_sub(read.sum());
        let mut words = CutWords::default();
        let mut lines = Writer::default();
        lines.content(text, false);
        words.learn(&lines.lines.into_text());
        for Division { parts, page } in found.divisions {
            *ordinal += 1;
            let mut builder = ArticleBuilder::new(path, *ordinal, options);
            offer_division(&mut builder, &parts, &words);
            builder.page(page);
            builder.language(parts[0].attribute("xml:lang"));
            builder.language(text.attribute("xml:lang"));
            builder.language(edition.attribute("xml:lang"));
            if is_alone {
                offer_title(&mut builder, edition.find("teiHeader"));
            }
            for header in &headers {
                offer_header(&mut builder, header);
            }
            if unread > 0 {
                let what = "text that is in no article";
                builder.left_out(what, WhyLeftOut::NotRead, std::mem::take(&mut unread));
            }
            builder.finish(out)?;
        }
    }
    for inner in edition.elements() {
        if (TEI.is_root)(&inner.name) {
            read_edition(inner, &headers, ordinal, path, options, out)?;
        }
    }
    Ok(())
}

/// A division with its continuations.
struct Division<'x> {
    /// At least one.
    parts: Vec<&'x Element>,
    /// The page that it begins on.
    page: Option<String>,
}

impl Division<'_> {
    /// Whether its last part says that another one follows, and not which.
    fn is_open(&self) -> bool {
        let last = self.parts[self.parts.len() - 1];
        last.attribute("next").is_none()
            && last
                .attribute("part")
                .is_some_and(|part| matches!(&*part, "I" | "M"))
    }
}

/// The divisions that are articles, each with the page that it begins on.
#[derive(Default)]
struct Found<'x> {
    divisions: Vec<Division<'x>>,
    /// The divisions by the ids of their parts, and by those of the parts that come next.
    by_id: HashMap<String, usize>,
    by_next: HashMap<String, usize>,
    /// Those that go on elsewhere, and do not say where.
    open: BTreeSet<usize>,
    page: Option<String>,
}

impl<'x> Found<'x> {
    /// Finds divisions that are called articles.
    fn articles(&mut self, element: &'x Element) {
        for inner in element.elements() {
            let is_called = |name| {
                let kind = inner.attribute(name).unwrap_or_default().to_lowercase();
                kind.contains("article")
            };
            if is_division(inner) && (is_called("type") || is_called("subtype")) {
                self.push(inner);
                self.turn(inner);
            } else {
                self.see(inner);
                self.articles(inner);
            }
        }
    }

    /// Finds the innermost divisions, with a heading if `headed`.
    fn innermost(&mut self, element: &'x Element, headed: bool) {
        for inner in element.elements() {
            let has_inner = inner.elements().any(is_division);
            let is_headed = !headed || inner.find("head").is_some();
            if is_division(inner) && !has_inner && is_headed {
                self.push(inner);
                self.turn(inner);
            } else {
                self.see(inner);
                self.innermost(inner, headed);
            }
        }
    }

    /// Adds the texts of a group, each with its own body, or the body of the text. What is before
    /// and after the body is no article.
    fn texts(&mut self, text: &'x Element, depth: usize) {
        let group = text.find("group").filter(|_| depth < DEEPEST_GROUP);
        match group {
            Some(group) => {
                for inner in group.all("text") {
                    self.texts(inner, depth + 1);
                }
            }
            None => self.push(text.find("body").unwrap_or(text)),
        }
    }

    /// Adds a division, or the continuation of one.
    fn push(&mut self, element: &'x Element) {
        let id = element.attribute("xml:id").or(element.attribute("id"));
        let link = |name| {
            let link = element.attribute(name)?;
            Some(link.trim().trim_start_matches('#').to_owned())
        };
        let named = id.as_ref().and_then(|id| self.by_next.get(id));
        let before = link("prev");
        let linked = named.or_else(|| self.by_id.get(before.as_ref()?)).copied();
        let part = element.attribute("part").unwrap_or_default();
        let is_later = matches!(&*part, "M" | "F") && before.is_none();
        let open = self.open.last().filter(|_| is_later).copied();
        let started = linked.or(open);
        let at = started.unwrap_or(self.divisions.len());
        match started {
            Some(at) => self.divisions[at].parts.push(element),
            None => self.divisions.push(Division {
                parts: vec![element],
                page: self.page.clone(),
            }),
        }
        if self.divisions[at].is_open() {
            self.open.insert(at);
        } else {
            self.open.remove(&at);
        }
        self.by_id.extend(id.map(|id| (id, at)));
        self.by_next.extend(link("next").map(|next| (next, at)));
    }

    /// Notes the pages that begin within an element.
    fn turn(&mut self, element: &Element) {
        for inner in element.elements() {
            self.see(inner);
            self.turn(inner);
        }
    }

    fn see(&mut self, element: &Element) {
        if element.name == "pb" {
            self.page = element.attribute("n").or(self.page.take());
        }
    }
}

/// The most groups of texts in each other.
const DEEPEST_GROUP: usize = 16;

/// How many letters and marks are in an element.
fn length(element: &Element) -> usize {
    let text = element.text();
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// `div`, or `div1` to `div7` of older versions.
fn is_division(element: &Element) -> bool {
    let number = element.name.strip_prefix("div");
    number.is_some_and(|number| number.is_empty() || number.parse::<u8>().is_ok())
}

/// Offers the title and the authors of a file that is one article, unless the title is that of the
/// newspaper.
fn offer_title(builder: &mut ArticleBuilder<'_>, header: Option<&Element>) {
    let file = header.and_then(|header| header.find("fileDesc"));
    let Some(statement) = file.and_then(|file| file.find("titleStmt")) else {
        return;
    };
    let mut printed = Vec::new();
    if let Some(source) = file.and_then(|file| file.find("sourceDesc")) {
        source.each("title", &mut |title| printed.extend(title.line()));
    }
    if builder.so_far().bylines.is_empty() {
        for author in statement.all("author") {
            builder.add_byline(author.line());
        }
    }
    let is_main = |title: &&Element| title.attribute("type").is_none_or(|kind| kind == "main");
    let title = statement.all("title").find(is_main).and_then(Element::line);
    let is_paper = |title: &String| printed.iter().any(|own| title.contains(own));
    let title = title.filter(|title| !printed.is_empty() && !is_paper(title));
    if !builder.has_headline() {
        builder.headline(title);
    }
}

fn offer_header(builder: &mut ArticleBuilder<'_>, header: &Element) {
    let empty = Element::default();
    let file = header.find("fileDesc").unwrap_or(&empty);
    let printed = file.find("sourceDesc").unwrap_or(&empty);
    let mut titles = Vec::new();
    printed.each("title", &mut |title| titles.push(title));
    let is_paper = |title: &&&Element| title.attribute("level").is_some_and(|level| level == "j");
    let paper = titles.iter().find(is_paper).or(titles.first());
    builder.source(paper.and_then(|title| title.line()));
    let is_main = |title: &&Element| title.attribute("type").is_none_or(|kind| kind == "main");
    let mut own = file.find("titleStmt").unwrap_or(&empty).all("title");
    builder.source(own.find(is_main).and_then(Element::line));
    printed.each("date", &mut |date| {
        let when = ["when", "when-iso", "notBefore", "from", "value"];
        let when = when.iter().find_map(|name| date.attribute(name));
        builder.date(DateSource::DateIssue, when.or_else(|| date.line()));
    });
    let profile = header.find("profileDesc");
    builder.language(profile.and_then(|it| it.attribute_of("langUsage/language", "ident")));
}

fn offer_division(builder: &mut ArticleBuilder<'_>, parts: &[&Element], words: &CutWords) {
    let [division, others @ ..] = parts else {
        return;
    };
    let mut heads = division.all("head");
    builder.headline(heads.next().and_then(|head| line(head, words)));
    for head in heads {
        builder.subhead(line(head, words));
    }
    division.each("byline", &mut |byline| {
        let mut names = Vec::new();
        for name in ["docAuthor", "persName", "name"] {
            byline.each(name, &mut |element| names.push(element));
        }
        match names.first() {
            Some(_) => names
                .iter()
                .for_each(|name| builder.add_byline(line(name, words))),
            None => builder.add_byline(line(byline, words)),
        }
    });
    let mut writer = Writer::default();
    writer.content(division, true);
    for part in others {
        writer.lines.want(Gap::Paragraph);
        writer.content(part, false);
    }
    builder.add_to_body(&words.joined(&writer.lines.into_text()));
}

/// The text of an element on one line.
fn line(element: &Element, words: &CutWords) -> Option<String> {
    let mut writer = Writer::default();
    writer.content(element, false);
    let text = words.joined(&writer.lines.into_text());
    let line: Vec<&str> = text.split_whitespace().collect();
    some_text(line.join(" "))
}

/// Writes the text of elements.
#[derive(Default)]
struct Writer<'x> {
    lines: Lines,
    /// Whether the last text was a mark that cuts a word.
    is_cut: bool,
    /// How many paragraphs are open, and the notes in them, which follow the outermost.
    paragraphs: usize,
    notes: Vec<&'x Element>,
}

impl<'x> Writer<'x> {
    /// The content of an element; of a division, without what its fields have.
    fn content(&mut self, element: &'x Element, is_division: bool) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => {
                    self.is_cut &= text.trim().is_empty();
                    self.lines.push(text);
                }
                Node::Element(inner)
                    if is_division && matches!(&*inner.name, "head" | "byline") => {}
                Node::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &'x Element) {
        if element.name == "note" && self.paragraphs > 0 {
            self.notes.push(element);
            return;
        }
        let around = match &*element.name {
            "p" | "ab" | "lg" | "head" | "list" | "table" | "quote" | "sp" | "floatingText"
            | "opener" | "closer" | "note" | "byline" | "dateline" => Gap::Paragraph,
            "l" | "item" | "row" | "salute" | "signed" | "label" => Gap::Line,
            "cell" => Gap::Cell,
            "lb" | "pb" | "cb" | "gb" => return self.line_end(element),
            "fw" | "figDesc" | "graphic" | "del" | "teiHeader" | "facsimile" => return,
            "choice" => return self.choice(element),
            name if name.starts_with("div") => Gap::Paragraph,
            _ => Gap::None,
        };
        let is_paragraph = matches!(&*element.name, "p" | "ab" | "head" | "item" | "l");
        self.paragraphs += usize::from(is_paragraph);
        self.lines.want(around);
        self.content(element, false);
        self.lines.want(around);
        self.paragraphs -= usize::from(is_paragraph);
        if self.paragraphs == 0 {
            self.notes();
        }
    }

    /// The notes on the paragraph that is closed, below it.
    fn notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.lines.want(Gap::Paragraph);
            self.content(note, false);
            self.lines.want(Gap::Paragraph);
        }
    }

    /// The end of a line or page in print. Within a word there is nothing between its parts.
    fn line_end(&mut self, element: &Element) {
        let is_within_word = element.attribute("break").as_deref() == Some("no");
        if is_within_word && !std::mem::replace(&mut self.is_cut, true) {
            self.lines.push_as_is(&SOFT_HYPHEN.to_string());
        }
        self.lines.want(Gap::Line);
    }

    /// Of several forms, the one that was meant.
    fn choice(&mut self, choice: &'x Element) {
        let meant = ["corr", "reg", "expan"];
        let meant = meant.iter().find_map(|name| choice.find(name));
        if let Some(form) = meant.or_else(|| choice.elements().next()) {
            self.content(form, false);
        }
    }
}
