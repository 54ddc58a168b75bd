//! All events as a table for a spreadsheet (RFC 4180).

use super::super::{Renderer, cards, words};
use super::event::{is_confirmed, is_withdrawn};
use crate::config::Language;
use crate::model::{Entry, EventFields};

/// By this mark a spreadsheet knows UTF-8.
const MARK: char = '\u{feff}';

/// The columns, in French and in English.
const COLUMNS: [[&str; 2]; 16] = [
    ["Identifiant", "Identifier"],
    ["Titre", "Title"],
    ["Début", "Start"],
    ["Fin", "End"],
    ["Heure", "Time"],
    ["Fuseau horaire", "Time zone"],
    ["Quand", "When"],
    ["Nature", "Kind"],
    ["Phase", "Phase"],
    ["Importance", "Importance"],
    ["Publics", "Audiences"],
    ["À faire", "To do"],
    ["Texte de la source", "Wording of the source"],
    ["État", "Status"],
    ["Dernier changement", "Last change"],
    ["Adresse", "Address"],
];

impl Renderer<'_> {
    /// The file. A French spreadsheet separates columns by semicolons, since the comma is in its numbers.
    pub(super) fn calendar_csv(&self) -> String {
        let language = self.site.settings.language;
        let delimiter = if language == Language::Fr { b';' } else { b',' };
        let mut table = ::csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(::csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let rows = self.calendar_events().map(|(_, entry, event)| self.row(entry, event).map(harmless));
        let head = COLUMNS.map(|names| names[language as usize].to_owned());
        // A row fails only when its length differs or its writer does: neither can.
        let written = std::iter::once(head).chain(rows).try_for_each(|row| table.write_record(row));
        let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
        format!("{MARK}{}", String::from_utf8_lossy(&bytes))
    }

    fn row(&self, entry: &Entry, event: &EventFields) -> [String; COLUMNS.len()] {
        let language = self.site.settings.language;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let audiences: Vec<String> = self.tags(entry, &entry.route).into_iter().map(|tag| tag.label).collect();
        let zone = event.zone().iana_name().filter(|_| event.time.is_some()).unwrap_or_default().to_owned();
        [
            entry.id.clone(),
            self.words(&entry.title),
            day(event.first_day()),
            day(event.last_day()),
            event.time.as_ref().map(|time| time.value.to_string()).unwrap_or_default(),
            zone,
            event.first_day().map(|_| self.words(&self.when_in_words(event))).unwrap_or_default(),
            event.kind.as_ref().map(|kind| words::event(kind.value, language).1.to_owned()).unwrap_or_default(),
            self.optional(&event.phase).unwrap_or_default(),
            importance(event, language).to_owned(),
            audiences.join(", "),
            event.action.as_ref().map(|action| self.prose(action)).unwrap_or_default(),
            self.optional(&event.wording).unwrap_or_default(),
            status(entry, event, language).to_owned(),
            day(event.history.iter().map(|change| change.on.value.0).max()),
            self.url(&entry.route),
        ]
    }
}

fn importance(event: &EventFields, language: Language) -> &'static str {
    let words = match cards::importance(event) {
        "high" => ["haute", "high"],
        "low" => ["basse", "low"],
        _ => ["normale", "normal"],
    };
    words::phrase(words, language)
}

fn status(entry: &Entry, event: &EventFields, language: Language) -> &'static str {
    let words = match (is_withdrawn(entry), is_confirmed(event)) {
        (true, _) => ["annulé", "cancelled"],
        (false, false) => ["à confirmer", "to be confirmed"],
        (false, true) => ["confirmé", "confirmed"],
    };
    words::phrase(words, language)
}

/// A cell that a spreadsheet takes for words: one that it would take for a formula gets an apostrophe in front.
fn harmless(cell: String) -> String {
    let is_formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let first = cell.chars().find(|c| !c.is_whitespace() && !c.is_control());
    if first.is_some_and(is_formula) || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_words() {
        for cell in ["=1+1", "+33 1", "-1", "@SUM(A1)", "  =1", "\t=1", "\tx", "＝1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "1 = 1", "2024-12-11", "« =1 »"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }
}
