//! References to articles, in each style that `dateline cite` takes.
//!
//! A reference for people has who wrote it, the headline, where and when it was published, and its address. A name is
//! written as the article has it: which part of it is the surname depends on the country.

use super::{address::web_address, bibtex, markdown, ris, titles::page_name};
use crate::article::Article;
use crate::present::date::day_for_people;
use crate::present::terminal::safe::for_terminal;
use std::io::{self, Write};

/// A style of references.
#[derive(Debug)]
pub struct CitationStyle {
    /// Its name, as `--style` takes it.
    pub name: &'static str,
    /// What it is, for `--help`: a few words without a full stop.
    pub about: &'static str,
    /// Writes references to these articles, in this order.
    pub write: WriteReferences,
}

/// Writes references to articles; fails only if writing fails.
pub type WriteReferences = fn(&mut dyn Iterator<Item = &Article>, &mut dyn Write) -> io::Result<()>;

/// Every style, in the order of `--help`. The first is the default.
pub static CITATION_STYLES: &[CitationStyle] = &[
    CitationStyle {
        name: "text",
        about: "A sentence for a note or a list of sources",
        write: text,
    },
    CitationStyle {
        name: "markdown",
        about: "The same with the publication in italics and a link",
        write: in_markdown,
    },
    CitationStyle {
        name: "bibtex",
        about: "BibTeX, for LaTeX",
        write: bibtex::write,
    },
    CitationStyle {
        name: "ris",
        about: "RIS, for Zotero, EndNote and others",
        write: ris::write,
    },
];

fn text(articles: &mut dyn Iterator<Item = &Article>, out: &mut dyn Write) -> io::Result<()> {
    for article in articles {
        let plain = |text: &str| for_terminal(text).into_owned();
        let reference = sentence(article, plain, |headline| headline, |source| source);
        write!(out, "{reference}")?;
        if let Some(url) = article.url.as_deref().and_then(web_address) {
            write!(out, " {url}")?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn in_markdown(
    articles: &mut dyn Iterator<Item = &Article>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for article in articles {
        let link = |headline: String| markdown::linked(&headline, article.url.as_deref());
        let reference = sentence(article, markdown::escaped, link, |source| {
            format!("*{source}*")
        });
        writeln!(out, "- {reference}")?;
    }
    Ok(())
}

/// `A. Writer and B. Author. “Headline.” Publication, 19 January 2021, p. 3.` A page of a newspaper
/// without a headline is `Publication, 19 January 2021, page 3.`
fn sentence(
    article: &Article,
    escaped: impl Fn(&str) -> String,
    headline: impl FnOnce(String) -> String,
    publication: impl FnOnce(String) -> String,
) -> String {
    let one_line = |text: &str| escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut parts = Vec::new();
    let authors: Vec<_> = article.bylines.iter().map(|name| one_line(name)).collect();
    match &authors[..] {
        [] => {}
        [only] => parts.push(format!("{}.", only.trim_end_matches('.'))),
        [others @ .., last] => parts.push(format!("{} and {last}.", others.join(", "))),
    }
    let title = article.headline.trim();
    if title.is_empty()
        && let Some(page) = page_name(article)
    {
        parts.push(format!("{}.", headline(one_line(&page))));
        return parts.join(" ");
    }
    let title = if title.is_empty() {
        "(no headline)"
    } else {
        title
    };
    let stop = if title.ends_with(['.', '!', '?', '…', '。', '؟']) {
        ""
    } else {
        "."
    };
    parts.push(format!("“{}{stop}”", headline(one_line(title))));
    let source = article.source.as_deref().or(article.agency.as_deref());
    let source = source.map(|source| publication(one_line(source)));
    // The day is what a reference has; the time is in the article.
    let date = article.published.as_ref().map(day_for_people);
    let page = article
        .page
        .as_deref()
        .map(|page| format!("p. {}", one_line(page)));
    let place: Vec<_> = [source, date, page].into_iter().flatten().collect();
    if !place.is_empty() {
        parts.push(format!("{}.", place.join(", ")));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    fn written(style: &str, article: &Article) -> String {
        let style = CITATION_STYLES
            .iter()
            .find(|own| own.name == style)
            .unwrap();
        let mut out = Vec::new();
        (style.write)(&mut std::iter::once(article), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_reference_is_a_sentence() {
        let article = sample::article();
        assert_eq!(
            written("text", &article),
            "A. Writer and B. Author. “Iraqi Bloc Confirms Commitment to U.S. Troops Pullout.” kayhan.ir, \
             19 January 2021. http://kayhan.ir/en/news/86685\n"
        );
        assert_eq!(
            written("markdown", &article),
            "- A. Writer and B. Author. “[Iraqi Bloc Confirms Commitment to U.S. Troops \
             Pullout](<http://kayhan.ir/en/news/86685>).” *kayhan.ir*, 19 January 2021.\n"
        );
    }

    #[test]
    fn a_page_of_a_newspaper_is_cited_by_its_name() {
        let article = Article {
            source: Some("Norvik *Mercury*".to_owned()),
            published: Some("1921-01-19".parse().unwrap()),
            page: Some("3".to_owned()),
            url: Some("https://library.example/3".to_owned()),
            ..Article::default()
        };
        let name = "Norvik *Mercury*, 19 January 1921, page 3";
        assert_eq!(
            written("text", &article),
            format!("{name}. https://library.example/3\n")
        );
        assert_eq!(
            written("markdown", &article),
            "- [Norvik \\*Mercury\\*, 19 January 1921, page 3](<https://library.example/3>).\n"
        );
        assert!(written("bibtex", &article).contains(&format!("title = {{{name}}}")));
        assert!(written("ris", &article).contains(&format!("TI  - {name}\r\n")));
    }

    #[test]
    fn what_an_article_does_not_have_is_left_out() {
        let article = Article {
            headline: "Who *was* it?\n\u{1b}".to_owned(),
            ..Article::default()
        };
        assert_eq!(written("text", &article), "“Who *was* it? \u{fffd}.”\n");
        assert_eq!(
            written("markdown", &article),
            "- “Who \\*was\\* it? \u{fffd}.”\n"
        );
    }
}
