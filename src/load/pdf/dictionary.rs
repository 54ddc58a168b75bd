//! The dictionary of an object: only its own keys, and only values of few forms.

use std::ops::Range;

/// The most keys that are looked at.
const MAX_KEYS: usize = 1_000;

/// A dictionary, `<< /Key value … >>`.
pub(super) struct Dictionary<'b> {
    bytes: &'b [u8],
    /// Each name on its own level, with the bytes up to the next one.
    entries: Vec<Range<usize>>,
}

impl<'b> Dictionary<'b> {
    /// The dictionary at the beginning of `bytes`, which may go on after it.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
        bytes[start..].starts_with(b"<<").then_some(())?;
        let mut entries = Vec::new();
        let mut depth = 1_usize;
        let mut at = start + 2;
        while at < bytes.len() && depth > 0 && entries.len() < MAX_KEYS {
            let rest = &bytes[at..];
            match rest {
                [b'<', b'<', ..] => (depth, at) = (depth + 1, at + 2),
                [b'>', b'>', ..] => (depth, at) = (depth - 1, at + 2),
                [b'[', ..] => (depth, at) = (depth + 1, at + 1),
                [b']', ..] => (depth, at) = (depth - 1, at + 1),
                [b'(', ..] => at += text_length(rest),
                [b'%', ..] => at += rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len()),
                [b'/', ..] => {
                    let length = 1 + rest[1..].iter().position(|byte| is_delimiter(*byte)).unwrap_or(rest.len() - 1);
                    if depth == 1 {
                        entries.push(at + 1..at + length);
                    }
                    at += length;
                }
                _ => at += 1,
            }
        }
        Some(Self { bytes, entries })
    }

    /// What follows a key. A value that is itself a name is passed over in the search.
    fn value(&self, key: &[u8]) -> Option<&'b [u8]> {
        let mut at = 0;
        while let Some(name) = self.entries.get(at) {
            let rest = self.bytes[name.end..].trim_ascii_start();
            if &self.bytes[name.clone()] == key {
                return Some(rest);
            }
            at += if rest.starts_with(b"/") { 2 } else { 1 };
        }
        None
    }

    /// A name: `/Key /Name`.
    pub(super) fn name(&self, key: &[u8]) -> Option<&'b [u8]> {
        let value = self.value(key)?;
        // Anything else than a name is no name that is known.
        let name = value.strip_prefix(b"/").unwrap_or(value);
        Some(&name[..name.iter().position(|byte| is_delimiter(*byte)).unwrap_or(name.len())])
    }

    /// A whole number: `/Key 12`.
    pub(super) fn number(&self, key: &[u8]) -> Option<u32> {
        let value = self.value(key)?;
        super::decimal(&value[..value.iter().take_while(|byte| byte.is_ascii_digit()).count()])
    }

    /// A reference, `/Key 12 0 R`: the number of the object.
    pub(super) fn reference(&self, key: &[u8]) -> Option<u32> {
        let value = self.value(key)?;
        let mut words = value[..value.len().min(40)].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let (number, _, mark) = (words.next()?, words.next()?, words.next()?);
        mark.starts_with(b"R").then(|| super::decimal(number)).flatten()
    }

    /// Whether a text (section 7.9.2.2) holds more than white space: `(…)`, or digits in `<…>`. A reference to one is
    /// taken for one.
    pub(super) fn says_something(&self, key: &[u8]) -> bool {
        let Some(value) = self.value(key) else { return false };
        match value {
            [b'(', rest @ ..] => {
                let text = &rest[..text_length(value).saturating_sub(2).min(rest.len())];
                let text = text.strip_prefix(b"\xfe\xff").unwrap_or(text);
                text.iter().any(|byte| *byte > b' ')
            }
            [b'<', rest @ ..] => {
                let digits = rest.iter().take_while(|byte| **byte != b'>').filter(|byte| byte.is_ascii_hexdigit());
                let digits: Vec<u8> = digits.map(u8::to_ascii_uppercase).collect();
                digits.strip_prefix(b"FEFF").unwrap_or(&digits).iter().any(|digit| *digit != b'0')
            }
            _ => self.reference(key).is_some(),
        }
    }
}

/// The length of a text in parentheses, which may hold pairs of them, and others behind a backslash.
fn text_length(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    bytes.len()
}

/// White space and the marks that end a word (section 7.2.2).
pub(super) fn is_delimiter(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Where some bytes stand for the first time.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|byte| *byte == wanted[0])?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}
