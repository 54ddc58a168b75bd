//! `{{ name:target key=value }}`: how it is written and which ones there are.

use std::ops::Range;

use crate::diagnostic::{Span, Text, nearest};
use crate::model::{Call, FOREIGN, MARK, PATH};
use crate::text;

/// A shortcode that exists.
struct Known {
    /// Its name in [`Call::name`].
    name: &'static str,
    /// Another name for it.
    alias: &'static str,
    /// Whether its target may hold spaces.
    phrase: bool,
    /// Its arguments: name in [`Call::arguments`], another name, values.
    arguments: &'static [(&'static str, &'static str, &'static [&'static str])],
}

/// Languages of words in a text, by their codes (ISO 639-1): those that schools and administrations meet.
const LANGUAGES: &[&str] = &[
    "ar", "br", "ca", "co", "cs", "da", "de", "el", "en", "es", "eu", "fa", "fi", "fr", "he", "hr", "hu", "hy", "it",
    "ja", "ko", "la", "lb", "nl", "no", "oc", "pl", "pt", "ro", "ru", "sq", "sr", "sv", "tr", "uk", "vi", "zh",
];

const KNOWN: &[Known] = &[
    Known {
        name: "date",
        alias: "date",
        phrase: false,
        arguments: &[("form", "forme", &["complete", "courte", "jour", "relative", "source"])],
    },
    Known { name: "contact", alias: "contact", phrase: false, arguments: &[] },
    Known { name: "video", alias: "vidéo", phrase: false, arguments: &[] },
    Known { name: "document", alias: "document", phrase: false, arguments: &[] },
    Known { name: "faq", alias: "faq", phrase: false, arguments: &[] },
    Known { name: PATH, alias: "path", phrase: true, arguments: &[] },
    Known { name: FOREIGN, alias: "lang", phrase: true, arguments: &[("code", "code", LANGUAGES)] },
    Known { name: MARK, alias: "to-confirm", phrase: true, arguments: &[] },
];

/// Names of the include, which is not a shortcode: it stands alone on its line and is spliced in before.
pub(super) const INCLUDE: [&str; 2] = ["include", "inclure"];

/// What is wrong with a shortcode.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where.
    pub(super) span: Range<usize>,
    /// What.
    pub(super) message: Text,
    /// What to do.
    pub(super) help: Option<Text>,
}

/// What is said of two braces that nothing closes, and what to do.
pub(super) fn unclosed() -> (Text, Text) {
    let help = text!(
        "fermez par }}}}, ou écrivez \\{{{{ pour deux accolades",
        "close it by }}}}, or write \\{{{{ for two braces"
    );
    (text!("« {{{{ » n’est pas fermé", "`{{{{` is not closed"), help)
}

/// Whether a name is written as a shortcode's.
fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Reads a shortcode from its source, braces included; `at` is where it starts in the text.
pub(super) fn parse(source: &str, at: usize) -> Result<Call, Fault> {
    let inner = &source[2..source.len() - 2];
    let start = 2 + inner.len() - inner.trim_start().len();
    let inner = inner.trim();
    let whole = at..at + source.len();
    let name_end = inner.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(inner.len());
    let name = &inner[..name_end];
    if !is_name(name) {
        return Err(fault(whole, text!("cette balise n’a pas de nom", "this shortcode has no name")));
    }
    let known = find(name, at + start)?;
    let after = &inner[name_end..];
    let (target, arguments) = match after.strip_prefix(':') {
        Some(rest) => target(rest),
        None => ("", after),
    };
    let offset = |part: &str| at + (part.as_ptr() as usize - source.as_ptr() as usize);
    let target_start = if target.is_empty() { at + start + name_end } else { offset(target) };
    check_target(known, target, target_start, &whole)?;
    let arguments = read_arguments(known, arguments, &|part| offset(part)..offset(part) + part.len())?;
    let target_span = Span::from(target_start..target_start + target.len());
    Ok(Call { name: known.name.to_owned(), target: target.to_owned(), arguments, span: whole.into(), target_span })
}

fn fault(span: Range<usize>, message: Text) -> Fault {
    Fault { span, message, help: None }
}

fn find(name: &str, at: usize) -> Result<&'static Known, Fault> {
    if let Some(known) = KNOWN.iter().find(|known| known.name == name || known.alias == name) {
        return Ok(known);
    }
    let span = at..at + name.len();
    if INCLUDE.contains(&name) {
        let message = text!("une inclusion se tient seule sur sa ligne", "an include stands alone on its line");
        let help = text!("mettez-la sur une ligne à elle, sans retrait", "give it a line of its own, not indented");
        return Err(Fault { span, message, help: Some(help) });
    }
    let message = text!("la balise « {name} » n’existe pas", "there is no shortcode `{name}`");
    let names = KNOWN.iter().flat_map(|known| [known.name, known.alias]);
    let help = match nearest(name, names) {
        Some(near) => text!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"),
        None => {
            let all = KNOWN.iter().map(|known| known.name).collect::<Vec<_>>().join(", ");
            text!(
                "les balises sont : {all} ; pour deux accolades, écrivez \\{{{{",
                "shortcodes are: {all}; for two braces, write \\{{{{"
            )
        }
    };
    Err(Fault { span, message, help: Some(help) })
}

