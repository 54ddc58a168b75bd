//! Dates typed into a text although an event holds them.

use std::cell::LazyCell;
use super::prose::ProseDate;
use super::sentences::tells_of_past;
use crate::model::{Entry, Kind};
use crate::prose::{WrittenDate, WrittenDay};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Dates typed into a text although an event holds them.
pub(super) static RULE: Rule = Rule {
    code: "cite-date",
    severity: Severity::Hint,
    summary: ["une date du calendrier est tapée dans un texte", "a date of the calendar is typed into a text"],
    explanation: ["Le jour où la date change, ce texte restera faux. Citez l’événement : le texte, le PDF et les agendas suivront.", "The day the date changes, this text will stay wrong. Cite the event: the text, the PDF and the calendars will follow."],
    example: ["avant le 11 décembre 2024", "{{ date:cloture-parametrage }}"],
};

/// The most events that are named for one date.
const NAMED: usize = 3;

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for dates in subject.dates.chunk_by(ProseDate::is_beside) {
        // An announcement keeps the dates of its day, whatever the calendar says later.
        let is_news = subject.site.entry(dates[0].entry).kind() == Kind::Announcement;
        if is_news || !dates[0].may_be_cited() {
            continue;
        }
        let is_past = LazyCell::new(|| tells_of_past(dates[0].sentence()));
        // Without a year, what is over may be of any.
        let cited = |date: &&ProseDate| date.written.is_complete() || !*is_past;
        out.extend(dates.iter().filter_map(|date| finding(subject, date).filter(|_| cited(&date))));
    }
}

fn finding(subject: &Subject, found: &ProseDate) -> Option<Diagnostic> {
    let entry = subject.site.entry(found.entry);
    let events = held_by(subject, &found.written).into_iter().filter(|event| event.id != entry.id && !event.is_draft());
    let cites: Vec<String> = events.take(NAMED).map(|event| format!("{{{{ date:{} }}}}", event.id)).collect();
    if cites.is_empty() {
        return None;
    }
    let words = found.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let (cites_fr, cites_en) = (cites.join(" ou "), cites.join(" or "));
    let message = text!("« {words} » est une date du calendrier", "“{words}” is a date of the calendar");
    let help = text!("écrivez {cites_fr}", "write {cites_en}");
    Some(Diagnostic::new(&RULE, found.location(), message).help(help))
}

/// The events on the days of a date: of a period, those that have both its days, or else either.
fn held_by<'a>(subject: &Subject<'a>, written: &WrittenDate) -> Vec<&'a Entry> {
    let calendar = &subject.calendar;
    let on = |day: WrittenDay| calendar.meant(day).map_or(&[][..], |date| calendar.on(date));
    let first = on(written.first);
    let Some(last) = written.last.map(on) else { return first.to_vec() };
    let is_in = |events: &[&Entry], event: &Entry| events.iter().any(|other| other.id == event.id);
    let both: Vec<&Entry> = first.iter().filter(|event| is_in(last, event)).copied().collect();
    if both.is_empty() { [first, last].concat() } else { both }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const EVENTS: (&str, &str) = ("content/calendrier.yaml", "events:\n- id: cloture\n  date: 2024-12-11\n");

    #[test]
    fn a_date_that_an_event_holds() {
        let files = &[EVENTS, ("content/a.md", "Avant le mercredi 11 décembre 2024.")];
        assert_eq!(places("cite-date", files), ["content/a.md:1:10"]);
        assert!(messages("cite-date", files)[0].ends_with("écrivez {{ date:cloture }}"));
    }

    #[test]
    fn a_day_without_its_year_when_only_one_event_has_it() {
        let files = &[EVENTS, ("content/a.md", "Avant le 11 décembre. Le 11/12 aussi, pas le 12 décembre.")];
        assert_eq!(places("cite-date", files), ["content/a.md:1:10", "content/a.md:1:26"]);
        let twice = ("content/calendrier.yaml", "events:\n- id: a\n  date: 2024-12-11\n- id: b\n  date: 2025-12-11\n");
        assert!(places("cite-date", &[twice, files[1]]).is_empty());
        let campaign = "title: T\ncampaigns:\n- year: 2025\n  label: C\n  state: current\n  opens: 2025-01-01\n";
        assert!(places("cite-date", &[EVENTS, files[1], ("vademecum.yaml", campaign)]).is_empty(), "the event is of another campaign");
    }

    #[test]
    fn periods() {
        let events = ("content/calendrier.yaml", "events:\n- id: oraux\n  start: 2025-03-03\n  end: 2025-03-07\n- id: debut\n  date: 2025-03-03\n- id: fin\n  date: 2025-03-28\n");
        let files = &[events, ("content/a.md", "Du 3 au 7 mars, ou du 4 au 28 mars 2025.")];
        let found = messages("cite-date", files);
        assert!(found[0].ends_with("écrivez {{ date:oraux }}") && found[1].ends_with("écrivez {{ date:fin }}"), "{found:?}");
    }

    #[test]
    fn fields_that_accept_shortcodes_and_no_others() {
        let faq = "---\nquestion: Que faire avant le 11 décembre ?\nshort_answer: Répondez avant le 11 décembre.\nsources:\n- document: D\n  quote: avant le 11 décembre\n---\n";
        assert_eq!(places("cite-date", &[EVENTS, ("faq/x/a.md", faq)]), ["faq/x/a.md:3:33"]);
    }

    #[test]
    fn other_dates_announcements_and_code() {
        let files = &[EVENTS, ("content/a.md", "Le 12 décembre 2024, `2024-12-11`. L'an dernier, le 11 décembre."), ("content/annonces/b.md", "Le 11 décembre 2024.")];
        assert!(places("cite-date", files).is_empty());
    }
}
