//! The pages of a book as articles.
//!
//! The lists of an issue are read first: they have the section and the date of each article. A long
//! article may be split over pages with numbers.

use super::book::Book;
use super::contents::places;
use super::page::Page;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind};
use crate::formats::gather::written_date::read_written;
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use crate::formats::options::ReadOptions;
use crate::formats::package::{Package, resolved};
use crate::formats::reader::{ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::text::plain;
use std::collections::HashMap;

/// The longest page, in bytes, and the longest article of several pages.
const MAX_PAGE: usize = 16 << 20;
const MAX_ARTICLE: usize = 64 << 20;

/// What a list says about an article.
#[derive(Default, Clone)]
struct Listed {
    section: String,
    date: String,
}

/// An issue while its pages are read.
struct Issue<'a> {
    book: &'a Book,
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    listed: HashMap<String, Listed>,
    /// The article that is open: the name of its first page without the number, what it says.
    open: Option<(String, Page)>,
    ordinal: u32,
}

/// Reads a book: pushes the articles of its pages.
pub(super) fn read(
    package: &Package<'_>,
    book: &Book,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let mut issue = Issue {
        book,
        path,
        options,
        listed: HashMap::new(),
        open: None,
        ordinal: 0,
    };
    let places = places(package, book)?;
    for name in &book.pages {
        let bytes = package.needed(name)?;
        if bytes.len() > MAX_PAGE {
            issue.close(out)?;
            let most = MAX_PAGE >> 20;
            out.problem(Problem::record(
                issue.ordinal + 1,
                ProblemKind::TooLarge,
                format!("page `{name}` is larger than {most} MiB, the most that is read"),
            ))?;
            issue.ordinal += 1;
        } else if !bytes.contains(&b'<') && !bytes.trim_ascii().is_empty() {
            let detail = format!("page `{name}` is encrypted, as in books that are lent or sold");
            return Err(Problem::file(ProblemKind::NotUnpacked, detail).into());
        } else {
            let mut articles = Page::read(&bytes, places.get(name)).into_iter();
            if let Some(first) = articles.next() {
                issue.take(name, first, out)?;
            }
            for article in articles {
                issue.close(out)?;
                issue.take(name, article, out)?;
            }
        }
    }
    issue.close(out)?;
    if issue.ordinal == 0 {
        let detail = format!("none of its {} pages has a text", issue.book.pages.len());
        return Err(Problem::file(ProblemKind::NoText, detail).into());
    }
    Ok(())
}

impl Issue<'_> {
    fn take(&mut self, name: &str, page: Page, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let stem = stem(name);
        if let Some((open, article)) = &mut self.open
            && open == stem
            && name != stem
            && article.text.len() + page.text.len() < MAX_ARTICLE
        {
            article.continue_with(page);
            return Ok(());
        }
        self.close(out)?;
        if page.is_list || self.book.helpers.contains(name) {
            self.take_list(name, page);
        } else if !page.text.is_empty() {
            self.open = Some((stem.to_owned(), page));
        }
        Ok(())
    }

    /// Keeps what a list says about articles.
    fn take_list(&mut self, name: &str, page: Page) {
        for entry in page.entries {
            let target = resolved(name, &entry.page);
            let listed = Listed {
                section: page.heading.clone(),
                date: entry.date,
            };
            // The list of sections comes first; it has no dates and no sections around it.
            if !listed.section.is_empty() || !listed.date.is_empty() {
                self.listed
                    .entry(stem(&target).to_owned())
                    .or_insert(listed);
            }
        }
    }

    /// Pushes the article that is open.
    fn close(&mut self, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let Some((name, page)) = self.open.take() else {
            return Ok(());
        };
        self.ordinal += 1;
        let listed = self.listed.get(&name).cloned().unwrap_or_default();
        let mut builder = ArticleBuilder::new(self.path, self.ordinal, self.options);
        builder.language(Some(self.book.language.clone()));
        builder.source(Some(self.book.source()));
        builder.section(Some(listed.section));
        builder.web_address(Some(page.address.clone()));
        builder.byline(Some(page.byline.clone()));
        plain::offer_text(&mut builder, &self.headline(&page), &page.text);
        for written in page.dates {
            Self::offer(
                &mut builder,
                DateRank::Stated,
                DateSource::TimeElement,
                &written,
            );
        }
        Self::offer(
            &mut builder,
            DateRank::Stated,
            DateSource::FeedPublished,
            &listed.date,
        );
        for written in self.book.dates() {
            Self::offer(&mut builder, DateRank::Inferred, DateSource::Field, written);
        }
        builder.finish(out)
    }

    /// Offers a date that may be one.
    fn offer(builder: &mut ArticleBuilder<'_>, rank: DateRank, from: DateSource, written: &str) {
        if !written.is_empty() {
            builder.offer_date(DateOffer::new(rank, from, written).if_read_by(read_written));
        }
    }

    /// The headline: the heading, or a title that is not that of the whole book.
    fn headline(&self, page: &Page) -> String {
        if !page.heading.is_empty() {
            return page.heading.clone();
        }
        let is_books = page.title == self.book.title || page.title == self.book.source();
        if is_books || page.title == "Unknown" {
            String::new()
        } else {
            page.title.clone()
        }
    }
}

impl Page {
    /// Adds the next page of the same article.
    fn continue_with(&mut self, next: Self) {
        for text in [&next.heading, &next.text] {
            if !text.is_empty() {
                self.text.push_str("\n\n");
                self.text.push_str(text);
            }
        }
        if self.address.is_empty() {
            self.address = next.address;
        }
    }
}

/// The name of a page without the number that calibre adds where it splits a page:
/// `index_split_001.html`.
fn stem(name: &str) -> &str {
    match name.rsplit_once("_split_") {
        Some((stem, rest)) if rest.starts_with(|c: char| c.is_ascii_digit()) => stem,
        _ => name,
    }
}
