//! The attributes of an element of a picture.

use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::address::{self, Address};
use super::style;
use crate::diagnostic::Text;
use crate::text;

/// An attribute as a browser sees it.
pub(super) struct Attribute<'t> {
    /// Its name as written.
    name: &'t str,
    /// Its value with references resolved.
    pub(super) value: String,
    /// Where it stands, name and value.
    pub(super) span: Range<usize>,
}

/// A fault: where, what, what to do.
pub(super) type Fault = (Range<usize>, Text, Text);

/// The attributes of a tag of `source`; `None` when they cannot be read.
pub(super) fn all<'t>(tag: &'t BytesStart, source: &str) -> Option<Vec<Attribute<'t>>> {
    // Looking for doublets compares each name with all others. A browser stops at one; until there all is judged.
    let mut attributes = tag.attributes();
    let read = attributes.with_checks(false).map(|attribute| {
        let attribute = attribute.ok()?;
        let name = attribute.key.into_inner();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let start = (name.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let length = name.len() + attribute.value.len() + "=\"\"".len();
        Some(Attribute { name, value: value.into_owned(), span: start..start + length })
    });
    read.collect()
}

impl Attribute<'_> {
    /// The prefix that it declares, `""` for the default one; `None` when it is no declaration.
    pub(super) fn declares(&self) -> Option<&str> {
        match self.name.split_once(':') {
            Some(("xmlns", prefix)) => Some(prefix),
            None if self.name == "xmlns" => Some(""),
            _ => None,
        }
    }

    fn local(&self) -> String {
        self.name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase()
    }
}

/// What is wrong with the attributes of an element, whose name is in lower case.
pub(super) fn faults(element: &str, attributes: &[Attribute]) -> Vec<Fault> {
    let animated = attributes.iter().find(|attribute| attribute.local() == "attributename");
    let animated = animated.map(|attribute| attribute.value.trim().to_ascii_lowercase()).unwrap_or_default();
    let mut faults = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.declares().is_none()) {
        faults.extend(
            fault(element, attribute, &animated).map(|(message, help)| (attribute.span.clone(), message, help)),
        );
    }
    faults
}

fn fault(element: &str, attribute: &Attribute, animated: &str) -> Option<(Text, Text)> {
    let name = attribute.name;
    let local = attribute.local();
    // Handlers have no prefix; one may be declared for them all the same.
    if local.starts_with("on") && (local == name.to_ascii_lowercase()) {
        let message = text!("« {name} » lance du code", "“{name}” runs code");
        return Some((message, text!("supprimez cet attribut", "delete this attribute")));
    }
    match local.as_str() {
        "attributename" if animated.starts_with("on") => {
            let message = text!("cette animation pose du code", "this animation sets code");
            Some((message, text!("supprimez l’animation", "delete the animation")))
        }
        "href" | "src" | "base" => address_fault(element, &attribute.value),
        "from" | "to" | "by" | "values" if animated.rsplit(':').next() == Some("href") => {
            let is_own = |value| address::sort(value) == Address::Own;
            (!attribute.value.split(';').all(is_own)).then(|| {
                let message = text!("cette animation change une adresse", "this animation changes an address");
                (message, text!("supprimez l’animation", "delete the animation"))
            })
        }
        _ => style::outside(&attribute.value).next().map(|(_, message)| (message, from_site())),
    }
}

fn address_fault(element: &str, written: &str) -> Option<(Text, Text)> {
    let address = address::sort(written);
    let shown: String = written.trim().chars().take(60).collect();
    match (address, element) {
        (Address::Own, _) | (Address::Web | Address::Contact, "a") => None,
        (Address::Data(kind), "image" | "feimage") if kind.starts_with("image/") => None,
        (Address::Web, _) => {
            Some((text!("« {shown} » est demandé à un autre site", "“{shown}” is asked of another site"), from_site()))
        }
        (Address::Contact | Address::Data(_) | Address::Other, _) => {
            let message = text!("« {shown} » n’est pas une adresse sûre", "“{shown}” is not a safe address");
            Some((message, text!("supprimez cet attribut", "delete this attribute")))
        }
    }
}

fn from_site() -> Text {
    text!("mettez ce fichier dans l’image ou à côté d’elle", "put that file into the picture or beside it")
}
