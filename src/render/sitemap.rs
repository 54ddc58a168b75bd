//! `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Renderer;
use super::frame::public_path;
use crate::model::{Route, Rubric};

impl Renderer<'_> {
    /// All listed pages with their full addresses. Only planned when the site has a public address.
    pub(super) fn sitemap(&self) -> String {
        let base = self.site.settings.base().unwrap_or_default();
        let language = self.site.settings.language;
        // The search page has no content of its own and asks to be left out.
        let rubrics = self.shared.rubrics.iter().filter(|rubric| !matches!(rubric, Rubric::Home | Rubric::Search));
        let rubrics = rubrics.map(|rubric| (rubric.route(language), None));
        let entries = self.site.entries.iter().filter(|entry| self.lists(entry));
        let entries =
            entries.map(|entry| (entry.route.clone(), entry.common.verified_on.as_ref().map(|day| day.value)));
        let mut pages: Vec<_> =
            std::iter::once((Route::new("index.html"), None)).chain(rubrics).chain(entries).collect();
        pages.sort_by(|a, b| a.0.cmp(&b.0));
        pages.dedup_by(|a, b| a.0 == b.0);
        document("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")], |xml| {
            for (route, verified_on) in &pages {
                xml.create_element("url").write_inner_content(|xml| {
                    element(xml, "loc", &format!("{base}/{}", public_path(route)))?;
                    match verified_on {
                        Some(day) => element(xml, "lastmod", &day.to_string()),
                        None => Ok(()),
                    }
                })?;
            }
            Ok(())
        })
    }

    /// Everything may be read; the sitemap is named when there is one.
    pub(super) fn robots(&self) -> String {
        let sitemap = self.site.settings.base().map(|base| format!("\nSitemap: {base}/sitemap.xml\n"));
        format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
    }
}

/// An XML document with one root element.
pub fn document(
    root: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>,
) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| {
        let element = xml.create_element(root).with_attributes(attributes.iter().copied());
        element.write_inner_content(content).map(|_| ())
    });
    written.expect("writing to memory does not fail");
    String::from_utf8(xml.into_inner()).expect("names and texts are UTF-8") + "\n"
}

/// An element with a text.
pub fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}
