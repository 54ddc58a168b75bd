//! What several rules need of a site, worked out once.

use std::sync::Arc;

use super::calendar::Calendar;
use super::prose::{self, ProseDate};
use crate::diagnostic::{Diagnostic, Location, Span, Spanned, TextFile};
use crate::model::{Body, Call, Entry, EntryId, FieldCall, Link, Resolution, Site};
use crate::source::SourcePath;
use crate::text;

/// The settings of a site.
const SETTINGS: &str = "vademecum.yaml";

/// A site under judgement.
pub(super) struct Subject<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Every link and image of every text, with what it means.
    pub(super) links: Vec<WrittenLink<'a>>,
    /// Every item of `see_also`, with what it means.
    pub(super) see_also: Vec<Reference<'a>>,
    /// Targets of the navigation, then of the footer, with what they mean.
    pub(super) settings_links: Vec<SettingsLink<'a>>,
    /// Every date written in full in a text or in a field.
    pub(super) dates: Vec<ProseDate<'a>>,
    /// Days that events hold.
    pub(super) calendar: Arc<Calendar<'a>>,
    /// What is under judgement.
    pub(super) part: Part,
}

/// What of a site is under judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// One entry.
    Entry(EntryId),
    /// What belongs to no entry: settings, glossary.
    Rest,
}

/// A link in a text.
pub(super) struct WrittenLink<'a> {
    /// Whose text.
    pub(super) entry: EntryId,
    /// The text.
    pub(super) body: &'a Body,
    /// The link.
    pub(super) link: &'a Link,
    /// What it means.
    pub(super) resolution: Resolution,
}

/// A shortcode in a text or field.
pub(super) struct WrittenCall<'a> {
    /// Whose text or field; `None` for the glossary and the settings.
    pub(super) entry: Option<EntryId>,
    /// The shortcode.
    pub(super) call: &'a Call,
    place: CallPlace<'a>,
}

/// What the places of a shortcode count in.
enum CallPlace<'a> {
    Text(&'a Body),
    File(&'a TextFile),
}

impl WrittenCall<'_> {
    /// Where its target stands.
    pub(super) fn target_location(&self) -> Location {
        match self.place {
            CallPlace::Text(body) => body.locate(self.call.target_span),
            CallPlace::File(file) => file.locate(self.call.target_span.range()),
        }
    }
}

/// An item of `see_also`.
pub(super) struct Reference<'a> {
    /// Whose item.
    pub(super) entry: EntryId,
    /// The item.
    pub(super) written: &'a Spanned<String>,
    /// What it means.
    pub(super) resolution: Resolution,
}

/// A target in the settings.
pub(super) struct SettingsLink<'a> {
    /// Whether it stands in `footer`, not in `navigation`.
    pub(super) is_footer: bool,
    /// The target.
    pub(super) written: &'a Spanned<String>,
    /// What it means.
    pub(super) resolution: Resolution,
}

impl<'a> Subject<'a> {
    /// Prepares one entry, or the rest, for the rules that look at texts.
    pub(super) fn part(site: &'a Site, calendar: &Arc<Calendar<'a>>, part: Part) -> Self {
        let mut subject = Self {
            site,
            links: Vec::new(),
            see_also: Vec::new(),
            settings_links: Vec::new(),
            dates: Vec::new(),
            calendar: calendar.clone(),
            part,
        };
        match part {
            Part::Entry(at) => {
                let entry = site.entry(at);
                subject.links.extend(links(site, at, entry));
                subject.see_also.extend(references(site, at, entry));
                prose::dates(site.settings.language, at, entry, &mut subject.dates);
            }
            Part::Rest => subject.settings_links = settings_links(site),
            Part::Whole => {}
        }
        subject
    }

    /// The whole site, of all its parts.
    pub(super) fn whole(site: &'a Site, calendar: &Arc<Calendar<'a>>, parts: Vec<Self>) -> Self {
        let mut whole = Self::part(site, calendar, Part::Whole);
        for part in parts {
            whole.links.extend(part.links);
            whole.see_also.extend(part.see_also);
            whole.settings_links.extend(part.settings_links);
            whole.dates.extend(part.dates);
        }
        whole
    }

