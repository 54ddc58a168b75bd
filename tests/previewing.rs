//! A preview after any edits is what a fresh build of the same sources is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use vademecum::diagnostic::Diagnostic;
use vademecum::load::Options;
use vademecum::model::Route;
use vademecum::preview::{LiveFindings, LiveSearch, Preview, State};
use vademecum::render::Rendered;
use vademecum::source::{DiskSource, Listing, MemorySource, Obstacle, Source, SourcePath};

const TODAY: Date = date(2024, 11, 25);

/// Files that change while a preview looks at them.
struct Editing(Mutex<MemorySource>);

impl Editing {
    fn files(&self) -> std::sync::MutexGuard<'_, MemorySource> {
        self.0.lock().unwrap()
    }
}

impl Source for Editing {
    fn list(&self) -> Listing {
        self.files().list()
    }
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        self.files().read(path)
    }
    fn today(&self) -> Date {
        TODAY
    }
}

/// One save.
#[derive(Clone, Debug)]
enum Edit {
    Put(&'static str, String),
    Remove(&'static str),
    Rename(&'static str, &'static str),
}

/// The files that are edited, with texts that each may have.
const FILES: &[(&str, &[&str])] = &[
    (
        "vademecum.yaml",
        &["title: Essai\n", "title: Autre\n", "title: Essai\nlook:\n  accent: \"#123456\"\n", "title: [\n"],
    ),
    (
        "content/index.md",
        &[
            "# Accueil\n\n[a](comptes/a.md)\n",
            "# Accueil\n\n{{ date:cloture }}\n",
            "---\nsummary: bref {{ date:cloture }}\n---\n# Début\n",
        ],
    ),
    ("content/comptes/index.md", &["# Comptes\n", "# Comptes et droits\n\nTexte.\n"]),
    (
        "content/comptes/a.md",
        &[
            "# A\n\nUn mot.\n",
            "# A\n\nDeux mots, [b](b.md#suite).\n",
            "# Autre titre\n\nUn mot.\n",
            "---\ntitle: A\norder: 2\n---\nTexte\n\n## Suite\n",
            "# A\n\n{{ include:_morceau.md }}\n",
            "# A\n\n{{ faq:mot-de-passe }}\n\n[](id:b)\n",
            "---\nstatus: draft\n---\n# A\n",
            "---\nid: autre\nbizarre: 1\n---\n# A\n",
            "---\ntitle: [\n---\n",
        ],
    ),
    (
        "content/comptes/b.md",
        &["# B\n\n## Suite\n", "# B\n\n{{ include:_morceau.md }}\n", "# B\n\n![](x.png)\n", "# A\n"],
    ),
    ("content/comptes/_morceau.md", &["Morceau.\n", "Autre morceau, [a](a.md).\n", "## Titre du morceau\n"]),
    ("content/comptes/x.png", &["x", "yy"]),
    (
        "archives/2023/content/comptes/b.md",
        &[
            "# B\n\nUn ancien mot.\n",
            "# B\n\n[](absent.md)\n",
            "# B\n\n{{ include:_morceau.md }}\n",
            "---\ntitle: [\n---\n",
        ],
    ),
    ("archives/2023/content/comptes/_morceau.md", &["Ancien morceau.\n"]),
    ("archives/2023/vademecum.yaml", &["title: Avant\ncampaigns:\n- year: 2023\n  label: C\n  state: current\n"]),
    (
        "content/calendrier.yaml",
        &[
            "events:\n- id: cloture\n  title: Clôture\n  date: 2024-12-11\n",
            "events:\n- id: cloture\n  title: Clôture\n  date: 2024-12-12\n- id: autre\n  title: Autre\n  date: 2025-01-01\n",
            "events: []\n",
        ],
    ),
    (
        "content/glossaire.yaml",
        &["terms:\n- term: INE\n  expansion: Identifiant\n", "terms:\n- term: INE\n  expansion: Numéro\n"],
    ),
    (
        "faq/acces/mot-de-passe.md",
        &[
            "---\nquestion: Mot de passe perdu ?\nshort_answer: Redemandez-le.\ntest_queries: [mot de passe]\n---\nINE.\n",
            "---\nquestion: Mot de passe perdu ?\nshort_answer: Redemandez-le.\ntest_queries: [identifiant]\n---\nTexte.\n",
            "---\nquestion: Mot de passe perdu ?\nshort_answer: Redemandez-le.\ntest_queries: [mot de passe]\n---\nUn mot, une suite.\n",
        ],
    ),
    ("themes/neuf/templates/footer.html", &["<footer>neuf</footer>", "<footer>{{ rien"]),
];

fn edit() -> impl Strategy<Value = Edit> {
    let put = (0..FILES.len(), any::<prop::sample::Index>()).prop_map(|(file, text)| {
        let (path, texts) = FILES[file];
        Edit::Put(path, (*text.get(texts)).to_owned())
    });
    let remove = (0..FILES.len()).prop_map(|file| Edit::Remove(FILES[file].0));
    let rename = (0..FILES.len()).prop_map(|file| Edit::Rename(FILES[file].0, "content/comptes/neuf.md"));
    prop_oneof![8 => put, 1 => remove, 1 => rename]
}

/// Makes an edit; the paths that it changed.
fn make(edit: &Edit, files: &Editing) -> Vec<SourcePath> {
    let mut files = files.files();
    match edit {
        Edit::Put(path, text) => {
            files.put(path, text.as_bytes());
            vec![SourcePath::new(path)]
        }
        Edit::Remove(path) => {
            files.remove(path);
            vec![SourcePath::new(path)]
        }
        Edit::Rename(from, to) => {
            if let Ok(bytes) = files.read(&SourcePath::new(from)) {
                files.put(to, bytes);
                files.remove(from);
            }
            vec![SourcePath::new(from), SourcePath::new(to)]
        }
    }
}

/// Every output of a state: what `build` would write.
fn outputs(state: &State) -> BTreeMap<Route, Result<Rendered, String>> {
    let output = |route: Route| {
        let made = state.output(&route).expect("what is planned is there").map_err(|error| format!("{error:?}"));
        (route, made)
    };
    state.routes().into_iter().map(output).collect()
}

fn shown(findings: Vec<Diagnostic>) -> Vec<String> {
    findings.iter().map(|finding| format!("{finding:?}")).collect()
}

fn start(source: &Arc<Editing>) -> (Preview, LiveSearch) {
    let preview = Preview::new(source.clone(), Options::default(), None);
    let search = LiveSearch::default();
    search.follow(&preview.now(), None).unwrap();
    (preview, search)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_end_in_the_site_that_a_fresh_build_gives(edits in prop::collection::vec(edit(), 1..14)) {
        let mut files = MemorySource::new(TODAY);
        FILES.iter().for_each(|(path, texts)| files.put(path, texts[0]));
        let source = Arc::new(Editing(Mutex::new(files)));
        let (preview, search) = start(&source);
        let judged = LiveFindings::default();
        judged.follow(&preview.now(), None);
        for edit in &edits {
            let changed = make(edit, &source);
            let update = preview.update(&changed);
            search.follow(&preview.now(), Some(&update)).unwrap();
            judged.follow(&preview.now(), Some(&update));
        }
        let (fresh, fresh_search) = start(&source);
        let (edited, fresh) = (preview.now(), fresh.now());
        prop_assert_eq!(outputs(&edited), outputs(&fresh));
        let found = shown(judged.all(&edited, search.failed_queries(&edited)));
        let anew = LiveFindings::default();
        anew.follow(&fresh, None);
        prop_assert_eq!(found, shown(anew.all(&fresh, fresh_search.failed_queries(&fresh))));
        for query in ["mot", "suite", "clôture 2024", "identifiant", "autre", "morceau"] {
            let request = serde_json::json!({ "query": query }).to_string();
            let answers = [&search, &fresh_search].map(|search| search.answer_json(&request).unwrap().unwrap());
            prop_assert_eq!(&answers[0], &answers[1], "{}", query);
        }
    }
}

#[test]
fn a_save_of_a_text_leaves_the_rest_of_the_site_alone() {
    let mut files = MemorySource::new(TODAY);
    FILES.iter().for_each(|(path, texts)| files.put(path, texts[0]));
    let source = Arc::new(Editing(Mutex::new(files)));
    let (preview, _) = start(&source);
    let change = |path: &'static str, text: &str| preview.update(&make(&Edit::Put(path, text.to_owned()), &source));
    let update = change("content/comptes/a.md", "# A\n\nUn autre mot.\n");
    assert!(
        update.only_texts && update.entries.len() == 1 && update.gone.is_empty(),
        "{:?} {:?}",
        update.entries,
        update.gone
    );
    let update = change("content/comptes/_morceau.md", "Que personne n’inclut.\n");
    assert!(update.only_texts && update.entries.is_empty(), "{:?} {:?}", update.entries, update.gone);
    change("content/comptes/b.md", "# B\n\n{{ include:_morceau.md }}\n");
    let update = change("content/comptes/_morceau.md", "Inclus.\n");
    assert!(update.only_texts && update.entries.len() == 1, "{:?} {:?}", update.entries, update.gone);
    let update = change("content/comptes/a.md", "# Un autre titre\n");
    assert!(!update.only_texts && update.entries.len() == 1, "{:?} {:?}", update.entries, update.gone);
    let held = preview.now();
    let update = change("content/comptes/b.md", "# B\n\nLu pendant que l’on écrit.\n");
    assert!(update.entries.len() == 1 && held.number < preview.now().number);
}

#[test]
fn the_demo_is_served_as_it_is_built() {
    for folder in [".", "examples/demo"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let source = Arc::new(DiskSource::new(&root, Some(TODAY)));
        let judged = vademecum::judge(source.as_ref(), &Options::default());
        let renderer = vademecum::render::Renderer::new(&judged.site, &judged.theme, source.as_ref());
        let plan = vademecum::render::plan(&renderer);
        let built: BTreeMap<_, _> = plan
            .into_iter()
            .map(|output| (output.route, renderer.run(&output.job).map_err(|error| format!("{error:?}"))))
            .collect();
        assert!(built.len() > 100);
        let preview = Preview::new(source, Options::default(), None);
        assert!(outputs(&preview.now()) == built, "{folder}");
    }
}
