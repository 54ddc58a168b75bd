//! Every link inside a site leads somewhere, and every id that a page names is on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Parser, Tag as Markdown};
use vademecum::load::Options;
use vademecum::source::DiskSource;

use super::{Built, render};
use crate::hostile::html::{Tag, tags};

/// What is wrong with the links of a site that is published at the root of a server, or below `base`.
pub fn broken(site: &Built, base: &str) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> = html(site).map(|(path, tags)| (path, ids_of(&tags))).collect();
    let mut wrong = Vec::new();
    for (path, tags) in html(site) {
        let checker = Checker { site, ids: &ids, path, base };
        wrong.extend(tags.iter().flat_map(|tag| checker.tag(tag)));
        wrong.extend(twice(&tags).into_iter().map(|id| format!("{path}: the id {id} is there twice")));
    }
    for path in site.outputs.keys().filter(|path| path.ends_with(".md") || path.as_str() == "llms.txt") {
        let checker = Checker { site, ids: &ids, path, base };
        wrong.extend(markdown_links(site.text(path)).iter().filter_map(|link| checker.address(link)));
    }
    for path in site.outputs.keys().filter(|path| path.ends_with(".css")) {
        let checker = Checker { site, ids: &ids, path, base };
        let addresses = site.text(path).split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        wrong.extend(addresses.filter_map(|address| checker.address(address.trim_matches(['"', '\'']))));
    }
    wrong
}

fn html(site: &Built) -> impl Iterator<Item = (&str, Vec<Tag>)> {
    let pages = site.outputs.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), tags(site.text(path))))
}

fn ids_of(tags: &[Tag]) -> BTreeSet<String> {
    tags.iter().filter_map(|tag| tag.get("id")).map(str::to_owned).collect()
}

fn twice(tags: &[Tag]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    tags.iter().filter_map(|tag| tag.get("id")).filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
}

fn markdown_links(text: &str) -> Vec<String> {
    let links = Parser::new(text).filter_map(|event| match event {
        Event::Start(Markdown::Link { dest_url, .. } | Markdown::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    links.collect()
}

struct Checker<'a> {
    site: &'a Built,
    ids: &'a BTreeMap<&'a str, BTreeSet<String>>,
    path: &'a str,
    base: &'a str,
}

impl Checker<'_> {
    fn tag(&self, tag: &Tag) -> Vec<String> {
        let mut addresses: Vec<String> = ["href", "src", "poster", "data-target"]
            .iter()
            .filter_map(|name| tag.get(name))
            .map(str::to_owned)
            .collect();
        addresses.extend(
            tag.get("content")
                .filter(|_| tag.get("http-equiv") == Some("refresh"))
                .and_then(|content| content.split_once("url=").map(|(_, address)| address.to_owned())),
        );
        if let Some(fragments) = tag.get("data-fragments") {
            let fragments: BTreeMap<String, String> = serde_json::from_str(fragments).expect("fragments are JSON");
            addresses.extend(fragments.into_values());
        }
        let named =
            ["aria-labelledby", "aria-describedby", "aria-controls", "for"].iter().filter_map(|name| tag.get(name));
        let missing = named.flat_map(str::split_whitespace).filter(|id| !self.ids[self.path].contains(*id));
        let missing = missing.map(|id| format!("{}: nothing has the id {id}", self.path));
        missing.chain(addresses.iter().filter_map(|address| self.address(address))).collect()
    }

    /// What is wrong with an address on this page; nothing is said of those that lead outside.
    fn address(&self, address: &str) -> Option<String> {
        let wrong = |what: &str| Some(format!("{}: {address}: {what}", self.path));
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))) {
            return None;
        }
        if address.is_empty() {
            return wrong("is empty");
        }
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
        // What follows `?` is for the script of the page.
        let path = path.split('?').next().unwrap_or(path);
        let Ok(path) = percent_decode_str(path).decode_utf8() else { return wrong("is not UTF-8") };
        let Some(target) = self.target(&path) else { return wrong("leaves the site") };
        if !self.site.has(&target) {
            return wrong("leads nowhere");
        }
        let fragment = fragment.map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into_owned())?;
        let ids = self.ids.get(target.as_str())?;
        if ids.contains(&fragment) { None } else { wrong("has no such anchor") }
    }

    /// The output at an address; a folder is its `index.html`.
    fn target(&self, path: &str) -> Option<String> {
        if path.is_empty() {
            return Some(self.path.to_owned());
        }
        let mut parts: Vec<&str> = match path.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => self.path.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
        };
        let path = if path.starts_with('/') { path.strip_prefix(self.base)? } else { path };
        for part in path.split('/') {
            match part {
                "." | "" => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let joined = parts.join("/");
        Some(if path.ends_with('/') || joined.is_empty() {
            format!("{joined}/index.html").trim_start_matches('/').to_owned()
        } else {
            joined
        })
    }
}

fn whole_site(folder: &str, base_url: Option<&str>) -> Built {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let source = DiskSource::new(root, Some(jiff::civil::date(2024, 11, 25)));
    render(&source, &Options { base_url: base_url.map(str::to_owned), ..Options::default() }).sound()
}

#[test]
fn every_link_of_the_reference_site_leads_somewhere() {
    let site = whole_site(".", None);
    assert_eq!(broken(&site, "/"), [""; 0]);
    assert!(site.pages().count() > 40);
}

#[test]
fn every_link_of_the_demo_leads_somewhere() {
    let site = whole_site("examples/demo", Some("https://aide.example.org/un/deux/"));
    assert_eq!(broken(&site, "/un/deux/"), [""; 0]);
    assert!(site.pages().count() > 60);
}

#[test]
fn the_checker_of_links_sees_what_is_broken() {
    let page = "<p id=a><p id=a><a href=b.html>x</a><a href='#c'>x</a><a href=../d.html>x</a><a href=e.html#f>x</a><div aria-labelledby=g>";
    let outputs = [("x.html", page), ("e.html", "<p id=h>")].map(|(path, page)| (path.to_owned(), page.into()));
    let site = Built { outputs: outputs.into(), findings: Vec::new() };
    let ends = ["leads nowhere", "no such anchor", "leaves the site", "no such anchor", "the id g", "there twice"];
    let wrong = broken(&site, "/");
    assert!(wrong.len() == ends.len() && wrong.iter().zip(ends).all(|(wrong, end)| wrong.contains(end)), "{wrong:#?}");
}
