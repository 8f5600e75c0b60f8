//! Pages in each format: words that line ends cut, reading order, and what is no text.
//!
//! Documents are written here, as small as they can be.

use super::*;
use crate::article::ProblemKind;
use crate::formats::reader::ArticleReader;
use crate::formats::test_support::documents::{article, read};

#[test]
fn blocks_are_in_the_order_that_they_name() {
    let block = |id: &str, next: &str| {
        let next = if next.is_empty() {
            String::new()
        } else {
            format!(" IDNEXT='{next}'")
        };
        format!(
            "<TextBlock ID='{id}'{next}><TextLine><String CONTENT='{id}'/></TextLine></TextBlock>"
        )
    };
    for (blocks, expected) in [
        // The second column stands before the first one.
        (
            [("c", "d"), ("d", ""), ("a", "b"), ("b", "c")],
            "a\n\nb\n\nc\n\nd",
        ),
        (
            [("a", ""), ("b", ""), ("c", ""), ("d", "")],
            "a\n\nb\n\nc\n\nd",
        ),
        // A block that is not there, a circle, a block that follows itself
        (
            [("a", "z"), ("b", ""), ("c", "d"), ("d", "c")],
            "a\n\nb\n\nc\n\nd",
        ),
        (
            [("a", "a"), ("b", ""), ("d", ""), ("c", "d")],
            "a\n\nb\n\nc\n\nd",
        ),
    ] {
        let blocks: String = blocks.iter().map(|(id, next)| block(id, next)).collect();
        let page = format!("<alto><Layout><Page>{blocks}</Page></Layout></alto>");
        let (pages, _) = super::alto::pages(page.as_bytes(), false, &mut 100);
        let ids: Vec<_> = pages[0].blocks.iter().map(|block| &*block.id).collect();
        assert_eq!(ids.join("\n\n"), expected);
    }
}

#[test]
fn words_of_alto_are_whole_however_their_parts_are_marked() {
    for (line_end, next) in [
        (
            "<String CONTENT='re' SUBS_TYPE='HypPart1' SUBS_CONTENT='resumed'/><HYP CONTENT='-'/>",
            "<String CONTENT='sumed,' SUBS_TYPE='HypPart2' SUBS_CONTENT='resumed'/>",
        ),
        (
            "<String CONTENT='re' SUBS_TYPE='HypPart1' SUBS_CONTENT='resumed,'/><HYP CONTENT='-'/>",
            "<String CONTENT='sumed,'/>",
        ),
        (
            "<String CONTENT='re-' SUBS_TYPE='HypPart1'/>",
            "<String CONTENT='sumed,' SUBS_TYPE='HypPart2'/>",
        ),
        (
            "<String CONTENT='re'/><HYP CONTENT='\u{ad}'/>",
            "<String CONTENT='sumed,'/>",
        ),
        ("<String CONTENT='re-'/>", "<String CONTENT='sumed,'/>"),
        ("<String CONTENT='re¬'/>", "<String CONTENT='sumed,'/>"),
    ] {
        let page = format!(
            "<alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><Layout><Page><PrintSpace><ComposedBlock>\
             <TextBlock><TextLine><String CONTENT='It'/><SP/>{line_end}</TextLine><TextLine>{next}<SP/>\
             <String CONTENT='A &amp; B' CC='0'><ALTERNATIVE>AB</ALTERNATIVE></String></TextLine></TextBlock>\
             <TextBlock><TextLine><String CONTENT='Second.'/></TextLine></TextBlock></ComposedBlock>\
             </PrintSpace></Page></Layout></alto>"
        );
        assert_eq!(
            article(&page).body,
            "It resumed, A & B\n\nSecond.",
            "{line_end}"
        );
    }
}

#[test]
fn blocks_of_alto_follow_the_reading_order() {
    let page = "<alto><ReadingOrder><OrderedGroup ID='g'><ElementRef ID='e' REF='b'/><ElementRef ID='f' REF='a'/>\
        </OrderedGroup></ReadingOrder><Layout><Page PHYSICAL_IMG_NR='4'>\
        <TextBlock ID='a'><TextLine><String CONTENT='cided.'/></TextLine></TextBlock>\
        <TextBlock ID='b'><TextLine><String CONTENT='They de-'/></TextLine></TextBlock></Page></Layout></alto>";
    let read = article(page);
    assert_eq!(
        (&*read.body, read.page.as_deref(), &*read.headline),
        ("They decided.", Some("4"), "")
    );
}

