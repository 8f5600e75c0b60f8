//! Issues as calibre makes them, and other books.
//!
//! Books are built here, so that each part of one can be odd.

use super::EPUB;
use crate::article::ProblemKind;
use crate::formats::test_support::documents::{dated, read};
use crate::formats::test_support::zipped::zip;

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";

fn package(metadata: &str, pages: &[&str]) -> String {
    let items: Vec<String> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            format!("<item id='i{at}' href='{page}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let spine: Vec<String> = (0..pages.len())
        .map(|at| format!("<itemref idref='i{at}'/>"))
        .collect();
    let (items, spine) = (items.concat(), spine.concat());
    format!(
        "<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

const ISSUE: &str = "<dc:title>The Wire [Tue, 19 Jan 2021]</dc:title><dc:publisher>calibre</dc:publisher>\
    <dc:language>en</dc:language><dc:date>2021-01-20T04:00:00+00:00</dc:date>\
    <meta name='calibre:publication_type' content='periodical:unknown:The Wire'/>";

const FRONT: &str = "<html><body><p>Tue, 19 Jan 2021</p><ul class='calibre_feed_list'>\
    <li><a class='feed' href='feed_0/index.html'>World</a></li></ul></body></html>";

const FEED: &str = "<html><body><h2 class='calibre_feed_title'>World</h2><ul class='calibre_article_list'>\
    <li><a class='article' href='article_0/index_split_000.html'>Ferry returns</a>\
    <span class='article_date'> [Mon, 18 Jan 2021 22:10]</span></li></ul></body></html>";

const PAGE: &str = "<html><head><title>Ferry returns</title></head><body><div class='calibre_navbar'>| \
    <a href='../x'>Next</a> |</div><h1>Ferry <em>returns</em></h1><p class='author'>Ann Lee</p><p>It is \
    back.</p><figure><figcaption>At the pier</figcaption></figure><div class='calibre_navbar'><p>This article \
    was downloaded by <strong>calibre</strong> from <a href='https://wire.example/1'>x</a></p></div></body></html>";

const REST: &str = "<html><body><p>All cheer &amp; go.</p></body></html>";

#[test]
fn an_issue_has_its_articles_with_section_date_and_address() {
    let pages = [
        "index.html",
        "feed_0/index.html",
        "feed_0/article_0/index_split_000.html",
        "feed_0/article_0/index_split_001.html",
    ];
    let book = zip(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", &package(ISSUE, &pages)),
        ("OEBPS/index.html", FRONT),
        ("OEBPS/feed_0/index.html", FEED),
        ("OEBPS/feed_0/article_0/index_split_000.html", PAGE),
        ("OEBPS/feed_0/article_0/index_split_001.html", REST),
    ]);
    let (articles, problems) = read(&EPUB, &book);
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.source.as_deref(), Some("The Wire"));
    assert_eq!(article.section.as_deref(), Some("World"));
    assert_eq!(article.url.as_deref(), Some("https://wire.example/1"));
    assert!(
        dated(article).0.starts_with("2021-01-18T22:10"),
        "{:?}",
        article.published
    );
    assert_eq!(
        article.body,
        "Ann Lee\n\nIt is back.\n\nAt the pier\n\nAll cheer & go."
    );
}

#[test]
fn pages_of_other_books_are_articles_and_lists_are_not() {
    let metadata = "<dc:title>Annual</dc:title><dc:publisher>Harbour Post</dc:publisher><dc:date>2020-05-03</dc:date>";
    let pages = ["toc.xhtml", "a%20b.xhtml", "broken.xhtml", "empty.xhtml"];
    let list = "<html><body><ul><li><a href='1'>First chapter</a></li><li><a href='2'>Second chapter</a></li>\
                <li><a href='3'>Third chapter</a></li></ul></body></html>";
    let book = zip(&[
        ("content.opf", &package(metadata, &pages)),
        ("toc.xhtml", list),
        (
            "a b.xhtml",
            "<html><head><title>Annual</title></head><body><h2>One</h2><p>Text of one.</p></body></html>",
        ),
        (
            "broken.xhtml",
            "<html><body><p>Two <b>bold</p> a < b <! text",
        ),
        (
            "empty.xhtml",
            "<html><body><img src='x.png'/></body></html>",
        ),
    ]);
    let (articles, problems) = read(&EPUB, &book);
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 2, "{articles:?}");
    assert_eq!(
        (&*articles[0].headline, &*articles[0].body),
        ("One", "Text of one.")
    );
    assert_eq!(articles[0].source.as_deref(), Some("Harbour Post"));
    assert_eq!(dated(&articles[0]).0, "2020-05-03");
    let all = format!("{} {}", articles[1].headline, articles[1].body);
    assert!(all.contains("Two"), "{all}");
}

