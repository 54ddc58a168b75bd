//! What is likely to be meant where YAML cannot be parsed, in words for people who do not know YAML.
//!
//! The parser says where it stopped and on what; the mistake itself is often earlier on the line or on a line above.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::line::{Line, Written, quoted};
use super::{INVALID_YAML, MAX_DEPTH};
use crate::diagnostic::{Diagnostic, Text, TextFile};
use crate::text;

/// The longest line that a message repeats with its correction, in bytes.
const LONGEST_CORRECTION: usize = 120;

/// A mistake with its place in the text.
struct Cause {
    at: Range<usize>,
    message: Text,
    help: Text,
}

/// The finding for an error of the parser in `range` of a file.
pub(super) fn explain(file: &TextFile, range: Range<usize>, error: &ScanError) -> Diagnostic {
    let text = &file.text[range.clone()];
    let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
    let cause = cause(text, at, error.kind()).unwrap_or_else(|| unexplained(text, at, error));
    let location = file.locate(range.start + cause.at.start..range.start + cause.at.end);
    Diagnostic::new(&INVALID_YAML, location, cause.message).help(cause.help)
}

fn cause(text: &str, at: usize, kind: &ErrorKind) -> Option<Cause> {
    use ErrorKind as Kind;
    let line = Line::at(text, at);
    if let Some(cause) = odd_space(line) {
        return Some(cause);
    }
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => tab(text, line),
        Kind::UnclosedQuotedScalar => Some(unclosed_quote(line, at)),
        Kind::DocumentIndicatorInQuotedScalar | Kind::InvalidQuotedScalarIndent => quote_above(text, line),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            quote_in_quotes(text, line, at)
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => Some(backslash(line, at)),
        Kind::RecursionLimitExceeded => Some(too_deep(at)),
        Kind::UnexpectedCharacter { character } if character.is_ascii_control() => Some(control(text, *character, at)),
        Kind::SimpleKeyExpected => Some(no_colon(line)),
        Kind::MappingValueNotAllowed => colon(text, line, at).or_else(|| special_start(line)),
        Kind::ExpectedBlockMappingKey | Kind::ExpectedBlockSequenceEntry | Kind::InvalidIndentation
            if at <= line.start + line.content_column() =>
        {
            misaligned(text, line)
        }
        _ => special_start(line).or_else(|| bracket_above(text, line)),
    }
}

/// White space at the start of a line that looks like a space and is none.
fn odd_space(line: Line<'_>) -> Option<Cause> {
    let (column, space) = line.blank_start().char_indices().find(|(_, c)| !c.is_ascii())?;
    let at = line.start + column;
    Some(Cause {
        at: at..at + space.len_utf8(),
        message: text!(
            "cette ligne commence par une espace insécable, que YAML ne lit pas comme une espace",
            "this line starts with a no-break space, which YAML does not read as a space"
        ),
        help: text!(
            "effacez le début de la ligne et tapez des espaces ordinaires",
            "delete the start of the line and type ordinary spaces"
        ),
    })
}

/// A tab before the content of this line or of the first line below that has one.
fn tab(text: &str, line: Line<'_>) -> Option<Cause> {
    let lines = std::iter::successors(Some(line), |line| line.below(text));
    let (line, column) = lines.into_iter().find_map(|line| Some((line, line.blank_start().find('\t')?)))?;
    let at = line.start + column;
    Some(Cause {
        at: at..at + 1,
        message: text!("cette ligne est mise en retrait par une tabulation", "this line is indented by a tab"),
        help: text!("remplacez la tabulation par deux espaces", "replace the tab by two spaces"),
    })
}

fn unclosed_quote(line: Line<'_>, at: usize) -> Cause {
    let quote = if line.text[at - line.start..].starts_with('\'') { '\'' } else { '"' };
    Cause {
        at: at..line.range().end.max(at),
        message: text!("ce guillemet ({quote}) n’est jamais refermé", "this quote ({quote}) is never closed"),
        help: text!("ajoutez {quote} à la fin du texte", "add {quote} at the end of the text"),
    }
}

/// The nearest text above, or on this line, that opens a quote.
fn quote_above(text: &str, line: Line<'_>) -> Option<Cause> {
    let mut lines = std::iter::once(line).chain(line.above(text));
    lines.find_map(|line| {
        let written = line.written();
        written.value.starts_with(['"', '\'']).then(|| unclosed_quote(line, written.start))
    })
}

