//! All integration tests in one binary: a file per feature over many small sites, none of them shared.

#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types)]

mod support;

mod architecture;
mod archives;
mod calendars;
mod campaigns;
mod commands;
mod external;
mod hostile;
mod pages;
mod previewing;
#[cfg(feature = "pdf")]
mod printing;
mod publications;
mod questions;
mod searching;
mod serving;
mod writing;
mod wrong_inputs;
