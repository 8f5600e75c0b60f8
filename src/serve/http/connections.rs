//! Connections: accepted up to a number, with limits on what clients may send and how slowly.
//!
//! More connections wait in the system's queue. A client that sends or reads nothing for some time is
//! cut off, and so is one whose header is too long.

use super::guard::Client;
use crate::platform::{ServerSignals, Signal};
use crate::serve::archives::keeper::Library;
use crate::serve::settings::Limits;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

/// How long to wait when the system gives no connection, for example because too many files are open.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers connections until the system asks to end; then waits for requests in progress.
pub(in crate::serve) async fn answer(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    library: &Library,
    mut signals: ServerSignals,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            signal = signals.next() => match signal {
                Signal::End => break,
                Signal::Reload => {
                    library.reload();
                    continue;
                }
            },
        };
        let (Ok(place), Ok((stream, client))) = (place, accepted) else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let connection = graceful.watch(connection(stream, client, routes.clone(), limits));
        tokio::spawn(async move {
            // A client that goes away, or sends what is no request, is no fault of the server.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(Limits::FAREWELL, graceful.shutdown()).await;
}

type Stream = TokioIo<std::pin::Pin<Box<TimeoutStream<TcpStream>>>>;

/// A connection that is answered by the routes.
fn connection(
    stream: TcpStream,
    client: SocketAddr,
    routes: Router,
    limits: Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    // A search may take its time, in which nothing is sent.
    stream.set_read_timeout(Some(limits.patience + limits.time));
    stream.set_write_timeout(Some(limits.patience));
    let stream: Stream = TokioIo::new(Box::pin(stream));
    let service = service_fn(move |request: Request<Incoming>| {
        let mut routes = routes.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Client(client));
            routes
                .call(request)
                .await
                .map_err(|never: Infallible| never)
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.patience)
        .max_headers(Limits::HEADER_LINES)
        .max_header_size(Limits::HEADER)
        .max_buf_size(Limits::HEADER)
        .serve_connection(stream, service)
}