/// A quote that ends a text in its middle, or one that was opened lines above and ends where another one opens.
fn quote_in_quotes(text: &str, line: Line<'_>, at: usize) -> Option<Cause> {
    let Written { start, value, .. } = line.written();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote.filter(|_| at > start + 1) else {
        let before = Line::at(text, line.start.saturating_sub(1));
        return quote_above(text, before);
    };
    let inner = text[start + 1..at].rfind(quote).map_or(at, |position| start + 1 + position);
    let whole = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).unwrap_or(value);
    Some(Cause {
        at: inner..inner + 1,
        message: text!(
            "le texte se termine à ce guillemet ({quote}), et ce qui suit est de trop",
            "the text ends at this quote ({quote}), and what follows is too much"
        ),
        help: correction(line, start, whole),
    })
}

fn backslash(line: Line<'_>, at: usize) -> Cause {
    let written = line.written();
    let end = line.range().end.max(at);
    let whole = written.value.trim_matches('"');
    Cause {
        at: at..end,
        message: text!(
            "entre guillemets doubles, « \\ » a un sens spécial, et il n’est pas suivi ici de ce qu’il faut",
            "in double quotes, “\\” has a special meaning, and what follows it here is not right"
        ),
        help: correction(line, written.start, whole),
    }
}

fn too_deep(at: usize) -> Cause {
    Cause {
        at: at..at,
        message: text!(
            "les listes et les clés sont imbriquées sur plus de {MAX_DEPTH} niveaux",
            "lists and keys are nested more than {MAX_DEPTH} levels deep"
        ),
        help: text!("mettez à plat ce contenu", "make this content flatter"),
    }
}

/// A control character. The parser stops at the start of the word that it is in.
fn control(text: &str, character: char, at: usize) -> Cause {
    let at = at + text[at..].find(character).unwrap_or_default();
    let code = character as u32;
    Cause {
        at: at..at + 1,
        message: text!(
            "il y a ici un caractère invisible (U+{code:04X}) que YAML ne permet pas",
            "there is an invisible character here (U+{code:04X}) that YAML does not allow"
        ),
        help: text!("effacez-le et retapez le mot", "delete it and type the word again"),
    }
}

/// A line that is not of the form `key: value`.
fn no_colon(line: Line<'_>) -> Cause {
    let content = line.text.trim();
    if let Some((key, value)) = glued_key(content) {
        return Cause {
            at: line.range(),
            message: text!("il manque une espace après « {key}: »", "there is no space after “{key}:”"),
            help: text!("écrivez : {key}: {value}", "write: {key}: {value}"),
        };
    }
    Cause {
        at: line.range(),
        message: text!("cette ligne n’a pas la forme « clé: valeur »", "this line is not of the form “key: value”"),
        help: text!(
            "écrivez une clé, « : » et une valeur ; si la ligne continue le texte au-dessus, mettez-la en retrait",
            "write a key, “: ” and a value; indent the line if it continues the text above"
        ),
    }
}

/// The parts of `key:value`, which lacks the space after the colon.
pub(super) fn glued_key(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let value_fits = !value.is_empty() && !value.starts_with([' ', '/']) && value.len() < LONGEST_CORRECTION;
    (is_key && value_fits).then_some((key, value))
}

/// A colon where no key can be: inside a text, or on a line that is indented too far.
fn colon(text: &str, line: Line<'_>, at: usize) -> Option<Cause> {
    let written = line.written();
    if written.key.is_some() && at >= written.start {
        return Some(colon_in_text(at, correction(line, written.start, written.value)));
    }
    let above = line.above(text).next()?;
    let above_is_entry = above.written().key.is_some() || above.is_item();
    if !above_is_entry && above.indent() <= line.indent() {
        return Some(no_colon(above));
    }
    let key = written.key.unwrap_or_default();
    if key.is_empty() || !key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-')) {
        let help = text!(
            "mettez tout le texte entre guillemets, du premier mot au dernier",
            "put the whole text in quotes, from its first word to its last"
        );
        return Some(colon_in_text(at, help));
    }
    misaligned(text, line)
}

fn colon_in_text(at: usize, help: Text) -> Cause {
    let message = text!(
        "ce texte contient « : », que YAML prend pour la fin d’une clé",
        "this text holds “: ”, which YAML takes for the end of a key"
    );
    Cause { at: at..at + 1, message, help }
}

