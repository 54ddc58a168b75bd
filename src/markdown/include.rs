//! `{{ include:path#region }}` alone on a line: other files spliced in before the text is parsed.
//!
//! The line is replaced by the other file's text without its front matter, or by one region of it. Every stretch of the
//! result knows where it came from, so that findings and relative links lead to the right file.

use std::ops::Range;
use std::sync::Arc;

use super::{rules, shortcode};
use crate::diagnostic::{Diagnostic, Location, Rule, Span, Text, TextFile, nearest};
use crate::model::{Body, Facts, Origin};
use crate::source::{MAX_TEXT_BYTES, SourcePath};
use crate::text;

/// How deep includes may be nested.
const MAX_DEPTH: usize = 16;
/// How many includes one text may take, so that includes that double at each level come to an end.
const MAX_INCLUDES: usize = 4096;
/// How many bytes of other files may be looked through for one text: regions of a large file cost its whole length.
const MAX_SEARCHED_BYTES: usize = 32 * MAX_TEXT_BYTES as usize;

/// The text files of a site, for includes.
pub struct Texts<'a> {
    /// The text file at a path.
    pub find: &'a dyn Fn(&SourcePath) -> Option<Arc<TextFile>>,
    /// All paths, to propose the nearest; only asked for when one is missing.
    pub paths: &'a dyn Fn() -> Vec<SourcePath>,
}

impl std::fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

/// A range of a file with its includes spliced in, without facts yet.
pub fn splice(file: &Arc<TextFile>, range: Range<usize>, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) -> Body {
    if !shortcode::INCLUDE.iter().any(|name| file.text[range.clone()].contains(name)) {
        return Body::new(file.clone(), range);
    }
    let mut splicer = Splicer {
        texts,
        diagnostics,
        text: String::new(),
        origins: Vec::new(),
        chain: Vec::new(),
        count: 0,
        searched: 0,
        limited: false,
    };
    splicer.file(file, range.clone());
    let Splicer { text, origins, count, .. } = splicer;
    if count == 0 || origins.is_empty() {
        return Body::new(file.clone(), range);
    }
    Body { origins, spliced: Some(text), facts: Facts::default() }
}

struct Splicer<'a, 'd> {
    texts: &'a Texts<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    text: String,
    origins: Vec<Origin>,
    /// The files that are open, each with the place of the include that led to the next.
    chain: Vec<(SourcePath, Location)>,
    /// Number of include lines so far.
    count: usize,
    /// Number of bytes of other files looked through so far.
    searched: usize,
    /// Whether a limit was reached and told.
    limited: bool,
}

