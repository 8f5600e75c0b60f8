//! Files of light markup as people and their programs write them.
//!
//! Org, `AsciiDoc` and `reStructuredText`, each with a header, sections and what is not text.

use super::{ASCIIDOC, ORG, RESTRUCTURED_TEXT};
use crate::article::{Article, WhyLeftOut};
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{dated, read};

fn one(reader: &dyn ArticleReader, text: &str) -> Article {
    let (mut articles, problems) = read(reader, text.as_bytes());
    assert_eq!(problems, [], "{text}");
    assert_eq!(articles.len(), 1, "{text}");
    articles.remove(0)
}

#[test]
fn org_has_keywords_drawers_and_blocks() {
    let text = "#+TITLE: Ferry *returns*\n#+DATE: <2021-01-19 Tue 22:00>\n#+AUTHOR: Ann Lee\n\
        #+FILETAGS: :ferry:port:\n#+OPTIONS: toc:nil\n#+SOURCE_NOTE: kept\n\nIt is [[https://x.example][back]]\n\
        and /all/ cheer.[fn:1]\n# a comment\n* TODO [#A] At the pier :tag:\nSCHEDULED: <2021-01-20 Wed>\n\
        :PROPERTIES:\n:ID: 5\n:END:\n- one\n  more\n- [X] two\n\n#+BEGIN_QUOTE\nQuoted\nwords.\n#+END_QUOTE\n\
        #+CAPTION: A view\n[[file:a.png]]\n| Day | Boats |\n|-----+-------|\n| Mon | 4 |\n#+BEGIN_EXPORT html\n<b>\n\
        #+END_EXPORT\n\n[fn:1] Most.\n";
    assert!(ORG.recognizes(text.as_bytes()));
    let article = one(&ORG, text);
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(dated(&article).0, "2021-01-19T22:00");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.keywords, ["ferry", "port"]);
    assert_eq!(
        article.body,
        "source_note: kept\n\nIt is back and all cheer.\n\nAt the pier\n\none more\ntwo\n\nQuoted words.\n\nA view\n\
         Day | Boats\nMon | 4\n\nMost."
    );
    assert_eq!(article.left_out[0].why, WhyLeftOut::Hidden);
}

#[test]
fn an_org_file_of_dated_headings_has_several_articles() {
    let part = |name: &str| {
        format!("* {name}\n:PROPERTIES:\n:URL: https://x.example/{name}\n:END:\nText of {name}.\n")
    };
    let (articles, problems) = read(&ORG, (part("one") + &part("two")).as_bytes());
    assert_eq!(problems, []);
    let found: Vec<_> = articles
        .iter()
        .map(|article| {
            (
                article.origin.ordinal,
                &*article.headline,
                article.url.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, "one", Some("https://x.example/one")),
            (2, "two", Some("https://x.example/two")),
        ]
    );
    let article = one(&ORG, "* One\n<2021-01-19 Tue>\nText.\n* Two\nMore.\n");
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(
        (&*article.headline, &*article.body),
        ("One", "Text.\n\nTwo\n\nMore.")
    );
}

#[test]
fn asciidoc_has_a_header_and_macros() {
    let text = "// draft\n= Ferry _returns_\nAnn Lee <ann@x.example>; Bo Ek\nv1.2, 2021-01-19: first\n\
        :keywords: ferry, port\n:town: Port Marlow\n\n.A title\nIt is https://x.example[back^] in {town}.footnote:[Most.]\n\
        See <<pier,the pier>> & image:a.png[x]*all* +\nof it.\n\n[quote, Ann Lee]\n____\n\"`Words`\" of her.\n____\n\n\
        == Pier\n* one\n* two\n\n|===\n|Day |Boats\n\n|Mon |4\n|===\n\n----\n*code* stays\n----\n\nimage::b.png[B]\n";
    assert!(ASCIIDOC.recognizes(text.as_bytes()));
    let article = one(&ASCIIDOC, text);
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.keywords, ["ferry", "port"]);
    assert_eq!(
        article.body,
        "town: Port Marlow\n\nA title\nIt is back in Port Marlow. (Most.) See the pier & all\nof it.\n\nAnn Lee\n\n\
         \u{201C}Words\u{201D} of her.\n\nPier\n\none\ntwo\n\nDay | Boats\nMon | 4\n\n*code* stays"
    );
    assert_eq!(article.left_out[0].why, WhyLeftOut::Embedded);
}

