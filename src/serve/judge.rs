//! Findings and search, brought to the newest state on a thread of their own.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
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
    session.judge();
    session.index(None);
    // Declared searches can be run now.
    session.judge();
    while let Ok(mut update) = updates.recv() {
        while let Ok(later) = updates.recv_timeout(PAUSE) {
            update = update.and(later);
        }
        session.index(Some(&update));
        session.judge();
    }
}
