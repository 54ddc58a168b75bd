//! Events that readers know and that are gone.

use std::collections::BTreeSet;

use super::Subject;
use crate::diagnostic::{Diagnostic, Location, Rule, Severity};
use crate::source::SourcePath;
use crate::text;

/// Events that readers know and that are gone.
pub(super) static RULE: Rule = Rule {
    code: "removed-event",
    severity: Severity::Warning,
    summary: ["un événement publié a disparu du calendrier", "a published event has gone from the calendar"],
    explanation: [
        "Les agendas qui l’ont reçu le garderont. Remettez-le avec `status: withdrawn` : il y sera annulé, et sa page dira qu’il n’a plus lieu.",
        "Agendas that received it will keep it. Put it back with `status: withdrawn`: it will be cancelled there, and its page will say that it is off.",
    ],
    example: ["(événement effacé)", "- id: reunion\n  title: Réunion\n  date: 2024-12-11\n  status: withdrawn"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let Some(published) = subject.site.published() else { return };
    let there: BTreeSet<&str> = subject.site.events().map(|(entry, _)| entry.id.as_str()).collect();
    let file = subject.site.events().map(|(entry, _)| entry.file.path.clone()).next();
    let file = file.unwrap_or_else(|| SourcePath::new("content/calendrier.yaml"));
    let is_gone = |id: &String, withdrawn: bool| !withdrawn && !there.contains(id.as_str());
    for (id, old) in published.events.iter().filter(|(id, old)| is_gone(id, old.withdrawn)) {
        let title = &old.title;
        let message = text!(
            "l’événement « {title} » ({id}) a été publié et n’est plus là",
            "the event “{title}” ({id}) was published and is not there any more"
        );
        let help = text!("remettez-le avec « status: withdrawn »", "put it back with “status: withdrawn”");
        out.push(Diagnostic::new(&RULE, Location::whole_file(&file), message).help(help));
    }
}
