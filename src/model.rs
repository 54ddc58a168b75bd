//! The inert, typed site: what the sources say, with the position of every value.
//!
//! Knows nothing of YAML, Markdown libraries, templates or the disk.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

pub mod announcement;
pub mod archive;
pub mod audience;
pub mod body;
pub mod campaign;
pub mod common_fields;
pub mod contact;
pub mod day;
pub mod document;
pub mod event;
pub mod faq;
pub mod glossary;
pub mod lead;
pub mod media_type;
pub mod page;
pub mod publication;
pub mod resolve;
pub mod route;
pub mod rubric;
pub mod slug;
pub mod video;
pub mod webvtt;
pub mod zone;

pub use announcement::{AnnouncementFields, AnnouncementKind};
pub use archive::{ARCHIVES, Archive};
pub use audience::AudienceFields;
pub use body::{Body, Call, FOREIGN, Facts, Heading, Link, LinkKind, MARK, Origin, PATH};
pub use campaign::{Campaign, CampaignState};
pub use common_fields::{Common, Gap, Quote, Status};
pub use contact::{Channel, ContactFields};
pub use day::{Clock, Day};
pub use document::{DocumentFields, DocumentKind};
pub use event::{Bound, Change, EventFields, EventKind, Importance};
pub use faq::FaqFields;
pub use glossary::Term;
pub use lead::{Lead, LeadUnit};
pub use media_type::media_type;
pub use page::{PageFields, SectionFields};
pub use publication::{Logged, LoggedChange, Publication};
pub use resolve::{Resolution, asset_route};
pub use route::Route;
pub use rubric::Rubric;
pub use slug::{ascii_slug, fold, slug};
pub use video::{Access, Captions, Chapter, VideoFields};

use crate::config::Settings;
use crate::diagnostic::{Location, Span, Spanned, TextFile};
use crate::source::{SourceFile, SourcePath};

/// A whole site, as its sources describe it on one day.
#[derive(Debug)]
pub struct Site {
    /// `vademecum.yaml`.
    pub settings: Settings,
    /// The day for which the site is made.
    pub today: Date,
    /// Whether drafts are shown.
    pub show_drafts: bool,
    /// All content, in the stable order of [`Kind`], then navigation order.
    pub entries: Vec<Entry>,
    /// Glossary terms, sorted as a French dictionary does.
    pub glossary: Vec<Spot<Term>>,
    /// Every shortcode in a field: of entries ([`Content::prose`]), of the glossary and of the settings.
    pub field_calls: Vec<FieldCall>,
    /// Every text file that was read, by path.
    pub texts: HashMap<SourcePath, Arc<TextFile>>,
    /// Every file that goes out as it is (images, media, attachments; captions too, although they are also among
    /// `texts`), sorted by path.
    pub assets: Vec<SourceFile>,
    /// Ways to find an entry.
    pub lookup: Lookup,
    /// Campaigns that are over, newest first; of an archived site those before it, to which it may link.
    pub archives: Vec<Archive>,
    /// The year of the campaign, when this is an archived site.
    pub archived: Option<u16>,
    /// What readers were told last, if that is known.
    pub last_publication: Option<Arc<Publication>>,
    /// What changed from one publication to the next, this one included; oldest first.
    pub log: Vec<Logged>,
}

/// The position of an entry in [`Site::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Indexes over [`Site::entries`].
#[derive(Debug, Default)]
pub struct Lookup {
    /// By stable id. Ids are unique over the whole site.
    pub by_id: HashMap<String, EntryId>,
    /// By the file that holds the entry's text (entries of shared YAML files are not here).
    pub by_file: HashMap<SourcePath, EntryId>,
    /// Section by its folder (`content/comptes`, `faq/acces`); the text of a rubric's list page by the rubric's
    /// folder (`faq`, `videos`, `content/annonces`).
    pub by_folder: HashMap<String, EntryId>,
    /// The direct content of each section, in navigation order.
    pub children: HashMap<EntryId, Vec<EntryId>>,
    /// What [`Site::resolve`] works out on first use; starts as `Derived::default()`.
    pub derived: resolve::Derived,
}

/// The kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A folder of pages or of questions.
    Section,
    /// A page of text.
    Page,
    /// A question with its answer.
    Faq,
    /// A video guide.
    Video,
    /// A date of the calendar.
    Event,
    /// A downloadable file, or one to be found in the application.
    Document,
    /// A published instruction, circular, newsletter or news.
    Announcement,
    /// A function that can be reached.
    Contact,
    /// A kind of reader.
    Audience,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 9] = [
        Kind::Section,
        Kind::Page,
        Kind::Faq,
        Kind::Video,
        Kind::Event,
        Kind::Document,
        Kind::Announcement,
        Kind::Contact,
        Kind::Audience,
    ];

    /// The word for this kind in commands, JSON and settings.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Section => "section",
            Kind::Page => "page",
            Kind::Faq => "faq",
            Kind::Video => "video",
            Kind::Event => "event",
            Kind::Document => "document",
            Kind::Announcement => "announcement",
            Kind::Contact => "contact",
            Kind::Audience => "audience",
        }
    }
}

