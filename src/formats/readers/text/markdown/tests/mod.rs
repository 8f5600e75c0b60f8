//! Markdown: front matter of every make, text without marks, and files too strange to be real.
//!
//! Each text is read with both line ends.

mod unfenced;

use super::Markdown;
use super::prose::prose;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind, Status};
use crate::formats::{ArticleReader, Input, ReadOptions};
use proptest::prelude::*;

fn read_at(path: &str, text: &[u8]) -> Vec<Result<Article, Problem>> {
    let options = ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap());
    let path = ArchivePath::from_stored(path);
    Markdown.read_all(Input::whole(&path, &options, text))
}

/// Reads a text that is one article without a problem, whatever its line ends.
fn read_one(text: &str) -> Article {
    let items = read_at("x.md", text.replace('\n', "\r\n").as_bytes());
    let same = read_at("x.md", text.as_bytes());
    assert_eq!(items, same);
    let [Ok(article)] = items.as_slice() else {
        panic!("{text}: {items:?}");
    };
    article.clone()
}

#[test]
fn front_matter_of_hugo_jekyll_and_obsidian_is_read() {
    for (matter, date, bylines, keywords) in [
        (
            "---\ntitle: \"Ferry: a return\"\ndate: 2021-01-19T22:00:00+03:00\nlastmod: 2021-02-01\nauthor: Ann Lee\n\
             tags: [ferry, islands]\ncategories:\n  - Transport\nlang: EN\ndraft: false\nslug: ferry\n---\n",
            "2021-01-19T22:00:00+03:00",
            &["Ann Lee"][..],
            &["ferry", "islands"][..],
        ),
        (
            "+++\ntitle = \"Ferry: a return\"\ndate = 2021-01-19T22:00:00+03:00\nauthors = [\"Ann Lee\", \"Bo Ek\"]\n\
             categories = [\"Transport\"]\nlang = \"en\"\nslug = \"ferry\"\n[taxonomies]\ntags = [\"ferry\"]\n+++\n",
            "2021-01-19T22:00:00+03:00",
            &["Ann Lee", "Bo Ek"],
            &["ferry"],
        ),
        (
            "---\nlayout: post\ntitle:  'Ferry: a return'\npublished: true\ndate:   2021-01-19 22:00:00 +0300\nauthor:\n  name: Ann Lee\n\
             category: Transport\ntags: ferry, islands\nlang: en\nid: ferry\n...\n",
            "2021-01-19T22:00:00+03:00",
            &["Ann Lee"],
            &["ferry", "islands"],
        ),
        (
            "---\ntitle: 'Ferry: a return'\npublishDate: 19 January 2021\nsection: Transport\nlang: en\nid: ferry\n---\n",
            "2021-01-19",
            &[],
            &[],
        ),
    ] {
        let article = read_one(&format!("{matter}\nIt is back.\n"));
        assert_eq!(article.headline, "Ferry: a return", "{matter}");
        assert_eq!(article.published.unwrap().to_string(), date, "{matter}");
        assert_eq!(article.published_from, Some(DateSource::Field));
        assert_eq!(article.bylines, bylines, "{matter}");
        assert_eq!(article.keywords, keywords, "{matter}");
        assert_eq!(article.section.as_deref(), Some("Transport"), "{matter}");
        assert_eq!(article.language.as_deref(), Some("en"), "{matter}");
        assert_eq!(article.id.0, "ferry", "{matter}");
        assert_eq!(article.body, "It is back.");
        assert_eq!(article.status, Status::Usable);
    }
}

#[test]
fn what_only_front_matter_says_is_read() {
    let article = read_one(
        "---\ntitle: x\ndescription: In short\npermalink: /2021/x/\ndraft: true\n---\nBody.\n",
    );
    assert_eq!(
        (&*article.body, article.url, article.status),
        ("Body.", None, Status::Withheld)
    );
    let article = read_one("---\ntitle: x\nurl: https://post.example/x\npublished: false\n---\n");
    assert_eq!(article.url.as_deref(), Some("https://post.example/x"));
    assert_eq!((&*article.body, article.status), ("", Status::Withheld));
    let article =
        read_one("---\ntitle: x\nlastmod: 2021-01-19\nmodified: 2021-01-20\n---\nBody.\n");
    assert_eq!(article.published, None);
}

