//! The reader of Markdown: one article a file, with or without front matter in YAML, TOML or JSON.
//!
//! Front matter is a record like those of JSON. `front_matter` reads it, `yaml` keeps scalars as they
//! are written, `unfenced` finds metadata without lines around it, `record` knows the names, among them those of Hugo, Jekyll, Zola and Obsidian. `prose` turns the rest into plain text.
//! Formats: <https://commonmark.org/>, with tables, footnotes and wiki links.

mod front_matter;
mod prose;
mod unfenced;
mod yaml;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::unify_line_ends;
use crate::formats::input::{Input, blank};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::pages::saved::listed::is_listed;
use crate::formats::record::{Field, Names, Place, Record};
use front_matter::{FrontMatter, split};
use prose::{Prose, prose};
use unfenced::Above;

/// Markdown, recognized by its front matter or chosen by extension.
pub(in crate::formats) struct Markdown;

impl ArticleReader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mkd", "mdown", "mdx"]
    }

    /// It opens with front matter that has a key and ends within the first bytes.
    fn recognizes(&self, head: &[u8]) -> bool {
        let opening = charset::without_mark(head).trim_ascii_start();
        let openings: [&[u8]; 4] = [b"---", b"+++", b";;;", b"{"];
        if !openings.iter().any(|fence| opening.starts_with(fence)) {
            return false;
        }
        let text = charset::head_text(head);
        matches!(split(&text), (Some(matter), _) if matter.has_key())
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        if is_listed(path, input.companions()) {
            return Ok(()); // it is read with the list
        }
        let bytes = input.into_bytes()?;
        let decoded = charset::decode_text(&bytes)?;
        let text = unify_line_ends(&decoded.text);
        if text.trim_start().is_empty() {
            return Err(blank().into());
        }
        let (above, rest) = match split(&text) {
            (Some(matter), rest) if matter.has_key() => (Some(Above::Matter(matter)), rest),
            // The dashes, if any, are rules.
            _ => match unfenced::split(&text) {
                Some((above, rest)) => (Some(above), rest),
                None => (None, &*text),
            },
        };
        if above.is_none() && is_readme(path) {
            let detail = "a README without front matter: it describes a folder";
            return Err(Problem::file(ProblemKind::NotAnArticle, detail).into());
        }
        if let Some(problem) = decoded.problem(1) {
            out.problem(problem)?;
        }
        let (record, problem) = record_of(above, rest, Names::new(&options.field_map));
        if let Some(problem) = problem {
            out.problem(problem)?;
        }
        let place = Place {
            noun: "article",
            path,
            ordinal: 1,
        };
        let mut builder = record.into_builder(place, options)?;
        // Site generators write addresses without a host, which cannot be opened:
        // `/2021/01/ferry/`.
        builder.keep_url_if(|url| url.contains("://"));
        Ok(builder.finish(out)?)
    }
}

/// A text without its markup and without front matter.
pub(in crate::formats) fn plain_text(text: &str) -> String {
    let text = unify_line_ends(text);
    let (_, rest) = split(&text);
    let Prose { heading, body } = prose(rest, None);
    match heading {
        Some(heading) => format!("{heading}\n\n{body}"),
        None => body,
    }
}

/// The record of front matter and text, and the problem of the front matter.
fn record_of<'t>(
    above: Option<Above<'t>>,
    rest: &str,
    names: Names<'_>,
) -> (Record<'t>, Option<Problem>) {
    let mut problem = None;
    let mut kept = "";
    let mut record = match above {
        None => Record::default(),
        Some(Above::Pairs(pairs)) => unfenced::record(pairs, names),
        Some(Above::Matter(matter)) => match matter.record(names) {
            Ok(record) => {
                // A block without a known name may be anything, so it stays in the text.
                if record.is_empty() {
                    kept = matter.text.trim();
                }
                record
            }
            Err(reason) => {
                problem = Some(broken(&matter, &reason));
                matter.lines(names)
            }
        },
    };
    let Prose { heading, body } = prose(rest, record.headline().as_deref());
    if let Some(heading) = heading.filter(|_| !record.has(Field::Headline)) {
        record.put_headline(heading);
    }
    let gap = if kept.is_empty() || body.is_empty() {
        ""
    } else {
        "\n\n"
    };
    record.set_prose(format!("{kept}{gap}{body}"));
    (record, problem)
}

fn is_readme(path: &ArchivePath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.eq_ignore_ascii_case("readme")
}

fn broken(matter: &FrontMatter<'_>, reason: &str) -> Problem {
    Problem::record(
        1,
        ProblemKind::BadMetadata,
        format!(
            "its front matter is not valid {} and was read line by line: {reason}",
            matter.language.name()
        ),
    )
}
