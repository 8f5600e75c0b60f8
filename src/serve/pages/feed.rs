//! Any search as an Atom feed, the newest first.
//!
//! It is the search of the page with the same parameters. Entries link to the pages of articles.

use super::address::Address;
use super::article::title;
use super::search::SEARCH;
use super::text::safe;
use crate::present::{Feed, FeedEntry, entries_feed, urn_uuid};
use crate::query::{SearchHit, SortOrder};
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use jiff::Timestamp;

/// The type of feeds.
pub(super) const ATOM: &str = "application/atom+xml; charset=utf-8";

/// The number of entries unless another is asked for.
const ENTRIES: usize = 30;

/// `/feed`
pub(super) fn answer(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, SEARCH, true)?;
    let mut question = Question::read(&params, &call.holdings, call.deadline)?;
    question.request.limit = params.number("limit").unwrap_or(ENTRIES);
    if params.get("sort").is_none() {
        question.request.sort = SortOrder::Newest;
    }
    let found = question.set.engine().search(&question.plan())?;
    let address = Address::of(&params).without("limit").without("sort");
    let entries = found.hits.iter().map(|hit| FeedEntry {
        id: urn_uuid(
            *hash(&[
                &hit.archive,
                &hit.article.id.0,
                &hit.article.origin.to_string(),
            ])
            .as_bytes(),
        ),
        title: title(&hit.article),
        updated: updated(hit),
        link: format!(
            "{}{}",
            call.base,
            address.article(&hit.archive, &hit.article, None)
        ),
        summary: summary(hit),
    });
    let entries: Vec<_> = entries.collect();
    let own = format!("{}/feed{}", call.base, Address::of(&params).query());
    let feed = Feed {
        name: &call.app.title,
        query: if question.text.is_empty() {
            "newest articles"
        } else {
            &question.text
        },
        id: &urn_uuid(*hash(&["feed", &Address::of(&params).query()]).as_bytes()),
    };
    let mut body = Vec::new();
    entries_feed(&feed, &own, &entries, &mut body)?;
    Ok(Reply::of(ATOM, body))
}

/// The passages of a hit, without what is invisible.
fn summary(hit: &SearchHit) -> String {
    let passages = hit.passages.iter().map(|own| safe(&own.text));
    passages.collect::<Vec<_>>().join(" … ")
}

fn hash(parts: &[&str]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize()
}

/// When an article was published; 1970 if that is not known, as readers of feeds need a time.
fn updated(hit: &SearchHit) -> Timestamp {
    let published = hit.article.published.as_ref();
    let seconds = published.map_or(0, crate::article::Published::utc_seconds);
    Timestamp::from_second(seconds.max(-62_135_596_800)).unwrap_or_default()
}
