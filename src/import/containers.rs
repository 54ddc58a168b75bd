//! Containers: marked while a text is converted, written as `:::` once it is known how deep they nest.

use super::draft::{Draft, Fences, MARK};
use super::notes::Notes;
use crate::text;

/// How deep containers may nest; the marks of deeper ones are taken away, their content stays.
const DEEPEST: usize = 32;

/// The line that opens a container of `kind` after `prefix` (indentation or quote marks).
pub(super) fn open(prefix: &str, kind: &str, title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{prefix}{MARK}open {kind} {title}").trim_end().to_owned()
}

/// The line that closes the innermost container.
pub(super) fn close(prefix: &str) -> String {
    format!("{prefix}{MARK}close")
}

/// The line that stands for the text of another file of the tree.
pub(super) fn include(prefix: &str, path: &str) -> String {
    format!("{prefix}{MARK}include {path}")
}

/// A container that is open while lines are walked through.
struct Open {
    at: usize,
    prefix: String,
    height: usize,
}

/// Lines while their marks are being replaced.
#[derive(Default)]
struct Writer {
    lines: Vec<(String, u32)>,
    open: Vec<Open>,
    swallow_blank: bool,
    /// How many open containers are too deep to be written.
    too_deep: usize,
}

/// Writes marked containers with as many colons as their content needs. `target` gives the path of an included file.
pub(super) fn write(draft: &Draft, target: &dyn Fn(&str) -> Option<String>, notes: &mut Notes) -> Draft {
    let mut writer = Writer::default();
    let mut fences = Fences::default();
    for (line, origin) in draft.lines() {
        let code = fences.covers(line);
        match line.split_once(MARK) {
            Some((prefix, mark)) if !code && is_blank(prefix) => {
                // A second mark can only have come onto the line with the end of a broken tag: it says nothing more.
                let mark = mark.split(MARK).next().unwrap_or("").trim_end();
                writer.mark(prefix, mark, origin, target, notes);
            }
            Some(_) => writer.plain(&line.replace(MARK, ":::"), origin),
            None => writer.plain(line, origin),
        }
    }
    while let Some(open) = writer.open.last() {
        let (prefix, origin) = (open.prefix.clone(), writer.lines[open.at].1);
        notes.warn(
            origin,
            text!(
                "ce bloc n’est jamais fermé : il va jusqu’à la fin du texte",
                "this block is never closed: it runs to the end of the text"
            ),
            text!("déplacez la ligne « ::: » où le bloc doit finir", "move the line “:::” to where the block must end"),
        );
        writer.close(&prefix, origin);
    }
    Draft::from_lines(writer.lines)
}

impl Writer {
    fn mark(
        &mut self,
        prefix: &str,
        mark: &str,
        origin: u32,
        target: &dyn Fn(&str) -> Option<String>,
        notes: &mut Notes,
    ) {
        if let Some(kind) = mark.strip_prefix("open ") {
            self.open(prefix, kind, origin, notes);
        } else if mark == "close" && self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(path) = mark.strip_prefix("include ") {
            self.blank(prefix, origin);
            self.include(prefix, path, origin, target, notes);
        } else if self.open.is_empty() {
            notes.hint(
                origin,
                text!("une fin de bloc sans début est retirée", "an end of a block without its start was removed"),
                text!("vérifiez où le bloc devait commencer", "check where the block was to start"),
            );
        } else {
            self.close(prefix, origin);
        }
    }

    fn open(&mut self, prefix: &str, kind: &str, origin: u32, notes: &mut Notes) {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return notes.warn(
                origin,
                text!(
                    "ce bloc est trop imbriqué : seul son contenu est repris",
                    "this block is nested too deep: only its content is carried over"
                ),
                text!("simplifiez le texte", "make the text simpler"),
            );
        }
        self.blank(prefix, origin);
        self.open.push(Open { at: self.lines.len(), prefix: prefix.to_owned(), height: 1 });
        self.lines.push((format!("{prefix}@ {kind}"), origin));
        self.swallow_blank = true;
    }

    fn include(
        &mut self,
        prefix: &str,
        path: &str,
        origin: u32,
        target: &dyn Fn(&str) -> Option<String>,
        notes: &mut Notes,
    ) {
        match target(path) {
            Some(found) => self.lines.push((format!("{prefix}{{{{ include:{found} }}}}"), origin)),
            None => {
                notes.warn(
                    origin,
                    text!("le texte à inclure « {path} » est absent", "the text to include, “{path}”, is missing"),
                    text!("ajoutez ce texte à la place du commentaire", "put that text in the place of the comment"),
                );
                self.lines.push((format!("{prefix}<!-- include : {} -->", path.replace("--", "- -")), origin));
            }
        }
    }

    fn close(&mut self, prefix: &str, origin: u32) {
        while self.lines.last().is_some_and(|(line, _)| is_blank(line)) {
            self.lines.pop();
        }
        let Some(open) = self.open.pop() else { return };
        let colons = ":".repeat(open.height + 2);
        let opening = &mut self.lines[open.at].0;
        *opening = opening.replacen('@', &colons, 1);
        self.lines.push((format!("{prefix}{colons}"), origin));
        if let Some(outer) = self.open.last_mut() {
            outer.height = outer.height.max(open.height + 1);
        }
    }

    fn plain(&mut self, line: &str, origin: u32) {
        let blank = is_blank(line);
        if self.swallow_blank && blank {
            return;
        }
        let after_close = self.lines.last().is_some_and(|(last, _)| is_close(last));
        if after_close && !blank {
            self.lines.push((String::new(), origin));
        }
        self.swallow_blank = false;
        self.lines.push((line.to_owned(), origin));
    }

    /// Puts an empty line before a block, unless the block opens its container.
    fn blank(&mut self, prefix: &str, origin: u32) {
        while self.lines.len() > 1 && self.lines[self.lines.len() - 2..].iter().all(|(line, _)| is_blank(line)) {
            self.lines.pop();
        }
        let after = self.lines.last().map_or("", |(line, _)| line.as_str());
        if !is_blank(after) && !self.swallow_blank {
            self.lines.push((prefix.trim_end().to_owned(), origin));
        }
        self.swallow_blank = false;
    }
}

fn is_blank(line: &str) -> bool {
    line.trim_start_matches(['>', ' ', '\t']).is_empty()
}

fn is_close(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    line.len() >= 3 && line.bytes().all(|b| b == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lines: &[String]) -> String {
        let draft = Draft::new(&lines.join("\n"), 1);
        write(&draft, &|path| (path == "a").then(|| "../a.md".to_owned()), &mut Notes::default()).text
    }

    #[test]
    fn outer_containers_have_more_colons() {
        let lines = [
            "x".into(),
            open("", "onglets", ""),
            open("", "onglet", "A"),
            String::new(),
            "t".into(),
            close(""),
            close(""),
            "y".into(),
        ];
        assert_eq!(written(&lines), "x\n\n:::: onglets\n::: onglet A\nt\n:::\n::::\n\ny");
    }

    #[test]
    fn what_is_not_closed_or_not_open_does_no_harm() {
        assert_eq!(
            written(&[close(""), open("  ", "note", ""), "  t".into()]),
            "\n  ::: note\n  t\n  :::".trim_start_matches('\n')
        );
        assert_eq!(written(&[include("", "a"), include("", "b")]), "{{ include:../a.md }}\n\n<!-- include : b -->");
    }
}
