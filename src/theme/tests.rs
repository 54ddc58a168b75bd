//! Themes of sites.

use std::collections::BTreeSet;

use super::*;
use crate::colour::contrast;
use crate::render::view::{
    AppPathCall, AppPathView, ContactCall, DateCall, DocumentCall, FaqCall, TEMPLATES, ToConfirmCall, VideoCall,
};

fn theme(language: Language) -> Theme {
    let (theme, diagnostics) = Theme::load(&ThemeSettings { language, ..ThemeSettings::default() }, []);
    assert_eq!(diagnostics, []);
    theme
}

fn file(name: &str, text: &str) -> ThemeFile {
    let path = SourcePath::new(format!("themes/essai/{name}"));
    ThemeFile { name: name.to_owned(), path, bytes: text.as_bytes().to_vec() }
}

fn load(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    Theme::load(&ThemeSettings::default(), files.iter().map(|(name, text)| file(name, text)))
}

/// Code and place of each finding.
fn findings(diagnostics: &[Diagnostic]) -> Vec<String> {
    let place = |finding: &Diagnostic| finding.location.as_ref().map_or("site".to_owned(), ToString::to_string);
    diagnostics.iter().map(|finding| format!("{} {}", finding.rule.code, place(finding))).collect()
}

#[test]
fn every_template_renders_in_both_languages() {
    for language in [Language::Fr, Language::En] {
        let theme = theme(language);
        let mut shown: BTreeSet<&str> = samples::pages(&theme, language.tag()).iter().map(|(name, _)| *name).collect();
        shown.extend(shortcodes(&theme, false).iter().map(|(name, _)| *name));
        shown.extend(["masthead.html", "sidebar.html", "footer.html"]);
        assert_eq!(shown, TEMPLATES.iter().copied().collect());
    }
}

fn shortcodes(theme: &Theme, inline: bool) -> Vec<(&'static str, String)> {
    fn show<V: View>(theme: &Theme, view: &V) -> (&'static str, String) {
        (V::TEMPLATE, theme.show(view).unwrap())
    }
    let steps = vec!["Informations".to_owned(), "Documentation".to_owned()];
    vec![
        show(theme, &ContactCall { contact: samples::contact(), inline }),
        show(theme, &VideoCall { video: samples::video(), inline }),
        show(theme, &DocumentCall { document: samples::document(), inline }),
        show(theme, &FaqCall { faq: samples::faq(), inline }),
        show(theme, &AppPathCall { app_path: AppPathView { steps }, inline }),
        show(theme, &ToConfirmCall { text: "[date à confirmer]".into(), inline }),
        show(
            theme,
            &DateCall {
                text: "avant le mercredi 11 décembre 2024".into(),
                date: Some(samples::date("11", "mercredi", "avant le mercredi")),
                href: Some("calendrier/informations.html".into()),
                clock: None,
            },
        ),
    ]
}

#[test]
fn views_with_nothing_in_them_render_too() {
    use crate::render::view::*;
    let theme = theme(Language::Fr);
    macro_rules! bare {
        ($($view:ty),*) => { $(assert!(theme.show(&<$view>::default()).is_ok(), stringify!($view));)* };
    }
    bare!(MastheadView, SidebarView, FooterView, HomeView, TextView, SectionView, FaqIndexView, FaqThemeView);
    bare!(FaqEntryView, VideosView, VideoView, CalendarView, EventPageView, DocumentsView, DocumentView);
    bare!(AnnouncementsView, AnnouncementView, ContactsView, ContactView, AudienceView, AudiencesView, GlossaryView);
    bare!(QuestionsView, ChangesView, SearchView, NotFoundView, RedirectView, WithdrawnView);
    bare!(ContactCall, VideoCall, DocumentCall, FaqCall, DateCall, AppPathCall, ToConfirmCall);
}

#[test]
fn shared_parts_look_like_this() {
    let theme = theme(Language::Fr);
    insta::assert_snapshot!("masthead", theme.show(&samples::masthead()).unwrap());
    insta::assert_snapshot!("footer", theme.show(&samples::footer()).unwrap());
    insta::assert_snapshot!("redirect", theme.show(&samples::redirect("fr")).unwrap());
    for (name, html) in shortcodes(&theme, false) {
        insta::assert_snapshot!(name.replace(['/', '.'], "_"), html);
    }
}

