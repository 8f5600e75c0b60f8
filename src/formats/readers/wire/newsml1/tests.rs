//! NewsML 1 documents and what is read from them.
//!
//! Documents are put together from the parts that a test is about.

use super::NEWSML_1;
use crate::article::{ProblemKind, Status};
use crate::formats::test_support::documents::{article, dated, read};

/// A document of one news item with some management and some components.
fn document(management: &str, component: &str) -> String {
    format!(
        "<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'http://www.iptc.org/NewsML_1.2.dtd'>\
         <NewsML><NewsEnvelope><DateAndTime>20240412T120000Z</DateAndTime>\
         <SentFrom><Party FormalName='Coastal Wire Desk'/></SentFrom></NewsEnvelope>\
         <NewsItem xml:lang='fr'><Identification><NewsIdentifier><ProviderId>coastal.example</ProviderId>\
         <DateId>20240411</DateId><NewsItemId>CW77</NewsItemId><RevisionId>1</RevisionId>\
         <PublicIdentifier>urn:newsml:coastal.example:20240411:CW77:1</PublicIdentifier></NewsIdentifier>\
         <NameLabel>FERRY</NameLabel></Identification>\
         <NewsManagement><NewsItemType FormalName='News'/>{management}</NewsManagement>{component}</NewsItem></NewsML>"
    )
}

const USABLE: &str = "<FirstCreated>20240412T081500+0200</FirstCreated>\
    <ThisRevisionCreated>20240412T110000+0200</ThisRevisionCreated><Status FormalName='Usable'/><Urgency FormalName='4'/>";

const STORY: &str = "<NewsComponent><NewsLines><HeadLine>La ligne ferme</HeadLine><SubHeadLine>Dernier bateau</SubHeadLine>\
    <ByLine>Par Ada Holm</ByLine><DateLine>Eskhaven, 12 avr 2024 (CW) -</DateLine>\
    <CopyrightLine>(c) 2024 Coastal Wire. All rights reserved</CopyrightLine>\
    <KeywordLine>mer, transport</KeywordLine></NewsLines>\
    <AdministrativeMetadata><Provider><Party FormalName='CW'/></Provider></AdministrativeMetadata>\
    <DescriptiveMetadata><Language FormalName='fr-CA'/></DescriptiveMetadata>\
    <ContentItem><MediaType FormalName='Text'/><DataContent>DATA</DataContent></ContentItem></NewsComponent>";

#[test]
fn a_whole_document_fills_every_field() {
    let story = STORY.replace(
        "DATA",
        "<p>La ligne ferme vendredi.</p><p>Personne ne sait.</p>",
    );
    let article = article(&document(USABLE, &story));
    assert_eq!(article.headline, "La ligne ferme");
    assert_eq!(
        article.body,
        "Dernier bateau\n\nLa ligne ferme vendredi.\n\nPersonne ne sait."
    );
    assert_eq!(
        dated(&article),
        ("2024-04-12T08:15:00+02:00".into(), "first-created")
    );
    assert_eq!(article.id.0, "urn:newsml:coastal.example:20240411:CW77:1");
    assert_eq!(article.place.as_deref(), Some("Eskhaven"));
    assert_eq!(article.agency.as_deref(), Some("CW"));
    assert_eq!(article.source.as_deref(), Some("Coastal Wire"));
    assert_eq!(article.bylines, ["Ada Holm"]);
    assert_eq!(article.keywords, ["mer", "transport"]);
    assert_eq!(article.language.as_deref(), Some("fr-ca"));
    assert_eq!(article.status, Status::Usable);
}

#[test]
fn content_may_be_nitf_xhtml_escaped_or_plain() {
    for (data, body) in [
        (
            "<nitf><head><docdata><date.issue norm='20200101'/></docdata></head><body><body.head><hedline>\
             <hl1>Other</hl1></hedline></body.head><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>",
            "One.\n\nTwo.",
        ),
        (
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body><p>One.</p><p>Two.</p></body></html>",
            "One.\n\nTwo.",
        ),
        ("<![CDATA[<p>One.</p><p>Two.</p>]]>", "One.\n\nTwo."),
        (
            "<![CDATA[<P>One.</P>\n<P CLASS='x'>Two.</P>]]>",
            "One.\n\nTwo.",
        ),
        ("\n One.\n\n Two.\n", "One.\n\n Two."),
    ] {
        let article = article(&document(USABLE, &STORY.replace("DATA", data)));
        assert_eq!(article.headline, "La ligne ferme", "{data}");
        let text = article.body.strip_prefix("Dernier bateau\n\n");
        assert_eq!(text, Some(body), "{data}");
        assert_eq!(dated(&article).1, "first-created", "{data}");
    }
}

#[test]
fn dates_come_from_the_item_then_its_name_then_the_envelope() {
    let story = STORY
        .replace("DATA", "<p>Text.</p>")
        .replace("Eskhaven, 12 avr 2024 (CW) -", "Eskhaven");
    let read_date = |management: &str, document: String| {
        let article = article(&document);
        let (date, from) = dated(&article);
        assert!(!date.is_empty(), "{management}");
        (date, from)
    };
    let revised = "<ThisRevisionCreated>20240412T110000Z</ThisRevisionCreated>";
    let whole = document(revised, &story);
    assert_eq!(
        read_date(revised, whole.clone()),
        ("2024-04-12T11:00:00Z".into(), "version-created")
    );
    let named = whole.replace(revised, "");
    assert_eq!(
        read_date("", named.clone()),
        ("2024-04-11".into(), "first-created")
    );
    let sent = named.replace("<DateId>20240411</DateId>", "");
    assert_eq!(
        read_date("", sent),
        ("2024-04-12T12:00:00Z".into(), "message-sent")
    );
}

