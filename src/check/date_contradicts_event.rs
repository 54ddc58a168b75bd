//! Dates that are not those of the event that the sentence is about.

use super::Subject;
use super::calendar::days;
use super::fields::id_location;
use super::prose::{Place, ProseDate};
use super::sentences::{dates_a_text, tells_of_change, tells_of_past};
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::model::{Body, Day, Details, Entry, EventFields, Kind, Resolution};
use crate::prose::{WrittenDate, WrittenDay};
use crate::text;

/// Dates that are not those of the event that the sentence is about.
pub(super) static RULE: Rule = Rule {
    code: "date-contradicts-event",
    severity: Severity::Warning,
    summary: ["une phrase donne à un événement une autre date que le calendrier", "a sentence gives an event another date than the calendar"],
    explanation: ["La personne lit deux dates pour la même échéance, et retient peut-être la mauvaise. La phrase parle d’un événement si elle le cite, si elle a un lien vers lui, ou si elle dit tous les mots de son titre. Citez la date au lieu de la taper, ou corrigez le calendrier.", "The reader finds two dates for the same deadline, and may keep the wrong one. A sentence is about an event when it cites it, links to it, or says all the words of its title. Cite the date instead of typing it, or correct the calendar."],
    example: ["La clôture des inscriptions est le 12 décembre 2024. (calendrier : 11 décembre 2024)", "La clôture des inscriptions est {{ date:cloture-inscriptions }}."],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for dates in subject.dates.chunk_by(ProseDate::is_beside) {
        let is_news = subject.site.entry(dates[0].entry).kind() == Kind::Announcement;
        if dates[0].may_be_cited() && !is_news {
            in_sentence(subject, dates, out);
        }
    }
}

/// Looks at the dates of one sentence.
fn in_sentence(subject: &Subject, dates: &[ProseDate], out: &mut Vec<Diagnostic>) {
    let sentence = dates[0].context();
    let events = events_of(subject, &dates[0]);
    let Some((event, fields)) = events.first() else { return };
    // A sentence that gives the right date may give others beside it.
    let is_right = |date: &ProseDate| events.iter().any(|(_, fields)| agrees(fields, &date.written));
    if dates.iter().any(is_right) || tells_of_change(sentence) || tells_of_past(sentence) {
        return;
    }
    out.extend(dates.iter().filter(|date| is_of_no_event(subject, date)).map(|date| finding(event, fields, date)));
}

fn finding(event: &Entry, fields: &EventFields, date: &ProseDate) -> Diagnostic {
    let (id, title) = (&event.id, &event.title);
    let words = date.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let Text { fr, en } = in_words(fields);
    let message = text!(
        "« {words} » contredit l’événement « {title} » : {fr}",
        "“{words}” contradicts the event “{title}”: {en}"
    );
    let help = text!("écrivez {{{{ date:{id} }}}}, ou corrigez l’événement", "write {{{{ date:{id} }}}}, or correct the event");
    let here = text!("l’événement est ici", "the event is here");
    Diagnostic::new(&RULE, date.location(), message).help(help).related(id_location(event), here)
}

fn in_words(fields: &EventFields) -> Text {
    let (fr, en): (Vec<_>, Vec<_>) =
        days(fields).into_iter().map(|day| Day(day).in_words()).map(|Text { fr, en }| (fr, en)).unzip();
    Text { fr: fr.join(" – "), en: en.join(" – ") }
}

/// The events that have a date and that the sentence around a date names.
fn events_of<'a>(subject: &Subject<'a>, date: &ProseDate) -> Vec<(&'a Entry, &'a EventFields)> {
    let (site, sentence, range) = (subject.site, date.context(), &date.sentence);
    let cited = cited_ids(sentence).filter_map(|id| site.by_id(id)).map(|(_, entry)| entry);
    let is_here = |body: &Body| matches!(date.place, Place::Body(own) if std::ptr::eq(own, body));
    let links = subject.links.iter().filter(|link| is_here(link.body) && range.contains(&(link.link.span.start as usize)));
    let linked = links.filter_map(|link| match link.resolution {
        Resolution::Page { entry: Some(entry), .. } => Some(site.entry(entry)),
        _ => None,
    });
    let events = cited.chain(linked).chain(subject.calendar.named_in(sentence)).filter(|entry| !entry.is_draft());
    let fields = events.filter_map(|entry| match &entry.details {
        Details::Event(fields) if !days(fields).is_empty() => Some((entry, fields)),
        _ => None,
    });
    fields.collect()
}

