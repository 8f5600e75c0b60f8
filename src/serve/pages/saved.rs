//! Saved queries and watches, and the alerts of a watch.
//!
//! Nothing is saved here: a server only reads. The command line saves, and the configuration watches.

use super::address::plain;
use super::feed::ATOM;
use super::frame::{Frame, page};
use super::text::{line, safe};
use crate::index::Alert;
use crate::present::{FEED_LENGTH, Feed, atom_feed, counted, date_for_people, urn_uuid};
use crate::serve::archives::source::NamedQuery;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::encoded;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use askama::Template;

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedPage {
    frame: Frame,
    queries: Vec<Saved>,
    /// Dossiers: name, address of its articles, how many are marked.
    dossiers: Vec<(String, String, String)>,
}

struct Saved {
    name: String,
    query: String,
    address: String,
    /// The pages of its alerts and their feed, of a watch.
    alerts: Option<(String, String)>,
    feed: String,
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage {
    frame: Frame,
    name: String,
    query: String,
    address: String,
    feed: String,
    alerts: Vec<Shown>,
    more: usize,
}

struct Shown {
    title: String,
    address: String,
    found: String,
    published: String,
}

/// `/saved`
pub(super) fn list(call: &Call) -> Result<Reply, Fault> {
    let queries = call.holdings.sources.named.iter().map(|own| {
        let search = plain().set("q", &own.query);
        let base = format!("/saved/{}", encoded(&own.name));
        let feed = format!("{base}/feed");
        Saved {
            name: line(&own.name),
            query: safe(&own.query),
            address: search.results(),
            feed: format!("/feed{}", search.query()),
            alerts: own.is_watch.then_some((base, feed)),
        }
    });
    let dossiers = call.holdings.sources.dossiers.names().into_iter();
    let dossiers = dossiers.map(|(name, marks)| {
        let search = plain().set("q", &format!("mark:{name}"));
        (line(name), search.results(), counted(marks, "article"))
    });
    page(&SavedPage {
        dossiers: dossiers.collect(),
        queries: queries.collect(),
        frame: Frame::of(&call.app),
    })
}

/// `/saved/{name}`
pub(super) fn alerts(call: &Call) -> Result<Reply, Fault> {
    let watch = watch(call)?;
    let all = alerts_of(call, watch)?;
    let shown = all.iter().take(FEED_LENGTH).map(|(archive, alert)| {
        let title = match alert.headline.trim() {
            "" => "(no headline)",
            headline => headline,
        };
        let path = plain()
            .set("q", &watch.query)
            .set("path", &alert.origin.to_string());
        Shown {
            title: line(title),
            address: format!(
                "/article/{}/{}{}",
                encoded(archive),
                encoded(&alert.article),
                path.query()
            ),
            found: alert.found.strftime("%-d %B %Y %H:%M UTC").to_string(),
            published: alert
                .published
                .as_ref()
                .map(date_for_people)
                .unwrap_or_default(),
        }
    });
    page(&AlertsPage {
        name: line(&watch.name),
        query: safe(&watch.query),
        address: plain().set("q", &watch.query).results(),
        feed: format!("/saved/{}/feed", encoded(&watch.name)),
        alerts: shown.collect(),
        more: all.len().saturating_sub(FEED_LENGTH),
        frame: Frame {
            query: safe(&watch.query),
            ..Frame::of(&call.app)
        },
    })
}

/// `/saved/{name}/feed`
pub(super) fn feed(call: &Call) -> Result<Reply, Fault> {
    let watch = watch(call)?;
    let all = alerts_of(call, watch)?;
    let alerts: Vec<_> = all
        .iter()
        .take(FEED_LENGTH)
        .map(|(_, alert)| alert)
        .collect();
    let id = blake3::hash(format!("watch\0{}", watch.name).as_bytes());
    let feed = Feed {
        name: &watch.name,
        query: &watch.query,
        id: &urn_uuid(*id.as_bytes()),
    };
    let mut body = Vec::new();
    atom_feed(&feed, &alerts, &mut body)?;
    Ok(Reply::of(ATOM, body))
}

fn watch(call: &Call) -> Result<&NamedQuery, Fault> {
    let named = call.holdings.query(call.part(0)).filter(|own| own.is_watch);
    named.ok_or_else(|| Fault::NotFound("there is no watch of this name".to_owned()))
}

/// The alerts of a watch with their archives, the newest first.
fn alerts_of(call: &Call, watch: &NamedQuery) -> Result<Vec<(String, Alert)>, Fault> {
    let mut all = Vec::new();
    for (source, state) in call.holdings.each() {
        if state.open.is_some() && watch.archives.contains(&source.name) {
            let alerts = source.store.alerts()?.into_iter();
            let own = alerts.filter(|alert| alert.watch == watch.name);
            all.extend(own.map(|alert| (source.name.clone(), alert)));
        }
    }
    all.sort_by_key(|(_, alert)| std::cmp::Reverse(alert.found));
    Ok(all)
}
