//! Sentences whose weekday is not that of their date.

use crate::config::Language;
use crate::diagnostic::{Lang, Text};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::prose::{WrittenDate, weekday_name};
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
    for date in &subject.dates {
        if let Some((message, help)) = mismatch(&date.written, date.words(), subject.site.settings.language) {
            out.push(Diagnostic::new(&RULE, date.location(), message).help(help));
        }
    }
}

/// What to say of a date whose weekday is not its own.
pub(super) fn mismatch(written: &WrittenDate, words: &str, language: Language) -> Option<(Text, Text)> {
    let (date, weekday) = (written.first.date()?, written.first.weekday?);
    if date.weekday() == weekday {
        return None;
    }
    let (fr, en) = (weekday_name(date.weekday(), Lang::Fr), weekday_name(date.weekday(), Lang::En));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = text!("« {words} » : ce jour est un {fr}", "“{words}”: that day is a {en}");
    let right = match language {
        Language::Fr => fr,
        Language::En => en,
    };
    Some((message, text!("écrivez « {right} », ou corrigez la date", "write “{right}”, or correct the date")))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn in_texts_and_fields() {
        let files = &[("faq/x/a.md", "---\nquestion: Q ?\nshort_answer: Le mardi 11 décembre 2024.\n---\nOu le\nlundi 10 décembre 2024.")];
        assert_eq!(places("wrong-weekday", files), ["faq/x/a.md:3:18", "faq/x/a.md:6:1"]);
        assert!(messages("wrong-weekday", files)[0].ends_with("écrivez « mercredi », ou corrigez la date"));
    }

    #[test]
    fn right_weekdays_and_code() {
        let files = &[("content/a.md", "Le mercredi 11 décembre 2024, `mardi 11 décembre 2024`.")];
        assert!(places("wrong-weekday", files).is_empty());
    }
}
