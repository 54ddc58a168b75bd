//! Developer commands: `cargo xtask test`, `cargo xtask validate`, `cargo xtask bench`, `cargo xtask wasm`.
//!
//! Each installs what it needs in the target folder, so that it works on a fresh machine.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the rules are those of the program, not of its tools"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod browser;
mod install;
mod sites;
mod validate;
mod wasm;

/// The result of a developer command; the text says what went wrong.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let command = env::args().nth(1).unwrap_or_default();
    let outcome = match command.as_str() {
        "test" => test(),
        "validate" => validate::validate(),
        "browser" => browser::browser(),
        "bench" => bench(),
        "wasm" => wasm::wasm(env::args().nth(2).as_deref()),
        _ => Err("usage: cargo xtask test | validate | browser | bench [sizes…] | wasm [--check]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("xtask: {what}");
            ExitCode::FAILURE
        }
    }
}

/// All tests: the crate's own, then the built sites under validators and a browser that are not ours.
fn test() -> Outcome {
    wasm::check()?;
    run(cargo().args(["test", "--workspace", "--locked"]))?;
    validate::validate()?;
    browser::browser()
}

/// The benchmark of `benches/`.
fn bench() -> Outcome {
    run(cargo().args(["build", "--release", "--locked"]))?;
    let sizes = env::args().skip(2);
    run(Command::new("python3").arg(root().join("benches/scale.py")).arg(release_binary()).args(sizes))
}

/// Runs a command and fails when it does.
fn run(command: &mut Command) -> Outcome {
    eprintln!("> {command:?}");
    let status = command.status().map_err(|error| format!("{:?} cannot be started: {error}", command.get_program()))?;
    if status.success() { Ok(()) } else { Err(format!("{:?} ended with {status}", command.get_program())) }
}

/// The cargo that started this program.
fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is where it was compiled")
}

/// Cargo's target folder.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn release_binary() -> PathBuf {
    target().join("release/vademecum")
}

/// The debug binary, built if need be.
fn debug_binary() -> Result<PathBuf, String> {
    run(cargo().args(["build", "--locked"]))?;
    Ok(target().join("debug/vademecum"))
}
