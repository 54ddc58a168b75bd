//! JSON Schemas (draft 2020-12) of the files that editors write, so that their text editors complete and check keys.
//!
//! They are derived from the very types that load those files. What a derive cannot know is added here: unknown keys
//! are refused, lists accept a single value, and some keys are required or exclude one another (docs/format.md).

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::config::Settings;
use crate::model::{
    AnnouncementFields, Common, ContactFields, DocumentFields, EventFields, FaqFields, PageFields, SectionFields, Term,
    VideoFields,
};

/// What each name that [`schema`] knows stands for: the settings, front matter of Markdown files, whole YAML files.
pub const KINDS: [(&str, &str); 10] = [
    ("settings", "vademecum.yaml"),
    ("page", "Front matter of a page"),
    ("section", "Front matter of the index.md of a folder"),
    ("faq", "Front matter of a question of faq/"),
    ("video", "Front matter of a guide.md of videos/"),
    ("announcement", "Front matter of an announcement"),
    ("event", "content/calendrier.yaml"),
    ("document", "content/documents/documents.yaml"),
    ("contact", "content/contacts.yaml"),
    ("glossary", "content/glossaire.yaml"),
];

/// The schema of one of [`KINDS`], of the settings when no name is given; `None` when the name is not one of them.
pub fn schema(kind: Option<&str>) -> Option<Value> {
    let wanted = kind.unwrap_or("settings");
    let (_, title) = KINDS.into_iter().find(|(name, _)| *name == wanted)?;
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match wanted {
        "settings" => Settings::json_schema(&mut generator),
        "page" => entry::<PageFields>(&mut generator, json!({})),
        "section" => entry::<SectionFields>(&mut generator, json!({})),
        "faq" => entry::<FaqFields>(&mut generator, faq_demands()),
        "video" => entry::<VideoFields>(&mut generator, one_of(&["src", "embed_url", "app_path"])),
        "announcement" => entry::<AnnouncementFields>(&mut generator, json!({ "required": ["date"] })),
        "event" => {
            let item = with_body(entry::<EventFields>(&mut generator, event_demands()));
            list_file(&mut generator, "events", "Event", item)
        }
        "document" => {
            let item = with_body(entry::<DocumentFields>(&mut generator, document_demands()));
            list_file(&mut generator, "documents", "Document", item)
        }
        "contact" => {
            let item = entry::<ContactFields>(&mut generator, contact_demands());
            list_file(&mut generator, "contacts", "Contact", item)
        }
        "glossary" => {
            let item = Term::json_schema(&mut generator);
            list_file(&mut generator, "terms", "Term", item)
        }
        _ => return None,
    };
    Some(finish(schema, generator, title))
}

/// The common fields and those of one kind in one object, with what the kind demands besides.
fn entry<Fields: JsonSchema>(generator: &mut SchemaGenerator, demands: Value) -> Schema {
    let mut schema = Fields::json_schema(generator);
    let own = properties(&schema);
    let mut properties = properties(&Common::json_schema(generator));
    properties.extend(own);
    schema.insert("properties".into(), Value::Object(properties));
    schema.remove("description");
    if let Value::Object(demands) = demands {
        schema.ensure_object().extend(demands);
    }
    schema
}

fn properties(schema: &Schema) -> Map<String, Value> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.expect("every kind of content has fields").clone()
}

/// Entries of YAML lists carry their Markdown text in `body`.
fn with_body(mut schema: Schema) -> Schema {
    let body = json!({ "description": "Its text in Markdown.", "type": ["string", "null"] });
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("body".into(), body);
    }
    schema
}

/// A YAML file that is one list under `key`, whose items are defined as `name`.
fn list_file(generator: &mut SchemaGenerator, key: &str, name: &str, item: Schema) -> Schema {
    generator.definitions_mut().insert(name.to_owned(), item.to_value());
    let items = Schema::new_ref(format!("#/$defs/{name}"));
    json_schema!({ "type": "object", "properties": { key: { "type": "array", "items": items } }, "required": [key] })
}

fn faq_demands() -> Value {
    json!({ "required": ["question"], "anyOf": [{ "required": ["short_answer"] }, { "required": ["gap"] }] })
}

fn event_demands() -> Value {
    let day = json!({ "required": ["date"] });
    let period = json!({ "required": ["start", "end"] });
    json!({ "required": ["id", "kind"], "oneOf": [day, period] })
}

fn document_demands() -> Value {
    let mut demands = one_of(&["file", "app_path"]);
    demands["required"] = json!(["id"]);
    demands
}

fn contact_demands() -> Value {
    json!({ "required": ["id", "label", "channels"] })
}

/// Exactly one of the keys is there.
fn one_of(keys: &[&str]) -> Value {
    let choices: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    json!({ "oneOf": choices })
}

/// Joins the definitions that the schema refers to and applies the rules of the loader to everything.
fn finish(mut schema: Schema, mut generator: SchemaGenerator, title: &str) -> Value {
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(title));
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("$defs".into(), Value::Object(definitions));
    }
    as_loaded(&mut schema);
    schema.to_value()
}