#[test]
fn regions_of_page_xml_are_read_once_and_in_order() {
    let line = |id, index, text| {
        format!(
            "<TextLine id='{id}' custom='readingOrder {{index:{index};}}'><Word><Glyph><TextEquiv><Unicode>G</Unicode>\
             </TextEquiv></Glyph><TextEquiv><Unicode>{text}</Unicode></TextEquiv></Word></TextLine>"
        )
    };
    let (one, two) = (line("l1", 1, "second"), line("l2", 0, "first"));
    for (order, in_custom) in [
        (
            "<ReadingOrder><OrderedGroup id='o'><RegionRefIndexed index='1' regionRef='r1'/>\
             <OrderedGroupIndexed index='0'><RegionRefIndexed index='0' regionRef='r2'/></OrderedGroupIndexed>\
             </OrderedGroup></ReadingOrder>",
            ["", ""],
        ),
        (
            "",
            [
                "custom='readingOrder {index:1;}'",
                "custom='readingOrder {index:0;}'",
            ],
        ),
    ] {
        let page = format!(
            "<pc:PcGts xmlns:pc='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'><Page>{order}\
             <TextRegion id='r1' {}>{one}{two}<TextEquiv><Unicode>first second</Unicode></TextEquiv></TextRegion>\
             <TextRegion id='r2' {}><TextEquiv index='1'><Unicode>Heed</Unicode></TextEquiv>\
             <TextEquiv index='0'><Unicode>Head</Unicode></TextEquiv></TextRegion></Page></pc:PcGts>",
            in_custom[0], in_custom[1]
        );
        assert_eq!(article(&page).body, "Head\n\nfirst second", "{order}");
    }
}

#[test]
fn regions_in_the_margin_of_page_xml_are_no_text() {
    for (attributes, is_margin) in [
        ("type='header'", true),
        ("type='page-number'", true),
        (
            "custom='readingOrder {index:0;} structure {type:catch-word;}'",
            true,
        ),
        ("type='heading'", false),
        ("custom='readingOrder {index:0;}'", false),
    ] {
        let page = format!(
            "<PcGts><Page><TextRegion id='a'><TextEquiv><Unicode>text</Unicode></TextEquiv></TextRegion>\
             <TextRegion id='b' {attributes}><TextEquiv><Unicode>other</Unicode></TextEquiv></TextRegion></Page></PcGts>"
        );
        let (pages, _) = super::page_xml::pages(page.as_bytes());
        assert_eq!(pages[0].blocks[1].is_margin, is_margin, "{attributes}");
    }
}

#[test]
fn a_text_of_tei_without_divisions_has_headline_author_and_notes() {
    let tei = |title: &str, text: &str| {
        format!(
            "<TEI><teiHeader><fileDesc><titleStmt><title>{title}</title><author>Ann Lee</author></titleStmt>\
             <sourceDesc><bibl><title level='j'>Norvik Post</title></bibl></sourceDesc></fileDesc></teiHeader>\
             <text>{text}</text></TEI>"
        )
    };
    let body =
        "<p>The harbour closed<note place='foot'>A note.</note> on Tuesday.</p><p>The end.</p>";
    let headed = format!("<body><head>Harbour</head>{body}</body>");
    let bare = format!("<body><div>{body}</div></body>");
    for (title, text, headline) in [
        ("Harbour closes", &headed, "Harbour"),
        ("Harbour closes", &bare, "Harbour closes"),
        ("Norvik Post, 19 January", &bare, ""),
    ] {
        let (articles, _) = read(&TEI, tei(title, text).as_bytes());
        assert_eq!(articles.len(), 1);
        assert_eq!(articles[0].headline, headline);
        assert_eq!(articles[0].bylines, ["Ann Lee"]);
        assert_eq!(
            articles[0].body,
            "The harbour closed on Tuesday.\n\nA note.\n\nThe end."
        );
    }
    let group = "<group><text><body><head>One</head><p>First.</p></body></text>\
                 <text><body><head>Two</head><p>Second.</p></body></text></group>";
    let (articles, _) = read(&TEI, tei("Norvik Post", group).as_bytes());
    let headlines: Vec<_> = articles.iter().map(|own| &*own.headline).collect();
    assert_eq!(headlines, ["One", "Two"]);
}

