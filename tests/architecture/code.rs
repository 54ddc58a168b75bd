//! Enough of Rust's grammar to read who uses whom and how long functions are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A source file of the crate without its tests.
pub struct Source {
    /// Its path below `src/`, with `/`.
    pub path: String,
    /// The modules that lead to it: `["render", "view"]`.
    pub module: Vec<String>,
    /// The whole text.
    pub text: String,
    /// The same text, line by line, with spaces in place of comments, literals and all that is `#[cfg(test)]`.
    pub code: String,
}

/// Every file of `src/` outside tests, sorted.
pub fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(read_sources);
    &SOURCES
}

fn read_sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&folder(), &mut files);
    files.sort();
    let tests: Vec<PathBuf> = files.iter().flat_map(|file| test_modules(file)).collect();
    let is_test = |file: &PathBuf| tests.iter().any(|module| file.with_extension("").starts_with(module));
    files.iter().filter(|file| !is_test(file)).map(|file| source(file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules that a file declares for tests only, as paths without extension.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let code = without_literals(&fs::read_to_string(file).expect("src can be read"));
    let holder = file.with_extension("");
    let holder = if holder == folder().join("lib") { folder() } else { holder };
    let declared = code.match_indices("#[cfg(test)]").filter_map(|(at, mark)| {
        let item = code[at + mark.len()..].trim_start().split(';').next()?;
        let name = item.rsplit_once("mod ")?.1;
        (!name.contains('{')).then(|| holder.join(name))
    });
    declared.collect()
}

fn source(file: &Path) -> Source {
    let path = file.strip_prefix(folder()).expect("the file is in src").to_str().expect("names are ASCII").to_owned();
    let module = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    let module = module.filter(|name| name != "lib" && name != "main").collect();
    let text = fs::read_to_string(file).expect("src can be read");
    let code = without_tests(&without_literals(&text));
    Source { path, module, text, code }
}

/// `src/`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Puts spaces in place of comments and of the inside of string and character literals; keeps all line ends.
pub fn without_literals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_inside_word = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let hidden = hidden_length(rest, is_inside_word);
        if hidden > 0 {
            out.extend(rest[..hidden].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[hidden..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The length of the comment or literal that `rest` starts with; 0 when it starts with neither.
fn hidden_length(rest: &str, is_inside_word: bool) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    let raw = rest.trim_start_matches('b').strip_prefix('r').filter(|_| !is_inside_word);
    if let Some(quoted) = raw.filter(|raw| raw.trim_start_matches('#').starts_with('"')) {
        let hashes = quoted.len() - quoted.trim_start_matches('#').len();
        let inside = &quoted[hashes + 1..];
        let end = format!("\"{}", "#".repeat(hashes));
        let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
        return rest.len() - inside.len() + length;
    }
    if rest.starts_with('"') {
        return string_length(rest);
    }
    if rest.starts_with('\'') { character_length(rest) } else { 0 }
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `'a'` and `'\n'`; 0 for a lifetime.
fn character_length(rest: &str) -> usize {
    let inside = &rest[1..];
    if let Some(escape) = inside.strip_prefix('\\') {
        let first = escape.chars().next().map_or(0, char::len_utf8);
        return escape[first..].find('\'').map_or(0, |end| 2 + first + end + 1);
    }
    let first = inside.chars().next().map_or(0, char::len_utf8);
    if inside[first..].starts_with('\'') { first + 2 } else { 0 }
}

/// Puts spaces in place of every item that is marked `#[cfg(test)]`.
pub fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let end = item_end(&out, start);
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// The end of the item at `start`: its `;`, or the brace that closes its first one.
pub fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' => depth -= 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// Every path in the code that starts with `first`, as far as its names go: `crate::a::{b, c::d}` is two.
pub fn paths(code: &str, first: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&format!("{first}::")) {
        let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$');
        if is_whole {
            expand(&code[at + first.len() + 2..], &[], &mut found);
        }
    }
    found
}

/// Follows a path or a tree of `use` from its next name; tells how many bytes it took.
fn expand(rest: &str, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let trimmed = rest.trim_start();
    let skipped = rest.len() - trimmed.len();
    if trimmed.starts_with('{') {
        return skipped + expand_group(trimmed, before, found);
    }
    let length = trimmed.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(trimmed.len());
    let path = [before, &[trimmed[..length].to_owned()]].concat();
    match trimmed[length..]
        .strip_prefix("::")
        .filter(|after| after.starts_with(|c: char| c.is_alphabetic() || c == '{'))
    {
        Some(after) => skipped + length + 2 + expand(after, &path, found),
        None => {
            found.push(path);
            skipped + length
        }
    }
}

fn expand_group(group: &str, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut at = 1;
    loop {
        at += expand(&group[at..], before, found);
        match group[at..].find([',', '}']) {
            Some(next) if group[at + next..].starts_with(',') => at += next + 1,
            Some(next) => return at + next + 1,
            None => return group.len(),
        }
    }
}

/// A function with a body.
pub struct Function {
    pub name: String,
    /// The line of its `fn`, from 1.
    pub line: usize,
    /// Lines from its `fn` to its closing brace, both included.
    pub lines: usize,
}

/// Every function with a body.
pub fn functions(code: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let end = item_end(code, at);
        if is_word && !name.is_empty() && code[..end].ends_with('}') {
            let line = code[..at].matches('\n').count() + 1;
            functions.push(Function { name, line, lines: code[at..end].matches('\n').count() + 1 });
        }
    }
    functions
}

#[test]
fn the_reader_of_code_sees_what_is_code() {
    let code = "use crate::{a, b::{self, C}};\n// crate::no\nlet x = \"crate::no\"; let y = '\"'; r#\"crate::\"no\"#;\n\
                #[cfg(test)]\nmod tests {\n    use crate::no;\n}\nfn f<'a>(x: &'a [u8; 3]) -> u8 {\n    crate::d::e(1)\n}\n";
    let seen = without_tests(&without_literals(code));
    assert_eq!(seen.matches('\n').count(), code.matches('\n').count());
    let paths: Vec<String> = paths(&seen, "crate").iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["a", "b::self", "b::C", "d::e"]);
    let functions: Vec<_> = functions(&seen).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    assert_eq!(functions, [("f".to_owned(), 8, 3)]);
}
