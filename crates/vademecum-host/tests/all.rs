//! A host over real sockets: what clients and pages of foreign sites may try, by the ids of the hostile cases.

#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types)]

mod support;

mod addresses;
mod any_bytes;
mod caching;
mod crowds;
mod foreign_pages;
mod methods;
mod paths;
mod ranges;
mod watching;
