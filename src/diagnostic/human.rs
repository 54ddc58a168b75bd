//! Findings for the person at a terminal: the place, its line with what is wrong underlined, and what to do.
//!
//! Places are written `file:line:column`, which terminals and editors turn into links.

use std::io::{self, Write};

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

pub use super::terminal::Style;
use super::terminal::{counted, indent, visible, visible_line, wrap};
use super::{Diagnostic, Lang, Location, Severity, Text};
use crate::text;

/// The widest layout: annotated source lines are not made longer than this.
const WIDEST: usize = 200;
/// The narrowest layout; a smaller terminal breaks lines by itself.
const NARROWEST: usize = 40;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The language of messages.
    pub lang: Lang,
    /// Colours and width.
    pub style: Style,
    /// The most findings to print; the gravest are chosen. All when absent.
    pub limit: Option<usize>,
    /// Put before each path so that it can be followed from the working directory: `""`, or `"examples/demo/"`.
    pub root: &'a str,
}

/// Prints the findings in their order, then one line that counts them. Those that are off are left out.
pub fn print(diagnostics: &[Diagnostic], settings: &Settings<'_>, out: &mut dyn Write) -> io::Result<()> {
    print_some(diagnostics, Count::of(diagnostics), settings, out)
}

/// Prints some findings, and the count of all.
pub fn print_some(some: &[Diagnostic], all: Count, settings: &Settings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let shown = gravest(some, settings.limit.unwrap_or(usize::MAX));
    for diagnostic in &shown {
        writeln!(out, "{}\n", finding(diagnostic, settings))?;
    }
    if let left @ 1.. = Count::of(some).total() - shown.len() {
        writeln!(out, "{}\n", more(left).get(settings.lang))?;
    }
    writeln!(out, "{}", settings.style.bold(&summary(all, settings.lang)))
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Findings that forbid to publish.
    pub errors: usize,
    /// Findings that are likely to mislead a reader.
    pub warnings: usize,
    /// Things to improve.
    pub hints: usize,
}

impl Count {
    /// Counts the findings that are not off.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut count = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Hint => count.hints += 1,
                Severity::Off => {}
            }
        }
        count
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.hints
    }
}

/// « 2 erreurs, 1 avertissement, 3 conseils »; « Aucun constat » when there is none.
pub fn summary(count: Count, lang: Lang) -> String {
    if count.total() == 0 {
        return text!("Aucun constat", "No findings").get(lang).to_owned();
    }
    let nouns = match lang {
        Lang::Fr => [["erreur", "erreurs"], ["avertissement", "avertissements"], ["conseil", "conseils"]],
        Lang::En => [["error", "errors"], ["warning", "warnings"], ["hint", "hints"]],
    };
    let counts = [count.errors, count.warnings, count.hints].into_iter().zip(nouns);
    counts.filter(|(n, _)| *n > 0).map(|(n, noun)| counted(n, noun, lang)).collect::<Vec<_>>().join(", ")
}

fn more(left: usize) -> Text {
    let fr = counted(left, ["autre constat", "autres constats"], Lang::Fr);
    let en = counted(left, ["other finding", "other findings"], Lang::En);
    text!("… et {fr} : vademecum check", "… and {en}: vademecum check")
}

/// The `limit` gravest findings, in the order of the list.
fn gravest(diagnostics: &[Diagnostic], limit: usize) -> Vec<&Diagnostic> {
    let mut ranked: Vec<_> = diagnostics.iter().enumerate().filter(|(_, d)| d.severity != Severity::Off).collect();
    ranked.sort_by_key(|(_, diagnostic)| diagnostic.severity);
    ranked.truncate(limit);
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// One finding: its title, its place, what to do, and the other places that matter.
fn finding(diagnostic: &Diagnostic, settings: &Settings<'_>) -> String {
    let layout = Layout::new(diagnostic, settings);
    let lang = settings.lang;
    let name = format!("{}[{}]", diagnostic.severity.name(lang), diagnostic.rule.code);
    let level = level(diagnostic.severity);
    let mut blocks = vec![layout.title(level.clone(), &name, diagnostic.message.get(lang))];
    blocks.extend(diagnostic.location.iter().map(|location| layout.place(&level, location)));
    blocks.extend(diagnostic.help.iter().map(|help| layout.help(help)));
    for (location, what) in &diagnostic.related {
        blocks.push(layout.title(Level::NOTE, text!("voir", "see").get(lang), what.get(lang)));
        blocks.push(layout.place(&Level::NOTE, location));
    }
    blocks.join("\n")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint | Severity::Off => Level::INFO,
    }
}

/// What all parts of one finding are aligned by.
struct Layout<'a> {
    settings: &'a Settings<'a>,
    renderer: Renderer,
    /// Columns of the widest line number.
    gutter: usize,
    /// Columns in all.
    width: usize,
}

