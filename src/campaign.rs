//! The passage from one campaign to the next: what is carried over, marked, and left to confirm.
//!
//! Works on a loaded site and gives texts back; [`Rollover`] is a plan of files, which somebody else carries out.

mod edits;
mod events;
mod left;
mod marks;
mod rollover;
mod settings;

pub use left::{Left, left};
pub use rollover::{Rollover, rollover};
