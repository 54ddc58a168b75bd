//! Tiny sites for the tests of rules: files in, findings out.

use jiff::civil::date;

use crate::load;
use crate::model::Site;
use crate::source::MemorySource;

/// The site of these files on 2024-12-01, read as any site is. The settings may be left out.
pub(crate) fn site(files: &[(&str, &str)]) -> Site {
    let settings = ("vademecum.yaml", "title: Test");
    let with_settings = std::iter::once(&settings).chain(files);
    let source =
        with_settings.fold(MemorySource::new(date(2024, 12, 1)), |source, (path, text)| source.with(path, *text));
    load::load(&source, &load::Options::default()).site
}

/// Where a rule fires in a site: `file:line:column`, in order.
pub(crate) fn places(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let found = super::check(&site(files)).into_iter().filter(|found| found.rule.code == code);
    found.map(|found| found.location.map_or_else(|| "site".to_owned(), |place| place.to_string())).collect()
}

/// The French messages and helps of a rule in a site, in order.
pub(crate) fn messages(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let found = super::check(&site(files)).into_iter().filter(|found| found.rule.code == code);
    found.map(|found| format!("{} | {}", found.message.fr, found.help.map_or(String::new(), |help| help.fr))).collect()
}