#[test]
fn a_heading_is_the_headline_if_there_is_no_other() {
    for (text, headline, body) in [
        (
            "# Ferry *returns*\n\nIt is back.\n",
            "Ferry returns",
            "It is back.",
        ),
        ("Ferry\n=====\n\nIt is back.\n", "Ferry", "It is back."),
        (
            "---\ntitle: Ferry\n---\n# FERRY\n\nIt is back.\n",
            "Ferry",
            "It is back.",
        ),
        (
            "---\ntitle: Ferry\n---\n# Back\n\nIt is.\n",
            "Ferry",
            "Back\n\nIt is.",
        ),
        (
            "It is back.\n\n# Ferry\n\n# Quay\n",
            "Ferry",
            "It is back.\n\nQuay",
        ),
        (
            "---\n\nText between rules.\n\n---\n",
            "",
            "Text between rules.",
        ),
        ("---\n", "", ""),
    ] {
        let items = read_at("x.md", text.as_bytes());
        let [item] = items.as_slice() else {
            panic!("{items:?}")
        };
        match item {
            Ok(article) => assert_eq!(
                (&*article.headline, &*article.body),
                (headline, body),
                "{text}"
            ),
            Err(problem) => assert_eq!(
                (problem.kind, headline, body),
                (ProblemKind::NoText, "", ""),
                "{text}"
            ),
        }
    }
}

#[test]
fn the_date_may_be_in_the_file_s_name() {
    let items = read_at(
        "_posts/2021-01-19-ferry.md",
        b"---\ntitle: Ferry\n---\nBack.\n",
    );
    let article = items[0].as_ref().unwrap();
    assert_eq!(article.published.unwrap().to_string(), "2021-01-19");
    assert_eq!(article.published_from, Some(DateSource::Path));
}

#[test]
fn broken_front_matter_is_reported_and_read_line_by_line() {
    for text in [
        "---\ntitle: Ferry: a return\ndate: 2021-01-19\ntags: [a\n---\nBack.\n",
        "+++\ntitle = Ferry: a return\ndate = 2021-01-19\n+++\nBack.\n",
    ] {
        let items = read_at("x.md", text.as_bytes());
        let [Err(problem), Ok(article)] = items.as_slice() else {
            panic!("{items:?}");
        };
        assert_eq!(problem.kind, ProblemKind::BadMetadata, "{problem:?}");
        assert_eq!(article.headline, "Ferry: a return");
        assert_eq!(article.published.unwrap().to_string(), "2021-01-19");
        assert_eq!(article.body, "Back.");
    }
}

