//! `::: name title` … `:::`, which CommonMark does not have.
//!
//! Before parsing, in a copy of the same length, the first three colons of such a line become `<?>`: a whole HTML
//! block of one line (CommonMark 0.31, section 4.6, start condition 3), which may interrupt a paragraph and ends lists
//! as a reader of the source expects. All offsets stay those of the original text.
//!
//! A line of colons alone closes the innermost open container with as many colons; if there is none, the innermost one
//! with fewer. What stands open inside it is closed with it, and reported. A container that is opened in a list item
//! or a quote ends with it.

use std::borrow::Cow;

use crate::config::Language;

/// What a line of colons becomes while the text is parsed.
pub(super) const MASK: &str = "<?>";
const COLONS: &str = ":::";

/// The kinds of containers and alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something to know.
    Note,
    /// Advice.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that may go wrong.
    Warning,
    /// Something that will go wrong.
    Danger,
    /// Text that is folded away.
    Details,
    /// Numbered steps.
    Steps,
    /// A group of tabs.
    Tabs,
    /// One tab.
    Tab,
    /// A name that is not known: the content alone is shown.
    Unknown,
}

const NAMES: &[(&str, Kind)] = &[
    ("note", Kind::Note),
    ("conseil", Kind::Tip),
    ("tip", Kind::Tip),
    ("important", Kind::Important),
    ("attention", Kind::Warning),
    ("warning", Kind::Warning),
    ("danger", Kind::Danger),
    ("caution", Kind::Danger),
    ("details", Kind::Details),
    ("détails", Kind::Details),
    ("etapes", Kind::Steps),
    ("étapes", Kind::Steps),
    ("steps", Kind::Steps),
    ("onglets", Kind::Tabs),
    ("tabs", Kind::Tabs),
    ("onglet", Kind::Tab),
    ("tab", Kind::Tab),
];

impl Kind {
    /// The kind with this name.
    pub(super) fn from_name(name: &str) -> Option<Kind> {
        let name = name.to_lowercase();
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// All names.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Its class in HTML.
    pub(super) fn class(self) -> &'static str {
        match self {
            Kind::Note => "note",
            Kind::Tip => "tip",
            Kind::Important => "important",
            Kind::Warning => "warning",
            Kind::Danger => "danger",
            Kind::Details => "details",
            Kind::Steps => "steps",
            Kind::Tabs => "tabs",
            Kind::Tab => "tab",
            Kind::Unknown => "",
        }
    }

    /// Its title when none is written.
    pub(super) fn default_title(self, language: Language) -> &'static str {
        let [french, english] = match self {
            Kind::Note => ["Note", "Note"],
            Kind::Tip => ["Conseil", "Tip"],
            Kind::Important => ["Important", "Important"],
            Kind::Warning => ["Attention", "Warning"],
            Kind::Danger => ["Danger", "Danger"],
            Kind::Details => ["Détails", "Details"],
            Kind::Tab => ["Onglet", "Tab"],
            Kind::Steps | Kind::Tabs | Kind::Unknown => ["", ""],
        };
        match language {
            Language::Fr => french,
            Language::En => english,
        }
    }
}

/// A copy of the text in which lines of colons are HTML blocks, if there are any.
pub(super) fn mask(text: &str) -> Cow<'_, str> {
    if !text.contains(COLONS) {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match marker(line) {
            Some(at) => {
                masked.push_str(&line[..at]);
                masked.push_str(MASK);
                masked.push_str(&line[at + COLONS.len()..]);
            }
            None => masked.push_str(line),
        }
    }
    Cow::Owned(masked)
}

/// Where the colons of a marker line start: at its beginning, after indentation, `>` and list markers.
fn marker(line: &str) -> Option<usize> {
    let at = line.bytes().position(|b| !is_prefix(b))?;
    let rest = line[at..].strip_prefix(COLONS)?.trim_start_matches(':');
    let name = rest.trim_start();
    let separate = name.len() < rest.len() || name.is_empty() || name.starts_with(char::is_alphabetic);
    separate.then_some(at)
}

fn is_prefix(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')') || byte.is_ascii_digit()
}

/// A marker line taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// The number of colons.
    pub(super) colons: usize,
    /// The name, empty on a closing line.
    pub(super) name: &'a str,
    /// The rest of the line.
    pub(super) title: &'a str,
}

/// Takes apart a marker line that starts at its colons.
pub(super) fn parse(line: &str) -> Marker<'_> {
    let line = line.split('\n').next().unwrap_or_default();
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest = rest.trim();
    let (name, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Marker { colons, name, title: title.trim() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marker_lines_are_masked_in_place() {
        let text = "a ::: b\n::: note\n > :::: x\n1. :::\n:::é\n::1\n";
        assert_eq!(mask(text), "a ::: b\n<?> note\n > <?>: x\n1. <?>\n<?>é\n::1\n");
        assert!(matches!(mask("a :: b"), Cow::Borrowed(_)));
    }

    #[test]
    fn marker_lines_are_taken_apart() {
        assert_eq!(parse("::: note Un titre \nx"), Marker { colons: 3, name: "note", title: "Un titre" });
        assert_eq!(parse("::::"), Marker { colons: 4, name: "", title: "" });
    }
}