impl Splicer<'_, '_> {
    /// Adds a range of a file, its includes followed.
    fn file(&mut self, file: &Arc<TextFile>, range: Range<usize>) {
        let mut done = range.start;
        let mut fences = Fences::default();
        let mut at = range.start;
        for line in file.text[range.clone()].split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            if !fences.covers(words)
                && let Some(target) = include_target(words)
            {
                self.copy(file, done..at);
                done = at + words.len();
                let offset = target.as_ptr() as usize - file.text.as_ptr() as usize;
                self.include(file, target, offset..offset + target.len());
            }
            at += line.len();
        }
        self.copy(file, done..range.end);
    }

    fn copy(&mut self, file: &Arc<TextFile>, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.origins.push(Origin {
            at: Span::from(self.text.len()..0).start,
            file: file.clone(),
            range: range.clone().into(),
        });
        self.text.push_str(&file.text[range]);
    }

    fn include(&mut self, from: &Arc<TextFile>, target: &str, place: Range<usize>) {
        self.count += 1;
        let here = from.locate(place);
        let (path, region) = target.split_once('#').map_or((target, None), |(path, region)| (path, Some(region)));
        let Some(path) = from.path.join(path) else {
            let message = text!("« {target} » sort du site", "`{target}` leaves the site");
            let help = text!(
                "copiez le fichier dans le site et incluez la copie",
                "copy the file into the site and include the copy"
            );
            return self.report(&rules::INCLUDE_OUTSIDE, here, message, Some(help));
        };
        if path == from.path || self.chain.iter().any(|(open, _)| *open == path) {
            return self.cycle(&path, here);
        }
        let Some(file) = (self.texts.find)(&path) else { return self.missing(from, &path, here) };
        if self.is_too_much(file.text.len()) {
            return self.limit(&path, here);
        }
        let Some(range) = self.range(&file, region, &here) else { return };
        if (self.text.len() + range.len()) as u64 > MAX_TEXT_BYTES {
            return self.limit(&path, here);
        }
        self.chain.push((from.path.clone(), here));
        self.file(&file, range);
        self.chain.pop();
    }

    /// Whether looking through a file of `length` bytes would go beyond the limits.
    fn is_too_much(&mut self, length: usize) -> bool {
        self.searched += length;
        self.chain.len() >= MAX_DEPTH || self.count > MAX_INCLUDES || self.searched > MAX_SEARCHED_BYTES
    }

    /// Reports the first include that is left out for its size, number or depth.
    fn limit(&mut self, path: &SourcePath, here: Location) {
        if !std::mem::replace(&mut self.limited, true) {
            let message = text!(
                "trop d’inclusions : celle de « {path} » est laissée de côté, et d’autres avec elle",
                "too many includes: the one of `{path}` is left out, and others with it"
            );
            let help = text!("incluez directement le fichier voulu", "include the wanted file directly");
            self.report(&rules::INCLUDE_LIMIT, here, message, Some(help));
        }
    }

    fn report(&mut self, rule: &'static Rule, here: Location, message: Text, help: Option<Text>) {
        let mut diagnostic = Diagnostic::new(rule, here, message);
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    fn cycle(&mut self, path: &SourcePath, here: Location) {
        let message = text!("« {path} » finit par s’inclure lui-même", "`{path}` ends up including itself");
        let mut diagnostic = Diagnostic::new(&rules::INCLUDE_CYCLE, here, message);
        for (_, place) in &self.chain {
            diagnostic = diagnostic.related(place.clone(), text!("inclus à partir d’ici", "included from here"));
        }
        self.diagnostics.push(diagnostic);
    }

    fn missing(&mut self, from: &TextFile, path: &SourcePath, here: Location) {
        let message = text!("le fichier « {path} » n’existe pas", "the file `{path}` does not exist");
        let paths = (self.texts.paths)();
        let near = nearest(path.as_str(), paths.iter().map(SourcePath::as_str))
            .or_else(|| paths.iter().find(|other| other.file_name() == path.file_name()).map(SourcePath::as_str));
        let help = near.filter(|near| *near != from.path.as_str());
        let help = help.map(|near| text!("vouliez-vous dire « /{near} » ?", "did you mean `/{near}`?"));
        self.report(&rules::INCLUDE_MISSING, here, message, help);
    }

    /// The bytes of a file that are included.
    fn range(&mut self, file: &TextFile, region: Option<&str>, here: &Location) -> Option<Range<usize>> {
        let Some(wanted) = region else {
            let end = file.text.len() - usize::from(file.text.ends_with('\n'));
            return Some(body_start(&file.text).min(end)..end);
        };
        let regions = regions(&file.text);
        if let Some((_, range)) = regions.iter().find(|(name, _)| *name == wanted) {
            return Some(range.clone());
        }
        let path = &file.path;
        let message = text!("« {path} » n’a pas de région « {wanted} »", "`{path}` has no region `{wanted}`");
        let near = nearest(wanted, regions.iter().map(|(name, _)| *name));
        let help = near.map(|near| text!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"));
        self.report(&rules::INCLUDE_REGION, here.clone(), message, help);
        None
    }
}

/// The target of a line that holds an include and nothing else; `None` for any other line.
fn include_target(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ');
    if line.len() - inner.len() > 3 {
        return None;
    }
    let inner = inner.trim_end().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let target =
        shortcode::INCLUDE.iter().find_map(|name| inner.strip_prefix(name)?.trim_start().strip_prefix(':'))?.trim();
    (!target.is_empty() && !target.contains("}}")).then_some(target)
}

/// Fenced code, in which nothing is an include.
#[derive(Debug, Default)]
struct Fences {
    open: Option<(char, usize)>,
}

impl Fences {
    /// Takes the next line; whether it belongs to fenced code.
    fn covers(&mut self, line: &str) -> bool {
        let words = line.trim_start_matches([' ', '>']);
        let sign = words.chars().next().filter(|c| matches!(c, '`' | '~'));
        let count = sign.map_or(0, |sign| words.chars().take_while(|c| *c == sign).count());
        match (self.open, sign) {
            (None, Some(sign)) if count >= 3 && !(sign == '`' && words[count..].contains('`')) => {
                self.open = Some((sign, count));
                true
            }
            (None, _) => false,
            (Some((open, least)), Some(sign)) if open == sign && count >= least && words[count..].trim().is_empty() => {
                self.open = None;
                true
            }
            (Some(_), _) => true,
        }
    }
}

/// Where the text of a file starts after its front matter.
fn body_start(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else { return 0 };
    let mut at = "---\n".len();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return at;
        }
    }
    0
}

/// The regions of a file by name: the bytes between their marks, without the last line end.
fn regions(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut regions: Vec<(&str, Range<usize>)> = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut at = 0usize;
    for line in text.split_inclusive('\n') {
        match comment(line) {
            Some("/region") => {
                if let Some((name, start)) = open.pop() {
                    regions.push((name, start..at.saturating_sub(1).max(start)));
                }
            }
            Some(words) => {
                if let Some(name) = words.strip_prefix("region").filter(|rest| rest.starts_with([':', ' '])) {
                    open.push((name.trim_start_matches(':').trim(), at + line.len()));
                }
            }
            None => {}
        }
        at += line.len();
    }
    regions
}

