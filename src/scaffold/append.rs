//! Adds an item to the list of a YAML file and leaves every other byte of the file as it is.
//!
//! The place is found by lines and indentation. Whether it was the right one is then proved: the new text must read as
//! the old one with one more item. Whatever is written in a way that this does not understand is refused.

use serde_json::Value;

use crate::diagnostic::Text;
use crate::text;

/// The text of a YAML file with `item` at the end of the list under the top-level key `list`.
/// `item` is a mapping in block style, not indented, that begins with its `id`.
///
/// Errors say what to do: the file cannot be read, has no such list, writes it on one line (`[…]`), or holds the id.
pub(super) fn append(file: &str, list: &str, item: &str) -> Result<String, Text> {
    let before = read(file)?;
    if before.is_null() {
        return Ok(with_list(file, list, item));
    }
    let added = read(item)?;
    let Some(items) = before.get(list) else { return Err(no_list(list)) };
    if holds_id(items, &added) {
        let id = added["id"].as_str().unwrap_or_default();
        return Err(text!(
            "l’identifiant « {id} » est déjà dans la liste « {list}: » : choisissez-en un autre",
            "the id “{id}” is in the list `{list}:` already: choose another"
        ));
    }
    let appended = insert(file, list, item).ok_or_else(|| not_understood(list))?;
    let expected = with_item(before, list, added).ok_or_else(|| not_understood(list))?;
    let proved = read(&appended).is_ok_and(|after| after == expected);
    if proved { Ok(appended) } else { Err(not_understood(list)) }
}

/// A file without content (there may be comments) with a list of one item.
fn with_list(file: &str, list: &str, item: &str) -> String {
    let end = if file.is_empty() || file.ends_with('\n') { "" } else { "\n" };
    let block = Block { end: 0, indent: 2, spaced: false };
    format!("{file}{end}{list}:\n{}", block.indented(item, "\n"))
}

fn read(yaml: &str) -> Result<Value, Text> {
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if yaml.trim_start_matches('\u{feff}').lines().all(blank) {
        return Ok(Value::Null);
    }
    serde_saphyr::from_str(yaml).map_err(|_| {
        text!(
            "le fichier n’est pas du YAML correct : corrigez d’abord ce que signale « vademecum check »",
            "the file is not valid YAML: first correct what `vademecum check` reports"
        )
    })
}

fn no_list(list: &str) -> Text {
    text!(
        "le fichier n’a pas de liste « {list}: » : ajoutez-y cette ligne, sans espace avant",
        "the file has no list `{list}:`: add that line to it, without a space before"
    )
}

fn not_understood(list: &str) -> Text {
    text!(
        "la liste « {list}: » n’est pas écrite un élément par ligne, avec un tiret : récrivez-la ainsi, ou ajoutez l’élément à la main",
        "the list `{list}:` is not written one item to a line, with a hyphen: rewrite it like that, or add the item by hand"
    )
}

fn holds_id(items: &Value, added: &Value) -> bool {
    items.as_array().is_some_and(|items| items.iter().any(|item| item["id"] == added["id"]))
}

fn with_item(mut file: Value, list: &str, item: Value) -> Option<Value> {
    match file.get_mut(list)? {
        Value::Array(items) => items.push(item),
        empty @ Value::Null => *empty = Value::Array(vec![item]),
        _ => return None,
    }
    Some(file)
}

/// Puts the item after the last line of the list; `None` when the list is not in block style.
fn insert(file: &str, list: &str, item: &str) -> Option<String> {
    let end_of_line = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<&str> = file.split_inclusive('\n').collect();
    let key = lines.iter().position(|line| is_key(line, list))?;
    let block = Block::after(key, &lines);
    let item = block.indented(item, end_of_line);
    let opening;
    if rest_of_key(lines[key], list).starts_with("[]") {
        opening = lines[key].replacen(" []", "", 1);
        lines[key] = &opening;
    }
    let mut appended = lines[..block.end].concat();
    if !appended.ends_with('\n') {
        appended.push_str(end_of_line);
    }
    appended.push_str(&item);
    appended.push_str(&lines[block.end..].concat());
    Some(appended)
}

fn is_key(line: &str, list: &str) -> bool {
    line.trim_start_matches('\u{feff}').strip_prefix(list).is_some_and(|rest| rest.starts_with(':'))
}

/// What follows `key:` on its line.
fn rest_of_key<'a>(line: &'a str, list: &str) -> &'a str {
    let rest = line.trim_start_matches('\u{feff}').strip_prefix(list).and_then(|rest| rest.strip_prefix(':'));
    rest.unwrap_or_default().trim()
}