/// The ids in the `{{ date:id }}` of a sentence.
fn cited_ids(sentence: &str) -> impl Iterator<Item = &str> {
    let calls = sentence.split("{{").skip(1).filter_map(|call| call.trim_start().strip_prefix("date:"));
    calls.filter_map(|rest| rest.trim_start().split(|c: char| c.is_whitespace() || c == '}').next())
}

/// Whether an event is on the days of a date, or goes on during them.
fn agrees(event: &EventFields, written: &WrittenDate) -> bool {
    let (Some(first), Some(last)) = (event.first_day(), event.last_day()) else { return true };
    written.days().all(|day| is_during(day, first, last))
}

fn is_during(day: WrittenDay, first: jiff::civil::Date, last: jiff::civil::Date) -> bool {
    (first.year()..=last.year()).filter_map(|year| day.in_year(year)).any(|date| (first..=last).contains(&date))
}

/// Whether a date is that of no other event of the calendar, and not that of a text.
fn is_of_no_event(subject: &Subject, date: &ProseDate) -> bool {
    let is_held = |day: WrittenDay| subject.calendar.meant(day).is_some_and(|date| !subject.calendar.on(date).is_empty());
    date.written.is_real() && !date.written.days().all(is_held) && !dates_a_text(date.before())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const EVENTS: (&str, &str) = (
        "content/calendrier.yaml",
        "events:\n- id: cloture\n  title: Clôture des inscriptions\n  date: 2024-12-11\n- id: oraux\n  title: Épreuves orales\n  start: 2025-03-03\n  end: 2025-03-07\n",
    );

    fn found(text: &str) -> Vec<String> {
        places("date-contradicts-event", &[EVENTS, ("content/a.md", text)])
    }

    #[test]
    fn events_that_are_cited_linked_or_called_by_their_title() {
        for text in [
            "Avant {{ date:cloture }}, au plus tard le 12 décembre.",
            "[La clôture](id:cloture) est le 12 décembre 2024.",
            "La CLOTURE de l'inscription est le 12 décembre 2024.",
            "Les épreuves orales vont du 3 au 8 mars.",
            "| Étape | Date |\n|---|---|\n| Clôture des inscriptions | 12 décembre 2024 |",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        let said = messages("date-contradicts-event", &[EVENTS, ("content/a.md", "Clôture des inscriptions : 12 décembre.")]);
        assert!(said[0].contains("« Clôture des inscriptions » : 11 décembre 2024"), "{said:?}");
        assert!(said[0].ends_with("écrivez {{ date:cloture }}, ou corrigez l’événement"), "{said:?}");
    }

    #[test]
    fn in_fields_too() {
        let faq = ("faq/x/a.md", "---\nquestion: Q ?\nshort_answer: Clôture des inscriptions le 12 décembre.\n---\n");
        assert_eq!(places("date-contradicts-event", &[EVENTS, faq]), ["faq/x/a.md:3:43"]);
    }

    #[test]
    fn other_sentences() {
        for text in [
            "La clôture des inscriptions est le 11 décembre.",
            "La clôture des inscriptions est le 11 décembre, et non le 12 décembre.",
            "La clôture des inscriptions est là. Le 12 décembre, rien.",
            "La clôture est le 12 décembre.",
            "La clôture des inscriptions, reportée, était prévue le 12 décembre.",
            "La clôture des inscriptions de l'an dernier était le 12 décembre 2023.",
            "La clôture des inscriptions suit l'instruction du 21 novembre 2024.",
            "Entre la clôture des inscriptions et le 3 mars, attendez.",
            "Les épreuves orales : le 4 mars, pour nous.",
            "Les épreuves orales vont du 3 au 7 mars.",
            "| Clôture des inscriptions |\n|---|\n| 12 décembre 2024 |",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
        let news = ("content/annonces/a.md", "La clôture des inscriptions est le 12 décembre 2024.");
        assert!(places("date-contradicts-event", &[EVENTS, news]).is_empty());
    }
}
