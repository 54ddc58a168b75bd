//! A site that is served: where all requests, changes and browsers come together.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;
use vademecum_host::{Content, Found, Site};

use super::browsers::{self, Browsers, Message};
use super::editor::encoded;
use super::failed::{self, Words};
use super::pages::{self, Standing};
use super::watch::Change;
use super::{Event, Listener, Options};
use super::{listing, review};
use crate::diagnostic::human::Count;
use crate::diagnostic::{Diagnostic, Lang};
use crate::freshness;
use crate::model::{Route, media_type};
use crate::preview::{LiveFindings, LiveSearch, Preview, State, Update};
use crate::source::{KeptSource, SourcePath};

const SCRIPT: &str = include_str!("browser/preview.js");
const STYLE: &str = include_str!("browser/preview.css");
const HTML: &str = "text/html; charset=utf-8";
/// The most pages of which the last good version is kept.
const MOST_KEPT: usize = 100;

/// A site that is served and edited.
pub struct Session {
    options: Options,
    source: Arc<KeptSource>,
    preview: Preview,
    search: LiveSearch,
    judged: LiveFindings,
    browsers: Browsers,
    listener: Listener,
    /// What is wrong, once it was judged.
    findings: Mutex<Option<Arc<[Diagnostic]>>>,
    lost: Mutex<HashMap<Route, Lost>>,
    /// The path of the site by the last settings that could be read.
    base_path: Mutex<String>,
    /// The path below which browsers know it.
    told_path: Mutex<String>,
}

/// A page that could be made once, and cannot any more.
struct Lost {
    /// Its file, where that is what cannot be read.
    file: Option<SourcePath>,
    html: Option<Arc<[u8]>>,
}

impl Lost {
    /// Whether the page can be made again.
    fn is_back(&self, state: &State, route: &Route) -> bool {
        match &self.file {
            Some(file) => state.gives_content(file),
            None => !matches!(pages::stand(state, route, None), Standing::Failed(_)),
        }
    }
}

impl Session {
    /// A session of a site that was loaded.
    pub fn new(options: Options, source: Arc<KeptSource>, preview: Preview, listener: Listener) -> Self {
        let session = Self {
            options,
            source,
            preview,
            search: LiveSearch::default(),
            judged: LiveFindings::default(),
            browsers: Browsers::default(),
            listener,
            findings: Mutex::default(),
            lost: Mutex::default(),
            base_path: Mutex::new("/".to_owned()),
            told_path: Mutex::default(),
        };
        session.moved();
        session
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.preview.now().pages()
    }

    /// The number of the newest state.
    pub fn number(&self) -> u64 {
        self.preview.now().number
    }

    /// Takes in a change of the disk: loads what changed and tells the browsers. `None` when nothing of the site changed.
    pub fn changed(&self, change: &Change) -> Option<Update> {
        let mut files = match &change.paths {
            Some(paths) => {
                let paths: Vec<SourcePath> = paths.iter().filter_map(|path| self.source.path_of(path)).collect();
                let mut files = self.source.look_at(&paths);
                let state = self.preview.now();
                // The clock of the disk may be too coarse to tell a second save.
                files.extend(paths.into_iter().filter(|path| state.source_file(path)));
                files
            }
            None => self.source.look_again(),
        };
        files.sort();
        files.dedup();
        if files.is_empty() {
            return None;
        }
        let update = self.preview.update(&files);
        if update.is_empty() {
            return None;
        }
        self.tell(&files, &update, change);
        Some(update)
    }

    fn tell(&self, files: &[SourcePath], update: &Update, change: &Change) {
        let state = self.preview.now();
        self.lost().retain(|route, lost| !lost.is_back(&state, route));
        if let Some(before) = &update.before {
            self.remember_lost(&state, before, files);
        }
        match self.moved() {
            Some(base) => self.browsers.tell(&Message::Moved { base }),
            None => {
                self.browsers.refresh(
                    |page| self.html_after(&state, update.before.as_deref(), &pages::route(page)),
                    &styles(update, &state),
                );
            }
        }
        if self.options.follow
            && let Some(id) = update.entries.iter().find(|id| files.contains(&state.site.entry(**id).file.path))
        {
            self.browsers.tell(&Message::Follow { page: state.site.entry(*id).route.as_str().to_owned() });
        }
        (self.listener)(Event::Changed {
            files: files.to_vec(),
            pages: update.entries.len() + update.gone.len(),
            only_texts: update.only_texts,
            time: change.since.elapsed(),
        });
    }

