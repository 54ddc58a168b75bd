//! `cargo xtask wasm`: the search engine for browsers, built, optimised and recorded.
//!
//! The built file is committed, so that nobody needs its toolchain to use vademecum. `engine.json` beside it says which compilers
//! and which sources made it; `cargo xtask wasm --check` holds that record against what is here, and needs no toolchain.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::{Outcome, cargo, install, root, run, target};

const TARGET: &str = "wasm32-unknown-unknown";
const LINKERS: [&str; 3] = ["wasm-ld", "wasm-ld-22", "wasm-ld-19"];

/// What the engine is made of, from the root: single files, and folders with all that is in them.
const SOURCES: [&str; 7] = [
    "crates/vademecum-search/Cargo.toml",
    "crates/vademecum-search/src",
    "crates/vademecum-search-wasm/Cargo.toml",
    "crates/vademecum-search-wasm/Cargo.lock",
    "crates/vademecum-search-wasm/src",
    "crates/vademecum-search-wasm/regex",
    "tests/wasm/package-lock.json",
];

/// The features that rustc uses for this target, all of them in every browser since 2022. `wasm-opt` may use no other.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// `cargo xtask wasm [--check]`.
pub fn wasm(option: Option<&str>) -> Outcome {
    match option {
        None => build(),
        Some("--check") => check(),
        Some(other) => Err(format!("{other} is no option: usage: cargo xtask wasm [--check]")),
    }
}

/// Fails unless the committed engine is what its record says and the record is of the committed sources.
pub fn check() -> Outcome {
    let record = String::from_utf8_lossy(&read(&folder().join("engine.json"))?).into_owned();
    let engine = hash(&read(&folder().join("engine.wasm"))?);
    if !record.contains(&entry("wasm", &engine)) {
        return Err("engine.wasm is not the file that engine.json records: run cargo xtask wasm".to_owned());
    }
    if !record.contains(&entry("sources", &sources()?)) {
        return Err("the sources of the search engine have changed since it was built: run cargo xtask wasm".to_owned());
    }
    Ok(())
}

/// Builds the engine and writes it with its record.
fn build() -> Outcome {
    let toolchain = Toolchain::find()?;
    let wasm_opt = install::npm("wasm")?.join("node_modules/.bin/wasm-opt");
    let engine = folder().join("engine.wasm");
    let before = fs::read(&engine).ok();
    optimise(&wasm_opt, &toolchain.compile()?, &engine)?;
    let built = read(&engine)?;
    let record = [
        entry("compiler", &printed(toolchain.rustc().arg("--version"))?),
        entry("wasm_opt", &printed(Command::new(&wasm_opt).arg("--version"))?),
        entry("sources", &sources()?),
        entry("wasm", &hash(&built)),
    ];
    let path = folder().join("engine.json");
    fs::write(&path, format!("{{\n  {}\n}}\n", record.join(",\n  "))).map_err(|error| unwritten(&path, &error))?;
    let news = if before.as_ref() == Some(&built) { "the same as before" } else { "new" };
    println!("{}: {} bytes, {news}", engine.display(), built.len());
    Ok(())
}

/// Shrinks a compiled module.
fn optimise(wasm_opt: &Path, from: &Path, to: &Path) -> Outcome {
    let strip = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
    run(Command::new(wasm_opt).args(strip).args(FEATURES).arg(from).arg("-o").arg(to))
}

/// A cargo and a rustc that can compile for WebAssembly.
struct Toolchain {
    /// The folder into which distribution packages were unpacked; none when the running toolchain is used.
    unpacked: Option<PathBuf>,
}

impl Toolchain {
    /// The packages unpacked in the folder that `WASM_TOOLCHAIN` names, or else the toolchain that runs.
    fn find() -> Result<Toolchain, String> {
        let unpacked = env::var_os("WASM_TOOLCHAIN").map(PathBuf::from);
        match &unpacked {
            Some(folder) if !folder.join("usr/bin/rustc").is_file() => {
                Err(format!("WASM_TOOLCHAIN names {}, which holds no usr/bin/rustc", folder.display()))
            }
            _ => Ok(Toolchain { unpacked }),
        }
    }

