//! NITF documents and what is read from them.
//!
//! Documents are put together from the parts that a test is about.

use super::NITF;
use crate::article::{ProblemKind, Status};
use crate::formats::test_support::documents::{article, dated, read};

const WHOLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf baselang="en-GB">
 <head>
  <title>Slug of the desk</title>
  <meta name="anpa-keyword" content="Harbour"/>
  <tobject tobject.type="News">
   <tobject.subject tobject.subject.type="Transport" tobject.subject.matter="Shipping"/>
  </tobject>
  <docdata management-status="usable">
   <doc-id id-string="pnw.0412"/>
   <date.issue norm="20240412T101500+0100"/>
   <date.release norm="20240412T120000+0100"/>
   <doc.copyright year="2024" holder="Port News"/>
   <key-list><keyword key="ferries"/><keyword key="Ferries"/></key-list>
  </docdata>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Ferry line <em>closes</em></hl1><hl2>Last boat sails on Friday</hl2></hedline>
   <note><body.content><p>Editors: check names</p></body.content></note>
   <byline>By <person>Ada Holm</person> and <person>Per Lund</person><byttl>Harbour desk</byttl></byline>
   <distributor>Coastal Wire</distributor>
   <dateline><location><city>ESKHAVEN</city>, <country>Norway</country></location><story.date norm="20240411"/></dateline>
   <abstract><p>Not the text</p></abstract>
  </body.head>
  <body.content>
   <media media-type="image"><media-caption>A boat</media-caption></media>
   <block><p>ESKHAVEN, April 12 - The line closes.</p><hl2>Why</hl2><p>Nobody&nbsp;said.</p></block>
  </body.content>
  <body.end><tagline>With reports from the coast</tagline></body.end>
 </body>
</nitf>"#;

#[test]
fn a_whole_document_fills_every_field() {
    let article = article(WHOLE);
    assert_eq!(article.headline, "Ferry line closes");
    assert_eq!(
        article.body,
        "Last boat sails on Friday\n\nESKHAVEN, April 12 - The line closes.\n\nWhy\n\n\
         Nobody\u{a0}said.\n\nWith reports from the coast"
    );
    assert_eq!(
        dated(&article),
        ("2024-04-12T10:15:00+01:00".into(), "date-issue")
    );
    assert_eq!(article.id.0, "pnw.0412");
    assert_eq!(article.place.as_deref(), Some("Eskhaven, Norway"));
    assert_eq!(article.agency.as_deref(), Some("Coastal Wire"));
    assert_eq!(article.source.as_deref(), Some("Port News"));
    assert_eq!(article.section.as_deref(), Some("Transport"));
    assert_eq!(article.bylines, ["Ada Holm", "Per Lund"]);
    assert_eq!(
        article.keywords,
        ["ferries", "Harbour", "Transport", "Shipping"]
    );
    assert_eq!(article.language.as_deref(), Some("en-gb"));
    assert_eq!(article.status, Status::Usable);
}

/// A document with some `docdata`, some `body.head` and a text.
fn document(docdata: &str, head: &str, text: &str) -> String {
    format!(
        "<nitf><head>{docdata}</head><body><body.head>{head}</body.head>\
         <body.content>{text}</body.content></body></nitf>"
    )
}

#[test]
fn dates_are_taken_in_their_order() {
    for (docdata, expected) in [
        (
            r#"<docdata><date.release norm="20240102"/><date.issue norm="20240101"/></docdata>"#,
            ("2024-01-01", "date-issue"),
        ),
        (
            r#"<docdata><date.release norm="20240102"/></docdata><pubdata date.publication="20240103T000000"/>"#,
            ("2024-01-03", "date-publication"),
        ),
        (
            r#"<docdata><date.release norm="20240102T0930Z"/></docdata>"#,
            ("2024-01-02T09:30Z", "date-release"),
        ),
        ("", ("2024-01-04", "dateline")),
    ] {
        let head = r#"<dateline><story.date norm="20240104">4 Jan</story.date></dateline>"#;
        let article = article(&document(docdata, head, "<p>Text.</p>"));
        let (date, from) = dated(&article);
        assert_eq!((&*date, from), expected, "{docdata}");
    }
}

#[test]
fn the_status_is_that_of_the_document_or_of_an_embargo() {
    for (docdata, status) in [
        (
            r#"<docdata management-status="embargoed"/>"#,
            Status::Embargoed,
        ),
        (
            r#"<docdata management-status="withheld"/>"#,
            Status::Withheld,
        ),
        (
            r#"<docdata management-status="canceled"><date.release norm="20990101"/></docdata>"#,
            Status::Canceled,
        ),
        (
            r#"<docdata><date.release norm="20990101"/></docdata>"#,
            Status::Embargoed,
        ),
        (
            r#"<docdata management-status="usable"><date.release norm="20240101"/></docdata>"#,
            Status::Usable,
        ),
        ("", Status::Usable),
    ] {
        let document = document(docdata, "", "<p>Text.</p>");
        let (articles, _) = read(&NITF, document.as_bytes());
        assert_eq!(articles[0].status, status, "{docdata}");
    }
}

