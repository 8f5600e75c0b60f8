//! Pages: samples, pages that are refused, and character sets.
//!
//! `metadata` and `heads` test headlines and dates, `text` and `parts` which text is the article's,
//! `conservation` that no text vanishes, `layout` the layouts of sites, `hostile` pages that are
//! made to do harm.

mod conservation;
mod heads;
mod hostile;
mod kept;
mod layout;
mod metadata;
mod parts;
mod text;

use super::{HtmlPage, MAX_PAGE, Page, is_html, read_page};
use crate::article::{ArchivePath, Article, DateSource, Origin, Problem, ProblemKind};
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::{ArticleReader, Input, ReadOptions};

const TEXT: &str = "<p>The ferry came back on Monday with all of its passengers, the harbour said, \
    and nobody could say where it had been.</p><p>Its captain asked for a cup of tea and for the \
    tide tables, in this order, and went to bed at once.</p>";

/// A text like [`TEXT`] that differs from those of other numbers.
fn text(number: u32) -> String {
    TEXT.replace("on Monday", &format!("on day {number}"))
        .replace("a cup of tea", &format!("{number} cups of tea"))
}

fn options() -> ReadOptions {
    ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap())
}

fn read_bytes(bytes: &[u8]) -> Result<(Article, Vec<Problem>), Problem> {
    let page = Page {
        bytes,
        url: Some("https://post.example/islands/ferry"),
        charset: None,
        is_xml: false,
        captured: None,
        origin: Origin {
            path: ArchivePath::from_stored("x.html"),
            ordinal: 1,
        },
    };
    article_of(page)
}

/// The article of a page and its problems.
fn article_of(page: Page<'_>) -> Result<(Article, Vec<Problem>), Problem> {
    let options = options();
    let mut items = Vec::new();
    read_page(page, &options)?.finish(&mut items).unwrap();
    let article = items.pop().unwrap()?;
    let problems = items.into_iter().map(Result::unwrap_err).collect();
    Ok((article, problems))
}

/// Reads a page with something in its head and something before its text.
fn read(head: &str, before: &str) -> Article {
    let html =
        format!("<html><head>{head}</head><body><article>{before}{TEXT}</article></body></html>");
    read_bytes(html.as_bytes()).unwrap().0
}

fn read_sample(bytes: &[u8], path: &str) -> Vec<Result<Article, Problem>> {
    let (path, options) = (ArchivePath::from_stored(path), options());
    HtmlPage.read_all(Input::whole(&path, &options, bytes))
}

#[test]
fn the_good_sample_is_read_field_by_field() {
    let bytes = include_bytes!("../../../../../../sample-corpus/formats/html/good.html");
    let mut items = read_sample(bytes, "good.html");
    assert_eq!(items.len(), 1, "{items:?}");
    let article = items.remove(0).unwrap();
    assert_eq!(
        article.headline,
        "Lighthouse keepers return to Skerrow after thirty years"
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2022-10-04T06:30:00+01:00"
    );
    assert_eq!(article.published_from, Some(DateSource::JsonLd));
    assert_eq!(article.bylines, ["Moira Lindqvist", "Peter Achterberg"]);
    assert_eq!(article.place.as_deref(), Some("Skerrow"));
    assert_eq!(article.agency.as_deref(), Some("Tidewire"));
    assert_eq!(article.source.as_deref(), Some("Northern Tide"));
    assert_eq!(article.section.as_deref(), Some("Coast"));
    assert_eq!(article.keywords, ["lighthouses", "Skerrow", "shipping"]);
    assert_eq!(article.language.as_deref(), Some("en-gb"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://northerntide.example/coast/lighthouse-keepers-return")
    );
    let paragraphs: Vec<&str> = article.body.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 7, "{}", article.body);
    assert!(paragraphs[0].starts_with("Two keepers have moved"));
    assert!(paragraphs[1].starts_with("SKERROW, Oct 4 (Tidewire) – The light"));
    assert_eq!(paragraphs[3], "Six weeks on, six weeks off");
    assert!(paragraphs[6].ends_with("since March."));
}

#[test]
fn the_odd_sample_is_read_without_help_from_its_markup() {
    let bytes = include_bytes!("../../../../../../sample-corpus/formats/html/odd.html");
    let mut items = read_sample(bytes, "odd.html");
    assert_eq!(items.len(), 1, "{items:?}");
    let article = items.remove(0).unwrap();
    assert_eq!(article.headline, "La crue épargne la vieille ville");
    assert_eq!(article.published.unwrap().to_string(), "2003-06-17");
    assert_eq!(article.published_from, Some(DateSource::Meta));
    assert_eq!(article.bylines, ["Aurélie Vauquelin"]);
    assert_eq!(article.language.as_deref(), Some("fr"));
    assert!(
        article.body.starts_with("L’eau s’est arrêtée"),
        "{}",
        article.body
    );
    assert!(
        article.body.ends_with("jusqu’à la fin de la semaine."),
        "{}",
        article.body
    );
    assert!(!article.body.contains("marché"), "{}", article.body);
}

