//! The search on the command line, and the files with which a browser searches.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{TestSite, binary};

fn site() -> TestSite {
    let question = |question: &str, answer: &str, more: &str| {
        format!(
            "---\nquestion: {question}\nshort_answer: {answer}\n{more}---\n\nUn texte.\n\n## La suite\n\nAutre chose.\n"
        )
    };
    TestSite::new()
        .file("content/index.md", "# Accueil\n")
        .file("faq/acces/mot.md", question("J’ai perdu mon mot de passe", "Demandez-en un autre.", "audience: [chefs]\n"))
        .file("faq/acces/entrer.md", question("Comment entrer ?", "Par la porte {{ date:fin }}.", "aliases: [passer le seuil]\n"))
        .file("content/calendrier.yaml", "events:\n  - id: fin\n    title: La fin\n    kind: deadline\n    date: 2024-12-13\n")
        .file("content/glossaire.yaml", "terms:\n  - term: MDP\n    expansion: mot de passe\n    definition: Un secret.\n")
        .file(
            "faq/acces/trou.md",
            "---\nquestion: Et le samedi ?\ngap:\n  question: Est-ce ouvert le samedi ?\n  why: Le texte ne le dit pas.\n  instead: Demandez.\n---\n",
        )
        .file("vademecum.yaml", "title: Essai\naudiences:\n  - id: chefs\n    label: Chefs\n  - id: eleves\n    label: Élèves\n")
}

/// The answer of `vademecum search … --json`.
fn answer(site: &TestSite, arguments: &[&str]) -> Value {
    let run = site.run(&[&["search", "--json"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn routes(answer: &Value) -> Vec<&str> {
    let groups = answer["groups"].as_array().expect("groups");
    groups.iter().filter_map(|group| group["route"].as_str()).collect()
}

#[test]
fn a_search_shows_the_places_with_their_addresses_in_both_languages() {
    let site = site();
    let french = site.run(&["search", "seuil"]);
    assert!(
        french.stdout.contains(" dans 1 page\n") && french.stdout.contains("faq/acces/entrer.html"),
        "{}",
        french.stdout
    );
    assert!(site.run(&["search", "seuil", "--lang", "en"]).stdout.contains(" in 1 page\n"));
    assert!(site.run(&["search", "xylophone"]).stdout.contains("Aucun résultat"));
    assert!(site.run(&["search", "seiul"]).stdout.contains("« seiul » n’est nulle part"));
}

#[test]
fn what_is_found_is_what_a_reader_reads() {
    let site = site();
    assert_eq!(routes(&answer(&site, &["mdp "]))[0], "faq/acces/mot.html", "an acronym finds what it stands for");
    let date = answer(&site, &["entrer porte "]);
    assert!(
        date["groups"][0]["hits"].to_string().contains("13 décembre 2024"),
        "a date is found as it is shown: {date}"
    );
    let gap = answer(&site, &["ouvert samedi "]);
    assert_eq!((routes(&gap)[0], &gap["groups"][0]["gap"]), ("faq/acces/trou.html", &Value::Bool(true)));
    let part = answer(&site, &["suite "]);
    assert_eq!(part["groups"][0]["hits"][0]["fragment"], "la-suite");
}

#[test]
fn filters_narrow() {
    let site = site();
    assert_eq!(routes(&answer(&site, &["fin ", "--kind", "event"])), ["calendrier/fin.html"]);
    assert!(!routes(&answer(&site, &["mdp ", "--audience", "eleves"])).contains(&"faq/acces/mot.html"));
}

#[test]
fn a_file_of_queries_is_measured_and_an_unknown_answer_is_told() {
    let site = site()
        .file("q.jsonl", "{\"text\":\"mdp\",\"relevant\":[\"mot\"]}\n{\"text\":\"xylophone\",\"relevant\":[\"faq/acces/entrer.html\"]}\n")
        .file("wrong.jsonl", "{\"text\":\"mdp\",\"relevant\":[\"rien\"]}\n")
        .file("broken.jsonl", "\n{\"text\":\n");
    let measured = site.run(&["search", "--eval", "q.jsonl"]);
    let row = measured.stdout.lines().last().unwrap_or_default().split_whitespace().collect::<Vec<_>>();
    assert_eq!(row, ["all", "2", "0.500", "0.500", "0.500", "0.500"], "{}", measured.stdout);
    let wrong = site.run(&["search", "--eval", "wrong.jsonl"]);
    assert!(wrong.code == Some(2) && wrong.stderr.contains("« rien »"), "{}", wrong.stderr);
    let broken = site.run(&["search", "--eval", "broken.jsonl"]);
    assert!(broken.code == Some(2) && broken.stderr.contains("broken.jsonl:2"), "{}", broken.stderr);
}

#[test]
fn a_collection_is_searched_line_by_line() {
    let documents = "{\"id\":\"1\",\"title\":\"Le chèque\",\"body\":\"Un texte\",\"kind\":\"faq\"}\n{\"id\":\"2\",\"title\":\"Le compte\",\"body\":\"\"}\n";
    let site = TestSite::new().file("docs.jsonl", documents);
    let mut child = Command::new(binary())
        .args(["search", "--collection", "docs.jsonl"])
        .current_dir(site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let queries = "{\"id\":\"a\",\"text\":\"cheque\"}\n\n{\"id\":\"b\",\"text\":\"rien\"}\n";
    child.stdin.take().expect("piped").write_all(queries.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "{\"id\":\"a\",\"hits\":[\"1\"]}\n{\"id\":\"b\",\"hits\":[]}\n"
    );
}

#[test]
fn a_built_site_says_where_its_engine_and_index_are() {
    let site = site();
    assert_eq!(site.build(&[]).code, Some(0));
    let current: Value = serde_json::from_str(&site.output("search-data/current.json")).expect("JSON");
    let hash = |name: &str| current[name].as_str().expect("a hash").to_owned();
    assert_eq!((&current["layout"], &current["pieces"]), (&Value::from("bundle"), &Value::from(0)));
    for file in ["worker.js", "engine.wasm.gz"] {
        assert!(site.has_output(&format!("search-data/engine-{}/{file}", hash("engine"))), "{file}");
    }
    assert!(site.has_output(&format!("search-data/index-{}/opening.bin.gz", hash("index"))));
    let plain = site.output("search-data/plain.js");
    assert!(plain.starts_with("vademecumPlainSearch([") && plain.contains("passer le seuil"), "{plain}");
    site.write("content/neu.md", "# Neu\n\nEin anderes Wort.\n");
    assert_eq!(site.build(&[]).code, Some(0));
    let after: Value = serde_json::from_str(&site.output("search-data/current.json")).expect("JSON");
    assert!(after["index"] != current["index"] && after["engine"] == current["engine"], "{after}");
    assert!(!site.has_output(&format!("search-data/index-{}/opening.bin.gz", hash("index"))), "the old index goes");
}
