//! Hits as a page of HTML, for colleagues without the program.
//!
//! What is escaped, and how a page is put together, is in `markup`.

use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use super::text::{facts, summary};
use crate::present::markup::html::{escaped, linked, marked, page as write_page};
use crate::present::markup::titles::title_for_people;
use crate::query::{SearchHit, SearchPage};
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "html",
    about: "A page to send to colleagues",
    writer: Writer::Page(&Html),
};

/// A page with the query, the number of articles, and every hit with its passages. It loads nothing.
#[derive(Debug)]
struct Html;

impl PageWriter for Html {
    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write_page(&page.query, out, |out| {
            writeln!(out, "<h1>{}</h1>", escaped(&page.query))?;
            writeln!(out, "<p class=\"about\">{}</p>", escaped(&summary(page)))?;
            page.hits
                .iter()
                .try_for_each(|hit| write_hit(hit, options, out))
        })
    }
}

fn write_hit(hit: &SearchHit, options: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
    let article = &hit.article;
    let headline = match article.headline.trim() {
        "" => escaped(&title_for_people(article)),
        _ => marked(&article.headline, &hit.headline_matches),
    };
    let headline = linked(&headline, article.url.as_deref());
    writeln!(
        out,
        "<section>\n<h2 dir=\"auto\">{}. {headline}</h2>",
        hit.rank
    )?;
    let path = escaped(&article.origin.to_string());
    let facts = match facts(hit, options) {
        facts if facts.is_empty() => path,
        facts => format!("{} · {path}", escaped(&facts)),
    };
    writeln!(out, "<p class=\"about\">{facts}</p>")?;
    for passage in &hit.passages {
        let text = marked(&passage.text, &passage.matches);
        let before = if passage.cut_before { "… " } else { "" };
        let after = if passage.cut_after { " …" } else { "" };
        writeln!(out, "<p dir=\"auto\">{before}{text}{after}</p>")?;
    }
    out.write_all(b"</section>\n")
}
