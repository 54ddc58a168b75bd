//! Structured data (schema.org as JSON-LD 1.1): only what the sources say; a gap is never an answer.

use serde_json::{Map, Value, json};

use super::frame::{Head, public_path};
use super::view::Markup;
use super::{Renderer, words};
use crate::model::video::seconds;
use crate::model::{Bound, Details, DocumentFields, Entry, EventFields, FaqFields, Route, Rubric, VideoFields};

impl Renderer<'_> {
    /// The structured data of a page.
    pub(super) fn json_ld(&self, route: &Route, head: &Head) -> Vec<Markup> {
        let mut data = Vec::new();
        // What was withdrawn holds no more, for machines either.
        if let Some((_, entry)) = head.entry.filter(|(_, entry)| self.lists(entry)) {
            data.extend(match &entry.details {
                Details::Faq(fields) => self.faq_data(entry, fields),
                Details::Video(fields) => self.video_data(entry, fields),
                Details::Event(fields) => self.event_data(entry, fields),
                Details::Document(fields) => self.document_data(entry, fields),
                Details::Section(_)
                | Details::Page(_)
                | Details::Announcement(_)
                | Details::Contact(_)
                | Details::Audience(_) => None,
            });
        }
        data.extend(self.breadcrumb_data(route, head));
        data.iter().map(Markup::json).collect()
    }

    /// The address of a page: full where the site has a public address, else relative, which JSON-LD resolves.
    fn iri(&self, route: &Route, from: &Route) -> String {
        match self.site.settings.base() {
            Some(base) => format!("{base}/{}", public_path(route)),
            None => route.from_page(from),
        }
    }

    fn faq_data(&self, entry: &Entry, _: &FaqFields) -> Option<Value> {
        let answer = entry.summary.as_ref().filter(|_| entry.common.gap.is_none())?;
        let question = json!({
            "@type": "Question",
            "name": entry.title,
            "acceptedAnswer": { "@type": "Answer", "text": self.expanded(answer) },
        });
        Some(json!({
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": self.site.settings.language.tag(),
            "mainEntity": [question],
        }))
    }

    fn video_data(&self, entry: &Entry, video: &VideoFields) -> Option<Value> {
        let content = self.file_href(entry, &video.src, &entry.route);
        let embed = video.embed_url.as_ref().map(|url| url.value.clone());
        let mut data = thing("VideoObject", &entry.title);
        put(&mut data, "description", entry.summary.as_deref().map(|summary| self.expanded(summary).into_owned()));
        put(&mut data, "contentUrl", content);
        put(&mut data, "embedUrl", embed);
        put(&mut data, "thumbnailUrl", self.file_href(entry, &video.poster, &entry.route));
        let length = video.duration.as_ref().and_then(|duration| seconds(duration));
        put(&mut data, "duration", length.map(|length| format!("PT{}M{}S", length / 60, length % 60)));
        Some(Value::Object(data))
    }

    /// An event whose day is known. Deadlines worded « avant le » are left out: a machine would read the day itself.
    /// « À partir du » tells no end, and « jusqu’au » no beginning.
    fn event_data(&self, entry: &Entry, event: &EventFields) -> Option<Value> {
        let (first, last) = (event.first_day()?.to_string(), event.last_day()?.to_string());
        let (start, end) = match event.bound() {
            Bound::Before => return None,
            _ if first != last => (Some(first), Some(last)),
            Bound::On => (Some(first), Some(last)),
            Bound::From => (Some(first), None),
            Bound::Until => (None, Some(last)),
        };
        let mut data = thing("Event", &entry.title);
        put(&mut data, "startDate", start);
        put(&mut data, "endDate", end);
        put(&mut data, "description", entry.summary.as_deref().map(|summary| self.expanded(summary).into_owned()));
        put(&mut data, "url", Some(self.iri(&entry.route, &entry.route)));
        let organizer = self.site.settings.publisher.as_ref();
        if let Some(name) = organizer {
            data.insert("organizer".to_owned(), json!({ "@type": "Organization", "name": name.value }));
        }
        Some(Value::Object(data))
    }

    /// A document with its file. The vocabulary counts the pages of books only; the extent of anything is said in words.
    fn document_data(&self, entry: &Entry, document: &DocumentFields) -> Option<Value> {
        let computed = document.computed.as_ref()?;
        let language = self.site.settings.language;
        let file = json!({
            "@type": "MediaObject",
            "contentUrl": self.file_href(entry, &document.file, &entry.route)?,
            "contentSize": words::size(computed.size, language),
            "encodingFormat": computed.media_type,
            "sha256": computed.sha256,
        });
        let mut data = thing("DigitalDocument", &entry.title);
        put(&mut data, "description", entry.summary.as_deref().map(|summary| self.expanded(summary).into_owned()));
        put(&mut data, "version", document.version.as_ref().map(|version| version.value.clone()));
        put(&mut data, "datePublished", document.date.as_ref().map(|date| date.value.to_string()));
        put(&mut data, "materialExtent", computed.pages.map(|pages| words::pages(pages, language)));
        data.insert("encoding".to_owned(), file);
        Some(Value::Object(data))
    }

    fn breadcrumb_data(&self, route: &Route, head: &Head) -> Option<Value> {
        let (_, entry) = head.entry.filter(|_| route.as_str() != "index.html")?;
        let language = self.site.settings.language;
        let mut steps = vec![(words::rubric(Rubric::Home, language).to_owned(), Route::new("index.html"))];
        let rubric = super::navigation::rubric_of(entry).filter(|rubric| self.shared.rubrics.contains(rubric));
        steps.extend(rubric.map(|rubric| (words::rubric(rubric, language).to_owned(), rubric.route(language))));
        let above = super::navigation::ancestors(self.site, entry).into_iter().map(|id| self.site.entry(id));
        steps.extend(above.map(|entry| (entry.title.clone(), entry.route.clone())));
        steps.push((entry.title.clone(), route.clone()));
        steps.dedup_by(|a, b| a.1 == b.1);
        let item = |(at, (name, to)): (usize, &(String, Route))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": self.iri(to, route) });
        let items: Vec<Value> = steps.iter().enumerate().map(item).collect();
        Some(json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items }))
    }
}

fn thing(kind: &str, name: &str) -> Map<String, Value> {
    let mut data = Map::new();
    put(&mut data, "@context", Some("https://schema.org".to_owned()));
    put(&mut data, "@type", Some(kind.to_owned()));
    put(&mut data, "name", Some(name.to_owned()));
    data
}

fn put(data: &mut Map<String, Value>, key: &str, value: Option<String>) {
    if let Some(value) = value {
        data.insert(key.to_owned(), Value::String(value));
    }
}
