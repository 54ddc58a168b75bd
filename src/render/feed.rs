//! The Atom feed (RFC 4287) of announcements, changed dates, and what else changed from one publication to the next.

use jiff::civil::Date;
use quick_xml::Writer;

use super::frame::public_path;
use super::sitemap::{document, element};
use super::{Renderer, words};
use crate::model::{Route, Rubric};

/// How many entries the feed holds.
const LENGTH: usize = 30;

/// One entry of the feed.
struct Item {
    date: Date,
    id: String,
    title: String,
    link: String,
    summary: Option<String>,
}

impl Renderer<'_> {
    /// The feed. Only planned when the site has a public address, from which its ids are made.
    pub(super) fn feed(&self) -> String {
        let base = self.site.settings.base().unwrap_or_default();
        let mut items = self.items(base);
        items.sort_by(|a, b| (b.date, &a.id).cmp(&(a.date, &b.id)));
        items.truncate(LENGTH);
        let updated = items.first().map_or(self.site.today, |item| item.date);
        let settings = &self.site.settings;
        let author = settings.publisher.as_ref().unwrap_or(&settings.title);
        let language = settings.language.tag();
        document("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)], |xml| {
            element(xml, "title", &settings.title)?;
            element(xml, "id", &format!("{base}/"))?;
            element(xml, "updated", &instant(updated))?;
            link(xml, "self", &format!("{base}/feed.xml"))?;
            link(xml, "alternate", &format!("{base}/"))?;
            xml.create_element("author").write_inner_content(|xml| element(xml, "name", author))?;
            items.iter().try_for_each(|item| entry(xml, item))
        })
    }

    fn items(&self, base: &str) -> Vec<Item> {
        let address = |route: &Route| format!("{base}/{}", public_path(route));
        let colon = words::phrase([" : ", ": "], self.site.settings.language);
        let mut items = Vec::new();
        for (entry, news) in self.site.announcements().filter(|(entry, _)| self.lists(entry)) {
            let Some(date) = &news.date else { continue };
            let link = address(&entry.route);
            let summary = entry.summary.as_deref().map(|text| self.prose(text));
            items.push(Item { date: date.value.0, id: link.clone(), title: self.words(&entry.title), link, summary });
        }
        for (entry, event) in self.site.events().filter(|(entry, _)| self.lists(entry)) {
            for (at, change) in event.history.iter().enumerate() {
                let link = address(&entry.route);
                items.push(Item {
                    date: change.on.value.0,
                    id: format!("{link}#changement-{}", at + 1),
                    title: self.words(&format!("{}{colon}{}", entry.title, change.what.value)),
                    link,
                    summary: self.optional(&change.why),
                });
            }
        }
        items.extend(self.logged_items(base));
        if let Some(since) = &self.site.settings.changes_since {
            items.retain(|item| item.date >= since.value.0);
        }
        items
    }

    /// What changed from one publication to the next.
    fn logged_items(&self, base: &str) -> impl Iterator<Item = Item> {
        let language = self.site.settings.language;
        let colon = words::phrase([" : ", ": "], language);
        let changes = Rubric::Changes.route(language);
        self.site.log.iter().map(move |logged| {
            let entry = self.site.by_id(&logged.id).map(|(_, entry)| entry).filter(|entry| self.site.shows(entry));
            let route = entry.map_or(&changes, |entry| &entry.route);
            let what = words::logged(logged.what, language);
            Item {
                date: logged.on.0,
                id: format!("{base}/{}#{}-{}-{}", public_path(&changes), logged.what.name(), logged.id, logged.on),
                title: self.words(&format!("{what}{colon}{}", logged.title)),
                link: format!("{base}/{}", public_path(route)),
                summary: None,
            }
        })
    }
}

fn entry(xml: &mut Writer<Vec<u8>>, item: &Item) -> std::io::Result<()> {
    xml.create_element("entry")
        .write_inner_content(|xml| {
            element(xml, "title", &item.title)?;
            element(xml, "id", &item.id)?;
            element(xml, "updated", &instant(item.date))?;
            link(xml, "alternate", &item.link)?;
            item.summary.as_deref().map_or(Ok(()), |summary| element(xml, "summary", summary))
        })
        .map(|_| ())
}

fn link(xml: &mut Writer<Vec<u8>>, relation: &str, href: &str) -> std::io::Result<()> {
    xml.create_element("link").with_attributes([("rel", relation), ("href", href)]).write_empty().map(|_| ())
}

/// A day as the instant that RFC 4287 wants: midnight UTC, since the sources give no time.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
