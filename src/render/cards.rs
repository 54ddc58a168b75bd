//! Entries as the cards, links and dates that several pages show.

use std::borrow::Cow;

use jiff::civil::Date;

use super::calendar_files::is_withdrawn;
use super::view::{
    AnnouncementCard, AudienceCard, ChannelView, ContactCard, DateView, DocumentCard, EventView, FaqCard, GapView,
    LinkView, QuoteView, TagView, VideoCard,
};
use super::{Renderer, clock, dates, words};
use crate::config::Language;
use crate::diagnostic::Spanned;
use crate::markdown::{self, typographed};
use crate::model::video::seconds;
use crate::model::{
    AnnouncementFields, AudienceFields, Call, Channel, ContactFields, Details, DocumentFields, Entry, EventFields,
    FOREIGN, FaqFields, PATH, Quote, Resolution, Route, VideoFields, asset_route,
};
use crate::prose;

impl<'a> Renderer<'a> {
    /// Plain text with the spaces of the site's language.
    pub(super) fn words(&self, text: &str) -> String {
        let dialect = self.site.settings.dialect();
        if dialect.typography { typographed(text, dialect.language).into_owned() } else { text.to_owned() }
    }

    /// An optional value, its shortcodes in words, with the spaces of the site's language.
    pub(super) fn optional(&self, text: &Option<Spanned<String>>) -> Option<String> {
        text.as_ref().map(|text| self.prose(text.trim())).filter(|text| !text.is_empty())
    }

    /// A field that holds a sentence ([`Entry::prose`]), its shortcodes in words, with the spaces of the site's language.
    pub(super) fn prose(&self, text: &str) -> String {
        self.words(&self.expanded(text))
    }

