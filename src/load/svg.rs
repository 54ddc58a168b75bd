//! SVG pictures that would act on their own.
//!
//! A picture in `<img>` is inert, but every file of a site has an address of its own, and a browser that opens an SVG
//! there runs its scripts and loads what it names, unless the host sends the policy that forbids it. A site cannot know
//! its hosts, so such a picture is refused. What is found is not cut out: the author should know, and a picture that
//! had a script may be another one without it.
//!
//! The reading errs on the side of finding: it looks at markup only, in the one order in which a browser meets it, and
//! whatever it cannot read is a finding too. Elements of foreign vocabularies (Inkscape, RDF, Creative Commons) do
//! nothing in a browser and are passed over.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesStart, Event};

use crate::diagnostic::{Diagnostic, Location, Rule, Severity, Text, TextFile};
use crate::source::{MAX_TEXT_BYTES, Source, SourceFile};
use crate::text;

mod address;
mod attribute;
mod style;

use style::Style;

/// An SVG that runs code or asks other hosts.
pub const UNSAFE_SVG: Rule = Rule {
    code: "unsafe-svg",
    severity: Severity::Error,
    summary: ["une image SVG lance du code ou appelle un autre site", "an SVG picture runs code or calls another site"],
    explanation: [
        "Ouverte à sa propre adresse, une image SVG est une page : ses scripts s’exécutent au nom du site, et ce qu’elle nomme ailleurs est demandé à un tiers qui apprend ainsi qui lit. Exportez-la de nouveau sans interactivité (Inkscape : « SVG simple », Illustrator : « Exporter sous ») ou en PNG, ou retirez ce qui est montré.",
        "Opened at its own address an SVG picture is a page: its scripts run in the name of the site, and what it names elsewhere is asked of a third party, which learns who reads. Export it again without interactivity (Inkscape: “Plain SVG”, Illustrator: “Export as”) or as PNG, or remove what is shown.",
    ],
    example: ["<svg onload=\"suivre()\">", "<svg>"],
};

/// An SVG that cannot be read.
pub const INVALID_SVG: Rule = Rule {
    code: "invalid-svg",
    severity: Severity::Error,
    summary: ["une image SVG ne peut pas être lue", "an SVG picture cannot be read"],
    explanation: [
        "Un navigateur montre un message d’erreur, ou rien, à la place de l’image ; et ce qui ne peut pas être lu ne peut pas être vérifié. Exportez l’image de nouveau, non compressée et en UTF-8.",
        "A browser shows an error, or nothing, in place of the picture; and what cannot be read cannot be checked. Export the picture again, uncompressed and in UTF-8.",
    ],
    example: ["<svg><g></svg>", "<svg><g></g></svg>"],
};

