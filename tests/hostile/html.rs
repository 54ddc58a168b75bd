//! The tags of an HTML page, as a browser sees them: only what the tests of harm need of it.

/// A start tag.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    /// Names in lower case, values with their character references resolved.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page; what stands in `script` and `style` is no tag.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            if matches!(tag.name.as_str(), "script" | "style") {
                rest = rest.find(&format!("</{}", tag.name)).map_or("", |end| &rest[end..]);
            }
            tags.push(tag);
        }
    }
    tags
}

/// The texts of the elements of a name, such as `script`.
pub fn texts<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest.get(1..).unwrap_or_default());
        }
        let (attribute, after) = attribute(rest);
        tag.attributes.push(attribute);
        rest = after;
    }
}

fn attribute(text: &str) -> ((String, String), &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(is_end).map_or(text.len(), |at| at + first);
    let name = text[..end].to_ascii_lowercase();
    let Some(value) = text[end..].trim_start().strip_prefix('=').map(str::trim_start) else {
        return ((name, String::new()), &text[end..]);
    };
    let (value, after) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
    };
    ((name, unescaped(value)), after)
}

/// A text with its character references resolved, those without a semicolon too.
pub fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (resolved, after) = reference(&rest[at..]);
        out.push_str(&resolved);
        rest = after;
    }
    out + rest
}

fn reference(text: &str) -> (String, &str) {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("Tab", "\t"),
        ("NewLine", "\n"),
        ("colon", ":"),
        ("nbsp", "\u{a0}"),
        ("lpar", "("),
        ("rpar", ")"),
        ("sol", "/"),
    ];
    let without_semicolon = |rest: &'_ str| rest.strip_prefix(';').map_or(rest.len(), str::len);
    if let Some(number) = text.strip_prefix("&#") {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        if let Some(c) = u32::from_str_radix(&digits[..end], radix).ok().and_then(char::from_u32) {
            let rest = &digits[end..];
            return (c.to_string(), &rest[rest.len() - without_semicolon(rest)..]);
        }
    }
    for (name, value) in NAMED {
        if let Some(rest) = text[1..].strip_prefix(name) {
            return ((*value).to_owned(), &rest[rest.len() - without_semicolon(rest)..]);
        }
    }
    ("&".to_owned(), &text[1..])
}

/// Whether a browser would run or open something by this address that is no address of the web.
pub fn is_dangerous(address: &str) -> bool {
    let bare: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let bare = bare.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:", "file:", "blob:"].iter().any(|scheme| bare.starts_with(scheme))
}

#[test]
fn tags_are_seen_as_browsers_see_them() {
    let page = "<p><!-- <b> --><A HREF=' java&#115cript:x'onclick=y><script>'<i>'</script>&lt;u><img/src=x>";
    let tags = tags(page);
    assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "a", "script", "img"]);
    assert!(is_dangerous(tags[1].get("href").unwrap()) && tags[1].get("onclick") == Some("y"));
    assert_eq!(tags[3].get("src"), Some("x"));
}
