//! An article as a record of RIS, for reference managers such as Zotero.
//!
//! RIS is a format of lines: two letters, two spaces, a dash, a space, the value. A line feed in a text would start a
//! field, so none is written.

use super::titles::headline_or_page;
use crate::article::{Article, Precision, Published};
use crate::present::terminal::safe::for_terminal;
use std::io::{self, Write};

/// Writes articles as records of newspaper articles. A value that an article does not have has no line.
pub(in crate::present) fn write(
    articles: &mut dyn Iterator<Item = &Article>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for article in articles {
        record(article, out)?;
    }
    Ok(())
}

fn record(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |tag: &str, value: &str| {
        let value = for_terminal(value);
        let words: Vec<_> = value.split_whitespace().collect();
        if words.is_empty() {
            return Ok(());
        }
        write!(out, "{tag}  - {}\r\n", words.join(" "))
    };
    line("TY", "NEWS")?;
    line("TI", &headline_or_page(article))?;
    for author in &article.bylines {
        line("AU", author)?;
    }
    if let Some(published) = &article.published {
        line("PY", &published.start().year().to_string())?;
        line("DA", &date(published))?;
    }
    let publication = article.source.as_deref().or(article.agency.as_deref());
    line("T2", publication.unwrap_or_default())?;
    line("SE", article.section.as_deref().unwrap_or_default())?;
    line("SP", article.page.as_deref().unwrap_or_default())?;
    line("PP", article.place.as_deref().unwrap_or_default())?;
    for keyword in &article.keywords {
        line("KW", keyword)?;
    }
    line("LA", article.language.as_deref().unwrap_or_default())?;
    line("UR", article.url.as_deref().unwrap_or_default())?;
    line("AN", &article.id.0)?;
    out.write_all(b"ER  - \r\n\r\n")
}

/// A date as RIS writes it: year, month and day between slashes, those that are not known left empty.
fn date(published: &Published) -> String {
    let at = published.start();
    let precision = published.precision();
    let month = if precision >= Precision::Month {
        format!("{:02}", at.month())
    } else {
        String::new()
    };
    let day = if precision >= Precision::Day {
        format!("{:02}", at.day())
    } else {
        String::new()
    };
    format!("{:04}/{month}/{day}/", at.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn a_record_has_a_line_a_value_and_no_text_starts_one() {
        let mut article = sample::article();
        article.headline = "Troops\r\nER  - \r\nTY  - JOUR".to_owned();
        let mut out = Vec::new();
        write(&mut std::iter::once(&article), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap().replace("\r\n", "\n"),
            "TY  - NEWS\nTI  - Troops ER - TY - JOUR\nAU  - A. Writer\nAU  - B. Author\nPY  - 2021\n\
             DA  - 2021/01/19/\nT2  - kayhan.ir\nPP  - Baghdad\nKW  - Iraq\nKW  - troops\nLA  - en\n\
             UR  - http://kayhan.ir/en/news/86685\nAN  - 86685\nER  - \n\n"
        );
    }
}
