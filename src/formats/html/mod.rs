//! The reader of news sites' pages: one article a page.
//!
//! [`read_page`] is for every reader that meets pages (files, web archives, feeds): it takes the
//! bytes with what is known of them from outside. `charset` makes them characters, `build` a
//! `tree`; `found` and `linked_data` gather what the page says of itself, `headline`, `dates` and
//! `fields` choose among it, `body` finds the text.

mod body;
mod build;
mod charset;
mod dates;
mod fields;
mod found;
mod furniture;
mod headline;
mod linked_data;
mod tree;

use super::date_choice::DateChoice;
use super::opening::read_opening;
use super::white_space::{tidy_body, unify_line_ends};
use super::{ArticleReader, Input, ReadOptions};
use crate::article::{Article, Origin, Problem, ProblemKind};
use body::Blocks;
use dates::PageDates;
use fields::Fields;
use found::{Found, decoded_text};
use headline::key_of;
use jiff::Timestamp;
use linked_data::{ArticleData, LinkedData};
use tree::{NodeId, Tree};

/// The largest page that is read, in bytes: its tree takes some ten times as much.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// A page, and what is known of it from outside.
pub(super) struct Page<'a> {
    /// The page as it was sent, unpacked.
    pub(super) bytes: &'a [u8],
    /// The address it was fetched from.
    pub(super) url: Option<&'a str>,
    /// The character set that its HTTP header names.
    pub(super) charset: Option<&'a str>,
    /// When it was fetched: no date in it can be later.
    pub(super) captured: Option<Timestamp>,
    /// Where it lies.
    pub(super) origin: Origin,
}

/// HTML, known by its first tag or chosen by extension.
pub(super) struct HtmlPage;

impl ArticleReader for HtmlPage {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    /// The first tag is HTML's own.
    fn recognizes(&self, head: &[u8]) -> bool {
        is_html(head)
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let read = input.into_bytes().and_then(|bytes| {
            let page = Page {
                bytes: &bytes,
                url: None,
                charset: None,
                captured: None,
                origin: Origin {
                    path: path.clone(),
                    ordinal: 1,
                },
            };
            read_page(page, options)
        });
        match read {
            Ok((article, problems)) => Box::new(problems.into_iter().map(Err).chain([Ok(article)])),
            Err(problem) => Box::new(std::iter::once(Err(problem))),
        }
    }
}

/// Whether a text begins as a page of HTML does.
pub(super) fn is_html(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else {
            return false;
        };
        rest = &rest[at + end.len()..];
    }
    let opens = |tag: &[u8]| {
        rest.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && !rest.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric)
    };
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| opens(tag))
}

/// Reads a page's article and what is to be known about it.
///
/// # Errors
/// A [`Problem`] if it has no article: too large, broken, or a page of another sort.
pub(super) fn read_page(
    page: Page<'_>,
    options: &ReadOptions,
) -> Result<(Article, Vec<Problem>), Problem> {
    let ordinal = page.origin.ordinal;
    if page.bytes.len() > MAX_PAGE {
        let detail = format!(
            "a page larger than {} MiB, the most that is read",
            MAX_PAGE >> 20
        );
        return Err(Problem::record(ordinal, ProblemKind::TooLarge, detail));
    }
    let decoded = charset::decode(page.bytes, page.charset);
    let tree = build::build(&decoded.text).ok_or_else(|| {
        let detail = "its tags are nested or broken beyond all measure; is it a page at all?";
        Problem::record(ordinal, ProblemKind::Malformed, detail)
    })?;
    let found = Found::in_page(&tree);
    let data = LinkedData::read(found.scripts.iter().copied());
    let body = body_element(&tree);
    let blocks = Blocks::of(&tree, body);
    let fields = Fields::of(&tree, &found, &data, page.url);
    let headline = fields.headline.clone();
    let heading = heading_of(&tree, &found, &headline);
    let root = blocks.root(&tree, body, heading);
    let text = blocks.text(root, heading, &headline);
    let lines = blocks.lines_near(heading, root);
    let mut article = fields.into_article();
    article.body = whole_text(tidy_body(&text), data.article(page.url));
    let options = ReadOptions {
        now: page
            .captured
            .map_or(options.now, |captured| captured.min(options.now)),
        ..options.clone()
    };
    let mut choice = DateChoice::new(&options, ordinal);
    let url = article.url.clone();
    let urls: Vec<&str> = url.as_deref().into_iter().chain(page.url).collect();
    let dates = PageDates {
        tree: &tree,
        found: &found,
        data: data.article(page.url),
        urls: &urls,
        lines: &lines,
        article: Some(root),
    };
    dates.offer_published(&mut choice);
    read_opening(&mut article, &mut choice);
    dates.offer_likely(&mut choice, options.now);
    dates.offer_modified(&mut choice);
    choice.offer_path(&page.origin.path);
    article.origin = page.origin;
    let mut problems = choice.settle(&mut article);
    problems.extend(decoded.problem(ordinal));
    article.ensure_id();
    Ok((article, problems))
}

/// The page's text, or that of its linked data where the page shows much less.
fn whole_text(shown: String, data: Option<ArticleData<'_>>) -> String {
    let Some(linked) = data.and_then(|data| data.text("articleBody")) else {
        return shown;
    };
    let linked = tidy_body(&unify_line_ends(&decoded_text(&linked)));
    if linked.len() * 2 > shown.len() * 3 {
        linked
    } else {
        shown
    }
}

/// The heading that the headline stands in, else the only one of its rank.
fn heading_of(tree: &Tree, found: &Found<'_>, headline: &str) -> Option<NodeId> {
    let key = key_of(headline);
    let headings = &found.main_headings;
    headings
        .iter()
        .find(|id| key_of(&tree.line(**id)) == key)
        .or_else(|| headings.first().filter(|_| headings.len() == 1))
        .copied()
}

fn body_element(tree: &Tree) -> NodeId {
    tree.children(NodeId::DOCUMENT)
        .filter(|id| tree.name(*id) == "html")
        .flat_map(|html| tree.children(html))
        .find(|id| tree.name(*id) == "body")
        .unwrap_or(NodeId::DOCUMENT)
}
