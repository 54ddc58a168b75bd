//! HTML as Markdown.

use super::*;
use crate::import::containers;

fn converted(text: &str) -> (String, Vec<String>) {
    let mut notes = Notes::default();
    let draft = convert(&Draft::new(text, 1), &mut notes);
    let draft = containers::write(&draft, &|_| None, &mut notes);
    (draft.text.trim().to_owned(), notes.finish().into_iter().map(|note| note.what.en).collect())
}

#[test]
fn figures_and_images() {
    let (text, notes) = converted(
        "<figure><img src=\"a b.png\" alt=\"L’écran\"><figcaption><p>Une \"légende\"</p></figcaption></figure>",
    );
    assert_eq!((text.as_str(), notes.len()), ("![L’écran](<a b.png> \"Une \\\"légende\\\"\")", 0));
    assert_eq!(
        converted("<div><figure><img src=\"a.png\" alt=\"\"></figure> <figure><img src=\"b.png\"></figure></div>").0,
        "![](a.png)\n\n![](b.png)"
    );
    assert_eq!(
        converted("* a\n\n  <figure><img src=\"a.png\"><figcaption>L</figcaption></figure>\n* b").0,
        "* a\n\n  ![](a.png \"L\")\n\n* b"
    );
    assert_eq!(converted("Le <img src=\"a.png\" alt=\"b\"> bouton").0, "Le ![b](a.png) bouton");
}

#[test]
fn inline_tags() {
    assert_eq!(
        converted("<strong>a</strong> <em>b</em> <a href=\"c d.md\">e</a> <code>f</code>").0,
        "**a** *b* [e](<c d.md>) `f`"
    );
    assert_eq!(converted("un<br>deux<br />\ntrois<br>").0, "un\\\ndeux\\\ntrois");
    assert_eq!(converted("* un<br>deux\n").0, "* un\\\n  deux");
    let (text, notes) = converted("du <u>souligné</u> et `<u>`");
    assert_eq!((text.as_str(), notes.len()), ("du souligné et `<u>`", 1));
    let (text, notes) = converted("mettez <votre-jeton> ici");
    assert_eq!((text.as_str(), notes.len()), ("mettez \\<votre-jeton> ici", 1));
    assert_eq!(converted("## A <a href=\"#a\" id=\"toc1\"></a>\n\nb").0, "## A {#toc1}\n\nb");
}

#[test]
fn cells_have_no_line_breaks() {
    let (text, notes) = converted("| a | b |\n|---|---|\n| <p>x</p><p>y</p><p><br></p> | u<br>v |");
    assert_eq!(text, "| a | b |\n|---|---|\n| x · y | u · v |");
    assert_eq!(notes, ["a line break in a cell becomes “·”"]);
}

#[test]
fn tables_lists_and_code() {
    let table = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td><strong>1</strong></td><td>2 | 3</td></tr></tbody></table>";
    assert_eq!(converted(table).0, "| A | B |\n| --- | --- |\n| **1** | 2 \\| 3 |");
    let (text, notes) = converted("<table><tr><td colspan=\"2\">a</td></tr><tr><td>b</td><td>c</td></tr></table>");
    assert_eq!((text.as_str(), notes.len()), ("- a\n- b · c", 1));
    assert_eq!(converted("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>").0, "- a\n   1. b\n- c");
    assert_eq!(
        converted(
            "<pre class=\"language-bash\"><code class=\"lang-bash\"><strong>a &#x26; b\n</strong>c\n</code></pre>"
        )
        .0,
        "```bash\na & b\nc\n```"
    );
}

#[test]
fn details_run_over_several_blocks() {
    assert_eq!(
        converted("<details>\n<summary>Plus <b>loin</b></summary>\n\nUn *texte*.\n\n</details>\nSuite").0,
        "::: details Plus loin\nUn *texte*.\n:::\n\nSuite"
    );
    assert_eq!(converted("<details><summary>A</summary>b</details>").0, "::: details A\nb\n:::");
}

#[test]
fn what_is_not_for_readers_goes() {
    let (text, notes) = converted("a\n\n<script>\nx()\n</script>\n\n<iframe src=\"https://v.example/1\"></iframe>");
    assert_eq!(text, "a\n\n\n\n[https://v.example/1](https://v.example/1)");
    assert_eq!(notes, ["the element <script> is removed", "the element <iframe> becomes a link"]);
}
