//! What a rule is for, for the person who met it: `vademecum check --explain CODE`.

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE};

use super::terminal::{Style, indent, wrap};
use super::{Lang, Rule, Severity, Text, nearest};
use crate::text;

/// The widest column of prose, in characters: beyond it lines are hard to follow.
const WIDEST: usize = 90;
/// The narrowest column of prose.
const NARROWEST: usize = 40;

/// The whole explanation of a rule, ready to print, without a line end after it.
pub fn explain(rule: &Rule, lang: Lang, style: Style) -> String {
    let width = prose_width(style);
    let [wrong, right] = rule.example.map(|example| indent(example.trim_matches('\n'), 4));
    let heading = |text: Text| style.bold(text.get(lang));
    [
        format!("{}  {}", style.bold(rule.code), severity(rule, lang, style)),
        wrap(&capitalized(pick(rule.summary, lang)), width),
        wrap(pick(rule.explanation, lang), width),
        format!("{}\n\n{wrong}", heading(text!("Au lieu de :", "Instead of:"))),
        format!("{}\n\n{right}", heading(text!("Écrivez plutôt :", "Write:"))),
        format!("{}\n\n{}", heading(setting_heading()), indent(&setting(rule, lang), 4)),
    ]
    .join("\n\n")
}

/// All rules, one to a block of lines: code, severity and summary in columns, ready to print.
pub fn list(rules: &[&Rule], lang: Lang, style: Style) -> String {
    let code_width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let severity_width = [Severity::Error, Severity::Warning, Severity::Hint].map(|s| s.name(lang).chars().count());
    let severity_width = severity_width.into_iter().max().unwrap_or(0);
    let margin = code_width + severity_width + 4;
    let room = style.width.saturating_sub(margin).max(NARROWEST);
    let row = |rule: &&Rule| {
        let gap = " ".repeat(severity_width - rule.severity.name(lang).chars().count().min(severity_width));
        let summary = indent(&wrap(&capitalized(pick(rule.summary, lang)), room), margin);
        format!("{:code_width$}  {}{gap}  {}", rule.code, severity(rule, lang, style), summary.trim_start())
    };
    rules.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What to say when no rule has this code: the nearest one, or where to find the list.
pub fn unknown(code: &str, rules: &[&Rule]) -> Text {
    let nothing = text!("aucune règle n’a le code « {code} »", "no rule has the code “{code}”");
    let more = match nearest(code, rules.iter().map(|rule| rule.code)) {
        Some(meant) => text!("vouliez-vous dire « {meant} » ?", "did you mean “{meant}”?"),
        None => text!("pour les voir toutes : vademecum check --explain", "to see them all: vademecum check --explain"),
    };
    Text::new(format!("{} ; {}", nothing.fr, more.fr), format!("{}; {}", nothing.en, more.en))
}

fn pick(texts: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => texts[0],
        Lang::En => texts[1],
    }
}

/// Summaries may also follow a colon elsewhere; here each is a sentence of its own.
fn capitalized(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

fn prose_width(style: Style) -> usize {
    style.width.clamp(NARROWEST, WIDEST)
}

fn severity(rule: &Rule, lang: Lang, style: Style) -> String {
    let ansi = match rule.severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Hint => DEFAULT_INFO_STYLE,
        Severity::Off => DEFAULT_NOTE_STYLE,
    };
    style.paint(ansi, rule.severity.name(lang))
}

fn setting_heading() -> Text {
    text!("Pour en changer la gravité, dans vademecum.yaml :", "To change its severity, in vademecum.yaml:")
}

/// The lines of `vademecum.yaml` that would change the severity.
fn setting(rule: &Rule, lang: Lang) -> String {
    let code = rule.code;
    let choices = text!("# error, warning, hint, ou off pour s’en passer", "# error, warning, hint, or off");
    let example = if rule.severity == Severity::Warning { "error" } else { "warning" };
    format!("severity:\n  {code}: {example}  {}", choices.get(lang))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{DUPLICATE, GLOBAL};
    use super::*;

    #[test]
    fn a_rule_is_explained_whole() {
        insta::assert_snapshot!(explain(&DUPLICATE, Lang::Fr, Style { color: false, width: 60 }), @r"
        identifiant-double  erreur

        Deux contenus ont le même identifiant.

        Un identifiant sert d’adresse : s’il désigne deux contenus,
        les liens mènent au hasard à l’un ou à l’autre. Gardez-le au
        plus ancien et donnez-en un autre au plus récent.

        Au lieu de :

            id: cloture
            …
            id: cloture

        Écrivez plutôt :

            id: cloture
            …
            id: cloture-2025

        Pour en changer la gravité, dans vademecum.yaml :

            severity:
              identifiant-double: warning  # error, warning, hint, ou off pour s’en passer
        ");
    }

    #[test]
    fn the_setting_that_is_shown_is_one_that_can_be_read() {
        #[derive(serde::Deserialize)]
        struct File {
            severity: std::collections::BTreeMap<String, Severity>,
        }
        let file: File = serde_saphyr::from_str(&setting(&DUPLICATE, Lang::Fr)).unwrap();
        assert_eq!(file.severity["identifiant-double"], Severity::Warning);
    }

    #[test]
    fn the_list_is_in_columns() {
        insta::assert_snapshot!(list(&[&DUPLICATE, &GLOBAL], Lang::Fr, Style { color: false, width: 80 }), @r"
        identifiant-double  erreur     Deux contenus ont le même identifiant.
        adresse-absente     conseil    Le site n’a pas d’adresse publique : ni plan du
                                       site, ni flux, ni liens canoniques ne sont
                                       écrits.
        ");
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let rules = [&DUPLICATE, &GLOBAL];
        assert!(unknown("identifant-double", &rules).fr.contains("vouliez-vous dire « identifiant-double » ?"));
        assert!(unknown("tout-autre-chose", &rules).en.contains("to see them all"));
    }
}