#[test]
fn restructured_text_has_fields_roles_and_directives() {
    let text = "=============\nFerry returns\n=============\n\n:date: 2021-01-19 22:00\n:tags: ferry, port\n:category: Local\n\
        :author: Ann\n    Lee\n\nIt is `back <https://x.example>`_ and *all* ``cheer`` [1]_ here_.\n\nPier\n----\n\n\
        * one\n  more\n* two\n\n.. image:: a.png\n   :alt: A\n\n.. note::\n   Mind :ref:`the gap <gap>`.\n\n.. a comment\n\n\
        .. [1] Most.\n.. _here: https://x.example\n\n+-----+-------+\n| Day | Boats |\n+=====+=======+\n| Mon | 4     |\n\
        +-----+-------+\n\nCode::\n\n    *stays*\n";
    assert!(RESTRUCTURED_TEXT.recognizes(text.as_bytes()));
    let article = one(&RESTRUCTURED_TEXT, text);
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(dated(&article).0, "2021-01-19T22:00");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.section.as_deref(), Some("Local"));
    assert_eq!(
        article.body,
        "It is back and all cheer  here.\n\nPier\n\none more\ntwo\n\nMind the gap.\n\nMost.\n\nDay | Boats\nMon | 4\n\n\
         Code:\n\n*stays*"
    );
    let nikola = ".. title: Ferry returns\n.. slug: ferry\n.. date: 2021-01-19 22:00:00 UTC\n.. tags: ferry\n\nIt is back.\n";
    assert!(RESTRUCTURED_TEXT.recognizes(nikola.as_bytes()));
    let article = one(&RESTRUCTURED_TEXT, nikola);
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Ferry returns", "It is back.")
    );
}

#[test]
fn fields_may_be_below_a_subtitle() {
    for (middle, body) in [
        ("For winter\n----------\n\n", "For winter\n\nIt is back."),
        ("", "It is back."),
    ] {
        let text = format!(
            "Ferry returns\n=============\n\n{middle}:author: Ann Lee\n:date: 2021-01-05\n\nIt is back.\n"
        );
        let article = one(&RESTRUCTURED_TEXT, &text);
        assert_eq!(article.headline, "Ferry returns");
        assert_eq!(article.bylines, ["Ann Lee"]);
        assert_eq!(article.body, body);
    }
}

#[test]
fn a_summary_next_to_a_text_is_named() {
    for (reader, text) in [
        (
            &ASCIIDOC as &dyn ArticleReader,
            "= Ferry\n:description: In short words here.\n\nIt is back.\n",
        ),
        (
            &RESTRUCTURED_TEXT,
            "Ferry\n=====\n\n:summary: In short words here.\n\nIt is back.\n",
        ),
    ] {
        let article = one(reader, text);
        assert_eq!(article.body, "It is back.");
        assert_eq!(article.left_out.len(), 1, "{text}");
        assert_eq!(article.left_out[0].why, WhyLeftOut::Metadata);
    }
}

#[test]
fn other_texts_are_not_taken() {
    for text in [
        "Ferry returns\n\nIt is back.\n",
        "# Ferry returns\n\nIt is back.\n",
        "* one\n* two\n",
        "= x\n",
        "Results\n=======\n\nHome 3.\n",
        "#+x\n",
    ] {
        for reader in [&ORG, &ASCIIDOC, &RESTRUCTURED_TEXT] {
            assert!(
                !reader.recognizes(text.as_bytes()),
                "{} {text}",
                reader.name()
            );
        }
    }
}

#[test]
fn odd_markup_ends() {
    for text in [
        "[[[[[[",
        "{{{{",
        "`_`_``",
        ":`:`",
        "*_*_*_",
        "#+BEGIN_QUOTE",
        "----",
        "|===",
        ":PROPERTIES:",
        ".. ::",
    ] {
        for reader in [&ORG, &ASCIIDOC, &RESTRUCTURED_TEXT] {
            let long = format!("A title\n\n{}\n", text.repeat(20_000));
            let (articles, problems) = read(reader, long.as_bytes());
            assert!(
                !articles.is_empty() || !problems.is_empty(),
                "{} {text}",
                reader.name()
            );
        }
    }
}
