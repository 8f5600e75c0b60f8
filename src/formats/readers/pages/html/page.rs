//! One page from its bytes to its article.
//!
//! It decodes and parses the page, finds its fields and its text, decides whether it is an article,
//! and offers all of it to the builder.

use super::body::left_out::Place;
use super::body::{Blocks, LONGEST_CREDIT, LONGEST_HEADLINE, Text, blocks_of};
use super::data_urls::without_data;
use super::found::Found;
use super::judge::{Claim, Evidence, refusal};
use super::linked_text::linked_text;
use super::metadata::address::is_front_page;
use super::metadata::credit_lines::{people_of, without_end};
use super::metadata::dates::PageDates;
use super::metadata::dates::lines::{byline_beside_day, is_date_line};
use super::metadata::fields::{Fields, marked_authors};
use super::metadata::linked_data::LinkedData;
use super::metadata::titles::key_of;
use super::metadata::zone::Zone;
use super::state::{Stored, text_under};
use super::tree::build::build;
use super::tree::source::as_html;
use super::tree::{NodeId, Tree};
use crate::article::{Origin, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::bytes::white_space::tidy_body;
use crate::formats::gather::opening::byline_alone;
use crate::formats::gather::{ArticleBuilder, bylines};
use crate::formats::input::blank;
use crate::formats::options::ReadOptions;
use crate::formats::record::Names;
use jiff::Timestamp;

/// The largest page that is read, in bytes: its tree takes some ten times as much.
pub(in crate::formats) const MAX_PAGE: usize = 16 << 20;

/// The most lines at the start of a text that are only a headline, names or dates.
const MOST_CREDITS: usize = 5;

/// A page, and what is known about it from outside.
pub(in crate::formats) struct Page<'a> {
    /// The page as it was sent, unpacked.
    pub(in crate::formats) bytes: &'a [u8],
    /// The address it was fetched from.
    pub(in crate::formats) url: Option<&'a str>,
    /// The character set that its HTTP header names.
    pub(in crate::formats) charset: Option<&'a str>,
    /// Whether its name or its HTTP header says that it is XHTML.
    pub(in crate::formats) is_xml: bool,
    /// When it was fetched. No date in it can be later.
    pub(in crate::formats) captured: Option<Timestamp>,
    /// The file that it is in, and its number there.
    pub(in crate::formats) origin: Origin,
}

/// Gathers what a page says of its article.
///
/// # Errors
/// A [`Problem`] if it is not an article: it is too large, broken, or a page of another kind.
pub(in crate::formats) fn read_page<'o>(
    page: Page<'_>,
    options: &'o ReadOptions,
) -> Result<ArticleBuilder<'o>, Problem> {
    let bytes = without_data(page.bytes);
    let page = Page {
        bytes: &bytes,
        ..page
    };
    let ordinal = page.origin.ordinal;
    let refuse = |kind, detail: String| Err(Problem::record(ordinal, kind, detail));
    if page.bytes.len() > MAX_PAGE {
        let most = MAX_PAGE >> 20;
        let detail = format!("a page larger than {most} MiB, the most that is read");
        return refuse(ProblemKind::TooLarge, detail);
    }
    let decoded = decode(page.bytes, Declared::of_page(page.bytes, page.charset));
    if decoded.text.trim_start().is_empty() {
        return Err(Problem {
            ordinal: Some(ordinal),
            ..blank()
        });
    }
    if decoded.is_noise() {
        let detail = "not a page: it is mostly control characters".to_owned();
        return refuse(ProblemKind::NotText, detail);
    }
    let Some(tree) = build(&as_html(&decoded.text, page.is_xml)) else {
        let detail = "its tags are nested too deep or broken too often; is it a page?";
        return refuse(ProblemKind::Malformed, detail.to_owned());
    };
    let view = View::of(&tree, page.url, options);
    if let Some(why) = refusal(view.evidence(page.url)) {
        return refuse(ProblemKind::NotAnArticle, format!("not an article: {why}"));
    }
    let mut builder = view.gather(&page, options);
    builder.note(decoded.problem(ordinal));
    Ok(builder)
}

/// A page with all that was found in it.
struct View<'t> {
    tree: &'t Tree,
    found: Found<'t>,
    data: LinkedData,
    blocks: Blocks,
    fields: Fields,
    /// The heading that the headline is in.
    heading: Option<NodeId>,
    body: NodeId,
    /// The element that holds the text.
    root: NodeId,
    /// The text in the data of the page's programs, if the page shows none.
    stored: Option<Stored>,
}

