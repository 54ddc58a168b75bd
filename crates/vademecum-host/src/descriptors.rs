//! How many files and connections the system lets the program have open.

/// Room for all connections and the files that they are sent, and the most that macOS allows.
#[cfg(unix)]
const ENOUGH: u64 = 10_240;

/// Asks for enough, as far as the system allows. What programs start with is what `select` could take, 1,024 on most
/// systems: fewer than the browsers that may watch. Where it cannot be more, connections wait.
#[cfg(unix)]
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.unwrap_or(ENOUGH).min(ENOUGH);
    if current.is_some_and(|current| current < wanted) {
        // A courtesy: nothing is lost without it.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
}

/// There is no such limit.
#[cfg(not(unix))]
pub(crate) fn raise_limit() {}
