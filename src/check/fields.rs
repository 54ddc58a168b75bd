//! Fields that several kinds have under the same name.

use crate::diagnostic::{Location, Spanned};
use crate::model::{Access, Details, Entry, VideoFields};
use crate::source::SourcePath;

/// A field that names a file beside the entry's own.
pub(super) struct FileField<'a> {
    /// The name as written.
    pub(super) written: &'a Spanned<String>,
    /// The path that it means; `None` when it leaves the site.
    pub(super) path: Option<SourcePath>,
}

/// The id of a contact: `contact`, or the `fallback` of a contact.
pub(super) fn contact(entry: &Entry) -> Option<&Spanned<String>> {
    match &entry.details {
        Details::Section(fields) => fields.contact.as_ref(),
        Details::Page(fields) => fields.contact.as_ref(),
        Details::Faq(fields) => fields.contact.as_ref(),
        Details::Video(fields) => fields.contact.as_ref(),
        Details::Event(fields) => fields.contact.as_ref(),
        Details::Announcement(fields) => fields.contact.as_ref(),
        Details::Contact(fields) => fields.fallback.as_ref(),
        Details::Document(_) | Details::Audience(_) => None,
    }
}

/// The files that an entry names in its fields.
pub(super) fn files(entry: &Entry) -> impl Iterator<Item = FileField<'_>> {
    let named: Vec<&Spanned<String>> = match &entry.details {
        Details::Video(video) => {
            let single = [&video.src, &video.transcript, &video.poster, &video.slides];
            single.into_iter().flatten().chain(video.captions.iter().map(|captions| &captions.file)).collect()
        }
        Details::Document(document) => document.file.iter().collect(),
        _ => Vec::new(),
    };
    named.into_iter().map(|written| FileField { written, path: entry.file.path.join(written) })
}

/// What an entry is called: its title, its question.
pub(super) fn names(entry: &Entry) -> impl Iterator<Item = &Spanned<String>> {
    let question = match &entry.details {
        Details::Faq(fields) => fields.question.as_ref(),
        _ => None,
    };
    entry.common.title.iter().chain(question)
}

/// Where the id of an entry stands; its beginning when the id comes from the file's name.
pub(super) fn id_location(entry: &Entry) -> Location {
    match &entry.common.id {
        Some(id) => entry.locate(id.span),
        None if entry.file.path.extension() == "md" => Location::whole_file(&entry.file.path),
        None => entry.locate(entry.span),
    }
}

/// The source of a video that anybody can watch without logging in to the application.
pub(super) fn shown_video(video: &VideoFields) -> Option<&Spanned<String>> {
    let access = video.access.as_ref().map_or(Access::Public, |access| access.value);
    let source = video.src.as_ref().or(video.embed_url.as_ref());
    source.filter(|_| access != Access::Login)
}
