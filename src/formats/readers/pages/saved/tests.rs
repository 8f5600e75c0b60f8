//! What the readers of saved pages make of files that were written for it, and of the samples.
//!
//! Zip files are opened as all files are: their members show which reader reads them.

use super::evernote::Evernote;
use super::mhtml::Mhtml;
use super::plist::PropertyList;
use super::webarchive::SafariArchive;
use crate::article::{ArchivePath, Article, Problem};
use crate::formats::test_support::documents::{dated, options, read};
use crate::formats::test_support::zipped::zip;
use crate::formats::{ArticleReader, Input, read_articles, reader_for};
use std::convert::Infallible;

const TEXT: &str = "<h1>Piano crosses the sound</h1><p>The ferry carried a piano on Monday, and the \
    crew played it all the way across the sound.</p><p>Nobody charged for the freight, because nobody \
    could find a rule for pianos.</p>";

/// A page with this headline and more in its head.
fn page(more: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Piano crosses the sound</title>{more}</head><body>\
         <article>{TEXT}</article></body></html>"
    )
}

fn mhtml(header: &str, parts: &[(&str, &str)]) -> String {
    let parts = parts
        .iter()
        .map(|(header, content)| format!("--B\n{header}\n\n{content}\n"));
    format!(
        "{header}MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; \
         boundary=B\n\n{}--B--\n",
        parts.collect::<String>()
    )
}

/// The articles and problems of a file, as the containers open it.
fn opened(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let (path, options) = (ArchivePath::from_stored(name), options());
    let mut read = (Vec::new(), Vec::new());
    let all: Result<(), Infallible> =
        read_articles(Input::whole(&path, &options, bytes), &mut |reading| {
            match reading.item {
                Ok(article) => read.0.push(article),
                Err(problem) => read.1.push(problem),
            }
            Ok(())
        });
    let Ok(()) = all;
    read
}

#[test]
fn the_page_of_mhtml_is_an_article_and_the_saving_is_not() {
    let frame = "<html><p>Winter boots at half price, this week only.</p></html>";
    let page = page("<meta name=date content=2019-05-06>");
    let html = "Content-Type: text/html; charset=utf-8";
    let at = |url: &str| format!("{html}\nContent-Location: {url}");
    let (own, ads) = (at("https://post.example/piano"), at("https://ads.example/"));
    let from = "From: <Saved by Blink>\nDate: Sat, 9 Jan 2021 18:22:10 -0000\n";
    let saved = format!("{from}Snapshot-Content-Location: https://post.example/piano\n");
    for (header, parts) in [
        (&*saved, [(&*ads, frame), (&*own, &*page)]),
        (from, [(&*own, &*page), (&*ads, frame)]),
        ("", [(&*own, &*page), (&*ads, frame)]),
    ] {
        let file = mhtml(header, &parts);
        assert!(Mhtml.recognizes(file.as_bytes()), "{file}");
        let (articles, problems) = read(&Mhtml, file.as_bytes());
        assert_eq!(problems, [], "{file}");
        let [article] = &articles[..] else {
            panic!("{articles:?}")
        };
        assert_eq!(article.headline, "Piano crosses the sound");
        assert_eq!(dated(article).0, "2019-05-06");
        assert_eq!(article.url.as_deref(), Some("https://post.example/piano"));
        assert!(article.bylines.is_empty());
        assert!(article.body.starts_with("The ferry carried"));
        let frames = article.left_out.iter().map(|note| &*note.element);
        assert!(
            frames
                .clone()
                .any(|name| name == "frame https://ads.example/")
        );
    }
}

#[test]
fn a_mail_is_no_saved_page() {
    let html = "Content-Type: text/html\nContent-Location: https://post.example/";
    for header in [
        "From: a@post.example\nTo: b@post.example\n",
        "From: Editor\nMessage-ID: <1@post.example>\n",
        "From: a@post.example\n",
    ] {
        let file = mhtml(header, &[(html, "<p>News")]);
        assert!(!Mhtml.recognizes(file.as_bytes()), "{header}");
        let path = ArchivePath::from_stored("a.eml");
        let reader = reader_for(&path, file.as_bytes()).unwrap();
        assert_eq!(reader.name(), "mail");
    }
}

#[test]
fn addresses_of_disks_are_no_addresses_of_articles() {
    let html = "Content-Type: text/html\nContent-Location: file:///C:/piano.html";
    let (articles, _) = read(&Mhtml, mhtml("", &[(html, &page(""))]).as_bytes());
    assert_eq!(articles[0].url, None);
}

