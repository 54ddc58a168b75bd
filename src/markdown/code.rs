//! The line that opens a code block: ```` ```yaml {2,4-5} fichier="vademecum.yaml" ````.

use std::ops::RangeInclusive;

/// What a fence says about its code.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fence {
    /// The language as written, empty when absent.
    pub(super) language: String,
    /// The name of the file that is shown.
    pub(super) file: Option<String>,
    /// The items between braces: as written, and the lines they name, from 1.
    marks: Vec<(String, Option<RangeInclusive<usize>>)>,
}

impl Fence {
    /// Reads an info string.
    pub(super) fn parse(info: &str) -> Self {
        let info = info.trim();
        let end = info.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(info.len());
        let (language, rest) = info.split_at(end);
        let mut fence = Self { language: language.to_owned(), ..Self::default() };
        fence.read_attributes(rest);
        fence
    }

    fn read_attributes(&mut self, rest: &str) {
        let mut rest = rest.trim_start();
        while !rest.is_empty() {
            rest = match braces(rest).or_else(|| file(rest)) {
                Some((Attribute::Lines(lines), after)) => {
                    self.marks.extend(lines.split(',').map(|item| (item.trim().to_owned(), lines_of(item))));
                    after
                }
                Some((Attribute::File(name), after)) => {
                    self.file = Some(name.to_owned());
                    after
                }
                None => rest.split_once(char::is_whitespace).map_or("", |(_, after)| after),
            }
            .trim_start();
        }
    }

    /// Whether any line may be marked.
    pub(super) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Whether a line, from 1, is marked.
    pub(super) fn marks(&self, line: usize) -> bool {
        self.marks.iter().any(|(_, lines)| lines.as_ref().is_some_and(|lines| lines.contains(&line)))
    }

    /// The items between braces that name no line of a block of `count` lines.
    pub(super) fn wrong_lines(&self, count: usize) -> impl Iterator<Item = &str> {
        let is_wrong = move |lines: &Option<RangeInclusive<usize>>| lines.as_ref().is_none_or(|l| *l.end() > count);
        self.marks.iter().filter(move |(_, lines)| is_wrong(lines)).map(|(written, _)| written.as_str())
    }
}

enum Attribute<'a> {
    Lines(&'a str),
    File(&'a str),
}

fn braces(rest: &str) -> Option<(Attribute<'_>, &str)> {
    let (lines, after) = rest.strip_prefix('{')?.split_once('}')?;
    Some((Attribute::Lines(lines), after))
}

fn file(rest: &str) -> Option<(Attribute<'_>, &str)> {
    let value = ["fichier=", "file="].iter().find_map(|key| rest.strip_prefix(key))?;
    let (name, after) = match value.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    };
    Some((Attribute::File(name), after))
}

/// The lines named by `4` or `4-6`; `None` when it is neither or descends.
fn lines_of(item: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = item.split_once('-').unwrap_or((item, item));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|&number| number > 0);
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_are_read() {
        let fence = Fence::parse("yaml {2,4-5} fichier=\"a b.yaml\"");
        assert_eq!((fence.language.as_str(), fence.file.as_deref()), ("yaml", Some("a b.yaml")));
        let marked: Vec<_> = (1..=6).filter(|&line| fence.marks(line)).collect();
        assert_eq!(marked, [2, 4, 5]);
        assert_eq!(Fence::parse("rust{1}").language, "rust");
        assert_eq!(Fence::parse("sh nimporte file=x").file.as_deref(), Some("x"));
        assert_eq!(Fence::parse(""), Fence::default());
    }

    #[test]
    fn lines_that_do_not_exist_are_told() {
        let wrong = |info: &str| Fence::parse(info).wrong_lines(5).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(wrong("yaml {9-2,1-3,6,0,x}"), ["9-2", "6", "0", "x"]);
        assert_eq!(wrong("yaml {1-5}"), Vec::<String>::new());
    }
}