#[test]
fn aliases_and_nesting_are_bounded() {
    let mut bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, next) in ('a'..='y').zip('b'..='z') {
        use std::fmt::Write as _;
        writeln!(bomb, "{next}: &{next} [{}]", format!("*{one}, ").repeat(9)).unwrap();
    }
    bomb += "tags: *z\ntitle: Ferry\n---\nBack.\n";
    let deep = format!(
        "---\ntitle: Ferry\nx: {}{}\n---\nBack.\n",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    let deep_toml = format!(
        "+++\ntitle = \"Ferry\"\nx = {}{}\n+++\nBack.\n",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    for text in [bomb, deep, deep_toml] {
        let items = read_at("x.md", text.as_bytes());
        let article = items.last().unwrap().as_ref().unwrap();
        assert!(article.headline.contains("Ferry"));
        assert_eq!(
            items[0].as_ref().unwrap_err().kind,
            ProblemKind::BadMetadata
        );
    }
}

#[test]
fn marks_are_removed_and_paragraphs_are_kept() {
    for (markdown, plain) in [
        ("One\nline.\n\nTwo  \nlines.", "One line.\n\nTwo\nlines."),
        ("*One* **two** `three` ~~four~~", "One two three four"),
        (
            "[The quay](https://x.example \"t\") and [[Page|a page]]",
            "The quay and a page",
        ),
        ("![alt](x.png)\n\nText", "Text"),
        ("- one\n- two\n\nText", "one\ntwo\n\nText"),
        ("> Quoted.\n\nText", "Quoted.\n\nText"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n\nText",
            "a b\n1 2\n\nText",
        ),
        (
            "<div>Boxed &amp; set</div>\n\nText<br>more <b>bold</b>",
            "Boxed & set\n\nText\nmore bold",
        ),
        ("Text[^1]\n\n[^1]: Note", "Text\n\nNote"),
        (
            "{{< figure src=\"x\" >}}\n\nText {% include x %}more",
            "Text more",
        ),
        ("## Head\nText", "Head\n\nText"),
        ("AT&amp;T \\*star\\* &copy;", "AT&T *star* ©"),
    ] {
        assert_eq!(prose(markdown, Some("-")).body, plain, "{markdown}");
    }
}

#[test]
fn only_front_matter_is_recognized() {
    for (head, expected) in [
        ("---\ntitle: a\n---\n", true),
        ("\u{feff}+++\r\ntitle = \"a\"\r\n+++\r\n", true),
        ("---\ntitle: a\n", false),
        ("---\nThe text.\n---\n", false),
        ("# Heading\n", false),
        ("title: a\n---\n", false),
        ("", false),
    ] {
        assert_eq!(Markdown.recognizes(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn deep_nesting_is_read_quickly() {
    for piece in [">", "[", "- ", "*", "![", "`", "<", "1. ", "[[", "<a ", "#"] {
        let text = format!("# x\n\n{}", piece.repeat(20_000));
        let items = read_at("x.md", text.as_bytes());
        assert_eq!(items.len(), 1, "{piece}");
    }
}

/// Pieces of Markdown and front matter.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "---\n", "+++\n", "title: ", "date: 2021-01-19\n", "tags: [a, b]\n", "x = ", "# ", "\n", "\n\n", "- ", "> ", "* ", "[a](b)", "![",
    "`", "```\n", "<div>", "</p>", "| a | b |\n|--|--|\n", "[^1]", "[[", "]]", "{{<", ">}}", "&amp;", "é", "*a", ": ", "&a ", "*a\n", "!!int ", "\t", "|\n", ">-\n",
];

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_at("x.md", &bytes);
        Markdown.recognizes(&bytes);
    }

    #[test]
    fn no_jumble_of_pieces_makes_reading_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        read_at("x.md", pieces.concat().as_bytes());
    }
}

#[test]
fn a_readme_is_not_an_article_unless_it_has_front_matter() {
    let items = read_at("wire/README.md", b"# The wire\n\nFiles of a day each.\n");
    let [Err(problem)] = items.as_slice() else {
        panic!("{items:?}");
    };
    assert_eq!(problem.kind, ProblemKind::NotAnArticle);
    let items = read_at("README.md", b"---\ntitle: Ferry\n---\nThe ferry is back.\n");
    assert!(items.iter().all(Result::is_ok), "{items:?}");
}

#[test]
fn values_of_front_matter_are_the_text_that_was_written() {
    let article = read_one(
        "---\ntitle: NO\nlang: no\ntags: [Yes, 1.10, 0x1F, 2021-01-19, on]\ndate: 2021-01-19\nsection: Off\n\
         draft: no\n---\nText.",
    );
    assert_eq!(article.headline, "NO");
    assert_eq!(article.language.as_deref(), Some("no"));
    assert_eq!(
        article.keywords,
        ["Yes", "1.10", "0x1F", "2021-01-19", "on"]
    );
    assert_eq!(article.section.as_deref(), Some("Off"));
    assert_eq!(article.status, crate::article::Status::Usable);
    assert_eq!(article.published.unwrap().to_string(), "2021-01-19");
}

#[test]
fn front_matter_may_be_in_json() {
    for text in [
        "{\n \"title\": \"Ferry\",\n \"date\": \"2021-01-19\",\n \"tags\": [\"sea\"]\n}\n\nBack.",
        "{\"title\": \"Ferry\", \"date\": \"2021-01-19\", \"tags\": [\"sea\"]}\n\nBack.",
        ";;;\n{\"title\": \"Ferry\", \"date\": \"2021-01-19\", \"tags\": [\"sea\"]}\n;;;\nBack.",
        "---json\n{\"title\": \"Ferry\", \"date\": \"2021-01-19\", \"tags\": [\"sea\"]}\n---\nBack.",
        "---toml\ntitle = \"Ferry\"\ndate = 2021-01-19\ntags = [\"sea\"]\n---\nBack.",
    ] {
        assert!(
            Markdown.recognizes(text.as_bytes()) || text.starts_with("---toml"),
            "{text}"
        );
        let article = read_one(text);
        assert_eq!(article.headline, "Ferry", "{text}");
        assert_eq!(article.body, "Back.", "{text}");
        assert_eq!(article.keywords, ["sea"], "{text}");
        assert_eq!(
            article.published.unwrap().to_string(),
            "2021-01-19",
            "{text}"
        );
    }
    for text in [
        "{\"title\": \"a\"}\n{\"title\": \"b\"}\n",
        "{\"title\": \"a\"}\nnot JSON\n",
        "{\n\"title\": \"a\"\n}\n",
        "{\n\"title\": \"a\"\n},\n{\n\"title\": \"b\"\n}\n",
        "{curly} words\n\nText",
    ] {
        assert!(!Markdown.recognizes(text.as_bytes()), "{text}");
    }
}