#[test]
fn headings_never_skip_a_level() {
    for (name, html) in samples::pages(&theme(Language::Fr), "fr") {
        let mut before = 0;
        for (at, _) in html.match_indices("<h") {
            let Some(level) = html[at + 2..].chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
            assert!(level <= before + 1, "{name}: h{before} is followed by h{level}");
            before = level;
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn shortcodes_among_words_give_phrasing_content_only() {
    for (name, html) in shortcodes(&theme(Language::Fr), true) {
        for block in ["<p", "<div", "<section", "<h2", "<h3", "<ul", "<dl"] {
            assert!(!html.contains(block), "{name} gives {block}: {html}");
        }
        assert!(!html.trim_end_matches('\n').contains('\n'), "{name}: {html:?}");
    }
}

#[test]
fn pages_hold_nothing_inline_that_a_strict_policy_refuses() {
    for (name, html) in samples::pages(&theme(Language::Fr), "fr") {
        assert!(!html.contains(" style="), "{name}");
        assert!(!html.contains("<style"), "{name}");
        assert!(!html.contains(" onclick="), "{name}");
        let scripts = html.matches("<script").count();
        let allowed =
            html.matches("<script src=").count() + html.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, allowed, "{name}");
    }
}

#[test]
fn ids_of_the_theme_are_reserved_and_there_once() {
    let theme = theme(Language::Fr);
    for (name, html) in samples::pages(&theme, "fr") {
        let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{name} has an id twice: {ids:?}");
        for id in ids.iter().filter(|id| id.starts_with("vm-")) {
            assert!(RESERVED_IDS.contains(id), "{name}: {id}");
        }
    }
}

#[test]
fn pages_can_be_rendered_by_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&theme(Language::Fr));
}

#[test]
fn text_is_escaped() {
    let theme = theme(Language::Fr);
    let mut masthead = samples::masthead();
    masthead.site.title = "<script>alert(1)</script>".into();
    masthead.navigation[0].href = "\"><b>".into();
    let html = theme.show(&masthead).unwrap();
    assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
}

#[test]
fn both_languages_have_the_same_words_and_templates_use_no_other() {
    let keys = |name| words::default_words(name).into_keys().collect::<BTreeSet<_>>();
    let (fr, en) = (keys("fr.yaml"), keys("en.yaml"));
    assert_eq!(fr, en);
    let mut used = BTreeSet::new();
    for (name, bytes) in default_files("templates") {
        let text = std::str::from_utf8(bytes).unwrap();
        for (at, _) in text.match_indices("t.") {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let key: String = text[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !before.is_alphanumeric() && before != '_' && !key.is_empty() {
                assert!(fr.contains(&key), "{name} uses t.{key}");
                used.insert(key);
            }
        }
    }
    let printed = printed_words();
    let is_used = |key: &&String| used.contains(*key) || printed.contains(*key) || key.starts_with("channel_");
    let unused: Vec<_> = fr.iter().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "neither a template nor the guide uses {unused:?}");
    let unknown: Vec<_> = printed.iter().filter(|key| key.starts_with("pdf_") && !fr.contains(*key)).collect();
    assert!(unknown.is_empty(), "the guide uses {unknown:?}");
}