/// Where the lines of a list end, and how its items are set.
struct Block {
    /// The index of the first line after the list.
    end: usize,
    /// Spaces before the hyphens.
    indent: usize,
    /// Whether an empty line stands between items.
    spaced: bool,
}

impl Block {
    fn after(key: usize, lines: &[&str]) -> Self {
        let mut block = Self { end: key + 1, indent: 2, spaced: false };
        let mut items = 0;
        for (at, line) in lines.iter().enumerate().skip(key + 1) {
            let content = line.trim();
            let indent = line.len() - line.trim_start_matches(' ').len();
            let hyphen = content == "-" || content.starts_with("- ");
            match content {
                "" => continue,
                _ if indent == 0 && !hyphen => break,
                _ if hyphen && (items == 0 || indent == block.indent) => {
                    block.spaced = items > 0 && lines[at - 1].trim().is_empty();
                    block.indent = indent;
                    items += 1;
                }
                _ => {}
            }
            block.end = at + 1;
        }
        block
    }

    /// The item as lines of this list.
    fn indented(&self, item: &str, end_of_line: &str) -> String {
        let mut lines = String::from(if self.spaced { end_of_line } else { "" });
        for (at, line) in item.trim_end_matches('\n').split('\n').enumerate() {
            if !line.is_empty() {
                lines.push_str(&" ".repeat(self.indent));
                lines.push_str(if at == 0 { "- " } else { "  " });
                lines.push_str(line);
            }
            lines.push_str(end_of_line);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ITEM: &str = "id: b\ntitle: \"B : deux\"\n";

    fn appended(file: &str) -> String {
        append(file, "events", ITEM).unwrap_or_else(|problem| panic!("{}\n{file}", problem.fr))
    }

    #[test]
    fn the_item_goes_to_the_end_of_its_list_and_nothing_else_changes() {
        for (before, after) in [
            ("", "events:\n  - id: b\n    title: \"B : deux\"\n"),
            ("# Début", "# Début\nevents:\n  - id: b\n    title: \"B : deux\"\n"),
            ("events:\n", "events:\n  - id: b\n    title: \"B : deux\"\n"),
            ("events: []\n", "events:\n  - id: b\n    title: \"B : deux\"\n"),
            ("events: # rien\n", "events: # rien\n  - id: b\n    title: \"B : deux\"\n"),
            ("events:\n- id: a", "events:\n- id: a\n- id: b\n  title: \"B : deux\"\n"),
            (
                "# Début\nevents:\n  - id: a # un\n    body: |\n      # titre\n\n      fin\n\n# Fin\nx: 1\n",
                "# Début\nevents:\n  - id: a # un\n    body: |\n      # titre\n\n      fin\n  - id: b\n    title: \"B : deux\"\n\n# Fin\nx: 1\n",
            ),
            (
                "events:\n    - id: a\n\n    - id: c\n    # fin de la liste\n",
                "events:\n    - id: a\n\n    - id: c\n    # fin de la liste\n\n    - id: b\n      title: \"B : deux\"\n",
            ),
            ("events:\r\n  - id: a\r\n", "events:\r\n  - id: a\r\n  - id: b\r\n    title: \"B : deux\"\r\n"),
        ] {
            assert_eq!(appended(before), after);
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_with_what_to_do() {
        for (file, words) in [
            ("events: [{id: a}]\n", "récrivez-la"),
            ("events:\n  [{id: a}]\n", "récrivez-la"),
            ("{events: [{id: a}]}\n", "récrivez-la"),
            ("events: texte\n", "récrivez-la"),
            ("\"events\":\n  - id: a\n", "récrivez-la"),
            ("autre:\n  - id: a\n", "n’a pas de liste « events: »"),
            ("events:\n  - id: b\n", "déjà dans la liste"),
            ("events: [\n", "n’est pas du YAML correct"),
            ("events:\n  - id: a\n---\nevents:\n  - id: c\n", ""),
        ] {
            let problem = append(file, "events", ITEM).expect_err(file);
            assert!(problem.fr.contains(words), "{file}: {}", problem.fr);
        }
    }

    proptest! {
        #[test]
        fn any_file_is_refused_or_gains_the_item_and_keeps_its_lines(
            lines in prop::collection::vec(prop::sample::select(vec![
                "events:", "- id: a", "  - id: c", "    title: x", "# c", "  # c", "", "x: 1", "    body: |+", "      t",
                "...", "  - [1,", "2]", "  - \"a", "b\"",
            ]), 0..9)
        ) {
            let file = format!("y: 1\n{}", lines.join("\n"));
            if let Ok(after) = append(&file, "events", ITEM) {
                let kept = after.replacen("- id: b", "", 1).replacen("title: \"B : deux\"", "", 1);
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                prop_assert_eq!(words(&kept), words(&file));
            }
        }
    }
}
