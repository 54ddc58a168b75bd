//! What goes back: fields and body for what was found, as the request wants it.

use std::ops::Range;
use std::time::SystemTime;

use axum::body::Body;
use axum::response::Response;
use http::header::{self, HeaderMap, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::condition::{self, Verdict};
use crate::multipart::{Multipart, content_range};
use crate::range::{self, Wanted};
use crate::representation::Representation;

/// What a `Location` may not have as it is. A percent sign may be: the site has put it there.
const OUTSIDE_OF_URLS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// An answer that says nothing but its status, which a browser explains in the reader's language.
pub(crate) fn refuse(status: StatusCode) -> Response {
    let mut response = empty(status);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Leads elsewhere, and takes the query along. For now only: the site is being written.
pub(crate) fn redirect(location: &str, query: Option<&str>) -> Result<Response, StatusCode> {
    let mut location = utf8_percent_encode(location, OUTSIDE_OF_URLS).to_string();
    if let Some(query) = query
        && !location.contains(['?', '#'])
    {
        location = format!("{location}?{query}");
    }
    let location = HeaderValue::try_from(location).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let mut response = empty(StatusCode::FOUND);
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

pub(crate) fn head_of_events() -> Response {
    let mut response = with_status(StatusCode::OK, Body::empty());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Sends a representation as the request wants it. Conditions and ranges are of what is found, not of an error page.
pub(crate) fn send(head: &Parts, status: StatusCode, representation: Representation) -> Response {
    let mut headers = validators(&representation);
    if status == StatusCode::OK {
        match condition::judge(&head.headers, &representation.validators) {
            Verdict::Proceed => {}
            Verdict::NotModified => return with_headers(StatusCode::NOT_MODIFIED, headers, Body::empty()),
            Verdict::Failed => return refuse(StatusCode::PRECONDITION_FAILED),
        }
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        match wanted(head, &representation) {
            Wanted::Whole => {}
            Wanted::Unsatisfiable => return unsatisfiable(headers, representation.length),
            Wanted::Parts(parts) => return send_parts(headers, parts, representation),
        }
    }
    headers.insert(header::CONTENT_TYPE, value(&representation.media_type));
    headers.insert(header::CONTENT_LENGTH, representation.length.into());
    if let Some(name) = representation.coding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    let body = if head.method == Method::HEAD { Body::empty() } else { representation.whole() };
    with_headers(status, headers, body)
}

/// What tells a browser whether it may use what it has; also what a 304 says (RFC 9110 §15.4.5).
fn validators(representation: &Representation) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ETAG, value(&representation.validators.tag.to_string()));
    if let Some(date) = representation.validators.last_modified() {
        headers.insert(header::LAST_MODIFIED, value(&date));
    }
    if representation.varies {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    headers
}

/// The parts that are wanted. Ranges are defined for `GET` alone (RFC 9110 §14.2), and a repeated field is no range.
fn wanted(head: &Parts, representation: &Representation) -> Wanted {
    let mut fields = head.headers.get_all(header::RANGE).iter();
    let (&Method::GET, Some(field), None) = (&head.method, fields.next(), fields.next()) else { return Wanted::Whole };
    if !condition::range_applies(&head.headers, &representation.validators, now()) {
        return Wanted::Whole;
    }
    field.to_str().map_or(Wanted::Whole, |field| range::resolve(field, representation.length))
}

#[expect(clippy::disallowed_methods, reason = "how old a date is, is known by the clock alone")]
fn now() -> SystemTime {
    SystemTime::now()
}

fn unsatisfiable(mut headers: HeaderMap, length: u64) -> Response {
    headers.insert(header::CONTENT_RANGE, value(&format!("bytes */{length}")));
    with_headers(StatusCode::RANGE_NOT_SATISFIABLE, headers, Body::empty())
}

fn send_parts(mut headers: HeaderMap, parts: Vec<Range<u64>>, representation: Representation) -> Response {
    let (length, media_type, body) = match parts.as_slice() {
        [part] => {
            headers.insert(header::CONTENT_RANGE, value(&content_range(part, representation.length)));
            (part.end - part.start, representation.media_type.clone(), representation.stretch(part.clone()))
        }
        _ => {
            let multipart = Multipart::new(parts, &representation);
            (multipart.length(), multipart.media_type(), representation.stretches(&multipart))
        }
    };
    headers.insert(header::CONTENT_TYPE, value(&media_type));
    headers.insert(header::CONTENT_LENGTH, length.into());
    with_headers(StatusCode::PARTIAL_CONTENT, headers, body)
}

/// An answer without a body, which says so to `HEAD` too.
fn empty(status: StatusCode) -> Response {
    let mut response = with_status(status, Body::empty());
    response.headers_mut().insert(header::CONTENT_LENGTH, 0.into());
    response
}

fn with_headers(status: StatusCode, headers: HeaderMap, body: Body) -> Response {
    let mut response = with_status(status, body);
    *response.headers_mut() = headers;
    response
}

fn with_status(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// A field value.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("it is made of ASCII here, or a media type that could be a field's")
}
