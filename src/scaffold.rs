//! New sites and new entries as text, for `vademecum init` and `vademecum new`: pure functions that write nothing.

mod append;
mod entry;
mod entry_text;
mod question;
mod questions;
mod site;
mod slug;

pub use entry::{NewEntry, new_entry};
pub use question::{Default, Form, Question, When};
pub use questions::{KINDS, fields};
pub use site::init;
pub use slug::slug;
