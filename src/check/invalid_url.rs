//! Addresses of other sites, in fields, that are none.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Addresses of other sites, in fields, that are none.
pub(super) static RULE: Rule = Rule {
    code: "invalid-url",
    severity: Severity::Error,
    summary: ["un champ url n’est pas une adresse complète", "a url field is not a full address"],
    explanation: [
        "Sans https://, l’adresse serait cherchée dans ce site ; une adresse javascript: ou data: pourrait nuire. Le lien n’est pas montré. Copiez l’adresse entière depuis la barre du navigateur.",
        "Without https:// the address would be looked for in this site; a javascript: or data: address could do harm. The link is not shown. Copy the whole address from the browser.",
    ],
    example: ["- url: exemple.fr/formulaire", "- url: https://exemple.fr/formulaire"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        for url in entry.urls().into_iter().filter(|url| !is_full(url)) {
            let written = &url.value;
            let message = text!("« {written} » n’est pas une adresse complète", "“{written}” is not a full address");
            let help = if written.contains(':') || written.trim().is_empty() {
                text!("écrivez une adresse qui commence par https://", "write an address that begins with https://")
            } else {
                text!("écrivez « https://{written} »", "write “https://{written}”")
            };
            out.push(Diagnostic::new(&RULE, entry.locate(url.span), message).help(help));
        }
    }
}

/// Whether a text is an address of the web with a host, and without white space.
fn is_full(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !host.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    fn contact(url: &str) -> (&'static str, String) {
        ("content/contacts.yaml", format!("contacts:\n- id: c\n  label: C\n  channels:\n  - url: {url:?}\n"))
    }

    #[test]
    fn without_a_scheme_or_with_a_dangerous_one() {
        for url in ["exemple.fr", "javascript:alert(1)", " https://exemple.fr", "https://", "mailto:a@b.fr", ""] {
            let (path, text) = contact(url);
            assert_eq!(places("invalid-url", &[(path, &text)]), ["content/contacts.yaml:5:10"], "{url:?}");
        }
        let (path, text) = contact("exemple.fr/a");
        assert!(messages("invalid-url", &[(path, &text)])[0].ends_with("écrivez « https://exemple.fr/a »"));
    }

    #[test]
    fn full_addresses_are_silent() {
        let (path, text) = contact("https://exemple.fr/a?b=c#d");
        assert!(places("invalid-url", &[(path, &text)]).is_empty());
    }
}