#[test]
fn bylines_are_people_without_their_titles() {
    for (byline, names) in [
        (
            "<byline>By Ada Holm, <byttl>Staff Reporter</byttl></byline>",
            &["Ada Holm"][..],
        ),
        (
            "<byline><byttl>Coastal Desk</byttl></byline>",
            &["Coastal Desk"],
        ),
        (
            r#"<byline class="print_byline">By ADA HOLM</byline><byline class="normalized_byline">Holm, Ada</byline>"#,
            &["ADA HOLM"],
        ),
        (
            "<byline>By Ada Holm</byline><byline>Per Lund</byline>",
            &["Ada Holm", "Per Lund"],
        ),
    ] {
        let article = article(&document("", byline, "<p>Text.</p>"));
        assert_eq!(article.bylines, names, "{byline}");
    }
}

#[test]
fn places_are_read_in_every_form_of_a_dateline() {
    for (dateline, place) in [
        ("<location>NEW SKERRY</location>", "New Skerry"),
        (
            "<location><city>Oslo</city><country>Norway</country></location>",
            "Oslo, Norway",
        ),
        ("ESKHAVEN, Norway (AP) --", "Eskhaven, Norway"),
        ("Oslo", "Oslo"),
        ("Genève, 3 février 2024 (ATS) -", "Genève"),
    ] {
        let head = format!("<dateline>{dateline}</dateline>");
        let article = article(&document("", &head, "<p>Text.</p>"));
        assert_eq!(article.place.as_deref(), Some(place), "{dateline}");
    }
}

#[test]
fn a_lead_that_is_given_twice_is_read_once() {
    let text = "<block class='lead_paragraph'><p>The lead.</p></block>\
                <block class='full_text'><p>The lead.</p><p>The rest.</p></block>";
    assert_eq!(
        article(&document("", "", text)).body,
        "The lead.\n\nThe rest."
    );
}

#[test]
fn other_elements_are_used_without_headline_and_text() {
    let head =
        "<hedline><hl1>Same</hl1><hl2>Same</hl2></hedline><abstract><p>In short.</p></abstract>";
    let read_article = article(&document("<title>Desk slug</title>", head, ""));
    assert_eq!(
        (&*read_article.headline, &*read_article.body),
        ("Same", "In short.")
    );
    let read_article = article(&document("<title>Desk slug</title>", "", "<p>Text.</p>"));
    assert_eq!(
        (&*read_article.headline, &*read_article.body),
        ("Desk slug", "Text.")
    );
}

#[test]
fn names_are_bounded_in_length_and_number() {
    let long = "x".repeat(2_001);
    let many: String = "0123456789"
        .chars()
        .flat_map(|a| "0123456789abcdef".chars().map(move |b| (a, b)))
        .flat_map(|(a, b)| "0123456789".chars().map(move |c| (a, b, c)))
        .fold(String::new(), |list, (a, b, c)| {
            format!("{list}<keyword key='{a}{b}{c}'/>")
        });
    let docdata = format!(
        "<docdata><doc.copyright holder='{long}'/><key-list><keyword key='{long}'/>{many}</key-list></docdata>"
    );
    let head = format!("<distributor>{long}</distributor><dateline>{long}</dateline>");
    let article = article(&document(&docdata, &head, "<p>Text.</p>"));
    assert_eq!(
        (article.source, article.agency, article.place),
        (None, None, None)
    );
    assert_eq!(article.keywords.len(), 1_000);
}

#[test]
fn documents_without_words_or_end_are_refused() {
    for (xml, kind) in [
        (
            "<nitf><head/><body><body.content/></body></nitf>",
            ProblemKind::NoText,
        ),
        ("<nitf><body><body.content><p>The", ProblemKind::Malformed),
        ("<nitf><body></head></nitf>", ProblemKind::Malformed),
    ] {
        let (articles, problems) = read(&NITF, xml.as_bytes());
        assert_eq!(articles, [], "{xml}");
        assert_eq!(problems[0].kind, kind, "{xml}");
    }
}

#[test]
fn what_the_text_leaves_out_is_named() {
    let article = article(
        "<nitf><body><body.head><hedline><hl1>Line closes</hl1></hedline><abstract><p>It was full of debt.</p></abstract>\
         </body.head><body.content><p>The line closes.</p><media><media-caption>The last ferry</media-caption></media>\
         <note>Call the desk.</note></body.content></body></nitf>",
    );
    assert_eq!(article.body, "The line closes.");
    let notes: Vec<String> = article.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "<media>: caption, 14 characters",
            "<note>: boilerplate, 14 characters",
            "<abstract>: metadata, 20 characters",
        ]
    );
}

#[test]
fn bytes_of_another_charset_are_counted() {
    let (articles, problems) = read(
        &NITF,
        b"<nitf><body><body.content><p>\xC3\xA0 caf\xE9</p></body.content></body></nitf>",
    );
    assert_eq!(articles[0].body, "à caf\u{fffd}");
    assert_eq!(problems[0].kind, ProblemKind::BadEncoding);
    assert!(
        problems[0]
            .detail
            .starts_with("1 byte is not valid UTF-8 and was replaced"),
        "{problems:?}"
    );
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..WHOLE.len(), byte in proptest::num::u8::ANY, cut in 0..WHOLE.len()) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        bytes[at] = byte;
        read(&NITF, &bytes);
        read(&NITF, &bytes[..cut]);
    }
}
