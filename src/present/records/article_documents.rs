//! One article as a document of its own: Markdown and HTML.
//!
//! Both have the headline, the labelled lines of the text for people, and the body, with what a query marks.

use super::article::{ArticleView, labelled_value, marked_lines};
use crate::article::fields;
use crate::present::markup::titles::title_for_people;
use crate::present::markup::{html, markdown};
use std::io::{self, Write};

impl ArticleView<'_> {
    /// Writes it as a page of HTML that loads nothing.
    ///
    /// # Errors
    /// If writing to `out` fails. The kind of the error is unchanged, so that a broken pipe is recognised.
    pub fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        let article = self.article;
        let title = title_for_people(article);
        html::page(&title, out, |out| {
            let headline = match article.headline.trim() {
                "" => html::marked(&title, &[]),
                _ => html::marked(&article.headline, &self.headline_matches),
            };
            writeln!(out, "<article>\n<h1 dir=\"auto\">{headline}</h1>")?;
            out.write_all(b"<p class=\"about\">")?;
            for (label, value) in self.labelled() {
                let url = article.url.as_deref().filter(|_| label == "url");
                let value = html::linked(&html::escaped(&value), url);
                writeln!(out, "{label}: {value}<br>")?;
            }
            out.write_all(b"</p>\n")?;
            for (line, matches) in marked_lines(article.body.trim_end(), &self.body_matches) {
                if !line.trim().is_empty() {
                    writeln!(out, "<p dir=\"auto\">{}</p>", html::marked(line, &matches))?;
                }
            }
            out.write_all(b"</article>\n")
        })
    }

    /// Writes it as Markdown.
    ///
    /// # Errors
    /// As [`html`](Self::html).
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let article = self.article;
        let headline = match article.headline.trim() {
            "" => markdown::marked(&title_for_people(article), &[]),
            _ => markdown::marked(&article.headline, &self.headline_matches),
        };
        writeln!(out, "# {}\n", headline.trim())?;
        for (label, value) in self.labelled() {
            let url = article.url.as_deref().filter(|_| label == "url");
            let value = match label {
                "path" => markdown::code(&value),
                _ => markdown::linked(&markdown::escaped(&value), url),
            };
            writeln!(out, "- {label}: {value}")?;
        }
        for (line, matches) in marked_lines(article.body.trim_end(), &self.body_matches) {
            if !line.trim().is_empty() {
                writeln!(out, "\n{}", markdown::paragraph(line, &matches))?;
            }
        }
        Ok(())
    }

    /// The labelled lines of the text for people.
    fn labelled(&self) -> impl Iterator<Item = (&'static str, String)> {
        let labelled = fields::labelled().into_iter();
        let lines = labelled.map(|(label, field)| (label, labelled_value(field, self.article)));
        lines.filter(|(_, value)| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::present::sample;

    fn hostile() -> Article {
        Article {
            headline: "<script>alert(1)</script> *Troops*".to_owned(),
            body: "<img src=x onerror=alert(1)>\n\n# Troops left\n\n[x](javascript:alert(1))"
                .to_owned(),
            url: Some("javascript:alert(1)".to_owned()),
            ..sample::article()
        }
    }

    #[test]
    fn nothing_of_an_article_is_markup() {
        let article = hostile();
        let at = article.body.find("Troops").unwrap();
        let troops = at..at + "Troops".len();
        let view = ArticleView {
            body_matches: vec![troops],
            ..ArticleView::of(&article)
        };
        let (mut page, mut text) = (Vec::new(), Vec::new());
        view.html(&mut page).unwrap();
        view.markdown(&mut text).unwrap();
        let page = String::from_utf8(page).unwrap();
        let text = String::from_utf8(text).unwrap();
        for part in ["<script", "<img", "href"] {
            assert!(!page.contains(part), "{part} in {page}");
        }
        assert!(
            page.contains("<p dir=\"auto\"># <mark>Troops</mark> left</p>"),
            "{page}"
        );
        assert!(text.contains("\n\\# **Troops** left\n"), "{text}");
        assert!(text.contains("\n\\[x\\](javascript:alert(1))\n"), "{text}");
        assert!(text.contains("- url: javascript:alert(1)\n"), "{text}");
        assert!(
            text.starts_with("# \\<script\\>alert(1)\\</script\\> \\*Troops\\*\n"),
            "{text}"
        );
    }
}