#[test]
fn pages_of_hocr_are_articles_and_titles_are_no_text() {
    let file = "<!DOCTYPE html><html><head><title>OCR Output</title><meta name='ocr-system' content='t'></head><body>\
        <div class='ocr_page' title='bbox 0 0 1 1'><div class='ocr_carea'><p class='ocr_par' lang='eng'>\
        <span class='ocr_line'><span class='ocrx_word' title='x_wconf 61'>Fish</span> <span class='ocrx_word'>&amp; ni-</span>\
        </span><span class='ocr_line'>ght</span></p></div></div>\
        <div class='ocr_page'><p class='ocr_par'>Two<br>lines</p></div></body></html>";
    let (articles, problems) = read(&HOCR, file.as_bytes());
    let bodies: Vec<&str> = articles.iter().map(|article| &*article.body).collect();
    assert_eq!(
        (bodies, problems),
        (vec!["Fish & night", "Two lines"], vec![])
    );
    assert!(HOCR.recognizes(file.as_bytes()));
    assert!(!HOCR.recognizes(b"<html><head><title>News</title></head></html>"));
}

#[test]
fn the_certainty_of_words_becomes_the_quality_of_the_article() {
    let alto = |page: &str, word: &str| {
        format!(
            "<alto><Layout><Page {page}><TextBlock><TextLine><String CONTENT='ab' {word}/><SP/>\
             <String CONTENT='abcdef'/></TextLine></TextBlock></Page></Layout></alto>"
        )
    };
    let hocr = "<html><body><div class='ocr_page'><span class='ocr_line'><span class='ocrx_word' \
        title='bbox 1 2 3 4; x_wconf 60'>Two</span> <span class='ocrx_word' title='x_wconf 71'>words</span>\
        </span></div></body></html>";
    let page = "<PcGts><Page><TextRegion><TextLine><Word><TextEquiv conf='0.5'><Unicode>Ab</Unicode></TextEquiv></Word>\
        <TextEquiv conf='0.9'><Unicode>Ab</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>";
    for (file, quality) in [
        (&*alto("", "WC='0.874'"), Some(87)),
        (&*alto("PC='0.5'", "WC='0.87'"), Some(87)),
        (&*alto("PC='0.5'", ""), Some(50)),
        (&*alto("ACCURACY='93.4'", ""), Some(93)),
        (&*alto("", "WC='-1'"), None),
        (hocr, Some(66)),
        (page, Some(50)),
    ] {
        assert_eq!(article(file).quality, quality, "{file}");
    }
}

#[test]
fn a_page_that_is_cut_off_keeps_what_there_is() {
    let (articles, problems) = read(
        &ALTO,
        b"<alto><Page><TextBlock><TextLine><String CONTENT='One'/>",
    );
    assert_eq!(articles[0].body, "One");
    assert_eq!(problems[0].kind, ProblemKind::Malformed);
    let (articles, problems) = read(&ALTO, b"<alto><Layout><Page/></Layout></alto>");
    assert_eq!((articles.len(), problems[0].kind), (0, ProblemKind::Empty));
}

