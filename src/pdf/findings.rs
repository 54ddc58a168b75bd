//! What is wrong with a book, as findings in the sources of the site.

use std::sync::Arc;

use vademecum_pdf::{Problem, ProblemKind};

use super::rules;
use crate::diagnostic::{Diagnostic, Location, TextFile};
use crate::render::Printed;
use crate::text;

/// The findings that problems of a book are. `template` gives the files of the theme by name.
#[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "nothing is typeset"))]
pub(super) fn of(
    problems: &[Problem],
    printed: &Printed,
    template: &dyn Fn(&str) -> Option<Arc<TextFile>>,
) -> Vec<Diagnostic> {
    problems.iter().filter_map(|problem| finding(problem, printed, template)).collect()
}

/// The findings that keep a book from being made: each is an error.
#[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "nothing is typeset"))]
pub(super) fn fatal(
    problems: &[Problem],
    printed: &Printed,
    template: &dyn Fn(&str) -> Option<Arc<TextFile>>,
) -> Vec<Diagnostic> {
    let title = &printed.book.title;
    let fatal = |problem: &Problem| match problem.kind {
        ProblemKind::Template => finding(problem, printed, template),
        _ => {
            let location = problem.place.and_then(|place| printed.locate(place));
            Some(Diagnostic { location, ..rules::not_made(title, &problem.message) })
        }
    };
    problems.iter().filter_map(fatal).collect()
}

fn finding(
    problem: &Problem,
    printed: &Printed,
    template: &dyn Fn(&str) -> Option<Arc<TextFile>>,
) -> Option<Diagnostic> {
    let exact = match problem.kind {
        ProblemKind::MissingGlyph(c) => problem.place.and_then(|place| printed.locate_character(place, c)),
        _ => None,
    };
    let place = exact.or(problem.place.and_then(|place| printed.locate(place)));
    let said = &problem.message;
    let found = match &problem.kind {
        // Links are checked where they are written; a book that lacks their target shows their words.
        ProblemKind::BrokenLabel(_) | ProblemKind::DuplicateLabel(_) => return None,
        ProblemKind::MissingGlyph(c) => rules::missing_glyph(*c),
        ProblemKind::BadPicture(name) => rules::bad_picture(name),
        ProblemKind::BadSlide(name, page, fault) => rules::bad_slide(name, *page, *fault),
        ProblemKind::TooDeep => rules::too_deep(),
        ProblemKind::TooWide(columns) => rules::too_wide(*columns),
        ProblemKind::TooLong(pages) => rules::too_long(&printed.book.title, *pages),
        ProblemKind::TooLarge => rules::too_large(&printed.book.title, None),
        ProblemKind::Template => {
            let at =
                problem.template.as_ref().and_then(|(name, line, column)| at(template(name)?.as_ref(), *line, *column));
            let mut found = rules::template(said);
            found.location = at;
            found.related.extend(place.map(|place| (place, text!("pour ce texte", "for this text"))));
            return Some(found);
        }
        ProblemKind::Other => rules::failed(said),
    };
    Some(Diagnostic { location: place.or(found.location.clone()), ..found })
}

/// The place of a line and column, from 1, in a template.
fn at(file: &TextFile, line: usize, column: usize) -> Option<Location> {
    let before: usize = file.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = file.text.get(before..)?;
    let start = rest.char_indices().nth(column.checked_sub(1)?).map_or(before, |(at, _)| before + at);
    Some(file.locate(start..start))
}
