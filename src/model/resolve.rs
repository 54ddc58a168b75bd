//! Link targets, as editors write them, to what they mean in the site.
//!
//! Both the rules and the renderer ask here, so that what `check` accepts is what a page links to. A target that is
//! there is found by hash or binary search; only one that is missing costs a search for what was meant (`near`).

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::{EntryId, Kind, Route, Rubric, Site};
use crate::diagnostic::nearest;
use crate::source::SourcePath;

mod near;

use near::{FileNames, NearIndex};

/// The most headings of a page among which a mistyped anchor is looked for.
const ANCHORS_COMPARED: usize = 64;

/// What a link target means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Another site, a mail address or a telephone number (`http`, `https`, `mailto`, `tel`), as written.
    Outside(String),
    /// A page of the site.
    Page {
        /// Its address.
        route: Route,
        /// Whose page it is; `None` for the list page of a rubric.
        entry: Option<EntryId>,
        /// The anchor in it, decoded, known to exist when there is an entry.
        fragment: Option<String>,
    },
    /// A file that goes out as it is; its address is its [`asset_route`].
    File {
        /// The file.
        path: SourcePath,
        /// What follows `#`: `page=12` of a PDF.
        fragment: Option<String>,
    },
    /// Nothing of the site has that name.
    MissingTarget {
        /// The target that was probably meant, as the editor would write it in the same place.
        nearest: Option<String>,
    },
    /// The page is there, the anchor is not.
    MissingAnchor {
        /// The page.
        entry: EntryId,
        /// The anchor as written, decoded.
        fragment: String,
        /// The anchor that was probably meant.
        nearest: Option<String>,
    },
    /// A page that readers cannot see yet.
    Draft {
        /// The page.
        entry: EntryId,
        /// The anchor as written, not looked for.
        fragment: Option<String>,
    },
    /// The path climbs out of the site's folder.
    LeavesSite,
    /// An address of a scheme that a page must not link to: `javascript`, `data`, `file`.
    Unsafe(String),
    /// Nothing is written.
    Empty,
}

/// What is worked out of a site on first use, to find targets and to suggest others.
#[derive(Debug, Default)]
pub struct Derived {
    files: OnceLock<FileNames>,
    ids: OnceLock<NearIndex>,
    anchors: OnceLock<Vec<OnceLock<HashSet<Box<str>>>>>,
    rubrics: OnceLock<Vec<Rubric>>,
}

/// A place inside the site that a path leads to.
enum Place {
    Entry(EntryId),
    Rubric(Rubric),
    File,
}

/// The address of a file that goes out as it is: `content/x/a.png` → `x/a.png`; those of `faq` and `videos` keep
/// their path.
pub fn asset_route(path: &SourcePath) -> Route {
    Route::new(path.as_str().strip_prefix("content/").unwrap_or(path.as_str()))
}

impl Site {
    /// What `target` means where it is written in the file `from`. `page` is the entry whose page shows the text:
    /// a bare `#anchor` in an included file belongs to the page that includes it.
    pub fn resolve(&self, from: &SourcePath, page: Option<EntryId>, target: &str) -> Resolution {
        let target = clean(target);
        if target.is_empty() {
            return Resolution::Empty;
        }
        if let Some(scheme) = scheme(&target) {
            return match &*scheme {
                "id" => self.resolve_id(page, &target[3..], "id:"),
                "http" | "https" | "mailto" | "tel" => Resolution::Outside(target.into_owned()),
                drive if drive.len() == 1 => Resolution::LeavesSite,
                _ => Resolution::Unsafe(scheme),
            };
        }
        if target.starts_with("//") {
            return Resolution::Outside(target.into_owned());
        }
        self.resolve_path(from, page, &target)
    }

    /// What an id, a path or an address means in a field such as `see_also` or `navigation`: an id or the name of a
    /// rubric needs no `id:` there, and a path may also start at the site's root.
    pub fn resolve_reference(&self, from: &SourcePath, page: Option<EntryId>, reference: &str) -> Resolution {
        let reference = clean(reference);
        let (name, _) = split_fragment(&reference);
        let is_id = self.lookup.by_id.contains_key(name) || self.rubric_named(name).is_some();
        let is_path = reference.contains(['/', '.', ':', '#']);
        if is_id || (!is_path && !reference.is_empty()) {
            return self.resolve_id(page, &reference, "");
        }
        let found = self.resolve(from, page, &reference);
        match found {
            Resolution::MissingTarget { .. } | Resolution::LeavesSite => {
                let rooted = self.resolve(from, page, &format!("/{reference}"));
                if matches!(rooted, Resolution::MissingTarget { .. } | Resolution::LeavesSite) { found } else { rooted }
            }
            found => found,
        }
    }

    /// What an entry cites: by shortcode, by link, by `see_also`; each as often as it does.
    pub fn cites(&self, at: EntryId) -> Vec<EntryId> {
        let in_fields = self.field_calls.iter().filter(|field| field.entry == Some(at));
        let in_fields = in_fields.filter_map(|field| Some(self.by_id(&field.call.target)?.0));
        self.refers_to(at).into_iter().chain(in_fields).collect()
    }