#[test]
fn articles_of_tei_have_the_title_and_day_of_the_printed_paper() {
    let tei = |text: &str| {
        format!(
            "<tei:TEI xmlns:tei='http://www.tei-c.org/ns/1.0' xml:lang='en'><tei:teiHeader><tei:fileDesc><tei:titleStmt>\
             <tei:title>Edition</tei:title></tei:titleStmt><tei:publicationStmt><tei:date when='2019-05-02'/></tei:publicationStmt>\
             <tei:sourceDesc><tei:bibl><tei:title level='j'>Norvik Mercury</tei:title><tei:date when='1921-01-19'/></tei:bibl>\
             </tei:sourceDesc></tei:fileDesc></tei:teiHeader><tei:text><tei:body>{text}</tei:body></tei:text></tei:TEI>"
        )
        .replace("<-", "<tei:")
        .replace("</-", "</tei:")
    };
    let text = "<-pb n='2'/><-div type='section'><-head>Town</-head><-div type='Article'><-head>Ferry</-head>\
        <-p>The boat re<-lb break='no'/><-pb n='3' break='no'/><-fw>MERCURY</-fw>sumed, and de-<-lb/>parted.</-p></-div>\
        <-div type='letter'><-p>Sir!</-p></-div></-div>";
    let (articles, problems) = read(&TEI, tei(text).as_bytes());
    assert_eq!((articles.len(), &*problems), (1, &[][..]));
    let article = &articles[0];
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Ferry", "The boat resumed,\nand departed.")
    );
    assert_eq!(article.source.as_deref(), Some("Norvik Mercury"));
    assert_eq!(article.published.unwrap().to_string(), "1921-01-19");
    assert_eq!(article.page.as_deref(), Some("2"));
    assert_eq!(
        article.left_out[0].to_string(),
        "text that is in no article: not read, 8 characters"
    );
    let text = "<-div><-head>One</-head><-p>First.</-p></-div><-div><-head>Two</-head><-p>Second.</-p></-div>";
    let (articles, _) = read(&TEI, tei(text).as_bytes());
    let headlines: Vec<&str> = articles.iter().map(|article| &*article.headline).collect();
    assert_eq!(headlines, ["One", "Two"]);
}

#[test]
fn a_word_of_tei_that_a_line_end_cuts_is_no_hyphenated_form() {
    let text = "<TEI><teiHeader/><text><body><div type='article'><head>Ferry</head>\
        <p>The fer-<lb/>ry was re-<lb/>elected. It is re-elected.</p></div></body></text></TEI>";
    let (articles, _) = read(&TEI, text.as_bytes());
    assert_eq!(
        articles[0].body,
        "The ferry\nwas re-elected.\nIt is re-elected."
    );
}

#[test]
fn an_article_of_tei_that_goes_on_elsewhere_is_whole() {
    for (first, second, third) in [
        ("part='I'", "part='M'", "part='F'"),
        ("next='#b' xml:id='a'", "xml:id='b' next='#c'", "xml:id='c'"),
        ("xml:id='a'", "prev='#a' xml:id='b'", "prev='#b' xml:id='c'"),
        (
            "part='I' next='#b' xml:id='a'",
            "part='M' prev='#a' next='#c' xml:id='b'",
            "part='F' prev='#b' xml:id='c'",
        ),
    ] {
        let text = format!(
            "<TEI><teiHeader/><text><body><pb n='1'/><div type='article' {first}><head>Ferry</head><p>It sails.</p></div>\
             <div type='article'><head>Lamps</head><p>They burn.</p></div><pb n='2'/>\
             <div type='article' {second}><head>Ferry, continued</head><p>It rests.</p></div><pb n='3'/>\
             <div type='article' {third}><p>It sinks.</p></div></body></text></TEI>"
        );
        let (articles, problems) = read(&TEI, text.as_bytes());
        assert_eq!(problems, [], "{first}");
        let found: Vec<_> = articles
            .iter()
            .map(|article| (&*article.headline, &*article.body, article.page.as_deref()))
            .collect();
        let whole = "It sails.\n\nFerry, continued\n\nIt rests.\n\nIt sinks.";
        assert_eq!(
            found,
            [
                ("Ferry", whole, Some("1")),
                ("Lamps", "They burn.", Some("1"))
            ],
            "{first}"
        );
    }
}

#[test]
fn many_parts_of_divisions_of_tei_are_put_together_in_linear_time() {
    let start = std::time::Instant::now();
    let part =
        |part: &str, text: &str| format!("<div type='article' part='{part}'><p>{text}</p></div>");
    // Last parts without a first one, and parts of a few that are open among many that are not.
    let alone = part("F", "The end.").repeat(20_000);
    let parts = [
        part("I", "One"),
        part("N", "Else."),
        part("M", "two"),
        part("F", "three."),
    ];
    let text = format!(
        "<TEI><text><body>{}{alone}</body></text></TEI>",
        parts.concat()
    );
    let (articles, _) = read(&TEI, text.as_bytes());
    assert_eq!(articles.len(), 20_002);
    assert_eq!(articles[0].body, "One\n\ntwo\n\nthree.");
    assert_eq!(articles[1].body, "Else.");
    assert!(start.elapsed() < std::time::Duration::from_secs(30));
}

