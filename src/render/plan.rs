//! Every output of a site, with the job that makes it.

use super::Renderer;
use super::calendar_files::CalendarFile;
use super::guide::PdfFile;
use super::redirect::{self, Redirect};
use super::search_data::{SEARCH_DATA, SearchFile};
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
    /// A book.
    Pdf(PdfFile),
    /// A file with which a browser searches.
    Search(SearchFile),
    /// A file of the source, as it is.
    SourceFile(SourcePath),
    /// An asset of the theme, by its position in its list.
    ThemeAsset(usize),
    /// An output of an archived campaign, by its position in [`crate::model::Site::archives`].
    Archived(usize, Box<Job>),
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
    let own = files.map(|(route, file)| Output { route, job: Job::Search(file) });
    own.chain(renderer.plan_archive_search()).collect()
}

/// The job of one of the files of `plan_search`; `None` when nothing of the search has that address. Asking makes no other
/// index than that of the site, or of the archive, to which the file belongs.
pub fn search_job(renderer: &Renderer, route: &Route) -> Option<Job> {
    if route.as_str().starts_with(SEARCH_DATA) {
        let (_, file) = renderer.search_data().files().find(|(other, _)| other == route)?;
        return Some(Job::Search(file));
    }
    let (at, inside) = renderer.archive_at(route)?;
    let job = search_job(&renderer.archive(at)?, &inside)?;
    Some(Job::Archived(at, Box::new(job)))
}

/// Every output but those of `plan_search`, sorted by address.
pub fn plan_site(renderer: &Renderer) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |route: Route, job: Job| outputs.push(Output { route, job });
    pages(renderer, &mut add);
    copies(renderer, &mut add);
    for (route, file) in renderer.calendar_files() {
        add(route, Job::Calendar(file));
    }
    if renderer.pdfs.is_some() {
        let files = renderer.shared.pdf_files.get_or_init(|| renderer.pdf_files());
        files.iter().for_each(|(route, file)| add(route.clone(), Job::Pdf(*file)));
    }
    for asset in &renderer.site.assets {
        add(crate::model::asset_route(&asset.path), Job::SourceFile(asset.path.clone()));
    }
    if !renderer.is_archive() {
        files(renderer, &mut add);
    }
    for redirect in redirect::redirects(renderer.site) {
        add(redirect.from.clone(), Job::Redirect(redirect));
    }
    outputs.extend(renderer.plan_archives());
    // The sort is stable: of two outputs at one address the page wins over what was added later.
    outputs.sort_by(|a, b| a.route.cmp(&b.route));
    outputs.dedup_by(|later, first| later.route == first.route);
    outputs
}

fn pages(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    let site = renderer.site;
    let language = site.settings.language;
    add(Rubric::Home.route(language), Job::Home);
    for &rubric in renderer.shared.rubrics.iter().filter(|rubric| **rubric != Rubric::Home) {
        add(rubric.route(language), Job::Rubric(rubric));
    }
    for (id, entry) in site.all().filter(|(_, entry)| site.shows(entry)) {
        add(entry.route.clone(), Job::Entry(id));
    }
}

fn copies(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    let site = renderer.site;
    if renderer.is_archive() || !site.settings.output.markdown_copies.0 {
        return;
    }
    for (id, entry) in site.all().filter(|(_, entry)| renderer.has_copy(entry)) {
        add(entry.route.with_extension("md"), Job::MarkdownCopy(id));
    }
    add(Route::new("llms.txt"), Job::Llms);
}

/// What the whole output has once.
fn files(renderer: &Renderer, add: &mut impl FnMut(Route, Job)) {
    for (at, asset) in renderer.theme.assets().iter().enumerate() {
        add(Route::new(&asset.path), Job::ThemeAsset(at));
    }
    add(Route::new("404.html"), Job::NotFound);
    add(Route::new("robots.txt"), Job::Robots);
    if renderer.site.settings.base().is_some() {
        add(Route::new("sitemap.xml"), Job::Sitemap);
        add(Route::new("feed.xml"), Job::Feed);
    }
}