/// What stands in quotes in the code of the guide: the words of the theme that it uses are among it.
fn printed_words() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render");
    let files = std::fs::read_dir(format!("{folder}/guide")).unwrap().map(|file| file.unwrap().path());
    let texts = files.chain([format!("{folder}/guide.rs").into()]).map(|file| std::fs::read_to_string(file).unwrap());
    texts.flat_map(|text| text.split('"').map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn a_site_puts_its_own_files_in_place_of_the_default_ones() {
    let (theme, diagnostics) = load(&[
        ("templates/footer.html", "<footer>{{ site.title }} {{ t.search }} {{ t.own }}</footer>"),
        ("i18n/fr.yaml", "search: \"Trouver\"\nown: \"à nous\"\n"),
        ("assets/theme.css", "body{background:url(  'img/a b.png?x#y' )}/* url(no.png) */"),
        ("assets/img/a b.png", "picture"),
        ("README.md", ""),
    ]);
    assert_eq!(findings(&diagnostics), [""; 0]);
    assert_eq!(theme.show(&samples::footer()).unwrap(), "<footer>Aide Exemple Trouver à nous</footer>");
    let css = theme.assets().iter().find(|asset| asset.name == "theme.css").unwrap();
    let picture = theme.asset("img/a b.png").unwrap().strip_prefix("assets/").unwrap();
    assert_eq!(
        std::str::from_utf8(&css.bytes).unwrap(),
        format!("body{{background:url(  '{picture}?x#y' )}}/* url(no.png) */")
    );
    assert!(theme.asset("fonts/literata.woff2").is_some());
    assert!(theme.fonts().is_empty(), "a font that no rule names is not asked for");
}

#[test]
fn names_of_assets_follow_their_content() {
    let path = |css: &str| load(&[("assets/theme.css", css)]).0.asset("theme.css").unwrap().to_owned();
    assert_eq!(path("a{}"), path("a{}"));
    assert_ne!(path("a{}"), path("b{}"));
    let with = |picture: &str| {
        let (theme, _) = load(&[("assets/theme.css", "a{b:url(p.png)}"), ("assets/p.png", picture)]);
        theme.asset("theme.css").unwrap().to_owned()
    };
    assert_ne!(with("1"), with("2"), "the name of a stylesheet follows what it refers to");
}

#[test]
fn wrong_assets_are_findings() {
    let (_, diagnostics) = load(&[
        ("assets/a.css", "@import url(b.css);"),
        ("assets/b.css", "@import url(\"a.css\");"),
        ("assets/c.css", "a{}\n b{c:url(nowhere.png)}"),
        ("assets/d.css", "a{b:url(https://exemple.invalid/x.png);c:url(data:,x);d:url(#e);e:url("),
        ("home.html", ""),
    ]);
    assert_eq!(
        findings(&diagnostics),
        [
            "unused-theme-file themes/essai/home.html:1:1",
            "missing-theme-asset themes/essai/assets/b.css:1:14",
            "missing-theme-asset themes/essai/assets/c.css:2:10",
        ]
    );
}

#[test]
fn wrong_templates_are_findings_and_the_default_stays() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: &[Case] = &[
        (&[("templates/footer.html", "\n  {% if %}")], &["invalid-template themes/essai/templates/footer.html:2:9"]),
        (
            &[("templates/footer.html", "é {{ a | nothing }}\n{{ <nobody /> }}"), ("templates/home.html", "{{")],
            &[
                "invalid-template themes/essai/templates/home.html:1:3",
                "invalid-template themes/essai/templates/footer.html:1:10",
                "invalid-template themes/essai/templates/footer.html:2:4",
            ],
        ),
        (
            &[("templates/footer.html", "{% extends \"footer.html\" %}")],
            &["invalid-template themes/essai/templates/footer.html:1:1"],
        ),
        (
            &[("templates/footer.html", "{% extends \"nowhere.html\" %}")],
            &["invalid-template themes/essai/templates/footer.html:1:1"],
        ),
        (
            &[("templates/footer.html", "{% include \"footer.html\" %}")],
            &["invalid-template themes/essai/templates/footer.html:1:1"],
        ),
        (
            &[("templates/footer.html", "{% include \"nowhere.html\" %}")],
            &["invalid-template themes/essai/templates/footer.html:1:12"],
        ),
        (&[("templates/parts/notice.html", "")], &["invalid-template site", "invalid-template site"]),
        (&[("i18n/fr.yaml", "search:\n  - a\n")], &["invalid-theme-words themes/essai/i18n/fr.yaml:2:3"]),
    ];
    for (files, expected) in cases {
        let (theme, diagnostics) = load(files);
        assert_eq!(
            findings(&diagnostics),
            *expected,
            "{:?}",
            diagnostics.iter().map(|d| &d.message.en).collect::<Vec<_>>()
        );
        assert!(theme.show(&samples::footer()).unwrap().contains("class=\"footer\""));
    }
}

#[test]
fn a_template_that_fails_while_rendering_is_a_finding() {
    for (text, place) in [
        ("a\n {{ sitee.title }}", "themes/essai/templates/footer.html:2:5"),
        ("{{ <endless n={1} /> }}{% component endless(n) %}{{ <endless n={n} /> }}{% endcomponent endless %}", "1:"),
        ("{{ 1 / 0 }}", "1:8"),
    ] {
        let (theme, diagnostics) = load(&[("templates/footer.html", text)]);
        assert_eq!(findings(&diagnostics), [""; 0]);
        let finding = theme.show(&samples::footer()).unwrap_err();
        assert_eq!(finding.rule.code, "template-failed");
        let at = finding.location.as_ref().unwrap().to_string();
        assert!(at.contains(place), "{at}: {}", finding.message.en);
    }
}

