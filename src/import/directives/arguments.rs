//! What a directive says: its name, positional and named arguments.

/// A directive of GitBook or Hugo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Call {
    /// Whether it was written `{% … %}`.
    pub(super) gitbook: bool,
    /// The name; with a leading `/` when it ends a Hugo block.
    pub(super) name: String,
    /// Arguments without a name, in order.
    pub(super) positional: Vec<String>,
    /// Arguments with a name, in order.
    pub(super) named: Vec<(String, String)>,
}

/// The longest directive, in bytes: what starts like one and does not end before is text.
const LONGEST: usize = 2_000;

/// How directives are written.
const STYLES: [(&str, &str, bool); 3] = [("{{<", ">}}", false), ("{{%", "%}}", false), ("{%", "%}", true)];

impl Call {
    /// Reads the directive at the start of `text`, with its length in bytes.
    pub(super) fn parse(text: &str) -> Option<(usize, Call)> {
        let (open, close, gitbook) = STYLES.into_iter().find(|(open, ..)| text.starts_with(open))?;
        let inside = &text[open.len()..];
        let near = &inside.as_bytes()[..inside.len().min(LONGEST)];
        let end = near.windows(close.len()).position(|bytes| bytes == close.as_bytes())?;
        let words = words(inside[..end].trim_matches(['-', ' ', '\t']));
        let mut words = words.into_iter();
        let name = words.next()?.1;
        let mut call = Call { gitbook, name, ..Call::default() };
        for (key, value) in words {
            match key {
                Some(key) => call.named.push((key, value)),
                None => call.positional.push(value),
            }
        }
        let name = call.name.trim_start_matches('/');
        let valid =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':'));
        valid.then_some((open.len() + end + close.len(), call))
    }

    /// The value of the argument `name`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of the first of `names` that is there, or else the first argument without a name.
    pub(super) fn first(&self, names: &[&str]) -> &str {
        let named = names.iter().find_map(|name| self.get(name));
        named.or(self.positional.first().map(String::as_str)).unwrap_or("")
    }
}

/// Splits at spaces; quotes keep words together; `key="value"` gives both.
fn words(text: &str) -> Vec<(Option<String>, String)> {
    let mut words = Vec::new();
    let (mut key, mut word, mut quote, mut started) = (None, String::new(), None, false);
    for c in text.chars().chain([' ']) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'' | '`') if word.is_empty() => (quote, started) = (Some(c), true),
            (None, '=') if key.is_none() && !word.is_empty() => {
                key = Some(std::mem::take(&mut word));
                started = true;
            }
            (None, c) if c.is_whitespace() => {
                if started || !word.is_empty() {
                    words.push((key.take(), std::mem::take(&mut word)));
                }
                started = false;
            }
            (_, c) => word.push(c),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read() {
        let (length, call) = Call::parse("{% code title=\"a b.rb\" overflow='wrap' %} suite").unwrap();
        assert_eq!((length, call.name.as_str(), call.get("title")), (41, "code", Some("a b.rb")));
        let (_, call) = Call::parse("{{< tab \"Sous Windows\" >}}").unwrap();
        assert_eq!((call.first(&["name"]), call.gitbook), ("Sous Windows", false));
        assert_eq!(Call::parse("{{% /notice %}}").unwrap().1.name, "/notice");
        assert_eq!(Call::parse("{% é"), None);
        assert_eq!(Call::parse("{%  %}"), None);
    }
}