impl<'t> View<'t> {
    fn of(tree: &'t Tree, fetched_from: Option<&str>, options: &ReadOptions) -> Self {
        let found = Found::in_page(tree);
        let data = LinkedData::read(found.scripts.iter().copied());
        let body = body_element(tree);
        let blocks = blocks_of(tree, body);
        let first_lines = || first_lines(tree, &blocks, blocks.root(tree, body, None));
        let mut fields = Fields::of(tree, &found, &data, fetched_from, first_lines);
        let key = key_of(&fields.headline.text);
        let other_heading = || blocks.heading(|text| key_of(text) == key);
        let heading = fields.headline.heading.or_else(other_heading);
        let root = blocks.root(tree, body, heading);
        let shows_none = blocks.shape(root).paragraphs == 0;
        let names = Names::new(&options.field_map);
        let stored = shows_none
            .then(|| text_under(&fields.headline.text, &found.states, names))
            .flatten();
        if let Some(stored) = &stored
            && heading.is_none()
        {
            fields.headline.text.clone_from(&stored.headline);
        }
        Self {
            tree,
            found,
            data,
            blocks,
            fields,
            heading,
            body,
            root,
            stored,
        }
    }

    fn evidence(&self, fetched_from: Option<&str>) -> Evidence {
        let address = fetched_from.or(self.found.canonical);
        Evidence {
            described: self.data.count() + usize::from(self.stored.is_some()),
            claim: self.claim(),
            is_front_page: address.is_some_and(is_front_page),
            has_heading: self.heading.is_some(),
            shape: self.blocks.shape(self.root),
        }
    }

    fn claim(&self) -> Claim {
        let kind = self.found.meta(&["og:type"]).map(str::to_ascii_lowercase);
        let is_kind = |name: &str| kind.as_deref().is_some_and(|kind| kind.contains(name));
        let is_list = |name: &String| name == "CollectionPage" || name == "SearchResultsPage";
        if self.data.other_types.iter().any(is_list) {
            Claim::List
        } else if is_kind("article")
            || self.found.meta(&["article:published_time"]).is_some()
            || self.found.items("articleBody").next().is_some()
        {
            Claim::Article
        } else if is_kind("website") {
            Claim::Site
        } else {
            Claim::Nothing
        }
    }

    /// Offers all that was found.
    fn gather<'o>(self, page: &Page<'_>, options: &'o ReadOptions) -> ArticleBuilder<'o> {
        let text = self.blocks.text(
            self.tree,
            self.root,
            self.heading,
            &self.fields.headline.text,
        );
        let zone = Zone::of(self.tree, self.heading, self.root);
        let origin = &page.origin;
        let mut builder = ArticleBuilder::new(&origin.path, origin.ordinal, options);
        self.fields.offer(&mut builder);
        let url = builder.so_far().url.clone();
        let data = self.data.article(url.as_deref().or(page.url));
        let linked = data
            .and_then(|data| linked_text(data, &text))
            .or_else(|| self.stored.as_ref().map(|stored| stored.text.clone()));
        let (credits, text_alone) = cut_credits(&text.own, &builder);
        if !builder.has_byline() {
            builder.people(marked_authors(self.tree, &self.found, &zone, self.root));
        }
        if !builder.has_byline() {
            builder.people(byline_in(&zone, &builder));
        }
        let place = Place {
            tree: self.tree,
            body: self.body,
            root: self.root,
        };
        let shown = Shown {
            blocks: &self.blocks,
            text: &text,
            credits,
        };
        shown.name_left_out(place, linked.as_deref(), &mut builder);
        if let Some(linked) = linked {
            builder.tidy_body(tidy_body(&linked));
        } else {
            builder.tidy_body(tidy_body(&format!("{}\n\n{text_alone}", text.lead)));
            builder.opening(tidy_body(&text.own));
        }
        let urls: Vec<&str> = url.as_deref().into_iter().chain(page.url).collect();
        let dates = PageDates {
            tree: self.tree,
            found: &self.found,
            data,
            page: self.data.page(urls.first().copied()),
            urls: &urls,
            zone: &zone,
            root: self.root,
        };
        dates.offer(&mut builder);
        builder.captured(page.captured);
        if !builder.has_body() && self.blocks.show_text() {
            builder.note(Some(Problem::record(
                origin.ordinal,
                ProblemKind::NoBody,
                "the page shows text, and none of it reads as that of an article; `dateline parse` \
                 names what was left out",
            )));
        }
        builder
    }
}

