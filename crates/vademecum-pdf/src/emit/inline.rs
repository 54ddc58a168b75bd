//! Words as code.

use super::block::{Blocks, with_notes_in_words};
use super::{label, literal, string};
use crate::document::{Block, Destination, Inline, Label, Picture, Place};
use crate::problem::{Problem, ProblemKind};

/// After how many pieces without a letter a line ends in any case: before some signs no line ends by itself, after others
/// none, whatever stands between them (UAX 14).
const MOST_SIGNS: usize = 4;
/// The longest address that is made a link: browsers follow no longer ones either.
const MOST_ADDRESS: usize = 2_000;
/// The most links of a paragraph.
const MOST_LINKS: usize = 300;
/// Where an address may be broken.
const BREAKS: [char; 8] = ['/', '.', '-', '?', '&', '=', '_', '#'];

impl Blocks<'_, '_> {
    /// Words as one value: `{"a";strong({"b"})}`.
    pub(super) fn words(&mut self, words: &[Inline]) {
        if words.is_empty() {
            return self.code.push_str("[]");
        }
        self.code.push('{');
        for inline in words {
            self.inline(inline);
            self.code.push(';');
        }
        self.code.push('}');
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text, None),
            Inline::Placed(text, place) => {
                self.mark(*place);
                self.text(text, Some(*place));
            }
            Inline::Strong(words) => self.wrapped("strong(", words),
            Inline::Emphasis(words) => self.wrapped("emph(", words),
            Inline::Deleted(words) => self.wrapped("strike(", words),
            Inline::Superscript(words) => self.wrapped("super(", words),
            Inline::Subscript(words) => self.wrapped("sub(", words),
            Inline::Unconfirmed(words) => self.wrapped("unconfirmed(", words),
            Inline::Foreign(tag, words) => {
                let tag = string(literal::language(tag));
                self.wrapped(&format!("text(lang: {tag}, "), words);
            }
            Inline::Code(code) => {
                let code = self.covered(code, None);
                self.raw("", &code.replace('\n', " "));
            }
            Inline::Link { to, words, place } => self.link(to, words, *place),
            Inline::Picture(picture) => self.inline_picture(picture),
            Inline::Break => self.code.push_str("linebreak()"),
            Inline::Footnote(_) if self.shared.limits.notes_in_words => {
                self.words(&with_notes_in_words(std::slice::from_ref(inline)));
            }
            Inline::Footnote(blocks) => {
                self.code.push_str("footnote(");
                match &blocks[..] {
                    [Block::Paragraph(words)] => self.words(words),
                    blocks => self.content(blocks),
                }
                self.code.push(')');
            }
        }
    }

    fn wrapped(&mut self, call: &str, words: &[Inline]) {
        if self.is_too_deep() {
            let mut leaves = Vec::new();
            unwrap(words, &mut leaves);
            self.tell_depth(&leaves);
            return self.words(&leaves);
        }
        self.depth += 1;
        self.code.push_str(call);
        self.words(words);
        self.code.push(')');
        self.depth -= 1;
    }

    fn text(&mut self, text: &str, place: Option<Place>) {
        let text = self.covered(text, place);
        self.pieces(literal::pieces(&text).into_iter());
    }

    /// Pieces of a text, between which a line may end: statements without the last semicolon.
    fn pieces<'t>(&mut self, pieces: impl Iterator<Item = &'t str>) {
        let mut signs = 0;
        for (at, piece) in pieces.enumerate() {
            if signs == MOST_SIGNS {
                self.code.push_str(";linebreak();");
                signs = 0;
            } else if at > 0 {
                // A space of no width at all would be left out, and the line not end.
                self.code.push_str(";h(0.001pt);");
            }
            self.code.push_str(&string(piece));
            signs = if piece.contains(char::is_alphanumeric) { 0 } else { signs + 1 };
        }
    }

    /// Code as it is. The lines of what is longer than any word end by a rule of the template, not by characters of their
    /// own, which would be copied with it.
    pub(super) fn raw(&mut self, arguments: &str, code: &str) {
        let raw = format!("raw({arguments}{})", literal::verbatim(code));
        match literal::is_long(code) {
            true => self.code.push_str(&format!("long-code({raw})")),
            false => self.code.push_str(&raw),
        }
    }

    /// A text in which each character that no font has is shown by its number.
    pub(super) fn covered(&mut self, text: &str, place: Option<Place>) -> String {
        let covers = self.shared.limits.covers;
        let is_shown = |c: char| c.is_whitespace() || literal::is_silent(c) || covers(c);
        if text.chars().all(is_shown) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if is_shown(c) {
                out.push(c);
            } else if !literal::is_ignorable(c) {
                let place = place.or(self.places.last().map(|(_, place)| *place));
                self.shared.miss(c, place);
                out.push_str(&format!("[U+{:04X}]", c as u32));
            }
        }
        out
    }

    fn link(&mut self, to: &Destination, words: &[Inline], place: Place) {
        self.mark(place);
        self.links += 1;
        // A reader that speaks is told the words of a link at once. And typst looks at all links of a paragraph for each.
        if length(words) > MOST_ADDRESS || self.links > MOST_LINKS {
            return self.words(words);
        }
        match to {
            Destination::Inside(target) if self.shared.labels.contains(target) => {
                let target = label(target);
                self.code.push_str(&format!("{{link({target}, "));
                self.words(words);
                self.code.push_str(&format!(");see-page({target})}}"));
            }
            Destination::Inside(Label(name)) => {
                let kind = ProblemKind::BrokenLabel(name.clone());
                self.shared.problems.push(Problem::at(place, kind, "no part of the book has this label"));
                self.words(words);
            }
            Destination::Web(address) if is_followed(address) => self.web_link(address, words),
            Destination::Web(_) => self.words(words),
        }
    }

    fn web_link(&mut self, address: &str, words: &[Inline]) {
        let shown = shown(address);
        let said = plain(words);
        self.code.push_str(&format!("{{link({}, ", string(address)));
        if self::shown(said.trim()) == shown {
            self.address(said.trim());
            return self.code.push_str(")}");
        }
        if address.starts_with("tel:") && digits(&said) == digits(shown) {
            self.words(words);
            return self.code.push_str(")}");
        }
        self.words(words);
        self.code.push_str(");address(");
        self.address(shown);
        self.code.push_str(")}");
    }

    /// An address whose parts may stand on several lines.
    fn address(&mut self, address: &str) {
        let address = self.covered(address, None);
        self.code.push('{');
        let parts = address.split_inclusive(BREAKS).flat_map(literal::pieces);
        self.pieces(parts);
        self.code.push_str(";}");
    }

    fn inline_picture(&mut self, picture: &Picture) {
        if !self.is_readable(picture) {
            return self.instead(picture);
        }
        self.code.push_str("box(height: 1.2em, baseline: 0.2em, ");
        self.image(picture, "height: 100%");
        self.code.push(')');
    }

    /// The alternative text in place of a picture.
    pub(super) fn instead(&mut self, picture: &Picture) {
        let alt = picture.alt.clone().unwrap_or_default();
        self.words(&[Inline::Placed(alt, picture.place)]);
    }
}

