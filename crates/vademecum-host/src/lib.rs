//! The HTTP side of a live preview: a static host whose files are made on demand.
//!
//! 1. [`Host::bind`] takes a free port, on the loopback addresses alone unless told otherwise.
//! 2. [`Host::run`] serves connections, with limits on what a client may send, hold and leave unread.
//! 3. A request is admitted (whose host, whose page, which method), its path is read, and the [`Site`] is asked what
//!    stands there, on a thread that may block.
//! 4. What stands there is answered as it is wanted: compressed, in part, or not at all when the browser has it.
//!
//! The crate knows no site, no Markdown, no template and no layout of a disk: it opens the files that a [`Site`] names.

mod answer;
mod authority;
mod condition;
mod connection;
mod descriptors;
mod encoding;
mod entity_tag;
mod file;
mod host;
mod multipart;
mod path;
mod range;
mod representation;
mod response;
mod site;
mod watch;

pub use host::{Failure, Host, Limits, Options, run_blocking};
pub use site::{Body, Content, Found, Site};