/// A line that is not aligned with the one above.
fn misaligned(text: &str, line: Line<'_>) -> Option<Cause> {
    let above = line.above(text).next()?;
    let target = if line.is_item() { above.indent() } else { above.content_column() };
    let at = line.range();
    if above.indent() == line.indent() && above.is_item() != line.is_item() {
        return Some(Cause {
            at,
            message: text!(
                "une liste (« - ») et des clés (« clé: ») ne peuvent pas se suivre au même niveau",
                "a list (“- ”) and keys (“key:”) cannot follow one another at the same level"
            ),
            help: text!(
                "donnez un nom à la liste (« clé: »), et mettez ses lignes en retrait sous ce nom",
                "give the list a name (“key:”), and indent its lines under that name"
            ),
        });
    }
    let neighbour: String = above.text.trim().chars().take(40).collect();
    let help = match target {
        0 => text!(
            "enlevez les espaces du début de la ligne pour l’aligner sur « {neighbour} »",
            "remove the spaces at the start of the line to align it with “{neighbour}”"
        ),
        1 => text!(
            "mettez une espace au début de la ligne pour l’aligner sur « {neighbour} »",
            "start the line with one space to align it with “{neighbour}”"
        ),
        _ => text!(
            "mettez {target} espaces au début de la ligne pour l’aligner sur « {neighbour} »",
            "start the line with {target} spaces to align it with “{neighbour}”"
        ),
    };
    let message = text!(
        "le retrait de cette ligne ne correspond à aucune ligne au-dessus",
        "the indentation of this line matches no line above"
    );
    Some(Cause { at, message, help })
}

/// A value that starts with a character which YAML reserves.
fn special_start(line: Line<'_>) -> Option<Cause> {
    let written = line.written();
    let first = written.value.chars().next()?;
    let at = written.start..written.start + written.value.len();
    if matches!(first, '[' | '{') && is_open(written.value, first) {
        return Some(unclosed_bracket(at.start, first));
    }
    if !matches!(first, '@' | '`' | '%' | '&' | '*' | '?' | '|' | '>' | '!' | '-' | ',' | '[' | ']' | '{' | '}') {
        return None;
    }
    Some(Cause {
        at,
        message: text!(
            "un texte qui commence par « {first} » doit être entre guillemets",
            "a text that starts with “{first}” must be in quotes"
        ),
        help: correction(line, written.start, written.value),
    })
}

/// The nearest line above, or this one, that opens a bracket and does not close it.
fn bracket_above(text: &str, line: Line<'_>) -> Option<Cause> {
    let mut lines = std::iter::once(line).chain(line.above(text));
    lines.find_map(|line| {
        let written = line.written();
        let first = written.value.chars().next().filter(|c| matches!(c, '[' | '{'))?;
        is_open(written.value, first).then(|| unclosed_bracket(written.start, first))
    })
}

fn unclosed_bracket(at: usize, open: char) -> Cause {
    let close = if open == '[' { ']' } else { '}' };
    Cause {
        at: at..at + 1,
        message: text!("« {open} » n’est jamais refermé", "“{open}” is never closed"),
        help: text!(
            "ajoutez « {close} » à la fin ; si c’est un texte, mettez-le entre guillemets",
            "add “{close}” at the end; if it is a text, put it in quotes"
        ),
    }
}

fn is_open(value: &str, open: char) -> bool {
    let close = if open == '[' { ']' } else { '}' };
    value.matches(open).count() > value.matches(close).count()
}

/// The line with its value in quotes.
fn correction(line: Line<'_>, value_start: usize, value: &str) -> Text {
    let before = line.text[..value_start - line.start].trim_start();
    let fixed = quoted(value);
    if before.len() + fixed.len() > LONGEST_CORRECTION {
        return text!("mettez tout le texte entre guillemets", "put the whole text in quotes");
    }
    text!("écrivez : {before}{fixed}", "write: {before}{fixed}")
}

fn unexplained(text: &str, at: usize, error: &ScanError) -> Cause {
    let info = error.info();
    let line = Line::at(text, at);
    Cause {
        at: at..line.range().end.max(at),
        message: text!(
            "à partir d’ici, le texte n’est pas du YAML correct ({info})",
            "from here on, the text is not correct YAML ({info})"
        ),
        help: text!(
            "vérifiez cette ligne et celle d’au-dessus : guillemets, alignement, « clé: valeur »",
            "check this line and the one above: quotes, alignment, “key: value”"
        ),
    }
}