    /// The same apart from the shortcodes in fields, which are all together in [`Site::field_calls`].
    pub fn refers_to(&self, at: EntryId) -> Vec<EntryId> {
        let entry = self.entry(at);
        let named = |found: Resolution| match found {
            Resolution::Page { entry, .. } => entry,
            _ => None,
        };
        let file = &entry.file.path;
        let referred = entry.see_also().iter().map(|written| named(self.resolve_reference(file, Some(at), written)));
        let in_text = entry.body.iter().flat_map(|body| {
            let calls = body.facts.calls.iter().map(|call| self.by_id(&call.target).map(|(other, _)| other));
            let path = |at: u32| &body.origin(at).file.path;
            let links = body.facts.links.iter();
            calls.chain(links.map(move |link| named(self.resolve(path(link.span.start), Some(at), &link.target))))
        });
        referred.chain(in_text).flatten().collect()
    }

    /// Whether `path` is a file that goes out as it is. Captions do, although they are also read as text.
    pub fn is_asset(&self, path: &SourcePath) -> bool {
        self.assets.binary_search_by(|asset| asset.path.cmp(path)).is_ok()
            || (path.extension() == "vtt" && self.texts.contains_key(path))
    }

    /// Whether the list page of a rubric has anything to list.
    pub fn has_rubric(&self, rubric: Rubric) -> bool {
        let filled = self
            .lookup
            .derived
            .rubrics
            .get_or_init(|| Rubric::ALL.into_iter().filter(|rubric| has_content(self, *rubric)).collect());
        filled.contains(&rubric)
    }

    /// The file with a name nearest to `path`, written as in a link from `from`.
    pub fn nearest_path(&self, from: &SourcePath, path: &str) -> Option<String> {
        let wanted = from.join(path).unwrap_or_else(|| SourcePath::new(path));
        let files = self.lookup.derived.files.get_or_init(|| FileNames::new(linkable(self)));
        let found = files.nearest(&wanted)?;
        Some(if path.starts_with('/') { near::rooted(found) } else { near::relative(from, found) })
    }

    /// The id nearest to `id` among those of the kinds that `accepts`; any kind and any rubric when it is `None`.
    pub fn nearest_id(&self, id: &str, accepts: Option<Kind>) -> Option<&str> {
        let index = self.lookup.derived.ids.get_or_init(|| {
            let rubrics = Rubric::ALL.into_iter().map(|rubric| rubric.name().to_owned());
            NearIndex::new(self.lookup.by_id.keys().cloned().chain(rubrics))
        });
        index.nearest(id, |name| match accepts {
            Some(kind) => self.by_id(name).is_some_and(|(_, entry)| entry.kind() == kind),
            None => self.lookup.by_id.contains_key(name) || self.rubric_named(name).is_some(),
        })
    }

    fn resolve_id(&self, page: Option<EntryId>, written: &str, prefix: &str) -> Resolution {
        let (id, fragment) = split_fragment(written);
        if let Some((entry, _)) = self.by_id(id) {
            return self.to_entry(page, entry, fragment);
        }
        match self.rubric_named(id) {
            Some(rubric) => self.to_rubric(rubric, fragment),
            None => Resolution::MissingTarget {
                nearest: self
                    .nearest_id(id, None)
                    .map(|id| with_fragment(format!("{prefix}{id}"), fragment.as_deref())),
            },
        }
    }

