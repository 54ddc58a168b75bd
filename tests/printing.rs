//! The guide and its parts as PDF files: which there are, what leads to them, what is told of them.
//!
//! What stands in the files is judged by `tests/validators/guide.py`, with programs that are not ours.

use std::fs;

use super::support::{Run, TestSite};

const DAY: &str = "2024-11-25";

fn site() -> TestSite {
    let question =
        "---\nquestion: J’ai perdu mon code ?\nshort_answer: Demandez-en un autre.\nurgent: true\n---\nUn texte.\n";
    TestSite::new()
        .file("vademecum.yaml", "title: Aide du port\nlanguage: fr\nbase_url: https://aide.example/\naudiences:\n- id: equipage\n  label: Équipage\n")
        .file("content/index.md", "# Accueil\n\nBienvenue. Voir [le quai](port/quai.md).\n")
        .file("content/port/index.md", "# Le port\n")
        .file("content/port/quai.md", "# Le quai\n\nOn y accoste.\n")
        .file("faq/codes/index.md", "# Codes\n")
        .file("faq/codes/perdu.md", question)
}

fn build(site: &TestSite) -> Run {
    site.run(&["build", ".", "--date", DAY, "--no-compress"])
}

fn pdf(site: &TestSite, arguments: &[&str]) -> Run {
    site.run(&[&["pdf", ".", "--date", DAY], arguments].concat())
}

/// The number of pages of a PDF, as its page tree says it.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF")
}

#[test]
fn a_build_has_the_guide_and_a_sheet_per_urgent_question() {
    let site = site();
    let run = build(&site);
    assert_eq!((run.code, run.stderr.contains("pdf-")), (Some(0), false), "{}", run.stderr);
    for file in ["pdf/guide.pdf", "pdf/fiches/perdu.pdf"] {
        assert!(is_pdf(&fs::read(site.out().join(file)).unwrap()), "{file}");
    }
    assert!(!site.has_output("pdf/faq.pdf"), "nobody asked for it");
}

#[test]
fn pages_lead_to_what_concerns_them_with_its_size_and_pages() {
    let site = site();
    build(&site);
    let links = |page: &str| {
        let html = site.output(page);
        let start = html.find("<div class=\"pdfs\">").unwrap_or_else(|| panic!("{page}: {html}"));
        html[start..].split("</div>").next().unwrap().to_owned()
    };
    let question = links("faq/codes/perdu.html");
    assert!(question.contains("href=\"../../pdf/fiches/perdu.pdf\""), "{question}");
    assert!(question.contains("ko, 1 page)"), "{question}");
    assert!(question.contains("href=\"../../pdf/guide.pdf\""), "{question}");
    let page = links("port/quai.html");
    assert!(!page.contains("fiches") && page.contains("pages)"), "{page}");
    assert!(links("index.html").contains("href=\"pdf/guide.pdf\""));
    assert!(!site.output("404.html").contains("class=\"pdfs\""), "it is shown at any depth");
}

#[test]
fn the_settings_choose_the_files() {
    let site = site();
    let settings = fs::read_to_string(site.root().join("vademecum.yaml")).unwrap();
    site.write(
        "vademecum.yaml",
        settings.clone()
            + "pdf:\n  large_print: true\n  parts: [faq, port]\n  audiences: [equipage]\n  sheets: false\n",
    );
    assert_eq!(build(&site).code, Some(0));
    for file in ["guide", "guide-gros-caracteres", "faq", "pages/port", "je-suis/equipage"] {
        assert!(site.has_output(&format!("pdf/{file}.pdf")), "{file}");
    }
    assert!(!site.has_output("pdf/fiches/perdu.pdf"));
    assert!(site.output("port/quai.html").contains("pdf/pages/port.pdf"));
    assert!(
        site.output("je-suis/equipage.html").contains("pdf/je-suis/equipage.pdf")
            || site.output("je-suis/equipage.html").contains("equipage.pdf")
    );
    site.write("vademecum.yaml", settings + "pdf:\n  guide: false\n  sheets: false\n");
    assert_eq!(build(&site).code, Some(0));
    assert!(!site.has_output("pdf"));
    assert!(!site.output("index.html").contains("class=\"pdfs\""));
}