#[test]
fn every_status_is_kept() {
    let story = STORY.replace("DATA", "<p>Text.</p>");
    let change = "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20990101T000000Z</DateAndTime></StatusWillChange>";
    for (management, status) in [
        (
            "<Status FormalName='Embargoed'/>".to_owned(),
            Status::Embargoed,
        ),
        (
            "<Status FormalName='Withheld'/>".to_owned(),
            Status::Withheld,
        ),
        (
            "<Status FormalName='Canceled'/>".to_owned(),
            Status::Canceled,
        ),
        (
            format!("<Status FormalName='Usable'/>{change}"),
            Status::Embargoed,
        ),
        (String::new(), Status::Usable),
    ] {
        assert_eq!(
            article(&document(&management, &story)).status,
            status,
            "{management}"
        );
    }
}

#[test]
fn components_are_stories_alternatives_or_captions() {
    let text = |headline: &str, text: &str| {
        let lines = if headline.is_empty() {
            String::new()
        } else {
            format!("<NewsLines><HeadLine>{headline}</HeadLine></NewsLines>")
        };
        format!(
            "<NewsComponent>{lines}<ContentItem><MediaType FormalName='Text'/>\
             <DataContent><p>{text}</p></DataContent></ContentItem></NewsComponent>"
        )
    };
    let photo = "<NewsComponent><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>\
                 <NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>A boat</DataContent></ContentItem></NewsComponent>\
                 </NewsComponent>";
    let two = format!(
        "<NewsComponent>{}{photo}{}</NewsComponent>",
        text("One", "First."),
        text("Two", "Second.")
    );
    let (articles, problems) = read(&NEWSML_1, document(USABLE, &two).as_bytes());
    let read_articles: Vec<_> = articles
        .iter()
        .map(|a| (&*a.headline, &*a.body, a.origin.ordinal))
        .collect();
    assert_eq!(read_articles, [("One", "First.", 1), ("Two", "Second.", 2)]);
    assert_eq!(
        articles[1].id.0,
        "urn:newsml:coastal.example:20240411:CW77:1#2"
    );
    assert_eq!(problems, []);

    let parts = format!(
        "<NewsComponent>{}{}</NewsComponent>",
        text("One", "First."),
        text("", "More.")
    );
    assert_eq!(article(&document(USABLE, &parts)).body, "First.\n\nMore.");

    let same = format!(
        "<NewsComponent EquivalentsList='yes'><NewsLines><HeadLine>One</HeadLine></NewsLines>{}{}</NewsComponent>",
        text("", "As NITF."),
        text("", "As plain text.")
    );
    assert_eq!(article(&document(USABLE, &same)).body, "As NITF.");
}

#[test]
fn items_that_are_not_text_are_refused_by_their_kind() {
    let photo = "<NewsComponent><NewsLines><HeadLine>A boat</HeadLine></NewsLines><ContentItem Href='a.jpg'>\
                 <MediaType FormalName='Photo'/></ContentItem></NewsComponent>";
    let package = "<NewsComponent><NewsLines><HeadLine>Today</HeadLine></NewsLines><NewsItemRef NewsItem='urn:x'/></NewsComponent>";
    for (document, kind, said) in [
        (
            document(USABLE, photo),
            ProblemKind::NotAnArticle,
            "type Photo",
        ),
        (
            document(USABLE, package),
            ProblemKind::NotAnArticle,
            "package",
        ),
        (
            document(USABLE, "<NewsComponent/>"),
            ProblemKind::NoText,
            "neither",
        ),
        (document(USABLE, ""), ProblemKind::NoText, "neither"),
        (
            document(USABLE, "<Update/>"),
            ProblemKind::NotAnArticle,
            "changes an earlier one",
        ),
        (
            "<NewsML><Catalog/></NewsML>".to_owned(),
            ProblemKind::NotAnArticle,
            "without a news item",
        ),
    ] {
        let (articles, problems) = read(&NEWSML_1, document.as_bytes());
        assert_eq!(articles, [], "{document}");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].kind, kind, "{document}");
        assert!(problems[0].detail.contains(said), "{problems:?}");
    }
}

#[test]
fn lines_around_a_component_win_over_its_text() {
    let nested = "<NewsComponent><NewsLines><HeadLine>Outer</HeadLine><DateLine>Genève, 3 mai (ATS)</DateLine></NewsLines>\
        <DescriptiveMetadata><Property FormalName='City' Value='Bern'/></DescriptiveMetadata><NewsComponent><ContentItem>\
        <DataContent><h2>Inner</h2><p>Text.</p></DataContent></ContentItem></NewsComponent></NewsComponent>";
    let article = article(&document(USABLE, nested));
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Outer", "Inner\n\nText.")
    );
    assert_eq!(article.place.as_deref(), Some("Genève"));
}

#[test]
fn stories_over_the_limit_are_reported() {
    let story = "<NewsComponent><NewsLines><HeadLine>One</HeadLine></NewsLines><ContentItem>\
                 <DataContent>Text.</DataContent></ContentItem></NewsComponent>";
    let many = format!("<NewsComponent>{}</NewsComponent>", story.repeat(300));
    let (articles, problems) = read(&NEWSML_1, document(USABLE, &many).as_bytes());
    assert_eq!(articles.len(), 256);
    assert_eq!(problems[0].kind, ProblemKind::TooLarge);
    assert!(problems[0].detail.contains("300 stories"), "{problems:?}");
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..4000_usize, byte in proptest::num::u8::ANY, cut in 0..4000_usize) {
        let mut bytes = document(USABLE, STORY).into_bytes();
        let (at, cut) = (at % bytes.len(), cut % bytes.len());
        bytes[at] = byte;
        read(&NEWSML_1, &bytes);
        read(&NEWSML_1, &bytes[..cut]);
    }
}
