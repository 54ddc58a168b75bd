//! The page of one entry.

use super::cards::{is_true, is_web_address};
use super::frame::Head;
use super::navigation::introduction_rubric;
use super::view::{
    AnnouncementView, BodyView, ChapterView, ContactView, CueView, DocumentView, EventPageView, FaqEntryView,
    FaqThemeView, LinkView, Markup, PageView, PlayerView, SectionView, TextView, TrackView, VideoView, WithdrawnView,
};
use super::{Renderer, words};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::video::seconds;
use crate::model::{
    Body, Captions, Details, Entry, EntryId, Kind, Route, Status, VideoFields, asset_route, media_type,
};

impl Renderer<'_> {
    /// The page of an entry. One that is the text of a rubric's list is shown there.
    pub(super) fn entry_page(&self, id: EntryId) -> Result<String, Box<Diagnostic>> {
        let entry = self.site.entry(id);
        if let Some(rubric) = introduction_rubric(self.site, entry) {
            return self.rubric_page(rubric);
        }
        if entry.common.status() == Status::Withdrawn {
            return self.withdrawn_page(id, entry);
        }
        let head = Head {
            title: &entry.title,
            description: entry.summary.clone().or_else(|| entry.body.as_ref()?.facts.lead.clone()),
            entry: Some((id, entry)),
            ..Head::default()
        };
        let page = self.page_view(&entry.route, &head)?;
        self.page_of_kind(id, entry, page)
    }

    /// The page of an entry in its surroundings. Long, because it is one table of all kinds.
    fn page_of_kind(&self, id: EntryId, entry: &Entry, page: PageView) -> Result<String, Box<Diagnostic>> {
        let (site, route) = (self.site_view(), &entry.route);
        match &entry.details {
            Details::Section(fields) if entry.file.path.as_str().starts_with("faq/") => self.render(&FaqThemeView {
                site,
                page,
                summary: self.optional(&fields.summary),
                body: self.body(id, entry, &fields.app_path, &fields.contact, &[])?,
                questions: self.questions_of(id, route),
            }),
            Details::Section(fields) => self.render(&SectionView {
                site,
                page,
                summary: self.optional(&fields.summary),
                body: self.body(id, entry, &fields.app_path, &fields.contact, &[])?,
                children: self.children_of(id, route),
            }),
            Details::Page(fields) => self.render(&TextView {
                site,
                page,
                summary: self.optional(&fields.summary),
                body: self.body(id, entry, &fields.app_path, &fields.contact, &fields.see_also)?,
                children: self.children_of(id, route),
            }),
            Details::Faq(fields) => self.render(&FaqEntryView {
                site,
                page,
                short_answer: entry.summary.as_deref().map(|text| self.prose(text)),
                situation: self.optional(&fields.situation),
                urgent: is_true(&fields.urgent),
                body: self.body(id, entry, &fields.app_path, &fields.contact, &fields.see_also)?,
            }),
            Details::Video(fields) => self.render(&VideoView {
                site,
                page,
                video: self.video_card(entry, fields, route),
                player: self.player(id, entry, fields)?,
                body: self.body(id, entry, &None, &fields.contact, &fields.see_also)?,
            }),
            Details::Event(fields) => self.render(&EventPageView {
                site,
                page,
                event: self.event_view(entry, fields, route),
                body: BodyView {
                    changes: self.history(fields),
                    ..self.body(id, entry, &None, &fields.contact, &fields.see_also)?
                },
                calendar_href: self.calendar_href(entry),
                cited_by: self.cited_by(id),
            }),
            Details::Document(fields) => self.render(&DocumentView {
                site,
                page,
                document: self.document_card(entry, fields, route),
                body: self.body(id, entry, &None, &None, &[])?,
            }),
            Details::Announcement(fields) => self.render(&AnnouncementView {
                site,
                page,
                announcement: self.announcement_card(entry, fields, route),
                handled_by: self.optional(&fields.handled_by),
                addressees: fields.addressees.iter().map(|name| self.words(name)).collect(),
                references: self.quotes(&fields.references),
                body: self.body(id, entry, &None, &fields.contact, &fields.see_also)?,
            }),
            Details::Contact(fields) => self.render(&ContactView {
                site,
                page,
                contact: self.contact_card(entry, fields, route),
                body: BodyView { contact: None, ..self.body(id, entry, &None, &None, &[])? },
            }),
            Details::Audience(fields) => self.audience_page(entry, fields, site, page),
        }
    }

    fn withdrawn_page(&self, id: EntryId, entry: &Entry) -> Result<String, Box<Diagnostic>> {
        let head = Head { title: &entry.title, entry: Some((id, entry)), noindex: true, ..Head::default() };
        let replaces = |other: &Entry| other.common.replaces.iter().any(|old| old.value == entry.id);
        let replaced_by = self.site.all().filter(|(_, other)| self.lists(other) && replaces(other));
        self.render(&WithdrawnView {
            site: self.site_view(),
            page: self.page_view(&entry.route, &head)?,
            replaced_by: replaced_by.map(|(_, other)| self.link(other, &entry.route)).collect(),
            contact: self.site_contact(&entry.route),
        })
    }

    /// The text of an entry and what stands under it.
    pub(super) fn body(
        &self,
        id: EntryId,
        entry: &Entry,
        app_path: &Option<Spanned<String>>,
        contact: &Option<Spanned<String>>,
        see_also: &[Spanned<String>],
    ) -> Result<BodyView, Box<Diagnostic>> {
        let needs_contact = entry.common.gap.is_some() || contact.is_some();
        let contact = self.contact(contact, &entry.route).or_else(|| self.site_contact(&entry.route));
        Ok(BodyView {
            content_html: self.content(id, entry)?,
            app_path: self.steps(app_path),
            sources: self.quotes(&entry.common.sources),
            gap: self.gap(entry),
            changes: Vec::new(),
            see_also: self.see_also(entry, see_also),
            contact: contact.filter(|_| needs_contact),
        })
    }

    /// Links to what stands directly in a section or under a page.
    fn children_of(&self, id: EntryId, route: &Route) -> Vec<LinkView> {
        let children = self.site.children(id).filter(|(_, child)| self.lists(child));
        children.map(|(_, child)| LinkView { note: None, ..self.link(child, route) }).collect()
    }

    /// The questions of a theme and of the themes in it.
    pub(super) fn questions_of(&self, theme: EntryId, route: &Route) -> Vec<super::view::FaqCard> {
        let mut cards = Vec::new();
        for (id, child) in self.site.children(theme).filter(|(_, child)| self.lists(child)) {
            match &child.details {
                Details::Faq(fields) => cards.push(self.faq_card(child, fields, route)),
                Details::Section(_) => cards.extend(self.questions_of(id, route)),
                Details::Page(_)
                | Details::Video(_)
                | Details::Event(_)
                | Details::Document(_)
                | Details::Announcement(_)
                | Details::Contact(_)
                | Details::Audience(_) => {}
            }
        }
        cards
    }

    pub(super) fn player(
        &self,
        id: EntryId,
        entry: &Entry,
        video: &VideoFields,
    ) -> Result<PlayerView, Box<Diagnostic>> {
        let embed = video.embed_url.as_ref().map(|url| url.value.clone()).filter(|url| is_web_address(url));
        let host = embed.as_ref().and_then(|url| url.split('/').nth(2)).map(str::to_owned);
        let transcript = self.cues(entry, &video.transcript);
        let slides_title = words::phrase(["Présentation en PDF", "Slides in PDF"], self.site.settings.language);
        let slides = self.file_href(entry, &video.slides, &entry.route);
        Ok(PlayerView {
            src: self.file_href(entry, &video.src, &entry.route),
            media_type: video.src.as_ref().map(|src| media_type(src).to_owned()),
            embed_host: host,
            embed_href: embed,
            app_path: self.steps(&video.app_path),
            tracks: self.tracks(entry, &video.captions),
            chapters: self.chapters(video, &transcript, slides.as_deref()),
            transcript_html: self.transcript_text(id, entry, &video.transcript)?,
            transcript,
            slides: slides.map(|href| LinkView { label: slides_title.to_owned(), href, ..LinkView::default() }),
        })
    }

    fn tracks(&self, entry: &Entry, captions: &[Captions]) -> Vec<TrackView> {
        let track = |(at, captions): (usize, &Captions)| {
            let path = entry.file.path.join(&captions.file).filter(|path| self.site.is_asset(path))?;
            let lang = captions.language.as_ref().map_or(self.site.settings.language.tag(), |lang| lang.as_str());
            let label = self.optional(&captions.label).unwrap_or_else(|| lang.to_owned());
            let href = asset_route(&path).from_page(&entry.route);
            Some(TrackView { href, lang: lang.to_owned(), label, default: at == 0 })
        };
        captions.iter().enumerate().filter_map(track).collect()
    }

    fn chapters(&self, video: &VideoFields, transcript: &[CueView], slides: Option<&str>) -> Vec<ChapterView> {
        let language = self.site.settings.language;
        let mut taken: Vec<u32> = transcript.iter().map(|cue| cue.seconds).collect();
        let mut chapters = Vec::new();
        for chapter in &video.chapters {
            let Some(at) = seconds(&chapter.at) else { continue };
            let slide = chapter.page.as_ref().zip(slides).map(|(page, href)| LinkView {
                label: words::slide(page.value, language),
                href: format!("{href}#page={}", page.value),
                ..LinkView::default()
            });
            let id = (!taken.contains(&at)).then(|| format!("t={at}"));
            taken.push(at);
            let title = self.words(&chapter.title);
            chapters.push(ChapterView { at: chapter.at.value.clone(), seconds: at, title, id, slide });
        }
        chapters
    }

    /// The moments of a WebVTT transcript.
    fn cues(&self, entry: &Entry, name: &Option<Spanned<String>>) -> Vec<CueView> {
        let path = name.as_ref().and_then(|name| entry.file.path.join(name));
        let file = path.filter(|path| path.extension() == "vtt").and_then(|path| self.site.texts.get(&path));
        let mut taken = Vec::new();
        let cues = file.map(|file| crate::model::webvtt::cues(&file.text)).unwrap_or_default();
        let view = |cue: crate::model::webvtt::Cue| {
            let is_first = !taken.contains(&cue.seconds);
            taken.push(cue.seconds);
            CueView {
                id: is_first.then(|| format!("t={}", cue.seconds)),
                at: format!("{}:{:02}", cue.seconds / 60, cue.seconds % 60),
                seconds: cue.seconds,
                text: self.words(&cue.text),
            }
        };
        cues.into_iter().map(view).collect()
    }

    /// A transcript written in Markdown.
    fn transcript_text(
        &self,
        id: EntryId,
        entry: &Entry,
        name: &Option<Spanned<String>>,
    ) -> Result<Option<Markup>, Box<Diagnostic>> {
        self.transcript_body(entry, name).map(|body| self.markdown(id, entry, &body)).transpose()
    }

    /// The text of a transcript written in Markdown.
    pub(super) fn transcript_body(&self, entry: &Entry, name: &Option<Spanned<String>>) -> Option<Body> {
        let path = name.as_ref().and_then(|name| entry.file.path.join(name)).filter(|path| path.extension() == "md")?;
        let file = self.site.texts.get(&path)?;
        let (_, range) = crate::markdown::split_front_matter(&file.text).ok()?;
        Some(Body::new(file.clone(), range))
    }
}

/// Whether an entry concerns an audience: one that names none concerns all.
pub fn concerns(entry: &Entry, audience: &str) -> bool {
    entry.common.audience.is_empty() || entry.common.audience.iter().any(|id| id.value == audience)
}

/// Whether an entry names an audience itself.
pub fn names(entry: &Entry, audience: &str) -> bool {
    entry.kind() != Kind::Audience && entry.common.audience.iter().any(|id| id.value == audience)
}
