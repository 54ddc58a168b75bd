//! What the rest of the program needs to know of a text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::address::{self, Use};
use super::code::Fence;
use super::escape::inert;
use super::findings::Findings;
use super::html::{holds_phrasing, is_phrasing};
use super::pieces::{Located, Piece, Pieces, first_line};
use super::raw::Dropped;
use super::slug::{Ids, slug};
use super::{Dialect, container, raw, rules};
use crate::config::RawHtml;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::model::{Body, Facts, Heading, Link, LinkKind};
use crate::text;

/// The longest lead, in characters.
const LEAD_LIMIT: usize = 300;
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Finds the facts of a body, whose text and origins are set, and reports what is wrong in it. `variables` are the
/// values of `%{name}` placeholders.
pub fn read(
    body: &Body,
    dialect: Dialect,
    variables: &BTreeMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Facts {
    let source = body.text();
    let masked = container::mask(source);
    let mut pieces = Pieces::new(source, &masked);
    let mut reader = Reader::new(source, dialect, variables);
    for piece in pieces.by_ref() {
        reader.piece(piece);
    }
    reader.findings.append(pieces.findings);
    let (facts, findings) = reader.finish();
    findings.report(body, diagnostics);
    facts
}

/// A heading whose id is not given out yet.
struct Draft {
    level: HeadingLevel,
    given: Option<String>,
    text: String,
    span: Range<usize>,
}

/// A link or image that is open: where its words start in `words`.
struct OpenLink {
    target: String,
    from: usize,
    image: bool,
    span: Range<usize>,
}

struct Reader<'a> {
    source: &'a str,
    dialect: Dialect,
    variables: &'a BTreeMap<String, String>,
    facts: Facts,
    findings: Findings,
    headings: Vec<Draft>,
    /// The heading that is open: level, id as written, place.
    heading: Option<(HeadingLevel, Option<String>, Range<usize>)>,
    /// The words of the block that is open.
    words: String,
    links: Vec<OpenLink>,
    /// Open code block: its fence, and its lines so far.
    code: Option<(Fence, Range<usize>, usize)>,
    html: String,
    html_span: Option<Range<usize>>,
    /// Where each line of the HTML block that is open begins: offset in `html`, offset in the source.
    html_lines: Vec<(usize, usize)>,
    /// For each open element, whether it holds words only.
    holds_words: Vec<bool>,
    depth: usize,
    /// Whether anything was shown yet.
    begun: bool,
    /// Whether the paragraph that is open holds a shortcode.
    has_call: bool,
    footnotes: Vec<(String, Range<usize>)>,
    references: HashMap<String, usize>,
    raw_budget: raw::Budget,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, dialect: Dialect, variables: &'a BTreeMap<String, String>) -> Self {
        Self {
            source,
            dialect,
            variables,
            facts: Facts::default(),
            findings: Findings::default(),
            headings: Vec::new(),
            heading: None,
            words: String::new(),
            links: Vec::new(),
            code: None,
            html: String::new(),
            html_span: None,
            html_lines: Vec::new(),
            holds_words: Vec::new(),
            depth: 0,
            begun: false,
            has_call: false,
            footnotes: Vec::new(),
            references: HashMap::new(),
            raw_budget: raw::Budget::default(),
        }
    }

    fn piece(&mut self, (piece, range): Located<'a>) {
        match piece {
            Piece::Start(tag) => self.start(tag, range),
            Piece::End(tag) => self.end(tag, range),
            Piece::Open(..) => {
                self.depth += 1;
                self.begun = true;
            }
            Piece::Close(_) => self.depth -= 1,
            Piece::Text(text) => self.text(&text),
            Piece::Code(code) => self.words.push_str(&code),
            Piece::Html(line) => {
                self.html_lines.push((self.html.len(), range.start));
                self.html.push_str(line);
            }
            Piece::InlineHtml(tag) => {
                let phrasing = self.holds_words.last().copied().unwrap_or_default();
                self.raw_html(tag, range.clone(), &[(0, range.start)], phrasing);
            }
            Piece::Footnote(label) => *self.references.entry(label.to_string()).or_default() += 1,
            Piece::Call(call) | Piece::BlockCall(call) => {
                self.begun = true;
                self.has_call = true;
                self.facts.calls.push(call);
            }
            Piece::Variable(name) => self.variable(name, range),
            Piece::SoftBreak | Piece::HardBreak => self.words.push(' '),
            Piece::Rule => self.begun = true,
            Piece::Task(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some((_, _, lines)) => *lines += text.matches('\n').count(),
            None => self.words.push_str(text),
        }
    }

    fn variable(&mut self, name: &str, range: Range<usize>) {
        match self.variables.get(name) {
            Some(value) => self.words.push_str(value),
            None => unknown_variable(&mut self.findings, self.variables, name, range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.depth += 1;
        self.holds_words.push(is_phrasing(&tag.to_end()) || holds_phrasing(&tag.to_end()));
        match tag {
            Tag::Heading { level, id, .. } => {
                self.heading = Some((level, id.map(|id| id.to_string()), range));
                self.words.clear();
            }
            Tag::Paragraph => {
                self.words.clear();
                self.has_call = false;
            }
            Tag::CodeBlock(kind) => self.start_code(kind, range),
            Tag::HtmlBlock => self.html_span = Some(range),
            Tag::BlockQuote(None) => self.alert(&range),
            Tag::FootnoteDefinition(label) => self.footnotes.push((label.to_string(), range)),
            Tag::Link { link_type, dest_url, .. } => {
                self.start_link(&address::meant(link_type, &dest_url), false, range)
            }
            Tag::Image { dest_url, .. } => self.start_link(&dest_url, true, range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.depth -= 1;
        self.holds_words.pop();
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => self.lead(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                let span = self.html_span.take().unwrap_or(range);
                let lines = std::mem::take(&mut self.html_lines);
                self.raw_html(&html, span, &lines, false);
                return;
            }
            TagEnd::Link | TagEnd::Image => return self.end_link(),
            _ => {}
        }
        self.begun |= self.links.is_empty();
    }

    fn start_link(&mut self, target: &str, image: bool, span: Range<usize>) {
        let Self { findings, variables, .. } = self;
        let unknown = |name: &str| unknown_variable(findings, variables, name, span.clone());
        let target = address::expand(target, address::setting(variables), unknown).into_owned();
        self.links.push(OpenLink { target, from: self.words.len(), image, span });
    }

    fn end_link(&mut self) {
        let Some(OpenLink { target, from, image, span }) = self.links.pop() else { return };
        let words = self.words.get(from..).unwrap_or_default().trim().to_owned();
        if address::is_unsafe(&target, if image { Use::Image } else { Use::Link }) {
            let message = text!("l’adresse « {target} » peut exécuter du code", "the address `{target}` can run code");
            let help = text!("mettez l’adresse d’une page", "use the address of a page");
            let written = inert(self.source.get(span.clone()).unwrap_or_default());
            self.facts.harmless.push((span.clone().into(), written));
            return self.findings.add_with_help(&rules::UNSAFE_LINK, span, message, help);
        }
        if image {
            self.words.truncate(from.min(self.words.len()));
        }
        let kind = if image { LinkKind::Image { alt: words } } else { LinkKind::Link { text: words } };
        self.facts.links.push(Link { target, kind, span: span.into() });
    }

    fn end_heading(&mut self) {
        let Some((level, given, range)) = self.heading.take() else { return };
        let span = first_line(self.source, &range);
        let text = collapsed(&self.words);
        if level == HeadingLevel::H1 && !self.begun && self.depth == 0 {
            self.facts.title = Some((text, span.into()));
            return;
        }
        self.headings.push(Draft { level, given, text, span });
    }

    /// Takes the first paragraph whose words are all known here: what a shortcode says is not.
    fn lead(&mut self) {
        if self.facts.lead.is_none() && self.depth == 0 && !self.has_call {
            let words = collapsed(&self.words);
            self.facts.lead = (!words.is_empty()).then(|| shortened(&words, LEAD_LIMIT));
        }
    }

    fn start_code(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) {
        let fence = match kind {
            CodeBlockKind::Fenced(info) => Fence::parse(&info),
            CodeBlockKind::Indented => Fence::default(),
        };
        self.code = Some((fence, first_line(self.source, &range), 0));
    }

    fn end_code(&mut self) {
        let Some((fence, line, count)) = self.code.take() else { return };
        for wrong in fence.wrong_lines(count) {
            let message = text!(
                "« {wrong} » ne désigne aucune ligne de ce bloc, qui en a {count}",
                "`{wrong}` names no line of this block, which has {count}"
            );
            let help = text!("écrivez des numéros de 1 à {count}", "write numbers from 1 to {count}");
            let braces = self.source[line.clone()].find('{').map_or(line.start, |at| line.start + at + 1);
            let span = match self.source[braces..line.end].find(wrong).filter(|_| !wrong.is_empty()) {
                Some(at) => braces + at..braces + at + wrong.len(),
                None => line.clone(),
            };
            self.findings.add_with_help(&rules::BAD_CODE_LINES, span, message, help);
        }
    }

    /// Takes raw HTML that stands at `range`; `lines` says where each of its lines does, `phrasing` that it stands among
    /// words.
    fn raw_html(&mut self, html: &str, range: Range<usize>, lines: &[(usize, usize)], phrasing: bool) {
        if self.source[range.clone()].starts_with(":::") {
            return;
        }
        if raw::without_comments(html).trim().is_empty() {
            return self.disarm(lines, html);
        }
        self.begun = true;
        if self.dialect.html == RawHtml::Escape || !self.raw_budget.allows(html) {
            let line = first_line(self.source, &range);
            let tag: String = self.source[line.clone()].trim().chars().take(40).collect();
            let message = text!("« {tag} » est montré comme du texte", "`{tag}` is shown as text");
            let help = text!(
                "écrivez-le en Markdown, ou entre accents graves si c’est un exemple",
                "write it in Markdown, or between backticks if it is an example"
            );
            self.disarm(lines, html);
            return self.findings.add_with_help(&rules::RAW_HTML, line, message, help);
        }
        for (target, wanted, alt) in raw::addresses(html) {
            self.raw_link(target, wanted, alt, range.clone());
        }
        self.kept_html(html, lines, phrasing);
    }

    /// Reports what is not kept of raw HTML that is.
    fn kept_html(&mut self, html: &str, lines: &[(usize, usize)], phrasing: bool) {
        let place = |at: usize| {
            let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            lines.get(line).map_or(at, |(start, source)| source + at - start)
        };
        let dropped = raw::dropped(html, phrasing);
        let is_plain = raw::is_plain(html) && dropped.iter().all(|(_, what)| !matches!(what, Dropped::Element(_)));
        if !is_plain {
            self.disarm(lines, html);
        }
        for (span, what) in dropped {
            let span = place(span.start)..place(span.end.saturating_sub(1)) + 1;
            if is_plain {
                self.facts.harmless.push((span.clone().into(), String::new()));
            }
            self.dropped(&what, span);
        }
    }

    /// Has copies of the text show raw HTML as text, without its comments. These may go over several lines: the first
    /// line then says all, so that marks of quotes before the others stay where they are.
    fn disarm(&mut self, lines: &[(usize, usize)], html: &str) {
        let without_comments = raw::without_comments(html);
        let has_comments = without_comments.len() < html.len();
        for (at, (start, source)) in lines.iter().enumerate() {
            let end = lines.get(at + 1).map_or(html.len(), |(next, _)| *next);
            let line = &html[*start..end];
            let instead = match at {
                _ if !has_comments => inert(line),
                0 => inert(&without_comments),
                _ if line.ends_with('\n') => "\n".to_owned(),
                _ => String::new(),
            };
            self.facts.harmless.push(((*source..source + line.len()).into(), instead));
        }
    }

    fn dropped(&mut self, what: &Dropped, span: Range<usize>) {
        let (message, help) = match what {
            Dropped::Address(name) => {
                let message =
                    text!("l’adresse de « {name} » peut exécuter du code", "the address of `{name}` can run code");
                let help = text!("mettez l’adresse d’une page", "use the address of a page");
                return self.findings.add_with_help(&rules::UNSAFE_LINK, span, message, help);
            }
            Dropped::Element(name) => (
                text!("l’élément <{name}> n’est pas gardé", "the element <{name}> is not kept"),
                text!("écrivez-le en Markdown, ou retirez-le", "write it in Markdown, or take it away"),
            ),
            Dropped::Attribute(name) => (
                text!("l’attribut « {name} » n’est pas gardé", "the attribute `{name}` is not kept"),
                text!("retirez-le", "take it away"),
            ),
        };
        self.findings.add_with_help(&rules::DROPPED_HTML, span, message, help);
    }

    /// A link or picture of raw HTML that is kept. The words of such a link are not read: its target stands for them.
    fn raw_link(&mut self, target: String, wanted: Use, alt: String, span: Range<usize>) {
        let kind = match wanted {
            Use::Link => LinkKind::Link { text: target.clone() },
            Use::Image => LinkKind::Image { alt },
        };
        self.facts.links.push(Link { target, kind, span: span.into() });
    }

    /// Reports a quote that looks like an alert of an unknown kind.
    fn alert(&mut self, range: &Range<usize>) {
        let line = first_line(self.source, range);
        let words = self.source[line.clone()].trim_start_matches(['>', ' ']).trim_end();
        let Some(name) = words.strip_prefix("[!").and_then(|rest| rest.strip_suffix(']')) else { return };
        if name.is_empty() || !name.chars().all(char::is_alphanumeric) {
            return;
        }
        let message = text!("l’alerte « {name} » n’existe pas", "there is no alert `{name}`");
        let help = match nearest(&name.to_uppercase(), ALERTS) {
            Some(near) => text!("vouliez-vous dire [!{near}] ?", "did you mean [!{near}]?"),
            None => text!(
                "écrivez NOTE, TIP, IMPORTANT, WARNING ou CAUTION",
                "write NOTE, TIP, IMPORTANT, WARNING or CAUTION"
            ),
        };
        self.findings.add_with_help(&rules::UNKNOWN_ALERT, line, message, help);
    }

    fn finish(mut self) -> (Facts, Findings) {
        self.give_ids();
        self.footnote_ids();
        (self.facts, self.findings)
    }

    /// Ids as written come first, so that none made from a text can take their place.
    fn give_ids(&mut self) {
        let mut ids = Ids::default();
        let claimed: Vec<bool> =
            self.headings.iter().map(|draft| draft.given.as_deref().is_some_and(|id| ids.claim(id))).collect();
        for (draft, claimed) in std::mem::take(&mut self.headings).into_iter().zip(claimed) {
            let id = match draft.given {
                Some(given) if claimed => given,
                Some(given) => {
                    let id = ids.unique(&given);
                    let message = text!("l’ancre « {given} » est déjà prise", "the anchor `{given}` is already taken");
                    let help = text!(
                        "elle devient « {id} » : donnez-lui un nom à elle",
                        "it becomes `{id}`: give it a name of its own"
                    );
                    self.findings.add_with_help(&rules::DUPLICATE_ANCHOR, draft.span.clone(), message, help);
                    id
                }
                None => ids.unique(&slug(&draft.text)),
            };
            let written_level = draft.level as u8;
            let span = Span::from(draft.span);
            self.facts.headings.push(Heading {
                level: written_level.max(2),
                written_level,
                id,
                text: draft.text,
                span,
            });
        }
    }

    /// Footnotes are numbered by their first reference; the anchors are those of [`super::html`].
    fn footnote_ids(&mut self) {
        for (label, range) in std::mem::take(&mut self.footnotes) {
            if !self.references.contains_key(&label) {
                let line = first_line(self.source, &range);
                let message = text!(
                    "la note « {label} » n’est appelée nulle part",
                    "the footnote `{label}` is referred to nowhere"
                );
                let help = text!(
                    "écrivez [^{label}] à l’endroit qu’elle précise, ou retirez-la",
                    "write [^{label}] at the place that it explains, or take it away"
                );
                self.findings.add_with_help(&rules::UNUSED_FOOTNOTE, line, message, help);
            }
        }
        self.facts.anchors.extend((1..=self.references.len()).map(|number| format!("fn:{number}")));
    }
}

fn unknown_variable(findings: &mut Findings, variables: &BTreeMap<String, String>, name: &str, range: Range<usize>) {
    let message = text!("la variable « {name} » n’a pas de valeur", "the variable `{name}` has no value");
    let help = match nearest(name, variables.keys().map(String::as_str)) {
        Some(near) => text!("vouliez-vous dire %{{{near}}} ?", "did you mean %{{{near}}}?"),
        None => text!(
            "déclarez-la dans « markdown: variables: » de vademecum.yaml",
            "declare it under `markdown: variables:` in vademecum.yaml"
        ),
    };
    findings.add_with_help(&rules::UNKNOWN_VARIABLE, range, message, help);
}

/// A text with single spaces.
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// The first `limit` characters of a text, cut between words and ended by an ellipsis when it is longer.
fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut = text.char_indices().nth(limit - 1).map_or(text.len(), |(at, _)| at);
    let end = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':']))
}