/// The most findings that are listed of one picture: more come from one cause.
const LISTED: usize = 20;
/// The XML namespace of HTML, whose elements a browser brings to life wherever they stand.
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespaces whose elements do something in a browser.
const LIVING: [&str; 3] = [XHTML, "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];
/// Encodings in which markup has the bytes of ASCII, so that a browser sees the same tags as we do.
const LIKE_ASCII: [&str; 6] = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"];

/// Whether a file is served as an SVG picture.
pub fn is_svg(file: &SourceFile) -> bool {
    let extension = file.path.extension();
    extension.eq_ignore_ascii_case("svg") || extension.eq_ignore_ascii_case("svgz")
}

/// Reports what is wrong in an SVG of the site.
pub fn examine(source: &dyn Source, file: &SourceFile) -> Vec<Diagnostic> {
    let refused = |message: Text, help: Text| {
        vec![Diagnostic::new(&INVALID_SVG, Location::whole_file(&file.path), message).help(help)]
    };
    if file.path.extension().eq_ignore_ascii_case("svgz") {
        let message = text!("une image SVG compressée ne peut pas être vérifiée", "a compressed SVG cannot be checked");
        return refused(message, text!("déposez-la décompressée, en .svg", "put it in uncompressed, as .svg"));
    }
    if file.size > MAX_TEXT_BYTES {
        let limit = MAX_TEXT_BYTES / 1024 / 1024;
        let message = text!("cette image SVG dépasse {limit} Mio", "this SVG picture is larger than {limit} MiB");
        return refused(message, text!("simplifiez-la, ou exportez-la en PNG", "simplify it, or export it as PNG"));
    }
    let mut diagnostics = Vec::new();
    match source.read(&file.path) {
        Ok(bytes) => {
            if let Some(text) = super::text::decode(&file.path, bytes, &mut diagnostics) {
                diagnostics.extend(read(&text));
            }
        }
        Err(obstacle) => diagnostics.push(super::obstacle_found(&file.path, obstacle)),
    }
    diagnostics
}

/// What is wrong in the text of an SVG, at most [`LISTED`] findings.
fn read(file: &TextFile) -> Vec<Diagnostic> {
    let mut picture =
        Picture { file, found: Vec::new(), living: HashSet::from([String::new()]), depth: 0, style: None };
    let mut reader = Reader::from_str(&file.text);
    let mut is_empty = true;
    loop {
        let start = offset(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => {
                is_empty &= !matches!(event, Event::Start(_) | Event::Empty(_));
                picture.event(&event, start..offset(reader.buffer_position()));
            }
            Err(error) => {
                picture.invalid(offset(reader.error_position()), reason(&error));
                return picture.found;
            }
        }
        if picture.found.len() >= LISTED {
            picture.found.truncate(LISTED);
            return picture.found;
        }
    }
    if is_empty || picture.depth > 0 {
        let end = file.text.trim_end().len();
        picture.invalid(
            end,
            match is_empty {
                true => text!("elle n’a aucun élément", "it has no element"),
                false => text!("un élément n’est pas fermé", "an element is not closed"),
            },
        );
    }
    picture.found
}

/// Why a file could not be read further.
fn reason(error: &quick_xml::Error) -> Text {
    match error {
        quick_xml::Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            text!("</{expected}> est attendu, pas </{found}>", "</{expected}> is expected, not </{found}>")
        }
        quick_xml::Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            text!("</{found}> ne ferme rien", "</{found}> closes nothing")
        }
        _ => text!("une balise est mal écrite ou inachevée", "a tag is malformed or unfinished"),
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// A picture that is being read.
struct Picture<'t> {
    file: &'t TextFile,
    found: Vec<Diagnostic>,
    /// Prefixes that have stood for a living namespace so far; `""` from the start, since a file without any
    /// declaration may be put into a page.
    living: HashSet<String>,
    /// Number of open elements.
    depth: usize,
    /// The style sheet that is open.
    style: Option<Style>,
}