/// Words without what is around them.
fn unwrap(words: &[Inline], leaves: &mut Vec<Inline>) {
    for inline in words {
        match inline {
            Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => unwrap(words, leaves),
            Inline::Superscript(words) | Inline::Subscript(words) | Inline::Foreign(_, words) => unwrap(words, leaves),
            Inline::Unconfirmed(words) | Inline::Link { words, .. } => unwrap(words, leaves),
            Inline::Footnote(_) => {}
            Inline::Text(_) | Inline::Placed(..) | Inline::Code(_) | Inline::Picture(_) | Inline::Break => {
                leaves.push(inline.clone());
            }
        }
    }
}

/// Whether an address is one that a reader may follow from paper or screen.
fn is_followed(address: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    address.len() <= MOST_ADDRESS
        && schemes.iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
}

/// What a fact of the cover says: an address is one to follow.
pub(super) fn fact(value: &str) -> String {
    let words = string(value);
    if is_followed(value) { format!("link({words}, {words})") } else { words }
}

/// An address as it is printed: without the scheme and the last slash.
fn shown(address: &str) -> &str {
    let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme));
    bare.unwrap_or(address).trim_end_matches('/')
}

/// A telephone number without what only separates its digits.
fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Whether some words say nothing, and whether they show nothing either.
pub(super) fn is_silent(words: &[Inline]) -> (bool, bool) {
    let says =
        |text: &str| text.chars().any(|c| !c.is_whitespace() && !literal::is_silent(c) && !literal::is_ignorable(c));
    let of = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) | Inline::Code(text) => (!says(text), !says(text)),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => is_silent(words),
        Inline::Superscript(words) | Inline::Subscript(words) | Inline::Foreign(_, words) => is_silent(words),
        Inline::Unconfirmed(words) | Inline::Link { words, .. } => is_silent(words),
        Inline::Picture(_) | Inline::Footnote(_) => (true, false),
        Inline::Break => (true, true),
    };
    words.iter().map(of).fold((true, true), |(says, shows), (one, other)| (says && one, shows && other))
}

/// The number of letters of some words, in all that is among them.
pub(super) fn length(words: &[Inline]) -> usize {
    let of = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) | Inline::Code(text) => text.len(),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => length(words),
        Inline::Superscript(words) | Inline::Subscript(words) | Inline::Foreign(_, words) => length(words),
        Inline::Unconfirmed(words) | Inline::Link { words, .. } => length(words),
        Inline::Picture(_) | Inline::Footnote(_) | Inline::Break => 1,
    };
    words.iter().map(of).sum()
}

/// The letters of some words.
fn plain(words: &[Inline]) -> String {
    let letters = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) | Inline::Code(text) => text.clone(),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Foreign(_, words) => plain(words),
        _ => String::from("\u{0}"),
    };
    words.iter().map(letters).collect()
}
