//! Pages of wikis and what is read of them.
//!
//! Whole dumps, pieces of wikitext, and markup that is made to take long.

use super::MediaWiki;
use super::page::Wikitext;
use super::site::Site;
use super::wikitext::read_wikitext;
use crate::article::{ProblemKind, Status, WhyLeftOut};
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{dated, read};

fn wiki(text: &str) -> Wikitext {
    read_wikitext(text, &Site::default())
}

fn dump(pages: &str) -> String {
    format!(
        "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" xml:lang=\"de\"><siteinfo>\
         <sitename>Wikinews</sitename><base>https://de.wiki.example/wiki/Hauptseite</base><namespaces>\
         <namespace key=\"0\"/><namespace key=\"6\">Datei</namespace><namespace key=\"14\">Kategorie</namespace>\
         </namespaces></siteinfo>{pages}</mediawiki>"
    )
}

fn page(title: &str, ns: &str, text: &str) -> String {
    format!(
        "<page><title>{title}</title><ns>{ns}</ns><id>7</id><revision><timestamp>2021-02-22T10:00:00Z</timestamp>\
         <text>old</text></revision><revision><timestamp>2021-02-23T10:00:00Z</timestamp><model>wikitext</model>\
         <text>{text}</text></revision></page>"
    )
}

#[test]
fn pages_of_the_main_namespace_are_articles() {
    let text = "{{Datum|19. Januar 2021}}\nDie '''Lampen''' gingen aus.\n\nAlle.\n[[Datei:Pier.jpg|mini|Der Pier]]\n\
        == Quellen ==\n* {{Quelle|titel=x}}\n[[Kategorie:Häfen]]\n[[Kategorie:19.01.2021]]";
    let pages = [
        page("Lampen aus?", "0", text),
        page("Alt", "0", "#REDIRECT [[Lampen aus]]"),
        page("Kategorie:Häfen", "14", "x"),
        page("Neu", "0", "{{develop}}Noch nicht."),
    ];
    let file = dump(&pages.concat());
    assert!(MediaWiki.recognizes(file.as_bytes()));
    let (articles, problems) = read(&MediaWiki, file.as_bytes());
    assert_eq!(articles.len(), 2, "{articles:?}");
    let article = &articles[0];
    assert_eq!(article.headline, "Lampen aus?");
    assert_eq!(article.body, "Die Lampen gingen aus.\n\nAlle.");
    assert_eq!(dated(article), ("2021-01-19".into(), "field"));
    assert_eq!(article.keywords, ["Häfen"]);
    assert_eq!(article.source.as_deref(), Some("Wikinews"));
    assert_eq!(article.language.as_deref(), Some("de"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://de.wiki.example/wiki/Lampen_aus%3F")
    );
    assert_eq!(article.left_out.len(), 2, "{:?}", article.left_out);
    assert_eq!(articles[1].status, Status::Withheld);
    assert_eq!(dated(&articles[1]).1, "version-created");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, ProblemKind::NotAnArticle);
    assert_eq!(
        problems[0].detail,
        "pages that are no articles: 1 of other namespaces, 1 redirects"
    );
}

#[test]
fn markup_becomes_text() {
    for (written, text) in [
        (
            "A [[link]], a [[Link|label]] and [[w:Bridge|a bridge]].",
            "A link, a label and a bridge.",
        ),
        (
            "See [https://x.example the site] and [https://x.example].",
            "See the site and .",
        ),
        (
            "{{w|Town|the town}} of {{w|Norvik}}, {{convert|5|km|mi}}.",
            "the town of Norvik, 5 km.",
        ),
        (
            "''Italic'', '''bold''' and it's so.",
            "Italic, bold and it's so.",
        ),
        (
            "A<ref name=\"a\">note</ref> b<ref name=\"a\" /> c.<!-- no -->",
            "A b c.",
        ),
        ("One.<ref>note</ref>Two <ref>x</ref>3.", "One. Two 3."),
        ("{{box|{{w|a}}|x={{w|b}}}}Text.", "Text."),
        (
            "== Costs ==\n* one\n** two\n# three\n----",
            "Costs\n\none\ntwo\nthree",
        ),
        (
            "{| class=\"x\"\n! A !! B\n|-\n| style=\"y\" | 1 || 2\n|}",
            "A | B\n\n1 | 2",
        ),
        (
            "[[File:A.jpg|thumb|200px|alt=x|A {{w|pier}}]]Text.",
            "Text.",
        ),
        ("[[Bild:A.jpg|mini|Ein [[Pier]]]]Text.", "Text."),
        ("[[:Category:Piers]] [[de:Piers]]end", "Category:Piers end"),
        ("1 < 2 &amp; 3 <small>&lt; 4</small>", "1 < 2 & 3 < 4"),
        ("<nowiki>[[not a link]]</nowiki>", "[[not a link]]"),
        ("Left {{open and [[open", "Left {{open and [[open"),
        ("{{quote|We start.|the builder}}", "We start. — the builder"),
        ("__NOTOC__\nText.", "Text."),
    ] {
        let found = wiki(written).text;
        let found = crate::formats::bytes::white_space::tidy_body(&found);
        assert_eq!(found, text, "{written}");
    }
}

#[test]
fn what_is_left_out_is_named() {
    let wiki = wiki(
        "{{date|May 2, 2012}}{{unknown|some text}}A.<ref>note</ref>\n== Sources ==\n* x\n=== Sub ===\ny\n\
         == More ==\nB.\n[[Category:Piers]]",
    );
    assert_eq!(wiki.dates, ["May 2, 2012"]);
    assert_eq!(wiki.categories, ["Piers"]);
    let left: Vec<_> = wiki
        .left_out
        .iter()
        .map(|(name, why, n)| (&**name, *why, *n))
        .collect();
    assert_eq!(
        left,
        [
            ("{{unknown}}", WhyLeftOut::NotRead, 9),
            ("<ref>", WhyLeftOut::Metadata, 4),
            ("section Sources", WhyLeftOut::Metadata, 2),
        ]
    );
    assert!(wiki.text.contains("B."));
    assert!(!wiki.text.contains('y'));
}

#[test]
fn hostile_markup_takes_linear_time() {
    for piece in [
        "{{",
        "[[",
        "{{a|",
        "[[a|",
        "<ref>",
        "<!--",
        "<",
        "[http://x",
        "''",
        "{|",
        "}}",
        "<nowiki>",
        "=",
    ] {
        let text = piece.repeat(200_000);
        wiki(&text);
    }
}

proptest::proptest! {
    #[test]
    fn no_wikitext_makes_reading_panic(text in "[\\[\\]{}|<>='a:é\n!/-]{0,60}") {
        wiki(&text);
    }
}
