//! Ready HTML.

use std::sync::Arc;

use serde::{Serialize, Serializer};

/// HTML that templates put out as it is (`| safe`). Cheap to clone, so that what many pages share is held once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(Arc<str>);

impl Markup {
    /// HTML that is known to be well-formed and safe: written by a template or by [`crate::markdown`].
    pub fn ready(html: impl AsRef<str>) -> Self {
        Self(Arc::from(html.as_ref()))
    }

    /// JSON as the content of `<script type="application/ld+json">`. Every `<`, `>` and `&` is written as a JSON
    /// escape, so that no value can end the element or open a comment in it (HTML standard, "Restrictions for
    /// contents of script elements").
    pub fn json(value: &serde_json::Value) -> Self {
        let text = value.to_string();
        Self(Arc::from(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")))
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn json_cannot_end_its_script_element() {
        let json = Markup::json(&serde_json::json!({ "name": "</script><!-- & 'é'" }));
        assert_eq!(json.as_str(), r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 'é'"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(json.as_str()).unwrap()["name"], "</script><!-- & 'é'");
    }
}
