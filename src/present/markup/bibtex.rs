//! An article as an entry of BibTeX, for LaTeX and reference managers.
//!
//! Texts of articles have no command of TeX and no brace that ends a value. Letters stay Unicode, as biber and all
//! current tools read them.

use super::address::web_address;
use super::titles::headline_or_page;
use crate::article::{Article, Precision};
use crate::present::terminal::safe::for_terminal;
use std::collections::HashSet;
use std::io::{self, Write};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Writes articles as entries, each with a key of its own. A value that an article does not have has no line.
pub(in crate::present) fn write(
    articles: &mut dyn Iterator<Item = &Article>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut keys = HashSet::new();
    for article in articles {
        let own = key(article);
        let others = (2..).map(|number| format!("{own}-{number}"));
        let free = std::iter::once(own.clone())
            .chain(others)
            .find(|key| !keys.contains(key));
        let key = free.unwrap_or(own);
        entry(article, &key, out)?;
        keys.insert(key);
    }
    Ok(())
}

fn entry(article: &Article, key: &str, out: &mut dyn Write) -> io::Result<()> {
    let publication = article.source.as_deref().or(article.agency.as_deref());
    let kind = if publication.is_some() {
        "article"
    } else {
        "misc"
    };
    write!(out, "@{kind}{{{key}")?;
    let mut field = |name: &str, value: &str| {
        if value.trim().is_empty() {
            return Ok(());
        }
        write!(out, ",\n  {name} = {{{}}}", escaped(value))
    };
    field("title", &headline_or_page(article))?;
    // ` and ` separates authors, so one in a name is written `&`.
    let authors: Vec<_> = article
        .bylines
        .iter()
        .map(|name| name.replace(" and ", " & "))
        .collect();
    field("author", &authors.join(" and "))?;
    field("journal", publication.unwrap_or_default())?;
    if let Some(published) = &article.published {
        let date = published.to_string();
        field("date", date.get(..10).unwrap_or(&date))?;
        field("year", &published.start().year().to_string())?;
    }
    field("pages", article.page.as_deref().unwrap_or_default())?;
    field("address", article.place.as_deref().unwrap_or_default())?;
    field("keywords", &article.keywords.join(", "))?;
    field("language", article.language.as_deref().unwrap_or_default())?;
    // An address is read as it is written, and has neither braces nor spaces.
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        write!(out, ",\n  url = {{{url}}}")?;
    }
    if let Some(published) = &article.published
        && published.precision() >= Precision::Month
        && let Some(month) = usize::try_from(published.start().month() - 1)
            .ok()
            .and_then(|at| MONTHS.get(at))
    {
        write!(out, ",\n  month = {month}")?;
    }
    out.write_all(b"\n}\n\n")
}

/// What people call the entry: who wrote or published it, the year, and its id. ASCII letters, digits and `-` alone.
fn key(article: &Article) -> String {
    let author = article
        .bylines
        .first()
        .and_then(|name| name.split_whitespace().last());
    let name = author.or(article.source.as_deref()).unwrap_or("article");
    let year = article
        .published
        .map_or(String::new(), |date| date.start().year().to_string());
    let plain = |text: &str| -> String {
        let letters = text
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        letters.take(24).collect::<String>().to_lowercase()
    };
    format!("{}{year}-{}", plain(name), plain(&article.id.0))
}

/// A value between braces: on one line, without commands.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in for_terminal(text).split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars() {
            match c {
                '\\' => escaped.push_str("\\textbackslash{}"),
                '~' => escaped.push_str("\\textasciitilde{}"),
                '^' => escaped.push_str("\\textasciicircum{}"),
                '{' | '}' | '$' | '&' | '#' | '_' | '%' => escaped.extend(['\\', c]),
                c => escaped.push(c),
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn entries_have_keys_of_their_own_and_texts_no_commands() {
        let mut article = sample::article();
        article.headline = "Troops} \\input{x}\n@misc{y, 100% & $5".to_owned();
        let mut out = Vec::new();
        write(&mut [&article, &article].into_iter(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let (first, second) = text.split_once("\n\n").unwrap();
        assert_eq!(
            first,
            "@article{writer2021-86685,\n  \
             title = {Troops\\} \\textbackslash{}input\\{x\\} @misc\\{y, 100\\% \\& \\$5},\n  \
             author = {A. Writer and B. Author},\n  journal = {kayhan.ir},\n  date = {2021-01-19},\n  \
             year = {2021},\n  address = {Baghdad},\n  keywords = {Iraq, troops},\n  language = {en},\n  \
             url = {http://kayhan.ir/en/news/86685},\n  month = jan\n}"
        );
        assert!(
            second.starts_with("@article{writer2021-86685-2,"),
            "{second}"
        );
    }
}
