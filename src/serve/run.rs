//! Starts a server, keeps its archives current, and ends it.
//!
//! Threads: those of the runtime, those of the pool, and one that keeps the archives. The latter ends
//! with the server.

use super::archives::event::Event;
use super::archives::keeper::Keeper;
use super::archives::source::Load;
use super::error::ServeError;
use super::http::app::App;
use super::http::connections::answer;
use super::http::guard::guard;
use super::http::health;
use super::http::log::Log;
use super::http::metrics::Metrics;
use super::http::pool::Pool;
use super::keeping::Keeping;
use super::security::hosts::Hosts;
use super::security::session::Gate;
use super::settings::{Access, Limits, Settings};
use super::{api, pages};
use crate::platform::ServerSignals;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use std::net::TcpListener;
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Answers requests until the system asks the process to end.
///
/// # Errors
/// If the server cannot start.
pub fn run(settings: Settings, load: Arc<dyn Load>, log: Arc<dyn Log>) -> Result<(), ServeError> {
    let listener = listener(&settings)?;
    let (keeper, events) = Keeper::start(load).map_err(ServeError::Load)?;
    for event in &events {
        log.event(event);
    }
    let library = Arc::clone(&keeper.library);
    let limits = settings.limits;
    let app = Arc::new(App {
        library: Arc::clone(&library),
        pool: Pool::new(limits),
        metrics: Metrics::new(),
        log: Arc::clone(&log),
        gate: match settings.access {
            Access::Everybody => None,
            Access::Holders(tokens) => Some(Gate::new(tokens)?),
        },
        hosts: Hosts::new(&settings.hosts),
        cors: settings.cors,
        title: settings.title,
    });
    let runtime = runtime(limits)?;
    let entered = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Passed)?;
    let signals = ServerSignals::new().map_err(ServeError::setup("signals"))?;
    drop(entered);
    let address = listener.local_addr().map_err(ServeError::Passed)?;
    let address = format!("http://{address}");
    let keeping = {
        let app = Arc::clone(&app);
        Keeping::start(keeper, move |event| {
            if matches!(event, Event::Switched { .. }) {
                app.metrics.switched();
            }
            app.log.event(event);
        })?
    };
    log.event(&Event::Listening { address });
    runtime.block_on(answer(listener, routes(&app), limits, &library, signals));
    log.event(&Event::Ending);
    keeping.end();
    runtime.shutdown_background();
    Ok(())
}

/// The socket that systemd passed, else one of its own.
fn listener(settings: &Settings) -> Result<TcpListener, ServeError> {
    let passed = listenfd::ListenFd::from_env().take_tcp_listener(0);
    let listener = match passed.map_err(ServeError::Passed)? {
        Some(passed) => passed,
        None => TcpListener::bind(settings.listen).map_err(|source| ServeError::Listen {
            address: settings.listen,
            source,
        })?,
    };
    listener.set_nonblocking(true).map_err(ServeError::Passed)?;
    Ok(listener)
}

/// The threads of a server.
pub(super) fn runtime(limits: Limits) -> Result<Runtime, ServeError> {
    Builder::new_multi_thread()
        .worker_threads(limits.searches.clamp(1, 4))
        // Each has a place in the pool, but one may end while the next begins.
        .max_blocking_threads(limits.searches * 2)
        .thread_name("serve")
        .enable_all()
        .build()
        .map_err(ServeError::setup("threads"))
}

/// Everything that is answered.
fn routes(app: &Arc<App>) -> Router {
    let guarded = Arc::clone(app);
    let routes = Router::new()
        .merge(api::routes(app))
        .merge(pages::routes())
        .merge(health::routes())
        .with_state(Arc::clone(app));
    routes
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .br(true)
                .quality(CompressionLevel::Precise(4)),
        )
        .layer(from_fn(move |request: Request, next: Next| {
            guard(Arc::clone(&guarded), pages::explain, request, next)
        }))
}