impl<'a> Layout<'a> {
    fn new(diagnostic: &Diagnostic, settings: &'a Settings<'a>) -> Self {
        let related = diagnostic.related.iter().map(|(location, _)| location);
        let quoted = diagnostic.location.iter().chain(related).filter(|location| !location.excerpt.is_empty());
        let gutter = quoted.map(digits).max().unwrap_or(0);
        let width = settings.style.width.max(NARROWEST);
        let renderer = if settings.style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
        Self { settings, renderer: renderer.term_width(width.min(WIDEST)), gutter, width }
    }

    /// `erreur[code] : message`, wrapped under itself.
    fn title(&self, level: Level<'_>, name: &str, message: &str) -> String {
        let name = self.before_colon(name);
        let room = self.width.saturating_sub(name.chars().count() + 2).max(NARROWEST / 2);
        let message = wrap(&visible(message), room);
        self.renderer.render(&[Group::with_title(level.with_name(name).primary_title(message))])
    }

    /// ` --> file:line:column` and the source line, when there is one.
    fn place(&self, level: &Level<'_>, location: &Location) -> String {
        let arrow = self.settings.style.paint(DEFAULT_LINE_NUM_STYLE, "-->");
        let place = visible_line(&format!("{}{location}", self.settings.root));
        let head = format!("{:gutter$}{arrow} {place}", "", gutter = self.gutter);
        if location.excerpt.is_empty() {
            return head;
        }
        // The library would count the column from the start of the excerpt, so that the line above is written here.
        let body = self.renderer.render(&[Group::with_level(level.clone()).element(snippet(location))]);
        format!("{head}\n{}", indent(&body, self.gutter - digits(location)))
    }

    /// ` = à faire : …`, wrapped under itself and set off from a source line above.
    fn help(&self, help: &Text) -> String {
        let name = self.before_colon(text!("à faire", "help").get(self.settings.lang));
        let room = self.width.saturating_sub(self.gutter + name.chars().count() + 5).max(NARROWEST / 2);
        let help = wrap(&visible(help.get(self.settings.lang)), room);
        let message = Level::HELP.with_name(name).message(help);
        let note = indent(&self.renderer.render(&[Group::with_level(Level::HELP).element(message)]), self.gutter);
        if self.gutter == 0 {
            return note;
        }
        let bar = self.settings.style.paint(DEFAULT_LINE_NUM_STYLE, "|");
        format!("{:gutter$} {bar}\n{note}", "", gutter = self.gutter)
    }

    /// A name that the library follows with a colon: French sets a space before it.
    fn before_colon(&self, name: &str) -> String {
        match self.settings.lang {
            Lang::Fr => format!("{name}\u{a0}"),
            Lang::En => name.to_owned(),
        }
    }
}

fn digits(location: &Location) -> usize {
    location.line.to_string().len()
}