/// A piece of content in its place.
///
/// It dereferences to what its file says, which is shared: a site that is loaded again has its unchanged content again.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable slug, unique in the site.
    pub id: String,
    /// The address of its page in the site.
    pub route: Route,
    /// The section that holds it; `None` for the home page and for top-level sections.
    pub section: Option<EntryId>,
    /// What its file says.
    pub content: Arc<Content>,
}

/// What every piece of content has, and the fields of its kind.
#[derive(Debug)]
pub struct Content {
    /// What it is called: title of a page, question of an FAQ entry, label of a contact.
    pub title: String,
    /// Where that name stands.
    pub title_span: Span,
    /// One or two sentences: the summary of a page, the short answer of a question.
    pub summary: Option<String>,
    /// The file it was read from.
    pub file: Arc<TextFile>,
    /// Where it stands in that file: its front matter, or its item in a YAML list.
    pub span: Span,
    /// Fields that all kinds share.
    pub common: Common,
    /// Its text in Markdown; `None` for kinds or entries that have none.
    pub body: Option<Body>,
    /// The fields of its kind.
    pub details: Details,
}

/// The fields of each kind.
#[derive(Debug, PartialEq)]
pub enum Details {
    /// See [`Kind::Section`].
    Section(SectionFields),
    /// See [`Kind::Page`].
    Page(PageFields),
    /// See [`Kind::Faq`].
    Faq(FaqFields),
    /// See [`Kind::Video`].
    Video(VideoFields),
    /// See [`Kind::Event`].
    Event(EventFields),
    /// See [`Kind::Document`].
    Document(DocumentFields),
    /// See [`Kind::Announcement`].
    Announcement(AnnouncementFields),
    /// See [`Kind::Contact`].
    Contact(ContactFields),
    /// See [`Kind::Audience`].
    Audience(AudienceFields),
}

/// A value that has a file of its own to point into (a glossary term, a campaign).
#[derive(Clone, Debug)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// The file it was read from.
    pub file: Arc<TextFile>,
    /// Where it stands there.
    pub span: Span,
}

/// A shortcode in a field.
#[derive(Debug)]
pub struct FieldCall {
    /// The shortcode; its places are in the file.
    pub call: Call,
    /// The file that holds the field.
    pub file: Arc<TextFile>,
    /// Whose field; `None` for the glossary and the settings.
    pub entry: Option<EntryId>,
}

impl<T> std::ops::Deref for Spot<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl std::ops::Deref for Entry {
    type Target = Content;
    fn deref(&self) -> &Content {
        &self.content
    }
}

