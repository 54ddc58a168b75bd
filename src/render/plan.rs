//! Every output of a site, with the job that makes it.

use super::Renderer;
use super::calendar_files::CalendarFile;
use super::redirect::{self, Redirect};
use super::search_data::SearchFile;
use crate::model::{EntryId, Route, Rubric};
use crate::source::SourcePath;

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// The home page.
    Home,
    /// The page of an entry.
    Entry(EntryId),
    /// The list page of a rubric.
    Rubric(Rubric),
    /// The page for addresses that do not exist.
    NotFound,
    /// A page at an old address.
    Redirect(Redirect),
    /// The Markdown copy of an entry's page.
    MarkdownCopy(EntryId),
    /// The list of Markdown copies.
    Llms,
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// The Atom feed.
    Feed,
    /// Events for other programs.
    Calendar(CalendarFile),
    /// A file with which a browser searches.
    Search(SearchFile),
    /// A file of the source, as it is.
    SourceFile(SourcePath),
    /// An asset of the theme, by its position in its list.
    ThemeAsset(usize),
}

/// One file of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its address.
    pub route: Route,
    /// What makes it.
    pub job: Job,
}

/// Lists every output, sorted by address. No two have the same: what the rules report as a clash is listed once.
pub fn plan(renderer: &Renderer) -> Vec<Output> {
    let mut outputs = plan_search(renderer);
    outputs.extend(plan_site(renderer));
    outputs.sort_by(|a, b| a.route.cmp(&b.route));
    outputs
}

/// The files with which a browser searches: their names depend on all words of the site.
pub fn plan_search(renderer: &Renderer) -> Vec<Output> {
    let files = renderer.search_data().files();
    files.map(|(route, file)| Output { route, job: Job::Search(file) }).collect()
}

/// Every output but those of [`plan_search`], sorted by address.
pub fn plan_site(renderer: &Renderer) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |route: Route, job: Job| outputs.push(Output { route, job });
    pages(renderer, &mut add);
    copies(renderer, &mut add);
    for (route, file) in renderer.calendar_files() {
        add(route, Job::Calendar(file));
    }
    files(renderer, &mut add);
    for redirect in redirect::redirects(renderer.site) {
        add(redirect.from.clone(), Job::Redirect(redirect));
    }
    // The sort is stable: of two outputs at one address the page wins over what was added later.
    outputs.sort_by(|a, b| a.route.cmp(&b.route));
    outputs.dedup_by(|later, first| later.route == first.route);
    outputs
}

fn pages(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    let site = renderer.site;
    let language = site.settings.language;
    add(Rubric::Home.route(language), Job::Home);
    add(Route::new("404.html"), Job::NotFound);
    for &rubric in renderer.shared.rubrics.iter().filter(|rubric| **rubric != Rubric::Home) {
        add(rubric.route(language), Job::Rubric(rubric));
    }
    for (id, entry) in site.all().filter(|(_, entry)| site.shows(entry)) {
        add(entry.route.clone(), Job::Entry(id));
    }
}

fn copies(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    let site = renderer.site;
    if !site.settings.output.markdown_copies.0 {
        return;
    }
    for (id, entry) in site.all().filter(|(_, entry)| renderer.has_copy(entry)) {
        add(entry.route.with_extension("md"), Job::MarkdownCopy(id));
    }
    add(Route::new("llms.txt"), Job::Llms);
}

fn files(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    for (at, asset) in renderer.theme.assets().iter().enumerate() {
        add(Route::new(&asset.path), Job::ThemeAsset(at));
    }
    for asset in &renderer.site.assets {
        add(crate::model::asset_route(&asset.path), Job::SourceFile(asset.path.clone()));
    }
    add(Route::new("robots.txt"), Job::Robots);
    if renderer.site.settings.base().is_some() {
        add(Route::new("sitemap.xml"), Job::Sitemap);
        add(Route::new("feed.xml"), Job::Feed);
    }
}
