//! The reader of XML that follows no standard, such as the vocabulary of one agency.
//!
//! Records are recognized by the names of their elements, in any case and with any prefix. A record is
//! an element that directly contains a text, and a headline or a date next to it, or in elements next
//! to it as `front` of journal articles (JATS). The root is a record, or contains records a few levels
//! below. All other XML is refused, and the message names its root element.

use super::journal;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::ArticleBuilder;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::readers::wire::omitted::name_omitted;
use crate::formats::readers::wire::{newsml_g2, newsml1, nitf};
use crate::formats::xml::Element;
use crate::formats::xml::content::content_text;
use crate::formats::xml::document::DocumentReader;

/// Names of elements and attributes, lower case, without hyphens and underscores, the best first.
const ID: &[&str] = &["newsid", "articleid", "itemid", "docid", "guid", "id"];
#[rustfmt::skip]
const HEADLINE: &[&str] = &[
    "headline", "title", "head", "articletitle", "titel", "titre", "titulo", "título", "titolo", "schlagzeile", "заголовок",
];
const SUBHEAD: &[&str] = &["subtitle", "subheadline", "subhead"];
const TEXT: &[&str] = &[
    "body",
    "text",
    "content",
    "bodytext",
    "articlebody",
    "maintext",
    "story",
    "fulltext",
    "inhalt",
    "texte",
    "texto",
    "testo",
    "tekst",
    "contenu",
    "contenido",
    "текст",
    "p",
    "para",
    "paragraph",
];
/// Those of them that are a part of a text.
const PARAGRAPHS: &[&str] = &["p", "para", "paragraph"];
/// Texts above the text: they open it, unless it says the same.
const LEAD: &[&str] = &[
    "lead",
    "leadtext",
    "intro",
    "introduction",
    "standfirst",
    "teaser",
    "abstract",
    "summary",
    "description",
    "deck",
];
const DATE: &[&str] = &[
    "publishdate",
    "publisheddate",
    "publicationdate",
    "datepublished",
    "published",
    "publishedat",
    "pubdate",
    "date",
    "datetime",
    "created",
    "datum",
    "fecha",
    "дата",
];
const BYLINE: &[&str] = &["byline", "author", "authors", "creator", "publishedby"];
const PLACE: &[&str] = &["dateline", "town", "city", "place"];
const AGENCY: &[&str] = &["agency", "origin", "provider"];
const SOURCE: &[&str] = &[
    "source",
    "journaltitle",
    "publisher",
    "publication",
    "copyright",
];
const SECTION: &[&str] = &["section", "category"];
const LANGUAGE: &[&str] = &["language", "lang"];
const URL: &[&str] = &["url", "link"];

/// An element that is not known has a text if it has this many words.
const SENTENCE: usize = 4;

/// How many levels below the root records may be, and a field below the elements next to a text.
const MOST_LEVELS: usize = 4;

/// XML, chosen by extension.
pub(in crate::formats) const OTHER_XML: DocumentReader = DocumentReader {
    name: "xml",
    extensions: &["xml", "nxml"],
    // The root of any other XML may be of a format that is not read.
    is_root: |_| false,
    read_root,
};

/// Reads a document by the name of its root element. A document of a standard may come here too, if
/// comments and declarations fill the first bytes by which a reader is chosen.
fn read_root(
    root: &Element,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let standards = [&nitf::NITF, &newsml1::NEWSML_1, &newsml_g2::NEWSML_G2];
    if let Some(standard) = standards.iter().find(|own| (own.is_root)(&root.name)) {
        return (standard.read_root)(root, path, options, out);
    }
    let mut records = Vec::new();
    collect(root, MOST_LEVELS, &mut records);
    if records.is_empty() {
        return out.problem(unknown(root));
    }
    for (ordinal, record) in (1..).zip(records) {
        let mut builder = ArticleBuilder::new(path, ordinal, options);
        read_record(&mut builder, record);
        builder.finish(out)?;
    }
    Ok(())
}

/// Finds the elements that are records: those with a text, and a headline or a date next to it.
fn collect<'a>(element: &'a Element, levels: usize, records: &mut Vec<&'a Element>) {
    if is_article(element) {
        records.push(element);
    } else if levels > 0 {
        for inner in element.elements() {
            collect(inner, levels - 1, records);
        }
    }
}

