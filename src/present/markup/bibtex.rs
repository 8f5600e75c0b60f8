//! An article as an entry of BibTeX, for LaTeX and reference managers.
//!
//! Texts of articles have no command of TeX and no brace that ends a value. Letters stay Unicode, as biber and all
//! current tools read them.

use super::address::web_address;
use super::titles::headline_or_page;
use crate::article::{Article, Precision};
use crate::present::terminal::safe::for_terminal;
use std::collections::HashMap;
use std::io::{self, Write};
use twox_hash::XxHash3_128;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Writes articles as entries, each with a key of its own. A value that an article does not have has no line.
pub(in crate::present) fn write(
    articles: &mut dyn Iterator<Item = &Article>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut times: HashMap<String, u64> = HashMap::new();
    for article in articles {
        let own = key(article);
        let key = numbered(&mut times, own);
        entry(article, &key, out)?;
    }
    Ok(())
}

/// The key, with a number behind it if it was used before. A number makes no key that another
/// article has of itself: `n-2` is counted as well.
fn numbered(times: &mut HashMap<String, u64>, own: String) -> String {
    loop {
        let time = times.entry(own.clone()).or_default();
        *time += 1;
        if *time == 1 {
            return own;
        }
        let numbered = format!("{own}-{time}");
        if times.get(&numbered).is_none() {
            times.insert(numbered.clone(), 1);
            return numbered;
        }
    }
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

/// The most characters of a part of a key.
const LONGEST: usize = 24;

/// What people call the entry: who wrote or published it, the year, and its id. ASCII letters, digits and `-` alone. An
/// id that is longer or has other characters is followed by a hash of it, so that two articles that were cited one
/// after the other have two keys.
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
        letters.take(LONGEST).collect::<String>().to_lowercase()
    };
    let mut id = plain(&article.id.0);
    if id != article.id.0 {
        let hash = XxHash3_128::oneshot(article.id.0.as_bytes());
        id = format!("{id}-{:08x}", hash >> 96);
    }
    format!("{}{year}-{id}", plain(name))
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
    fn ids_that_start_alike_or_have_other_letters_have_keys_of_their_own() {
        let of = |id: &str| {
            let mut article = sample::article();
            article.id.0 = id.to_owned();
            key(&article)
        };
        let ids = [
            "86685",
            "urn:newsml:meridian.example:20210119:1",
            "urn:newsml:meridian.example:20210119:2",
            "AB-1",
            "ab-1",
            "новость-1",
            "новости-1",
        ];
        let keys: std::collections::HashSet<_> = ids.map(of).into_iter().collect();
        assert_eq!(keys.len(), ids.len(), "{keys:?}");
        assert!(keys.contains("writer2021-86685"));
    }

    #[test]
    fn a_number_makes_no_key_that_another_article_has() {
        let mut times = HashMap::new();
        let keys = ["a", "a", "a-2", "a", "a-2"].map(|own| numbered(&mut times, own.to_owned()));
        assert_eq!(keys, ["a", "a-2", "a-2-2", "a-3", "a-2-3"]);
        let mut times = HashMap::new();
        let keys = ["a-2", "a", "a"].map(|own| numbered(&mut times, own.to_owned()));
        assert_eq!(keys, ["a-2", "a", "a-3"]);
    }

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
