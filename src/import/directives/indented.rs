//! Blocks whose content is indented, as MkDocs and its extensions write them: `!!! note`, `??? note`, `=== "Tab"`.

use super::{Converter, DEEPEST, container};
use crate::import::containers;
use crate::text;

/// Converts a block that starts on `line`; `false` when none does.
pub(super) fn convert(converter: &mut Converter<'_>, line: &str, origin: u32) -> bool {
    let words = line.trim_start();
    let indent = line.len() - words.len();
    if words.starts_with("--8<--") || words == "[TOC]" || words == "[[_TOC_]]" || words == "[[toc]]" {
        return not_carried(converter, words, origin);
    }
    if converter.depth >= DEEPEST {
        return false;
    }
    let prefix = &line[..indent];
    if let Some(title) = words.strip_prefix("=== ").filter(|title| title.trim().starts_with('"')) {
        tabs(converter, prefix, title, origin);
        return true;
    }
    let Some((folded, rest)) = marker(words) else { return false };
    let (name, title) = rest.split_once(' ').unwrap_or((rest, ""));
    let title = title.find('"').map_or("", |at| title[at..].trim_matches('"'));
    let kind = if folded { "details" } else { container(name).unwrap_or("note") };
    let own = crate::import::slug::prettify(name);
    let unnamed = folded || container(name).is_none();
    let title = if title.is_empty() && unnamed { own.as_str() } else { title };
    block(converter, prefix, kind, title, origin);
    true
}

/// What follows the mark of an admonition, and whether it is folded.
fn marker(words: &str) -> Option<(bool, &str)> {
    let folded = words.strip_prefix("???+ ").or_else(|| words.strip_prefix("??? "));
    let (folded, rest) =
        folded.map(|rest| (true, rest)).or_else(|| words.strip_prefix("!!! ").map(|rest| (false, rest)))?;
    rest.starts_with(char::is_alphabetic).then_some((folded, rest.trim()))
}

fn block(converter: &mut Converter<'_>, prefix: &str, kind: &str, title: &str, origin: u32) {
    let inside = take_indented(converter, prefix.len());
    converter.out.push((String::new(), origin));
    converter.out.push((containers::open(prefix, kind, title), origin));
    let inner = Converter::new(inside, converter.depth + 1, converter.notes).run();
    converter.out.extend(inner);
    converter.out.push((containers::close(prefix), origin));
    converter.out.push((String::new(), origin));
}

/// A run of tabs, which ends where another thing starts.
fn tabs(converter: &mut Converter<'_>, prefix: &str, title: &str, origin: u32) {
    converter.out.push((String::new(), origin));
    converter.out.push((containers::open(prefix, "onglets", ""), origin));
    block(converter, prefix, "onglet", title.trim().trim_matches('"'), origin);
    while let Some((line, origin)) = converter.lines.get(converter.at).cloned() {
        let next = line.strip_prefix(prefix).and_then(|rest| rest.strip_prefix("=== "));
        let Some(title) = next.filter(|title| title.trim().starts_with('"')) else { break };
        converter.at += 1;
        block(converter, prefix, "onglet", title.trim().trim_matches('"'), origin);
    }
    converter.out.push((containers::close(prefix), origin));
    converter.out.push((String::new(), origin));
}

/// The lines that are indented by four columns more than `indent`, four columns shorter; empty lines go with them.
fn take_indented(converter: &mut Converter<'_>, indent: usize) -> Vec<(String, u32)> {
    let mut inside = Vec::new();
    while let Some((line, origin)) = converter.lines.get(converter.at) {
        let line = line.replace('\t', "    ");
        let width = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() {
            inside.push((String::new(), *origin));
        } else if width >= indent + 4 {
            inside.push((format!("{}{}", &line[..indent], &line[indent + 4..]), *origin));
        } else {
            break;
        }
        converter.at += 1;
    }
    inside
}

fn not_carried(converter: &mut Converter<'_>, words: &str, origin: u32) -> bool {
    if words.starts_with('[') {
        converter.notes.hint(
            origin,
            text!(
                "« {words} » est retiré : le site fait lui-même le sommaire",
                "“{words}” is removed: the site makes the table of contents itself"
            ),
            text!("rien à faire", "nothing to do"),
        );
    } else {
        converter.notes.warn(
            origin,
            text!("l’extrait « {words} » n’est pas repris", "the snippet “{words}” is not carried over"),
            text!(
                "copiez le texte de l’extrait à la place du commentaire",
                "copy the text of the snippet in the place of the comment"
            ),
        );
        let kept = words.replace("--", "- -");
        converter.out.push((format!("<!-- {kept} -->"), origin));
    }
    true
}
