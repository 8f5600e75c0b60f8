//! Keyword in context: every occurrence of what matches, with the text around it.
//!
//! The occurrences are those that `show` and the passages of a search mark. In the order of the
//! archive the lines are handed over while articles are read: memory has one bit for each article of
//! the index. By date it has an address for each article that matches. In the order of the words
//! around, the first lines are kept, at most as many as are wanted.

use crate::analysis::whole_words;
use crate::article::{Article, ArticleId, Origin, Published};
use crate::query::elsewhere::Condition;
use crate::query::engine::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use std::collections::BTreeMap;
use std::ops::Range;
use strum::{EnumString, IntoStaticStr, VariantNames};

/// An occurrence with the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextLine {
    /// The name of its archive.
    pub archive: String,
    /// The id of the article.
    pub id: ArticleId,
    /// Where the article is.
    pub origin: Origin,
    /// When it was published.
    pub published: Option<Published>,
    /// The publication.
    pub source: Option<String>,
    /// The name of the field: `headline` or `body`.
    pub field: &'static str,
    /// Where the occurrence begins in the field, in characters (Unicode scalar values).
    pub start: usize,
    /// The text before it, on one line.
    pub left: String,
    /// The text that matches, on one line.
    pub matched: String,
    /// The text after it, on one line.
    pub right: String,
}

/// The order of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum LineOrder {
    /// As the index keeps the articles, and in the order of the text. Those of archives on other
    /// machines come last, by date.
    #[default]
    Archive,
    /// The oldest article first, those without a date last. The plan has to be sorted so.
    Date,
    /// By the words before the match, the nearest first.
    Left,
    /// By the words after the match.
    Right,
}

/// How lines are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concordance {
    /// How much text is on each side of a match, in characters.
    pub width: usize,
    /// The order of lines.
    pub order: LineOrder,
    /// The largest number of lines.
    pub most: usize,
}

/// What became of a concordance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// The number of articles that match.
    pub articles: u64,
    /// The number of lines that were handed over.
    pub lines: u64,
    /// Whether there are more lines.
    pub is_cut: bool,
}

