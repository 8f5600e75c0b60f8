//! Records as collections have them; their texts are invented.
//!
//! Each has the tags of one collection. Damaged records and files in pieces are tested too.

use super::Trec;
use crate::article::{ArchivePath, Article, ProblemKind, WhyLeftOut};
use crate::formats::test_support::documents::{article, dated, options, read};
use crate::formats::{ArticleReader, Input};
use std::io::BufReader;

fn only(document: &str) -> Article {
    article(document)
}

#[test]
fn a_record_of_a_news_wire() {
    let article = only(
        "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88 2344EST</FILEID>\n\
         <FIRST>u i AM-Herring     02-12 0398</FIRST>\n<HEAD>Herring fleet &amp; crews wait</HEAD>\n\
         <BYLINE>By ADA HOLM</BYLINE>\n<BYLINE>Associated Press Writer</BYLINE>\n\
         <DATELINE>ESKHAVEN, Norland (AP) </DATELINE>\n<NOTE>Eds: moves at once</NOTE>\n<TEXT>\n\
         \u{20}  The fleet will sail\non Monday.\n   It waited for weeks.\n</TEXT>\n</DOC>\n",
    );
    assert_eq!(article.headline, "Herring fleet & crews wait");
    assert_eq!(
        article.body,
        "The fleet will sail\non Monday.\n\nIt waited for weeks."
    );
    assert_eq!(dated(&article), ("1988-02-12".into(), "field"));
    assert_eq!(article.id.0, "AP880212-0001");
    assert_eq!(article.place.as_deref(), Some("Eskhaven, Norland"));
    assert_eq!(article.agency.as_deref(), Some("AP"));
    assert_eq!(article.bylines, ["ADA HOLM, Associated Press Writer"]);
    assert_eq!(article.left_out[0].element, "<NOTE>");
}

#[test]
fn a_record_of_a_number_and_a_text_has_the_headline_in_the_text() {
    for gap in ["\n", "\n\n"] {
        let article = only(&format!(
            "<DOC>\n<DOCNO>1040901_bengal_story_3705.utf8</DOCNO>\n<TEXT>\nFerry ghat lit by lamps{gap}\
             OUR CORRESPONDENT{gap}Eskhaven, Aug. 31: The ferry ghat was lit on Tuesday.\n\nThe mayor pressed the \
             switch.\n</TEXT>\n</DOC>\n"
        ));
        assert_eq!(article.headline, "Ferry ghat lit by lamps");
        assert_eq!(dated(&article), ("2004-09-01".into(), "field"));
        assert!(
            article.body.starts_with("OUR CORRESPONDENT"),
            "{}",
            article.body
        );
    }
    let article = only(
        "<DOC><DOCNO>7</DOCNO><TEXT>\nThe ferry ghat was lit on Tuesday with all of its new lamps.\n\nThe mayor \
         pressed the switch.\n</TEXT></DOC>",
    );
    assert_eq!(article.headline, "");
}

#[test]
fn codes_of_the_collection_are_dropped_without_a_note() {
    let article = only(
        "<DOC><DOCNO>SDA.950101.0001</DOCNO><DATE>950101</DATE><NEW>4</NEW><AE>x</AE><TI>Hafen leuchtet</TI>\
         <TX>Der Hafen leuchtet.</TX></DOC>",
    );
    assert_eq!(article.left_out, []);
}

#[test]
fn a_record_with_paragraphs_in_every_field() {
    let article = only(
        "<DOC><DOCNO> LA010289-0001 </DOCNO><DOCID> 1 </DOCID>\n<DATE>\n<P>\nJanuary 2, 1989, Monday, \
         Home Edition \n</P>\n</DATE><SECTION><P>Metro; Part 2; Page 1; Column 2; Metro Desk</P></SECTION>\
         <LENGTH><P>154 words</P></LENGTH>\n<HEADLINE><P>LAMPS GO OUT; </P>\n<P>PIER IS DARK</P></HEADLINE>\
         <TEXT><P>One line\nand more.\n</P><P>Two.</P></TEXT><GRAPHIC><P>Photo, the pier</P></GRAPHIC>\
         <SUBJECT><P>PIERS; LAMPS</P></SUBJECT></DOC>",
    );
    assert_eq!(article.headline, "LAMPS GO OUT; PIER IS DARK");
    assert_eq!(article.body, "One line and more.\n\nTwo.");
    assert_eq!(dated(&article).0, "1989-01-02");
    assert_eq!(article.section.as_deref(), Some("Metro"));
    assert_eq!(article.page.as_deref(), Some("Part 2, Page 1"));
    assert_eq!(article.keywords, ["PIERS", "LAMPS"]);
    assert_eq!(article.left_out.len(), 1);
    assert_eq!(article.left_out[0].why, WhyLeftOut::Caption);
}

