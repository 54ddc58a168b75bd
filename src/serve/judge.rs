//! Findings and search, brought to the newest state on a thread of their own.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::Session;
use crate::preview::Update;

/// Judging waits until nothing was saved for so long: while somebody types in a program that saves at every stroke, pages
/// are to be shown, not judged.
const PAUSE: Duration = Duration::from_millis(60);

/// Starts judging; what is sent is judged, at first the site as it is.
pub fn start(session: &Arc<Session>) -> Sender<Update> {
    let (sender, updates) = mpsc::channel();
    let session = session.clone();
    std::thread::spawn(move || judge(&session, &updates));
    sender
}

fn judge(session: &Session, updates: &Receiver<Update>) {
    session.judge(None);
    session.tell_findings();
    session.index(None);
    // Declared searches can be run now.
    session.tell_findings();
    while let Ok(update) = updates.recv() {
        let Some(update) = gathered(session, updates, update) else { return };
        session.index(Some(&update));
        session.judge(Some(&update));
        session.tell_findings();
    }
}

/// An update with all that follow it, up to the newest state. `None` when there will be no more.
fn gathered(session: &Session, updates: &Receiver<Update>, mut update: Update) -> Option<Update> {
    loop {
        match updates.recv_timeout(PAUSE) {
            Ok(later) => update = update.and(later),
            Err(RecvTimeoutError::Timeout) if session.number() == update.to => return Some(update),
            // The update to the newest state is on its way.
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}
