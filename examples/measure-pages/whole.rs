//! Measures pages whose expected results are whole articles: whether headline and day are correct,
//! and how many words of the body are.

#![allow(unreachable_pub, reason = "a module of a program")]
#![allow(clippy::print_stdout, reason = "the program prints its results")]

use crate::pages::{Page, Whole};
use crate::score::{f1, fold, is_same_day};
use dateline::article::Article;

/// Whether the headline and the day are correct (1 or 0), and the F1 of the tokens of the body.
pub fn score(article: Option<&Article>, expected: &Whole) -> [f64; 3] {
    let Some(article) = article else {
        return [0.0; 3];
    };
    let headline = fold(&article.headline) == fold(&expected.headline);
    let day = is_same_day(article.published.as_ref(), expected.published.as_deref());
    let body = f1(&article.body, &expected.paragraphs.join("\n"));
    [f64::from(headline), f64::from(day), body.0]
}

/// Prints the parts of a page that were not read correctly.
pub fn report(
    page: &Page,
    expected: &Whole,
    article: Result<&Article, &str>,
    [headline, day, body]: [f64; 3],
    verbose: bool,
) {
    let name = &page.name;
    let article = match article {
        Ok(article) => article,
        Err(why) => return println!("{name}: not read: {why}"),
    };
    let mut wrong = Vec::new();
    if headline < 1.0 {
        wrong.push(format!(
            "headline `{}` for `{}`",
            article.headline, expected.headline
        ));
    }
    if day < 1.0 {
        let published = article
            .published
            .map(|date| date.to_string())
            .unwrap_or_default();
        let wanted = expected.published.as_deref().unwrap_or_default();
        wrong.push(format!("date `{published}` for `{wanted}`"));
    }
    if body < 0.95 || verbose {
        let (f1, precision, recall) = f1(&article.body, &expected.paragraphs.join("\n"));
        wrong.push(format!(
            "body F1 {f1:.3} (precision {precision:.3}, recall {recall:.3})"
        ));
    }
    if !wrong.is_empty() {
        println!("{name}: {}", wrong.join("; "));
    }
    if verbose {
        differences(&article.body, &expected.paragraphs);
    }
}

/// Prints paragraphs that are only in one of two texts.
fn differences(body: &str, expected: &[String]) {
    let (wanted, found) = (fold(&expected.join("\n")), fold(body));
    for line in body
        .lines()
        .filter(|line| !line.is_empty() && !wanted.contains(&fold(line)))
    {
        println!("    + {line}");
    }
    for line in expected.iter().flat_map(|paragraph| paragraph.lines()) {
        if !found.contains(&fold(line)) {
            println!("    - {line}");
        }
    }
}
