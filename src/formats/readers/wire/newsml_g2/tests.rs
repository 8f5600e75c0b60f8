//! NewsML-G2 documents and what is read from them.
//!
//! Documents are put together from the parts that a test is about.

use super::NEWSML_G2;
use crate::article::{ProblemKind, Status};
use crate::formats::test_support::documents::{article, dated, read};

const NAMESPACE: &str = "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"";

/// A text item with some management, some description and some content.
fn item(management: &str, meta: &str, content: &str) -> String {
    format!(
        "<newsItem {NAMESPACE} guid=\"urn:newsml:coastal.example:20240412:77\" version=\"2\" xml:lang=\"no\">\
         <rightsInfo><copyrightHolder><name>Coastal Wire AS</name></copyrightHolder></rightsInfo>\
         <itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"nprov:CW\"/>{management}</itemMeta>\
         <contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )
}

const DATES: &str = "<versionCreated>2024-04-12T11:00:00+02:00</versionCreated>\
    <firstCreated>2024-04-12T08:15:00+02:00</firstCreated><pubStatus qcode=\"stat:usable\"/>";

const META: &str = "<contentCreated>2024-04-12T08:00:00+02:00</contentCreated><located><name>ESKHAVEN</name></located>\
    <infoSource role=\"isrol:originfo\"><name>Port Agency</name></infoSource><language tag=\"en-GB\"/>\
    <subject qcode=\"medtop:20000337\"><name>shipping</name></subject><subject qcode=\"medtop:20000338\"/>\
    <keyword>ferries</keyword><slugline>FERRY</slugline><headline>Ferry line closes</headline>\
    <headline role=\"hld:subHeadline\">Last boat on Friday</headline><by>By Ada Holm</by>\
    <dateline>ESKHAVEN, April 12</dateline>";

const XHTML: &str = "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\">\
    <head><title>no</title></head><body><h1>Ferry line closes</h1><p>The line closes.</p><p>Nobody said why.</p></body></html></inlineXML>";

#[test]
fn a_whole_item_fills_every_field() {
    let article = article(&item(DATES, META, XHTML));
    assert_eq!(article.headline, "Ferry line closes");
    assert_eq!(
        article.body,
        "Last boat on Friday\n\nThe line closes.\n\nNobody said why."
    );
    assert_eq!(
        dated(&article),
        ("2024-04-12T08:15:00+02:00".into(), "first-created")
    );
    assert_eq!(article.id.0, "urn:newsml:coastal.example:20240412:77");
    assert_eq!(article.place.as_deref(), Some("Eskhaven"));
    assert_eq!(article.agency.as_deref(), Some("Port Agency"));
    assert_eq!(article.source.as_deref(), Some("Coastal Wire AS"));
    assert_eq!(article.bylines, ["Ada Holm"]);
    assert_eq!(article.keywords, ["ferries", "shipping"]);
    assert_eq!(article.language.as_deref(), Some("en-gb"));
    assert_eq!(article.status, Status::Usable);
}

#[test]
fn content_may_be_nitf_xhtml_escaped_or_plain() {
    for (content, body) in [
        (
            "<inlineXML contenttype=\"application/nitf+xml\"><nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body>\
             <body.head><hedline><hl1>Other</hl1></hedline></body.head><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
            "One.\n\nTwo.",
        ),
        (
            "<inlineXML><p>One.</p><p>Two.</p></inlineXML>",
            "One.\n\nTwo.",
        ),
        (
            "<inlineData contenttype=\"text/plain\">One.\n\nTwo.</inlineData>",
            "One.\n\nTwo.",
        ),
        (
            "<inlineData contenttype=\"text/html\">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>",
            "One.\n\nTwo.",
        ),
        (
            "<inlineData contenttype=\"text/plain\">No.</inlineData><inlineXML><p>One.</p></inlineXML>",
            "One.",
        ),
        (
            "<inlineData contenttype=\"image/jpeg\" encoding=\"e:base64\">QUJD</inlineData>",
            "",
        ),
    ] {
        let article = article(&item(DATES, "<headline>Ferry</headline>", content));
        assert_eq!(
            (&*article.headline, &*article.body),
            ("Ferry", body),
            "{content}"
        );
    }
}

#[test]
fn the_place_is_that_of_the_dateline_unless_it_is_in_doubt() {
    for (dateline, place) in [
        ("FORT SKARVIK, Pa.", "Fort Skarvik, Pa."),
        ("London (dpa) - ", "London"),
        ("DESK TEST - SKARVIK, 01 LUG -", "Eskhaven"),
        ("2024-01-03 20:13:08 GMT+00:00", "Eskhaven"),
        ("", "Eskhaven"),
    ] {
        let meta = format!(
            "<headline>Ferry</headline><located literal=\"Eskhaven\"/><dateline>{dateline}</dateline>"
        );
        let article = article(&item(DATES, &meta, XHTML));
        assert_eq!(article.place.as_deref(), Some(place), "{dateline}");
    }
}

#[test]
fn sections_are_departments_and_categories() {
    for (subject, section) in [
        (
            "<subject qcode=\"desk-department:11\"><name>Economy</name></subject>",
            Some("Economy"),
        ),
        (
            "<subject type=\"t:category\" qcode=\"c:sp\"><name>Sport</name></subject>",
            Some("Sport"),
        ),
        (
            "<subject qcode=\"categorycode:f\"><name>f</name></subject>",
            None,
        ),
        (
            "<subject qcode=\"medtop:1\"><name>economy</name></subject>",
            None,
        ),
    ] {
        let meta = format!("<headline>Ferry</headline>{subject}");
        let article = article(&item(DATES, &meta, XHTML));
        assert_eq!(article.section.as_deref(), section, "{subject}");
    }
}

#[test]
fn creators_with_full_names_are_authors() {
    for (creator, bylines) in [
        (
            "<creator><name>Ada Holm</name></creator>",
            &["Ada Holm"][..],
        ),
        ("<creator><name>holm.ada</name></creator>", &[]),
        ("<creator literal=\"Port Agency\"/>", &[]),
    ] {
        let meta = format!("<headline>Ferry</headline>{creator}");
        let article = article(&item(DATES, &meta, XHTML));
        assert_eq!(article.bylines, bylines, "{creator}");
    }
}

#[test]
fn prefixes_do_not_matter() {
    let prefixed = item(DATES, META, "")
        .replace("</", "\u{1}")
        .replace('<', "<g:")
        .replace('\u{1}', "</g:")
        .replace("xmlns=", "xmlns:g=");
    assert_eq!(article(&prefixed).headline, "Ferry line closes");
}

#[test]
fn dates_are_taken_in_their_order() {
    let created = "<contentCreated>2024-01-02</contentCreated>";
    let version = "<versionCreated>2024-01-03T00:00:00Z</versionCreated>";
    for (management, meta, expected) in [
        (
            "<firstCreated>2024-01-01</firstCreated>",
            created,
            ("2024-01-01", "first-created"),
        ),
        (version, created, ("2024-01-02", "content-created")),
        (version, "", ("2024-01-03", "version-created")),
    ] {
        let article = article(&item(
            management,
            meta,
            "<inlineXML><p>Text.</p></inlineXML>",
        ));
        let (date, from) = dated(&article);
        assert_eq!((&*date, from), expected);
    }
}

#[test]
fn the_status_is_that_of_the_item_or_of_an_embargo() {
    for (management, status) in [
        ("<pubStatus qcode=\"stat:withheld\"/>", Status::Withheld),
        (
            "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"/>",
            Status::Canceled,
        ),
        (
            "<embargoed>2099-01-01T00:00:00Z</embargoed><pubStatus qcode=\"stat:usable\"/>",
            Status::Embargoed,
        ),
        (
            "<embargoed>2099-01-01T00:00:00Z</embargoed><pubStatus qcode=\"stat:canceled\"/>",
            Status::Canceled,
        ),
        (
            "<embargoed>2020-01-01T00:00:00Z</embargoed>",
            Status::Usable,
        ),
        ("", Status::Usable),
    ] {
        let article = article(&item(management, META, XHTML));
        assert_eq!(article.status, status, "{management}");
    }
}

#[test]
fn other_headlines_and_texts_are_used_where_the_best_are_missing() {
    for (meta, content, expected) in [
        ("<slugline>FERRY</slugline>", XHTML, "no"),
        (
            "<slugline>FERRY</slugline>",
            "<inlineXML><h2>A heading</h2><p>Text.</p></inlineXML>",
            "A heading",
        ),
        (
            "<slugline>FERRY</slugline>",
            "<inlineXML><p>Text.</p></inlineXML>",
            "FERRY",
        ),
    ] {
        assert_eq!(
            article(&item(DATES, meta, content)).headline,
            expected,
            "{content}"
        );
    }
    let described =
        "<headline>Ferry</headline><description role=\"drol:summary\">In\n short.</description>";
    assert_eq!(article(&item(DATES, described, "")).body, "In short.");
    let caption =
        "<headline>Ferry</headline><description role=\"drol:caption\">A boat</description>";
    assert_eq!(article(&item(DATES, caption, "")).body, "");
}

#[test]
fn every_item_of_a_message_is_an_article_or_a_refusal() {
    let message = format!(
        "<newsMessage {NAMESPACE}><header><sent>2024-04-12T12:00:00Z</sent><sender>coastal.example</sender></header><itemSet>\
         <packageItem/>{}<newsItem><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta></newsItem>{}</itemSet></newsMessage>",
        item(DATES, META, XHTML),
        item("", "<headline>Second</headline>", ""),
    );
    let (articles, problems) = read(&NEWSML_G2, message.as_bytes());
    let read_articles: Vec<_> = articles
        .iter()
        .map(|a| (&*a.headline, a.origin.ordinal))
        .collect();
    assert_eq!(read_articles, [("Ferry line closes", 2), ("Second", 4)]);
    assert_eq!(
        dated(&articles[1]),
        ("2024-04-12T12:00:00Z".into(), "message-sent")
    );
    let refused: Vec<_> = problems.iter().map(|p| (p.ordinal, p.kind)).collect();
    assert_eq!(
        refused,
        [
            (Some(1), ProblemKind::NotAnArticle),
            (Some(3), ProblemKind::NotAnArticle)
        ]
    );
}

#[test]
fn items_that_are_not_text_are_refused_by_their_kind() {
    let class = |class: &str| {
        format!("<newsItem><itemMeta><itemClass qcode=\"ninat:{class}\"/></itemMeta></newsItem>")
    };
    for (document, said) in [
        (class("picture"), "a picture item"),
        (class("audio"), "an audio item"),
        (class("composite"), "a composite item"),
        (
            "<newsItem><contentSet><remoteContent href=\"a.mp4\"/></contentSet></newsItem>"
                .to_owned(),
            "remoteContent",
        ),
        ("<packageItem/>".to_owned(), "a NewsML-G2 package"),
        ("<planningItem/>".to_owned(), "planning item"),
        (
            "<conceptItem><concept><eventDetails/></concept></conceptItem>".to_owned(),
            "event",
        ),
        ("<conceptItem/>".to_owned(), "concept"),
        ("<knowledgeItem/>".to_owned(), "list of concepts"),
        (
            "<newsMessage><itemSet/></newsMessage>".to_owned(),
            "without items",
        ),
    ] {
        let (articles, problems) = read(&NEWSML_G2, document.as_bytes());
        assert_eq!(articles, [], "{document}");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].kind, ProblemKind::NotAnArticle);
        assert!(problems[0].detail.contains(said), "{problems:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..4000_usize, byte in proptest::num::u8::ANY, cut in 0..4000_usize) {
        let mut bytes = item(DATES, META, XHTML).into_bytes();
        let (at, cut) = (at % bytes.len(), cut % bytes.len());
        bytes[at] = byte;
        read(&NEWSML_G2, &bytes);
        read(&NEWSML_G2, &bytes[..cut]);
    }
}