#[test]
fn the_same_day_gives_the_same_bytes_and_another_day_others() {
    let site = site();
    let made = |day: &str| {
        let run = site.run(&["pdf", ".", "--date", day, "--out", "un.pdf"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        fs::read(site.root().join("un.pdf")).unwrap()
    };
    assert!(made(DAY) == made(DAY));
    assert!(made(DAY) != made("2024-11-26"));
    build(&site);
    assert!(fs::read(site.out().join("pdf/guide.pdf")).unwrap() == made(DAY));
}

#[test]
fn a_command_makes_the_guide_or_a_part() {
    let site = site();
    let run = pdf(&site, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("« guide.pdf » : "), "{}", run.stderr);
    for arguments in [
        &["--only", "faq"][..],
        &["--only", "quai"],
        &["--only", "perdu", "--sheet"],
        &["--audience", "equipage"],
        &["--large-print"],
    ] {
        let run = pdf(&site, &[arguments, &["--out", "part.pdf"]].concat());
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
        assert!(is_pdf(&fs::read(site.root().join("part.pdf")).unwrap()));
    }
    let unknown = pdf(&site, &["--only", "rien"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("« rien » n’est ni une rubrique"), "{}", unknown.stderr);
}

#[test]
fn a_site_with_errors_has_no_pdf() {
    let site = site();
    site.write("content/port/quai.md", "# Le quai\n\n[x](absent.md)\n");
    let run = pdf(&site, &["--out", "un.pdf"]);
    assert_eq!(run.code, Some(1));
    assert!(!site.root().join("un.pdf").exists());
}

#[test]
fn what_cannot_be_printed_is_told_where_it_is_written() {
    let site = site();
    let deep = "> ".repeat(40);
    let wide = format!("|{}\n|{}\n|{}\n", "a|".repeat(30), "-|".repeat(30), "b|".repeat(30));
    site.write(
        "content/port/quai.md",
        format!("# Le quai\n\nUn 欢 là.\n\n![Le plan](plan.png)\n\n{deep}Au fond.\n\n{wide}"),
    );
    site.write("content/port/plan.png", "pas une image");
    let run = build(&site);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let told = |rule: &str, place: &str| {
        let at = run.stderr.find(&format!("[{rule}]")).unwrap_or_else(|| panic!("{rule}: {}", run.stderr));
        let rest: String = run.stderr[at..].lines().take(4).collect();
        assert!(rest.contains(place), "{rule}: {rest}");
    };
    told("pdf-missing-glyph", "content/port/quai.md:3:4");
    told("pdf-bad-picture", "content/port/quai.md:5:1");
    told("pdf-too-deep", "content/port/quai.md:7:");
    told("pdf-too-wide", "content/port/quai.md:9:1");
    assert_eq!(run.stderr.matches("[pdf-missing-glyph]").count(), 1);
    site.write("vademecum.yaml", "title: Aide\nseverity:\n  pdf-missing-glyph: error\n");
    assert_eq!(build(&site).code, Some(1), "severities are the site’s choice");
}

#[test]
fn a_sheet_of_two_pages_is_told() {
    let site = site();
    let long = "Une phrase de plus, pour que la fiche déborde.\n\n".repeat(80);
    site.write("faq/codes/perdu.md", format!("---\nquestion: Un ?\nshort_answer: Deux.\nurgent: true\n---\n{long}"));
    let run = build(&site);
    assert!(run.stderr.contains("[pdf-too-long]"), "{}", run.stderr);
}

#[test]
fn a_site_that_is_too_large_has_a_file_per_rubric() {
    let site = site();
    site.write("content/port/quai.md", format!("# Le quai\n\n{}", "Un mot après l’autre. ".repeat(50_000)));
    let run = build(&site);
    assert!(run.stderr.contains("[pdf-too-large]"), "{}", run.stderr);
    assert!(!site.has_output("pdf/guide.pdf"));
    assert!(site.has_output("pdf/faq.pdf"));
    assert!(site.output("faq/index.html").contains("pdf/faq.pdf"));
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_default() {
    let site = site();
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/pdf/guide.typ");
    let default = fs::read_to_string(default).unwrap();
    let settings = fs::read_to_string(site.root().join("vademecum.yaml")).unwrap();
    site.write("vademecum.yaml", settings + "theme: port\n");
    let before = pdf(&site, &["--out", "un.pdf"]);
    assert_ne!(before.code, Some(0), "the theme has no file yet");
    site.write("themes/port/pdf/guide.typ", default.replace("10.5pt", "12pt"));
    let run = pdf(&site, &["--out", "un.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    site.write(
        "themes/port/pdf/guide.typ",
        default.replace("#let lead(body, sticky: false) = ", "#let lead(body, sticky: false) = absent + "),
    );
    site.write("content/port/quai.md", "---\nsummary: Un résumé.\n---\n# Le quai\n\nOn y accoste.\n");
    let run = pdf(&site, &["--out", "un.pdf"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("[pdf-invalid-template]"), "{}", run.stderr);
    assert!(run.stderr.contains("themes/port/pdf/guide.typ:"), "{}", run.stderr);
    assert!(run.stderr.contains("absent"), "{}", run.stderr);
}

#[test]
fn an_archived_campaign_has_no_pdf() {
    let site = site();
    let settings = fs::read_to_string(site.root().join("vademecum.yaml")).unwrap();
    site.write("vademecum.yaml", settings + "campaigns:\n- year: 2025\n  label: Campagne 2025\n  state: current\n- year: 2024\n  label: Campagne 2024\n  state: archived\n");
    site.write("archives/2024/content/index.md", "# Accueil\n\nAvant.\n");
    assert_eq!(build(&site).code, Some(0));
    assert!(site.has_output("archives/2024/index.html"));
    assert!(!site.has_output("archives/2024/pdf"));
    assert!(!site.output("archives/2024/index.html").contains("class=\"pdfs\""));
}

/// The site with a video guide whose chapters name pages of its slides.
fn site_with_slides(slides: &[u8]) -> TestSite {
    let guide = "---\ntitle: Lire le tableau\naccess: login\napp_path: Aide › Vidéos\nduration: \"0:30\"\nslides: tableau.pdf\nchapters:\n- at: \"0:00\"\n  title: Ouvrir\n- at: \"0:10\"\n  title: Trier\n  page: 2\n---\n\nRegardez.\n";
    site().file("videos/tableau/guide.md", guide).file("videos/tableau/tableau.pdf", slides)
}

fn slides() -> Vec<u8> {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/demo/videos/decouvrir-cabestan");
    fs::read(demo.join("diaporama.pdf")).unwrap()
}

#[test]
fn the_slides_of_all_videos_are_one_file() {
    let site = site_with_slides(&slides());
    let run = build(&site);
    assert_eq!((run.code, run.stderr.contains("pdf-")), (Some(0), false), "{}", run.stderr);
    assert!(is_pdf(&fs::read(site.out().join("pdf/presentations.pdf")).unwrap()));
    for page in ["videos/tableau.html", "videos/index.html"] {
        assert!(site.output(page).contains("Toutes les présentations</a>"), "{page}");
    }
    assert!(!site.output("port/quai.html").contains("presentations.pdf"));
    assert_eq!(pdf(&site, &["--only", "slides", "--out", "un.pdf"]).code, Some(0));
    assert!(
        fs::read(site.root().join("un.pdf")).unwrap() == fs::read(site.out().join("pdf/presentations.pdf")).unwrap()
    );
    let settings = fs::read_to_string(site.root().join("vademecum.yaml")).unwrap();
    site.write("vademecum.yaml", settings + "pdf:\n  slides: false\n");
    assert_eq!(build(&site).code, Some(0));
    assert!(!site.has_output("pdf/presentations.pdf"));
}

#[test]
fn without_slides_there_is_no_file_of_them() {
    let site = site();
    build(&site);
    assert!(!site.has_output("pdf/presentations.pdf"));
    assert_eq!(pdf(&site, &["--only", "slides"]).code, Some(2));
}

#[test]
fn slides_that_cannot_be_drawn_are_told() {
    // A page that says it is there, and is not.
    let bytes = slides();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains("/Count 3"), "the file counts its pages in plain words");
    let at = bytes.windows(8).position(|window| window == b"/Count 3").unwrap();
    let mut more = bytes.clone();
    more[at + 7] = b'4';
    let site = site_with_slides(&more);
    let run = build(&site);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("[pdf-bad-slide]"), "{}", run.stderr);
    assert!(run.stderr.contains("videos/tableau/guide.md:6:9"), "{}", run.stderr);
}

#[test]
fn words_in_another_language_are_said_to_be_so() {
    let site = site();
    site.write(
        "content/port/quai.md",
        "# Le quai\n\nLe {{ langue:single sign-on }} et la {{ langue:Bürgschaft code=de }}.\n\n{{ langue:Mind the gap }}\n",
    );
    let run = build(&site);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let html = site.output("port/quai.html");
    for words in ["<span lang=\"en\">single sign-on</span>", "<span lang=\"de\">Bürgschaft</span>"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("<p lang=\"en\">Mind the gap</p>"), "{html}");
    site.write("content/port/quai.md", "# Le quai\n\n{{ langue:oui code=xx }}\n");
    let run = build(&site);
    assert!(run.stderr.contains("« xx » n’est pas une valeur de « code »"), "{}", run.stderr);
}
