//! Links that open a file in the program in which it is written.

use std::path::Path;

/// A scheme of addresses that a program of the editor's computer opens: `{path}`, `{line}` and `{column}` stand for the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

/// Programs by the names of their commands, and the addresses that they open.
const KNOWN: &[(&str, &str)] = &[
    ("code", "vscode://file/{path}:{line}:{column}"),
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("code-insiders", "vscode-insiders://file/{path}:{line}:{column}"),
    ("codium", "vscodium://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("mate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("bbedit", "x-bbedit://open?url=file://{path}&line={line}"),
    ("mvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
];

impl Editor {
    /// The program that is meant: by its name, its command, or its scheme with `{path}` in it.
    pub fn named(name: &str) -> Option<Self> {
        if name.contains("{path}") && name.contains(':') {
            return Some(Self(name.to_owned()));
        }
        let command = name.split_whitespace().next()?;
        let command = Path::new(command).file_stem()?.to_str()?.to_lowercase();
        KNOWN.iter().find(|(known, _)| *known == command).map(|(_, scheme)| Self((*scheme).to_owned()))
    }

    /// Names that [`Self::named`] knows.
    pub fn known() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(name, _)| *name)
    }

    /// The address that opens a file below `root`, with `{line}` and `{column}` left for whoever shows it.
    pub fn scheme_for(&self, root: &Path) -> String {
        let root = root.to_string_lossy().replace('\\', "/");
        // Windows paths start with a drive, others with a slash that the schemes already have.
        let root = root.strip_prefix("//?/").unwrap_or(&root).trim_end_matches('/');
        let root = if self.0.contains("file/{path}") { root.trim_start_matches('/') } else { root };
        self.0.replace("{path}", &format!("{}/{{file}}", encoded(root)))
    }
}

/// A path as a part of an address.
pub fn encoded(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
    utf8_percent_encode(path, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_name_command_and_scheme() {
        let scheme =
            |name: &str| Editor::named(name).map(|editor| editor.scheme_for(Path::new("/home/anne/aide du site")));
        let code = "vscode://file/home/anne/aide%20du%20site/{file}:{line}:{column}";
        for name in ["code", "VSCode", "/usr/bin/code --wait", "code.exe"] {
            assert_eq!(scheme(name).as_deref(), Some(code), "{name}");
        }
        let idea = "idea://open?file=/home/anne/aide%20du%20site/{file}&line={line}&column={column}";
        assert_eq!(scheme("idea").as_deref(), Some(idea));
        assert_eq!(scheme("x://{path}#{line}").as_deref(), Some("x:///home/anne/aide%20du%20site/{file}#{line}"));
        assert!(scheme("vim").is_none() && scheme("").is_none());
    }

    #[test]
    fn drives_of_windows_are_kept() {
        let scheme = Editor::named("code").unwrap().scheme_for(Path::new(r"\\?\C:\Users\Anne\site"));
        assert_eq!(scheme, "vscode://file/C:/Users/Anne/site/{file}:{line}:{column}");
    }
}