    /// A field that holds a sentence, its shortcodes in words.
    pub(super) fn expanded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        markdown::field::expand(text, &|call| self.call_words(call))
    }

    /// A shortcode in words; `None` when what it cites is not there, which is a finding.
    pub(super) fn call_words(&self, call: &Call) -> Option<String> {
        if call.name == PATH {
            return Some(self.split_steps(&call.target).join(" › "));
        }
        if call.name == FOREIGN {
            return Some(call.target.clone());
        }
        if call.is_mark() {
            return Some(self.to_confirm(&call.target));
        }
        let (_, entry) = self.site.by_id(&call.target).filter(|(_, entry)| self.site.shows(entry))?;
        let Details::Event(event) = &entry.details else { return Some(self.words(&entry.title)) };
        let form = call.arguments.iter().find(|(name, _)| name == "form");
        let form = form.and_then(|(_, form)| dates::Form::from_name(form)).unwrap_or_default();
        let words = dates::event(event, form, self.site.settings.language);
        Some(self.words(&words.unwrap_or_else(|| dates::unknown(self.site.settings.language).to_owned())))
    }

    /// The language of words that are not in that of the site (RGAA 4.1, criterion 8.7): as the shortcode says; else
    /// English, or French on an English site.
    pub(super) fn foreign_language<'c>(&self, call: &'c Call) -> Option<&'c str> {
        let said = call.arguments.iter().find(|(name, _)| name == "code").map(|(_, code)| code.as_str());
        let usual = match self.site.settings.language {
            Language::Fr => "en",
            Language::En => "fr",
        };
        (call.name == FOREIGN).then_some(said.unwrap_or(usual))
    }

    /// What readers see of something marked to be confirmed: a date or year, which is that of another campaign, is not
    /// shown, a figure is, as what it is.
    pub(super) fn to_confirm(&self, marked: &str) -> String {
        let language = self.site.settings.language;
        if prose::years(marked).next().is_some() || !prose::dates(marked, language).is_empty() {
            return words::phrase(["[date à confirmer]", "[date to be confirmed]"], language).to_owned();
        }
        let note = words::phrase(["(à confirmer)", "(to be confirmed)"], language);
        self.words(&format!("{marked} {note}"))
    }

    /// A day in all its forms.
    pub(super) fn date_view(&self, date: Date) -> DateView {
        let language = self.site.settings.language;
        DateView {
            iso: date.to_string(),
            day: dates::day_number(date, language),
            weekday: dates::weekday(date, language).to_owned(),
            month: dates::month(date, language).to_owned(),
            month_short: dates::month_short(date, language).to_owned(),
            year: date.year().to_string(),
            full: dates::full(date, language),
            long: dates::long(date, language),
            short: format!(
                "{} {} {}",
                dates::day_number(date, language),
                dates::month_short(date, language),
                date.year()
            ),
            wording_lead: dates::weekday(date, language).to_owned(),
        }
    }

    /// The audiences of an entry as links from the page at `from`.
    pub(super) fn tags(&self, entry: &Entry, from: &Route) -> Vec<TagView> {
        let ids = entry.common.audience.iter();
        let tag = |id: &Spanned<String>| {
            let (_, audience) = self.site.by_id(id)?;
            Some(TagView { label: self.words(&audience.title), href: Some(audience.route.from_page(from)) })
        };
        ids.filter_map(tag).collect()
    }

    /// The audiences of an entry, by name only: for cards that are links themselves.
    fn labels(&self, entry: &Entry) -> Vec<TagView> {
        let names = entry.common.audience.iter().filter_map(|id| self.site.by_id(id));
        names.map(|(_, audience)| TagView { label: self.words(&audience.title), href: None }).collect()
    }

    /// A link to an entry.
    pub(super) fn link(&self, entry: &Entry, from: &Route) -> LinkView {
        LinkView {
            label: self.words(&entry.title),
            href: entry.route.from_page(from),
            external: false,
            note: Some(words::kind(entry.kind(), self.site.settings.language).to_owned()),
            summary: entry.summary.as_deref().map(|summary| self.prose(summary)),
        }
    }

    /// Links to what an entry names in `see_also`; what cannot be resolved is a finding of its rule.
    pub(super) fn see_also(&self, entry: &Entry, references: &[Spanned<String>]) -> Vec<LinkView> {
        let link = |reference: &Spanned<String>| match self.site.resolve_reference(&entry.file.path, None, reference) {
            Resolution::Page { route, entry: Some(id), fragment } => {
                let mut link = self.link(self.site.entry(id), &entry.route);
                link.href = with_fragment(route.from_page(&entry.route), fragment.as_deref());
                Some(link)
            }
            Resolution::Page { route, entry: None, fragment } => {
                let (archive, archived) = self.site.archived_entry(&route)?;
                let href = with_fragment(route.from_page(&entry.route), fragment.as_deref());
                let note = Some(self.words(&archive.label()));
                Some(LinkView { label: self.words(&archived.title), href, note, ..LinkView::default() })
            }
            _ => None,
        };
        references.iter().filter_map(link).collect()
    }

    /// A question in a list.
    pub(super) fn faq_card(&self, entry: &Entry, fields: &FaqFields, from: &Route) -> FaqCard {
        FaqCard {
            question: self.words(&entry.title),
            href: entry.route.from_page(from),
            short_answer: entry.summary.as_deref().map(|text| self.prose(text)),
            situation: self.optional(&fields.situation),
            urgent: is_true(&fields.urgent),
            audiences: self.labels(entry),
        }
    }

    /// An event in a list.
    pub(super) fn event_view(&self, entry: &Entry, event: &EventFields, from: &Route) -> EventView {
        let language = self.site.settings.language;
        let kind = event.kind.as_ref().map(|kind| words::event(kind.value, language)).unwrap_or_default();
        let lead = dates::lead(event, self.site.today, language).unwrap_or_default();
        let shown = dates::next_day(event, self.site.today);
        let date = shown.map(|day| DateView { wording_lead: lead, ..self.date_view(day) });
        let end = event.last_day().filter(|last| Some(*last) != event.first_day()).map(|day| self.date_view(day));
        EventView {
            id: entry.id.clone(),
            title: self.words(&entry.title),
            href: entry.route.from_page(from),
            kind: kind.0.to_owned(),
            kind_label: kind.1.to_owned(),
            date,
            end,
            when: self.words(
                &dates::event(event, dates::Form::Bounded, language)
                    .unwrap_or_else(|| dates::unknown(language).to_owned()),
            ),
            time: clock::time(event, language).map(|time| self.words(&time)),
            time_zone: event.time.as_ref().map(|_| clock::zone_words(event, language)),
            clock: clock::view(event),
            withdrawn: is_withdrawn(entry),
            confirmed: event.confirmed.as_ref().is_none_or(|confirmed| confirmed.value),
            importance: importance(event).to_owned(),
            phase: self.optional(&event.phase),
            action: self.optional(&event.action),
            wording: self.optional(&event.wording),
            changed_on: event.history.last().map(|change| self.date_view(change.on.value.0)),
            audiences: self.labels(entry),
            audience_ids: entry.common.audience.iter().map(|id| id.value.clone()).collect(),
        }
    }

    /// A document in a list.
    pub(super) fn document_card(&self, entry: &Entry, document: &DocumentFields, from: &Route) -> DocumentCard {
        let language = self.site.settings.language;
        let kind = document.kind.as_ref().map(|kind| kind.value).unwrap_or_default();
        let file = document.file.as_ref().and_then(|name| entry.file.path.join(name));
        let computed = document.computed.as_ref();
        DocumentCard {
            title: self.words(&entry.title),
            href: entry.route.from_page(from),
            summary: self.optional(&document.summary),
            kind: words::document(kind, language).0.to_owned(),
            file_href: file.as_ref().filter(|_| computed.is_some()).map(|path| asset_route(path).from_page(from)),
            file_type: file.map(|path| path.extension().to_uppercase()),
            size: computed.map(|computed| words::size(computed.size, language)),
            pages: computed.and_then(|computed| computed.pages).map(|pages| words::pages(pages, language)),
            version: self.optional(&document.version),
            date: document.date.as_ref().map(|date| self.date_view(date.value.0)),
            app_path: self.steps(&document.app_path),
            preview_href: None,
            sha256: computed.map(|computed| computed.sha256.clone()),
            audiences: self.labels(entry),
        }
    }

    /// An announcement in a list.
    pub(super) fn announcement_card(
        &self,
        entry: &Entry,
        announcement: &AnnouncementFields,
        from: &Route,
    ) -> AnnouncementCard {
        let kind = announcement.kind.as_ref().map(|kind| kind.value).unwrap_or_default();
        let (kind, label) = words::announcement(kind, self.site.settings.language);
        AnnouncementCard {
            title: self.words(&entry.title),
            href: entry.route.from_page(from),
            kind: kind.to_owned(),
            kind_label: label.to_owned(),
            date: announcement.date.as_ref().map(|date| self.date_view(date.value.0)),
            issuer: self.optional(&announcement.issuer),
            summary: self.optional(&announcement.summary),
            audiences: self.labels(entry),
        }
    }

    /// An audience in a list.
    pub(super) fn audience_card(&self, entry: &Entry, audience: &AudienceFields, from: &Route) -> AudienceCard {
        AudienceCard {
            label: self.words(&entry.title),
            i_am: self.optional(&audience.i_am),
            summary: self.optional(&audience.summary),
            href: entry.route.from_page(from),
        }
    }

    /// A video guide in a list.
    pub(super) fn video_card(&self, entry: &Entry, video: &VideoFields, from: &Route) -> VideoCard {
        let language = self.site.settings.language;
        let length = video.duration.as_ref().and_then(|duration| seconds(duration));
        VideoCard {
            title: self.words(&entry.title),
            href: entry.route.from_page(from),
            summary: self.optional(&video.summary),
            duration: length.map(|length| words::duration(length, language)),
            duration_iso: length.map(|length| format!("PT{}M{}S", length / 60, length % 60)),
            access: words::access(video.access.as_ref().map(|access| access.value).unwrap_or_default()).to_owned(),
            poster_href: self.file_href(entry, &video.poster, from),
            poster_alt: self.optional(&video.poster_alt).unwrap_or_default(),
            audiences: self.labels(entry),
        }
    }

    /// The address of a file named beside an entry, if it is there.
    pub(super) fn file_href(&self, entry: &Entry, name: &Option<Spanned<String>>, from: &Route) -> Option<String> {
        let path = entry.file.path.join(name.as_ref()?)?;
        self.site.is_asset(&path).then(|| asset_route(&path).from_page(from))
    }

    /// The contact with an id.
    pub(super) fn contact(&self, id: &Option<Spanned<String>>, from: &Route) -> Option<ContactCard> {
        let id = id.as_ref()?.value.as_str();
        let (entry, fields) = self.site.contacts().find(|(entry, _)| entry.id == id)?;
        Some(self.contact_card(entry, fields, from))
    }

    /// The contact that the settings name.
    pub(super) fn site_contact(&self, from: &Route) -> Option<ContactCard> {
        self.contact(&self.site.settings.contact, from)
    }

    /// A contact.
    pub(super) fn contact_card(&self, entry: &Entry, contact: &ContactFields, from: &Route) -> ContactCard {
        let fallback = contact.fallback.as_ref().and_then(|id| self.site.by_id(id));
        ContactCard {
            label: self.words(&entry.title),
            href: Some(entry.route.from_page(from)),
            serves: self.optional(&contact.serves),
            channels: contact.channels.iter().filter_map(|channel| self.channel(channel)).collect(),
            hours: self.optional(&contact.hours),
            fallback: fallback.map(|(_, entry)| LinkView { note: None, ..self.link(entry, from) }),
        }
    }

    fn channel(&self, channel: &Channel) -> Option<ChannelView> {
        let view = |kind: &str, text: &Spanned<String>, href: Option<String>| {
            Some(ChannelView { kind: kind.to_owned(), text: text.value.clone(), href, path: Vec::new() })
        };
        match channel {
            Channel { phone: Some(phone), .. } => view("phone", phone, Some(format!("tel:{}", dialled(phone)))),
            Channel { mail: Some(mail), .. } => view("mail", mail, Some(format!("mailto:{}", mail.value))),
            Channel { url: Some(url), .. } => {
                view("url", url, Some(url.value.clone()).filter(|url| is_web_address(url)))
            }
            Channel { address: Some(address), .. } => view("address", address, None),
            Channel { app_path, .. } => Some(ChannelView {
                kind: "app_path".to_owned(),
                path: Some(self.steps(app_path)).filter(|steps| !steps.is_empty())?,
                ..ChannelView::default()
            }),
        }
    }

    /// The steps of a path in the application: « Informations › Documentation ».
    pub(super) fn steps(&self, path: &Option<Spanned<String>>) -> Vec<String> {
        path.as_ref().map(|path| self.split_steps(path)).unwrap_or_default()
    }

    /// The steps of a path in the application, from its text.
    pub(super) fn split_steps(&self, path: &str) -> Vec<String> {
        let steps = path.split(['›', '>']).map(str::trim).filter(|step| !step.is_empty());
        steps.map(|step| self.words(step)).collect()
    }

    /// Sentences of sources.
    pub(super) fn quotes(&self, quotes: &[Quote]) -> Vec<QuoteView> {
        let quote = |quote: &Quote| QuoteView {
            quote: quote.quote.as_ref().map(|text| self.words(unquoted(text))),
            document: self.words(&quote.document),
            href: quote.url.as_ref().map(|url| url.value.clone()).filter(|url| is_web_address(url)),
        };
        quotes.iter().map(quote).collect()
    }

    /// What is not known of an entry.
    pub(super) fn gap(&self, entry: &Entry) -> Option<GapView> {
        let gap = entry.common.gap.as_ref()?;
        Some(GapView {
            question: self.prose(&gap.question),
            why: self.prose(&gap.why),
            instead: self.optional(&gap.instead),
        })
    }
}

/// Whether an optional switch is on.
pub fn is_true(value: &Option<Spanned<bool>>) -> bool {
    value.as_ref().is_some_and(|value| value.value)
}

/// The word for the importance of an event.
pub fn importance(event: &EventFields) -> &'static str {
    let level = event.importance.as_ref().map(|importance| importance.value).unwrap_or_default();
    words::importance(level, Language::En).0
}

/// The digits of a telephone number, with its leading `+` (RFC 3966).
fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A quotation without the guillemets that its writer may have put around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix('«').and_then(|text| text.strip_suffix('»')).filter(|inner| !inner.contains('«'));
    inner.map_or(text, str::trim)
}

/// Whether an address leads to the web, and not into a script.
pub fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// An address with its fragment, percent-encoded (RFC 3986, section 3.5).
pub fn with_fragment(href: String, fragment: Option<&str>) -> String {
    match fragment {
        None => href,
        Some(fragment) => format!("{href}#{}", encode_fragment(fragment)),
    }
}

fn encode_fragment(fragment: &str) -> String {
    const FRAGMENT: percent_encoding::AsciiSet =
        percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%').add(b'#');
    percent_encoding::utf8_percent_encode(fragment, &FRAGMENT).to_string()
}
