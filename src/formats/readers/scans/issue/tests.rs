//! Issues in memory: structures of several libraries, and pages that belong to them.
//!
//! Each structure is as a library writes it, with invented texts.

use super::didl::Didl;
use super::mets::Mets;
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::readers::scans::ALTO;
use crate::formats::test_support::documents::options;
use crate::formats::{ArticleReader, Companions, Input};

/// Files next to each other, by their paths in one folder.
struct Folder<'f> {
    files: &'f [(&'f str, String)],
    /// The folder of the file that is read.
    at: &'f str,
}

impl Folder<'_> {
    fn path(&self, path: &str) -> String {
        let at = ArchivePath::from_stored(format!("{}/file", self.at).trim_start_matches('/'));
        at.beside(path)
            .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned())
    }
}

impl Companions for Folder<'_> {
    fn names(&self) -> Vec<String> {
        self.leading("")
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let folder = self.path(folder);
        let paths = self
            .files
            .iter()
            .map(|(path, _)| path.rsplit_once('/').unwrap_or(("", path)));
        paths
            .filter(|(own, _)| *own == folder)
            .map(|(_, name)| name.to_owned())
            .collect()
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        let folder = self.path(folder);
        let start = if folder.is_empty() {
            folder
        } else {
            format!("{folder}/")
        };
        let below = self
            .files
            .iter()
            .filter_map(|(path, _)| path.strip_prefix(&*start));
        let names = below.map(|path| path.split('/').next().unwrap_or(path).to_owned());
        names
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    fn content(&self, file: &str, _most: u64) -> Option<Vec<u8>> {
        let path = self.path(file);
        let (_, content) = self.files.iter().find(|(own, _)| *own == path)?;
        Some(content.clone().into_bytes())
    }

    fn start(&self, file: &str) -> Option<Vec<u8>> {
        self.content(file, 0)
    }
}

/// What a reader reads of one of the files.
fn read(
    reader: &dyn ArticleReader,
    path: &str,
    files: &[(&str, String)],
) -> (Vec<Article>, Vec<Problem>) {
    let (_, content) = files.iter().find(|(own, _)| *own == path).unwrap();
    let at = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let near = Folder { files, at };
    let (path, options) = (ArchivePath::from_stored(path), options());
    let mut read = (Vec::new(), Vec::new());
    let input = Input::whole(&path, &options, content.as_bytes()).with_companions(&near);
    for item in reader.read_all(input) {
        match item {
            Ok(article) => read.0.push(article),
            Err(problem) => read.1.push(problem),
        }
    }
    read
}

/// A page of blocks `b1`, `b2` and so on, whose words are `w1`, `w2` and so on.
fn page(blocks: &[&str]) -> String {
    let mut number = 0;
    let blocks = blocks.iter().zip(1..).map(|(block, b)| {
        let words = block.split(' ').map(|word| {
            number += 1;
            format!("<String ID='w{number}' CONTENT='{word}'/>")
        });
        format!(
            "<TextBlock ID='b{b}'><TextLine>{}</TextLine></TextBlock>",
            words.collect::<String>()
        )
    });
    format!(
        "<alto><Layout><Page>{}</Page></Layout></alto>",
        blocks.collect::<String>()
    )
}

fn mets(structure: &str) -> String {
    let description = |id: &str, mods: &str| {
        format!(
            "<m:dmdSec ID='{id}'><m:mdWrap><m:xmlData><mods>{mods}</mods></m:xmlData></m:mdWrap></m:dmdSec>"
        )
    };
    let file = |id: &str, path: &str| {
        format!(
            "<m:file ID='{id}' MIMETYPE='text/xml'><m:FLocat xlink:href='file://./{path}'/></m:file>"
        )
    };
    [
        "<m:mets xmlns:m='http://www.loc.gov/METS/' xmlns:xlink='x'>",
        &description(
            "issue",
            "<titleInfo><nonSort>The</nonSort><title>Norvik Mercury</title></titleInfo>\
             <originInfo><dateIssued>1921-01-19</dateIssued></originInfo><language><languageTerm>en</languageTerm></language>",
        ),
        &description(
            "first",
            "<titleInfo><title>Ferry resumed</title></titleInfo><name><namePart type='family'>Holm</namePart>\
             <namePart type='given'>Ada</namePart></name>",
        ),
        "<m:fileSec>",
        &file("P1", "text/1.xml"),
        &file("P2", "text/2.xml"),
        "</m:fileSec><m:structMap TYPE='PHYSICAL'><m:div><m:div TYPE='page' ORDERLABEL='3'><m:fptr FILEID='P1'/></m:div>\
         <m:div TYPE='page' ORDERLABEL='4'><m:fptr FILEID='P2'/></m:div></m:div></m:structMap>",
        structure,
        "</m:mets>",
    ]
    .concat()
}

