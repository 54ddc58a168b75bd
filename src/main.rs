//! The program `vademecum`: see [`vademecum::cli`].

use std::process::ExitCode;

/// Rendering allocates many short-lived strings on all threads; the allocator of the C library costs a tenth of the
/// whole build there, and keeps what compression freed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vademecum::cli::main(std::env::args_os())
}
