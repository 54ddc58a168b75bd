//! HTML as a flat list of tags and texts. No tree is built: nothing here can nest without end.

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text as written, entities included.
    Text(String),
    /// A start tag.
    Open(Element),
    /// An end tag, by its name.
    Close(String),
    /// A comment, without its marks.
    Comment(String),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name in lower case.
    pub(super) name: String,
    /// As written, without the angle brackets.
    pub(super) raw: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, entities decoded.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| decode(value))
    }
}

/// Splits HTML into its tokens; a `<` that starts no tag is text.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let (mut text_from, mut at) = (0, 0);
    // Looking for the end of each of many comments that never end would take for ever.
    let last_comment_end = html.rfind("-->").unwrap_or(0);
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        match token(&html[start..], start < last_comment_end) {
            Some((length, token)) => {
                if text_from < start {
                    all.push(Token::Text(html[text_from..start].to_owned()));
                }
                all.push(token);
                at = start + length;
                text_from = at;
            }
            None => at = start + 1,
        }
    }
    if text_from < html.len() {
        all.push(Token::Text(html[text_from..].to_owned()));
    }
    all
}

/// The tag or comment at the start of `html`, with its length.
fn token(html: &str, comments_end: bool) -> Option<(usize, Token)> {
    if let Some(rest) = html.strip_prefix("<!--") {
        let end = comments_end.then(|| rest.find("-->")).flatten()?;
        return Some((end + 7, Token::Comment(rest[..end].to_owned())));
    }
    let length = tag_length(html)?;
    let inside = &html[1..length - 1];
    if let Some(name) = inside.strip_prefix('/') {
        return name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| (length, Token::Close(name_of(name))));
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return inside.starts_with(['!', '?']).then(|| (length, Token::Comment(inside.to_owned())));
    }
    let name = name_of(inside);
    let attributes = attributes(inside[name.len()..].trim_end_matches('/'));
    Some((length, Token::Open(Element { name, raw: inside.to_owned(), attributes })))
}

fn name_of(tag: &str) -> String {
    tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("").to_ascii_lowercase()
}

/// The longest tag, in characters: a picture may be written into one.
const LONGEST: usize = 16 * 1024;

/// The length of a tag up to its `>`; a `>` inside quotes does not end it.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, c) in html.char_indices().skip(1).take(LONGEST) {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (None, '"' | '\'') if after_equals => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        after_equals = c == '=' || (after_equals && c.is_whitespace());
    }
    None
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        rest = rest.trim_start();
        all.push((name, value));
    }
    all
}

fn attribute_value(text: &str) -> (String, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (from, end) = match quote {
        Some(quote) => (1, text[1..].find(quote).map_or(text.len(), |at| at + 1)),
        None => (0, text.find(char::is_whitespace).unwrap_or(text.len())),
    };
    let rest = if quote.is_some() { text.get(end + 1..).unwrap_or("") } else { &text[end..] };
    (text[from..end].to_owned(), rest)
}

/// The characters behind the entities that are met in practice; others stay as they are.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((end, entity(&rest[1..end])?)));
        let (length, c) = found.map_or((1, '&'), |(end, c)| (end + 1, c));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "laquo" => '«',
        "raquo" => '»',
        "rsquo" => '’',
        "hellip" => '…',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_what_is_neither() {
        let all = tokens("a < b <img src='x y.png' alt=\"1 > 0\"/>c</ P></p><!-- d -->");
        assert_eq!(all[0], Token::Text("a < b ".into()));
        let Token::Open(image) = &all[1] else { panic!("{all:?}") };
        assert_eq!((image.get("src").unwrap().as_str(), image.get("alt").unwrap().as_str()), ("x y.png", "1 > 0"));
        assert_eq!(all[2..], [Token::Text("c</ P>".into()), Token::Close("p".into()), Token::Comment(" d ".into())]);
        assert_eq!(decode("&lt;a&#233;&#x20;&bidon;&"), "<aé &bidon;&");
    }
}
