//! A page of hits for people: headline, date and place, file, passages, as wide as the terminal.
//!
//! Styles are written with the text; the caller's stream strips them where nobody sees them.

use super::explain;
use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use crate::article::fields;
use crate::present::fields::value_for_people;
use crate::present::terminal::marked::{ASIDE, HEADLINE, MIN_WIDTH, Marked, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::columns;
use crate::query::{Passage, SearchHit, SearchPage};
use anstyle::Style;
use std::io::{self, Write};

const NO_HEADLINE: Style = Style::new().dimmed().italic();

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "text",
    about: "For people",
    writer: Writer::Page(&Text),
};

/// Hits as text for people.
///
/// The first line counts them, and an empty line separates hits. A file's name is not wrapped, so
/// that it can be copied as a whole. A page without hits writes nothing, as grep does.
#[derive(Debug)]
struct Text;

impl PageWriter for Text {
    fn is_styled(&self) -> bool {
        true
    }

    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write(page, options.width, out)
    }
}

/// Writes a page, wrapped to `width` columns.
pub(super) fn write(page: &SearchPage, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (page.hits.first(), page.hits.last()) else {
        return Ok(());
    };
    write_styled(&summary(first.rank, last.rank, page.total), ASIDE, out)?;
    out.write_all(b"\n")?;
    let layout = Layout {
        width: width.max(MIN_WIDTH),
        rank_width: last.rank.to_string().len().max(2),
    };
    for hit in &page.hits {
        out.write_all(b"\n")?;
        layout.hit(hit, out)?;
    }
    Ok(())
}

fn summary(first: u64, last: u64, total: u64) -> String {
    let noun = if total == 1 { "article" } else { "articles" };
    if first == last {
        format!("{first} of {total} {noun}")
    } else {
        format!("{first}–{last} of {total} {noun}")
    }
}

struct Layout {
    width: usize,
    rank_width: usize,
}

impl Layout {
    fn margin(&self) -> String {
        " ".repeat(self.rank_width + 2)
    }

    fn hit(&self, hit: &SearchHit, out: &mut dyn Write) -> io::Result<()> {
        let margin = self.margin();
        self.headline(hit, out)?;
        Marked::plain(&facts(hit)).write(&margin, self.width, ASIDE, out)?;
        out.write_all(margin.as_bytes())?;
        write_styled(&for_terminal(&hit.article.origin.to_string()), ASIDE, out)?;
        out.write_all(b"\n")?;
        for passage in &hit.passages {
            marked(passage).write(&margin, self.width, Style::new(), out)?;
        }
        if let Some(explanation) = &hit.explanation {
            explain::write(explanation, &margin, self.width, out)?;
        }
        Ok(())
    }

    fn headline(&self, hit: &SearchHit, out: &mut dyn Write) -> io::Result<()> {
        let rank = format!("{:>1$}  ", hit.rank, self.rank_width);
        let headline = Marked::new(&hit.article.headline, &hit.headline_matches);
        if headline.is_empty() {
            let opening = self.opening(&hit.article.body);
            return opening.write(&rank, self.width, NO_HEADLINE, out);
        }
        headline.write(&rank, self.width, HEADLINE, out)
    }

    /// The first words of a body, at most one line, for an article without a headline.
    fn opening(&self, body: &str) -> Marked {
        let room = self
            .width
            .saturating_sub(self.margin().len() + columns(" …"));
        let opening: String = body.trim_start().chars().take(4 * room).collect();
        let text = Marked::plain(&opening);
        let lines = text.lines(room);
        match &lines[..] {
            [] => Marked::plain("(no headline)"),
            [_] => text,
            [first, ..] => text.cut(first.clone()),
        }
    }
}

/// The line under the headline.
fn facts(hit: &SearchHit) -> String {
    let fields = fields::in_hit_line().into_iter();
    let parts = fields.map(|field| value_for_people(field, &hit.article));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn marked(passage: &Passage) -> Marked {
    let mut marked = Marked::default();
    if passage.cut_before {
        marked.push("… ");
    }
    marked.append(&passage.text, &passage.matches);
    if passage.cut_after {
        marked.push(" …");
    }
    marked
}