    fn resolve_path(&self, from: &SourcePath, page: Option<EntryId>, target: &str) -> Resolution {
        let (path, fragment) = split_fragment(target);
        if path.is_empty() {
            return match page.or_else(|| self.lookup.by_file.get(from).copied()) {
                Some(entry) => self.to_entry(Some(entry), entry, fragment),
                None => Resolution::MissingTarget { nearest: None },
            };
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let Some(wanted) = from.join(&decoded) else { return Resolution::LeavesSite };
        if let Some((archive, inside)) = self.archive_of(&wanted) {
            return self.resolve_archived(archive, inside, fragment);
        }
        match self.place(&wanted) {
            Some(Place::Entry(entry)) => self.to_entry(page, entry, fragment),
            Some(Place::Rubric(rubric)) => self.to_rubric(rubric, fragment),
            Some(Place::File) => Resolution::File { path: wanted, fragment },
            None => Resolution::MissingTarget {
                nearest: self.nearest_path(from, &decoded).map(|path| with_fragment(path, fragment.as_deref())),
            },
        }
    }

    /// What is at a path: a file, a folder (its `index.md` or `guide.md`), or the source of a rubric.
    fn place(&self, path: &SourcePath) -> Option<Place> {
        let by_file = |path: &SourcePath| self.lookup.by_file.get(path).copied();
        let text = path.as_str();
        let folder = if text == "index.md" { "" } else { text.strip_suffix("/index.md").unwrap_or(text) };
        let entry = by_file(path)
            .or_else(|| self.lookup.by_folder.get(folder).copied())
            .or_else(|| by_file(&SourcePath::new(format!("{text}/index.md"))))
            .or_else(|| by_file(&SourcePath::new(format!("{text}/guide.md"))));
        if let Some(entry) = entry {
            return Some(Place::Entry(entry));
        }
        if self.is_asset(path) {
            return Some(Place::File);
        }
        rubric_at(folder).filter(|rubric| self.has_rubric(*rubric)).map(Place::Rubric)
    }

    fn rubric_named(&self, name: &str) -> Option<Rubric> {
        let rubric = Rubric::called(name)?;
        self.has_rubric(rubric).then_some(rubric)
    }

    fn to_rubric(&self, rubric: Rubric, fragment: Option<String>) -> Resolution {
        Resolution::Page { route: rubric.route(self.settings.language), entry: None, fragment }
    }

    fn to_entry(&self, page: Option<EntryId>, entry: EntryId, fragment: Option<String>) -> Resolution {
        if self.entry(entry).is_draft() && page != Some(entry) {
            return Resolution::Draft { entry, fragment };
        }
        match fragment {
            Some(fragment) if !self.has_anchor(entry, &fragment) => {
                let nearest = self.nearest_anchor(entry, &fragment);
                Resolution::MissingAnchor { entry, fragment, nearest }
            }
            fragment => Resolution::Page { route: self.entry(entry).route.clone(), entry: Some(entry), fragment },
        }
    }

    /// Whether a page has an anchor: a heading, an id, the top, or a moment of a video (`t=83`).
    fn has_anchor(&self, entry: EntryId, fragment: &str) -> bool {
        let sets = self.lookup.derived.anchors.get_or_init(|| self.entries.iter().map(|_| OnceLock::new()).collect());
        let known = sets[entry.0 as usize].get_or_init(|| self.anchors(entry).map(Box::from).collect());
        let is_moment = || fragment.strip_prefix("t=").is_some_and(|time| super::video::seconds(time).is_some());
        known.contains(fragment) || fragment == "top" || (self.entry(entry).kind() == Kind::Video && is_moment())
    }

    fn nearest_anchor(&self, entry: EntryId, fragment: &str) -> Option<String> {
        let wanted = super::fold(fragment);
        let known = || self.anchors(entry).take(ANCHORS_COMPARED);
        let same = known().find(|anchor| super::fold(anchor) == wanted);
        same.or_else(|| nearest(fragment, known())).map(str::to_owned)
    }

    fn anchors(&self, entry: EntryId) -> impl Iterator<Item = &str> {
        let facts = self.entry(entry).body.iter().map(|body| &body.facts);
        facts.flat_map(|facts| {
            let headings = facts.headings.iter().map(|heading| heading.id.as_str());
            headings.chain(facts.anchors.iter().map(String::as_str))
        })
    }
}

/// The target without surrounding spaces and without the control characters that browsers ignore in addresses
/// (WHATWG URL, basic URL parser): `java\nscript:` is one scheme.
fn clean(target: &str) -> Cow<'_, str> {
    let target = target.trim();
    if target.contains(|c: char| c.is_ascii_control()) {
        let kept: String = target.chars().filter(|c| !c.is_ascii_control()).collect();
        return Cow::Owned(kept.trim().to_owned());
    }
    Cow::Borrowed(target)
}

/// The scheme of an address in lower case (RFC 3986, section 3.1).
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let valid = starts && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// The part before `#`, and the part after it, decoded; `None` when nothing follows.
fn split_fragment(target: &str) -> (&str, Option<String>) {
    match target.split_once('#') {
        Some((path, fragment)) => {
            let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            (path, Some(decoded.into_owned()).filter(|fragment| !fragment.is_empty()))
        }
        None => (target, None),
    }
}

fn with_fragment(target: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{target}#{fragment}"),
        None => target,
    }
}

/// Every file that a link can lead to.
fn linkable(site: &Site) -> impl Iterator<Item = SourcePath> {
    site.lookup.by_file.keys().cloned().chain(site.assets.iter().map(|asset| asset.path.clone()))
}

/// The rubric whose source is this folder or YAML file.
fn rubric_at(path: &str) -> Option<Rubric> {
    match path {
        "" | "content" => Some(Rubric::Home),
        "faq" => Some(Rubric::Faq),
        "videos" => Some(Rubric::Videos),
        "content/documents/documents.yaml" => Some(Rubric::Documents),
        path => {
            let name = path.strip_prefix("content/")?;
            Rubric::in_folder(name.strip_suffix(".yaml").unwrap_or(name))
        }
    }
}

fn has_content(site: &Site, rubric: Rubric) -> bool {
    let any = |kind| site.of_kind(kind).next().is_some();
    match rubric {
        Rubric::Home | Rubric::Search => true,
        Rubric::Faq | Rubric::Questions => any(Kind::Faq),
        Rubric::Videos => any(Kind::Video),
        Rubric::Calendar => any(Kind::Event),
        Rubric::Documents => any(Kind::Document),
        Rubric::Announcements => any(Kind::Announcement),
        Rubric::Contacts => any(Kind::Contact),
        Rubric::Glossary => !site.glossary.is_empty(),
        Rubric::Changes => any(Kind::Announcement) || site.has_changes(),
        Rubric::Audiences => any(Kind::Audience),
    }
}

#[cfg(test)]
mod tests;
