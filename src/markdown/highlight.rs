//! Colours of code, as a few short classes.
//!
//! syntect names every token by a path of scopes; the stylesheet needs few of them. The innermost scope that [`TABLE`]
//! knows decides, so that the quotes of a string are string and a variable inside it is not.
//!
//! | class | what |
//! |---|---|
//! | `k` | keywords, storage words, operators that are words; other operators have no colour |
//! | `s` | strings, regular expressions |
//! | `c` | comments |
//! | `n` | numbers, constants, escapes |
//! | `f` | names of functions |
//! | `t` | names of types, tags |
//! | `a` | attributes, keys |
//! | `i` `d` | inserted and deleted lines |
//! | `e` | invalid |

use std::sync::OnceLock;

use syntect::parsing::{ClearAmount, ParseState, Scope, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::code::Fence;
use super::escape::escape;

/// Code that is larger is not coloured.
const MAX_CODE_BYTES: usize = 200_000;
/// Code with a longer line is not coloured: regular expressions take their time on such lines.
const MAX_LINE_BYTES: usize = 2_000;

/// A class of [`TABLE`]; `Plain` for code inside a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Inherited,
    Plain,
    Named(&'static str),
}

/// Beginnings of scopes and their classes; the first that fits decides.
const TABLE: &[(&str, Class)] = &[
    ("comment", Class::Named("c")),
    ("string", Class::Named("s")),
    ("constant", Class::Named("n")),
    ("keyword.operator.word", Class::Named("k")),
    ("keyword.operator", Class::Inherited),
    ("keyword", Class::Named("k")),
    ("storage", Class::Named("k")),
    ("entity.name.function", Class::Named("f")),
    ("support.function", Class::Named("f")),
    ("variable.function", Class::Named("f")),
    ("entity.name.tag", Class::Named("t")),
    ("entity.name", Class::Named("t")),
    ("entity.other.inherited-class", Class::Named("t")),
    ("support.type", Class::Named("a")),
    ("support.class", Class::Named("t")),
    ("support.constant", Class::Named("n")),
    ("entity.other.attribute-name", Class::Named("a")),
    ("variable.language", Class::Named("k")),
    ("markup.inserted", Class::Named("i")),
    ("markup.deleted", Class::Named("d")),
    ("markup.heading", Class::Named("k")),
    ("invalid", Class::Named("e")),
    ("source", Class::Plain),
    ("meta.interpolation", Class::Plain),
];

/// Names that syntect's own tables lack.
const ALIASES: &[(&str, &str)] = &[
    ("csharp", "cs"),
    ("c#", "cs"),
    ("typescript", "js"),
    ("ts", "js"),
    ("tsx", "js"),
    ("jsx", "js"),
    ("mjs", "js"),
    ("sh", "bash"),
    ("shell", "bash"),
    ("console", "bash"),
    ("shell-session", "bash"),
    ("zsh", "bash"),
    ("yml", "yaml"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("golang", "go"),
    ("c++", "cpp"),
    ("docker", "bash"),
    ("html+jinja", "html"),
    ("vue", "html"),
    ("svg", "xml"),
    ("md", "markdown"),
    ("patch", "diff"),
];

fn syntaxes() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn scopes() -> &'static [(Scope, Class)] {
    static SCOPES: OnceLock<Vec<(Scope, Class)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        let scope = |name: &str| Scope::new(name).expect("the scopes of the table are short");
        TABLE.iter().map(|(name, class)| (scope(name), *class)).collect()
    })
}

/// Writes code as HTML, coloured when `highlight` and its language is known; marked lines are inside `<mark>`.
pub(super) fn write(code: &str, fence: &Fence, highlight: bool, out: &mut String) {
    let syntax = if highlight { syntax_for(code, &fence.language) } else { None };
    let start = out.len();
    if let Some(syntax) = syntax {
        if write_coloured(code, fence, syntax, out).is_some() {
            return;
        }
        out.truncate(start);
    }
    write_plain(code, fence, out);
}

/// The syntax of a language if the code is of a size that can be coloured.
fn syntax_for(code: &str, language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() || code.len() > MAX_CODE_BYTES || code.split('\n').any(|line| line.len() > MAX_LINE_BYTES) {
        return None;
    }
    let language = language.to_lowercase();
    let name = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(&*language, |(_, name)| name);
    syntaxes().find_syntax_by_token(name).filter(|syntax| syntax.name != "Plain Text")
}

fn write_plain(code: &str, fence: &Fence, out: &mut String) {
    if !fence.has_marks() {
        return escape(code, out);
    }
    for (index, line) in code.split_inclusive('\n').enumerate() {
        let marked = fence.marks(index + 1);
        open_mark(marked, out);
        escape(line.trim_end_matches('\n'), out);
        close_line(marked, line, out);
    }
}

fn open_mark(marked: bool, out: &mut String) {
    if marked {
        out.push_str("<mark>");
    }
}

