//! Digitised newspapers: METS with its pages in ALTO, and pages alone, of any content.
//!
//! The input has two files with a byte 0xFF between them: the structure of an issue and its page. If
//! one is missing, a small one takes its place. Reading has to end, and the articles have at most as
//! much text as the files: references between files, blocks and words may go round in circles.

#![no_main]

use dateline::article::{ArchivePath, Article};
use dateline::formats::{Companions, Input, READERS, ReadOptions};
use libfuzzer_sys::{Corpus, fuzz_target};

const METS: &[u8] = br#"<mets><fileSec><fileGrp><file ID="P1"><FLocat href="file://1.xml"/></file></fileGrp>
    </fileSec><structMap TYPE="LOGICAL"><div TYPE="ARTICLE" LABEL="Ferry"><fptr><area FILEID="P1" BEGIN="B1"
    BETYPE="IDREF"/></fptr></div></structMap></mets>"#;

const PAGE: &[u8] = br#"<alto><Layout><Page><PrintSpace><ComposedBlock ID="C1"><TextBlock ID="B1"><TextLine ID="L1">
    <String ID="S1" CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/></TextLine></TextBlock>
    </ComposedBlock></PrintSpace></Page></Layout></alto>"#;

/// How many bytes of text an article may have for each byte of the files. An area may name a block
/// that another one names as well, so a text may come more than once.
const MOST_FOR_A_BYTE: usize = 64;

/// What the readers of pages find next to a file.
struct Issue<'f> {
    mets: &'f [u8],
    page: &'f [u8],
}

impl Companions for Issue<'_> {
    fn names(&self) -> Vec<String> {
        vec!["1.xml".to_owned(), "issue-mets.xml".to_owned()]
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let leading = folder.is_empty().then(|| "issue-mets.xml".to_owned());
        leading.into_iter().collect()
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        if folder.is_empty() {
            self.names()
        } else {
            Vec::new()
        }
    }

    fn content(&self, file: &str, most: u64) -> Option<Vec<u8>> {
        let content = match file {
            "1.xml" => self.page,
            "issue-mets.xml" => self.mets,
            _ => return None,
        };
        (content.len() as u64 <= most).then(|| content.to_vec())
    }

    fn start(&self, file: &str) -> Option<Vec<u8>> {
        self.content(file, u64::MAX)
    }
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let mut files = data.split(|byte| *byte == 0xFF);
    let mets = files.next().filter(|file| !file.is_empty()).unwrap_or(METS);
    let page = files.next().filter(|file| !file.is_empty()).unwrap_or(PAGE);
    if files.next().is_some() {
        return Corpus::Reject;
    }
    let issue = Issue { mets, page };
    let issue_articles = articles("mets", "issue-mets.xml", mets, &issue);
    check(&issue_articles, mets.len() + page.len());
    for reader in ["alto", "page-xml", "hocr"] {
        check(
            &articles(reader, "1.xml", page, &issue),
            page.len() + mets.len(),
        );
    }
    Corpus::Keep
});

fn articles(reader: &str, name: &str, file: &[u8], issue: &Issue<'_>) -> Vec<Article> {
    let path = ArchivePath::from_stored(name);
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    options.max_file_size = 1 << 20;
    let reader = READERS.iter().find(|own| own.name() == reader);
    let reader = reader.expect("there is a reader of that name");
    let input = Input::whole(&path, &options, file).with_companions(issue);
    reader.read_all(input).into_iter().flatten().collect()
}

fn check(articles: &[Article], size: usize) {
    for article in articles {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
        let most = size.saturating_mul(MOST_FOR_A_BYTE);
        assert!(article.body.len() <= most, "{} bytes", article.body.len());
    }
}
