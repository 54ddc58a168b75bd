//! Constructs and the HTML and facts they become.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::config::{Language, RawHtml};
use crate::diagnostic::{Diagnostic, TextFile};
use crate::model::{Body, LinkKind};

const FRENCH: Dialect = Dialect { language: Language::Fr, html: RawHtml::Escape, highlight: true, typography: true };
const SAFE: Dialect = Dialect { html: RawHtml::Safe, ..FRENCH };

struct TestSite;

impl Resolver for TestSite {
    fn link(&self, from: &SourcePath, target: &str) -> Target {
        if target.contains("missing") {
            return Target::Missing;
        }
        let external = target.starts_with("http");
        let href = if target.contains(':') || target.starts_with('#') {
            target.to_owned()
        } else {
            from.join(target).map_or_else(String::new, |path| path.to_string())
        };
        Target::Address { href, external, size: target.ends_with(".png").then_some((640, 480)) }
    }
    fn call(&self, call: &Call, inline: bool) -> String {
        let (name, target) = (&call.name, escaped(&call.target));
        if inline { format!("<i>{name}:{target}</i>") } else { format!("<div>{name}:{target}</div>") }
    }
    fn expansion(&self, word: &str) -> Option<&str> {
        (word == "CIO").then_some("centre d'information")
    }
    fn title(&self, _: &SourcePath, target: &str) -> Option<String> {
        (target == "id:x").then(|| "Titre de X".to_owned())
    }
    fn variable(&self, name: &str) -> Option<&str> {
        (name == "base").then_some("https://ex.org")
    }
}

fn load(text: &str, dialect: Dialect) -> (Body, Vec<Diagnostic>) {
    let file = Arc::new(TextFile::new(SourcePath::new("content/page.md"), text.to_owned()));
    let mut body = Body::new(file, 0..text.len());
    let mut diagnostics = Vec::new();
    let variables = BTreeMap::from([("base".to_owned(), "https://ex.org".to_owned())]);
    body.facts = read(&body, dialect, &variables, &mut diagnostics);
    (body, diagnostics)
}

fn html_in(text: &str, dialect: Dialect) -> String {
    let (body, _) = load(text, dialect);
    let html = to_html(&body, dialect, &TestSite).html;
    html.replace('\u{A0}', "~").replace('\u{202F}', "_")
}

fn html(text: &str) -> String {
    html_in(text, FRENCH)
}

fn findings(text: &str) -> String {
    let (_, mut diagnostics) = load(text, FRENCH);
    crate::diagnostic::sort(&mut diagnostics);
    let line = |d: &Diagnostic| {
        let location = d.location.as_ref().unwrap();
        let help = d.help.as_ref().map(|help| format!(" ({})", help.en)).unwrap_or_default();
        format!("{}:{}+{} {}: {}{help}\n", location.line, location.column, location.width, d.rule.code, d.message.en)
    };
    diagnostics.iter().map(line).collect()
}

