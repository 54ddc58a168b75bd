//! Addresses of other sites: where they are written, and what was last found at them.
//!
//! Asks nobody itself: [`Report`] is what somebody found out, kept from one run to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Location, Rule, Severity};
use crate::model::{Day, Resolution, Site, Status};
use crate::source::{SETTINGS, SourcePath};
use crate::text;

/// The rules of what is found at addresses.
pub const RULES: &[&Rule] = &[&DEAD_LINK, &MOVED_LINK, &UNSURE_LINK];

/// An address of another site leads nowhere.
pub const DEAD_LINK: Rule = Rule {
    code: "dead-link",
    severity: Severity::Warning,
    summary: ["une adresse d’un autre site ne répond plus", "an address of another site leads nowhere"],
    explanation: [
        "La personne qui suit le lien trouve une page d’erreur, ou rien. Cherchez la nouvelle adresse sur ce site, ou retirez le lien. (vademecum check --external)",
        "Whoever follows the link finds an error page, or nothing. Look for the new address on that site, or take the link away. (vademecum check --external)",
    ],
    example: ["[Guide](https://exemple.fr/guide-2019.pdf)", "[Guide](https://exemple.fr/guide.pdf)"],
};

/// An address of another site has moved for good.
pub const MOVED_LINK: Rule = Rule {
    code: "moved-link",
    severity: Severity::Hint,
    summary: ["une adresse d’un autre site a changé pour de bon", "an address of another site has moved for good"],
    explanation: [
        "Ce site renvoie encore à la nouvelle adresse, mais rien ne dit pour combien de temps. Écrivez la nouvelle. (vademecum check --external)",
        "That site still leads to the new address, but nobody says for how long. Write the new one. (vademecum check --external)",
    ],
    example: ["https://exemple.fr/ancienne", "https://exemple.fr/nouvelle"],
};

/// Whether an address of another site leads somewhere could not be told.
pub const UNSURE_LINK: Rule = Rule {
    code: "unsure-link",
    severity: Severity::Hint,
    summary: [
        "on ne sait pas si une adresse d’un autre site répond",
        "it is not known whether an address of another site leads somewhere",
    ],
    explanation: [
        "Ce site demande un mot de passe, refuse les programmes, ou est en panne. Ouvrez l’adresse dans un navigateur. (vademecum check --external)",
        "That site wants a password, turns programs away, or is out of order. Open the address in a browser. (vademecum check --external)",
    ],
    example: ["https://exemple.fr/prive", "(ouvrez l’adresse)"],
};

/// What was found at addresses, by address without its fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Answers by address.
    pub links: BTreeMap<String, Answer>,
}

/// What was found at an address on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The day.
    pub on: Day,
    /// What was found.
    pub found: Found,
}

/// What can be found at an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Found {
    /// A page.
    There,
    /// A page at another address, for good (RFC 9110, 15.4.2 and 15.4.9).
    Moved(String),
    /// Nothing: the status or the reason.
    Dead(String),
    /// Something that lets nobody tell: the status or the reason.
    Unsure(String),
}

/// An address as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address without its fragment.
    pub url: String,
    /// Where it is written.
    pub location: Location,
}

/// Every address of the web that texts, fields and settings link to, in the order of their places.
pub fn addresses(site: &Site) -> Vec<Address> {
    let mut found = Vec::new();
    let mut add = |url: &str, location: Location| {
        let url = url.split('#').next().unwrap_or(url);
        if url.starts_with("https://") || url.starts_with("http://") {
            found.push(Address { url: url.to_owned(), location });
        }
    };
    for (id, entry) in site.all().filter(|(_, entry)| entry.common.status() != Status::Withdrawn) {
        for url in entry.urls() {
            add(url, entry.locate(url.span));
        }
        let Some(body) = &entry.body else { continue };
        for link in &body.facts.links {
            let from = &body.origin(link.span.start).file.path;
            if let Resolution::Outside(url) = site.resolve(from, Some(id), &link.target) {
                add(&url, body.locate(link.span));
            }
        }
    }
    if let Some(file) = site.texts.get(&SourcePath::new(SETTINGS)) {
        let footer = site.settings.footer.iter().map(|link| &link.to);
        for url in site.settings.application_url.iter().chain(footer) {
            add(url, file.locate(url.span.range()));
        }
    }
    found.sort_by(|a, b| a.location.cmp(&b.location));
    found.dedup();
    found
}

/// What the answers say of the addresses of a site.
pub fn findings(addresses: &[Address], report: &Report) -> Vec<Diagnostic> {
    addresses.iter().filter_map(|address| finding(address, report.links.get(&address.url)?)).collect()
}

