//! Clean YAML: the few shapes that front matter and settings need, quoted where YAML would read something else.

use crate::yaml_text::scalar;

/// Front matter, or the start of a settings file, while it is being written.
#[derive(Debug, Default)]
pub(super) struct Yaml(String);

impl Yaml {
    /// Adds `key: value`.
    pub(super) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.line(&format!("{key}: {}", scalar(value)))
    }

    /// Adds `key: value` when there is a value.
    pub(super) fn maybe(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// Adds `key: 3` when there is a number.
    pub(super) fn number(&mut self, key: &str, value: Option<i64>) -> &mut Self {
        match value {
            Some(value) => self.line(&format!("{key}: {value}")),
            None => self,
        }
    }

    /// Adds a list, one item on a line, when it is not empty.
    pub(super) fn list(&mut self, key: &str, items: &[String]) -> &mut Self {
        if !items.is_empty() {
            self.line(&format!("{key}:"));
            for item in items {
                self.line(&format!("  - {}", scalar(item)));
            }
        }
        self
    }

    /// Adds a line as it is.
    pub(super) fn line(&mut self, line: &str) -> &mut Self {
        self.0.push_str(line);
        self.0.push('\n');
        self
    }

    /// What was written.
    pub(super) fn finish(&self) -> &str {
        &self.0
    }
}
