//! Style in a picture: only what it loads matters. CSS is not parsed; whatever could be an address is looked at, in
//! comments and strings as well.

use std::ops::Range;

use super::address::{self, Address};
use crate::diagnostic::Text;
use crate::text;

/// Functions that take the address of a picture as a string.
const TAKE_STRINGS: [&str; 4] = ["image-set(", "image(", "cross-fade(", "src("];

/// The most faults of one form that are listed of one style: more come from one cause.
const LISTED: usize = 20;
/// How many bytes are looked at for the end of an address. Without a limit, a thousand addresses that never end would be
/// read a thousand times to the end.
const LOOKED_AT: usize = 2_000;

/// The text of a `<style>` element, put together from its pieces.
#[derive(Default)]
pub(super) struct Style {
    /// How many `<style>` elements are open.
    pub(super) depth: usize,
    text: String,
    /// Where in the source each piece begins: offset here, offset there.
    pieces: Vec<(usize, usize)>,
}

impl Style {
    /// Adds a piece that stands at `at` in the source.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// What is wrong in it, at the places in the source.
    pub(super) fn faults(&self) -> Vec<(Range<usize>, Text)> {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(start, source)| source + at - start)
        };
        outside(&self.text).map(|(span, message)| (place(span.start)..place(span.end), message)).collect()
    }
}

/// What a style loads from elsewhere.
pub(super) fn outside(css: &str) -> impl Iterator<Item = (Range<usize>, Text)> {
    let plain = Plain::new(css);
    let mut found = Vec::new();
    if plain.text.contains(['(', '@']) {
        plain.imports(&mut found);
        plain.urls(&mut found);
        if TAKE_STRINGS.iter().any(|name| plain.text.contains(name)) {
            plain.strings(&mut found);
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found.into_iter().map(move |(span, message)| (plain.source(span.start)..plain.source(span.end), message))
}

/// A style in lower case with its escapes resolved (CSS Syntax, section 4.3.7), and where each byte came from.
struct Plain {
    text: String,
    origins: Vec<usize>,
    end: usize,
}

impl Plain {
    fn new(css: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(css.len()), origins: Vec::new(), end: css.len() };
        let mut rest = css;
        while let Some(c) = rest.chars().next() {
            let (c, length) = if c == '\\' { escape(&rest[1..]) } else { (Some(c), c.len_utf8()) };
            let at = css.len() - rest.len();
            plain.text.extend(c.map(|c| c.to_ascii_lowercase()));
            plain.origins.resize(plain.text.len(), at);
            rest = &rest[length..];
        }
        plain
    }

    fn source(&self, at: usize) -> usize {
        self.origins.get(at).copied().unwrap_or(self.end)
    }

    fn imports(&self, found: &mut Vec<(Range<usize>, Text)>) {
        for (at, word) in self.text.match_indices("@import").take(LISTED) {
            let message = text!("ce style en charge un autre", "this style loads another one");
            found.push((at..at + word.len(), message));
        }
    }

    fn urls(&self, found: &mut Vec<(Range<usize>, Text)>) {
        for (at, word) in self.text.match_indices("url(") {
            if found.len() >= 2 * LISTED {
                return;
            }
            let inner = window(&self.text[at + word.len()..]);
            let address = inner.trim_start();
            let start = at + word.len() + inner.len() - address.len();
            let length = match address.chars().next() {
                Some(quote @ ('"' | '\'')) => address[1..].find(quote).map_or(address.len(), |end| end + 2),
                _ => address.find(')').unwrap_or(address.len()),
            };
            let before = found.len();
            self.judge(start..start + length, found);
            if found.len() > before && self.names_a_namespace(at) {
                found.truncate(before);
            }
        }
    }

    /// Whether the statement that holds `at` gives a prefix its namespace, which loads nothing.
    fn names_a_namespace(&self, at: usize) -> bool {
        let before = &self.text[self.text.ceil_char_boundary(at.saturating_sub(LOOKED_AT))..at];
        let statement = before.rsplit([';', '}']).next().unwrap_or_default();
        statement.trim_start().starts_with("@namespace")
    }

    fn strings(&self, found: &mut Vec<(Range<usize>, Text)>) {
        let mut at = 0;
        while let Some(open) = self.text[at..].find(['"', '\'']).map(|open| at + open) {
            if found.len() >= 3 * LISTED {
                return;
            }
            let quote = if self.text[open..].starts_with('"') { '"' } else { '\'' };
            let end = self.text[open + 1..].find(quote).map_or(self.text.len(), |end| open + end + 2);
            self.judge(open..end, found);
            at = end;
        }
    }

    fn judge(&self, span: Range<usize>, found: &mut Vec<(Range<usize>, Text)>) {
        let written = self.text[span.clone()].trim_matches(['"', '\'']);
        let is_safe = match address::sort(written) {
            Address::Own => true,
            Address::Data(kind) => kind.starts_with("image/") || kind.contains("font"),
            Address::Web | Address::Contact | Address::Other => false,
        };
        if !is_safe {
            let shown: String = written.chars().take(60).collect();
            let message = text!("ce style demande « {shown} »", "this style asks for “{shown}”");
            found.push((span, message));
        }
    }
}

fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

/// The character of an escape whose backslash has been read, and the length of the escape with it.
fn escape(rest: &str) -> (Option<char>, usize) {
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 {
        let c = rest.chars().next();
        return (c.filter(|c| *c != '\n'), 1 + c.map_or(0, char::len_utf8));
    }
    let space = rest[digits..].starts_with([' ', '\t', '\n']);
    let c = u32::from_str_radix(&rest[..digits], 16).ok().and_then(char::from_u32);
    (Some(c.unwrap_or('\u{fffd}')), 1 + digits + usize::from(space))
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn what_a_style_loads_is_found_in_any_writing() {
        let cases = [
            ("fill:url(#a)", ""),
            ("fill:url( 'a.svg#b' )", ""),
            ("src:url(data:font/woff2;base64,AA)", ""),
            ("-inkscape-font-specification:'Arial, Bold'", ""),
            ("@namespace svg url(http://www.w3.org/2000/svg);", ""),
            ("translate(1,2)", ""),
            ("fill:url(http://e.fr/a)", "http://e.fr/a"),
            ("fill:u\\72l( \"//e.fr/a\" )", "\"//e.fr/a\""),
            ("fill:URL(h\\74tp://e.fr)", "h\\74tp://e.fr"),
            ("@import 'a.css';", "@import"),
            ("@\\69mport url(#a);", "@\\69mport"),
            ("cursor:image-set('https://e.fr/a' 1x)", "'https://e.fr/a'"),
            ("@namespace a; b{fill:url(//e.fr)}", "//e.fr"),
            ("a{b:'/*'} c{fill:url(//e.fr)} /*'*/", "//e.fr"),
            ("fill:url(javascript:x)", "javascript:x"),
            ("url(", ""),
            ("\\", ""),
        ];
        for (css, expected) in cases {
            let found: Vec<&str> = outside(css).map(|(span, _)| &css[span]).collect();
            assert_eq!(found.join(" "), expected, "{css}");
        }
    }
}
