//! `{% … %}` of GitBook.

use super::arguments::Call;
use super::{Converter, Output, closed, opened};
use crate::import::containers;
use crate::import::links::written;
use crate::text;

/// What takes the place of a directive of GitBook; `None` when it is unknown.
pub(super) fn convert(converter: &mut Converter<'_>, prefix: &str, call: &Call, origin: u32) -> Option<Output> {
    Some(match call.name.as_str() {
        "hint" => opened(prefix, super::container(call.first(&["style"])).unwrap_or("note"), ""),
        "tabs" => opened(prefix, "onglets", ""),
        "tab" => opened(prefix, "onglet", call.first(&["title"])),
        "endhint" | "endtabs" | "endtab" => closed(prefix),
        "embed" => Output::Inline(embed(converter, call)),
        "file" => Output::Inline(file(converter, call)),
        "content-ref" => Output::Inline(content_ref(converter, call)),
        "include" => Output::Block(vec![String::new(), containers::include(prefix, call.first(&[])), String::new()]),
        "code" => code(converter, call, origin),
        "endcode" | "endembed" | "endfile" | "endcontent-ref" | "raw" | "endraw" => Output::Block(Vec::new()),
        "stepper" | "columns" | "updates" | "update" => converter.layout_dropped(&call.name, origin),
        "step" | "column" | "endstep" | "endstepper" | "endcolumn" | "endcolumns" | "endupdate" | "endupdates" => {
            Output::Block(vec![String::new()])
        }
        _ => return None,
    })
}

/// A link to what was embedded, with its caption.
fn embed(converter: &mut Converter<'_>, call: &Call) -> String {
    let url = call.first(&["url"]);
    let caption = converter.take_caption("endembed").unwrap_or_default();
    if caption.is_empty() { written(url, url) } else { written(&caption, url) }
}

/// A link to a file that is offered for download.
fn file(converter: &mut Converter<'_>, call: &Call) -> String {
    let source = call.first(&["src"]);
    let name = source.rsplit('/').next().unwrap_or(source).trim_end_matches('>');
    let caption = converter.take_caption("endfile").unwrap_or_default();
    if caption.is_empty() { written(name, source) } else { format!("{} ({})", written(name, source), caption) }
}

/// The link inside a reference, or one made of its address.
fn content_ref(converter: &mut Converter<'_>, call: &Call) -> String {
    let url = call.first(&["url"]);
    let inside = converter.take_caption("endcontent-ref").unwrap_or_default();
    if inside.is_empty() { written(url, url) } else { inside }
}

fn code(converter: &mut Converter<'_>, call: &Call, origin: u32) -> Output {
    converter.file_name = call.get("title").map(str::to_owned);
    for (name, _) in call.named.iter().filter(|(name, _)| name != "title") {
        converter.notes.hint(
            origin,
            text!(
                "l’option « {name} » d’un bloc de code n’est pas reprise",
                "the option “{name}” of a code block is not carried over"
            ),
            text!("rien à faire", "nothing to do"),
        );
    }
    Output::Block(Vec::new())
}
