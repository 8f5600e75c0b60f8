//! A page that is an article of its own, since nothing says where its articles begin.
//!
//! It has no headline: outputs show title, date and page instead. Its first lines are not read for
//! a date or a byline, since they are those of only one of its articles.

use super::certainty::quality_of;
use super::issue::around::{OfIssue, issue_of};
use super::page::{Block, Lines, ScannedPage, has_root, join_over_pages, learn, text_of};
use super::page_names::{day_of_image, page_number, paper_name};
use super::{alto, hocr, page_xml};
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::cut_words::CutWords;
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use crate::formats::input::{Companions, Input};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::Fault;
use memchr::memmem;

/// ALTO, recognized by its root element.
pub(in crate::formats) const ALTO: PageFormat = PageFormat {
    name: "alto",
    extensions: &["alto"],
    recognizes: |head| has_root(head, "alto"),
    pages: |bytes| alto::pages(bytes, false, &mut alto::MOST_PARTS.clone()),
};

/// PAGE XML, recognized by its root element.
pub(in crate::formats) const PAGE_XML: PageFormat = PageFormat {
    name: "page-xml",
    extensions: &[],
    recognizes: |head| has_root(head, "PcGts"),
    pages: page_xml::pages,
};

/// hOCR, recognized by what its head says of the program, or by a page.
pub(in crate::formats) const HOCR: PageFormat = PageFormat {
    name: "hocr",
    extensions: &["hocr"],
    recognizes: hocr::is_hocr,
    pages: hocr::pages,
};

/// The pages of a file, and the fault that ended it.
type Pages = (Vec<ScannedPage>, Option<Fault>);

/// A format of files of pages.
pub(in crate::formats) struct PageFormat {
    name: &'static str,
    extensions: &'static [&'static str],
    /// Whether the first bytes of a file are those of the format.
    recognizes: fn(&[u8]) -> bool,
    /// The pages of a file, and the fault that ended it.
    pages: fn(&[u8]) -> Pages,
}

impl ArticleReader for PageFormat {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        (self.recognizes)(head)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let of_issue = issue_of(path, input.companions(), options);
        if matches!(of_issue, Some(OfIssue::Part)) {
            return Ok(());
        }
        let bytes = input.into_bytes()?;
        let (mut pages, fault) = (self.pages)(&bytes);
        let mut words = CutWords::default();
        for page in &pages {
            learn(&mut words, page);
        }
        join_over_pages(&mut pages, &words);
        let is_one = pages.len() == 1;
        let mut has_text = false;
        for (ordinal, page) in (1..).zip(pages) {
            let (blocks, text, margins) = texts_of(&page, &words);
            if text.is_empty() {
                continue;
            }
            has_text = true;
            let mut builder = ArticleBuilder::new(path, ordinal, options);
            if margins > 0 {
                builder.left_out("margins", WhyLeftOut::Boilerplate, margins);
            }
            let image = page.image.as_deref().unwrap_or_default().replace('\\', "/");
            let named = is_one.then(|| page_number(path.as_str())).flatten();
            if let Some(OfIssue::Page {
                title,
                date,
                language,
                number,
            }) = &of_issue
            {
                builder.source(title.clone());
                builder.date(DateSource::DateIssue, date.clone());
                builder.language(language.clone());
                builder.page(number.clone().filter(|_| is_one));
            }
            builder.source(paper_name(path.as_str()).or_else(|| paper_name(&image)));
            // Pages of one file may all have the same picture.
            let of_image = || page_number(&image).filter(|_| is_one);
            builder.page(named.or_else(|| page.number.clone()).or_else(of_image));
            if let Some(day) = day_of_image(&image) {
                builder.offer_date(DateOffer::new(DateRank::Captured, DateSource::Path, day));
            }
            builder.language(page.language.clone());
            let quality = quality_of(&blocks).or(page.certainty.map(u32::from));
            builder.quality(quality);
            builder.opening(String::new());
            builder.tidy_body(text);
            builder.finish(out)?;
        }
        match fault {
            Some(fault) => Err(fault.of_file().into()),
            None if !has_text => {
                let detail = "pages without any text, as of pictures";
                Err(Problem::file(ProblemKind::Empty, detail).into())
            }
            None => Ok(()),
        }
    }
}

