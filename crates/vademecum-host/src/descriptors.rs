//! How many files and connections the system lets the program have open.

/// Asks for as many as the system allows at most. What programs start with is what `select` could take, 1,024 on most
/// systems: fewer than the browsers that may watch. More is a courtesy; without it later connections wait.
#[cfg(unix)]
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
}

/// There is no such limit.
#[cfg(not(unix))]
pub(crate) fn raise_limit() {}