impl<'t> Picture<'t> {
    fn event(&mut self, event: &Event<'t>, span: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.tag(tag, &span);
                self.depth += 1;
                if self.is_living(tag) && local(tag).eq_ignore_ascii_case("style") {
                    self.style.get_or_insert_default().depth += 1;
                }
            }
            Event::Empty(tag) => self.tag(tag, &span),
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if tag.local_name().as_ref().eq_ignore_ascii_case("style") {
                    self.end_style();
                }
            }
            Event::Text(text) => self.css(text, span.start),
            Event::CData(text) => self.css(text, span.start + "<![CDATA[".len()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                match character.as_deref().or_else(|| resolve_predefined_entity(reference)) {
                    Some(text) => self.css(text, span.start),
                    None => self.unknown_entity(span),
                }
            }
            Event::Decl(declaration) => self.declaration(declaration, span),
            Event::DocType(document_type) => self.document_type(document_type, span),
            Event::PI(instruction) if instruction.target().eq_ignore_ascii_case("xml-stylesheet") => {
                let message = text!("cette image charge une feuille de style", "this picture loads a style sheet");
                let help = text!("mettez le style dans l’image", "put the style into the picture");
                self.add(span, message, help);
            }
            Event::PI(_) | Event::Comment(_) | Event::Eof => {}
        }
    }

    fn add(&mut self, span: Range<usize>, message: Text, help: Text) {
        self.found.push(Diagnostic::new(&UNSAFE_SVG, self.file.locate(span), message).help(help));
    }

    fn invalid(&mut self, at: usize, why: Text) {
        let Text { fr, en } = why;
        let message = text!("cette image n’est pas du SVG lisible : {fr}", "this picture is not readable SVG: {en}");
        let help = text!("exportez-la de nouveau", "export it again");
        self.found.push(Diagnostic::new(&INVALID_SVG, self.file.locate(at..at + 1), message).help(help));
    }

    fn unknown_entity(&mut self, span: Range<usize>) {
        let name = &self.file.text[span.clone()];
        let message = text!("l’entité {name} n’est pas de SVG", "the entity {name} is not of SVG");
        let help = text!("écrivez le caractère lui-même", "write the character itself");
        self.add(span, message, help);
    }

    /// The name of another encoding would have the browser read other tags than we do.
    fn declaration(&mut self, declaration: &BytesDecl, span: Range<usize>) {
        let Some(Ok(encoding)) = declaration.encoding() else { return };
        if !LIKE_ASCII.iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
            let message = text!("cette image se dit en « {encoding} »", "this picture claims to be in “{encoding}”");
            self.add(span, message, text!("enregistrez-la en UTF-8", "save it as UTF-8"));
        }
    }

    /// The plain document type that drawing programs write does nothing; entities and default attributes do.
    fn document_type(&mut self, document_type: &str, span: Range<usize>) {
        let written = document_type.trim();
        let is_plain = written == "svg" || written.starts_with("svg PUBLIC \"-//W3C//DTD SVG");
        if !is_plain || written.contains('[') {
            let message = text!(
                "cette image déclare ses propres entités ou un type étranger",
                "this picture declares entities of its own or a foreign type"
            );
            let help = text!(
                "retirez <!DOCTYPE …> (Illustrator : décochez « Conserver les fonctions d’édition »)",
                "remove <!DOCTYPE …> (Illustrator: untick “Preserve Illustrator Editing Capabilities”)"
            );
            self.add(span, message, help);
        }
    }

    fn is_living(&self, tag: &BytesStart) -> bool {
        let name = tag.name();
        self.living.contains(name.prefix().map_or("", |prefix| prefix.into_inner()))
    }

    fn tag(&mut self, tag: &BytesStart, span: &Range<usize>) {
        let Some(attributes) = attribute::all(tag, &self.file.text) else {
            let why = text!("un attribut est mal écrit", "an attribute is malformed");
            return self.invalid(span.start, why);
        };
        let name_at = span.start + 1..span.start + 1 + tag.name().as_ref().len();
        for attribute in &attributes {
            let Some(prefix) = attribute.declares() else { continue };
            if LIVING.contains(&attribute.value.trim()) {
                self.living.insert(prefix.to_owned());
            }
            // Prefixed elements count where the prefix is declared: a picture has no use for it otherwise.
            if attribute.value.trim() == XHTML {
                let message = text!("cette image contient du HTML", "this picture holds HTML");
                let help = text!("exportez les textes comme textes SVG", "export texts as SVG texts");
                self.add(attribute.span.clone(), message, help);
            }
        }
        if !self.is_living(tag) {
            return;
        }
        let element = local(tag).to_ascii_lowercase();
        if matches!(element.as_str(), "script" | "handler" | "listener") {
            let message = text!("cette image contient un script", "this picture holds a script");
            self.add(name_at, message, text!("supprimez l’élément <{element}>", "delete the <{element}> element"));
        }
        for (span, message, help) in attribute::faults(&element, &attributes) {
            self.add(span, message, help);
        }
    }

    fn css(&mut self, text: &str, at: usize) {
        if let Some(style) = &mut self.style {
            style.push(text, at);
        }
    }

    fn end_style(&mut self) {
        let Some(style) = &mut self.style else { return };
        style.depth = style.depth.saturating_sub(1);
        if style.depth > 0 {
            return;
        }
        let faults = self.style.take().map(|style| style.faults()).unwrap_or_default();
        for (span, message) in faults {
            let help = text!("mettez la police ou l’image dans le fichier", "put the font or picture into the file");
            self.add(span, message, help);
        }
    }
}

/// The name of an element without its prefix.
fn local<'a>(tag: &'a BytesStart) -> &'a str {
    tag.local_name().into_inner()
}

#[cfg(test)]
mod tests;
