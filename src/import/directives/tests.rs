//! Directives of other generators.

use super::*;
use crate::import::containers;

/// The text after the directives and the containers, and the English notes.
fn converted(text: &str) -> (String, Vec<String>) {
    let mut notes = Notes::default();
    let draft = convert(&Draft::new(text, 1), &mut notes);
    let draft = containers::write(&draft, &|_| None, &mut notes);
    let notes = notes.finish().into_iter().map(|note| format!("{}: {}", note.line, note.what.en)).collect();
    (draft.text.trim().to_owned(), notes)
}

#[test]
fn gitbook_hints_and_tabs() {
    let (text, notes) = converted("a\n{% hint style=\"info\" %}\nb\n{% endhint %}\nc");
    assert_eq!((text.as_str(), notes.len()), ("a\n\n::: note\nb\n:::\n\nc", 0));
    let (text, _) = converted(
        "{% tabs %}\n{% tab title=\"Un\" %}\nx\n{% endtab %}\n\n{% tab title=\"Deux\" %}\ny\n{% endtab %}\n{% endtabs %}",
    );
    assert_eq!(text, ":::: onglets\n::: onglet Un\nx\n:::\n\n::: onglet Deux\ny\n:::\n::::");
    assert_eq!(
        converted("* a\n\n  {% hint style=\"danger\" %}\n  b\n  {% endhint %}").0,
        "* a\n\n  ::: danger\n  b\n  :::"
    );
}

#[test]
fn gitbook_links_files_and_code() {
    assert_eq!(
        converted("{% embed url=\"https://v.example/1\" %}\nUn film\n{% endembed %}").0,
        "[Un film](https://v.example/1)"
    );
    assert_eq!(converted("{% embed url=\"https://v.example/1\" %}\n\nSuite").0, "<https://v.example/1>\n\nSuite");
    assert_eq!(converted("{% file src=\"a b.pdf\" %}").0, "[a b.pdf](<a b.pdf>)");
    assert_eq!(converted("{% content-ref url=\"x.md\" %}\n[x.md](x.md)\n{% endcontent-ref %}").0, "[x.md](x.md)");
    assert_eq!(
        converted("{% code title=\"a.rb\" %}\n```ruby\n{% x %}\n```\n{% endcode %}").0,
        "```ruby fichier=\"a.rb\"\n{% x %}\n```"
    );
}

#[test]
fn what_is_unknown_stays_as_code() {
    let (text, notes) = converted("Avant {% swagger x=\"1\" %} après `{% y %}`");
    assert_eq!(text, "Avant `{% swagger x=\"1\" %}` après `{% y %}`");
    assert_eq!(notes, ["1: the directive “swagger” is unknown: it is shown as code"]);
}

#[test]
fn hugo_shortcodes() {
    assert_eq!(converted("{{% notice warning %}}\na\n{{% /notice %}}").0, "::: attention\na\n:::");
    assert_eq!(
        converted("[a]({{< relref \"b.md\" >}}) et {{< figure src=\"c.png\" alt=\"C\" caption=\"L\" >}}").0,
        "[a](b.md) et ![C](c.png \"L\")"
    );
    assert_eq!(converted("{{< highlight go >}}\n{{ x }}\n{{< /highlight >}}\nb").0, "~~~~ go\n{{ x }}\n~~~~\n\nb");
    assert_eq!(converted("{{< details \"Plus\" >}}\na\n{{< /details >}}").0, "::: details Plus\na\n:::");
}

#[test]
fn mkdocs_blocks() {
    assert_eq!(
        converted("!!! warning \"Titre\"\n    a\n\n    !!! note\n        b\nc").0,
        ":::: attention Titre\na\n\n::: note\nb\n:::\n::::\n\nc"
    );
    assert_eq!(converted("??? question\n    a").0, "::: details Question\na\n:::");
    assert_eq!(
        converted("=== \"A\"\n    a\n=== \"B\"\n    b").0,
        ":::: onglets\n::: onglet A\na\n:::\n\n::: onglet B\nb\n:::\n::::"
    );
    assert_eq!(converted("Bravo !!! note\n[TOC]").0, "Bravo !!! note");
}

#[test]
fn colons_and_alerts() {
    assert_eq!(converted(":::tip[Titre]\na\n:::\n").0, "::: conseil Titre\na\n:::");
    assert_eq!(converted("::: code-group\na\n:::\nb").0, "a\nb");
    assert_eq!(converted("> [!INFO]\n> a").0, "> [!NOTE]\n> a");
}
