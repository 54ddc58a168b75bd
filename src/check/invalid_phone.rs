//! Telephone numbers that cannot be dialled.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Telephone numbers that cannot be dialled.
pub(super) static RULE: Rule = Rule {
    code: "invalid-phone",
    severity: Severity::Error,
    summary: ["un numéro de téléphone ne peut pas être composé", "a telephone number cannot be dialled"],
    explanation: ["Sur un téléphone, le numéro est un lien : il doit être complet et ne contenir que lui. Mettez les précisions dans `hours:` ou `serves:`.", "On a telephone the number is a link: it has to be complete and nothing else. Put remarks into `hours:` or `serves:`."],
    example: ["phone: 01 23 45 67 (matin)", "phone: 01 23 45 67 89"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, contact) in subject.site.contacts() {
        for phone in contact.channels.iter().filter_map(|channel| channel.phone.as_ref()) {
            if !is_number(phone) {
                let written = &phone.value;
                let message = text!("« {written} » n’est pas un numéro de téléphone", "“{written}” is not a telephone number");
                let help = text!("écrivez 01 23 45 67 89, +33 1 23 45 67 89 ou un numéro court", "write 01 23 45 67 89, +33 1 23 45 67 89 or a short number");
                out.push(Diagnostic::new(&RULE, entry.locate(phone.span), message).help(help));
            }
        }
    }
}

/// Whether a number is international (ITU-T E.164: at most 15 digits), a French one of ten digits (ARCEP numbering
/// plan) or a short one.
fn is_number(written: &str) -> bool {
    let (is_international, rest) = written.trim().strip_prefix('+').map_or((false, written.trim()), |rest| (true, rest));
    let fits = rest.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')'));
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let length = match (is_international, digits.starts_with("00"), digits.starts_with('0')) {
        (true, ..) => 8..=15,
        (_, true, _) => 10..=17,
        (_, _, true) => 10..=10,
        _ => 2..=10,
    };
    fits && length.contains(&digits.len())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(phone: &str) -> Vec<String> {
        let text = format!("contacts:\n- id: c\n  channels:\n  - phone: '{phone}'\n");
        places("invalid-phone", &[("content/contacts.yaml", &text)])
    }

    #[test]
    fn incomplete_or_with_words() {
        assert_eq!(found("01 23 45 67"), ["content/contacts.yaml:4:12"]);
        for phone in ["01 23 45 67 89 (matin)", "+33", "", "1", "01 23 45 67 89 10"] {
            assert_eq!(found(phone).len(), 1, "{phone}");
        }
    }

    #[test]
    fn as_numbers_are_printed() {
        for phone in ["01 23 45 67 89", "01.23.45.67.89", "+33 (0)1 23 45 67 89", "3939", "0 800 123 456", "00 33 1 23 45 67 89", "112"] {
            assert!(found(phone).is_empty(), "{phone}");
        }
    }
}