impl Content {
    /// Whether it is listed, named and linked to as `other` is: fields, headings and anchors are the same, and only the
    /// text may differ.
    pub fn faces_as(&self, other: &Content) -> bool {
        let anchors = |content: &Content| {
            let facts = content.body.as_ref().map(|body| &body.facts);
            let headings = facts.into_iter().flat_map(|facts| &facts.headings);
            let headings = headings.map(|heading| (heading.level, heading.id.clone(), heading.text.clone()));
            (headings.collect::<Vec<_>>(), facts.map(|facts| facts.anchors.clone()))
        };
        self.file.path == other.file.path
            && self.title == other.title
            && self.summary == other.summary
            && self.common == other.common
            && self.details == other.details
            && anchors(self) == anchors(other)
    }

    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self.details {
            Details::Section(_) => Kind::Section,
            Details::Page(_) => Kind::Page,
            Details::Faq(_) => Kind::Faq,
            Details::Video(_) => Kind::Video,
            Details::Event(_) => Kind::Event,
            Details::Document(_) => Kind::Document,
            Details::Announcement(_) => Kind::Announcement,
            Details::Contact(_) => Kind::Contact,
            Details::Audience(_) => Kind::Audience,
        }
    }

    /// The fields that hold sentences in which dates and other content may be cited by shortcodes. Names, and what is
    /// quoted from a source, are not among them.
    pub fn prose(&self) -> impl Iterator<Item = &Spanned<String>> {
        let own: [&Option<Spanned<String>>; 2] = match &self.details {
            Details::Section(fields) => [&fields.summary, &None],
            Details::Page(fields) => [&fields.summary, &None],
            Details::Faq(fields) => [&fields.short_answer, &fields.situation],
            Details::Video(fields) => [&fields.summary, &None],
            Details::Event(fields) => [&fields.action, &None],
            Details::Document(fields) => [&fields.summary, &None],
            Details::Announcement(fields) => [&fields.summary, &None],
            Details::Contact(fields) => [&fields.serves, &fields.hours],
            Details::Audience(fields) => [&fields.summary, &None],
        };
        let gap = self.common.gap.iter().flat_map(|gap| [Some(&gap.question), Some(&gap.why), gap.instead.as_ref()]);
        own.into_iter().flatten().chain(gap.flatten())
    }

    /// Ids or paths of content to read next.
    pub fn see_also(&self) -> &[Spanned<String>] {
        match &self.details {
            Details::Page(fields) => &fields.see_also,
            Details::Faq(fields) => &fields.see_also,
            Details::Video(fields) => &fields.see_also,
            Details::Event(fields) => &fields.see_also,
            Details::Announcement(fields) => &fields.see_also,
            Details::Section(_) | Details::Document(_) | Details::Contact(_) | Details::Audience(_) => &[],
        }
    }

    /// The addresses of other sites in fields.
    pub fn urls(&self) -> Vec<&Spanned<String>> {
        let quotes = self.common.sources.iter().filter_map(|source| source.url.as_ref());
        let own: Vec<&Spanned<String>> = match &self.details {
            Details::Video(video) => video.embed_url.iter().collect(),
            Details::Announcement(fields) => fields.references.iter().filter_map(|quote| quote.url.as_ref()).collect(),
            Details::Contact(contact) => contact.channels.iter().filter_map(|channel| channel.url.as_ref()).collect(),
            Details::Section(_)
            | Details::Page(_)
            | Details::Faq(_)
            | Details::Event(_)
            | Details::Document(_)
            | Details::Audience(_) => Vec::new(),
        };
        quotes.chain(own).collect()
    }

    /// The position of `span` in this entry's file.
    pub fn locate(&self, span: Span) -> Location {
        self.file.locate(span.range())
    }

    /// Whether it is hidden from readers unless drafts are asked for.
    pub fn is_draft(&self) -> bool {
        self.common.status() == Status::Draft
    }
}

impl Site {
    /// The entry with this position.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The entry with this stable id.
    pub fn by_id(&self, id: &str) -> Option<(EntryId, &Entry)> {
        self.lookup.by_id.get(id).map(|&at| (at, self.entry(at)))
    }

    /// All entries with their positions.
    pub fn all(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(at, entry)| (EntryId(at as u32), entry))
    }

    /// All entries of one kind, in navigation order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.all().filter(move |(_, entry)| entry.kind() == kind)
    }

    /// The direct content of a section, in navigation order.
    pub fn children(&self, section: EntryId) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.lookup.children.get(&section).into_iter().flatten().map(|&at| (at, self.entry(at)))
    }

    /// The campaign that the site is about: the current one, or that of an archived site.
    pub fn campaign(&self) -> Option<&Campaign> {
        match self.archived {
            Some(year) => self.settings.campaigns.iter().map(|of| &of.value).find(|of| of.year.value == year),
            None => self.settings.current_campaign(),
        }
    }

    /// What readers were told last in this campaign, if that is known.
    pub fn published(&self) -> Option<&Publication> {
        let year = self.campaign().map(|campaign| campaign.year.value);
        self.last_publication.as_deref().filter(|published| published.campaign == year)
    }

    /// Whether anything besides announcements tells of changes: the history of an event, or a campaign that is over.
    pub fn has_changes(&self) -> bool {
        !self.archives.is_empty() || !self.log.is_empty() || self.events().any(|(_, event)| !event.history.is_empty())
    }

    /// Whether readers of this build see an entry.
    pub fn shows(&self, entry: &Entry) -> bool {
        self.show_drafts || !entry.is_draft()
    }
}

/// Generates the iterator over entries of a kind together with that kind's own fields.
macro_rules! typed_iterators {
    ($($(#[$doc:meta])* $name:ident: $variant:ident => $fields:ty;)*) => {
        impl Site {
            $($(#[$doc])*
            pub fn $name(&self) -> impl Iterator<Item = (&Entry, &$fields)> {
                self.entries.iter().filter_map(|entry| match &entry.details {
                    Details::$variant(fields) => Some((entry, fields)),
                    _ => None,
                })
            })*
        }
    };
}

typed_iterators! {
    /// FAQ entries in navigation order.
    faq: Faq => FaqFields;
    /// Video guides in navigation order.
    videos: Video => VideoFields;
    /// Events by date.
    events: Event => EventFields;
    /// Documents in the order of their list.
    documents: Document => DocumentFields;
    /// Announcements, newest first.
    announcements: Announcement => AnnouncementFields;
    /// Contacts in the order of their list.
    contacts: Contact => ContactFields;
    /// Audiences in the order of the settings.
    audiences: Audience => AudienceFields;
}