/// Whether an element is a record. A text with records in it is none.
fn is_article(element: &Element) -> bool {
    let Some(text) = found(element, TEXT) else {
        return false;
    };
    let has = |names| found(element, names).is_some();
    if has(HEADLINE) || has(DATE) {
        return true;
    }
    let has = |names| beside(element, text, names).is_some();
    (has(HEADLINE) || has(DATE)) && !has_records(text, MOST_LEVELS)
}

/// Whether a text is a record or has records below it, which its sections are not: they have
/// paragraphs.
fn has_records(text: &Element, levels: usize) -> bool {
    let own = found(text, TEXT).filter(|own| !PARAGRAPHS.contains(&&*bare(&own.name)));
    let is_titled = || found(text, HEADLINE).is_some() || found(text, DATE).is_some();
    own.is_some() && is_titled()
        || levels > 0 && text.elements().any(|inner| has_records(inner, levels - 1))
}

/// The first element with one of these names below the elements next to a text.
fn beside<'a>(root: &'a Element, text: &Element, names: &[&str]) -> Option<&'a Element> {
    let mut level: Vec<&Element> = root.elements().collect();
    level.retain(|element| element.name != text.name);
    for _ in 0..MOST_LEVELS {
        let first = level.iter().find_map(|element| found(element, names));
        if first.is_some() {
            return first;
        }
        level = level.into_iter().flat_map(Element::elements).collect();
    }
    None
}

fn unknown(root: &Element) -> Problem {
    Problem::file(
        ProblemKind::UnknownFormat,
        format!(
            "XML with the root element `{}`, which is not a format that is read",
            excerpt(&root.name)
        ),
    )
}

fn read_record(builder: &mut ArticleBuilder<'_>, root: &Element) {
    let text = found(root, TEXT);
    let line = |names| {
        let of_element = found(root, names).and_then(Element::line);
        let of_element = of_element.or_else(|| attribute(root, names));
        of_element.or_else(|| beside(root, text?, names)?.line())
    };
    builder.id(line(ID));
    builder.headline(line(HEADLINE));
    builder.subhead(line(SUBHEAD));
    let date = || {
        let own = found(root, DATE).and_then(journal::date_of);
        let own = own.or_else(|| attribute(root, DATE));
        own.or_else(|| journal::date_of(beside(root, text?, DATE)?))
    };
    let day = journal::day_of_publication(root).or_else(date);
    builder.date(DateSource::Field, day);
    builder.byline(line(BYLINE));
    for author in like(root, found(root, BYLINE)) {
        builder.add_byline(author.line());
    }
    for author in journal::authors(root) {
        builder.add_byline(Some(author));
    }
    builder.dateline(line(PLACE));
    builder.agency(line(AGENCY).map(|name| name.trim_matches('/').to_owned()));
    builder.source(line(SOURCE));
    builder.section(line(SECTION));
    builder.language(line(LANGUAGE));
    builder.language(root.attribute("xml:lang"));
    builder.web_address(line(URL));
    let Some(text) = text else {
        return;
    };
    // A text may be in several elements of one name, such as paragraphs.
    let same: Vec<&Element> = like(root, Some(text)).collect();
    let texts: Vec<String> = same.iter().copied().map(content_text).collect();
    builder.body(&texts.join("\n\n"));
    for element in same {
        name_omitted(builder, element);
    }
    let leads = root
        .elements()
        .filter(|element| LEAD.contains(&&*bare(&element.name)));
    let mut said = Said::new(&builder.so_far().body);
    let leads = leads.filter_map(Element::line);
    let leads: Vec<String> = leads.filter(|lead| said.missing(lead) > 0).collect();
    for lead in leads {
        builder.subhead(Some(lead));
    }
    name_others(builder, root, &text.name);
}

/// Names the elements with a sentence in them that nothing was read from.
fn name_others(builder: &mut ArticleBuilder<'_>, root: &Element, text: &str) {
    let tables = [
        ID, HEADLINE, SUBHEAD, DATE, BYLINE, PLACE, AGENCY, SOURCE, SECTION, LANGUAGE, URL,
    ];
    // Of two elements for one field, the first was read.
    let read: Vec<&Element> = tables
        .iter()
        .filter_map(|names| found(root, names))
        .collect();
    let is_read = |element: &&Element| {
        let is_author = BYLINE.contains(&&*bare(&element.name));
        element.name == text
            || is_author
            || LEAD.contains(&&*bare(&element.name))
            || read.iter().any(|own| std::ptr::eq(*own, *element))
    };
    let others = root.elements().filter(|element| !is_read(element));
    let article = builder.so_far();
    let said = format!("{}\n{}", article.headline, article.body);
    let mut said = Said::new(&said);
    let mut notes = Vec::new();
    for element in others {
        let other = content_text(element);
        let is_sentence = other.split_whitespace().nth(SENTENCE - 1).is_some();
        let length = if is_sentence { said.missing(&other) } else { 0 };
        if length > 0 {
            notes.push((excerpt(&element.name), length));
        }
    }
    for (name, length) in notes {
        builder.left_out(format!("<{name}>"), WhyLeftOut::NotRead, length);
    }
}