#[test]
fn words_links_and_pictures() {
    insta::assert_snapshot!(html("Un *mot* **fort** ~~faux~~ `a<b` l'**État** : oui ?  \n<https://a.b/?x=1&y> et <a@b.fr> & \\*\n"), @r#"
    <p>Un <em>mot</em> <strong>fort</strong> <del>faux</del> <code>a&lt;b</code> l’<strong>État</strong>~: oui_?<br>
    <a href="https://a.b/?x=1&amp;y" class="external" rel="noopener">https://a.b/?x=1&amp;y</a> et <a href="mailto:a@b.fr">a@b.fr</a> &amp; *</p>
    "#);
    insta::assert_snapshot!(html("[a](b.md \"Un ?\") [x](https://e.org) [](id:x) [](b.md) [perdu](missing.md) [v](%{base}/a) %{base} %{non}"), @r#"<p><a href="content/b.md" title="Un_?">a</a> <a href="https://e.org" class="external" rel="noopener">x</a> <a href="id:x">Titre de X</a> <a href="content/b.md">b.md</a> perdu <a href="https://ex.org/a" class="external" rel="noopener">v</a> https://ex.org %{non}</p>"#);
    insta::assert_snapshot!(html("![Un « x »](i.png \"Légende !\")\n\nVoir ![alt *b*](i.png \"t\") ici.\n\n![](i.gif)"), @r#"
    <figure><img src="content/i.png" alt="Un «_x_»" width="640" height="480" loading="lazy"><figcaption>Légende_!</figcaption></figure>
    <p>Voir <img src="content/i.png" alt="alt b" width="640" height="480" loading="lazy" title="t"> ici.</p>
    <p><img src="content/i.gif" alt="" loading="lazy"></p>
    "#);
    insta::assert_snapshot!(html("Le CIO et le CIO. [CIO](a.md)\n\n## CIO\n\n`CIO`"), @r#"
    <p>Le <abbr title="centre d’information">CIO</abbr> et le CIO. <a href="content/a.md">CIO</a></p>
    <h2 id="cio">CIO</h2>
    <p><code>CIO</code></p>
    "#);
}

#[test]
fn headings_get_ids() {
    let text = "# Titre\n\n## Un été\n\n## Un été\n\n### Mot {#un-ete-2 .large}\n\n# Encore\n\n## VM main\n";
    insta::assert_snapshot!(html(text), @r#"
    <h2 id="un-ete">Un été</h2>
    <h2 id="un-ete-3">Un été</h2>
    <h3 id="un-ete-2" class="large">Mot</h3>
    <h2 id="encore">Encore</h2>
    <h2 id="main">VM main</h2>
    "#);
    let (body, _) = load(text, FRENCH);
    assert_eq!(body.facts.title.as_ref().unwrap().0, "Titre");
    let ids: Vec<_> = body.facts.headings.iter().map(|h| (h.level, h.written_level, h.id.as_str())).collect();
    assert_eq!(ids, [(2, 2, "un-ete"), (2, 2, "un-ete-3"), (3, 3, "un-ete-2"), (2, 1, "encore"), (2, 2, "main")]);
}

#[test]
fn lists() {
    insta::assert_snapshot!(html("- a\n- b\n\n  c\n\n3. x\n4. y\n"), @r#"
    <ul>
    <li><p>a</p>
    </li>
    <li><p>b</p>
    <p>c</p>
    </li>
    </ul>
    <ol start="3">
    <li>x</li>
    <li>y</li>
    </ol>
    "#);
    insta::assert_snapshot!(html("- [ ] à *faire*\n- [x] fait\n  - [ ] dedans\n- non\n"), @r#"
    <ul>
    <li class="task"><label><input type="checkbox" disabled> à <em>faire</em></label></li>
    <li class="task"><label><input type="checkbox" disabled checked> fait</label><ul>
    <li class="task"><label><input type="checkbox" disabled> dedans</label></li>
    </ul>
    </li>
    <li>non</li>
    </ul>
    "#);
    insta::assert_snapshot!(html("- [x] large\n\n- autre\n"), @r#"
    <ul>
    <li class="task"><p><label><input type="checkbox" disabled checked> large</label></p>
    </li>
    <li><p>autre</p>
    </li>
    </ul>
    "#);
    insta::assert_snapshot!(html_in("- [x] fait <b>ici\n", SAFE), @r#"
    <ul>
    <li class="task"><input type="checkbox" disabled checked aria-label="Fait"> fait <b>ici</b></li>
    </ul>
    "#);
    insta::assert_snapshot!(html("Terme\n: définition\n: autre\n"), @r"
    <dl>
    <dt>Terme</dt>
    <dd>définition</dd>
    <dd>autre</dd>
    </dl>
    ");
}

#[test]
fn tables() {
    insta::assert_snapshot!(html("| a | b |c|\n|:-:|--:|-|\n| `x` | 1 |\n\n|a|\n|-|\n"), @r#"
    <div class="table" role="region" tabindex="0" aria-label="Tableau 1"><table>
    <thead>
    <tr><th scope="col" class="center">a</th><th scope="col" class="right">b</th><th scope="col">c</th></tr>
    </thead>
    <tbody>
    <tr><td class="center"><code>x</code></td><td class="right">1</td><td></td></tr>
    </tbody>
    </table></div>
    <div class="table" role="region" tabindex="0" aria-label="Tableau 2"><table>
    <thead>
    <tr><th scope="col">a</th></tr>
    </thead>
    </table></div>
    "#);
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    insta::assert_snapshot!(html("A[^b] B[^a] C[^b] D[^x].\n\n[^a]: Note a.\n\n[^b]: Note `b`.\n\n    Suite.\n\n[^c]: Perdue.\n"), @r##"
    <p>A<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup> B<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" role="doc-noteref">2</a></sup> C<sup class="footnote-ref"><a href="#fn:1" id="fnref:1:2" role="doc-noteref">1</a></sup> D[^x].</p>
    <section class="footnotes" role="doc-endnotes" aria-label="Notes">
    <ol>
    <li id="fn:1"><p>Note <code>b</code>.</p>
    <p>Suite. <a href="#fnref:1" class="footnote-back" role="doc-backlink" aria-label="Revenir à l’appel de note 1">↩</a> <a href="#fnref:1:2" class="footnote-back" role="doc-backlink" aria-label="Revenir à l’appel de note 1">↩</a></p></li>
    <li id="fn:2"><p>Note a. <a href="#fnref:2" class="footnote-back" role="doc-backlink" aria-label="Revenir à l’appel de note 2">↩</a></p></li>
    </ol>
    </section>
    "##);
}

#[test]
fn containers() {
    insta::assert_snapshot!(html("Avant\n::: note Un l'« titre »\nTexte.\n:::\nAprès\n\n> [!WARNING]\n> Gare.\n"), @r#"
    <p>Avant</p>
    <div class="admonition note"><p class="admonition-title">Un l’«_titre_»</p>
    <p>Texte.</p>
    </div>
    <p>Après</p>
    <div class="admonition warning"><p class="admonition-title">Attention</p>
    <p>Gare.</p>
    </div>
    "#);
    insta::assert_snapshot!(html(":::: onglets\n::: onglet Windows\nA\n:::\n::: onglet macOS\nB\n:::\n::::\n"), @r#"
    <div class="tabs">
    <div class="tab"><p class="tab-title">Windows</p>
    <p>A</p>
    </div>
    <div class="tab"><p class="tab-title">macOS</p>
    <p>B</p>
    </div>
    </div>
    "#);
    insta::assert_snapshot!(html("::: details\n- a\n- b\n:::\n\n::: etapes\n1. Un\n\n   ::: tip\n   Dedans\n   :::\n2. Deux\n:::\n"), @r#"
    <details><summary>Détails</summary>
    <ul>
    <li>a</li>
    <li>b</li>
    </ul>
    </details>
    <div class="steps">
    <ol>
    <li><p>Un</p>
    <div class="admonition tip"><p class="admonition-title">Conseil</p>
    <p>Dedans</p>
    </div>
    </li>
    <li><p>Deux</p>
    </li>
    </ol>
    </div>
    "#);
    insta::assert_snapshot!(html("```\n::: note\n:::\n```\n\n    ::: x\n\n`a\n::: b`\n"), @r#"
    <pre tabindex="0"><code>::: note
    :::
    </code></pre>
    <pre tabindex="0"><code>::: x
    </code></pre>
    <p>`a</p>
    <div>
    </div>
    "#);
    insta::assert_snapshot!(html("> ::: note\n> Texte.\n\nhors\n\n:::: danger\n::: note\nx\n::::\n\ny\n"), @r#"
    <blockquote>
    <div class="admonition note"><p class="admonition-title">Note</p>
    <p>Texte.</p>
    </div>
    </blockquote>
    <p>hors</p>
    <div class="admonition danger"><p class="admonition-title">Danger</p>
    <div class="admonition note"><p class="admonition-title">Note</p>
    <p>x</p>
    </div>
    </div>
    <p>y</p>
    "#);
}

#[test]
fn code() {
    insta::assert_snapshot!(html("```yaml {2} fichier=\"a.yaml\"\na: 1\nb: 2\n```\n\n    brut <x>\n\n```\nx\n```\n"), @r#"
    <figure class="code"><figcaption>a.yaml</figcaption><pre tabindex="0"><code class="language-yaml"><span class="t">a</span>: <span class="n">1</span>
    <mark><span class="t">b</span>: <span class="n">2</span></mark>
    </code></pre></figure>
    <pre tabindex="0"><code>brut &lt;x&gt;
    </code></pre>
    <pre tabindex="0"><code>x
    </code></pre>
    "#);
}

#[test]
fn shortcodes_stand_alone_or_among_words() {
    insta::assert_snapshot!(html("{{ date:x }}\n\nAvant le {{ date:a_b_c form=courte }} : {{ chemin:A › <B> & *C* }}.\n\n{{ faq:a }}\n{{ faq:b }}\n"), @r"
    <div>date:x</div>
    <p>Avant le <i>date:a_b_c</i>~: {{ chemin:A › &lt;B&gt; &amp; <em>C</em> }}.</p>
    <div>faq:a</div>
    <div>faq:b</div>
    ");
    insta::assert_snapshot!(html("\\{{ date:x }} `{{ date:x }}` {{ nul:x }} {{ date:x\n\n- {{ date:x }}\n\n| a |\n|-|\n| {{ date:y }} |\n"), @r#"
    <p>{{ date:x }} <code>{{ date:x }}</code> {{ nul:x }} {{ date:x</p>
    <ul>
    <li><i>date:x</i></li>
    </ul>
    <div class="table" role="region" tabindex="0" aria-label="Tableau 1"><table>
    <thead>
    <tr><th scope="col">a</th></tr>
    </thead>
    <tbody>
    <tr><td><i>date:y</i></td></tr>
    </tbody>
    </table></div>
    "#);
    let (body, _) = load("é {{ date:cloture }}", FRENCH);
    let call = &body.facts.calls[0];
    assert_eq!(&body.text()[call.span.range()], "{{ date:cloture }}");
    assert_eq!(&body.text()[call.target_span.range()], "cloture");
}

#[test]
fn raw_html_is_shown_or_cleaned() {
    let text = "Un <b onclick=\"x\">mot</b> <!-- c -->\n\n<!-- bloc -->\n\n<div class=\"x\">\na\n</div>\n";
    insta::assert_snapshot!(html(text), @r"
    <p>Un &lt;b onclick=&quot;x&quot;&gt;mot&lt;/b&gt; </p>
    <p>&lt;div class=&quot;x&quot;&gt;
    a
    &lt;/div&gt;</p>
    ");
    insta::assert_snapshot!(html_in(text, SAFE), @r"
    <p>Un <b>mot</b> </p>
    <div>
    a
    </div>
    ");
    insta::assert_snapshot!(html_in("<details><summary>S</summary>\n\n- <a href=\"b.md\">x</a> <i>*y* </i>\n- <u>z\n\n</details>\n\n<script>\nalert(1)\n</script>\n\n**a <u>b** c</u>\n", SAFE), @r#"
    <details><summary>S</summary>
    <ul>
    <li><a href="content/b.md" rel="noopener">x</a> <i><em>y</em> </i></li>
    <li><u>z</u></li>
    </ul>
    </details>

    <p><strong>a <u>b</u></strong> c</p>
    "#);
}

#[test]
fn facts_tell_links_and_lead() {
    let (body, _) = load(
        "# T\n\n- [x](y.md)\n\nUn [lien *fort*](a.md#b) et ![image](i.png).\n\n<a@b.fr>\n\n[^1]\n\n[^1]: n",
        FRENCH,
    );
    let links: Vec<_> = body.facts.links.iter().map(|link| (link.target.as_str(), link.kind.clone())).collect();
    let words = |text: &str| LinkKind::Link { text: text.to_owned() };
    let alt = |alt: &str| LinkKind::Image { alt: alt.to_owned() };
    assert_eq!(
        links,
        [
            ("y.md", words("x")),
            ("a.md#b", words("lien fort")),
            ("i.png", alt("image")),
            ("mailto:a@b.fr", words("a@b.fr"))
        ]
    );
    assert_eq!(body.facts.lead.as_deref(), Some("Un lien fort et ."));
    assert_eq!(body.facts.anchors, ["fn:1"]);
    let (body, _) = load(&"mot ".repeat(200), FRENCH);
    let lead = body.facts.lead.unwrap();
    assert!(lead.chars().count() <= 300 && lead.ends_with("mot…"), "{lead}");
}

#[test]
fn links_of_raw_html_count_where_it_is_kept() {
    let text = "Un <a href=\"a.md\">lien</a>.\n\n<figure>\n<img src=\"i.png\" alt=\"x\">\n</figure>\n";
    let targets = |dialect| load(text, dialect).0.facts.links.into_iter().map(|link| link.target).collect::<Vec<_>>();
    assert_eq!(targets(SAFE), ["a.md", "i.png"]);
    assert!(targets(FRENCH).is_empty());
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let text = "# T\n\nUn <b>mot</b> <!-- ok -->\n\n<div>\n</div>\n\n{{ dat:x }} {{ date:y\n\n::: nota\n\n::: note\nx\n\n> :::\n\n\
        ```yaml {9-2,4}\na\n```\n\n[x](javascript:a) [y](<java&#115;cript:b>) ![z](data:image/png;base64,x)\n\n## A {#a}\n\n## B {#a}\n\n## C {#vm-main}\n\n\
        [^1]: rien\n\n%{bas} [z](%{nul}/a)\n\n> [!NOTA]\n> x\n";
    insta::assert_snapshot!(findings(text), @r"
    3:4+3 raw-html: `<b>` is shown as text (write it in Markdown, or between backticks if it is an example)
    3:10+4 raw-html: `</b>` is shown as text (write it in Markdown, or between backticks if it is an example)
    5:1+5 raw-html: `<div>` is shown as text (write it in Markdown, or between backticks if it is an example)
    8:4+3 bad-shortcode: there is no shortcode `dat` (did you mean `date`?)
    8:13+2 bad-shortcode: `{{` is not closed (close it by }}, or write \{{ for two braces)
    10:1+8 unclosed-container: this container is not closed (add a line `:::` after its content)
    10:1+8 unknown-container: there is no container `nota` (did you mean `note`?)
    12:1+8 unclosed-container: this container is not closed (add a line `:::` after its content)
    15:3+3 stray-container-end: there is no container to close here (delete this line, or restore the one that opens the container)
    17:10+3 bad-code-lines: `9-2` names no line of this block, which has 1 (write numbers from 1 to 1)
    17:14+1 bad-code-lines: `4` names no line of this block, which has 1 (write numbers from 1 to 1)
    21:1+17 unsafe-link: the address `javascript:a` can run code (use the address of a page)
    21:19+24 unsafe-link: the address `javascript:b` can run code (use the address of a page)
    25:1+9 duplicate-anchor: the anchor `a` is already taken (it becomes `a-2`: give it a name of its own)
    27:1+15 duplicate-anchor: the anchor `vm-main` is already taken (it becomes `main`: give it a name of its own)
    29:1+10 unused-footnote: the footnote `1` is referred to nowhere (write [^1] at the place that it explains, or take it away)
    31:1+6 unknown-variable: the variable `bas` has no value (did you mean %{base}?)
    31:8+13 unknown-variable: the variable `nul` has no value (declare it under `markdown: variables:` in vademecum.yaml)
    33:1+9 unknown-alert: there is no alert `NOTA` (did you mean [!NOTE]?)
    ");
}

#[test]
fn unsafe_links_are_never_active() {
    let links = [
        "[a](javascript:x)",
        "[a](JAVASCRIPT:x)",
        "[a](<javascript:x>)",
        "[a](java&#115;cript:x)",
        "[a](&#x6A;avascript:x)",
        "[a](javascript&colon;x)",
        "[a](javascript&#58;x)",
        "[a](<java&Tab;script:x>)",
        "[a](<java&NewLine;script:x>)",
        "[a](&#1;javascript:x)",
        "[a](javascript%3Ax)",
        "[a](j%61vascript:x)",
        "<javascript:x>",
        "[a]\n\n[a]: javascript:x",
        "[a][b]\n\n[b]: <&#106;avascript:x>",
        "[a](vbscript:x)",
        "[a](data:text/html,x)",
        "[a](data:image/svg+xml,x)",
        "![a](javascript:x)",
        "![a](data:image/svg+xml;base64,x)",
        "[![a](vbscript:x)](javascript:y)",
        "[a](file:///etc/passwd)",
        "[a](javascript\\:x)",
        "[a](\\javascript:x)",
        "[a](&nbsp;javascript:x)",
        "[a](&ZeroWidthSpace;javascript:x)",
        "[a](java&shy;script:x)",
        "[a](&#0;javascript:x)",
        "[a](%2520javascript:x)",
        "[a](view-source:x)",
        "[a](<  javascript:x>)",
        "[a](feed:javascript:x)",
    ];
    for link in links {
        let html = html(link);
        let active = html.contains("href=\"java")
            || html.contains("script:x\"")
            || html.contains("<img")
            || html.contains("href=\"data");
        assert!(!active || link.starts_with("[a](\\java"), "{link}: {html}");
    }
    assert!(html("![a](data:image/png;base64,xx)").contains("<img src=\"data:image/png;base64,xx\""));
}

mod hostile;

#[test]
fn included_text_leads_back_to_its_own_file() {
    let page = Arc::new(TextFile::new(
        SourcePath::new("content/page.md"),
        "A\n\n{{ include:../communs/avis.md }}\n".to_owned(),
    ));
    let avis =
        Arc::new(TextFile::new(SourcePath::new("communs/avis.md"), "[lien](voisin.md) {{ nul:x }}\n".to_owned()));
    let find = |path: &SourcePath| (*path == avis.path).then(|| avis.clone());
    let mut diagnostics = Vec::new();
    let length = page.text.len();
    let texts = Texts { find: &find, paths: &Vec::new };
    let mut body = splice(&page, 0..length, &texts, &mut diagnostics);
    body.facts = read(&body, FRENCH, &BTreeMap::new(), &mut diagnostics);
    assert_eq!(diagnostics[0].location.as_ref().unwrap().to_string(), "communs/avis.md:1:22");
    assert!(to_html(&body, FRENCH, &TestSite).html.contains("href=\"communs/voisin.md\""));
}

#[test]
fn passages_are_words_by_heading() {
    let text = "# T\n\nAvant **tout** {{ date:x }}.\n\n## Un `b`\n\n- a\n- b &amp; c\n\n| x | y |\n|-|-|\n| 1 | 2 |\n\n::: note Titre\nTexte\nsuite\n:::\n\n## Vide\n";
    let (body, _) = load(text, FRENCH);
    let passages = passages(&body, &TestSite);
    let passages: Vec<_> = passages.iter().map(|passage| (passage.heading, passage.text.as_str())).collect();
    assert_eq!(
        passages,
        [(None, "Avant tout date:x.\n"), (Some(0), "a\nb & c\nx y\n1 2\nTitre\nTexte suite\n"), (Some(1), "")]
    );
}
