//! A Markdown copy of each page, for readers and programs that want the text alone, and `llms.txt`, its list.

use super::cards::with_fragment;
use super::frame::public_path;
use super::{Renderer, dates, words};
use crate::diagnostic::Spanned;
use crate::markdown::inert;
use crate::model::{Body, Details, Entry, EntryId, Kind, LinkKind, Resolution, Route, Rubric, asset_route};

impl Renderer<'_> {
    /// Whether the page of an entry has a Markdown copy: if it is listed, has something to say beyond a list, and the
    /// site wants copies.
    pub(super) fn has_copy(&self, entry: &Entry) -> bool {
        let is_list = super::navigation::introduction_rubric(self.site, entry).is_some_and(|of| of != Rubric::Home);
        let is_wanted = self.site.settings.output.markdown_copies.0 && !self.is_archive();
        is_wanted && self.lists(entry) && entry.kind() != Kind::Audience && !is_list
    }

    /// The page of an entry as Markdown: title, short answer or summary, text, gap, sources.
    pub(super) fn markdown_copy(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let mut copy = format!("# {}\n", self.plain(&entry.title));
        let summary = entry.summary.as_ref().filter(|_| entry.kind() != Kind::Event);
        if let Some(summary) = summary {
            copy += &format!("\n{}\n", inert(&self.prose(summary)));
        }
        copy += &self.facts_of(entry);
        if let Some(body) = &entry.body {
            copy += &format!("\n{}\n", self.resolved_text(id, entry, body).trim());
        }
        if let Some(gap) = self.gap(entry) {
            let instead = gap.instead.map(|instead| format!("\n{}\n", inert(&instead))).unwrap_or_default();
            copy += &format!("\n## {}\n\n{}\n{instead}", inert(&gap.question), inert(&gap.why));
        }
        for source in self.quotes(&entry.common.sources) {
            let quote = source.quote.map(|quote| format!("> {}\n>\n", inert(&quote))).unwrap_or_default();
            copy += &format!("\n{quote}> — {}\n", inert(&source.document));
        }
        copy
    }

    /// Plain text of a field, in which nothing is markup.
    fn plain(&self, text: &str) -> String {
        inert(&self.words(text))
    }

    fn plain_optional(&self, text: &Option<Spanned<String>>) -> Option<String> {
        self.optional(text).map(|text| inert(&text))
    }

    /// What the fields of a kind say, one line each.
    fn facts_of(&self, entry: &Entry) -> String {
        let language = self.site.settings.language;
        let lines = match &entry.details {
            Details::Event(event) => vec![
                dates::event(event, dates::Form::Bounded, language),
                self.plain_optional(&event.action),
                self.plain_optional(&event.wording).map(|wording| format!("> {wording}")),
            ],
            Details::Contact(contact) => contact
                .channels
                .iter()
                .map(|channel| self.channel_text(channel).map(|text| format!("- {text}")))
                .collect(),
            Details::Document(document) => vec![self.plain_optional(&document.app_path)],
            Details::Video(video) => {
                vec![
                    self.plain_optional(&video.app_path),
                    video.embed_url.as_ref().map(|url| format!("<{}>", url.value)),
                ]
            }
            Details::Announcement(news) => {
                vec![
                    news.date.as_ref().map(|date| dates::long(date.value.0, language)),
                    self.plain_optional(&news.issuer),
                ]
            }
            Details::Section(_) | Details::Page(_) | Details::Faq(_) | Details::Audience(_) => Vec::new(),
        };
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        // Each line is a paragraph; the items of a list stand together.
        let between = if matches!(entry.details, Details::Contact(_)) { "\n" } else { "\n\n" };
        if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(between)) }
    }

    fn channel_text(&self, channel: &crate::model::Channel) -> Option<String> {
        let given = [&channel.phone, &channel.mail, &channel.url, &channel.app_path, &channel.address];
        given.into_iter().find_map(|value| self.plain_optional(value))
    }

    /// The text with links that lead to the copies of other pages, and with its shortcodes in words.
    fn resolved_text(&self, id: EntryId, entry: &Entry, body: &Body) -> String {
        let text = body.text();
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for link in &body.facts.links {
            let from = &body.origin(link.span.start).file.path;
            let Some(to) = self.copy_address(id, entry, from, &link.target) else { continue };
            let written = &text[link.span.range()];
            if let Some(at) = written.rfind(link.target.as_str()) {
                let start = link.span.range().start + at;
                edits.push((start..start + link.target.len(), to));
            } else if let LinkKind::Link { .. } = link.kind {
                continue;
            }
        }
        edits.extend(
            body.facts.calls.iter().map(|call| (call.span.range(), inert(&self.call_words(call).unwrap_or_default()))),
        );
        edits.extend(body.facts.harmless.iter().map(|(span, instead)| (span.range(), instead.clone())));
        let title = body.facts.title.as_ref().map(|(_, span)| (span.range(), String::new()));
        edits.extend(title);
        apply(text, edits)
    }

    fn copy_address(
        &self,
        id: EntryId,
        entry: &Entry,
        from: &crate::source::SourcePath,
        target: &str,
    ) -> Option<String> {
        match self.site.resolve(from, Some(id), target) {
            Resolution::Page { route, entry: to, fragment } => {
                let has_copy = to.is_some_and(|to| self.has_copy(self.site.entry(to)));
                let route = if has_copy { route.with_extension("md") } else { route };
                Some(with_fragment(route.from_page(&entry.route), fragment.as_deref()))
            }
            Resolution::File { path, fragment } => {
                Some(with_fragment(asset_route(&path).from_page(&entry.route), fragment.as_deref()))
            }
            _ => None,
        }
    }

    /// The list of the site's Markdown copies (llmstxt.org).
    pub(super) fn llms_txt(&self) -> String {
        let settings = &self.site.settings;
        let language = settings.language;
        let mut text = format!("# {}\n", self.plain(&settings.title));
        if let Some(description) = self.plain_optional(&settings.description) {
            text += &format!("\n> {description}\n");
        }
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Audience) {
            let entries = self.listed(kind).filter(|(_, entry)| self.has_copy(entry));
            let lines: Vec<String> = entries.map(|(_, entry)| self.llms_line(entry)).collect();
            if !lines.is_empty() {
                text += &format!("\n## {}\n\n{}\n", words::kinds(kind, language), lines.join("\n"));
            }
        }
        text
    }

    fn llms_line(&self, entry: &Entry) -> String {
        let copy = entry.route.with_extension("md");
        let href = match self.site.settings.base() {
            Some(base) => format!("{base}/{}", public_path(&copy)),
            None => copy.from_page(&Route::new("llms.txt")),
        };
        let title = self.plain(&entry.title).replace(['[', ']'], "");
        let summary =
            entry.summary.as_deref().map(|summary| format!(": {}", inert(&self.prose(summary)).replace('\n', " ")));
        format!("- [{title}]({href}){}", summary.unwrap_or_default())
    }
}

/// A text with some of its ranges replaced; ranges that overlap an earlier one are left as they are.
fn apply(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start >= at && range.end <= text.len() {
            out.push_str(&text[at..range.start]);
            out.push_str(&replacement);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}
