//! `vademecum.yaml` of a site that was brought in.

use std::collections::BTreeMap;

use super::yaml::Yaml;
use crate::config::Language;
use crate::yaml_text::scalar;

/// Writes the settings.
pub(super) fn settings(
    title: &str,
    language: Language,
    audiences: &BTreeMap<String, String>,
    variables: &BTreeMap<String, String>,
) -> String {
    let mut yaml = Yaml::default();
    yaml.text("title", title).text("language", language.tag());
    if !audiences.is_empty() {
        yaml.line("audiences:");
        for (id, label) in audiences {
            yaml.line(&format!("  - id: {}", scalar(id))).line(&format!("    label: {}", scalar(label)));
        }
    }
    if !variables.is_empty() {
        yaml.line("markdown:").line("  variables:");
        for (name, value) in variables {
            yaml.line(&format!("    {}: {}", scalar(name), scalar(value)));
        }
    }
    yaml.finish().to_owned()
}
