//! The reader of news sitemaps: addresses of articles with headline, date and newspaper.
//!
//! The format has no texts, so an article of a headline alone is whole. Addresses without news are
//! counted, and one problem names them. Other sitemaps are no format of articles. Format:
//! <https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>.

use crate::article::{ArchivePath, DateSource, Problem, ProblemKind, WhyLeftOut};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank, bylines};
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::sync::Arc;

/// News sitemaps, recognized by their root element and the vocabulary of news.
pub(in crate::formats) struct NewsSitemap;

/// A part of the address of the vocabulary.
const NEWS: &str = "schemas/sitemap-news/";

/// How many addresses without news were skipped.
#[derive(Debug, Default, Clone)]
pub(in crate::formats) struct WithoutNews(u32);

impl ArticleReader for NewsSitemap {
    fn name(&self) -> &'static str {
        "news-sitemap"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| root.name == "urlset" && root.tag.contains(NEWS))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for NewsSitemap {
    const SHAPE: Shape = Shape {
        containers: &["urlset"],
        records: &["url"],
    };

    const EMPTY: &'static str = "a sitemap without addresses";

    type Context = WithoutNews;

    fn open(_: &mut Arc<WithoutNews>, _: &Element) {}

    fn is_record(others: &mut Arc<WithoutNews>, element: &Element) -> bool {
        if element.name != "url" {
            return false;
        }
        let has_news = element.find("news:news").is_some();
        if !has_news {
            Arc::make_mut(others).0 += 1;
        }
        has_news
    }

    fn skipped(others: &WithoutNews) -> Option<Problem> {
        let detail = format!("addresses without news: {}", others.0);
        (others.0 > 0).then(|| Problem::file(ProblemKind::NotAnArticle, detail))
    }

    fn read(
        record: &ElementRecord<WithoutNews>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let url = &record.element;
        let mut builder = ArticleBuilder::new(path, record.ordinal, options);
        builder.id(url.line_of("loc"));
        builder.web_address(url.line_of("loc"));
        if let Some(news) = url.find("news:news") {
            offer(&mut builder, news);
        }
        if let Some(changed) = url.line_of("lastmod") {
            let offer = DateOffer::new(DateRank::Inferred, DateSource::FeedUpdated, changed);
            builder.offer_date(offer);
        }
        for image in url.all("image:image") {
            if let Some(caption) = image.line_of("image:caption") {
                let count = caption.chars().count();
                builder.left_out("<image:caption>", WhyLeftOut::Caption, count);
            }
        }
        builder.finish(out)
    }
}

fn offer(builder: &mut ArticleBuilder<'_>, news: &Element) {
    builder.headline(news.line_of("news:title"));
    builder.source(news.line_of("news:publication/news:name"));
    builder.language(news.line_of("news:publication/news:language"));
    builder.date(
        DateSource::FeedPublished,
        news.line_of("news:publication_date"),
    );
    for keyword in bylines::keywords(&news.line_of("news:keywords").unwrap_or_default()) {
        builder.keyword(Some(keyword));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::test_support::documents::{dated, read};

    #[test]
    fn headlines_of_a_sitemap_are_articles() {
        let sitemap = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' \
            xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://post.example/1</loc>\
            <lastmod>2021-02-01</lastmod><n:news><n:publication><n:name>The Post</n:name><n:language>en</n:language>\
            </n:publication><n:publication_date>2021-01-19T08:00:00+00:00</n:publication_date>\
            <n:title>Lamps &amp; piers</n:title><n:keywords>lamps, piers</n:keywords></n:news></url>\
            <url><loc>https://post.example/about</loc></url></urlset>";
        assert!(NewsSitemap.recognizes(sitemap.as_bytes()));
        let (articles, problems) = read(&NewsSitemap, sitemap.as_bytes());
        let article = &articles[0];
        assert_eq!(articles.len(), 1);
        assert_eq!(article.headline, "Lamps & piers");
        assert_eq!(
            dated(article),
            ("2021-01-19T08:00:00Z".into(), "feed-published")
        );
        assert_eq!(article.source.as_deref(), Some("The Post"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.keywords, ["lamps", "piers"]);
        assert_eq!(article.url.as_deref(), Some("https://post.example/1"));
        assert_eq!(problems[0].detail, "addresses without news: 1");
        let other = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>";
        assert!(!NewsSitemap.recognizes(other.as_bytes()));
    }
}
