//! Progress of long work: a line on a terminal, nothing in a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Terminal;
use crate::write;

/// A line that is redrawn while work goes on.
pub struct Progress {
    bar: ProgressBar,
    terminal: Terminal,
}

impl Progress {
    /// Starts; shows nothing unless somebody watches.
    pub fn start(terminal: Terminal) -> Self {
        let target = if terminal.interactive { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} {msg}"));
        Self { bar, terminal }
    }

    /// Names what is being done now.
    pub fn phase(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        self.bar.tick();
    }

    /// Goes over to counting pages.
    pub fn count(&self, total: usize) {
        self.bar.set_style(style("{bar:30} {pos}/{len} {msg}"));
        self.bar.set_length(total as u64);
        self.phase(self.terminal.say("écriture des fichiers", "writing files"));
    }

    /// Shows a step of the writer. Waiting for another build is said in a pipe too.
    pub fn step(&self, step: write::Progress) {
        match step {
            write::Progress::Done(done) => self.bar.set_position(done as u64),
            write::Progress::Waiting => self.terminal.tell(&crate::text!(
                "Une autre construction du même dossier est en cours : attente de sa fin…",
                "Another build of the same folder is going on: waiting for its end…"
            )),
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is well-formed")
}
