//! Mail addresses that cannot receive mail.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Mail addresses that cannot receive mail.
pub(super) static RULE: Rule = Rule {
    code: "invalid-mail",
    severity: Severity::Error,
    summary: ["une adresse de courriel est mal formée", "a mail address is malformed"],
    explanation: ["Le message de la personne qui écrit reviendrait, ou se perdrait. Écrivez `nom@domaine.fr`, sans `mailto:` ni espace.", "The message of whoever writes would come back or be lost. Write `name@domain.org`, without `mailto:` or spaces."],
    example: ["mail: aide at exemple.fr", "mail: aide@exemple.fr"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, contact) in subject.site.contacts() {
        for mail in contact.channels.iter().filter_map(|channel| channel.mail.as_ref()) {
            if !is_address(mail) {
                let written = &mail.value;
                let message = text!("« {written} » n’est pas une adresse de courriel", "“{written}” is not a mail address");
                let help = text!("écrivez nom@domaine.fr, et rien d’autre", "write name@domain.org and nothing else");
                out.push(Diagnostic::new(&RULE, entry.locate(mail.span), message).help(help));
            }
        }
    }
}

/// Whether it is a dot-atom at a host name (RFC 5322, section 3.4.1, without quotes and comments; RFC 5321 for lengths).
fn is_address(written: &str) -> bool {
    let Some((local, domain)) = written.rsplit_once('@') else { return false };
    let is_atom = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    let is_label = |label: &str| {
        let edges = !label.starts_with('-') && !label.ends_with('-');
        let valid = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        edges && valid && (1..=63).contains(&label.len())
    };
    let sizes = local.len() <= 64 && domain.len() <= 255 && domain.contains('.');
    sizes && local.split('.').all(is_atom) && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(mail: &str) -> Vec<String> {
        let text = format!("contacts:\n- id: c\n  channels:\n  - mail: '{mail}'\n");
        places("invalid-mail", &[("content/contacts.yaml", &text)])
    }

    #[test]
    fn malformed_addresses() {
        assert_eq!(found("aide at exemple.fr"), ["content/contacts.yaml:4:11"]);
        for mail in ["mailto:a@b.fr", "a@b", "a..b@c.fr", "a@-b.fr", "@b.fr", "a b@c.fr", "a@b.fr, c@d.fr"] {
            assert_eq!(found(mail).len(), 1, "{mail}");
        }
    }

    #[test]
    fn usual_addresses() {
        for mail in ["aide@exemple.fr", "pole.post-bac+aide@sub.exemple.fr"] {
            assert!(found(mail).is_empty(), "{mail}");
        }
    }
}