#[test]
fn all_readable_parts_of_the_broken_sample_are_read() {
    let bytes = include_bytes!("../../../../../../sample-corpus/formats/html/broken.html");
    let mut items = read_sample(bytes, "broken.html");
    let article = items.pop().unwrap().unwrap();
    let kinds: Vec<ProblemKind> = items
        .into_iter()
        .map(|item| item.unwrap_err().kind)
        .collect();
    assert_eq!(kinds, [ProblemKind::UnknownDate, ProblemKind::BadEncoding]);
    assert_eq!(article.headline, "Bakers' strike ends in Pell & Marrow");
    assert_eq!(article.published, None);
    assert_eq!(article.language, None);
    assert!(article.body.contains("\u{fffd}"), "{}", article.body);
    assert!(
        article.body.ends_with("Joanna Tessier."),
        "{}",
        article.body
    );
}

#[test]
fn a_list_of_teasers_is_refused() {
    let bytes = include_bytes!("../../../../../../sample-corpus/formats/html/list.html");
    let items = read_sample(bytes, "list.html");
    let problem = items[0].as_ref().unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotAnArticle, "{problem:?}");
    assert_eq!(
        problem.detail,
        "not an article: it is a list of links to articles"
    );
    assert_eq!(items.len(), 1);
}

#[test]
fn articles_with_many_teasers_next_to_them_are_not_lists() {
    let teasers = "<div class=teaser><h3><a href=x>Another ferry lost</a></h3></div>".repeat(12);
    let list = "<h3><a href=x>Another ferry lost</a></h3>".repeat(12);
    for (html, is_read) in [
        (
            format!("<article><h1>x</h1>{TEXT}{teasers}</article>"),
            true,
        ),
        (format!("<article><h1>x</h1>{TEXT}</article>{list}"), true),
        (format!("<main><h1>x</h1>{teasers}</main>"), false),
        (format!("<main><h1>x</h1>{list}</main>"), false),
        ("<p>".to_owned(), false),
    ] {
        for head in ["", "<meta property=og:type content=website>"] {
            let html = format!("<html><head>{head}</head><body>{html}</body></html>");
            assert_eq!(read_bytes(html.as_bytes()).is_ok(), is_read, "{html}");
        }
    }
}

#[test]
fn a_front_page_is_refused_unless_it_says_that_it_is_an_article() {
    let front = |head: &str| {
        let html = format!("<html><head>{head}</head><body><h1>Post</h1>{TEXT}</body></html>");
        let page = Page {
            bytes: html.as_bytes(),
            url: Some("https://post.example/?from=feed"),
            charset: None,
            is_xml: false,
            captured: None,
            origin: Origin::default(),
        };
        article_of(page).map_err(|problem| problem.kind)
    };
    assert_eq!(front("").unwrap_err(), ProblemKind::NotAnArticle);
    assert!(front("<meta property=og:type content=article>").is_ok());
}

#[test]
fn the_character_set_is_found() {
    let russian = "<html><head>META<title>Паром вернулся</title></head><body><p>Паром вернулся в \
        понедельник со всеми пассажирами, и никто не мог сказать, где он был всё это время.</p></body>";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(russian.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let with = |meta: &str| {
        let at = cyrillic
            .windows(4)
            .position(|window| window == b"META")
            .unwrap();
        [&cyrillic[..at], meta.as_bytes(), &cyrillic[at + 4..]].concat()
    };
    let marked = [b"\xEF\xBB\xBF", russian.as_bytes()].concat();
    for (bytes, http) in [
        (with("<meta charset=windows-1251>"), None),
        (
            with("<meta http-equiv=Content-Type content='text/html; charset=\"cp1251\"'>"),
            None,
        ),
        (with(""), Some("windows-1251")),
        (with("<meta charset=utf-8>"), Some("windows-1251")),
        (with(""), None),
        (utf16, Some("latin1")),
        (marked, Some("windows-1251")),
        (
            russian
                .replace("META", "<meta charset=windows-1251>")
                .into_bytes(),
            None,
        ),
        (
            russian
                .replace("META", "<meta charset=gb2312>")
                .into_bytes(),
            None,
        ),
    ] {
        let decoded = decode(&bytes, Declared::of_page(&bytes, http));
        assert!(
            decoded.text.contains("<title>Паром вернулся</title>"),
            "{http:?}: {}",
            decoded.text
        );
        assert_eq!(decoded.problem(1), None);
    }
}

#[test]
fn pages_are_known_by_their_first_tag() {
    for page in [
        "<!DOCTYPE html>",
        " \n<HTML lang=en>",
        "\u{feff}<!-- saved --><?xml version='1.0'?><html>",
        "<head><title>",
    ] {
        assert!(is_html(page.as_bytes()), "{page}");
    }
    for other in [
        "",
        "<p>Text",
        "<htmlx>",
        "<rss>",
        "<!DOCTYPE nitf>",
        "<!-- no end",
        "html",
    ] {
        assert!(!is_html(other.as_bytes()), "{other}");
    }
}

#[test]
fn what_is_empty_or_too_large_is_refused() {
    let kind = |bytes: &[u8]| read_bytes(bytes).map(|_| ()).unwrap_err().kind;
    assert_eq!(kind(b" \n"), ProblemKind::Empty);
    assert_eq!(
        kind(b"<html><body></body></html>"),
        ProblemKind::NotAnArticle
    );
    assert_eq!(kind(&vec![b' '; MAX_PAGE + 1]), ProblemKind::TooLarge);
}
