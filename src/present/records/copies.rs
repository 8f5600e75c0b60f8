//! The family of an article: its copies and versions, and what differs in each.
//!
//! All are compared with the earliest one.

use crate::article::fields::{self, FIELDS};
use crate::article::{Article, Origin};
use crate::copies::Difference;
use crate::present::amounts::counted;
use crate::present::fields::{JsonFields, value_for_people};
use crate::present::json::{FORMAT_VERSION, family_id, write_line};
use crate::present::markup::titles::title_for_people;
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, HEADLINE, MIN_WIDTH, Marked, write_styled};
use anstyle::Style;
use serde::Serialize;
use std::io::{self, Write};

/// The fields that are compared, next to the text.
const COMPARED: [&str; 4] = ["headline", "place", "agency", "bylines"];

/// A family of copies.
#[derive(Debug)]
pub struct FamilyView<'a> {
    /// Its id.
    pub family: u64,
    /// The articles, the earliest first, each with whether a later version has replaced it.
    pub articles: &'a [(Article, bool)],
    /// The article that was asked for.
    pub asked: &'a Origin,
}

/// What differs between an article and the earliest of its family.
struct Compared<'a> {
    article: &'a Article,
    is_replaced: bool,
    /// The names of the fields that differ.
    fields: Vec<&'static str>,
    text: Difference,
}

impl FamilyView<'_> {
    fn compared(&self) -> impl Iterator<Item = Compared<'_>> {
        let earliest = self.articles.first().map(|(article, _)| article);
        let pairs = self.articles.iter().map(move |pair| (earliest, pair));
        pairs.filter_map(|(earliest, (article, is_replaced))| {
            let earliest = earliest?;
            let rows = FIELDS.iter().filter(|row| COMPARED.contains(&row.name));
            let differ = rows.filter(|row| row.value(article) != row.value(earliest));
            Some(Compared {
                article,
                is_replaced: *is_replaced,
                fields: differ.map(|row| row.name).collect(),
                text: Difference::between(&earliest.body, &article.body),
            })
        })
    }
}

/// In text, each article has a line of facts and lines with what differs.
///
/// The keys of the JSON: `format_version`, `family`, `copies` (how many others there are), and
/// `articles`, each with its fields, `replaced` (by a later version) and `differs`: the names of
/// `fields`, and how many paragraphs are `same`, `moved`, `changed`, `added` and `cut`.
impl Show for FamilyView<'_> {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let width = width.max(MIN_WIDTH);
        let count = counted(self.articles.len() as u64, "article");
        let title = format!("{count}, family {}\n\n", family_id(self.family));
        write_styled(&title, ASIDE, out)?;
        for (rank, compared) in (1..).zip(self.compared()) {
            self.write(rank, &compared, width, out)?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = Record {
            format_version: FORMAT_VERSION,
            family: family_id(self.family),
            copies: self.articles.len().saturating_sub(1),
            articles: self.compared().map(ArticleRecord::of).collect(),
        };
        write_line(&record, out)
    }
}

impl FamilyView<'_> {
    fn write(
        &self,
        rank: usize,
        compared: &Compared,
        width: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let article = compared.article;
        let margin = format!("{rank:>2}  ");
        let indent = " ".repeat(margin.len());
        let room = width.saturating_sub(margin.len());
        let line = |text: &str| Marked::plain(text).first_line(room);
        line(&title_for_people(article)).write(&margin, width, HEADLINE, out)?;
        let facts = fields::in_hit_line().into_iter();
        let facts = facts.map(|field| value_for_people(field, article));
        let facts = facts.chain([article.origin.to_string()]);
        let facts: Vec<_> = facts.filter(|fact| !fact.trim().is_empty()).collect();
        Marked::plain(&facts.join(" · ")).write(&indent, width, ASIDE, out)?;
        line(&self.differences(rank, compared)).write(&indent, width, Style::new(), out)
    }

    /// What differs, in a line.
    fn differences(&self, rank: usize, compared: &Compared) -> String {
        let text = compared.text;
        let mut parts = Vec::new();
        if compared.article.origin == *self.asked {
            parts.push("the one that was asked for".to_owned());
        }
        if compared.is_replaced {
            parts.push("replaced by a later version".to_owned());
        }
        if rank == 1 {
            parts.push("the earliest".to_owned());
            return parts.join(", ");
        }
        if !compared.fields.is_empty() {
            parts.push(format!("other {}", compared.fields.join(", ")));
        }
        let changes = [
            (text.cut, "cut"),
            (text.added, "added"),
            (text.changed, "changed"),
            (text.moved, "moved"),
        ];
        let changes = changes.into_iter().filter(|(count, _)| *count > 0);
        parts.extend(
            changes.map(|(count, what)| format!("{} {what}", counted(count as u64, "paragraph"))),
        );
        if text.is_none() {
            parts.push("same text".to_owned());
        }
        parts.join(", ")
    }
}

#[derive(Serialize)]
struct Record<'a> {
    format_version: u32,
    family: String,
    copies: usize,
    articles: Vec<ArticleRecord<'a>>,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    #[serde(flatten)]
    fields: JsonFields<'a>,
    replaced: bool,
    differs: Differs,
}

#[derive(Serialize)]
struct Differs {
    fields: Vec<&'static str>,
    same: usize,
    moved: usize,
    changed: usize,
    added: usize,
    cut: usize,
}

impl<'a> ArticleRecord<'a> {
    fn of(compared: Compared<'a>) -> Self {
        let Difference {
            same,
            moved,
            changed,
            added,
            cut,
        } = compared.text;
        Self {
            fields: JsonFields::new(compared.article, fields::in_json()),
            replaced: compared.is_replaced,
            differs: Differs {
                fields: compared.fields,
                same,
                moved,
                changed,
                added,
                cut,
            },
        }
    }
}