fn area(file: &str, begin: &str) -> String {
    format!("<m:fptr><m:area FILEID='{file}' BETYPE='IDREF' BEGIN='{begin}'/></m:fptr>")
}

fn files(structure: &str) -> [(&'static str, String); 3] {
    [
        ("issue-mets.xml", mets(structure)),
        (
            "text/1.xml",
            page(&["Norvik Mercury", "FERRY RESUMED", "The boat was re-"]),
        ),
        ("text/2.xml", page(&["paired on Monday.", "Buy lamps!"])),
    ]
}

fn by_areas() -> String {
    [
        "<m:structMap TYPE='LOGICAL'><m:div TYPE='Newspaper'><m:div TYPE='ISSUE' DMDID='issue'>",
        "<m:div TYPE='SECTION' LABEL='Harbour'><m:div TYPE='ARTICLE' DMDID='first' LABEL='no'>",
        &format!("<m:div TYPE='HEADING'>{}</m:div>", area("P1", "b2")),
        &format!(
            "<m:div TYPE='BODY'>{}{}</m:div>",
            area("P1", "b3"),
            area("P2", "b1")
        ),
        &format!(
            "</m:div></m:div><m:div TYPE='ADVERTISEMENT'>{}</m:div>",
            area("P2", "b2")
        ),
        "</m:div></m:div></m:structMap>",
    ]
    .concat()
}

#[test]
fn an_article_is_whole_over_its_pages_and_has_what_the_issue_says() {
    let (articles, problems) = read(&Mets, "issue-mets.xml", &files(&by_areas()));
    let [article] = &articles[..] else {
        panic!("{articles:?}")
    };
    assert_eq!(article.headline, "Ferry resumed");
    assert_eq!(article.body, "The boat was repaired on Monday.");
    assert_eq!(article.source.as_deref(), Some("The Norvik Mercury"));
    assert_eq!(article.published.unwrap().to_string(), "1921-01-19");
    assert_eq!(
        (article.section.as_deref(), article.page.as_deref()),
        (Some("Harbour"), Some("3-4"))
    );
    assert_eq!(
        (&*article.bylines, article.language.as_deref()),
        (&["Ada Holm".to_owned()][..], Some("en"))
    );
    assert_eq!(
        article.left_out[0].to_string(),
        "blocks that are in no article: not read, 14 characters"
    );
    assert_eq!(
        problems[0].detail,
        "1 advertisement; `--kinds all` indexes such units too"
    );
}

#[test]
fn articles_may_be_linked_to_ranges_of_words() {
    let structure = "<m:structMap TYPE='LOGICAL'><m:div TYPE='ISSUE'><m:div ID='a' TYPE='ARTICLE' DMDID='first'/></m:div></m:structMap>\
        <m:structMap TYPE='PHYSICAL'><m:div ID='x' TYPE='pagearea'><m:fptr><m:area FILEID='P1' BEGIN='w3' END='w8'/></m:fptr></m:div>\
        <m:div ID='y' TYPE='pagearea'><m:fptr><m:area FILEID='P2' BEGIN='w1' END='w1'/></m:fptr></m:div></m:structMap>";
    let arcs = "<m:structLink><m:smLinkGrp><m:smLocatorLink xlink:href='#a' xlink:label='art'/>\
        <m:smLocatorLink xlink:href='#x' xlink:label='1'/><m:smLocatorLink xlink:href='#y' xlink:label='2'/>\
        <m:smArcLink xlink:from='art' xlink:to='1'/><m:smArcLink xlink:from='art' xlink:to='2'/></m:smLinkGrp></m:structLink>";
    let links = "<m:structLink><m:smLink xlink:from='a' xlink:to='x'/><m:smLink xlink:from='a' xlink:to='y'/></m:structLink>";
    for linked in [arcs, links] {
        let (articles, problems) = read(
            &Mets,
            "issue-mets.xml",
            &files(&format!("{structure}{linked}")),
        );
        assert_eq!(articles[0].body, "The boat was repaired");
        assert_eq!(problems, []);
    }
}

#[test]
fn a_page_of_such_an_issue_gives_no_article_of_its_own() {
    assert_eq!(
        read(&ALTO, "text/1.xml", &files(&by_areas())),
        (vec![], vec![])
    );
}

#[test]
fn pages_of_an_issue_without_articles_have_its_title_day_and_number() {
    let files =
        files("<m:structMap TYPE='LOGICAL'><m:div TYPE='ISSUE' DMDID='issue'/></m:structMap>");
    assert_eq!(read(&Mets, "issue-mets.xml", &files), (vec![], vec![]));
    let (articles, problems) = read(&ALTO, "text/2.xml", &files);
    assert_eq!(problems, []);
    assert_eq!(articles[0].source.as_deref(), Some("The Norvik Mercury"));
    assert_eq!(articles[0].published.unwrap().to_string(), "1921-01-19");
    assert_eq!(articles[0].page.as_deref(), Some("4"));
}

#[test]
fn pages_that_are_missing_are_named() {
    let files = files(&by_areas());
    let (articles, problems) = read(&Mets, "issue-mets.xml", &files[..2]);
    assert_eq!(articles[0].body, "The boat was re-");
    assert!(problems[0].detail.contains("`text/2.xml`"), "{problems:?}");
}

#[test]
fn links_mean_the_files_that_are_there_by_their_last_parts() {
    let [(_, mets), one, two] = files(&by_areas());
    for (link, at, folder) in [
        ("file:///export/x/text/1.xml", "issue-mets.xml", "text/"),
        (
            "http://server.example/x/text/1.xml",
            "issue-mets.xml",
            "text/",
        ),
        ("D:\\x\\text\\1.xml", "issue-mets.xml", "text/"),
        ("/x/TEXT/1.XML", "issue-mets.xml", "text/"),
        ("TEXT/1.xml", "issue-mets.xml", "text/"),
        ("1.xml", "issue-mets.xml", "text/"),
        ("text/1.xml", "issue-mets.xml", ""),
        ("text/pages/1.xml", "issue-mets.xml", "text/pages/"),
        ("../text/1.xml", "i/mets/issue-mets.xml", "i/text/"),
        ("file:///x/i/text/1.xml", "i/mets/issue-mets.xml", "i/text/"),
        ("te%20xt/1.xml", "issue-mets.xml", "te xt/"),
    ] {
        let second = link.replace("1.x", "2.x").replace("1.X", "2.X");
        let mets = mets
            .replace("file://./text/1.xml", link)
            .replace("file://./text/2.xml", &second);
        let (first, second) = (format!("{folder}1.xml"), format!("{folder}2.xml"));
        let files = [
            (at, mets),
            (&*first, one.1.clone()),
            (&*second, two.1.clone()),
        ];
        let (articles, problems) = read(&Mets, at, &files);
        assert_eq!(articles.len(), 1, "{link}: {problems:?}");
        assert_eq!(
            articles[0].body, "The boat was repaired on Monday.",
            "{link}"
        );
        assert_eq!(problems.len(), 1, "{link}: {problems:?}"); // the advertisement
        assert_eq!(read(&ALTO, &second, &files), (vec![], vec![]), "{link}");
    }
}

#[test]
fn a_link_never_means_the_file_of_another_one() {
    let [(_, mets), one, _] = files(&by_areas());
    let mets = mets
        .replace("text/1.xml", "1/ocr.xml")
        .replace("text/2.xml", "2/ocr.xml");
    let (articles, problems) = read(
        &Mets,
        "issue-mets.xml",
        &[("issue-mets.xml", mets), ("ocr.xml", one.1)],
    );
    assert_eq!(articles[0].body, "The boat was re-");
    assert!(problems[0].detail.contains("`2/ocr.xml`"), "{problems:?}");
}

#[test]
fn an_issue_without_any_of_its_pages_is_a_problem_and_no_empty_article() {
    let issue = files("<m:structMap TYPE='LOGICAL'><m:div TYPE='ISSUE'/></m:structMap>");
    for files in [files(&by_areas()), issue] {
        let (articles, problems) = read(&Mets, "issue-mets.xml", &files[..1]);
        assert_eq!(articles, []);
        let kinds = [ProblemKind::BadMetadata, ProblemKind::NotAnArticle];
        assert!(kinds.contains(&problems[0].kind), "{problems:?}");
    }
}

#[test]
fn the_texts_of_delpher_have_the_title_and_day_of_their_issue() {
    let item = |number: &str, kind: &str| {
        format!(
            "<d:Item dc:identifier='ddd:1:p002:a{number}' ddd:article_id='ddd:1:a{number}'><m><dc:subject>{kind}</dc:subject>\
             <dc:title>UIT DE HAVEN</dc:title></m></d:Item>"
        )
    };
    let didl = format!(
        "<d:DIDL xmlns:d='urn:mpeg:mpeg21:2002:02-DIDL-NS' xmlns:dc='http://purl.org/dc/elements/1.1/'><d:Item><m>\
         <dc:title>De Oosterwijker</dc:title><dc:date>1876-12-01</dc:date><dc:language>nl</dc:language></m>\
         <d:Item dc:identifier='ddd:1:p002'><m filename='DDD_1_002_alto.xml'/>{}{}</d:Item></d:Item></d:DIDL>",
        item("0001", "artikel"),
        item("0002", "advertentie"),
    );
    let text = "<text><title>UIT DE HAVEN</title><p>De boot is binnen.</p></text>";
    let files = [
        ("didl.xml", didl),
        ("DDD_1_0001_articletext.xml", text.to_owned()),
        ("DDD_1_002_alto.xml", page(&["De boot"])),
    ];
    let (articles, problems) = read(&Didl, "didl.xml", &files);
    assert_eq!(
        (&*articles[0].headline, &*articles[0].body),
        ("UIT DE HAVEN", "De boot is binnen.")
    );
    assert_eq!(articles[0].published.unwrap().to_string(), "1876-12-01");
    assert_eq!(
        (articles[0].page.as_deref(), articles.len()),
        (Some("2"), 1)
    );
    assert!(problems[0].detail.contains("1 advertisement"));
    assert_eq!(read(&ALTO, "DDD_1_002_alto.xml", &files), (vec![], vec![]));
    let text = &crate::formats::readers::scans::TextOfArticle;
    assert_eq!(
        read(text, "DDD_1_0001_articletext.xml", &files),
        (vec![], vec![])
    );
    assert_eq!(
        read(text, "DDD_1_0001_articletext.xml", &files[1..])
            .0
            .len(),
        1
    );
}

#[test]
fn the_issue_has_the_description_that_nothing_links_to_and_its_most_precise_day() {
    let structure = format!(
        "<m:structMap TYPE='LOGICAL'><m:div TYPE='Newspaper'><m:div TYPE='ARTICLE' DMDID='first'>{}</m:div></m:div></m:structMap>",
        area("P1", "b1")
    );
    let day = "<dateIssued>1921-01-19</dateIssued>";
    for dates in [
        day.to_owned(),
        format!("<dateIssued>1921-01</dateIssued>{day}"),
        format!("{day}<dateIssued>1921</dateIssued>"),
    ] {
        let files = [
            ("i/i-mets.xml", mets(&structure).replace(day, &dates)),
            ("i/text/1.xml", page(&["It sails again."])),
        ];
        let (articles, _) = read(&Mets, "i/i-mets.xml", &files);
        assert_eq!(articles[0].headline, "Ferry resumed");
        assert_eq!(articles[0].source.as_deref(), Some("The Norvik Mercury"));
        let published = articles[0].published.map(|date| date.to_string());
        assert_eq!(published.as_deref(), Some("1921-01-19"), "{dates}");
    }
}
