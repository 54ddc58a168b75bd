//! Archived campaigns: the pages of a site of its own, below `archives/<year>/`, each of which leads to its like of today.

use super::view::{LinkView, NoticeView};
use super::{Job, Output, Renderer, Shared, plan, words};
use crate::model::{Archive, Entry, Route, Rubric, Site};
use crate::source::SourcePath;

/// The place of an archive whose pages a renderer makes.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    archive: &'a Archive,
    /// The site that readers work with now.
    current: &'a Site,
}

/// What a page shows.
#[derive(Clone, Copy)]
pub(super) enum Shown<'e> {
    Entry(&'e Entry),
    Rubric(Rubric),
}

impl<'a> Renderer<'a> {
    /// Renderers of the archives, in the order of [`Site::archives`].
    pub(super) fn archives(&self) -> impl Iterator<Item = Renderer<'a>> {
        (0..self.shared.archives.len()).filter_map(|at| self.archive(at))
    }

    /// The renderer of an archive.
    pub(super) fn archive(&self, at: usize) -> Option<Renderer<'a>> {
        let archive = self.site.archives.get(at)?;
        Some(Renderer {
            site: archive.site.as_ref(),
            theme: self.theme,
            source: self.source,
            shared: self.shared.archives.get(at)?.clone(),
            place: Some(Place { archive, current: self.site }),
            pdfs: None,
        })
    }

    /// The archive to which an address belongs, and that address inside it.
    pub(super) fn archive_at(&self, route: &Route) -> Option<(usize, Route)> {
        let inside = |archive: &Archive| route.as_str().strip_prefix(&format!("{}/", archive.folder())).map(Route::new);
        let archives = self.site.archives.iter().take(self.shared.archives.len()).enumerate();
        archives.filter_map(|(at, archive)| Some((at, inside(archive)?))).next()
    }

    /// Whether the site is an archived one.
    pub(super) fn is_archive(&self) -> bool {
        self.place.is_some()
    }

    /// The address in the whole output of one of this site.
    pub(super) fn outer_route(&self, route: &Route) -> Route {
        self.place.map_or_else(|| route.clone(), |place| place.archive.outer_route(route))
    }

    /// The path in the source of a file of this site.
    pub(super) fn outer_path(&self, path: &SourcePath) -> SourcePath {
        self.place.map_or_else(|| path.clone(), |place| place.archive.outer_path(path))
    }

    /// The address of a file of the theme, which all archives share, from the page at `from`.
    pub(super) fn asset_href(&self, path: &str, from: &Route) -> String {
        Route::new(path).from_page(&self.outer_route(from))
    }

    /// Says on a page of an archive that it is one, and leads to the same page of the current campaign.
    pub(super) fn archive_notice(&self, shown: Option<Shown>, from: &Route) -> Option<NoticeView> {
        let Place { archive, current } = self.place?;
        let language = self.site.settings.language;
        let label = self.words(&archive.label());
        let text = match language {
            crate::config::Language::Fr => format!("Archives : {label}. Ces pages ne sont plus à jour."),
            crate::config::Language::En => format!("Archives: {label}. These pages are no longer up to date."),
        };
        let same = shown.and_then(|shown| same_page(current, shown));
        let words = match same {
            Some(_) => ["Voir la page de la campagne en cours", "See the page of the current campaign"],
            None => ["Voir le site de la campagne en cours", "See the site of the current campaign"],
        };
        let to = same.unwrap_or_else(|| Rubric::Home.route(current.settings.language));
        let link = LinkView {
            label: words::phrase(words, language).to_owned(),
            href: to.from_page(&archive.outer_route(from)),
            ..LinkView::default()
        };
        Some(NoticeView { kind: "archive".to_owned(), text: self.words(&text), link: Some(link) })
    }

    /// Links to a page that every archive has, from the page at `from`; none in an archive.
    pub(super) fn archive_links(&self, to: Rubric, from: &Route) -> Vec<LinkView> {
        let link = |archive: &Archive| {
            let route = archive.outer_route(&to.route(archive.site.settings.language));
            LinkView { label: self.words(&archive.label()), href: route.from_page(from), ..LinkView::default() }
        };
        if self.is_archive() { Vec::new() } else { self.site.archives.iter().map(link).collect() }
    }

    /// What goes out of the archives, apart from their indexes.
    pub(super) fn plan_archives(&self) -> Vec<Output> {
        let outputs = self.archives().enumerate().flat_map(|(at, archive)| {
            let outputs = plan::plan_site(&archive).into_iter();
            outputs.map(move |output| archive.archived(at, output)).collect::<Vec<_>>()
        });
        outputs.collect()
    }

    /// The indexes of the archives.
    pub(super) fn plan_archive_search(&self) -> Vec<Output> {
        let outputs = self.archives().enumerate().flat_map(|(at, archive)| {
            let outputs = plan::plan_search(&archive).into_iter();
            outputs.map(move |output| archive.archived(at, output)).collect::<Vec<_>>()
        });
        outputs.collect()
    }

    /// An output of this archive as one of the whole site.
    fn archived(&self, at: usize, output: Output) -> Output {
        Output { route: self.outer_route(&output.route), job: Job::Archived(at, Box::new(output.job)) }
    }
}

impl Shared {
    /// What the pages of each archive share.
    pub(super) fn of_archives(site: &Site) -> Vec<std::sync::Arc<Shared>> {
        // Archives know those before them, for links only.
        let archives = if site.archived.is_some() { &[][..] } else { &site.archives };
        archives.iter().map(|archive| std::sync::Arc::new(Shared::of(&archive.site))).collect()
    }
}

/// The page of the current campaign that has taken the place of one of an archive: what has the same id and kind.
fn same_page(current: &Site, shown: Shown) -> Option<Route> {
    match shown {
        Shown::Entry(entry) => {
            let same = current.by_id(&entry.id).map(|(_, same)| same);
            let same = same.filter(|same| same.kind() == entry.kind() && super::listed(current, same));
            same.map(|same| same.route.clone())
        }
        Shown::Rubric(rubric) => current.has_rubric(rubric).then(|| rubric.route(current.settings.language)),
    }
}
