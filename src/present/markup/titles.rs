//! What an article is called where people see it: by its headline, or a page of a newspaper by its
//! title, day and number.
//!
//! The text is that of the source: who writes it makes it safe for the output.

use crate::article::Article;
use crate::present::date::date_for_people;
use std::borrow::Cow;

/// The headline, else the name of the page, else that there is none.
pub(in crate::present) fn title_for_people(article: &Article) -> Cow<'_, str> {
    match headline_or_page(article) {
        title if title.is_empty() => "(no headline)".into(),
        title => title,
    }
}

/// The headline, else the name of the page; empty if it has neither.
pub(in crate::present) fn headline_or_page(article: &Article) -> Cow<'_, str> {
    match article.headline.trim() {
        "" => page_name(article).unwrap_or_default().into(),
        headline => headline.into(),
    }
}

/// What a page of a newspaper is called, where nothing says what its articles are: `Norvik Mercury,
/// 19 January 1921, page 3`. `None` unless its paper and its number are known.
#[must_use]
pub fn page_name(article: &Article) -> Option<String> {
    let (source, page) = (article.source.as_ref()?, article.page.as_ref()?);
    let date = article.published.as_ref().map(date_for_people);
    let parts = [Some(source.clone()), date, Some(format!("page {page}"))];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_called_by_its_paper_day_and_number() {
        let mut article = Article {
            source: Some("Norvik Mercury".into()),
            published: Some("1921-01-19".parse().unwrap()),
            page: Some("3".into()),
            ..Article::default()
        };
        let name = "Norvik Mercury, 19 January 1921, page 3";
        assert_eq!(title_for_people(&article), name);
        article.headline = " Ferry resumed\n".into();
        assert_eq!(title_for_people(&article), "Ferry resumed");
        article.headline.clear();
        article.source = None;
        assert_eq!(page_name(&article), None);
        assert_eq!(title_for_people(&article), "(no headline)");
    }
}
