//! Archived campaigns: whole sites below `archives/<year>/`.

use super::support::TestSite;

const SETTINGS: &str = "title: Aide\nbase_url: https://aide.example/\ncampaigns:\n- year: 2026\n  label: Campagne 2026\n  state: current\n- year: 2025\n  label: Campagne 2025\n  state: archived\naudiences:\n- id: direction\n  label: Direction\n";

/// A site with a current campaign and an archived one.
fn site() -> TestSite {
    let event = |date: &str| format!("events:\n- id: cloture\n  title: Clôture\n  kind: deadline\n  date: {date}\n");
    let question = |words: &str| format!("---\nquestion: {words} ?\nshort_answer: Une réponse.\n---\nUn texte.\n");
    TestSite::new()
        .file("vademecum.yaml", SETTINGS)
        .file("content/index.md", "# Accueil\n\n[L’an dernier](/archives/2025/content/avant.md)\n")
        .file("content/calendrier.yaml", event("2025-12-11"))
        .file("faq/acces/perdu.md", question("Comment retrouver mon mot de passe"))
        .file("archives/2025/content/index.md", "# Accueil\n\n[Avant](avant.md)\n")
        .file(
            "archives/2025/content/avant.md",
            "# Avant\n\nLe protozoaire. [Accueil](/content/index.md) ![Un plan](plan.png)\n",
        )
        .file("archives/2025/content/plan.png", [0x89, b'P', b'N', b'G'])
        .file("archives/2025/content/calendrier.yaml", event("2024-12-11"))
        .file("archives/2025/faq/acces/perdu.md", question("Comment retrouver mon mot de passe"))
}

fn built() -> TestSite {
    let site = site();
    let run = site.build(&[]);
    assert_eq!((run.code, run.stderr.contains("avertissement")), (Some(0), false), "{}", run.stderr);
    site
}

#[test]
fn an_archive_is_a_site_of_its_own() {
    let site = built();
    for page in ["index.html", "avant.html", "plan.png", "calendrier/cloture.html", "faq/acces/perdu.html"] {
        assert!(site.has_output(&format!("archives/2025/{page}")), "{page}");
    }
    let page = site.output("archives/2025/avant.html");
    assert!(page.contains(r#"<a href="index.html">Accueil</a>"#), "a path from the root starts in the archive");
    assert!(page.contains(r#"src="plan.png""#));
    assert!(
        page.contains(r#"href="../../assets/theme."#) || page.contains(r#"href="../../theme."#),
        "the theme is shared"
    );
    assert!(page.contains(r#"<span class="badge">Campagne 2025</span>"#));
    assert!(site.output("index.html").contains(r#"<span class="badge">Campagne 2026</span>"#));
}

#[test]
fn its_pages_lead_to_their_like_of_today() {
    let site = built();
    let banner = |page: &str| {
        let html = site.output(page);
        let start = html.find("notice-archive").unwrap_or_else(|| panic!("{page} has a banner"));
        html[start..].split("</p>").next().unwrap_or_default().to_owned()
    };
    let question = banner("archives/2025/faq/acces/perdu.html");
    assert!(question.contains("Campagne 2025"), "{question}");
    assert!(question.contains(r#"href="../../../../faq/acces/perdu.html""#), "{question}");
    assert!(banner("archives/2025/faq/index.html").contains(r#"href="../../../faq/index.html""#));
    assert!(banner("archives/2025/index.html").contains(r#"href="../../index.html""#));
    let gone = banner("archives/2025/avant.html");
    assert!(gone.contains(r#"href="../../index.html""#) && gone.contains("Voir le site"), "{gone}");
    assert!(!site.output("faq/acces/perdu.html").contains("notice-archive"));
}

#[test]
fn the_current_campaign_links_to_it() {
    let site = built();
    let home = site.output("index.html");
    assert!(home.contains(r#"<a href="archives/2025/avant.html">L’an dernier</a>"#));
    assert!(home.contains(r#"<a href="archives/2025/index.html">"#), "the footer leads there");
    assert!(site.output("recherche/index.html").contains(r#"href="../archives/2025/recherche/index.html""#));
}

#[test]
fn search_engines_and_feeds_leave_it_out() {
    let site = built();
    assert!(site.output("archives/2025/avant.html").contains(r#"<meta name="robots" content="noindex"#));
    assert!(!site.output("index.html").contains("noindex"));
    for file in ["sitemap.xml", "feed.xml", "llms.txt", "calendrier.ics", "calendrier.json", "calendrier.csv"] {
        let text = site.output(file);
        assert!(
            !text.contains("archives/2025") && !text.contains("2024-12-11") && !text.contains("20241211"),
            "{file}"
        );
    }
    for file in ["feed.xml", "sitemap.xml", "robots.txt", "404.html", "llms.txt", "calendrier.ics", "avant.md"] {
        assert!(!site.has_output(&format!("archives/2025/{file}")), "{file}");
    }
    assert!(!site.output("archives/2025/calendrier/cloture.html").contains(".ics"));
    assert!(!site.output("archives/2025/index.html").contains("feed.xml"));
}

#[test]
fn its_words_are_found_in_its_own_search_only() {
    let site = built();
    assert!(!site.output("search-data/plain.js").contains("avant.html"));
    assert!(site.output("archives/2025/search-data/plain.js").contains("avant.html"));
    let found = site.run(&["search", "--site", ".", "protozoaire"]);
    assert!(!found.stdout.contains("Avant"), "{}", found.stdout);
}

#[test]
fn what_is_wrong_in_it_is_a_warning_with_its_place() {
    let site = site()
        .file("archives/2025/content/fautif.md", "# Fautif\n\n[x](absent.md)\n")
        .file("archives/2025/content/casse.md", "---\ntitel: x\nstatus: draf\n---\n");
    let run = site.check(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(run.stdout.contains("archives/2025/content/fautif.md:3:5"), "{}", run.stdout);
    assert!(run.stdout.contains("archives/2025/content/casse.md:"), "{}", run.stdout);
    assert!(!run.stdout.contains("erreur"), "{}", run.stdout);
}

#[test]
fn what_is_no_campaign_is_told() {
    let run = site().file("archives/vieux/content/a.md", "# A\n").check(&[]);
    assert!(run.stdout.contains("archives/vieux"), "{}", run.stdout);
    assert!(run.stdout.contains("le nom d’une année"), "{}", run.stdout);
}

#[test]
fn a_link_to_nothing_in_an_archive_is_broken() {
    let run = site().file("content/b.md", "# B\n\n[x](/archives/2025/content/absent.md)\n").check(&[]);
    assert!(run.stdout.contains("content/b.md:3:5"), "{}", run.stdout);
}

#[test]
fn archives_link_to_older_ones() {
    let site = site()
        .file("archives/2024/content/index.md", "# Accueil\n")
        .file("archives/2025/content/lien.md", "# Lien\n\n[2024](/archives/2024/content/index.md)\n");
    let run = site.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(site.output("archives/2025/lien.html").contains(r#"href="../2024/index.html""#));
}
