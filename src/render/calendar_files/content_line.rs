//! Lines and components of iCalendar (RFC 5545, section 3.1), and nothing but them: no property is added that was not
//! asked for, so that neither the clock nor chance is in a file.

/// The most octets of a line, without its end.
const LIMIT: usize = 75;

/// A component: its properties in the order in which they were given, then the components in it.
#[derive(Debug)]
pub struct Component {
    name: &'static str,
    lines: Vec<String>,
    parts: Vec<Component>,
}

impl Component {
    /// A component without anything in it: `VEVENT`.
    pub fn new(name: &'static str) -> Self {
        Self { name, lines: Vec::new(), parts: Vec::new() }
    }

    /// Adds a property whose value is written as it is. `name` may carry parameters: `DTSTART;VALUE=DATE`.
    pub fn value(&mut self, name: &str, value: impl std::fmt::Display) -> &mut Self {
        self.lines.push(format!("{name}:{}", without_controls(&value.to_string())));
        self
    }

    /// Adds a property that is a text.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.value(name, escaped(text))
    }

    /// Adds a property that is a list of texts, unless the list is empty.
    pub fn texts(&mut self, name: &str, texts: &[String]) -> &mut Self {
        if texts.is_empty() {
            return self;
        }
        let texts: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
        self.value(name, texts.join(","))
    }

    /// Adds a component in this one.
    pub fn part(&mut self, part: Component) -> &mut Self {
        self.parts.push(part);
        self
    }

    /// The component as it stands in a file.
    pub fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        fold(&format!("BEGIN:{}", self.name), out);
        self.lines.iter().for_each(|line| fold(line, out));
        self.parts.iter().for_each(|part| part.write(out));
        fold(&format!("END:{}", self.name), out);
    }
}

/// A value of the type TEXT (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out
}

/// Without the characters that no line may hold: controls, of which a tab alone is allowed.
fn without_controls(value: &str) -> String {
    value.chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}

/// Writes a line, with breaks where it is too long. The space that opens a continuation counts as one of its octets, and
/// no character is split.
fn fold(line: &str, out: &mut String) {
    let (mut rest, mut room) = (line, LIMIT);
    while rest.len() > room {
        let at = rest.floor_char_boundary(room);
        out.push_str(&rest[..at]);
        out.push_str("\r\n ");
        (rest, room) = (&rest[at..], LIMIT - 1);
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut out = String::new();
        fold(line, &mut out);
        out
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_split() {
        for length in 60..400 {
            for piece in ["x", "é", "漢", "🎓", "a é🎓"] {
                let line: String = piece.chars().cycle().take(length).collect();
                let folded = folded(&line);
                assert!(folded.ends_with("\r\n"));
                assert!(folded.lines().all(|line| line.len() <= LIMIT), "{piece} {length}");
                assert_eq!(folded.replace("\r\n ", "").trim_end_matches("\r\n"), line);
            }
        }
        assert_eq!(folded(&"x".repeat(75)).matches("\r\n").count(), 1, "75 octets need no break");
        assert_eq!(folded(&"x".repeat(149)).matches("\r\n").count(), 2);
        assert_eq!(folded(&"x".repeat(150)).matches("\r\n").count(), 3, "a continuation has room for 74");
    }

    #[test]
    fn texts_are_escaped_and_hold_no_controls() {
        let mut event = Component::new("VEVENT");
        event.text("SUMMARY", "a, b; c\\d: \"e\"\r\nf\u{0}\u{7f}\u{85}\rg");
        event.texts("CATEGORIES", &["un, deux".into(), "trois".into()]).texts("RESOURCES", &[]);
        assert_eq!(
            event.written(),
            "BEGIN:VEVENT\r\nSUMMARY:a\\, b\\; c\\\\d: \"e\"\\nf\\ng\r\nCATEGORIES:un\\, deux,trois\r\nEND:VEVENT\r\n"
        );
    }
}
