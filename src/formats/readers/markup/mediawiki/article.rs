//! One page of a wiki to its article.
//!
//! The last revision is read. A date that a template or a category names wins over the time of the
//! revision.

use super::page::Wikitext;
use super::site::Site;
use super::wikitext::read_wikitext;
use crate::article::{ArchivePath, DateSource, WhyLeftOut};
use crate::formats::gather::written_date::is_date;
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::document::ElementRecord;

/// Templates of articles of Wikinews that are not published.
const UNPUBLISHED: &[&str] = &[
    "develop",
    "developing",
    "prepare",
    "abandoned",
    "stale",
    "review",
    "under review",
    "in bearbeitung",
    "en développement",
    "en desarrollo",
    "черновик",
];

/// Reads a page.
pub(super) fn read(
    record: &ElementRecord<Site>,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let (page, site) = (&record.element, &*record.context);
    let mut builder = ArticleBuilder::new(path, record.ordinal, options);
    let title = page.line_of("title");
    builder.id(page.line_of("id"));
    builder.web_address(title.as_deref().and_then(|title| site.address_of(title)));
    builder.headline(title);
    builder.source(site.name.clone());
    builder.language(site.language.clone());
    let revision = last_revision(page);
    let text = revision.and_then(|revision| revision.find("text"));
    let wiki = text.map_or_else(Wikitext::default, |text| read_wikitext(&text.text(), site));
    offer(&mut builder, wiki, site);
    if let Some(changed) = revision.and_then(|revision| revision.line_of("timestamp")) {
        let offer = DateOffer::new(DateRank::Inferred, DateSource::VersionCreated, changed);
        builder.offer_date(offer);
    }
    builder.finish(out)
}

/// The revision with the latest time. Times are written so that they compare as texts.
fn last_revision(page: &Element) -> Option<&Element> {
    page.all("revision")
        .max_by_key(|revision| revision.line_of("timestamp").unwrap_or_default())
}

/// A day in the order of languages that write stops between its numbers: `02.01.2020`.
fn iso_day(category: &str) -> Option<String> {
    let mut parts = category.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = [day, month, year].into_iter().all(is_number) && year.len() == 4;
    fits.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

fn offer(builder: &mut ArticleBuilder<'_>, wiki: Wikitext, site: &Site) {
    if let Some(date) = wiki.dates.into_iter().next() {
        builder.date(DateSource::Field, Some(date));
    }
    for category in wiki.categories {
        let category = iso_day(&category).unwrap_or(category);
        if is_date(&category, builder.day_order()) {
            builder.date(DateSource::Field, Some(category));
        } else {
            builder.keyword(Some(category));
        }
    }
    builder.place(wiki.place);
    let is_named = |names: &[&str]| wiki.templates.iter().any(|name| names.contains(&&**name));
    if site.is_wikinews() && is_named(UNPUBLISHED) && !is_named(&["publish"]) {
        builder.draft();
    }
    builder.body(&wiki.text);
    for (element, why, characters) in wiki.left_out {
        if characters > 0 || why == WhyLeftOut::Embedded {
            builder.left_out(element, why, characters);
        }
    }
}
