//! From a request to its answer.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::response::Response;
use futures_util::StreamExt;
use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use hyper::body::Incoming;
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::authority::{Authority, Names, Sender, sender};
use crate::encoding::{self, Coding};
use crate::host::Limits;
use crate::path::{self, Fault};
use crate::representation::Representation;
use crate::response::{head_of_events, redirect, refuse, send};
use crate::site::{Content, Found, Site};
use crate::watch::{Subscription, events};

/// Where browsers watch, below the base.
const EVENTS: &str = "_vademecum/events";
/// What every answer says: it is for pages of this host, and of the type that it is said to be.
const ON_ALL: [(HeaderName, HeaderValue); 2] = [
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// What all answers of a host need.
pub(crate) struct Serving {
    pub(crate) site: Arc<dyn Site>,
    pub(crate) names: Names,
    pub(crate) limits: Limits,
    /// The places of those who watch.
    pub(crate) watchers: Arc<Semaphore>,
    /// True when the host is about to end.
    pub(crate) closing: watch::Receiver<bool>,
}

/// Answers a request that came in at the address `here`.
pub(crate) async fn answer(serving: Arc<Serving>, request: http::Request<Incoming>, here: IpAddr) -> Response {
    let (head, body) = request.into_parts();
    let mut response = match respond(&serving, &head, body, here).await {
        Ok(response) => response,
        Err(status) => refuse(status),
    };
    response.headers_mut().extend(ON_ALL);
    response
}

async fn respond(serving: &Serving, head: &Parts, body: Incoming, here: IpAddr) -> Result<Response, StatusCode> {
    let own = serving.names.admit(&head.uri, &head.headers, here)?;
    let question = Question::read(head, &own, &serving.limits)?;
    take(body, &serving.limits).await?;
    let site = serving.site.clone();
    let standing = spawn_blocking(move || question.ask(&*site)).await;
    match standing.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?? {
        Standing::Here(status, representation) => Ok(send(head, status, representation)),
        Standing::Elsewhere(location) => redirect(&location, head.uri.query()),
        Standing::Events(_) if head.method == Method::HEAD => Ok(head_of_events()),
        Standing::Events(subscription) => {
            let place = serving.watchers.clone().try_acquire_owned().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
            Ok(events(subscription, serving.limits.heartbeat, serving.closing.clone(), place))
        }
    }
}

/// Takes the body of a request, which means nothing, so that the next request of the connection can be read.
async fn take(body: Incoming, limits: &Limits) -> Result<(), StatusCode> {
    let body = Body::new(body);
    if body.size_hint().lower() > limits.body_bytes {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let mut frames = body.into_data_stream();
    let taking = async {
        let mut length = 0;
        while let Some(frame) = frames.next().await {
            length += frame.map_err(|_| StatusCode::BAD_REQUEST)?.len() as u64;
            if length > limits.body_bytes {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
        }
        Ok(())
    };
    timeout(limits.head_time, taking).await.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

/// What a request asks of a site.
struct Question {
    path: String,
    query: String,
    coding: Coding,
    sender: Sender,
}

/// What a site says.
enum Standing {
    Here(StatusCode, Representation),
    Elsewhere(String),
    Events(Subscription),
}

impl Question {
    fn read(head: &Parts, own: &Authority, limits: &Limits) -> Result<Self, StatusCode> {
        let sender = sender(&head.headers, own);
        if sender == Sender::Malformed {
            return Err(StatusCode::BAD_REQUEST);
        }
        if head.method != Method::GET && head.method != Method::HEAD {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        if head.uri.path_and_query().is_some_and(|target| target.as_str().len() > limits.target_bytes) {
            return Err(StatusCode::URI_TOO_LONG);
        }
        let path = path::read(head.uri.path()).map_err(|fault| match fault {
            Fault::Malformed => StatusCode::BAD_REQUEST,
            Fault::NoSuchName => StatusCode::NOT_FOUND,
        })?;
        let query = head.uri.query().unwrap_or_default().to_owned();
        Ok(Self { path, query, coding: coding(head), sender })
    }

    /// Blocks as long as the site does.
    fn ask(&self, site: &dyn Site) -> Result<Standing, StatusCode> {
        let base = site.base_path();
        let Some(below) = self.path.strip_prefix(&base) else {
            let leads_there = self.path == "/" || base.strip_suffix('/') == Some(&self.path);
            return if leads_there { Ok(Standing::Elsewhere(base)) } else { Err(StatusCode::NOT_FOUND) };
        };
        if !is_endpoint(below) {
            return self.page(site.at(below));
        }
        if self.sender != Sender::Own {
            return Err(StatusCode::FORBIDDEN);
        }
        if below == EVENTS {
            return Ok(Standing::Events(self.subscribe(site)));
        }
        let content = site.endpoint(below, &self.query).ok_or(StatusCode::NOT_FOUND)?;
        self.here(StatusCode::OK, content)
    }

    fn page(&self, found: Found) -> Result<Standing, StatusCode> {
        match found {
            Found::Content(content) => self.here(StatusCode::OK, content),
            Found::Missing(content) => self.here(StatusCode::NOT_FOUND, content),
            Found::Failed(content) => self.here(StatusCode::INTERNAL_SERVER_ERROR, content),
            Found::Redirect(location) => Ok(Standing::Elsewhere(location)),
        }
    }

    fn here(&self, status: StatusCode, content: Content) -> Result<Standing, StatusCode> {
        let representation = Representation::open(content, self.coding).map_err(|error| status_of(&error))?;
        Ok(Standing::Here(status, representation))
    }

    fn subscribe(&self, site: &dyn Site) -> Subscription {
        let page = form_urlencoded::parse(self.query.as_bytes()).find(|(name, _)| name == "page").map(|(_, page)| page);
        Subscription { messages: site.watch(page.as_deref()), missed: site.missed() }
    }
}

fn is_endpoint(below: &str) -> bool {
    below == "_search" || below.starts_with("_search/") || below.starts_with("_vademecum/")
}

/// The coding for an answer. Parts are of the bytes as they are.
fn coding(head: &Parts) -> Coding {
    if head.method == Method::GET && head.headers.contains_key(header::RANGE) {
        return Coding::Identity;
    }
    encoding::choose(head.headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok()))
}

/// What a file that cannot be opened comes to.
fn status_of(error: &io::Error) -> StatusCode {
    use io::ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound, PermissionDenied};
    match error.kind() {
        NotFound | NotADirectory | IsADirectory | InvalidFilename => StatusCode::NOT_FOUND,
        PermissionDenied => StatusCode::FORBIDDEN,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
