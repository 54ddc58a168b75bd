//! What happens on the disk, and what is served then.

use std::fs;
use std::time::{Duration, Instant};

use super::{Server, demo, files, site};
use crate::support::TestSite;

#[test]
fn a_save_is_served_and_told_in_a_line() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    assert!(server.said().contains("pages, prêt en"), "{}", server.said());
    server.wait("the findings", |server| server.said().contains("Aucun constat"));
    site.write("content/comptes/a.md", "# Page A\n\nDeux mots.\n");
    server.wait_for("/comptes/a.html", "Deux mots.");
    server.wait("the line", |server| server.said().contains("content/comptes/a.md : 1 page, "));
    site.write("content/comptes/a.md", "# Page A\n\n[Ici](nulle-part.md).\n");
    server.wait("the finding", |server| server.said().contains("content/comptes/a.md:3:7"));
    let findings = server.get("/_vademecum/findings").text();
    assert!(findings.contains("broken-link") && findings.contains("content/comptes/a.md:3:7"), "{findings}");
    site.write("content/comptes/a.md", "# Page A\n\nDeux mots.\n");
    server.wait("the end of it", |server| server.said().matches("Aucun constat").count() == 2);
}

#[test]
fn b1_a_file_that_is_not_utf_8_is_located_and_heals() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    site.write("content/comptes/a.md", b"# Page A\n\nCaf\xe9\n");
    server.wait_for_status("/comptes/a.html", 500);
    let failed = server.get("/comptes/a.html").text();
    assert!(failed.contains("content/comptes/a.md:3:4") && failed.contains("not-utf8"), "{failed}");
    let last = server.get("/_vademecum/last?page=comptes/a.html");
    assert!(last.status == 200 && last.text().contains("Un mot."), "{}", last.text());
    server.wait("the finding", |server| server.said().contains("a.md:3:4"));
    assert_eq!(server.get("/comptes/b.html").status, 200, "the rest is served");
    site.write("content/comptes/a.md", "# Page A\n\nCafé\n");
    server.wait_for("/comptes/a.html", "Café");
}

#[test]
fn what_could_not_be_read_from_the_start_says_why_where_its_page_would_be() {
    let spoilt = "---\ntitle: [\n---\n# Perdu\n";
    let site = site()
        .file("content/comptes/a.md", spoilt)
        .file("content/comptes/index.md", spoilt)
        .file("faq/acces/01-perdu.md", spoilt);
    let server = Server::start(site.root(), &[]);
    for (page, file) in [
        ("/comptes/a.html", "content/comptes/a.md:2:8"),
        ("/comptes/", "content/comptes/index.md:2:8"),
        ("/faq/acces/perdu.html", "faq/acces/01-perdu.md:2:8"),
    ] {
        let failed = server.get(page);
        assert!(failed.status == 500 && failed.text().contains(file), "{page}: {}", failed.text());
    }
    assert_eq!(server.get("/comptes/b.html").status, 200);
    site.write("content/comptes/index.md", "# Comptes retrouvés\n");
    server.wait_for("/comptes/", "Comptes retrouvés");
}

#[test]
fn a_site_without_settings_says_so_on_every_page_and_heals() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    fs::remove_file(site.root().join("vademecum.yaml")).unwrap();
    server.wait_for_status("/comptes/a.html", 500);
    assert!(server.get("/").text().contains("missing-settings"));
    site.write("vademecum.yaml", "title: Autre\n");
    server.wait_for("/", "Autre");
}