    /// The path of the site, when browsers know it below another one.
    fn moved(&self) -> Option<String> {
        let base = self.base_path();
        let told = std::mem::replace(&mut *locked(&self.told_path), base.clone());
        (told != base).then_some(base)
    }

    /// Keeps the last good version of pages whose files, of these sorted ones, are there but cannot be read.
    fn remember_lost(&self, state: &State, before: &State, files: &[SourcePath]) {
        for entry in before.site.entries.iter().filter(|entry| files.binary_search(&entry.file.path).is_ok()) {
            let file = &entry.file.path;
            let lost = Lost { file: Some(file.clone()), html: None };
            if state.errors_in(file).next().is_some() && !lost.is_back(state, &entry.route) {
                self.keep(before, &entry.route, lost);
            }
        }
    }

    /// Keeps a page that is lost, as it was before.
    fn keep(&self, before: &State, route: &Route, lost: Lost) {
        let mut all = self.lost();
        if all.len() < MOST_KEPT
            && let Entry::Vacant(place) = all.entry(route.clone())
            && let Standing::Page(html) = pages::stand(before, route, None)
        {
            place.insert(Lost { html: Some(html), ..lost });
        }
    }

    /// Brings the search to the newest state.
    pub fn index(&self, update: Option<&Update>) {
        if let Err(failure) = self.search.follow(&self.preview.now(), update) {
            (self.listener)(Event::SearchFailed { reason: failure.to_string() });
        }
    }

    /// Judges the newest state, to which `update` led.
    pub fn judge(&self, update: Option<&Update>) {
        self.judged.follow(&self.preview.now(), update);
    }

    /// Runs the declared searches, and tells whoever is concerned when what is wrong is not what it was.
    pub fn tell_findings(&self) {
        let state = self.preview.now();
        let new: Arc<[Diagnostic]> = self.judged.all(&state, self.search.failed_queries(&state)).into();
        drop(state);
        let old = self.findings().replace(new.clone());
        if old.as_ref() == Some(&new) {
            return;
        }
        self.browsers.tell(&Message::Findings);
        let is_first = old.is_none();
        let (fresh, solved) = differences(&old.unwrap_or_default(), &new);
        if is_first || solved || !fresh.is_empty() {
            (self.listener)(Event::Judged { all: new, new: fresh });
        }
    }