impl Engine<'_> {
    /// Hands over the occurrences of what matches, line by line.
    ///
    /// # Errors
    /// If the segments cannot be read, the plan's deadline has passed, and the errors of `each`.
    pub fn concordance<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        how: Concordance,
        mut each: impl FnMut(ContextLine) -> Result<(), E>,
    ) -> Result<Occurrences, E> {
        let again = self.with_words(plan).map_err(SearchError::from)?;
        let plan = again.as_ref().unwrap_or(plan);
        let mut done = Occurrences::default();
        match how.order {
            LineOrder::Archive | LineOrder::Date => {
                self.each_line(
                    plan,
                    how,
                    |line| {
                        if done.lines >= how.most as u64 {
                            done.is_cut = true;
                            return Ok(false);
                        }
                        done.lines += 1;
                        each(line)?;
                        Ok::<_, E>(true)
                    },
                    &mut done.articles,
                )?;
            }
            LineOrder::Left | LineOrder::Right => {
                let mut articles = 0;
                let mut kept = BTreeMap::new();
                let mut number = 0_u64;
                self.each_line(
                    plan,
                    how,
                    |line| {
                        let key = match how.order {
                            LineOrder::Left => words_from_the_right(&line.left),
                            _ => line.right.to_lowercase(),
                        };
                        // The key has the whole context, so lines with equal keys stay in their order.
                        kept.insert((key, number), line);
                        number += 1;
                        if kept.len() > how.most {
                            kept.pop_last();
                        }
                        Ok::<_, E>(true)
                    },
                    &mut articles,
                )?;
                done = Occurrences {
                    articles,
                    lines: kept.len() as u64,
                    is_cut: number > kept.len() as u64,
                };
                for line in kept.into_values() {
                    each(line)?;
                }
            }
        }
        Ok(done)
    }

    /// Calls `each` with the lines of the articles that match, by date or in the order of the index,
    /// until it says that no more are wanted.
    fn each_line<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        how: Concordance,
        mut each: impl FnMut(ContextLine) -> Result<bool, E>,
        articles: &mut u64,
    ) -> Result<(), E> {
        let schema = self.snapshot.schema;
        let mut analyzer = schema.pooled_analyzer();
        let mut lines_of = |archive: usize, article: &Article| -> Vec<ContextLine> {
            let archive = self.snapshot.name_of(archive);
            let fields = [
                ("headline", &article.headline, schema.fields.headline),
                ("body", &article.body, schema.fields.body),
            ];
            analyzer.set_language(schema.language_of(article));
            let mut lines = Vec::new();
            for (name, text, field) in fields {
                let ranges = plan.highlights.ranges(text, field, &mut analyzer);
                let ranges = in_whole_words(text, ranges);
                let mut place = (0, 0);
                for range in ranges {
                    place.1 += text[place.0..range.start].chars().count();
                    place.0 = range.start;
                    let found = Found {
                        archive: &archive,
                        article,
                        name,
                        text,
                        range,
                        start: place.1,
                    };
                    lines.push(found.line(how.width));
                }
            }
            lines
        };
        let mut hand_over = |article: tantivy::Result<(usize, Article)>| -> Result<bool, E> {
            let check = plan.deadline.check().map_err(tantivy::TantivyError::from);
            let (archive, article) = check.and(article).map_err(SearchError::from)?;
            for line in lines_of(archive, &article) {
                if !each(line)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        if how.order == LineOrder::Date && self.elsewhere.is_some() {
            *articles = self.total(plan)?;
            return self.each_by_date(plan, |archive, article| hand_over(Ok((archive, article))));
        }
        if how.order == LineOrder::Date {
            let by_date = self.ranked(plan)?;
            *articles = by_date.len() as u64;
            for found in by_date {
                let archive = self.snapshot.archive_at(found.address);
                let article = self.snapshot.article(found.address);
                if !hand_over(article.map(|article| (archive, article)))? {
                    break;
                }
            }
            return Ok(());
        }
        let mut found = Vec::new();
        self.each_match(plan, |_, documents| {
            *articles += documents.count();
            found.push(documents.clone());
            Ok(())
        })
        .map_err(SearchError::from)?;
        *articles += self.counts_elsewhere(plan, &[Condition::All])?[0];
        for article in self.stored(&found) {
            if !hand_over(article)? {
                return Ok(());
            }
        }
        for (part, matching) in self.far(plan)? {
            for article in part.search.each(&matching) {
                let (article, _) = article.map_err(SearchError::Elsewhere)?;
                if !hand_over(Ok((part.place, article)))? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// The ranges with the whole words that they are in, those in one word together.
fn in_whole_words(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return ranges;
    }
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let range = whole_words(text, range);
        match whole.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => whole.push(range),
        }
    }
    whole
}

/// An occurrence in a text of an article.
struct Found<'a> {
    archive: &'a str,
    article: &'a Article,
    /// The name of the field.
    name: &'static str,
    text: &'a str,
    /// What matches, in bytes.
    range: Range<usize>,
    /// Where it begins, in characters.
    start: usize,
}

impl Found<'_> {
    /// The occurrence with so many characters of the text on each side.
    fn line(self, width: usize) -> ContextLine {
        let Self {
            article,
            text,
            range,
            ..
        } = self;
        // White space is joined, so twice as many characters are looked at as are wanted.
        let before: Vec<char> = text[..range.start].chars().rev().take(2 * width).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = text[range.end..].chars().take(2 * width).collect();
        let (left, right) = (on_one_line(&before), on_one_line(&after));
        let longer = left.chars().count().saturating_sub(width);
        ContextLine {
            archive: self.archive.to_owned(),
            id: article.id.clone(),
            origin: article.origin.clone(),
            published: article.published,
            source: article.source.clone(),
            field: self.name,
            start: self.start,
            left: left.chars().skip(longer).collect(),
            matched: on_one_line(&text[range]),
            right: right.chars().take(width).collect(),
        }
    }
}

/// A text with a space for each run of white space. One at an end is kept.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

/// The words of a text, the last first, in lower case.
fn words_from_the_right(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().rev().collect();
    words.join(" ").to_lowercase()
}