#[test]
fn b20_what_is_deleted_renamed_or_moved_is_gone_within_two_seconds() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    let path = |name: &str| site.root().join(name);
    let gone = |url: &str| {
        let start = Instant::now();
        server.wait_for_status(url, 404);
        assert!(start.elapsed() < Duration::from_secs(2), "{url}");
    };
    fs::rename(path("content/comptes/a.md"), path("content/comptes/c.md")).unwrap();
    gone("/comptes/a.html");
    assert_eq!(server.get("/comptes/c.html").status, 200);
    fs::remove_file(path("content/comptes/c.md")).unwrap();
    gone("/comptes/c.html");
    fs::rename(path("content/comptes"), path("content/droits")).unwrap();
    gone("/comptes/b.html");
    server.wait_for_status("/droits/b.html", 200);
    site.write("content/droits/nouveau/d.md", "# D\n");
    server.wait_for_status("/droits/nouveau/d.html", 200);
    fs::remove_dir_all(path("content/droits")).unwrap();
    gone("/droits/b.html");
    fs::remove_dir_all(path("content")).unwrap();
    gone("/droits/nouveau/d.html");
    site.write("content/encore/e.md", "# E\n");
    server.wait_for_status("/encore/e.html", 200);
    site.write("faq/acces/perdu.md", "---\nquestion: Perdu ?\nshort_answer: Non.\n---\n");
    server.wait_for_status("/faq/acces/perdu.html", 200);
}

#[test]
fn b21_however_programs_save_the_last_words_are_served() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    let (file, folder) = (site.root().join("content/comptes/a.md"), site.root().join("content/comptes"));
    let text = |word: &str| format!("# Page A\n\nMot {word}.\n");
    // Into a file beside it that then takes its name.
    fs::write(folder.join(".a.md.tmp"), text("un")).unwrap();
    fs::rename(folder.join(".a.md.tmp"), &file).unwrap();
    server.wait_for("/comptes/a.html", "Mot un.");
    // The old one set aside, the new one written, the old one deleted.
    fs::rename(&file, folder.join("a.md~")).unwrap();
    fs::write(&file, text("deux")).unwrap();
    fs::remove_file(folder.join("a.md~")).unwrap();
    server.wait_for("/comptes/a.html", "Mot deux.");
    // Emptied first, written later.
    fs::write(&file, "").unwrap();
    std::thread::sleep(Duration::from_millis(150));
    fs::write(&file, text("trois")).unwrap();
    server.wait_for("/comptes/a.html", "Mot trois.");
    let lines = |server: &Server| server.said().matches("content/comptes/a.md :").count();
    let before = lines(&server);
    let start = Instant::now();
    (0..60).for_each(|number| fs::write(&file, text(&number.to_string())).unwrap());
    // However fast the saves come, one change is taken in 30 ms at most.
    let most = 2 + start.elapsed().as_millis() as usize / 30;
    server.wait_for("/comptes/a.html", "Mot 59.");
    assert!(lines(&server) - before <= most, "{}", server.said());
    // As long as before, within the same moment.
    for word in ["aaaa", "bbbb", "cccc", "dddd"] {
        fs::write(&file, text(word)).unwrap();
        server.wait_for("/comptes/a.html", &format!("Mot {word}."));
    }
}

#[test]
fn b18_b22_a_build_beside_a_preview_is_no_change() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    server.wait("the findings", |server| server.said().contains("Aucun constat"));
    let said = server.said();
    for _ in 0..3 {
        assert_eq!(site.build(&[]).code, Some(0));
    }
    site.write(".git/index", "x");
    site.write("content/.a.md.swp", "x");
    site.write("node_modules/content/x.md", "# X\n");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.said(), said);
}

#[test]
fn b23_files_that_no_system_watches_are_looked_at() {
    let site = site();
    let server = Server::start(site.root(), &["--poll"]);
    site.write("content/comptes/a.md", "# Page A\n\nVu tout de même.\n");
    server.wait_for("/comptes/a.html", "Vu tout de même.");
    fs::remove_file(site.root().join("content/comptes/b.md")).unwrap();
    server.wait_for_status("/comptes/b.html", 404);
}

