//! A page of hits for people: headline, date and place, file, passages, as wide as the terminal.
//!
//! A hit takes three lines, so that ten of them fit on forty. Styles are written with the text; the caller's stream
//! strips them where nobody sees them.

use super::explain;
use super::format::{Detail, OutputFormat, PageOptions, PageWriter, Writer};
use crate::article::Status;
use crate::article::fields;
use crate::article::grouped;
use crate::present::date::short_day;
use crate::present::fields::{Column, value_for_people};
use crate::present::markup::address::file_address;
use crate::present::markup::titles::page_name;
use crate::present::terminal::marked::{
    ASIDE, HEADLINE, MIN_WIDTH, Marked, write_link, write_styled,
};
use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::columns;
use crate::query::{CopyName, HitCopies, Passage, SearchHit, SearchPage};
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
/// The first line counts them, and an empty line separates hits. A file's name is not cut, so that it can be copied as
/// a whole. A page without hits writes nothing, as grep does.
#[derive(Debug)]
struct Text;

impl PageWriter for Text {
    fn is_styled(&self) -> bool {
        true
    }

    fn takes_columns(&self) -> bool {
        true
    }

    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(last) = page.hits.last() else {
            return Ok(());
        };
        write_styled(&summary(page), ASIDE, out)?;
        out.write_all(b"\n")?;
        let layout = Layout {
            width: options.width.max(MIN_WIDTH),
            rank_width: last.rank.to_string().len().max(2),
            options,
        };
        for (at, hit) in page.hits.iter().enumerate() {
            if at > 0 {
                out.write_all(b"\n")?;
            }
            layout.hit(hit, out)?;
        }
        Ok(())
    }
}

/// `1–10 of 2,345 articles`: the ranks on a page, and how many articles match.
pub(super) fn summary(page: &SearchPage) -> String {
    let noun = if page.total == 1 {
        "article"
    } else {
        "articles"
    };
    let total = grouped(page.total);
    match (page.hits.first(), page.hits.last()) {
        (Some(first), Some(last)) if first.rank == last.rank => {
            format!("{} of {total} {noun}", grouped(first.rank))
        }
        (Some(first), Some(last)) => {
            format!(
                "{}–{} of {total} {noun}",
                grouped(first.rank),
                grouped(last.rank)
            )
        }
        _ => format!("{total} {noun}"),
    }
}

/// The archive if there are several, date, source and place, as people read them.
pub(super) fn facts(hit: &SearchHit, options: &PageOptions) -> String {
    let fields = fields::in_hit_line().into_iter();
    let archive = options.archive(hit).map(str::to_owned).into_iter();
    let parts = archive.chain(fields.map(|field| value_for_people(field, &hit.article)));
    let parts = parts.chain(status(hit));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// That an article must not be used, as `withheld`.
fn status(hit: &SearchHit) -> Option<String> {
    let status = hit.article.status;
    (status != Status::Usable).then(|| status.to_string())
}

struct Layout<'a> {
    width: usize,
    rank_width: usize,
    options: &'a PageOptions,
}

