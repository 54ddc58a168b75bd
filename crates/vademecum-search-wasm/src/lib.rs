//! The search engine for a browser: [`vademecum_search::Engine`] behind a plain C ABI, called by the script of a worker.
//!
//! All calls come from one thread, and one engine is open at a time. Every number is a `u32`. A panic is a trap:
//! the script then starts the worker anew, since what the memory holds is unknown.
//!
//! | Function | Gives |
//! |---|---|
//! | `vademecum_abi()` | the version of this table, [`ABI`]: a script made for another one must not go on |
//! | `vademecum_alloc(length)` | the address of `length` bytes for the script to fill |
//! | `vademecum_free(address, length)` | nothing; gives back bytes that no function was handed |
//! | `vademecum_open(address, length)` | a [`Status`]; takes the opening bytes, replaces the engine that was open |
//! | `vademecum_add_piece(number, address, length)` | a [`Status`]; takes the bytes of a piece that was missing |
//! | `vademecum_answer(address, length)` | a [`Status`]; takes the request, JSON in UTF-8 |
//! | `vademecum_result()` | the address of the last result |
//! | `vademecum_result_length()` | its length in bytes |
//!
//! "Takes" means that the bytes, which must come from `vademecum_alloc` with this same length, belong to the engine afterwards.
//! The result stays until the next call of `open`, `add_piece` or `answer`. What it holds follows from the status: nothing or the
//! answer in JSON (0), the numbers of the missing pieces as little-endian `u32` (1), or a message in English (2). Memory may
//! grow at any call, which invalidates the script's views of it.

use std::cell::RefCell;
use std::slice;

use vademecum_search::{Engine, Failure};

#[cfg(target_arch = "wasm32")]
mod random;

/// The version of the ABI; it grows with every change that a script has to know.
pub const ABI: u32 = 1;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Status {
    /// Done; the answer, if one was asked for, is the result.
    Done = 0,
    /// Pieces are missing; their numbers are the result. Ask again once they are added.
    Missing = 1,
    /// It failed, and will fail again; the result says why.
    Failed = 2,
}

/// The open engine and the result of the last call.
#[derive(Default)]
struct State {
    engine: Option<Engine>,
    result: Vec<u8>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// The version of the ABI.
#[unsafe(no_mangle)]
pub extern "C" fn vademecum_abi() -> u32 {
    ABI
}

/// Reserves `length` bytes, all zero, and gives their address.
#[unsafe(no_mangle)]
pub extern "C" fn vademecum_alloc(length: usize) -> *mut u8 {
    let bytes: Box<[u8]> = vec![0; length].into_boxed_slice();
    Box::into_raw(bytes).cast()
}

/// Gives back bytes that were reserved and not handed over.
///
/// # Safety
/// As for [`vademecum_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vademecum_free(address: *mut u8, length: usize) {
    // SAFETY: the caller promises what `owned` asks for.
    drop(unsafe { owned(address, length) });
}

/// Opens an engine from its opening bytes, in the place of the one that was open.
///
/// # Safety
/// `address` and `length` must be those of one call of [`vademecum_alloc`], handed over to one function only.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vademecum_open(address: *mut u8, length: usize) -> Status {
    // SAFETY: the caller promises what `owned` asks for.
    let opening = unsafe { owned(address, length) };
    end(|state| {
        state.engine = None;
        state.engine = Some(Engine::open(opening)?);
        Ok(String::new())
    })
}

/// Gives the engine a piece that it missed.
///
/// # Safety
/// As for [`vademecum_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vademecum_add_piece(number: u32, address: *mut u8, length: usize) -> Status {
    // SAFETY: the caller promises what `owned` asks for.
    let piece = unsafe { owned(address, length) };
    end(|state| {
        state.opened()?.add_piece(number, piece)?;
        Ok(String::new())
    })
}

/// Answers a request.
///
/// # Safety
/// As for [`vademecum_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vademecum_answer(address: *mut u8, length: usize) -> Status {
    // SAFETY: the caller promises what `owned` asks for.
    let request = unsafe { owned(address, length) };
    end(|state| {
        let request = String::from_utf8(request).map_err(|_| refusal("it is not UTF-8"))?;
        state.opened()?.answer_json(&request)
    })
}

/// The address of the last result.
#[unsafe(no_mangle)]
pub extern "C" fn vademecum_result() -> *const u8 {
    STATE.with_borrow(|state| state.result.as_ptr())
}

/// The length of the last result in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn vademecum_result_length() -> usize {
    STATE.with_borrow(|state| state.result.len())
}

impl State {
    /// The open engine.
    fn opened(&mut self) -> Result<&mut Engine, Failure> {
        self.engine.as_mut().ok_or_else(|| refusal("no index is open"))
    }
}

fn refusal(why: &str) -> Failure {
    Failure::Request(why.to_owned())
}

/// Runs a call, keeps its result and tells how it ended.
fn end(call: impl FnOnce(&mut State) -> Result<String, Failure>) -> Status {
    STATE.with_borrow_mut(|state| {
        let (status, result) = match call(state) {
            Ok(answer) => (Status::Done, answer.into_bytes()),
            Err(Failure::Missing(pieces)) => (Status::Missing, pieces.into_iter().flat_map(u32::to_le_bytes).collect()),
            Err(failure) => (Status::Failed, failure.to_string().into_bytes()),
        };
        state.result = result;
        status
    })
}

/// Takes over bytes that the script has filled.
///
/// # Safety
/// `address` and `length` must be those of one call of [`vademecum_alloc`], and nothing may use them afterwards.
unsafe fn owned(address: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `vademecum_alloc` made a boxed slice of exactly this length at this address, which is owned by nobody else.
    unsafe { Box::from_raw(slice::from_raw_parts_mut(address, length)) }.into_vec()
}