/// The blocks of a page that are read, their text, and the number of characters in its margins. A page
/// with all of its text in margins has these alone.
fn texts_of<'p>(page: &'p ScannedPage, words: &CutWords) -> (Vec<Lines<'p>>, String, usize) {
    let of = |is_margin: bool| {
        let blocks = page.blocks.iter().filter(|own| own.is_margin == is_margin);
        let blocks: Vec<_> = blocks.map(Block::all_lines).collect();
        let text = text_of(&blocks, words);
        (blocks, text)
    };
    let (blocks, text) = of(false);
    let (margins, of_margins) = of(true);
    if text.is_empty() {
        return (margins, of_margins, 0);
    }
    let characters = of_margins.chars().count();
    (blocks, text, characters)
}

/// Pages that are longer have words, in bytes. Those without any have their blocks alone.
pub(in crate::formats) const LONGEST_WITHOUT_WORDS: usize = 256 << 10;

/// Whether a plain text is that of a page that is next to it in a format with more: `ocr.txt` next
/// to `ocr.xml`. The text counts where that page has no words.
pub(in crate::formats) fn is_text_of_page(
    path: &ArchivePath,
    companions: Option<&dyn Companions>,
) -> bool {
    let (_, name) = path.split();
    let Some(stem) = name.strip_suffix(".txt") else {
        return false;
    };
    let page = format!("{stem}.xml");
    let near = companions.filter(|near| near.has_xml(&page));
    near.is_some_and(|near| {
        let head = near.start(&page).unwrap_or_default();
        // A page that is longer has no content here.
        let content = || near.content(&page, LONGEST_WITHOUT_WORDS as u64);
        is_scanned_page(&head) && content().is_none_or(|page| has_words(&page))
    })
}

/// Whether a file with this start is a page with words; `is_whole` says that it has no more than
/// that.
pub(in crate::formats) fn is_page_with_words(start: &[u8], is_whole: bool) -> bool {
    is_scanned_page(start) && (!is_whole || has_words(start))
}

/// Whether a page has a word: an attribute of ALTO, an element of PAGE.
fn has_words(page: &[u8]) -> bool {
    let mut contents = memmem::find_iter(page, "CONTENT=").map(|at| &page[at + "CONTENT=".len()..]);
    let mut texts = memmem::find_iter(page, "Unicode>").map(|at| &page[at + "Unicode>".len()..]);
    contents.any(|quoted| !matches!(quoted, [b'"', b'"', ..] | [b'\'', b'\'', ..]))
        || texts.any(|text| {
            text.trim_ascii_start()
                .first()
                .is_some_and(|byte| *byte != b'<')
        })
}

/// Whether a file with these first bytes is a page next to which its plain text may be.
pub(in crate::formats) fn is_scanned_page(head: &[u8]) -> bool {
    has_root(head, "alto") || has_root(head, "PcGts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::test_support::documents::read;

    /// The numbers of the pages of a file.
    fn numbers(format: &PageFormat, file: &str) -> Vec<Option<String>> {
        let (articles, problems) = read(format, file.as_bytes());
        assert_eq!(problems, []);
        articles.into_iter().map(|article| article.page).collect()
    }

    #[test]
    fn the_number_of_a_page_wins_over_the_name_of_its_picture() {
        let alto = |pages: &[&str]| {
            let text = "<TextBlock><TextLine><String CONTENT='a'/></TextLine></TextBlock>";
            let pages = pages
                .iter()
                .map(|page| format!("<Page {page}>{text}</Page>"));
            let pages = pages.collect::<String>();
            format!("<alto><fileName>norvik_p4.tif</fileName><Layout>{pages}</Layout></alto>")
        };
        let two = ["PHYSICAL_IMG_NR='7'", "PRINTED_IMG_NR='9'"];
        assert_eq!(
            numbers(&ALTO, &alto(&two)),
            [Some("7".into()), Some("9".into())]
        );
        assert_eq!(numbers(&ALTO, &alto(&two[..1])), [Some("7".into())]);
        assert_eq!(numbers(&ALTO, &alto(&[""])), [Some("4".into())]);
        let page =
            "<div class='ocr_page' title='image \"norvik_p4.tif\"'><p class='ocr_par'>a</p></div>";
        let hocr = |pages| format!("<html><body>{}</body></html>", page.repeat(pages));
        assert_eq!(numbers(&HOCR, &hocr(1)), [Some("4".into())]);
        assert_eq!(numbers(&HOCR, &hocr(2)), [None, None]);
    }
}
