//! Server-sent events for browsers that watch.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::{OwnedSemaphorePermit, watch};

/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(1);

/// What a browser listens to.
#[derive(Debug)]
pub(crate) struct Subscription {
    pub(crate) messages: Receiver<Arc<str>>,
    /// Sent in place of messages that the browser was too slow for.
    pub(crate) missed: Arc<str>,
}

/// The messages of a subscription until the host closes. `place` is held as long as the stream.
pub(crate) fn events(
    subscription: Subscription,
    heartbeat: Duration,
    closing: watch::Receiver<bool>,
    place: OwnedSemaphorePermit,
) -> Response {
    let greeting = stream::iter([Ok(Event::default().retry(RETRY).comment("watching"))]);
    let events = greeting.chain(messages(Watching { subscription, closing, _place: place }));
    Sse::new(events).keep_alive(KeepAlive::new().interval(heartbeat)).into_response()
}

struct Watching {
    subscription: Subscription,
    closing: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

fn messages(watching: Watching) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(watching, |mut watching| async move {
        let message = watching.next().await?;
        Some((Ok(Event::default().data(message)), watching))
    })
}

impl Watching {
    async fn next(&mut self) -> Option<Arc<str>> {
        tokio::select! {
            _ = self.closing.wait_for(|closing| *closing) => None,
            message = self.subscription.messages.recv() => match message {
                Ok(message) => Some(message),
                Err(RecvError::Lagged(_)) => Some(self.subscription.missed.clone()),
                Err(RecvError::Closed) => None,
            },
        }
    }
}