    fn findings(&self) -> MutexGuard<'_, Option<Arc<[Diagnostic]>>> {
        locked(&self.findings)
    }

    fn lost(&self) -> MutexGuard<'_, HashMap<Route, Lost>> {
        locked(&self.lost)
    }

    /// What stands at an address now.
    pub fn stand(&self, state: &State, route: &Route) -> Standing {
        let origin = self.lost().get(route).and_then(|lost| lost.file.clone());
        pages::stand(state, route, origin.as_ref())
    }

    /// The page that is shown at an address, without what serving adds.
    fn html(&self, state: &State, route: &Route) -> Arc<[u8]> {
        self.html_after(state, None, route)
    }

    /// The same for a page that somebody looked at `before`: when it cannot be made any more, what they saw is kept.
    fn html_after(&self, state: &State, before: Option<&State>, route: &Route) -> Arc<[u8]> {
        let standing = self.stand(state, route);
        if let (Standing::Failed(_), Some(before)) = (&standing, before) {
            self.keep(before, route, Lost { file: None, html: None });
        }
        match standing {
            Standing::Page(html) | Standing::Missing(html) => html,
            Standing::Failed(findings) => self.failed(&findings, route).into_bytes().into(),
            Standing::Bytes(..) | Standing::File(_) | Standing::Folder => Arc::from("".as_bytes()),
        }
    }

    fn failed(&self, findings: &[Diagnostic], route: &Route) -> String {
        let has_last = self.lost().get(route).is_some_and(|lost| lost.html.is_some());
        let last = format!("{}_vademecum/last?page={}", self.base_path(), encoded(route.as_str()));
        failed::page(
            findings,
            &Words {
                lang: self.options.lang,
                last_good: has_last.then_some(last),
                editor: self.editor(),
                script: String::new(),
                style: format!("{}_vademecum/preview.css", self.base_path()),
            },
        )
    }

    /// A page as it is served: with the script that follows the site.
    fn served(&self, html: &[u8], route: &Route) -> Content {
        let base = self.base_path();
        let script = format!(
            "<script src=\"{base}_vademecum/preview.js\" data-base=\"{base}\" data-page=\"{}\" data-tag=\"{}\" defer></script>\n",
            listing::escaped(route.as_str()),
            browsers::tag(html),
        );
        Content::bytes(pages::with_part(html, &script), HTML)
    }

    fn editor(&self) -> Option<String> {
        self.options.editor.as_ref().map(|editor| editor.scheme_for(&self.options.root))
    }

    /// What is wrong, for the panel of the browser.
    fn report(&self) -> Content {
        let findings = self.findings().clone().unwrap_or_default();
        let Count { errors, warnings, hints } = Count::of(&findings);
        let lang = self.options.lang;
        let list = listing::list(&findings, listing::Words { lang, editor: self.editor().as_deref() });
        let label =
            if lang == Lang::Fr { "Ce qui est à confirmer et à relire" } else { "What is to confirm and to review" };
        let list = format!("{list}<p><a href=\"{}_vademecum/review\">{label}</a></p>\n", self.base_path());
        let lang = if lang == Lang::Fr { "fr" } else { "en" };
        let report = serde_json::json!({
            "lang": lang, "errors": errors, "warnings": warnings, "hints": hints, "list": list,
        });
        Content::bytes(report.to_string(), "application/json")
    }

    /// What is left to confirm, and what is due for review.
    fn review(&self) -> Content {
        let state = self.preview.now();
        let words = review::Words {
            lang: self.options.lang,
            editor: self.editor(),
            home: self.base_path(),
            style: format!("{}_vademecum/preview.css", self.base_path()),
        };
        let html = review::page(&state.left_to_confirm(), &freshness::due(&state.site, &self.options.links), &words);
        Content::bytes(html, HTML)
    }

    /// The last good version of a page; its links lead where they led.
    fn last(&self, page: &str) -> Option<Content> {
        let html = self.lost().get(&Route::new(page))?.html.clone()?;
        let base = format!("<head><base href=\"{}{}\">", self.base_path(), encoded(page));
        let html = String::from_utf8_lossy(&html).replacen("<head>", &base, 1);
        Some(Content::bytes(html, HTML))
    }

    fn answer(&self, query: &str) -> Content {
        let request = value_of(query, "request").or_else(|| {
            let query = value_of(query, "q")?;
            Some(serde_json::json!({ "query": query }).to_string())
        });
        let answer = match request.map(|request| self.search.answer_json(&request)) {
            Some(Some(Ok(answer))) => answer,
            // An index that is still being made has not found anything yet: whoever asks tries again.
            Some(None) => "null".to_owned(),
            Some(Some(Err(failure))) => serde_json::json!({ "failure": failure.to_string() }).to_string(),
            None => serde_json::json!({ "failure": "no question" }).to_string(),
        };
        Content::bytes(answer, "application/json")
    }
}