    /// Compiles the engine and gives the module.
    fn compile(&self) -> Result<PathBuf, String> {
        let out = target().join("wasm-engine");
        let mut cargo = self.cargo();
        cargo.args(["build", "--release", "--locked", "--target", TARGET]);
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        cargo.current_dir(folder()).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &out);
        cargo.env("CARGO_ENCODED_RUSTFLAGS", self.flags(&out)?.join("\u{1f}"));
        if self.unpacked.is_some() {
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", install::program(&LINKERS, "lld-22")?);
        }
        run(&mut cargo)?;
        Ok(out.join(TARGET).join("release/vademecum_search_wasm.wasm"))
    }

    /// The flags of rustc. Names of folders are replaced, so that the bytes do not depend on where they were built.
    fn flags(&self, out: &Path) -> Result<Vec<String>, String> {
        let sysroot = printed(self.rustc().args(["--print", "sysroot"]))?;
        // The last rule that matches wins: the target folder may lie within the root.
        let folders =
            [(root(), "/vademecum"), (cargo_home()?, "/cargo"), (sysroot.into(), "/rust"), (out.into(), "/target")];
        let remap = folders.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
        Ok([vec!["--cfg".to_owned(), "getrandom_backend=\"custom\"".to_owned()], remap.to_vec()].concat())
    }

    fn cargo(&self) -> Command {
        let Some(folder) = &self.unpacked else { return cargo() };
        let mut cargo = Command::new(folder.join("usr/bin/cargo"));
        cargo.env("RUSTC", folder.join("usr/bin/rustc")).env("LD_LIBRARY_PATH", libraries(folder));
        cargo
    }

    fn rustc(&self) -> Command {
        let Some(folder) = &self.unpacked else { return Command::new("rustc") };
        let mut rustc = Command::new(folder.join("usr/bin/rustc"));
        rustc.env("LD_LIBRARY_PATH", libraries(folder));
        rustc
    }
}

/// Where the packages of this machine's architecture put their libraries.
fn libraries(unpacked: &Path) -> PathBuf {
    unpacked.join(format!("usr/lib/{}-linux-gnu", env::consts::ARCH))
}

/// The folder in which cargo keeps the sources of dependencies.
fn cargo_home() -> Result<PathBuf, String> {
    let default = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(default).ok_or_else(|| "CARGO_HOME is not set".to_owned())
}

/// The SHA-256 over the names and bytes of all sources.
fn sources() -> Result<String, String> {
    let mut hasher = Sha256::new();
    for source in SOURCES {
        feed(&mut hasher, source)?;
    }
    Ok(hex(&hasher.finalize()))
}

/// Adds a file, or all files of a folder in the order of their names. `name` is relative to the root.
fn feed(hasher: &mut Sha256, name: &str) -> Outcome {
    let path = root().join(name);
    if !path.is_dir() {
        let bytes = read(&path)?;
        hasher.update(format!("{name}\n{}\n", bytes.len()));
        hasher.update(bytes);
        return Ok(());
    }
    let entries = fs::read_dir(&path).map_err(|error| unread(&path, &error))?;
    let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<_>, _>>().map_err(|error| unread(&path, &error))?;
    names.sort();
    names.iter().try_for_each(|entry| feed(hasher, &format!("{name}/{entry}")))
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A member of the record. No value holds a character that JSON escapes.
fn entry(name: &str, value: &str) -> String {
    format!("\"{name}\": \"{value}\"")
}

/// The folder of the crate for WebAssembly.
fn folder() -> PathBuf {
    root().join("crates/vademecum-search-wasm")
}

/// What a command prints.
fn printed(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?} cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?} ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| unread(path, &error))
}

fn unread(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

fn unwritten(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be written: {error}", path.display())
}
