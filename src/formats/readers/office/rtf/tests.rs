//! RTF as programs write it: code pages, Unicode, tables, what is not part of the text.
//!
//! The texts are RTF in letters, as far as a person can read them.

use super::Rtf;
use crate::article::{Article, ProblemKind, WhyLeftOut};
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{dated, read};

fn article(rtf: &[u8]) -> Article {
    let (mut articles, problems) = read(&Rtf, rtf);
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

/// The body below a headline.
fn body(rtf: &str) -> String {
    article(format!("{{\\rtf1\\ansi Ferry\\par {rtf}}}").as_bytes()).body
}

#[test]
fn it_is_known_by_its_first_characters() {
    assert!(Rtf.recognizes(b"{\\rtf1\\ansi"));
    assert!(Rtf.recognizes(b"\n {\\rtf\\ansi"));
    assert!(!Rtf.recognizes(b"{\"rtf\": 1}"));
}

#[test]
fn headings_and_datelines_are_read() {
    let article = article(
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}{\\s3\\b heading 1;}\
          {\\*\\cs3 heading 2;}}{\\info{\\title X}{\\creatim\\yr2023\\mo3\\dy1}}{\\header Top\\par}\
          \\pard\\s0 By Ann Lee\\par\\pard\\s3\\b Ferry returns\\b0\\par\\pard\\s0\
          PORT MARLOW, Jan. 19, 2021 \\emdash  The ferry is back.\\par}",
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.left_out.len(), 1);
    assert_eq!(article.left_out[0].why, WhyLeftOut::Boilerplate);
}

#[test]
fn characters_are_of_code_pages_fonts_and_unicode() {
    for (rtf, text) in [
        ("caf\\'e9 \\'97 it\\rquote s", "café — it’s"),
        ("\\u8211?x \\uc0\\u-3913 y", "–x •y"),
        ("\\u-10179?\\u-8704?", "\u{1f600}"),
        ("{\\uc2\\u233\\'c3\\'a9}e", "ée"),
        ("a\\~b\\_c\\-d \\{e\\}\\\\", "a\u{a0}b\u{2011}cd {e}\\"),
        ("one\\line two\\tab three", "one\ntwo\tthree"),
        (
            "{\\fonttbl{\\f1\\fcharset204 A;}{\\f2\\fcharset128 B;}}{\\f1\\'cc\\'e8\\'f0} {\\f2\\'93\\'fa\\'96\\'7b}",
            "Мир 日本",
        ),
        ("\\ansicpg1250 \\'b3\\'f3d\\'9f", "łódź"),
        ("gr\u{fc}n {\\'fc}", "grün ü"),
        ("\\ansicpg850 Br\\'81cke", "Brücke"),
        ("\\pc Br\\'81cke \\'e1", "Brücke ß"),
    ] {
        assert_eq!(body(rtf), text, "{rtf}");
    }
}

#[test]
fn what_is_no_text_is_left_out() {
    for (rtf, text) in [
        ("a{\\*\\unknown x}b{\\pict\\wmetafile8 0100}c", "abc"),
        ("a{\\pict\\bin5 }}}}}}b", "ab"),
        (
            "{\\field{\\*\\fldinst HYPERLINK \"https://x.example\"}{\\fldrslt link}}",
            "link",
        ),
        ("{\\upr{a}{\\*\\ud b}}", "b"),
        ("a{\\v hidden}{\\deleted gone}b", "ab"),
        ("{\\*\\bkmkstart Body}a{\\*\\bkmkend Body}", "a"),
        ("{\\listtext 1.\\tab}one", "one"),
        (
            "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt Box.\\par}}{\\shprslt Box.}}text\\par",
            "Box.\n\ntext",
        ),
        (
            "text{\\footnote Note.} goes on\\par",
            "text goes on\n\nNote.",
        ),
    ] {
        assert_eq!(body(rtf), text, "{rtf}");
    }
}

#[test]
fn rows_of_tables_are_lines() {
    let rtf = "\\trowd\\cellx1\\cellx2\\intbl Day\\cell Boats\\cell\\row\
               \\trowd\\intbl Monday\\cell 4\\cell\\row\\pard Text.\\par";
    assert_eq!(body(rtf), "Day | Boats\nMonday | 4\n\nText.");
}

#[test]
fn odd_files_end() {
    let deep = "{".repeat(200_000) + "x";
    for rtf in [
        format!("{{\\rtf1 {deep}"),
        "{\\rtf1 x}}}}}}}".to_owned(),
        "{\\rtf1 x\\u".to_owned(),
        "{\\rtf1 x\\bin99999999".to_owned(),
        format!("{{\\rtf1 x{}", "\\row\\cell\\intbl".repeat(10_000)),
        format!("{{\\rtf1 x{}", "{\\footnote ".repeat(10_000)),
    ] {
        let (articles, problems) = read(&Rtf, rtf.as_bytes());
        assert_eq!((articles.len(), problems.len()), (1, 0), "{}", &rtf[..20]);
    }
    let (_, problems) = read(&Rtf, b"{\\rtf1\\ansi\\par}");
    assert_eq!(problems[0].kind, ProblemKind::Empty);
}