/// Parts the target from the arguments: it ends before the first ` key=`.
fn target(rest: &str) -> (&str, &str) {
    let mut end = rest.len();
    for (at, _) in rest.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let word = rest[at..].trim_start();
        let key = word.split(|c: char| c == '=' || c.is_whitespace()).next().unwrap_or_default();
        if is_name(key) && word[key.len()..].starts_with('=') {
            end = at;
            break;
        }
    }
    (rest[..end].trim(), &rest[end..])
}

fn check_target(known: &Known, target: &str, at: usize, whole: &Range<usize>) -> Result<(), Fault> {
    let name = known.name;
    if target.is_empty() {
        let message =
            text!("la balise « {name} » ne dit pas de quoi il s’agit", "the shortcode `{name}` has no target");
        let help = text!("écrivez {{{{ {name}:identifiant }}}}", "write {{{{ {name}:id }}}}");
        return Err(Fault { span: whole.clone(), message, help: Some(help) });
    }
    if !known.phrase && target.contains(char::is_whitespace) {
        let message = text!("« {target} » n’est pas un identifiant", "`{target}` is not an id");
        let help = text!("les arguments s’écrivent clé=valeur", "arguments are written key=value");
        return Err(Fault { span: at..at + target.len(), message, help: Some(help) });
    }
    Ok(())
}

/// Reads `key=value key="several words"`.
fn read_arguments(
    known: &Known,
    source: &str,
    span: &dyn Fn(&str) -> Range<usize>,
) -> Result<Vec<(String, String)>, Fault> {
    let mut arguments = Vec::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() {
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let Some((key, _)) = word.split_once('=').filter(|(key, _)| is_name(key)) else {
            return Err(fault(
                span(word),
                text!("« {word} » n’est pas un argument clé=valeur", "`{word}` is not an argument key=value"),
            ));
        };
        let (value, after) = value(&rest[key.len() + 1..]).ok_or_else(|| {
            fault(span(word), text!("il manque un guillemet fermant \"", "a closing quote \" is missing"))
        })?;
        arguments.push(argument(known, key, value, span(key), span(value))?);
        rest = after.trim_start();
    }
    Ok(arguments)
}

/// A value, in quotes or one word, and what follows it; `None` when its quote is not closed.
fn value(rest: &str) -> Option<(&str, &str)> {
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"'),
        None => Some(rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))),
    }
}

fn argument(
    known: &Known,
    key: &str,
    value: &str,
    key_span: Range<usize>,
    value_span: Range<usize>,
) -> Result<(String, String), Fault> {
    let name = known.name;
    let Some((canonical, _, values)) = known.arguments.iter().find(|(own, alias, _)| *own == key || *alias == key)
    else {
        let keys = known.arguments.iter().map(|(own, ..)| *own);
        let help = nearest(key, keys).map(|near| text!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"));
        let message = text!("« {name} » n’a pas d’argument « {key} »", "`{name}` has no argument `{key}`");
        return Err(Fault { span: key_span, message, help });
    };
    if !values.contains(&value) {
        let all = values.join(", ");
        let message = text!("« {value} » n’est pas une valeur de « {key} »", "`{value}` is not a value of `{key}`");
        let help = text!("choisissez parmi : {all}", "choose among: {all}");
        return Err(Fault { span: value_span, message, help: Some(help) });
    }
    Ok(((*canonical).to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> String {
        match parse(source, 10) {
            Ok(call) => {
                let target = &source[call.target_span.start as usize - 10..call.target_span.end as usize - 10];
                assert_eq!(target, call.target);
                format!("{}|{}|{:?}", call.name, call.target, call.arguments)
            }
            Err(fault) => {
                let place = &source[fault.span.start - 10..fault.span.end - 10];
                format!(
                    "{} @{place}{}",
                    fault.message.en,
                    fault.help.map(|h| format!(" ({})", h.en)).unwrap_or_default()
                )
            }
        }
    }

    #[test]
    fn shortcodes_are_read_or_explained() {
        let cases = [
            ("{{ date:cloture }}", "date|cloture|[]"),
            ("{{date:cloture forme=courte}}", r#"date|cloture|[("form", "courte")]"#),
            ("{{ date:x form=\"jour\" }}", r#"date|x|[("form", "jour")]"#),
            ("{{ path:Informations › Documentation }}", "chemin|Informations › Documentation|[]"),
            ("{{ dat:x }}", "there is no shortcode `dat` @dat (did you mean `date`?)"),
            ("{{ }}", "this shortcode has no name @{{ }}"),
            ("{{}}", "this shortcode has no name @{{}}"),
            ("{{ date }}", "the shortcode `date` has no target @{{ date }} (write {{ date:id }})"),
            ("{{ date: }}", "the shortcode `date` has no target @{{ date: }} (write {{ date:id }})"),
            ("{{ date:a b }}", "`a b` is not an id @a b (arguments are written key=value)"),
            (
                "{{ date:a form=x }}",
                "`x` is not a value of `form` @x (choose among: complete, courte, jour, relative, source)",
            ),
            ("{{ date:a fom=jour }}", "`date` has no argument `fom` @fom (did you mean `form`?)"),
            ("{{ date:a form=\"jour }}", "a closing quote \" is missing @form=\"jour"),
            ("{{ faq:a form=jour }}", "`faq` has no argument `form` @form"),
            (
                "{{ include:a.md }}",
                "an include stands alone on its line @include (give it a line of its own, not indented)",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(read(source), expected, "{source}");
        }
    }
}
