//! Packages whose directory or parts are odd or hostile.
//!
//! Packages are built here, so that each part of one can be odd.

use super::{Package, resolved};
use crate::article::{ArchivePath, ProblemKind};
use crate::formats::test_support::documents::options;
use crate::formats::test_support::zipped::zip;
use crate::formats::{Input, Limits, ReadOptions};

fn part(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Option<String>, ProblemKind> {
    let path = ArchivePath::from_stored("a.docx");
    let package = Package::open(Input::whole(&path, options, bytes)).map_err(|it| it.kind)?;
    let part = package.part(name).map_err(|it| it.kind)?;
    Ok(part.map(|bytes| String::from_utf8(bytes).unwrap()))
}

#[test]
fn parts_are_found_whatever_case_and_slashes_are_written() {
    let bytes = zip(&[("Word\\Document.XML", "<a/>"), ("/b.xml", "<b/>")]);
    let options = options();
    for (name, text) in [
        ("word/document.xml", Some("<a/>")),
        ("/word/document.xml", Some("<a/>")),
        ("b.xml", Some("<b/>")),
        ("c.xml", None),
    ] {
        assert_eq!(
            part(&bytes, name, &options).unwrap().as_deref(),
            text,
            "{name}"
        );
    }
}

#[test]
fn what_unpacks_beyond_the_limits_is_refused() {
    let long = " ".repeat(200_000);
    let bytes = zip(&[("a.xml", &long), ("b.xml", "<b/>")]);
    let options = ReadOptions {
        limits: Limits {
            ratio: 10,
            always: 1_000,
            members: 1,
            ..Limits::default()
        },
        ..options()
    };
    assert_eq!(part(&bytes, "a.xml", &options), Err(ProblemKind::Bomb));
    let one = zip(&[("a.xml", &long)]);
    assert_eq!(part(&one, "a.xml", &options), Err(ProblemKind::Bomb));
    let wide = self::options();
    assert_eq!(part(&one, "a.xml", &wide), Ok(Some(long)));
}

#[test]
fn damage_is_a_problem() {
    let options = options();
    let bytes = zip(&[("a.xml", "<a>text of the part</a>")]);
    for cut in [0, 10, bytes.len() - 1] {
        assert_eq!(
            part(&bytes[..cut], "a.xml", &options),
            Err(ProblemKind::Damaged),
            "{cut}"
        );
    }
    let mut wrong = bytes;
    wrong[40] ^= 0xFF;
    assert!(part(&wrong, "a.xml", &options).is_err());
}

#[test]
fn references_are_resolved_next_to_their_part() {
    for (base, reference, name) in [
        ("word/document.xml", "styles.xml", "word/styles.xml"),
        ("word/document.xml", "../a/b.xml", "a/b.xml"),
        ("word/document.xml", "/word/c.xml", "word/c.xml"),
        ("", "word/document.xml", "word/document.xml"),
        (
            "feed_0/index.html",
            "article_0/index.html#top",
            "feed_0/article_0/index.html",
        ),
        ("a", "../../../b", "b"),
    ] {
        assert_eq!(resolved(base, reference), name, "{base} {reference}");
    }
}
