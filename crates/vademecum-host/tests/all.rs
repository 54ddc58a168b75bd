//! A host over real sockets: what clients and pages of foreign sites may try, by the ids of the hostile cases.

#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types)]

#[path = "all/support.rs"]
mod support;

#[path = "all/addresses.rs"]
mod addresses;
#[path = "all/any_bytes.rs"]
mod any_bytes;
#[path = "all/caching.rs"]
mod caching;
#[path = "all/crowds.rs"]
mod crowds;
#[path = "all/foreign_pages.rs"]
mod foreign_pages;
#[path = "all/methods.rs"]
mod methods;
#[path = "all/paths.rs"]
mod paths;
#[path = "all/ranges.rs"]
mod ranges;
#[path = "all/watching.rs"]
mod watching;