/// The children of the root with the name of one of them.
fn like<'a>(root: &'a Element, element: Option<&'a Element>) -> impl Iterator<Item = &'a Element> {
    let name = element.map(|element| &element.name);
    root.elements().filter(move |own| Some(&own.name) == name)
}

/// The child of the root that has the first of these names and is not blank.
fn found<'a>(root: &'a Element, names: &[&str]) -> Option<&'a Element> {
    names.iter().find_map(|name| {
        root.elements()
            .find(|element| bare(&element.name) == *name && !element.is_blank())
    })
}

fn attribute(root: &Element, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| root.attribute(name))
}

fn bare(name: &str) -> String {
    let name = name.rsplit(':').next().unwrap_or_default();
    name.chars()
        .filter(|c| !matches!(c, '-' | '_' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::test_support::documents::{dated, read};

    #[test]
    fn records_are_read_by_the_names_of_their_elements() {
        let record = "<Story lang='da'><NewsID>77</NewsID><PublishDate>2024-04-12T10:15:00</PublishDate>\
            <headline>Ruten lukker</headline><town>Eskhaven</town><origin>/port/</origin><section>Indland</section>\
            <content>&lt;p&gt;Ruten lukker.&lt;/p&gt;&lt;p&gt;Fredag.&lt;/p&gt;</content><byLine>Ada Holm</byLine></Story>";
        let (articles, problems) = read(&OTHER_XML, record.as_bytes());
        assert_eq!(problems, []);
        let article = &articles[0];
        assert_eq!(article.headline, "Ruten lukker");
        assert_eq!(article.body, "Ruten lukker.\n\nFredag.");
        assert_eq!(dated(article), ("2024-04-12T10:15:00".into(), "field"));
        assert_eq!(article.id.0, "77");
        assert_eq!(article.place.as_deref(), Some("Eskhaven"));
        assert_eq!(article.agency.as_deref(), Some("port"));
        assert_eq!(article.section.as_deref(), Some("Indland"));
        assert_eq!(article.bylines, ["Ada Holm"]);
        assert_eq!(article.language.as_deref(), Some("da"));
        let corpus = "<newsitem itemid='2286' date='2024-04-12' xml:lang='en'><title>NORWAY: Line closes.</title>\
            <headline>Line closes.</headline><dateline>ESKHAVEN 2024-04-12</dateline><text><p>One.</p><p>Two.</p></text></newsitem>";
        let (articles, _) = read(&OTHER_XML, corpus.as_bytes());
        assert_eq!(
            (&*articles[0].headline, &*articles[0].body),
            ("Line closes.", "One.\n\nTwo.")
        );
        assert_eq!(articles[0].place.as_deref(), Some("Eskhaven"));
        assert_eq!(dated(&articles[0]).0, "2024-04-12");
    }

    #[test]
    fn records_may_be_below_the_root() {
        let list = "<Response><Result><error>0</error><List>\
            <News><headline>One</headline><content>&lt;P&gt;It&amp;amp;apos;s first.&lt;/P&gt;</content></News>\
            <News><headline/><date>2024-04-12</date><content>Second.</content></News></List></Result></Response>";
        let (articles, problems) = read(&OTHER_XML, list.as_bytes());
        assert_eq!(problems, []);
        let found: Vec<_> = articles
            .iter()
            .map(|a| (&*a.headline, &*a.body, a.origin.ordinal))
            .collect();
        assert_eq!(found, [("One", "It's first.", 1), ("", "Second.", 2)]);
    }

    #[test]
    fn a_journal_article_has_its_headline_beside_its_text() {
        let article = "<article xml:lang='en'><front><article-meta><title-group><article-title>Line closes</article-title>\
            </title-group><pub-date>2024-04-12</pub-date></article-meta></front><body><p>One.</p><sec><title>Debts</title>\
            <p>Two.</p></sec><p>Three.</p></body></article>";
        let (articles, problems) = read(&OTHER_XML, article.as_bytes());
        assert_eq!(problems, []);
        assert_eq!(articles.len(), 1);
        assert_eq!(articles[0].headline, "Line closes");
        assert_eq!(articles[0].body, "One.\n\nDebts\n\nTwo.\n\nThree.");
        assert_eq!(dated(&articles[0]).0, "2024-04-12");
        // A list with a title of its own is no article.
        let list = "<feed><info><title>All</title></info><body><a:story xmlns:a='x'><a:titel>One</a:titel>\
            <a:inhalt>First.</a:inhalt></a:story><story><title>Two</title><text>Second.</text></story></body></feed>";
        let (articles, _) = read(&OTHER_XML, list.as_bytes());
        let headlines: Vec<_> = articles.iter().map(|own| &*own.headline).collect();
        assert_eq!(headlines, ["One", "Two"]);
    }

    #[test]
    fn elements_that_nobody_knows_end_a_paragraph_and_are_not_lost() {
        for (text, body) in [
            (
                "<absatz>One town.</absatz><absatz>Shops close.</absatz>",
                "One town.\n\nShops close.",
            ),
            (
                "<block><head>One town.</head><t>Shops close.</t></block>",
                "One town.\n\nShops close.",
            ),
            (
                "<p>The <person>Ann Lee</person> line.</p>",
                "The Ann Lee line.",
            ),
        ] {
            let story =
                format!("<story><title>Line closes</title><content>{text}</content></story>");
            let (articles, _) = read(&OTHER_XML, story.as_bytes());
            assert_eq!(articles[0].body, body, "{text}");
        }
    }

    #[test]
    fn no_text_of_a_record_is_lost() {
        let record = "<article><title>Line closes</title><lead>It was full of debt, the port said.</lead>\
            <p>One.</p><p>Two.</p><note>Call the desk before you print it.</note><rank>7</rank></article>";
        let (articles, problems) = read(&OTHER_XML, record.as_bytes());
        assert_eq!(problems, []);
        assert_eq!(
            articles[0].body,
            "It was full of debt, the port said.\n\nOne.\n\nTwo."
        );
        let notes: Vec<String> = articles[0]
            .left_out
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(notes, ["<note>: not read, 34 characters"]);
    }

    #[test]
    fn the_character_set_is_guessed_where_none_or_a_false_one_is_declared() {
        let text = "Совет порта Норвика купил два новых крана после долгих споров о цене.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        for declaration in [
            "",
            "<?xml version='1.0' encoding='utf-8'?>",
            "<?xml version='1.0' encoding='us-ascii'?>",
            "<?xml version='1.0' encoding='wish'?>",
        ] {
            for filling in ["", &"<!-- a long comment -->".repeat(10_000)] {
                let start = format!("{declaration}{filling}<story><title>Cranes</title><text>");
                let file = [start.as_bytes(), &bytes, b"</text></story>"].concat();
                let (articles, problems) = read(&OTHER_XML, &file);
                assert_eq!(problems, [], "{declaration}");
                assert_eq!(articles[0].body, text, "{declaration}");
            }
        }
    }

    #[test]
    fn a_document_of_a_standard_is_read_however_late_it_starts() {
        let comment = format!("<!-- {} -->", "long ".repeat(1_000));
        for document in [
            "<nitf><head><title>Line closes</title></head></nitf>",
            "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Line closes</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>",
            "<newsItem><contentMeta><headline>Line closes</headline></contentMeta></newsItem>",
        ] {
            let (articles, _) = read(&OTHER_XML, format!("{comment}{document}").as_bytes());
            assert_eq!(articles[0].headline, "Line closes", "{document}");
        }
    }

    #[test]
    fn other_xml_is_refused_by_the_name_of_its_root() {
        for xml in [
            "<urlset><url><loc>https://port.example/</loc></url></urlset>",
            "<project><name>x</name><title>y</title></project>",
            "<config><text>no headline, no date</text></config>",
        ] {
            let (articles, problems) = read(&OTHER_XML, xml.as_bytes());
            assert_eq!(articles, [], "{xml}");
            assert_eq!(problems[0].kind, ProblemKind::UnknownFormat);
            let root = xml[1..].split('>').next().unwrap();
            assert!(problems[0].detail.contains(root), "{problems:?}");
        }
    }
}