#[test]
fn a_day_before_the_headline_and_remarks_behind_the_page() {
    let article = only(
        "<DOC>\n<DOCNO>FT912-1</DOCNO>\n<PROFILE>_AN-BENB</PROFILE>\n<DATE>910514\n</DATE>\n<HEADLINE>\n\
         FT  14 MAY 91 / Pier: lamps go out\n</HEADLINE>\n<BYLINE>\n   By LENA BRANDT\n</BYLINE>\n\
         <TEXT>\nThe lamps went out.\n</TEXT>\n<PUB>The Harbour Times\n</PUB>\n<PAGE>\n\
         London Page 7 Photograph (Omitted).\n</PAGE>\n</DOC>",
    );
    assert_eq!(article.headline, "Pier: lamps go out");
    assert_eq!(dated(&article).0, "1991-05-14");
    assert_eq!(article.source.as_deref(), Some("The Harbour Times"));
    assert_eq!(article.page.as_deref(), Some("London Page 7"));
    assert_eq!(article.bylines, ["LENA BRANDT"]);
}

#[test]
fn leads_come_before_the_text() {
    for (lead, dated_as) in [("LEADPARA", "PUBDATE"), ("LP", "DD"), ("LE", "DATE")] {
        let article = only(&format!(
            "<DOC><DOCNO> SJMN91-06010099 </DOCNO><{lead}>The lead.</{lead}><HEADLINE>Lamps</HEADLINE>\
             <TEXT>  The rest.  </TEXT><{dated_as}> 910110 </{dated_as}>\
             <DATELINE>  Thursday, January 10, 1991\n00010099,SB1  </DATELINE><LANGUAGE>  ENG </LANGUAGE></DOC>"
        ));
        assert_eq!(article.body, "The lead.\n\nThe rest.", "{lead}");
        assert_eq!(dated(&article).0, "1991-01-10");
        assert_eq!(article.place, None);
    }
}

#[test]
fn codes_of_translations_are_not_text() {
    let article = only(
        "<DOC>\n<DOCNO> FBIS3-3366 </DOCNO>\n<HT>    \"dreeu060_k_94010\" </HT>\n<HEADER>\n<AU>   FBIS-EEU-94-060 \
         </AU>\nDocument Type:Daily Report \n<DATE1>  28 Mar 1994 </DATE1>\n</HEADER>\n<F P=100> RIVER STATES </F>\n\
         <H3> <TI>   Ministers Agree </TI></H3>\n<F P=102>  AU2803 Domestic Service in German </F>\n\
         <F P=104>  Dunmark Radio </F>\n<TEXT>\nLanguage: <F P=105> German </F>\nArticle Type:BFN \n\n\
         \u{20} [Text] Ministers agreed on \nMonday.\n</TEXT>\n</DOC>",
    );
    assert_eq!(article.headline, "Ministers Agree");
    assert_eq!(article.body, "Ministers agreed on\nMonday.");
    assert_eq!(dated(&article).0, "1994-03-28");
    assert_eq!(article.source.as_deref(), Some("Dunmark Radio"));
    assert_eq!(article.keywords, ["RIVER STATES"]);
    assert_eq!(article.bylines, [""; 0]);
}

#[test]
fn lines_between_headline_and_text_are_read() {
    let article = only(
        "<DOC>\n<DOCNO> APW19980601.0003 </DOCNO>\n<DOCTYPE> NEWS STORY </DOCTYPE>\n<DATE_TIME> 06/01/1998 00:02:00 \
         </DATE_TIME>\n<HEADER>\nw1 &Cx1f; wstm-\n</HEADER>\n<BODY>\n<SLUG> BC-LAMPS </SLUG>\n<HEADLINE> Lamps\nout \
         </HEADLINE>\n   (sw)\n By ADA HOLM \n<TEXT>\n   ESKHAVEN (AP) _ The lamps.&QL; \n<P> More. \n</TEXT>\n</BODY>\n\
         <TRAILER>\nAP-06-01-98&QL;\n</TRAILER>\n</DOC>",
    );
    assert_eq!(article.headline, "Lamps out");
    assert_eq!(dated(&article).0, "1998-06-01T00:02:00");
    assert_eq!(article.bylines, ["ADA HOLM"]);
    assert!(
        article.body.ends_with("The lamps.\n\nMore."),
        "{}",
        article.body
    );
    assert_eq!(article.left_out[0].characters, 7);
}

#[test]
fn the_id_may_be_an_attribute() {
    let article = only(
        "<DOC id=\"AFP_ENG_20040708.0017\" type=\"story\" >\n<DATELINE>\nESKHAVEN, July 8 (AFP)\n</DATELINE>\n\
         <TEXT>\n<P>\nOne\nline.\n</P>\n</TEXT>\n</DOC>",
    );
    assert_eq!(article.id.0, "AFP_ENG_20040708.0017");
    assert_eq!(dated(&article).0, "2004-07-08");
    assert_eq!(article.body, "One line.");
    assert_eq!(article.agency.as_deref(), Some("AFP"));
    let loose = only(
        "<doc id=\"12\" url=\"https://post.example/12\" title=\"Lamps\">\nLamps\n\nThey went out.\n</doc>",
    );
    assert_eq!(
        (&*loose.headline, &*loose.body),
        ("Lamps", "They went out.")
    );
    assert_eq!(loose.url.as_deref(), Some("https://post.example/12"));
}

