//! Events that readers know otherwise, without a line of history that says so.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::publication::{self, PublishedEvent};
use crate::model::{Entry, EventFields, Status};
use crate::text;

/// Events that readers know otherwise, without a line of history that says so.
pub(super) static RULE: Rule = Rule {
    code: "changed-without-history",
    severity: Severity::Error,
    summary: ["une date a changé depuis la dernière publication sans que son historique le dise", "a date changed since the last publication and its history does not say so"],
    explanation: [
        "Qui a noté l’ancienne date ne saura pas qu’elle a changé, et les agendas ne la déplaceront pas. Ajoutez à l’événement une ligne `history:` avec le jour du changement, l’ancienne valeur, la nouvelle et la raison. La dernière publication est celle du dossier de sortie (manifest.json), ou celle que donne --since.",
        "Who noted the old date will not know that it changed, and agendas will not move it. Add a line `history:` to the event with the day of the change, the old value, the new one and the reason. The last publication is that of the output folder (manifest.json), or the one that --since gives.",
    ],
    example: ["date: 2024-12-13 (publiée : 2024-12-11)", "date: 2024-12-13\nhistory:\n- on: 2024-11-28\n  what: Reculée de deux jours.\n  old: 11 décembre 2024\n  new: 13 décembre 2024"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let Some(published) = subject.site.published() else { return };
    for (entry, event) in subject.site.events() {
        let is_shown = !matches!(entry.common.status(), Status::Withdrawn | Status::Draft);
        if let Some(old) = published.events.get(&entry.id).filter(|_| is_shown) {
            out.extend(finding(entry, event, old));
        }
    }
}

fn finding(entry: &Entry, event: &EventFields, old: &PublishedEvent) -> Option<Diagnostic> {
    let now = publication::when(event);
    if old.when.is_empty() || old.when == now || event.history.len() > old.history {
        return None;
    }
    let days = [&event.date, &event.start, &event.end];
    let span = days.into_iter().flatten().next().map_or(entry.span, |day| day.span);
    let (title, was) = (&entry.title, &old.when);
    let message = text!(
        "« {title} » a été publié avec la date « {was} », et son historique ne dit pas qu’elle a changé",
        "“{title}” was published with the date “{was}”, and its history does not say that it changed"
    );
    let help = text!(
        "ajoutez à history: une ligne avec on:, what:, old: et new:",
        "add a line with on:, what:, old: and new: to history:"
    );
    Some(Diagnostic::new(&RULE, entry.locate(span), message).help(help))
}
