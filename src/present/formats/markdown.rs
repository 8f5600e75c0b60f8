//! Hits as a list in Markdown, for notes and wikis.
//!
//! What is escaped is in `markup`.

use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use super::text::{facts, summary};
use crate::present::markup::markdown::{code, escaped, linked, marked, paragraph};
use crate::present::markup::titles::title_for_people;
use crate::query::{SearchHit, SearchPage};
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "markdown",
    about: "A list for notes and wikis",
    writer: Writer::Page(&Markdown),
};

/// The query as a heading, and a numbered list: headline, date and place, file, passages.
#[derive(Debug)]
struct Markdown;

impl PageWriter for Markdown {
    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "# {}\n", escaped(&page.query))?;
        writeln!(out, "{}", escaped(&summary(page)))?;
        for hit in &page.hits {
            out.write_all(b"\n")?;
            write_hit(hit, options, out)?;
        }
        Ok(())
    }
}

fn write_hit(hit: &SearchHit, options: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
    let article = &hit.article;
    let headline = match article.headline.trim() {
        "" => paragraph(&title_for_people(article), &[]),
        _ => paragraph(&article.headline, &hit.headline_matches),
    };
    let margin = " ".repeat(hit.rank.to_string().len() + 2);
    writeln!(
        out,
        "{}. {}\\",
        hit.rank,
        linked(headline.trim(), article.url.as_deref())
    )?;
    let facts = facts(hit, options);
    if !facts.is_empty() {
        writeln!(out, "{margin}{}\\", escaped(&facts))?;
    }
    writeln!(out, "{margin}{}", code(&article.origin.to_string()))?;
    for passage in &hit.passages {
        let (before, text) = if passage.cut_before {
            ("… ", marked(&passage.text, &passage.matches))
        } else {
            ("", paragraph(&passage.text, &passage.matches))
        };
        let after = if passage.cut_after { " …" } else { "" };
        writeln!(out, "\n{margin}> {before}{}{after}", text.trim())?;
    }
    Ok(())
}
