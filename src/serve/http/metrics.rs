//! Numbers about a server, as Prometheus reads them.
//!
//! Labels have few values, whatever is asked for: kinds of pages, codes, names of archives.

use super::pool::Pool;
use crate::serve::archives::holdings::Holdings;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;

/// The type of the text.
pub(in crate::serve) const TYPE: &str =
    "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The bounds of latencies, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

type Labels = [(&'static str, String); 2];
type OneLabel = [(&'static str, String); 1];

fn latencies() -> Histogram {
    Histogram::new(BOUNDS)
}

/// Numbers about a server.
pub(in crate::serve) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<OneLabel, Histogram, fn() -> Histogram>,
    searching: Gauge,
    waiting: Gauge,
    switches: Counter,
    generations: Family<OneLabel, Gauge>,
    available: Family<OneLabel, Gauge>,
}

impl Metrics {
    /// All at zero.
    pub(in crate::serve) fn new() -> Self {
        let mut registry = Registry::with_prefix("dateline");
        let seconds = Family::new_with_constructor(latencies as fn() -> Histogram);
        let own = Self {
            registry: Registry::default(),
            seconds,
            requests: Family::default(),
            searching: Gauge::default(),
            waiting: Gauge::default(),
            switches: Counter::default(),
            generations: Family::default(),
            available: Family::default(),
        };
        registry.register(
            "requests",
            "Requests by page and code",
            own.requests.clone(),
        );
        registry.register(
            "request_seconds",
            "Time until an answer begins",
            own.seconds.clone(),
        );
        registry.register(
            "searching",
            "Requests that search now",
            own.searching.clone(),
        );
        registry.register(
            "waiting",
            "Requests that wait for a search",
            own.waiting.clone(),
        );
        registry.register("switches", "Generations switched to", own.switches.clone());
        registry.register(
            "generation",
            "The generation that answers",
            own.generations.clone(),
        );
        registry.register(
            "available",
            "Whether an archive answers",
            own.available.clone(),
        );
        Self { registry, ..own }
    }

    /// Counts an answer; `page` is the kind of page that was asked for.
    pub(in crate::serve) fn answered(&self, page: &'static str, status: u16, took: Duration) {
        let labels = [("page", page.to_owned()), ("code", status.to_string())];
        self.requests.get_or_create(&labels).inc();
        let page = [("page", page.to_owned())];
        self.seconds
            .get_or_create(&page)
            .observe(took.as_secs_f64());
    }

    /// Counts a switch to another generation.
    pub(in crate::serve) fn switched(&self) {
        self.switches.inc();
    }

    /// All numbers.
    pub(in crate::serve) fn text(&self, pool: &Pool, holdings: &Holdings) -> String {
        let (searching, waiting) = pool.load();
        self.searching
            .set(i64::try_from(searching).unwrap_or(i64::MAX));
        self.waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
        self.generations.clear();
        self.available.clear();
        for (source, state) in holdings.each() {
            let label = [("archive", source.name.clone())];
            let open = state.open.as_ref().map(|own| own.generation.number());
            self.available
                .get_or_create(&label)
                .set(open.is_some().into());
            if let Some(number) = open {
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                self.generations.get_or_create(&label).set(number);
            }
        }
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(),
        }
    }
}
