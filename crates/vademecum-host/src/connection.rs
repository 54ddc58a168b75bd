//! Connections: accepted while there is room, served within limits of time and size, ended when the host closes.

use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::answer::{Serving, answer};
use crate::host::Limits;

/// What a closing host leaves to answers that are on their way.
pub(crate) const GRACE: Duration = Duration::from_secs(3);
/// The pause after the system had nothing left for another connection.
const EXHAUSTED: Duration = Duration::from_millis(100);
/// How much of a request or an answer hyper holds at a time: more than a head may have, so that a head is refused for its
/// size and not for that of a buffer.
const BUFFER: usize = 64 * 1_024;

/// Accepts connections, each in a task of its own. When all places are taken, one waits here and others in the system's
/// queue.
pub(crate) async fn accept(listener: TcpListener, serving: Arc<Serving>, places: Arc<Semaphore>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let Ok(place) = places.clone().acquire_owned().await else { return };
                drop(tokio::spawn(serve(stream, serving.clone(), place)));
            }
            Err(error) if is_of_the_client(&error) => {}
            Err(_) => sleep(EXHAUSTED).await,
        }
    }
}

/// Whether it was the client that went away before it was accepted.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Serves a connection until either side ends it. Its faults are the client's, and nobody else is told.
async fn serve(stream: TcpStream, serving: Arc<Serving>, _place: OwnedSemaphorePermit) {
    let Ok(here) = stream.local_addr() else { return };
    // Only slower without.
    let _ = stream.set_nodelay(true);
    let mut closing = serving.closing.clone();
    let limits = serving.limits.clone();
    let service = service_fn(move |request| {
        let answer = answer(serving.clone(), request, here.ip());
        async { Ok::<_, Infallible>(answer.await) }
    });
    let mut connection = pin!(protocol(&limits).serve_connection(TokioIo::new(unstalled(stream, &limits)), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = closing.wait_for(|closing| *closing) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(GRACE, connection).await;
}

/// HTTP/1 within limits. Between two requests a connection is as silent as one that never asks, and ends as soon.
fn protocol(limits: &Limits) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.head_bytes)
        .max_buf_size(BUFFER);
    protocol
}

/// A stream that fails when the client takes nothing for too long.
fn unstalled(stream: TcpStream, limits: &Limits) -> Pin<Box<TimeoutStream<TcpStream>>> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall_time));
    Box::pin(stream)
}