#[test]
fn a_page_is_cut_where_the_contents_name_articles() {
    let page = |start: &str| {
        format!(
            "<html><head><title>x</title></head><body>{start}<h2 id='x'>Harbour closes</h2><p>It closed.</p>\
             <h2><a id='y'/>Crane comes</h2><p>It comes.</p></body></html>"
        )
    };
    let entry = |target: &str| format!("<navPoint><content src='{target}'/></navPoint>");
    let ncx = |targets: &[&str]| {
        let entries: String = targets.iter().map(|target| entry(target)).collect();
        format!(
            "<ncx><navMap>{entries}</navMap><pageList><pageTarget><content src='a.xhtml#z'/></pageTarget></pageList></ncx>"
        )
    };
    let package = package("<dc:title>Annual</dc:title>", &["a.xhtml"]).replace(
        "</manifest>",
        "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>",
    );
    let intro = "<p id='z'>The year in short.</p>";
    for (targets, start, headlines) in [
        (
            &["a.xhtml#x", "a.xhtml#y"][..],
            "",
            &["Harbour closes", "Crane comes"][..],
        ),
        (
            &["a.xhtml#x", "a.xhtml#y"],
            "<h1>News</h1>",
            &["Harbour closes", "Crane comes"],
        ),
        (
            &["a.xhtml", "a.xhtml#y"],
            "",
            &["Harbour closes", "Crane comes"],
        ),
        // Sections of one article
        (&["a.xhtml#x", "a.xhtml#y"], intro, &["Harbour closes"]),
        (&["a.xhtml#x"], "", &["Harbour closes"]),
        (&["b.xhtml#x", "b.xhtml#y"], "", &["Harbour closes"]),
    ] {
        let book = zip(&[
            ("content.opf", &package),
            ("toc.ncx", &ncx(targets)),
            ("a.xhtml", &page(start)),
        ]);
        let (articles, problems) = read(&EPUB, &book);
        assert_eq!(problems, []);
        let found: Vec<_> = articles.iter().map(|own| &*own.headline).collect();
        assert_eq!(found, headlines, "{targets:?} {start}");
        let text: String = articles.iter().map(|own| &*own.body).collect();
        assert!(
            text.contains("It closed.") && text.contains("It comes."),
            "{text}"
        );
    }
}

#[test]
fn books_without_text_are_problems() {
    let no_text = zip(&[
        ("content.opf", &package("", &["a.html"])),
        ("a.html", "<html><body/></html>"),
    ]);
    let locked = zip(&[
        ("content.opf", &package("", &["a.html"])),
        ("a.html", "\u{1}\u{2}"),
    ]);
    for (bytes, kind) in [
        (no_text, ProblemKind::NoText),
        (locked, ProblemKind::NotUnpacked),
        (
            zip(&[("content.opf", &package("", &["a.html"]))]),
            ProblemKind::Damaged,
        ),
        (
            zip(&[("content.opf", &package("", &[]))]),
            ProblemKind::Empty,
        ),
        (zip(&[("mimetype", "x")]), ProblemKind::Damaged),
    ] {
        let (articles, problems) = read(&EPUB, &bytes);
        assert_eq!(articles, []);
        assert_eq!(problems[0].kind, kind);
    }
}