impl Layout<'_> {
    fn margin(&self) -> String {
        " ".repeat(self.rank_width + 2)
    }

    /// The columns of a line after the margin.
    fn room(&self) -> usize {
        self.width.saturating_sub(self.rank_width + 2)
    }

    /// Whether a value of hits is shown; all are unless some were asked for.
    fn shows(&self, is_meant: impl Fn(&Column) -> bool) -> bool {
        let columns = self.options.columns.as_ref();
        columns.is_none_or(|columns| columns.iter().any(is_meant))
    }

    fn shows_field(&self, name: &str) -> bool {
        self.shows(|column| matches!(column, Column::Field(field) if field.name == name))
    }

    fn hit(&self, hit: &SearchHit, out: &mut dyn Write) -> io::Result<()> {
        self.headline(hit, out)?;
        self.line_of_facts(hit, out)?;
        let margin = self.margin();
        if let Some(copies) = &hit.copies {
            let line = Marked::plain(&copies_line(copies)).first_line(self.room());
            line.write(&margin, self.width, ASIDE, out)?;
        }
        if self.shows(|column| matches!(column, Column::Passages)) {
            match self.options.detail {
                Detail::Compact => {
                    let line = passages(&hit.passages).best_line(self.room());
                    line.write(&margin, self.width, Style::new(), out)?;
                }
                Detail::Passages => {
                    for passage in &hit.passages {
                        let passage = passages(std::slice::from_ref(passage));
                        passage.write(&margin, self.width, Style::new(), out)?;
                    }
                }
            }
        }
        if let Some(explanation) = &hit.explanation {
            explain::write(explanation, &margin, self.width, out)?;
        }
        Ok(())
    }

    /// The rank and the headline, or the first words of a body without one.
    fn headline(&self, hit: &SearchHit, out: &mut dyn Write) -> io::Result<()> {
        let rank = format!("{:>1$}  ", hit.rank, self.rank_width);
        if !self.shows_field("headline") {
            return writeln!(out, "{}", rank.trim_end());
        }
        let headline = Marked::new(&hit.article.headline, &hit.headline_matches);
        let (headline, style) = if headline.is_empty() {
            let page = page_name(&hit.article).map(|name| Marked::plain(&name));
            let name = page.unwrap_or_else(|| opening(&hit.article.body, self.room()));
            (name, NO_HEADLINE)
        } else {
            (headline, HEADLINE)
        };
        headline
            .first_line(self.room())
            .write(&rank, self.width, style, out)
    }

    /// Date, source and place, as many as fit before the name of the file, and that name; or what was asked for.
    fn line_of_facts(&self, hit: &SearchHit, out: &mut dyn Write) -> io::Result<()> {
        let path = for_terminal(&hit.article.origin.to_string()).into_owned();
        let shows_path = self.shows_field("path");
        let facts = match &self.options.columns {
            None => self.facts_before(hit, &path),
            Some(asked) => asked_for(asked, hit).first_line(self.room()),
        };
        if facts.is_empty() && !shows_path {
            return Ok(());
        }
        out.write_all(self.margin().as_bytes())?;
        facts.write_all(ASIDE, out)?;
        if shows_path {
            if !facts.is_empty() {
                write_styled(" · ", ASIDE, out)?;
            }
            let whole = std::path::absolute(self.options.file(hit)).ok();
            let address = whole
                .filter(|_| self.options.links)
                .map(|file| file_address(&file));
            write_link(address.as_deref(), &path, ASIDE, out)?;
        }
        out.write_all(b"\n")
    }

    /// Archive, date, source and place, as many as fit before a path; the first of them in any case.
    fn facts_before(&self, hit: &SearchHit, path: &str) -> Marked {
        let article = &hit.article;
        let fields = fields::in_hit_line().into_iter();
        let archive = self.options.archive(hit).map(str::to_owned).into_iter();
        let facts = fields.map(|field| match (field.name, &article.published) {
            ("published", Some(date)) => short_day(date),
            _ => value_for_people(field, article),
        });
        let facts = archive.chain(status(hit)).chain(facts);
        let mut facts: Vec<_> = facts.filter(|fact| !fact.trim().is_empty()).collect();
        let taken = columns(" · ") + columns(path);
        loop {
            let line = Marked::plain(&facts.join(" · "));
            if facts.len() < 2 || line.columns() + taken <= self.room() {
                return line;
            }
            facts.pop();
        }
    }
}

/// `+ 13 copies: Daily X (20 Jan 2021), Y Post (21 Jan 2021) …`, and what is said of versions.
fn copies_line(copies: &HitCopies) -> String {
    if copies.is_replaced {
        return "replaced by a later version".to_owned();
    }
    let number = |count: u64, one: &str, many: &str| {
        let noun = if count == 1 { one } else { many };
        (count > 0).then(|| format!("+ {} {noun}", grouped(count)))
    };
    let others = copies.others - copies.replaced;
    let counts = [
        number(others, "copy", "copies"),
        number(copies.replaced, "earlier version", "earlier versions"),
    ];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    let mut line = counts.join(", ");
    let names: Vec<_> = copies.named.iter().map(copy_name).collect();
    if !names.is_empty() {
        line = format!("{line}: {}", names.join(", "));
    }
    if copies.named.len() as u64 != others && !copies.named.is_empty() {
        line.push_str(" …");
    }
    line
}

/// The publication and the day of a copy; without a publication the name of the file.
fn copy_name(copy: &CopyName) -> String {
    let name = match &copy.source {
        Some(source) => source.clone(),
        None => copy.origin.to_string(),
    };
    match &copy.published {
        Some(published) => format!("{name} ({})", short_day(published)),
        None => name,
    }
}