/// The words of a line that is one comment.
fn comment(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spliced text of `content/page.md` in a site of these files, and what was found.
    fn spliced(files: &[(&str, &str)]) -> (Body, Vec<Diagnostic>) {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| Arc::new(TextFile::new(SourcePath::new(path), (*text).to_owned())))
            .collect();
        let find = |path: &SourcePath| files.iter().find(|file| file.path == *path).cloned();
        let paths = || files.iter().map(|file| file.path.clone()).collect();
        let mut diagnostics = Vec::new();
        let page = files[0].clone();
        let range = body_start(&page.text)..page.text.len();
        let body = splice(&page, range, &Texts { find: &find, paths: &paths }, &mut diagnostics);
        (body, diagnostics)
    }

    fn told(files: &[(&str, &str)]) -> String {
        let (_, diagnostics) = spliced(files);
        let line = |d: &Diagnostic| {
            let help = d.help.as_ref().map(|help| format!(" ({})", help.en)).unwrap_or_default();
            let chain: String = d.related.iter().map(|(place, _)| format!(" < {place}")).collect();
            format!("{} {}: {}{help}{chain}\n", d.location.as_ref().unwrap(), d.rule.code, d.message.en)
        };
        diagnostics.iter().map(line).collect()
    }

    #[test]
    fn files_and_regions_are_spliced_in() {
        let (body, diagnostics) = spliced(&[
            (
                "content/page.md",
                "---\nid: x\n---\nA\n{{ include:../communs/avis.md }}\nB\n  {{inclure: /communs/r.md#deux}}\nC {{ include:x }}\n",
            ),
            ("communs/avis.md", "---\ntitle: t\n---\nAvis 1\n\n{{ include:r.md#un }}\n"),
            (
                "communs/r.md",
                "hors\n<!-- region: un -->\nUn\n<!-- /region -->\n<!-- region deux -->\nDeux\n\nsuite\n<!-- /region -->\n",
            ),
        ]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(body.text(), "A\nAvis 1\n\nUn\nB\nDeux\n\nsuite\nC {{ include:x }}\n");
        let place = |words: &str| {
            let at = body.text().find(words).unwrap();
            body.locate(Span::from(at..at + words.len())).to_string()
        };
        assert_eq!(
            ["A", "Avis", "Un", "B", "suite", "C"].map(place),
            [
                "content/page.md:4:1",
                "communs/avis.md:4:1",
                "communs/r.md:3:1",
                "content/page.md:6:1",
                "communs/r.md:8:1",
                "content/page.md:8:1"
            ]
        );
    }

    #[test]
    fn a_text_without_includes_is_not_copied() {
        let page = "Un mot sur include.\n\n```\n{{ include:a.md }}\n```\n\n    {{ include:a.md }}\n";
        let (body, diagnostics) = spliced(&[("content/page.md", page)]);
        assert!(body.spliced.is_none() && diagnostics.is_empty());
        assert_eq!(body.text(), page);
    }

    #[test]
    fn includes_that_cannot_be_followed_are_told() {
        insta::assert_snapshot!(told(&[
            ("content/page.md", "{{ include:avi.md }}\n{{ include:../../x.md }}\n{{ include:avis.md#dela }}\n{{ include:ailleurs/b.md }}\n{{ include:page.md }}\n"),
            ("content/avis.md", "<!-- region: delai -->\nx\n<!-- /region -->\n"),
            ("b.md", "x"),
        ]), @r"
        content/page.md:1:12 include-missing: the file `content/avi.md` does not exist (did you mean `/content/avis.md`?)
        content/page.md:2:12 include-outside: `../../x.md` leaves the site (copy the file into the site and include the copy)
        content/page.md:3:12 include-region: `content/avis.md` has no region `dela` (did you mean `delai`?)
        content/page.md:4:12 include-missing: the file `content/ailleurs/b.md` does not exist (did you mean `/b.md`?)
        content/page.md:5:12 include-cycle: `content/page.md` ends up including itself
        ");
        insta::assert_snapshot!(told(&[
            ("content/page.md", "{{ include:a.md }}\n"),
            ("content/a.md", "a\n{{ include:b.md }}\n"),
            ("content/b.md", "b\n{{ include:a.md }}\n"),
        ]), @r"content/b.md:2:12 include-cycle: `content/a.md` ends up including itself < content/page.md:1:12 < content/a.md:2:12");
    }

    #[test]
    fn endless_growth_is_stopped() {
        let names: Vec<String> = (0..40).map(|n| format!("content/{n}.md")).collect();
        let texts: Vec<String> =
            (1..=40).map(|n| format!("x\n{{{{ include:{n}.md }}}}\n{{{{ include:{n}.md }}}}\n")).collect();
        let files: Vec<_> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (body, diagnostics) = spliced(&files);
        assert!(diagnostics.iter().filter(|d| d.rule.code == "include-limit").count() == 1);
        assert!(body.text().len() < 100_000);
    }
}