fn finding(address: &Address, answer: &Answer) -> Option<Diagnostic> {
    let url = &address.url;
    let (rule, message, help) = match &answer.found {
        Found::There => return None,
        Found::Moved(to) => (
            &MOVED_LINK,
            text!("« {url} » a changé d’adresse", "“{url}” has moved"),
            text!("écrivez {to}", "write {to}"),
        ),
        Found::Dead(why) => (
            &DEAD_LINK,
            text!("« {url} » ne mène à rien ({why})", "“{url}” leads nowhere ({why})"),
            text!(
                "cherchez la nouvelle adresse, ou retirez le lien",
                "look for the new address, or take the link away"
            ),
        ),
        Found::Unsure(why) => (
            &UNSURE_LINK,
            text!("on ne sait pas si « {url} » répond ({why})", "it is not known whether “{url}” answers ({why})"),
            text!("ouvrez l’adresse dans un navigateur", "open the address in a browser"),
        ),
    };
    Some(Diagnostic::new(rule, address.location.clone(), message).help(help))
}

/// What a status says (RFC 9110, section 15), once redirects are followed.
pub fn by_status(status: u16) -> Found {
    match status {
        200..300 => Found::There,
        404 | 410 => Found::Dead(status.to_string()),
        400 | 401 | 403 | 405 | 406 | 408 | 418 | 425 | 429 | 451 | 500..600 => Found::Unsure(status.to_string()),
        _ => Found::Dead(status.to_string()),
    }
}

/// The address that a redirect leads to (RFC 9110, section 10.2.2), from the address that was asked.
pub fn redirected(from: &str, location: &str) -> Option<String> {
    let (scheme, rest) = from.split_once("://")?;
    let host = rest.split(['/', '?']).next()?;
    let path = &rest[host.len()..];
    let folder = path.split('?').next().unwrap_or_default().rsplit_once('/').map_or("", |(folder, _)| folder);
    let location = location.split('#').next().unwrap_or(location).trim();
    match location {
        "" => None,
        full if full.starts_with("https://") || full.starts_with("http://") => Some(full.to_owned()),
        other if other.starts_with("//") => Some(format!("{scheme}:{other}")),
        rooted if rooted.starts_with('/') => Some(format!("{scheme}://{host}{rooted}")),
        other if other.split('/').next().is_some_and(|first| first.contains(':')) => None,
        relative => Some(format!("{scheme}://{host}{folder}/{relative}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_followed_from_where_they_are() {
        let to = |location: &str| redirected("https://a.fr/x/y?z", location);
        assert_eq!(to("/b").unwrap(), "https://a.fr/b");
        assert_eq!(to("b").unwrap(), "https://a.fr/x/b");
        assert_eq!(to("//c.fr/d#e").unwrap(), "https://c.fr/d");
        assert_eq!(to("http://c.fr").unwrap(), "http://c.fr");
        assert_eq!(to("javascript:x"), None);
        assert_eq!(redirected("https://a.fr", "b").unwrap(), "https://a.fr/b");
    }

    #[test]
    fn statuses_are_dead_or_let_nobody_tell() {
        assert_eq!(by_status(204), Found::There);
        assert_eq!(by_status(410), Found::Dead("410".to_owned()));
        assert_eq!(by_status(403), Found::Unsure("403".to_owned()));
        assert_eq!(by_status(503), Found::Unsure("503".to_owned()));
    }

    #[test]
    fn addresses_of_texts_fields_and_settings() {
        let files = [
            ("vademecum.yaml", "title: T\napplication_url: https://a.fr\nfooter:\n- {label: L, to: https://b.fr/}\n"),
            (
                "content/a.md",
                "---\nsources:\n- {document: D, url: https://c.fr/d}\n---\n[x](https://e.fr/#f) [y](b.md) <mailto:a@b.fr>\n",
            ),
            ("content/b.md", "[id]: https://g.fr\n\n[x][id]\n"),
        ];
        let site = crate::check::testing::site(&files);
        let found: Vec<String> =
            addresses(&site).into_iter().map(|address| format!("{} {}", address.location, address.url)).collect();
        assert_eq!(
            found,
            [
                "content/a.md:3:22 https://c.fr/d",
                "content/a.md:5:1 https://e.fr/",
                "content/b.md:3:1 https://g.fr",
                "vademecum.yaml:2:18 https://a.fr",
                "vademecum.yaml:4:18 https://b.fr/"
            ]
        );
    }
}
