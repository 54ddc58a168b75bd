//! Tells cargo that files embedded in the binary are among its sources.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
