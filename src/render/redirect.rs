//! Pages at old addresses that lead to the new ones, also by fragment.

use std::collections::BTreeMap;

use super::Renderer;
use super::frame::public_path;
use super::view::RedirectView;
use crate::diagnostic::Diagnostic;
use crate::model::{EntryId, Route, Site};

/// A page at an old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: Route,
    /// Where it leads.
    pub to: EntryId,
    /// Old fragments that lead elsewhere than the page as a whole.
    pub fragments: BTreeMap<String, EntryId>,
}

/// All redirects of a site, by old address. An address that a page of the site has is left to that page: its
/// fragments cannot be redirected, and a rule says so.
pub fn redirects(site: &Site) -> Vec<Redirect> {
    let mut redirects: BTreeMap<Route, Redirect> = BTreeMap::new();
    for (id, entry) in site.all().filter(|(_, entry)| site.shows(entry)) {
        for old in &entry.common.redirect_from {
            let (path, fragment) = old.split_once('#').map_or((old.as_str(), None), |(path, f)| (path, Some(f)));
            let Some(from) = old_route(path) else { continue };
            let redirect =
                redirects.entry(from.clone()).or_insert_with(|| Redirect { from, to: id, fragments: BTreeMap::new() });
            match fragment {
                Some(fragment) => drop(redirect.fragments.entry(fragment.to_owned()).or_insert(id)),
                None => redirect.to = id,
            }
        }
    }
    redirects.into_values().collect()
}

/// The output at an old address: `/vieux/` and `/vieux` are `vieux/index.html`. `None` when it leaves the site.
pub fn old_route(path: &str) -> Option<Route> {
    let path = path.trim_start_matches('/');
    let is_safe = !path.split('/').any(|part| part == ".." || part == ".") && !path.contains(['\\', '\0', ':']);
    let last = path.rsplit('/').next().unwrap_or_default();
    let path = match last {
        "" => format!("{path}index.html"),
        last if last.contains('.') => path.to_owned(),
        _ => format!("{path}/index.html"),
    };
    is_safe.then(|| Route::new(path))
}

impl Renderer<'_> {
    /// The page at an old address.
    pub(super) fn redirect_page(&self, redirect: &Redirect) -> Result<String, Box<Diagnostic>> {
        let to = self.site.entry(redirect.to);
        let from = &redirect.from;
        let address = |id: &EntryId| self.site.entry(*id).route.from_page(from);
        let fragments: BTreeMap<&str, String> =
            redirect.fragments.iter().map(|(fragment, id)| (fragment.as_str(), address(id))).collect();
        let json = serde_json::to_string(&fragments).expect("a map of strings is JSON");
        self.render(&RedirectView {
            lang: self.site.settings.language.tag().to_owned(),
            title: self.words(&to.title),
            href: to.route.from_page(from),
            canonical: self.site.settings.base().map(|base| format!("{base}/{}", public_path(&to.route))),
            fragments_json: Some(json),
            script_href: self.theme.asset("redirect.js").map(|path| self.asset_href(path, from)),
            stylesheets: self.links_to(self.theme.stylesheets(), from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::old_route;

    #[test]
    fn old_addresses_become_outputs() {
        let route = |path| old_route(path).map(|route| route.as_str().to_owned());
        assert_eq!(route("vieux.html").unwrap(), "vieux.html");
        assert_eq!(route("/aide/vieux/").unwrap(), "aide/vieux/index.html");
        assert_eq!(route("aide/vieux").unwrap(), "aide/vieux/index.html");
        assert_eq!(route("../x"), None);
    }
}
