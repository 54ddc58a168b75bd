//! Random numbers for crates that link `getrandom`: there are none here, and reading an index needs none.

use getrandom::Error;

/// Refuses, so that a caller fails rather than takes zeros for chance.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(_dest: *mut u8, _len: usize) -> Result<(), Error> {
    Err(Error::UNSUPPORTED)
}
