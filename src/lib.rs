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

pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod import;
pub mod load;
pub mod markdown;
pub mod model;
pub mod render;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod theme;
pub mod write;
mod yaml_text;

use diagnostic::Diagnostic;

/// Loads a site and its theme and applies every rule: everything that `build` and `check` know of a site before a
/// byte is rendered. The findings are in their final order.
pub fn judge(source: &dyn source::Source, options: &load::Options) -> (model::Site, theme::Theme, Vec<Diagnostic>) {
    let load::Loaded { site, theme_files, mut diagnostics } = load::load(source, options);
    let settings_file = site.texts.get(&source::SourcePath::new("vademecum.yaml"));
    let settings_file = settings_file.map(AsRef::as_ref);
    let (theme, broken) = theme::Theme::of_site(source, &site.settings, settings_file, &theme_files);
    let mut judged = check::check(&site);
    check::drop_consequences(&site, &diagnostics, &mut judged);
    diagnostics.extend(broken);
    diagnostics.extend(judged);
    check::apply_severity(&site.settings, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    (site, theme, diagnostics)
}