#[cfg(unix)]
#[test]
fn a_site_behind_a_link_and_links_inside_it_are_followed() {
    let site = site();
    let outside = tempfile::tempdir().unwrap();
    let link = outside.path().join("lien");
    std::os::unix::fs::symlink(site.root(), &link).unwrap();
    let server = Server::start(&link, &[]);
    site.write("content/comptes/a.md", "# Page A\n\nÉcrit derrière le lien.\n");
    server.wait_for("/comptes/a.html", "Écrit derrière le lien.");
    fs::write(link.join("content/comptes/a.md"), "# Page A\n\nÉcrit par le lien.\n").unwrap();
    server.wait_for("/comptes/a.html", "Écrit par le lien.");
    std::os::unix::fs::symlink("comptes", site.root().join("content/droits")).unwrap();
    server.wait_for("/droits/a.html", "Écrit par le lien.");
    site.write("content/comptes/a.md", "# Page A\n\nÀ deux endroits.\n");
    server.wait_for("/droits/a.html", "À deux endroits.");
}

/// A generator of numbers that are the same in every run (Marsaglia's xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn after_fifty_edits_everything_is_served_as_a_fresh_build_writes_it() {
    let site = TestSite::new();
    super::copy(&demo(), site.root());
    let server = Server::start(site.root(), &[]);
    let mut numbers = Numbers(0x5eed);
    for number in 0..50 {
        edit(&site, &mut numbers, number);
        if number % 7 == 0 {
            // Some edits come alone, others together with those before.
            std::thread::sleep(Duration::from_millis(60));
        }
    }
    site.write("content/dernier.md", "# Le dernier\n\nLa fin des modifications.\n");
    server.wait_for("/dernier.html", "La fin des modifications.");
    let settings = fs::read_to_string(demo().join("vademecum.yaml")).unwrap();
    // A build must not refuse what edits at random have broken.
    let softened = [
        "broken-link",
        "broken-anchor",
        "include-missing",
        "unknown-contact",
        "unknown-footer-target",
        "unknown-navigation-target",
        "unknown-see-also",
        "unknown-shortcode-target",
    ];
    let softened: String = softened.iter().map(|code| format!("  {code}: warning\n")).collect();
    site.write("vademecum.yaml", settings.replace("\nseverity:\n", &format!("\nseverity:\n{softened}")));
    let built = site.build(&["--no-compress"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let expected: Vec<_> = files(&site.out()).into_iter().filter(|(path, _)| path != "manifest.json").collect();
    let differing = |server: &Server| {
        let differs = |path: &str, bytes: &[u8]| server.get(&format!("/{}", path.replace(' ', "%20"))).built() != bytes;
        expected.iter().find(|(path, bytes)| differs(path, bytes)).map(|(path, _)| path.clone())
    };
    server.wait("the same bytes", |server| differing(server).is_none());
}

/// One of the things that editors do to a text.
fn edit(site: &TestSite, numbers: &mut Numbers, number: usize) {
    let texts: Vec<String> = files(site.root())
        .into_keys()
        .filter(|path| path.ends_with(".md") && !path.ends_with("index.md") && !path.starts_with("public/"))
        .collect();
    let path = &texts[numbers.below(texts.len())];
    let file = site.root().join(path);
    let text = fs::read_to_string(&file).unwrap();
    match numbers.below(10) {
        0 => fs::remove_file(&file).unwrap(),
        1 => fs::rename(&file, file.with_file_name(format!("page-{number}.md"))).unwrap(),
        2 => site
            .write(&format!("content/neuf-{number}/page.md"), format!("# Neuf {number}\n\nVoir [ici](../index.md).\n")),
        3 => fs::write(&file, text.replacen("# ", "# Nouveau ", 1)).unwrap(),
        4 => fs::write(&file, text.replace('\n', "\r\n")).unwrap(),
        _ => fs::write(&file, format!("{text}\nMot {number}, [lien](nulle-part-{number}.md).\n")).unwrap(),
    }
}
