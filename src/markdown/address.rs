//! Which written addresses may become links at all.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use pulldown_cmark::LinkType;

/// Schemes that can run code or read the reader's files.
const UNSAFE_SCHEMES: &[&str] = &[
    "javascript",
    "vbscript",
    "livescript",
    "mocha",
    "data",
    "file",
    "blob",
    "filesystem",
    "view-source",
    "jar",
    "feed",
];
/// The only inline data that may be shown, and only as a picture. SVG is not among them: it can hold scripts.
const SAFE_IMAGES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];

/// What an address is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A link to follow.
    Link,
    /// A picture to show.
    Image,
}

/// Whether a target, with its entities and escapes resolved, must never become active.
/// A scheme is looked for as browsers do (URL Standard, section 4.4: tabs, line ends and leading control characters do
/// not count), and also behind percent signs, which a careless server might decode.
pub(super) fn is_unsafe(target: &str, wanted: Use) -> bool {
    if !target.contains([':', '%', '&']) {
        return false;
    }
    let mut seen: Cow<'_, str> = Cow::Borrowed(target);
    for _ in 0..3 {
        if has_unsafe_scheme(&seen, wanted) {
            return true;
        }
        let decoded = percent_decode_str(&seen).decode_utf8_lossy().into_owned();
        if decoded == *seen {
            return false;
        }
        seen = Cow::Owned(decoded);
    }
    has_unsafe_scheme(&seen, wanted)
}

fn has_unsafe_scheme(target: &str, wanted: Use) -> bool {
    let mut scheme = String::new();
    let mut rest = target.char_indices().filter(|(_, c)| !is_ignored(*c));
    for (at, c) in rest.by_ref() {
        match c {
            ':' => return judge(&scheme, &target[at + 1..], wanted),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '-' | '.' if scheme.len() < 32 => {
                scheme.push(c.to_ascii_lowercase());
            }
            _ => return false,
        }
    }
    false
}

fn judge(scheme: &str, rest: &str, wanted: Use) -> bool {
    if scheme == "data" && wanted == Use::Image {
        let rest = rest.trim_start().to_ascii_lowercase();
        return !SAFE_IMAGES.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|r| r.starts_with([';', ','])));
    }
    UNSAFE_SCHEMES.contains(&scheme)
}

/// Characters that are not seen or that browsers drop in front of or inside a scheme.
fn is_ignored(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFFD}')
}

/// The address of a link as an author means it: an e-mail address in angle brackets is one to write to.
pub(super) fn meant(kind: LinkType, target: &str) -> Cow<'_, str> {
    if kind == LinkType::Email { Cow::Owned(format!("mailto:{target}")) } else { Cow::Borrowed(target) }
}

/// An address with its `%{name}` placeholders replaced where they are known; `unknown` is told the others.
pub(super) fn expand<'a>(
    target: &'a str,
    value: impl Fn(&str) -> Option<String>,
    mut unknown: impl FnMut(&str),
) -> Cow<'a, str> {
    if !target.contains("%{") {
        return Cow::Borrowed(target);
    }
    let mut expanded = String::new();
    let mut rest = target;
    while let Some((at, name, length)) = placeholder(rest) {
        expanded.push_str(&rest[..at]);
        match value(name) {
            Some(value) => expanded.push_str(&value),
            None => {
                unknown(name);
                expanded.push_str(&rest[at..at + length]);
            }
        }
        rest = &rest[at + length..];
    }
    expanded.push_str(rest);
    Cow::Owned(expanded)
}

/// The first `%{name}` of a text: where it starts, its name, its length in bytes.
pub(super) fn placeholder(text: &str) -> Option<(usize, &str, usize)> {
    let mut starts = text.match_indices("%{").map(|(at, _)| at);
    starts.find_map(|at| leading_placeholder(&text[at..]).map(|(name, length)| (at, name, length)))
}

/// The `%{name}` that a text begins with: its name, its length in bytes.
pub(super) fn leading_placeholder(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("%{")?;
    let length = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_-.".contains(b)).count();
    (length > 0 && inner[length..].starts_with('}')).then(|| (&inner[..length], length + 3))
}

/// The value of a placeholder from the settings.
pub(super) fn setting(variables: &BTreeMap<String, String>) -> impl Fn(&str) -> Option<String> {
    |name| variables.get(name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_through_disguises() {
        let disguised = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "javascript\t:alert(1)",
            "javascript%3Aalert(1)",
            "java%0ascript:alert(1)",
            "%6aavascript:alert(1)",
            "%256aavascript:alert(1)",
            "\u{200B}javascript:alert(1)",
            "java\u{AD}script:alert(1)",
            "\u{FEFF}javascript:alert(1)",
            "vbscript:msgbox(1)",
            "data:text/html,<script>",
            "data:image/svg+xml,<svg>",
            "DATA:text/html;base64,xx",
            "file:///etc/passwd",
            "FILE:\\\\server\\share",
            "blob:https://x",
            "view-source:javascript:x",
        ];
        for target in disguised {
            assert!(is_unsafe(target, Use::Link), "{target:?}");
            assert!(is_unsafe(target, Use::Image), "{target:?}");
        }
    }

    #[test]
    fn ordinary_addresses_are_left_alone() {
        let ordinary = [
            "a.md",
            "../a.md#x",
            "https://ex.org/?u=javascript:1",
            "mailto:a@b.fr",
            "id:x",
            "tel:+33",
            "100%",
            "a/javascript:b",
        ];
        for target in ordinary {
            assert!(!is_unsafe(target, Use::Link), "{target:?}");
        }
    }

    #[test]
    fn inline_pictures_are_shown_but_not_followed() {
        assert!(!is_unsafe("data:image/png;base64,AAAA", Use::Image));
        assert!(is_unsafe("data:image/png;base64,AAAA", Use::Link));
        assert!(is_unsafe("data:image/pngx;base64,AAAA", Use::Image));
    }

    #[test]
    fn placeholders_are_replaced_where_known() {
        let mut unknown = Vec::new();
        let value = |name: &str| (name == "a").then(|| "1".to_owned());
        let expanded = expand("%{a}/%{b}/%{c d}/%{}%", value, |name| unknown.push(name.to_owned()));
        assert_eq!(expanded, "1/%{b}/%{c d}/%{}%");
        assert_eq!(unknown, ["b"]);
    }
}
