//! `:::` blocks of Docusaurus, VitePress and Pandoc, and the kinds of alerts in quotes.

use super::{Converter, container};
use crate::import::containers;
use crate::text;

/// Alerts that the site knows.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Converts a line that opens or closes a block, or names an alert; `false` when it is neither.
pub(super) fn convert(converter: &mut Converter<'_>, line: &str, origin: u32) -> bool {
    let words = line.trim_start_matches([' ', '\t', '>']);
    let prefix = &line[..line.len() - words.len()];
    if prefix.contains('>') && words.starts_with("[!") {
        return alert(converter, prefix, words, origin);
    }
    let rest = words.trim_start_matches(':');
    if words.len() - rest.len() < 3 {
        return false;
    }
    if rest.trim().is_empty() { close(converter, prefix, origin) } else { open(converter, prefix, rest.trim(), origin) }
}

fn open(converter: &mut Converter<'_>, prefix: &str, rest: &str, origin: u32) -> bool {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let (name, title) = rest.split_at(end);
    let kind = container(name);
    if let Some(kind) = kind {
        let title = title.split('{').next().unwrap_or("").trim().trim_matches(['[', ']']);
        converter.out.push((String::new(), origin));
        converter.out.push((containers::open(prefix, kind, title), origin));
        converter.out.push((String::new(), origin));
    } else {
        converter.notes.warn(
            origin,
            text!(
                "le bloc « ::: {rest} » est inconnu : seul son contenu est repris",
                "the block “::: {rest}” is unknown: only its content is carried over"
            ),
            text!(
                "choisissez un bloc du site : note, conseil, attention, danger, details",
                "choose a block of the site: note, tip, warning, caution, details"
            ),
        );
    }
    converter.colons.push(kind.is_some());
    true
}

fn close(converter: &mut Converter<'_>, prefix: &str, origin: u32) -> bool {
    if converter.colons.pop() == Some(true) {
        converter.out.push((String::new(), origin));
        converter.out.push((containers::close(prefix), origin));
        converter.out.push((String::new(), origin));
    }
    true
}

fn alert(converter: &mut Converter<'_>, prefix: &str, words: &str, origin: u32) -> bool {
    let Some((name, rest)) = words[2..].split_once(']') else { return false };
    if ALERTS.contains(&name) || name.is_empty() || !name.chars().all(char::is_alphabetic) {
        return false;
    }
    let ours = match container(name) {
        Some("conseil") => "TIP",
        Some("important") => "IMPORTANT",
        Some("attention") => "WARNING",
        Some("danger") => "CAUTION",
        _ => "NOTE",
    };
    converter.notes.hint(
        origin,
        text!("l’encadré « {name} » devient « {ours} »", "the alert “{name}” becomes “{ours}”"),
        text!("rien à faire", "nothing to do"),
    );
    converter.out.push((format!("{prefix}[!{ours}]"), origin));
    if !rest.trim_matches(['+', '-', ' ']).is_empty() {
        converter.out.push((format!("{prefix}{}", rest.trim_start_matches(['+', '-', ' '])), origin));
    }
    true
}