fn close_line(marked: bool, line: &str, out: &mut String) {
    if marked {
        out.push_str("</mark>");
    }
    if line.ends_with('\n') {
        out.push('\n');
    }
}

/// `None` when the syntax definition fails on this code, which is then written plainly.
fn write_coloured(code: &str, fence: &Fence, syntax: &SyntaxReference, out: &mut String) -> Option<()> {
    let mut state = ParseState::new(syntax);
    let mut colours = Colours::default();
    for (index, line) in code.split_inclusive('\n').enumerate() {
        let operations = state.parse_line(line, syntaxes()).ok()?;
        let marked = fence.marks(index + 1);
        open_mark(marked, out);
        colours.write_line(line.trim_end_matches('\n'), &operations, out);
        close_line(marked, line, out);
    }
    Some(())
}

/// The classes of the open scopes.
#[derive(Debug, Default)]
struct Colours {
    stack: Vec<Class>,
    cleared: Vec<Vec<Class>>,
}

impl Colours {
    fn write_line(&mut self, line: &str, operations: &[(usize, ScopeStackOp)], out: &mut String) {
        let mut pen = Pen::default();
        let mut done = 0;
        for (at, operation) in operations {
            let at = (*at).min(line.len());
            if at > done {
                pen.write(&line[done..at], self.class(), out);
                done = at;
            }
            self.apply(operation);
        }
        pen.write(&line[done..], self.class(), out);
        pen.lift(out);
    }

    fn class(&self) -> Option<&'static str> {
        match self.stack.iter().rev().find(|class| **class != Class::Inherited) {
            Some(Class::Named(name)) => Some(name),
            _ => None,
        }
    }

    fn apply(&mut self, operation: &ScopeStackOp) {
        match operation {
            ScopeStackOp::Push(scope) => self.stack.push(class_of(*scope)),
            ScopeStackOp::Pop(count) => self.stack.truncate(self.stack.len().saturating_sub(*count)),
            ScopeStackOp::Clear(ClearAmount::All) => self.cleared.push(std::mem::take(&mut self.stack)),
            ScopeStackOp::Clear(ClearAmount::TopN(count)) => {
                let rest = self.stack.len().saturating_sub(*count);
                self.cleared.push(self.stack.split_off(rest));
            }
            ScopeStackOp::Restore => self.stack.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }
}

fn class_of(scope: Scope) -> Class {
    scopes().iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(Class::Inherited, |(_, class)| *class)
}

/// Writes stretches of code; neighbours of one class share an element, and blanks take the class of what is open.
#[derive(Debug, Default)]
struct Pen {
    open: Option<&'static str>,
}

impl Pen {
    fn write(&mut self, code: &str, class: Option<&'static str>, out: &mut String) {
        if class != self.open && !code.bytes().all(|b| b == b' ' || b == b'\t') {
            self.lift(out);
            if let Some(class) = class {
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
            }
            self.open = class;
        }
        escape(code, out);
    }

    fn lift(&mut self, out: &mut String) {
        if self.open.take().is_some() {
            out.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(info: &str, code: &str) -> String {
        let mut out = String::new();
        write(code, &Fence::parse(info), true, &mut out);
        out
    }

    #[test]
    fn code_is_coloured_by_few_classes() {
        insta::assert_snapshot!(html("rust", "fn main() { let x = \"a\\n<\"; } // fin\n"), @r#"<span class="k">fn </span><span class="f">main</span>() { <span class="k">let</span> x = <span class="s">&quot;a</span><span class="n">\n</span><span class="s">&lt;&quot;</span>; } <span class="c">// fin</span>"#);
        insta::assert_snapshot!(html("yaml {2}", "a: 1 # c\nb: \"x\"\n"), @r#"
        <span class="t">a</span>: <span class="n">1 </span><span class="c"># c</span>
        <mark><span class="t">b</span>: <span class="s">&quot;x&quot;</span></mark>
        "#);
        insta::assert_snapshot!(html("html", "<a href=\"x\">é</a>\n"), @r#"&lt;<span class="t">a </span><span class="a">href</span>=<span class="s">&quot;x&quot;</span>&gt;é&lt;/<span class="t">a</span>&gt;"#);
    }

    #[test]
    fn unknown_languages_and_monstrous_code_are_plain() {
        assert_eq!(html("klingon", "a < b\n"), "a &lt; b\n");
        assert_eq!(html("", "a\n"), "a\n");
        let long = format!("let x = {};\n", "1".repeat(3_000));
        assert_eq!(html("rust", &long), long);
        assert_eq!(html("x {1}", "a\nb\n"), "<mark>a</mark>\nb\n");
    }

    #[test]
    fn aliases_lead_to_a_syntax() {
        for (alias, _) in ALIASES {
            assert!(syntax_for("", alias).is_some(), "{alias}");
        }
    }
}