#[test]
fn colours_of_the_site_become_a_stylesheet() {
    let accent = Colour::parse("#ffcc00");
    let settings = ThemeSettings { accent, accent_dark: Colour::parse("#0a5a68"), ..ThemeSettings::default() };
    let (theme, _) = Theme::load(&settings, []);
    assert_eq!(theme.stylesheets().len(), 2);
    let look = theme.assets().iter().find(|asset| asset.name == "look.css").unwrap();
    insta::assert_snapshot!(std::str::from_utf8(&look.bytes).unwrap(), @r"
    @media print,(prefers-color-scheme:light){:root{--accent:#ffcc00;--accent-ink:#0c1a1d;--wash:color-mix(in srgb,#ffcc00 9%,var(--sheet))}}
    @media screen and (prefers-color-scheme:dark){:root{--accent:#0a5a68;--accent-ink:#ffffff;--wash:color-mix(in srgb,#0a5a68 9%,var(--sheet))}}
    ");
}

/// The colours in the `:root` blocks of the stylesheet: light, then dark.
fn palettes() -> [HashMap<String, Colour>; 2] {
    let css = std::str::from_utf8(DEFAULT.get_file("assets/theme.css").unwrap().contents()).unwrap();
    let block = |start: &str| {
        let block = css.split_once(start).unwrap().1.split('}').next().unwrap();
        let pairs = block.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'));
        pairs.filter_map(|(name, value)| Some((name.to_owned(), colour(value)?))).collect()
    };
    [block(":root{"), block("(prefers-color-scheme:dark){:root{")]
}

fn colour(value: &str) -> Option<Colour> {
    let doubled = |digits: &str| digits.chars().flat_map(|digit| [digit, digit]).collect::<String>();
    match value.strip_prefix('#') {
        Some(digits) if digits.len() == 3 => Colour::parse(&format!("#{}", doubled(digits))),
        _ => Colour::parse(value),
    }
}

#[test]
fn all_words_can_be_read_on_their_ground() {
    const GROUNDS: [&str; 3] = ["paper", "sheet", "wash"];
    let mut pairs: Vec<(&str, &str)> = vec![("accent-ink", "accent")];
    for (word, own) in [("due", "due-wash"), ("alarm", "alarm-wash"), ("good", "good-wash"), ("ink", "due-wash")] {
        pairs.extend([(word, own), (word, "sheet"), (word, "paper")]);
    }
    for word in ["ink", "soft", "accent"] {
        pairs.extend(GROUNDS.map(|ground| (word, ground)));
    }
    for word in ["keyword", "string", "comment", "number", "function", "type"] {
        let word: &str = ["code-", word].concat().leak();
        pairs.extend([(word, "sheet"), (word, "due-wash")]);
    }
    for palette in palettes() {
        for (word, ground) in &pairs {
            let ratio = contrast(palette[*word], palette[*ground]);
            assert!(ratio >= 4.5, "{word} on {ground}: {ratio:.2}");
        }
        assert!(contrast(palette["edge"], palette["sheet"]) >= 3.0, "edges of controls");
    }
}

#[test]
fn arbitrary_templates_do_not_panic() {
    for text in [
        "{%",
        "{{ \"",
        "{#",
        "{% raw %}",
        "{{ a.b[",
        "\u{0}",
        "{{ é",
        "{% for a in %}{% endfor %}",
        "{{- -}}",
        "}}%}#}",
    ] {
        load(&[("templates/home.html", text)]);
        load(&[("assets/theme.css", text), ("i18n/fr.yaml", text)]);
    }
    let deep = "{% if a %}".repeat(2_000);
    let nested = format!("{{{{ {}1 }}}}", "(".repeat(5_000));
    for text in [deep, nested, format!("{{{{ {}1 }}}}", "not ".repeat(5_000))] {
        assert_eq!(load(&[("templates/home.html", &text)]).1.len(), 1);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    /// A default template with something cut out of it and something put in: findings, never a panic.
    #[test]
    fn damaged_templates_are_never_fatal(
        which in 0usize..1000,
        from in 0.0f64..1.0,
        cut in 0usize..40,
        add in "[{}%#<>/a-z@\"é .=]{0,12}",
    ) {
        let files = default_files("templates");
        let (name, bytes) = files[which % files.len()];
        let mut text = std::str::from_utf8(bytes).unwrap().to_owned();
        let start = text.floor_char_boundary((text.len() as f64 * from) as usize);
        let end = text.floor_char_boundary((start + cut).min(text.len())).max(start);
        text.replace_range(start..end, &add);
        let (theme, _) = load(&[(&format!("templates/{name}"), &text)]);
        let _ = theme.show(&samples::footer());
        let _ = theme.show(&samples::masthead());
    }
}