/// What a page shows of its article.
struct Shown<'a> {
    blocks: &'a Blocks,
    text: &'a Text,
    /// The lines of the text that are in fields.
    credits: &'a str,
}

impl Shown<'_> {
    /// Names what the page shows and what is not in the article, whose text may be `linked` data.
    fn name_left_out(
        &self,
        place: Place<'_>,
        linked: Option<&str>,
        builder: &mut ArticleBuilder<'_>,
    ) {
        let headline = key_of(&builder.so_far().headline);
        let linked = linked.map(key_of);
        let is_elsewhere = |text: &str| {
            // Keys take time, and most texts are of another length.
            let is_headline = || text.len() <= 4 * headline.len() && key_of(text) == headline;
            let is_linked = |linked: &String| linked.contains(&key_of(text));
            is_headline()
                || linked.as_ref().is_some_and(is_linked)
                || !text.chars().any(char::is_alphanumeric)
        };
        let blocks = self.blocks;
        for note in blocks.left_out(place, self.text, linked.is_some(), is_elsewhere) {
            builder.left_out(note.element, note.why, note.characters);
        }
        let lines = self.credits.lines().map(str::trim);
        let characters: usize = lines
            .filter(|line| !is_elsewhere(line))
            .map(|line| line.chars().count())
            .sum();
        if characters > 0 {
            builder.left_out("lines above the text", WhyLeftOut::Metadata, characters);
        }
    }
}

fn body_element(tree: &Tree) -> NodeId {
    tree.children(NodeId::DOCUMENT)
        .filter(|id| tree.name(*id) == "html")
        .flat_map(|html| tree.children(html))
        .find(|id| tree.name(*id) == "body")
        .unwrap_or(NodeId::DOCUMENT)
}

/// The first lines of the text, and the short lines before them.
fn first_lines(tree: &Tree, blocks: &Blocks, root: NodeId) -> Vec<String> {
    let text = blocks.text(tree, root, None, "").own;
    let own = text.lines().filter(|line| !line.trim().is_empty());
    let before = blocks.lines_near(None, root, LONGEST_HEADLINE).into_iter();
    before
        .chain(own.take(MOST_CREDITS))
        .map(str::to_owned)
        .collect()
}

/// Splits a text after its first lines that are only the headline, authors or a date.
fn cut_credits<'t>(text: &'t str, builder: &ArticleBuilder<'_>) -> (&'t str, &'t str) {
    let article = builder.so_far();
    let headline = key_of(&article.headline);
    let (order, calendar) = (builder.day_order(), builder.calendar());
    let is_credit = |line: &str| {
        key_of(line) == headline
            || is_date_line(line, order, calendar)
            || byline_alone(line).is_some()
            || is_byline_of(line, &article.bylines)
            || is_label_of(line, &article.bylines)
    };
    let mut end = 0;
    for line in text.split_inclusive('\n').take(2 * MOST_CREDITS) {
        if !line.trim().is_empty() && !is_credit(line.trim()) {
            break;
        }
        end += line.len();
    }
    text.split_at(end)
}

/// The people of the first line that is only a byline, or a byline and a date.
fn byline_in(zone: &Zone, builder: &ArticleBuilder<'_>) -> Vec<String> {
    let (order, calendar) = (builder.day_order(), builder.calendar());
    let lines = || {
        zone.lines()
            .filter(|line| line.text.len() <= LONGEST_CREDIT)
    };
    let alone =
        || lines().find_map(|line| byline_alone(without_end(&line.text)).map(str::to_owned));
    let beside = || lines().find_map(|line| byline_beside_day(&line.text, order, calendar));
    if let Some(line) = alone().or_else(beside) {
        return bylines::bylines(&line);
    }
    let labelled = lines().map(|line| people_of(&line.text));
    labelled
        .into_iter()
        .find(|people| !people.is_empty())
        .unwrap_or_default()
}

/// The same of a line with a label.
fn is_label_of(line: &str, authors: &[String]) -> bool {
    let names = people_of(line);
    !names.is_empty() && names.iter().all(|name| authors.contains(name))
}

/// Whether a line names only people who are known as the authors.
fn is_byline_of(line: &str, authors: &[String]) -> bool {
    let names = bylines::bylines(line);
    !names.is_empty() && names.iter().all(|name| authors.contains(name))
}
