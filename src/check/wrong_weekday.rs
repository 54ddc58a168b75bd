//! Sentences whose weekday is not that of their date.

use crate::config::Language;
use crate::diagnostic::{Lang, Text};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use jiff::civil::Date;
use super::prose::ProseDate;
use super::sentences::tells_of_past;
use std::cell::LazyCell;
use crate::model::{Day, Kind};
use crate::prose::{WrittenDay, weekday_name};
use crate::text;

/// Sentences whose weekday is not that of their date.
pub(super) static RULE: Rule = Rule {
    code: "wrong-weekday",
    severity: Severity::Warning,
    summary: ["le jour de la semaine n’est pas celui de la date", "the weekday is not that of the date"],
    explanation: ["L’un des deux est faux, et la personne ne sait pas lequel. Vérifiez, ou citez la date du calendrier : le jour vient avec elle.", "One of the two is wrong, and the reader does not know which. Check, or cite the date from the calendar: the weekday comes with it."],
    example: ["le mardi 11 décembre 2024", "le mercredi 11 décembre 2024"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let language = subject.site.settings.language;
    for dates in subject.dates.chunk_by(ProseDate::is_beside) {
        let is_of_today = LazyCell::new(|| speaks_of_today(subject, &dates[0]));
        let meant = |day: WrittenDay| if day.year.is_none() && *is_of_today { subject.calendar.only(day) } else { day.date() };
        for date in dates {
            let mut days = date.written.days().filter(|day| day.weekday.is_some());
            let wrong = days.find_map(|day| mismatch(day, meant(day)?, date.words(), language));
            out.extend(wrong.map(|(message, help)| Diagnostic::new(&RULE, date.location(), message).help(help)));
        }
    }
}

/// Whether a date without a year is one of the current campaign: an announcement may be of any, and so may the past.
fn speaks_of_today(subject: &Subject, date: &ProseDate) -> bool {
    subject.site.entry(date.entry).kind() != Kind::Announcement && !tells_of_past(date.sentence())
}

/// What to say of a day whose weekday is not that of the date that it means.
pub(super) fn mismatch(day: WrittenDay, date: Date, words: &str, language: Language) -> Option<(Text, Text)> {
    let weekday = day.weekday.filter(|weekday| *weekday != date.weekday())?;
    let (fr, en) = (weekday_name(date.weekday(), Lang::Fr), weekday_name(date.weekday(), Lang::En));
    let (wrong_fr, wrong_en) = (weekday_name(weekday, Lang::Fr), weekday_name(weekday, Lang::En));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Text { fr: day_fr, en: day_en } = Day(date).in_words();
    let message = text!("« {words} » : le {day_fr} est un {fr}", "“{words}”: {day_en} is a {en}");
    let (right, wrong) = match language {
        Language::Fr => (fr, wrong_fr),
        Language::En => (en, wrong_en),
    };
    let help = text!("écrivez « {right} » au lieu de « {wrong} », ou corrigez la date", "write “{right}” instead of “{wrong}”, or correct the date");
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn in_texts_and_fields() {
        let files = &[("faq/x/a.md", "---\nquestion: Q ?\nshort_answer: Le mardi 11 décembre 2024.\n---\nOu le\nlundi 10 décembre 2024.")];
        assert_eq!(places("wrong-weekday", files), ["faq/x/a.md:3:18", "faq/x/a.md:6:1"]);
        assert!(messages("wrong-weekday", files)[0].ends_with("écrivez « mercredi » au lieu de « mardi », ou corrigez la date"));
    }

    const CAMPAIGN: (&str, &str) = (
        "vademecum.yaml",
        "title: T\ncampaigns:\n- year: 2025\n  label: C\n  state: current\n  opens: 2024-11-01\n  closes: 2025-07-10\n",
    );
    const EVENTS: (&str, &str) = ("content/calendrier.yaml", "events:\n- id: cloture\n  date: 2024-12-11\n");

    #[test]
    fn without_a_year_when_only_one_is_possible() {
        let text = ("content/a.md", "Le mardi 11 décembre, puis le lundi 3 mars.");
        assert_eq!(places("wrong-weekday", &[EVENTS, text]), ["content/a.md:1:4"]);
        let text = ("content/a.md", "Du lundi 3 au jeudi 7 mars, ou le lundi 15 septembre.");
        assert_eq!(places("wrong-weekday", &[CAMPAIGN, text]), ["content/a.md:1:4"]);
        assert!(messages("wrong-weekday", &[CAMPAIGN, text])[0].contains("le 7 mars 2025 est un vendredi"));
    }

    #[test]
    fn without_a_year_that_is_known() {
        assert!(places("wrong-weekday", &[("content/a.md", "Le mardi 11 décembre.")]).is_empty());
        assert!(places("wrong-weekday", &[CAMPAIGN, ("content/a.md", "L'an dernier, c'était le lundi 4 mars.")]).is_empty());
        let news = ("content/annonces/a.md", "Le mardi 11 décembre.");
        assert!(places("wrong-weekday", &[CAMPAIGN, EVENTS, news]).is_empty());
    }

    #[test]
    fn right_weekdays_and_code() {
        let files = &[("content/a.md", "Le mercredi 11 décembre 2024, `mardi 11 décembre 2024`.")];
        assert!(places("wrong-weekday", files).is_empty());
    }
}