/// What the loader does with every value: unknown keys are mistakes, a number written where a text is wanted is taken
/// as it is written, and a list may be a single value or be left empty.
fn as_loaded(schema: &mut Schema) {
    transform_subschemas(&mut as_loaded, schema);
    let Some(object) = schema.as_object_mut() else { return };
    if object.contains_key("properties") {
        object.entry("additionalProperties").or_insert(json!(false));
    }
    if !["const", "enum", "format", "pattern"].iter().any(|key| object.contains_key(*key)) {
        accept_numbers(object);
    }
    if object.get("type") == Some(&json!("array")) {
        *schema = list_or_value(std::mem::take(object));
    }
}

/// Widens `string` to `string or number`.
fn accept_numbers(object: &mut Map<String, Value>) {
    match object.get_mut("type") {
        Some(one) if *one == json!("string") => *one = json!(["string", "number"]),
        Some(Value::Array(types)) if types.contains(&json!("string")) => types.insert(1, json!("number")),
        _ => {}
    }
}

/// Widens a list to a list, one of its values, or nothing.
fn list_or_value(mut list: Map<String, Value>) -> Schema {
    let item = list.get("items").cloned().unwrap_or(json!(true));
    let mut outer: Map<String, Value> =
        ["description", "default"].iter().filter_map(|key| list.remove_entry(*key)).collect();
    outer.insert("anyOf".into(), json!([list, item, { "type": "null" }]));
    outer.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_schema_that_describes_its_keys() {
        for (kind, title) in KINDS {
            let schema = schema(Some(kind)).unwrap();
            assert_eq!(schema["title"], title);
            assert_eq!(schema["additionalProperties"], false, "{kind}");
            let item = schema["properties"].as_object().unwrap().values().next().unwrap();
            assert!(item.is_object(), "{kind}");
        }
        assert_eq!(schema(None), schema(Some("settings")));
        assert!(schema(Some("recette")).is_none());
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        fn visit(value: &Value, root: &Value) {
            match value {
                Value::Object(object) => {
                    if let Some(Value::String(reference)) = object.get("$ref") {
                        let pointer = reference.strip_prefix('#').unwrap();
                        assert!(root.pointer(pointer).is_some(), "{reference}");
                    }
                    object.values().for_each(|value| visit(value, root));
                }
                Value::Array(values) => values.iter().for_each(|value| visit(value, root)),
                _ => {}
            }
        }
        for (kind, _) in KINDS {
            let schema = schema(Some(kind)).unwrap();
            visit(&schema, &schema);
        }
    }

    #[test]
    fn front_matter_has_the_common_keys_and_its_own() {
        let faq = schema(Some("faq")).unwrap();
        for key in ["id", "gap", "question", "test_queries"] {
            assert!(faq["properties"][key]["description"].is_string(), "{key}");
        }
        assert_eq!(faq["required"], json!(["question"]));
        let document = schema(Some("document")).unwrap();
        let item = &document["$defs"]["Document"];
        assert!(item["properties"]["body"].is_object());
        assert!(item["properties"]["computed"].is_null(), "what the loader works out is not a key");
    }

    #[test]
    fn the_schema_of_the_glossary() {
        let schema = schema(Some("glossary")).unwrap();
        insta::assert_snapshot!(format!("{schema:#}"), @r##"
        {
          "$defs": {
            "Term": {
              "additionalProperties": false,
              "description": "A term of `content/glossaire.yaml`.",
              "properties": {
                "definition": {
                  "description": "What it means.",
                  "type": [
                    "string",
                    "number",
                    "null"
                  ]
                },
                "expansion": {
                  "description": "What an acronym stands for. Terms that have one become `<abbr>` where they first appear in a page.",
                  "type": [
                    "string",
                    "number",
                    "null"
                  ]
                },
                "synonyms": {
                  "anyOf": [
                    {
                      "items": {
                        "type": [
                          "string",
                          "number"
                        ]
                      },
                      "type": "array"
                    },
                    {
                      "type": [
                        "string",
                        "number"
                      ]
                    },
                    {
                      "type": "null"
                    }
                  ],
                  "description": "Other words that readers use for it."
                },
                "term": {
                  "description": "The term or acronym: `CIO`.",
                  "type": [
                    "string",
                    "number"
                  ]
                }
              },
              "required": [
                "term"
              ],
              "type": "object"
            }
          },
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "additionalProperties": false,
          "properties": {
            "terms": {
              "anyOf": [
                {
                  "items": {
                    "$ref": "#/$defs/Term"
                  },
                  "type": "array"
                },
                {
                  "$ref": "#/$defs/Term"
                },
                {
                  "type": "null"
                }
              ]
            }
          },
          "required": [
            "terms"
          ],
          "title": "content/glossaire.yaml",
          "type": "object"
        }
        "##);
    }
}