/// The quoted line with what is wrong underlined. An ellipsis stands for what was cut from its start.
fn snippet(location: &Location) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let cut = if location.excerpt_skipped > 0 { "…" } else { "" };
    let source = format!("{cut}{}", visible_line(&location.excerpt));
    let before = location.column.saturating_sub(1).saturating_sub(location.excerpt_skipped) as usize;
    let offset = |chars: usize| source.char_indices().nth(chars).map_or(source.len(), |(at, _)| at);
    let from = before + cut.chars().count();
    let span = offset(from)..offset(from + location.width as usize);
    Snippet::source(source).line_start(location.line as usize).annotation(AnnotationKind::Primary.span(span))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::{TextFile, samples};
    use super::*;
    use crate::source::SourcePath;

    fn printed(diagnostics: &[Diagnostic], settings: Settings<'_>) -> String {
        let mut out = Vec::new();
        print(diagnostics, &settings, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_shows_its_place_what_to_do_and_the_other_place() {
        insta::assert_snapshot!(printed(&[samples::duplicate(), samples::global()], Settings::default()), @r"
        erreur[identifiant-double] : l’identifiant « cloture » est déjà pris
           --> content/a.md:2:5
            |
          2 | id: cloture
            |     ^^^^^^^
            |
            = à faire : donnez un autre identifiant à cette page
        voir : il est pris ici
           --> content/calendrier.yaml:120:7
            |
        120 |   - id: cloture
            |       ^^^^^^^

        conseil[adresse-absente] : aucune adresse publique
         = à faire : ajoutez `base_url:` à vademecum.yaml

        1 erreur, 1 conseil
        ");
    }

    #[test]
    fn english_sets_no_space_before_a_colon() {
        let settings = Settings { lang: Lang::En, root: "examples/demo/", ..Settings::default() };
        insta::assert_snapshot!(printed(&[samples::duplicate()], settings), @r"
        error[identifiant-double]: the id “cloture” is taken already
           --> examples/demo/content/a.md:2:5
            |
          2 | id: cloture
            |     ^^^^^^^
            |
            = help: give this page another id
        see: it is taken here
           --> examples/demo/content/calendrier.yaml:120:7
            |
        120 |   - id: cloture
            |       ^^^^^^^

        1 error
        ");
    }

    #[test]
    fn carets_stand_under_what_they_mean_whatever_the_width_of_characters() {
        for (text, wrong, caret) in [
            ("\tà côté", "côté", "1 |     à côté\n  |       ^^^^"),
            ("日本 non", "non", "1 | 日本 non\n  |      ^^^"),
            ("e\u{301}te\u{301} x", "x", "1 | e\u{301}te\u{301} x\n  |     ^"),
        ] {
            let at = text.find(wrong).unwrap();
            let location = TextFile::new(SourcePath::new("a.md"), text.into()).locate(at..at + wrong.len());
            let diagnostic = Diagnostic::new(&samples::DUPLICATE, location, text!("m", "m"));
            let shown = printed(&[diagnostic], Settings::default());
            assert!(shown.contains(caret), "{shown}");
        }
    }

    #[test]
    fn a_long_line_is_cut_but_its_column_is_true() {
        let text = "mot ".repeat(1000) + "FAUX" + &" suite".repeat(1000);
        let location = TextFile::new(SourcePath::new("a.md"), text).locate(4000..4004);
        let diagnostic = Diagnostic::new(&samples::DUPLICATE, location, text!("m", "m"));
        let shown =
            printed(&[diagnostic], Settings { style: Style { color: false, width: 60 }, ..Settings::default() });
        insta::assert_snapshot!(shown, @r"
        erreur[identifiant-double] : m
         --> a.md:1:4001
          |
        1 | ...ot mot mot mot mot mot FAUX suite suite suite suit...
          |                           ^^^^

        1 erreur
        ");
    }

    #[test]
    fn long_messages_are_wrapped_under_themselves() {
        let long = "un mot après l’autre ".repeat(8);
        let long = long.trim();
        let location = TextFile::new(SourcePath::new("a.md"), "---".into()).locate(0..3);
        let diagnostic = Diagnostic::new(&samples::DUPLICATE, location, text!("{long}", "")).help(text!("{long}", ""));
        let shown =
            printed(&[diagnostic], Settings { style: Style { color: false, width: 70 }, ..Settings::default() });
        insta::assert_snapshot!(shown, @r"
        erreur[identifiant-double] : un mot après l’autre un mot après l’autre
                                     un mot après l’autre un mot après l’autre
                                     un mot après l’autre un mot après l’autre
                                     un mot après l’autre un mot après l’autre
         --> a.md:1:1
          |
        1 | ---
          | ^^^
          |
          = à faire : un mot après l’autre un mot après l’autre un mot après
                      l’autre un mot après l’autre un mot après l’autre un mot
                      après l’autre un mot après l’autre un mot après l’autre

        1 erreur
        ");
    }

    #[test]
    fn the_limit_keeps_the_gravest_and_counts_the_rest() {
        let mut many = vec![samples::global(); 1235];
        many.push(samples::duplicate());
        let shown = printed(&many, Settings { limit: Some(1), ..Settings::default() });
        assert!(shown.starts_with("erreur[identifiant-double]"), "{shown}");
        assert!(shown.contains("\n… et 1\u{202f}235 autres constats : vademecum check\n"), "{shown}");
        assert!(shown.ends_with("\n1 erreur, 1\u{202f}235 conseils\n"), "{shown}");
    }

    #[test]
    fn no_finding_is_said() {
        assert_eq!(printed(&[], Settings::default()), "Aucun constat\n");
        let mut off = samples::duplicate();
        off.severity = Severity::Off;
        assert_eq!(printed(&[off], Settings { lang: Lang::En, ..Settings::default() }), "No findings\n");
    }

    #[test]
    fn colours_come_only_when_asked_and_control_characters_never() {
        let hostile = [samples::hostile()];
        let plain = printed(&hostile, Settings::default());
        assert!(!plain.chars().any(|c| c.is_control() && c != '\n'), "{plain:?}");
        let style = Style { color: true, width: 100 };
        let coloured = printed(&hostile, Settings { style, ..Settings::default() });
        assert!(coloured.contains("\u{1b}[1m"), "{coloured:?}");
        assert!(!coloured.contains("\u{1b}[2J") && !coloured.contains("\u{1b}c"), "{coloured:?}");
    }

    proptest! {
        #[test]
        fn any_location_is_printed(
            excerpt in any::<String>(), column: u32, width in 1u32.., skipped: u32, line in 1u32.., columns: usize
        ) {
            let excerpt = Arc::from(excerpt);
            let location = Location {
                file: SourcePath::new("a.md"), line, column, width, excerpt, excerpt_skipped: skipped.min(column)
            };
            let diagnostic = Diagnostic::new(&samples::DUPLICATE, location, text!("m", "m"));
            let style = Style { color: false, width: columns };
            printed(&[diagnostic], Settings { style, ..Settings::default() });
        }
    }
}