/// The values that were asked for, but for those that have a place of their own.
fn asked_for(asked: &[Column], hit: &SearchHit) -> Marked {
    let values = asked.iter().filter_map(|column| match column {
        Column::Field(field) if matches!(field.name, "headline" | "path") => None,
        Column::Field(_) | Column::Score | Column::Archive | Column::Family | Column::Copies => {
            Some(column.text(hit).into_owned())
        }
        Column::Rank | Column::Passages => None,
    });
    let values: Vec<_> = values.filter(|value| !value.trim().is_empty()).collect();
    Marked::plain(&values.join(" · "))
}

/// The first words of a body, for an article without a headline: enough for a line.
fn opening(body: &str, room: usize) -> Marked {
    let opening: String = body.trim_start().chars().take(4 * room).collect();
    let text = Marked::plain(&opening);
    if text.is_empty() {
        Marked::plain("(no headline)")
    } else {
        text
    }
}

/// Passages one after the other, with an ellipsis wherever the body goes on.
fn passages(passages: &[Passage]) -> Marked {
    let mut marked = Marked::default();
    for (at, passage) in passages.iter().enumerate() {
        if at > 0 {
            marked.push(" … ");
        } else if passage.cut_before {
            marked.push("… ");
        }
        marked.append(&passage.text, &passage.matches);
    }
    if passages.last().is_some_and(|last| last.cut_after) {
        marked.push(" …");
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::{Detail, PageOptions, PageWriter, Text};
    use crate::article::Folders;
    use crate::present::{PathOutput, sample};
    use crate::query::{SearchHit, SearchPage};
    use anstream::adapter::strip_str;

    fn options(width: usize) -> PageOptions {
        PageOptions {
            width,
            folders: vec![(String::new(), Folders::one("news".into()))],
            path_output: PathOutput::Lines,
            columns: None,
            detail: Detail::Compact,
            links: false,
        }
    }

    fn text(page: &SearchPage, options: &PageOptions) -> String {
        let mut out = Vec::new();
        Text.write(page, options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn plain(page: &SearchPage, options: &PageOptions) -> String {
        strip_str(&text(page, options)).to_string()
    }

    #[test]
    fn whole_passages_are_wrapped() {
        let page = sample::page();
        let options = PageOptions {
            detail: Detail::Passages,
            ..options(80)
        };
        let text = plain(&page, &options);
        let expected = "\
    … demanding the Iraqi government to implement the parliament’s decision to
    withdraw foreign troops, including Americans, from the Iraqi soil …
";
        assert!(text.contains(expected), "{text}");
    }

    #[test]
    fn ten_hits_fit_on_forty_lines_whatever_is_in_them() {
        let mut page = sample::page();
        let mut first = page.hits[0].clone();
        first.article.headline = "Troops ".repeat(40);
        first.article.source = Some("A very long name of a newspaper ".repeat(4));
        first.passages.push(first.passages[0].clone());
        page.hits = (1..=10)
            .map(|rank| SearchHit {
                rank,
                ..first.clone()
            })
            .collect();
        for width in [60, 80, 100] {
            let text = plain(&page, &options(width));
            assert_eq!(text.lines().count(), 40, "{text}");
            for line in text.lines() {
                assert!(
                    unicode_width::UnicodeWidthStr::width(line) <= width,
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn hits_name_their_archive_if_there_are_several() {
        let page = sample::page();
        assert!(!plain(&page, &options(80)).contains("news · "));
        let news = ("news".to_owned(), Folders::one("news".into()));
        let several = PageOptions {
            folders: vec![news, ("wire".to_owned(), Folders::one("wire".into()))],
            ..options(80)
        };
        let text = plain(&page, &several);
        assert_eq!(text.matches("    news · ").count(), 2, "{text}");
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
    }

    #[test]
    fn files_are_links_of_the_terminal_if_it_has_links() {
        let options = PageOptions {
            links: true,
            folders: vec![(String::new(), Folders::one("/news".into()))],
            ..options(80)
        };
        let text = text(&sample::page(), &options);
        let link = "\x1b]8;;file:///news/dump/kayhan-86685.txt\x1b\\\x1b[2mdump/kayhan-86685.txt\x1b[0m\x1b]8;;\x1b\\";
        assert!(text.contains(link), "{text:?}");
    }
}
