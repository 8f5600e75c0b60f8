//! A hit on a page: headline, one line of facts, passages, copies.
//!
//! It is made of a hit alone, for the template, and knows only how addresses are written.

use crate::article::{Article, Status};
use crate::present::{date_for_people, grouped, page_name};
use crate::query::{HitCopies, SearchHit};
use crate::serve::ask::question::Question;
use crate::serve::pages::address::Address;
use crate::serve::pages::text::{LONGEST, Part, direction, first_parts, language_tag, line};

/// A hit.
#[derive(Debug)]
pub(in crate::serve::pages) struct Hit {
    pub(in crate::serve::pages) address: String,
    /// Empty for an article without a headline.
    pub(in crate::serve::pages) headline: Vec<Part>,
    pub(in crate::serve::pages) language: String,
    pub(in crate::serve::pages) direction: &'static str,
    pub(in crate::serve::pages) date: Option<Date>,
    pub(in crate::serve::pages) facts: Vec<String>,
    pub(in crate::serve::pages) passages: Vec<Vec<Part>>,
    pub(in crate::serve::pages) copies: Option<String>,
}

/// A date for people and for programs.
#[derive(Debug)]
pub(in crate::serve::pages) struct Date {
    pub(in crate::serve::pages) shown: String,
    pub(in crate::serve::pages) exact: String,
}

impl Date {
    pub(in crate::serve::pages) fn of(article: &Article) -> Option<Self> {
        let published = article.published.as_ref()?;
        Some(Self {
            shown: date_for_people(published),
            exact: published.to_string(),
        })
    }
}

impl Hit {
    /// A hit of a question.
    pub(in crate::serve::pages) fn of(
        hit: &SearchHit,
        question: &Question,
        address: &Address,
    ) -> Self {
        let article = &hit.article;
        let facts = [&article.source, &article.place, &article.section];
        let facts = facts.into_iter().flatten();
        let mut facts: Vec<_> = facts.map(|fact| line(fact)).collect();
        if question.set.members().len() > 1 {
            facts.push(line(&hit.archive));
        }
        if article.status != Status::Usable {
            facts.push(article.status.to_string());
        }
        facts.retain(|fact| !fact.is_empty());
        let passages = hit.passages.iter();
        let passages = passages.map(|own| {
            let mut shown = first_parts(&own.text, &own.matches, LONGEST * 5);
            let dots = |text: &str| Part {
                text: text.to_owned(),
                is_marked: false,
            };
            if own.cut_before {
                shown.insert(0, dots("… "));
            }
            if own.cut_after {
                shown.push(dots(" …"));
            }
            shown
        });
        Self {
            address: address.article(&hit.archive, article, Some(hit.rank)),
            headline: match page_name(article).filter(|_| article.headline.trim().is_empty()) {
                Some(name) => first_parts(&name, &[], LONGEST),
                None => first_parts(article.headline.trim_end(), &hit.headline_matches, LONGEST),
            },
            language: language_tag(article.language.as_deref()),
            direction: direction(article.language.as_deref().unwrap_or_default()),
            date: Date::of(article),
            passages: passages.collect(),
            copies: hit.copies.as_ref().and_then(copies),
            facts,
        }
    }
}

/// `+ 13 copies: North Lantern (19 July 2021), Coast Post and 11 more`
fn copies(own: &HitCopies) -> Option<String> {
    let others = own.others;
    if others == 0 {
        return None;
    }
    let named = own.named.iter().map(|copy| {
        let source = copy
            .source
            .as_deref()
            .map_or_else(|| copy.origin.to_string(), str::to_owned);
        match &copy.published {
            Some(date) => format!("{} ({})", line(&source), date_for_people(date)),
            None => line(&source),
        }
    });
    let named: Vec<_> = named.collect();
    let rest = others.saturating_sub(named.len() as u64);
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    let count = match others {
        1 => "1 copy".to_owned(),
        others => format!("{} copies", grouped(others)),
    };
    let replaced = if own.is_replaced {
        ", replaced by a later version"
    } else {
        ""
    };
    Some(format!("+ {count}: {}{more}{replaced}", named.join(", ")))
}