#[test]
fn damaged_property_lists_have_no_values() {
    let good = include_bytes!("../../../../../sample-corpus/formats/webarchive/good.webarchive");
    let whole = PropertyList::open(good).unwrap();
    assert!(whole.get(whole.top(), "WebMainResource").is_some());
    assert!(whole.get(whole.top(), "WebSubresources").is_some());
    assert_eq!(whole.get(whole.top(), "WebOther"), None);
    for length in 0..good.len() {
        let (articles, problems) = read(&SafariArchive, &good[..length]);
        assert_eq!((articles.len(), problems.len()), (0, 1), "{length} bytes");
    }
    // A dictionary that contains itself and claims to be endless.
    let mut bomb = b"bplist00\xDF\x13\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x08".to_vec();
    bomb.extend([0; 6]);
    bomb.extend([1, 1]);
    bomb.extend([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    bomb.extend([0, 0, 0, 0, 0, 0, 0, 18]);
    assert_eq!(read(&SafariArchive, &bomb).1.len(), 1);
}

#[test]
fn only_pages_that_were_visited_are_articles_of_a_wacz() {
    let good = include_bytes!("../../../../../sample-corpus/formats/wacz/good.wacz");
    let (articles, problems) = opened("a.wacz", good);
    let headlines: Vec<&str> = articles.iter().map(|own| &*own.headline).collect();
    assert_eq!(
        headlines,
        [
            "Ropewalk at Hestvik spins again",
            "Library boat adds a third island to its round"
        ]
    );
    assert_eq!(
        problems[0].detail,
        "3 records are not pages and were skipped: 1 about the crawl, 1 redirecting, 1 with a part \
         of a saved page"
    );
    let odd = include_bytes!("../../../../../sample-corpus/formats/wacz/odd.wacz");
    let (articles, problems) = opened("a.wacz", odd);
    let ordinals: Vec<u32> = articles.iter().map(|own| own.origin.ordinal).collect();
    assert_eq!((ordinals, problems.len()), (vec![1, 2], 0));
}

#[test]
fn an_export_of_omnivore_has_the_text_of_each_page() {
    let good = include_bytes!("../../../../../sample-corpus/formats/omnivore/good.zip");
    let (articles, problems) = opened("a.zip", good);
    assert_eq!((articles.len(), problems.len()), (2, 0));
    assert_eq!(dated(&articles[0]).0, "2018-03-27T08:00:00Z");
    assert!(articles[0].body.ends_with("with the wind again."));
    assert_eq!(articles[0].keywords, ["bakery"]);
    let odd = include_bytes!("../../../../../sample-corpus/formats/omnivore/odd.zip");
    let (articles, _) = opened("a.zip", odd);
    let ordinals: Vec<u32> = articles.iter().map(|own| own.origin.ordinal).collect();
    assert_eq!(ordinals, [1, 2]);
    assert_eq!(articles[0].published, None, "the day of saving is no date");
    let broken = include_bytes!("../../../../../sample-corpus/formats/omnivore/broken.zip");
    let (articles, problems) = opened("a.zip", broken);
    assert_eq!((articles.len(), problems.len()), (1, 1));
    assert!(problems[0].detail.starts_with("`metadata_0_to_20.json`"));
}

#[test]
fn parts_of_a_page_in_a_zip_file_are_counted() {
    let (one, frame) = (page(""), "<html><p>Winter boots at half price.</p></html>");
    let members = [
        ("web/Piano.html", &*one),
        ("web/Piano_files/ad.html", frame),
        ("web/Piano_files/a/b.css", "p{}"),
        ("web/Pier_files/c.html", &*one),
    ];
    let (articles, problems) = opened("a.zip", &zip(&members));
    assert_eq!(
        articles.len(),
        2,
        "a folder without its page is like others"
    );
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].detail,
        "members that are parts of a saved page: 2"
    );
}

#[test]
fn clippings_are_read_as_pages_and_other_notes_as_they_are() {
    let good = include_bytes!("../../../../../sample-corpus/formats/evernote/good.enex");
    let (articles, problems) = read(&Evernote, good);
    assert_eq!((articles.len(), problems.len()), (2, 0));
    assert_eq!(articles[0].bylines, ["Ida Holt"]);
    assert_eq!(dated(&articles[0]).0, "2018-03-27");
    assert_eq!(articles[0].keywords, ["bakery", "towers"]);
    assert_eq!(
        articles[1].published, None,
        "the day of clipping is no date"
    );
    let odd = include_bytes!("../../../../../sample-corpus/formats/evernote/odd.enex");
    let (articles, _) = read(&Evernote, odd);
    assert_eq!(articles[0].headline, "Shopping & errands");
    assert_eq!(
        articles[0].body,
        "Tar, twine and two candles.\n\nThen the post office."
    );
    assert_eq!(articles[0].left_out[0].element, "attachment list.png");
}
