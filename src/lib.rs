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
//! [`preview`] keeps a site while it is edited, and [`serve`] shows it to browsers. [`cli`] is the command line around them.

#![cfg_attr(test, allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests make their own files"))]

pub mod campaign;
pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod external;
pub mod freshness;
pub mod import;
pub mod load;
pub mod markdown;
pub mod model;
pub mod pdf;
pub mod preview;
pub mod prose;
pub mod render;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod source;
pub mod theme;
pub mod write;
mod yaml_text;

use std::sync::Arc;

use diagnostic::Diagnostic;

/// A site with everything that is known of it before a byte is rendered.
pub struct Judged {
    /// The site.
    pub site: model::Site,
    /// Its theme.
    pub theme: theme::Theme,
    /// What is wrong, in the final order.
    pub diagnostics: Vec<Diagnostic>,
    /// Its index, when judging took one.
    pub search: Option<Arc<render::SearchData>>,
}

/// Loads a site and its theme and applies every rule: what `build` and `check` have in common.
pub fn judge(source: &dyn source::Source, options: &load::Options) -> Judged {
    let load::Loaded { site, theme_files, diagnostics } = load::load(source, options);
    let settings_file = site.texts.get(&source::SourcePath::new(source::SETTINGS));
    let settings_file = settings_file.map(AsRef::as_ref);
    let (theme, mut others) = theme::Theme::of_site(source, &site.settings, settings_file, &theme_files);
    let search = check::failed_test_query::has_queries(&site).then(|| search(source, &site, &theme, &mut others));
    let diagnostics = check::assess(&site, &diagnostics, others);
    Judged { site, theme, diagnostics, search }
}

/// Indexes a site and runs the searches that its content declares.
fn search(
    source: &dyn source::Source,
    site: &model::Site,
    theme: &theme::Theme,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<render::SearchData> {
    let renderer = render::Renderer::new(site, theme, source);
    let data = renderer.search_data();
    let engine = data.engine();
    let found = |query: &str| {
        // A test query is complete: its last word is not still being typed.
        let answer = engine.answer(&vademecum_search::Request::new(format!("{query} ")));
        let groups = answer.expect("all pieces of the index are in memory").groups;
        groups.into_iter().map(|group| group.route).collect()
    };
    diagnostics.extend(check::failed_test_query::check_queries(site, found));
    data.clone()
}
