//! `{{< … >}}` and `{{% … %}}` of Hugo and of its usual themes.

use super::arguments::Call;
use super::{Converter, Output, closed, container, opened};
use crate::import::links::{picture, written};

/// What takes the place of a shortcode; `None` when it is unknown.
pub(super) fn convert(converter: &mut Converter<'_>, prefix: &str, call: &Call, origin: u32) -> Option<Output> {
    let name = call.name.as_str();
    Some(match name {
        "hint" | "notice" | "alert" | "callout" | "admonition" => {
            let kind = call.first(&["type", "style", "color", "context"]);
            opened(prefix, container(kind).unwrap_or("note"), call.get("title").unwrap_or(""))
        }
        "details" | "expand" | "collapse" => opened(prefix, "details", call.first(&["title", "summary"])),
        "tabs" | "tabpane" => opened(prefix, "onglets", ""),
        "tab" => opened(prefix, "onglet", call.first(&["name", "title", "header"])),
        "ref" | "relref" => Output::Inline(call.first(&["path"]).to_owned()),
        "figure" | "img" => Output::Inline(figure(call)),
        "youtube" => Output::Inline(video("https://www.youtube.com/watch?v=", call)),
        "vimeo" => Output::Inline(video("https://vimeo.com/", call)),
        "highlight" => highlight(converter, prefix, call),
        "columns" | "column" | "steps" | "cards" | "card" | "row" => converter.layout_dropped(name, origin),
        _ => return container_by_name(prefix, call),
    })
}

/// A shortcode that is named like its container, or the end of one.
fn container_by_name(prefix: &str, call: &Call) -> Option<Output> {
    let Some(ended) = call.name.strip_prefix('/') else {
        return container(&call.name).map(|kind| opened(prefix, kind, call.first(&["title"])));
    };
    match ended {
        "hint" | "notice" | "alert" | "callout" | "admonition" | "expand" | "collapse" | "tabs" | "tabpane" | "tab" => {
            Some(closed(prefix))
        }
        "columns" | "column" | "steps" | "cards" | "card" | "row" => Some(Output::Block(vec![String::new()])),
        _ => container(ended).map(|_| closed(prefix)),
    }
}

fn figure(call: &Call) -> String {
    let caption = call.get("caption").or(call.get("title")).unwrap_or("");
    picture(call.get("alt").unwrap_or(""), call.first(&["src"]), caption)
}

fn video(site: &str, call: &Call) -> String {
    let address = format!("{site}{}", call.first(&["id"]));
    written(&address, &address)
}

/// The lines up to the end of the shortcode, as fenced code.
fn highlight(converter: &mut Converter<'_>, prefix: &str, call: &Call) -> Output {
    let mut lines = vec![String::new(), format!("{prefix}~~~~ {}", call.first(&["lang"]))];
    while let Some((line, _)) = converter.lines.get(converter.at) {
        converter.at += 1;
        if line.contains("{{< /highlight") || line.contains("{{</ highlight") || line.contains("{{</highlight") {
            break;
        }
        lines.push(line.clone());
    }
    lines.extend([format!("{prefix}~~~~"), String::new()]);
    Output::Block(lines)
}