#[test]
fn unknown_tags_do_not_vanish() {
    let article = only(
        "<DOC><DOCNO>X-1</DOCNO><TITLE>Lamps</TITLE><NIEUW>Something else.</NIEUW><TEXT>See <ABC.N> and \
         <s>this</s>.</TEXT></DOC>",
    );
    assert_eq!(article.body, "See <ABC.N> and this.");
    assert_eq!(article.left_out[0].element, "<NIEUW>");
    assert_eq!(article.left_out[0].why, WhyLeftOut::NotRead);
    let article = only("<DOC><DOCNO>X-1</DOCNO><INHOUD>The text.</INHOUD></DOC>");
    assert_eq!(article.body, "The text.");
}

#[test]
fn end_tags_may_be_missing() {
    let article = only("<DOC>\n<DOCNO> X-1\n<TITLE> Lamps\n<TEXT>\nThey went out.\n</DOC>");
    assert_eq!(article.id.0, "X-1");
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Lamps", "They went out.")
    );
    let two = "<DOC><DOCNO>1</DOCNO><TEXT>One.\n<DOC><DOCNO>2</DOCNO><TEXT>Two.</TEXT></DOC>\nrest";
    let (articles, problems) = read(&Trec, two.as_bytes());
    let bodies: Vec<_> = articles.iter().map(|article| &*article.body).collect();
    assert_eq!(bodies, ["One.", "Two."]);
    let kinds: Vec<_> = problems.iter().map(|p| (p.ordinal, p.kind)).collect();
    assert_eq!(
        kinds,
        [
            (Some(1), ProblemKind::Malformed),
            (None, ProblemKind::Malformed)
        ]
    );
}

#[test]
fn files_are_recognized_by_their_first_record() {
    for (head, expected) in [
        ("\u{feff}\n<DOC>\n<DOCNO> 1 </DOCNO>", true),
        ("<?xml version='1.0'?><ROOT><DOC><TEXT>", true),
        ("<doc id='1'>text", true),
        ("<DOC>\n<LANG>", false),
        ("<add><doc><field name='title'>x</field></doc></add>", false),
        ("Text <DOC><DOCNO>", false),
        ("<html><DOC><DOCNO>", true),
    ] {
        assert_eq!(Trec.recognizes(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn a_file_in_pieces_gives_the_same() {
    let file =
        "<DOC><DOCNO>1</DOCNO><TEXT>One <b.</TEXT></DOC>\n between <DOC id=2><TEXT>Two</DOC><DO";
    let whole = read(&Trec, file.as_bytes());
    assert_eq!(whole.0.len(), 2);
    let (path, options) = (ArchivePath::from_stored("trial"), options());
    for piece in 1..20 {
        let stream = Box::new(BufReader::with_capacity(piece, file.as_bytes()));
        let items = Trec.read_all(Input::stream(&path, &options, stream));
        let (articles, problems): (Vec<_>, Vec<_>) = items.into_iter().partition(Result::is_ok);
        let articles: Vec<_> = articles.into_iter().flatten().collect();
        let problems: Vec<_> = problems.into_iter().filter_map(Result::err).collect();
        assert_eq!((articles, problems), whole, "{piece}");
    }
}

#[test]
fn old_character_sets_are_read_where_they_occur() {
    let mut file =
        b"<DOC><DOCNO>1</DOCNO><TEXT>Plain text of some length.</TEXT></DOC>".repeat(2_000);
    file.extend(
        b"<DOC><DOCNO>2</DOCNO><TEXT>La for\xEAt br\xFBle pr\xE8s de la c\xF4te.</TEXT></DOC>",
    );
    let (articles, problems) = read(&Trec, &file);
    assert_eq!(problems, []);
    assert_eq!(articles[2_000].body, "La forêt brûle près de la côte.");
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_reading_panic(at in 0..600_usize, byte in proptest::num::u8::ANY, cut in 0..600_usize) {
        let file = "<DOC><DOCNO> AP880212-0001 </DOCNO><HEAD>A ---- By X @ Y</HEAD><DATE>06/01/98</DATE>\
            <DATELINE>ESKHAVEN (AP)</DATELINE><F P=105> German </F><!-- x --><![CDATA[<b>]]><TEXT><P>One &QL;&Cx1f;\
            <P>Two <s>x</s></TEXT><SO> A (J), PAGE A1</SO><SECTION>Metro; Part 2; Page 1</SECTION></DOC>"
            .repeat(2);
        let mut bytes = file.into_bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        read(&Trec, &bytes);
        read(&Trec, &bytes[..cut % length]);
    }
}
