//! HTML escaping.

/// Appends `text` with `&`, `<`, `>` and `"` escaped: fit for text and for double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// `text` with `&`, `<`, `>` and `"` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

/// A text in which, read as Markdown, neither HTML nor a link can begin.
pub fn inert(text: &str) -> String {
    text.replace('<', "&lt;").replace('[', "\\[")
}