    /// The entries under judgement.
    pub(super) fn entries(&self) -> &'a [Entry] {
        match self.part {
            Part::Whole => &self.site.entries,
            Part::Entry(at) => std::slice::from_ref(self.site.entry(at)),
            Part::Rest => &[],
        }
    }

    /// Every shortcode of the texts and fields under judgement.
    pub(super) fn calls(&self) -> impl Iterator<Item = WrittenCall<'a>> {
        let first = match self.part {
            Part::Entry(at) => at.0,
            Part::Whole | Part::Rest => 0,
        };
        let in_texts = (first..).map(EntryId).zip(self.entries()).flat_map(|(at, entry)| {
            let bodies = entry.body.iter();
            let calls = bodies.flat_map(|body| body.facts.calls.iter().map(move |call| (call, CallPlace::Text(body))));
            calls.map(move |(call, place)| WrittenCall { entry: Some(at), call, place })
        });
        let in_fields = self.field_calls().map(|field| WrittenCall {
            entry: field.entry,
            call: &field.call,
            place: CallPlace::File(&field.file),
        });
        in_texts.chain(in_fields)
    }

    /// Every shortcode of the fields under judgement.
    pub(super) fn field_calls(&self) -> impl Iterator<Item = &'a FieldCall> + use<'a> {
        let part = self.part;
        let is_in_part = move |field: &&FieldCall| match part {
            Part::Whole => true,
            Part::Entry(at) => field.entry == Some(at),
            Part::Rest => field.entry.is_none(),
        };
        self.site.field_calls.iter().filter(is_in_part)
    }

    /// The settings as they are written, when there are any.
    pub(super) fn settings_file(&self) -> Option<&'a TextFile> {
        self.site.texts.get(&SourcePath::new(SETTINGS)).map(AsRef::as_ref)
    }

    /// The position of a value of the settings.
    pub(super) fn settings_location(&self, span: Span) -> Location {
        let whole = || Location::whole_file(&SourcePath::new(SETTINGS));
        self.settings_file().map_or_else(whole, |file| file.locate(span.range()))
    }
}

impl WrittenLink<'_> {
    /// The link as it is written.
    pub(super) fn written(&self) -> &str {
        self.body.text().get(self.link.span.range()).unwrap_or_default()
    }

    /// Where the whole link stands.
    pub(super) fn location(&self) -> Location {
        self.body.locate(self.link.span)
    }

    /// Where its target stands, be it in a definition below; the whole link when the target is written with escapes.
    pub(super) fn target_location(&self) -> Location {
        let target = &self.link.target;
        match self.written().rfind(target.as_str()).filter(|_| !target.is_empty()) {
            Some(at) => {
                let start = self.link.span.start + at as u32;
                self.body.locate(Span { start, end: start + target.len() as u32 })
            }
            None => self.definition().map_or_else(|| self.location(), |span| self.body.locate(span)),
        }
    }

    /// Where the definition of a reference link, `[words]: target`, says its target.
    fn definition(&self) -> Option<Span> {
        if !self.written().ends_with(']') {
            return None;
        }
        let (text, target) = (self.body.text(), self.link.target.as_str());
        let mut ends = text.match_indices("]:").map(|(at, _)| at + 2);
        ends.find_map(|end| {
            let rest = text[end..].trim_start_matches([' ', '\t', '\n', '<']);
            let start = (text.len() - rest.len()) as u32;
            rest.starts_with(target).then(|| Span { start, end: start + target.len() as u32 })
        })
    }
}

/// Adds what to write instead: the nearest existing name, or else what to do.
pub(super) fn suggest(diagnostic: Diagnostic, nearest: Option<&str>, otherwise: crate::diagnostic::Text) -> Diagnostic {
    diagnostic.help(match nearest {
        Some(nearest) => text!("écrivez « {nearest} »", "write “{nearest}”"),
        None => otherwise,
    })
}

fn links<'a>(site: &'a Site, at: EntryId, entry: &'a Entry) -> impl Iterator<Item = WrittenLink<'a>> {
    entry.body.iter().flat_map(move |body| {
        body.facts.links.iter().map(move |link| {
            let from = &body.origin(link.span.start).file.path;
            let resolution = site.resolve(from, Some(at), &link.target);
            WrittenLink { entry: at, body, link, resolution }
        })
    })
}

fn references<'a>(site: &'a Site, at: EntryId, entry: &'a Entry) -> impl Iterator<Item = Reference<'a>> {
    entry.see_also().iter().map(move |written| {
        let resolution = site.resolve_reference(&entry.file.path, Some(at), written);
        Reference { entry: at, written, resolution }
    })
}

fn settings_links(site: &Site) -> Vec<SettingsLink<'_>> {
    let navigation = site.settings.navigation.iter().map(|item| (false, &item.to));
    let footer = site.settings.footer.iter().map(|item| (true, &item.to));
    let from = SourcePath::new(SETTINGS);
    let targets = navigation.chain(footer).map(|(is_footer, written)| {
        let resolution = site.resolve_reference(&from, None, written);
        SettingsLink { is_footer, written, resolution }
    });
    targets.collect()
}