#[test]
fn margins_of_alto_are_named_unless_they_have_all_of_the_text() {
    let margin = "<TopMargin><TextBlock><TextLine><String CONTENT='NORVIK'/><SP/><String CONTENT='POST'/></TextLine>\
                  </TextBlock></TopMargin>";
    let space = "<PrintSpace><TextBlock><TextLine><String CONTENT='Ferry'/></TextLine></TextBlock></PrintSpace>";
    let page = |inner: &str| format!("<alto><Layout><Page>{inner}</Page></Layout></alto>");
    let both = article(&page(&format!("{margin}{space}")));
    assert_eq!(both.body, "Ferry");
    let notes: Vec<_> = both
        .left_out
        .iter()
        .map(|it| (&*it.element, it.characters))
        .collect();
    assert_eq!(notes, [("margins", 11)]);
    let alone = article(&page(margin));
    assert_eq!((&*alone.body, alone.left_out.len()), ("NORVIK POST", 0));
}

#[test]
fn a_word_that_the_end_of_a_page_cuts_is_whole_on_that_page() {
    let words = |line: &str| {
        let words = line
            .split(' ')
            .map(|word| format!("<String CONTENT='{word}'/>"));
        words.collect::<String>()
    };
    let page = |first: &str, second: &str| {
        let page = |inner: &str| {
            format!(
                "<Page><PrintSpace><TextBlock><TextLine>{inner}</TextLine></TextBlock></PrintSpace></Page>"
            )
        };
        format!(
            "<alto><Layout>{}{}</Layout></alto>",
            page(first),
            page(second)
        )
    };
    let parts = (
        "<String CONTENT='com-' SUBS_TYPE='HypPart1' SUBS_CONTENT='committee'/>",
        "<String CONTENT='mittee' SUBS_TYPE='HypPart2' SUBS_CONTENT='committee'/><String CONTENT='met'/>",
    );
    for (first, second, expected) in [
        (
            words("The com-"),
            words("mittee met"),
            ["The committee", "met"],
        ),
        (
            words("The com¬"),
            words("mittee met"),
            ["The committee", "met"],
        ),
        (
            words("The com-"),
            words("Guard met"),
            ["The com-", "Guard met"],
        ),
        (
            words("The com¬"),
            words("NORVIK POST"),
            ["The com¬", "NORVIK POST"],
        ),
        (parts.0.to_owned(), parts.1.to_owned(), ["committee", "met"]),
    ] {
        let (pages, _) = read(&ALTO, page(&first, &second).as_bytes());
        let bodies: Vec<_> = pages.iter().map(|page| &*page.body).collect();
        assert_eq!(bodies, expected);
    }
}

#[test]
fn the_name_of_the_picture_says_what_the_path_does_not() {
    let hocr = "<!DOCTYPE html><html><head><meta name='ocr-system' content='x'/></head><body><div class='ocr_page' \
                title='image \"C:\\scans\\norvik_post_1921-01-19_0004.tif\"; bbox 0 0 1 1'><span class='ocr_line'>Ferry</span>\
                </div></body></html>";
    let alto = "<alto><Description><sourceImageInformation><fileName>norvik_post_1921-01-19_0004.tif</fileName>\
                </sourceImageInformation></Description><Layout><Page><TextBlock><TextLine><String CONTENT='Ferry'/>\
                </TextLine></TextBlock></Page></Layout></alto>";
    let page = "<PcGts><Page imageFilename='x/norvik_post_1921-01-19_p4.jpg'><TextRegion id='r'><TextEquiv><Unicode>Ferry\
                </Unicode></TextEquiv></TextRegion></Page></PcGts>";
    for text in [hocr, alto, page] {
        let article = article(text);
        assert_eq!(article.source.as_deref(), Some("Norvik Post"), "{text}");
        assert_eq!(article.page.as_deref(), Some("4"), "{text}");
        let date = article.published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("1921-01-19"), "{text}");
    }
}

#[test]
fn a_file_has_so_many_words_at_most() {
    let page =
        "<alto><Layout><Page><TextBlock><TextLine>".to_owned() + &"<String CONTENT='a'/>".repeat(9);
    let mut left = 7;
    let (pages, fault) = super::alto::pages(page.as_bytes(), false, &mut left);
    assert_eq!((pages[0].blocks[0].lines[0].words.len(), left), (4, 0));
    assert_eq!(fault.unwrap().of_file().kind, ProblemKind::TooLarge);
}
