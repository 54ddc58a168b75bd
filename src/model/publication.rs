//! What readers were told in a publication, so that the next one can say what has changed.
//!
//! A build leaves it in its manifest and the next one finds it there. It holds what is compared, and a log of what
//! changed from one publication to the next: a build that changes nothing has the same log, and so the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Bound, Day, Details, DocumentFields, Entry, EventFields, Site, Status};

/// The most changes that are kept.
const KEPT: usize = 500;

/// What a publication said, as far as later ones are compared with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The year of its campaign. What another campaign said is not compared.
    pub campaign: Option<u16>,
    /// Events by id.
    pub events: BTreeMap<String, PublishedEvent>,
    /// Documents by id.
    pub documents: BTreeMap<String, PublishedDocument>,
    /// Questions by id.
    pub questions: BTreeMap<String, String>,
    /// Changes since the first publication of the campaign, oldest first.
    pub log: Vec<Logged>,
}

/// An event as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedEvent {
    /// Its title.
    pub title: String,
    /// Its days, time, bound and zone in one text; empty without a date.
    pub when: String,
    /// The number of lines of its history.
    pub history: usize,
    /// Whether it was withdrawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// A document as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedDocument {
    /// Its title.
    pub title: String,
    /// What tells one state of it from another: the digest of its file, else its version and date.
    pub state: String,
}

/// A change from one publication to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The day of the publication that brought it.
    pub on: Day,
    /// What happened.
    pub what: LoggedChange,
    /// The id of what it happened to.
    pub id: String,
    /// What that was called.
    pub title: String,
}

/// What can happen from one publication to the next, besides what the history of an event tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoggedChange {
    /// An event that was not there.
    NewEvent,
    /// An event that is withdrawn.
    WithdrawnEvent,
    /// A document that was not there.
    NewDocument,
    /// A document with another file, version or date.
    ReplacedDocument,
    /// A document that is not there any more.
    WithdrawnDocument,
    /// A question that was not there.
    NewQuestion,
    /// A question that is not there any more.
    WithdrawnQuestion,
}

impl LoggedChange {
    /// Its name in addresses and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            LoggedChange::NewEvent => "new-event",
            LoggedChange::WithdrawnEvent => "withdrawn-event",
            LoggedChange::NewDocument => "new-document",
            LoggedChange::ReplacedDocument => "replaced-document",
            LoggedChange::WithdrawnDocument => "withdrawn-document",
            LoggedChange::NewQuestion => "new-question",
            LoggedChange::WithdrawnQuestion => "withdrawn-question",
        }
    }
}

impl Publication {
    /// What a site says to its readers, with the log that goes on from an earlier publication.
    pub fn of(site: &Site, before: Option<&Publication>) -> Self {
        let mut now = Self { campaign: site.campaign().map(|campaign| campaign.year.value), ..Self::default() };
        for entry in site.entries.iter().filter(|entry| entry.common.status() != Status::Draft) {
            now.add(entry);
        }
        if let Some(before) = before.filter(|before| before.campaign == now.campaign) {
            now.log.clone_from(&before.log);
            let changes = now.changes_since(before);
            now.log.extend(changes.into_iter().map(|(what, id, title)| Logged {
                on: Day(site.today),
                what,
                id,
                title,
            }));
            now.log.drain(..now.log.len().saturating_sub(KEPT));
        }
        now
    }

    /// Reads what [`Publication::to_json`] wrote; `None` for anything else.
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Writes it on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts, numbers and maps by text are JSON")
    }

    fn add(&mut self, entry: &Entry) {
        let (id, title) = (entry.id.clone(), entry.title.clone());
        let withdrawn = entry.common.status() == Status::Withdrawn;
        match &entry.details {
            Details::Event(event) => {
                let history = event.history.len();
                self.events.insert(id, PublishedEvent { title, when: when(event), history, withdrawn });
            }
            Details::Document(document) if !withdrawn => {
                self.documents.insert(id, PublishedDocument { title, state: state(document) });
            }
            Details::Faq(_) if !withdrawn => {
                self.questions.insert(id, title);
            }
            _ => {}
        }
    }

    fn changes_since(&self, before: &Publication) -> Vec<(LoggedChange, String, String)> {
        use LoggedChange::{NewDocument, NewEvent, NewQuestion, ReplacedDocument};
        use LoggedChange::{WithdrawnDocument, WithdrawnEvent, WithdrawnQuestion};
        let mut changes = Vec::new();
        for id in keys(&self.events, &before.events) {
            match (before.events.get(id), self.events.get(id)) {
                (None, Some(now)) if !now.withdrawn => changes.push((NewEvent, id, &now.title)),
                (Some(old), Some(now)) if now.withdrawn && !old.withdrawn => {
                    changes.push((WithdrawnEvent, id, &now.title));
                }
                (Some(old), None) if !old.withdrawn => changes.push((WithdrawnEvent, id, &old.title)),
                _ => {}
            }
        }
        for id in keys(&self.documents, &before.documents) {
            match (before.documents.get(id), self.documents.get(id)) {
                (None, Some(now)) => changes.push((NewDocument, id, &now.title)),
                (Some(old), Some(now)) if old.state != now.state => changes.push((ReplacedDocument, id, &now.title)),
                (Some(old), None) => changes.push((WithdrawnDocument, id, &old.title)),
                _ => {}
            }
        }
        for id in keys(&self.questions, &before.questions) {
            match (before.questions.get(id), self.questions.get(id)) {
                (None, Some(now)) => changes.push((NewQuestion, id, now)),
                (Some(old), None) => changes.push((WithdrawnQuestion, id, old)),
                _ => {}
            }
        }
        changes.into_iter().map(|(what, id, title)| (what, id.clone(), title.clone())).collect()
    }
}

fn keys<'m, V>(one: &'m BTreeMap<String, V>, other: &'m BTreeMap<String, V>) -> BTreeSet<&'m String> {
    one.keys().chain(other.keys()).collect()
}

/// Days, time, bound and zone of an event in one text: `before 2024-12-11T17:00 Indian/Reunion`. Empty without a date.
pub fn when(event: &EventFields) -> String {
    let (Some(first), Some(last)) = (event.first_day(), event.last_day()) else { return String::new() };
    let bound = match event.bound() {
        Bound::On => "",
        Bound::Before => "before ",
        Bound::From => "from ",
        Bound::Until => "until ",
    };
    let days = if first == last { first.to_string() } else { format!("{first}/{last}") };
    let time = event.time.as_ref().map(|time| format!("T{}", time.value)).unwrap_or_default();
    let zone = event.timezone.as_ref().map(|zone| format!(" {}", zone.value)).unwrap_or_default();
    format!("{bound}{days}{time}{zone}")
}

fn state(document: &DocumentFields) -> String {
    if let Some(computed) = &document.computed {
        return computed.sha256.clone();
    }
    let version = document.version.as_ref().map(|version| version.value.as_str()).unwrap_or_default();
    let date = document.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default();
    format!("{version} {date}").trim().to_owned()
}
