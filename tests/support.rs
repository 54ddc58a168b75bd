//! One builder for test sites, and the program run on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site in a folder of its own, with a `vademecum.yaml` unless one is given.
pub struct TestSite {
    folder: TempDir,
}

/// What a run of the program gave.
pub struct Run {
    /// The exit code; `None` when it was killed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl TestSite {
    /// A site with a title and nothing else.
    pub fn new() -> Self {
        let site = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        site.file("vademecum.yaml", "title: Essai\n")
    }

    /// Adds or replaces a file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Adds or replaces a file of a site that is there already.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The output folder of [`build`](Self::build).
    pub fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    /// `vademecum build` for 25 November 2024, without PDF files, with more arguments.
    pub fn build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build", ".", "--date", "2024-11-25", "--no-pdf"], arguments].concat())
    }

    /// `vademecum check` for 25 November 2024, with more arguments.
    pub fn check(&self, arguments: &[&str]) -> Run {
        self.run(&[&["check", ".", "--date", "2024-11-25"], arguments].concat())
    }

    /// The program in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(Command::new(binary()).args(arguments).current_dir(self.root()))
    }

    /// An output as text.
    pub fn output(&self, path: &str) -> String {
        let bytes = fs::read(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        String::from_utf8(bytes).expect("outputs are UTF-8")
    }

    /// Whether an output exists.
    pub fn has_output(&self, path: &str) -> bool {
        self.out().join(path).exists()
    }
}

/// The program under test.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_vademecum")
}

/// Runs a command with a fixed surrounding.
pub fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } =
        command.env_remove("VADEMECUM_LANG").env("COLUMNS", "100").output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("messages are UTF-8");
    Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}
