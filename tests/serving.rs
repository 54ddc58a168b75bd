//! `vademecum serve` as an editor and a browser meet it: the program, a folder on the disk, and sockets.

mod changes;
mod requests;
mod server;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::TestSite;
use server::Server;

/// A small site.
fn site() -> TestSite {
    TestSite::new()
        .file("content/index.md", "# Accueil\n\n[A](comptes/a.md)\n")
        .file("content/comptes/index.md", "# Comptes\n")
        .file("content/comptes/a.md", "# Page A\n\nUn mot.\n")
        .file("content/comptes/b.md", "# Page B\n\n![Plan](plan.png)\n")
        .file("content/comptes/plan.png", [0x89, b'P', b'N', b'G', 0, 1, 2, 3, 4, 5])
}

/// The files below a folder, by their paths with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, below: &str, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{below}{}", entry.file_name().into_string().unwrap());
            match entry.file_type().unwrap().is_dir() {
                true => walk(&entry.path(), &format!("{name}/"), out),
                false => drop(out.insert(name, std::fs::read(entry.path()).unwrap())),
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, "", &mut out);
    out
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from).into_iter().filter(|(path, _)| !path.starts_with("public/")) {
        let to = to.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/demo")
}
