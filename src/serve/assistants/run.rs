//! Starts the server of an assistant on two streams, and ends it when the first one ends.
//!
//! The streams are given: whoever starts it knows what they are. Threads are those of `serve`: the
//! runtime, the pool, and one that keeps the archives current.

use super::server::Assistant;
use crate::serve::archives::keeper::Keeper;
use crate::serve::archives::source::Load;
use crate::serve::error::ServeError;
use crate::serve::http::log::Log;
use crate::serve::http::pool::Pool;
use crate::serve::keeping::Keeping;
use crate::serve::settings::Limits;
use rmcp::ServiceExt;
use rmcp::transport::async_rw::AsyncRwTransport;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};

/// The longest message that is read, in bytes. Arguments are shorter by far.
const MESSAGE: usize = 256 << 10;

/// Answers an assistant until its stream ends.
///
/// # Errors
/// If the server cannot start, or the other side does not speak the protocol.
pub fn run<R, W>(
    limits: Limits,
    load: Arc<dyn Load>,
    log: Arc<dyn Log>,
    streams: impl FnOnce() -> (R, W),
) -> Result<(), ServeError>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let (keeper, events) = Keeper::start(load).map_err(ServeError::Load)?;
    for event in &events {
        log.event(event);
    }
    let assistant = Assistant {
        library: Arc::clone(&keeper.library),
        pool: Pool::new(limits),
        log: Arc::clone(&log),
    };
    let runtime = crate::serve::run::runtime(limits)?;
    let keeping = Keeping::start(keeper, move |event| log.event(event))?;
    let ended = runtime.block_on(async {
        let (read, write) = streams();
        let transport = AsyncRwTransport::new_server(read, write).with_max_line_length(MESSAGE);
        let service = assistant.serve(transport).await.map_err(told)?;
        service.waiting().await.map_err(told)?;
        Ok(())
    });
    keeping.end();
    runtime.shutdown_background();
    ended
}

fn told(error: impl std::fmt::Display) -> ServeError {
    ServeError::Protocol(error.to_string())
}
