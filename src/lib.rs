//! vademecum turns a folder of Markdown and YAML into a help centre.
//!
//! The phases, in the order in which a site passes through them:
//!
//! 1. [`source`]: files and today's date come in by one door.
//! 2. [`load::load`]: bytes become a [`model::Site`] and a list of [`diagnostic::Diagnostic`]s.
//! 3. [`check::check`]: rules over the finished site find what is wrong with it.
//! 4. [`render::plan`] lists every output; [`render::Renderer::run`] makes the bytes of one.
//! 5. [`write::write`] replaces the output folder, whole or not at all.
//!
//! [`cli`] is the command line around them.

#![cfg_attr(test, allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests make their own files"))]

pub mod colour;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod load;
pub mod markdown;
pub mod model;
pub mod render;
pub mod source;
pub mod theme;