impl Site for Session {
    fn base_path(&self) -> String {
        let state = self.preview.now();
        let mut known = locked(&self.base_path);
        // Settings that cannot be read for a moment move no page.
        if pages::has_settings(&state) {
            let path = state.site.settings.base().and_then(|url| url.split_once("://")?.1.split_once('/'));
            *known = path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}/"));
        }
        known.clone()
    }

    fn at(&self, path: &str) -> Found {
        let state = self.preview.now();
        let route = pages::route(path);
        match self.stand(&state, &route) {
            Standing::Page(html) => Found::Content(self.served(&html, &route)),
            Standing::Missing(html) => Found::Missing(self.served(&html, &route)),
            Standing::Failed(findings) => Found::Failed(self.served(self.failed(&findings, &route).as_bytes(), &route)),
            Standing::Bytes(bytes, kind) => Found::Content(Content::bytes(bytes, with_charset(kind))),
            Standing::File(path) => match self.source.file(&path) {
                Some(file) => Found::Content(Content::file(file, with_charset(media_type(path.as_str())))),
                None => Found::Missing(self.served(&self.html(&state, &Route::new("404.html")), &route)),
            },
            Standing::Folder => Found::Redirect(format!("{}{}/", self.base_path(), encoded(path))),
        }
    }

    fn endpoint(&self, path: &str, query: &str) -> Option<Content> {
        match path {
            "_search" => Some(self.answer(query)),
            "_vademecum/preview.js" => Some(Content::bytes(SCRIPT, "text/javascript; charset=utf-8")),
            "_vademecum/preview.css" => Some(Content::bytes(STYLE, "text/css; charset=utf-8")),
            "_vademecum/findings" => Some(self.report()),
            "_vademecum/review" => Some(self.review()),
            "_vademecum/last" => self.last(&value_of(query, "page")?),
            _ => None,
        }
    }

    fn watch(&self, page: Option<&str>) -> broadcast::Receiver<Arc<str>> {
        let (tag, page) = page.and_then(|page| page.split_once(' ')).unwrap_or(("", ""));
        let html = self.html(&self.preview.now(), &Route::new(page));
        self.browsers.watch(page, tag, html)
    }

    fn missed(&self) -> Arc<str> {
        Message::Reload.json()
    }
}

/// A panic elsewhere leaves each of these whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The findings that are new, and whether some are gone. One that has only moved to another line is neither.
fn differences(old: &[Diagnostic], new: &[Diagnostic]) -> (Vec<Diagnostic>, bool) {
    let name = |finding: &Diagnostic| {
        let file = finding.location.as_ref().map(|place| place.file.clone());
        (finding.rule.code, file, finding.message.get(Lang::Fr).to_owned())
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    old.iter().for_each(|finding| *known.entry(name(finding)).or_default() += 1);
    let is_new = |finding: &&Diagnostic| match known.get_mut(&name(finding)) {
        Some(left @ 1..) => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let fresh = new.iter().filter(is_new).cloned().collect();
    (fresh, known.values().any(|left| *left > 0))
}

/// The stylesheets that have another address than before.
fn styles(update: &Update, now: &State) -> Vec<[String; 2]> {
    let Some(before) = &update.before else { return Vec::new() };
    let names = ["theme.css", "look.css"];
    let both =
        names.iter().filter_map(|name| Some([before.theme.asset(name)?.to_owned(), now.theme.asset(name)?.to_owned()]));
    both.filter(|[before, now]| before != now).collect()
}

fn with_charset(kind: &str) -> String {
    match kind.starts_with("text/") {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_owned(),
    }
}

/// A value of a query, decoded.
fn value_of(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent_encoding::percent_decode_str(&value.replace('+', " ")).decode_utf8().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::diagnostic::{Diagnostic, TextFile};
    use crate::source::SourcePath;
    use crate::text;

    #[test]
    fn a_finding_that_moved_is_neither_new_nor_gone() {
        let file = TextFile::new(SourcePath::new("content/a.md"), "a\nb\nc\n".to_owned());
        let finding = |at: usize, what: &str| {
            Diagnostic::new(&crate::load::UNREADABLE_FILE, file.locate(at..at + 1), text!("{what}", "{what}"))
        };
        let old = [finding(0, "un"), finding(2, "deux")];
        assert_eq!(differences(&old, &[finding(2, "un"), finding(4, "deux")]), (Vec::new(), false));
        assert_eq!(differences(&old, &[finding(2, "un")]), (Vec::new(), true));
        let twice = [finding(0, "un"), finding(2, "deux"), finding(4, "deux")];
        assert_eq!(differences(&old, &twice), (vec![finding(4, "deux")], false));
    }
}
