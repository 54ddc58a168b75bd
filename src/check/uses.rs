//! Where a site uses one of its entries: what to read again before it changes.

use std::sync::Arc;

use super::calendar::{Calendar, days};
use super::fields::contact;
use super::subject::{Part, Subject};
use crate::diagnostic::{Location, Span, Spanned, TextFile};
use crate::model::{Body, Call, Details, Entry, EntryId, FieldCall, Resolution, Site};
use crate::prose::sentence;

/// A place that uses an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// How.
    pub how: How,
    /// Where.
    pub location: Location,
    /// The sentence there, on one line; the line of a field that holds nothing but the id.
    pub sentence: String,
}

/// How a place uses an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By a shortcode: `{{ date:id }}`.
    Shortcode,
    /// By a link.
    Link,
    /// By a field that holds its id: `see_also`, `contact`.
    Field,
    /// By typing the date of the event.
    TypedDate,
}

impl How {
    /// The word for it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            How::Shortcode => "shortcode",
            How::Link => "link",
            How::Field => "field",
            How::TypedDate => "typed-date",
        }
    }
}

/// Every place that uses an entry, in the order of the files. What it says of itself is not among them.
pub fn of(site: &Site, at: EntryId) -> Vec<Use> {
    let calendar = Arc::new(Calendar::new(site));
    let parts = (0..site.entries.len() as u32).map(EntryId).filter(|part| *part != at).map(Part::Entry);
    let mut uses: Vec<Use> = Vec::new();
    for part in parts.chain([Part::Rest]) {
        let subject = Subject::part(site, &calendar, part);
        uses.extend(shortcodes(&subject, at));
        uses.extend(links(&subject, at));
        uses.extend(references(&subject, at));
        uses.extend(subject.entries().iter().flat_map(|entry| ids(site, entry, at)));
        uses.extend(typed_dates(&subject, at));
    }
    uses.extend(settings(&Subject::part(site, &calendar, Part::Rest), at));
    uses.sort_by(|one, other| (&one.location, one.how).cmp(&(&other.location, other.how)));
    uses.dedup_by(|one, other| one.location == other.location);
    uses
}

fn shortcodes<'s>(subject: &'s Subject, at: EntryId) -> impl Iterator<Item = Use> + 's {
    let id = &subject.site.entry(at).id;
    let cites = move |call: &Call| call.cites() && call.target == *id;
    let bodies = subject.entries().iter().filter_map(|entry| entry.body.as_ref());
    let in_texts = bodies.flat_map(move |body| {
        let calls = body.facts.calls.iter().filter(move |call| cites(call));
        calls.map(move |call| in_body(How::Shortcode, body, call.span))
    });
    let fields = subject.field_calls().filter(move |field| cites(&field.call));
    in_texts.chain(fields.map(|field| in_field(subject.site, field)))
}

fn in_body(how: How, body: &Body, span: Span) -> Use {
    let words = &body.text()[sentence(body.text(), span.range().start)];
    Use { how, location: body.locate(span), sentence: on_one_line(words) }
}

/// The use by a shortcode in a field: its sentence is looked for in the field's own lines.
fn in_field(site: &Site, field: &FieldCall) -> Use {
    let span = field.call.span;
    let fields = field.entry.map(|at| site.entry(at)).into_iter().flat_map(|entry| entry.prose());
    let holder = fields.map(|field| field.span).find(|holder| holder.start <= span.start && span.end <= holder.end);
    let words = match holder {
        Some(holder) => {
            let text = &field.file.text[holder.range()];
            &text[sentence(text, (span.start - holder.start) as usize)]
        }
        None => line(&field.file, span),
    };
    Use { how: How::Shortcode, location: field.file.locate(span.range()), sentence: on_one_line(words) }
}

fn links<'s>(subject: &'s Subject, at: EntryId) -> impl Iterator<Item = Use> + 's {
    let links = subject.links.iter().filter(move |link| leads_to(&link.resolution, at));
    links.map(|link| in_body(How::Link, link.body, link.link.span))
}

fn leads_to(resolution: &Resolution, at: EntryId) -> bool {
    match resolution {
        Resolution::Page { entry, .. } => *entry == Some(at),
        Resolution::Draft { entry, .. } | Resolution::MissingAnchor { entry, .. } => *entry == at,
        _ => false,
    }
}

/// Items of `see_also`.
fn references<'s>(subject: &'s Subject, at: EntryId) -> impl Iterator<Item = Use> + 's {
    let items = subject.see_also.iter().filter(move |item| leads_to(&item.resolution, at));
    items.map(|item| of_field(&subject.site.entry(item.entry).file, item.written.span))
}

