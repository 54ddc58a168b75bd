//! Shortcodes that cite what is not there, or something of another kind.

use super::subject::{WrittenCall, suggest};
use crate::diagnostic::Text;
use crate::model::Kind;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Shortcodes that cite what is not there, or something of another kind.
pub(super) static RULE: Rule = Rule {
    code: "unknown-shortcode-target",
    severity: Severity::Error,
    summary: ["un raccourci cite ce qui n’existe pas", "a shortcode cites what does not exist"],
    explanation: ["La date, le contact, la vidéo, le document ou la réponse manquerait au milieu de la phrase. Écrivez l’identifiant d’un contenu de cette sorte.", "The date, contact, video, document or answer would be missing in the middle of the sentence. Write the id of content of this kind."],
    example: ["{{ date:cloture }}", "{{ date:cloture-parametrage }}"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for written in subject.calls() {
        let Some((kind, noun)) = cited(&written.call.name) else { continue };
        let id = written.call.target.as_str();
        let found = subject.site.by_id(id).map(|(_, entry)| entry.kind());
        if found != Some(kind) {
            out.push(finding(subject, &written, kind, noun, found.is_some()));
        }
    }
}

/// The kind that a shortcode cites, and its name with an article.
fn cited(name: &str) -> Option<(Kind, Text)> {
    Some(match name {
        "date" => (Kind::Event, text!("une date du calendrier", "a date of the calendar")),
        "contact" => (Kind::Contact, text!("un contact", "a contact")),
        "video" => (Kind::Video, text!("un guide vidéo", "a video guide")),
        "document" => (Kind::Document, text!("un document", "a document")),
        "faq" => (Kind::Faq, text!("une question de la FAQ", "an FAQ entry")),
        _ => return None,
    })
}

fn finding(subject: &Subject, written: &WrittenCall, kind: Kind, noun: Text, exists: bool) -> Diagnostic {
    let Text { fr, en } = noun;
    let (name, id) = (&written.call.name, &written.call.target);
    let message = if exists {
        text!("« {id} » n’est pas {fr}", "“{id}” is not {en}")
    } else {
        text!("« {id} » n’existe pas : il faut ici {fr}", "“{id}” does not exist: this must be {en}")
    };
    let nearest = subject.site.nearest_id(id, Some(kind)).map(|id| format!("{{{{ {name}:{id} }}}}"));
    let otherwise = text!("écrivez après « {name}: » l’id qui désigne {fr}", "write after “{name}:” the id of {en}");
    suggest(Diagnostic::new(&RULE, written.target_location(), message), nearest.as_deref(), otherwise)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const EVENTS: (&str, &str) = ("content/calendrier.yaml", "events:\n- id: cloture-parametrage\n  title: C\n");

    #[test]
    fn a_name_that_is_wrong_or_of_another_kind() {
        let files = &[EVENTS, ("content/a.md", "Le {{ date:cloture-parametrages }}, {{ faq:cloture-parametrage }}.")];
        assert_eq!(places("unknown-shortcode-target", files), ["content/a.md:1:12", "content/a.md:1:44"]);
        assert!(messages("unknown-shortcode-target", files)[0].ends_with("écrivez « {{ date:cloture-parametrage }} »"));
    }

    #[test]
    fn a_wrong_name_in_a_field() {
        let settings = ("vademecum.yaml", "title: T\nnotice: Avant le {{ date:cloture }}.\n");
        let terms = ("content/glossaire.yaml", "terms:\n- term: A\n  definition: \"Le {{ date:fin }}\"\n");
        let page = ("content/a.md", "---\nsummary: >-\n  Avant\n  le {{ date:cloture-parametrage }}\n  et le {{ date:x }}\n---\n");
        let found = places("unknown-shortcode-target", &[EVENTS, settings, terms, page]);
        assert_eq!(found, ["content/a.md:5:17", "content/glossaire.yaml:3:27", "vademecum.yaml:2:26"]);
    }

    #[test]
    fn known_names_and_other_shortcodes() {
        let files = &[EVENTS, ("content/a.md", "{{ date:cloture-parametrage }} {{ chemin:Informations }}")];
        assert!(places("unknown-shortcode-target", files).is_empty());
    }
}
