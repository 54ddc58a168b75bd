//! What stops the program: not wrong content (that is a [`Diagnostic`](crate::diagnostic::Diagnostic)), but a machine
//! or a command line that does not let it go on.

use std::path::PathBuf;

use crate::diagnostic::{Lang, Text};

/// A failure that ends the command with exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct Error {
    /// What happened and what to do, for the person at the terminal.
    pub message: Text,
    /// The cause, where the system gave one.
    #[source]
    pub source: Option<std::io::Error>,
}

/// The result of a step that can stop the program.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure without a cause of the system.
    pub fn new(message: Text) -> Self {
        Self { message, source: None }
    }

    /// A failure to do something with a file or folder.
    pub fn io(what: Text, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        let path = path.display();
        let message = Text::new(format!("{} : {path} ({source})", what.fr), format!("{}: {path} ({source})", what.en));
        Self { message, source: Some(source) }
    }

    /// The message in the language of the person at the terminal.
    pub fn message(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }
}