/// Other fields that hold ids.
fn ids<'s>(site: &'s Site, entry: &'s Entry, at: EntryId) -> impl Iterator<Item = Use> + 's {
    let parent = match &entry.details {
        Details::Page(page) => page.parent.as_ref(),
        _ => None,
    };
    let listed = entry.common.audience.iter().chain(&entry.common.replaces);
    let fields = contact(entry).into_iter().chain(parent).chain(listed);
    let holds = fields.filter(move |field| field.value == site.entry(at).id);
    holds.map(|field| of_field(&entry.file, field.span))
}

/// The navigation, the footer and the contact of the settings.
fn settings(subject: &Subject, at: EntryId) -> Vec<Use> {
    let links = subject.settings_links.iter().filter(|link| leads_to(&link.resolution, at)).map(|link| link.written);
    let contact = subject.site.settings.contact.iter().filter(|contact| contact.value == subject.site.entry(at).id);
    let file = subject.settings_file();
    let used = |written: &Spanned<String>| file.map(|file| of_field(file, written.span));
    links.chain(contact).filter_map(used).collect()
}

fn of_field(file: &TextFile, span: Span) -> Use {
    let location = file.locate(span.range());
    Use { how: How::Field, location, sentence: on_one_line(line(file, span)) }
}

/// The sentences that type the date of an event.
fn typed_dates<'s>(subject: &'s Subject, at: EntryId) -> impl Iterator<Item = Use> + 's {
    let held = match &subject.site.entry(at).details {
        Details::Event(event) => days(event),
        _ => Vec::new(),
    };
    let is_held = move |date: Option<jiff::civil::Date>| date.is_some_and(|date| held.contains(&date));
    let dates =
        subject.dates.iter().filter(move |date| date.written.days().any(|day| is_held(subject.calendar.meant(day))));
    dates.map(|date| Use { how: How::TypedDate, location: date.location(), sentence: on_one_line(date.sentence()) })
}

/// The line of a file around a place.
fn line(file: &TextFile, span: Span) -> &str {
    let start = span.range().start.min(file.text.len());
    let (before, after) = file.text.split_at(file.text.floor_char_boundary(start));
    let first = before.rfind('\n').map_or(0, |newline| newline + 1);
    &file.text[first..before.len() + after.find('\n').unwrap_or(after.len())]
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::site;

    const CALENDAR: (&str, &str) = (
        "content/calendrier.yaml",
        "events:\n- id: cloture\n  title: Clôture\n  date: 2024-12-11\n  contact: equipe\n- id: suite\n  date: 2025-01-08\n  see_also: [cloture]\n",
    );

    fn uses(id: &str, files: &[(&str, &str)]) -> Vec<String> {
        let site = site(files);
        let (at, _) = site.by_id(id).expect("the entry is there");
        super::of(&site, at)
            .iter()
            .map(|used| format!("{} {} {}", used.location, used.how.name(), used.sentence))
            .collect()
    }

    #[test]
    fn an_event_in_texts_fields_links_and_typed_dates() {
        let page = "---\nid: p\nsee_also: [cloture]\nsummary: Puis {{ date:cloture }}. Fin.\n---\nUn. Avant\n{{ date:cloture }}, ou [elle](id:cloture).\n\nLe 11 décembre aussi. Le 12, rien.";
        let found = uses("cloture", &[CALENDAR, ("content/a.md", page)]);
        assert_eq!(
            found,
            [
                "content/a.md:3:12 field see_also: [cloture]",
                "content/a.md:4:15 shortcode Puis {{ date:cloture }}.",
                "content/a.md:7:1 shortcode Avant {{ date:cloture }}, ou [elle](id:cloture).",
                "content/a.md:7:24 link Avant {{ date:cloture }}, ou [elle](id:cloture).",
                "content/a.md:9:4 typed-date Le 11 décembre aussi.",
                "content/calendrier.yaml:8:14 field see_also: [cloture]",
            ]
        );
    }

    #[test]
    fn a_contact_in_fields_and_settings() {
        let settings = ("vademecum.yaml", "title: T\ncontact: equipe\nfooter:\n- label: A\n  to: a\n");
        let contacts = ("content/contacts.yaml", "contacts:\n- id: equipe\n  label: Équipe\n");
        let page = ("content/a.md", "# A\n\nDemandez à {{ contact:equipe }}.");
        let files = &[settings, contacts, CALENDAR, page];
        assert_eq!(
            uses("equipe", files),
            [
                "content/a.md:3:12 shortcode Demandez à {{ contact:equipe }}.",
                "content/calendrier.yaml:5:12 field contact: equipe",
                "vademecum.yaml:2:10 field contact: equipe"
            ]
        );
        assert_eq!(uses("a", files), ["vademecum.yaml:5:7 field to: a"]);
        assert!(uses("suite", files).is_empty());
    }
}
