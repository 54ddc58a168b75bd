//! What results show of a place, as bytes: strings with their lengths before them.

use std::fmt;

use crate::page::{Page, Place};

/// What is kept of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    /// The place itself.
    pub place: Place,
    /// The page, with the first of its places only.
    pub page: Option<StoredPage>,
}

/// What is kept of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredPage {
    /// See [`Page::route`].
    pub route: String,
    /// See [`Page::kind`].
    pub kind: String,
    /// See [`Page::title`].
    pub title: String,
    /// See [`Page::context`].
    pub context: Vec<String>,
    /// See [`Page::gap`].
    pub gap: bool,
    /// See [`Page::urgent`].
    pub urgent: bool,
}

/// Bytes that are no stored place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored place is damaged")
    }
}

const PAGE: u8 = 1;
const GAP: u8 = 2;
const URGENT: u8 = 4;

/// The bytes of a place; of the page as well with the first.
pub(crate) fn encode(page: &Page, at: usize) -> Vec<u8> {
    let place = &page.places[at];
    let mut out = Vec::with_capacity(place.body.len() + 64);
    let flags = if at > 0 { 0 } else { PAGE | if page.gap { GAP } else { 0 } | if page.urgent { URGENT } else { 0 } };
    out.push(flags);
    for text in [&place.fragment, &place.title, &place.body] {
        put(text, &mut out);
    }
    if at == 0 {
        for text in [&page.route, &page.kind, &page.title] {
            put(text, &mut out);
        }
        put_length(page.context.len(), &mut out);
        page.context.iter().for_each(|text| put(text, &mut out));
    }
    out
}

/// The place in these bytes.
pub(crate) fn decode(bytes: &[u8]) -> Result<Stored, Malformed> {
    let mut reader = Reader(bytes);
    let flags = reader.byte()?;
    let place = Place { fragment: reader.text()?, title: reader.text()?, body: reader.text()? };
    let page = if flags & PAGE == 0 { None } else { Some(reader.page(flags)?) };
    Ok(Stored { place, page })
}

fn put(text: &str, out: &mut Vec<u8>) {
    put_length(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, lowest first.
fn put_length(mut length: usize, out: &mut Vec<u8>) {
    while length >= 0x80 {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, Malformed> {
        let (&first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        Ok(first)
    }

    fn length(&mut self) -> Result<usize, Malformed> {
        let mut length = 0usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            length |= ((byte & 0x7f) as usize) << shift;
            if byte & 0x80 == 0 {
                return Ok(length);
            }
        }
        Err(Malformed)
    }

    fn text(&mut self) -> Result<String, Malformed> {
        let length = self.length()?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        str::from_utf8(text).map(str::to_owned).map_err(|_| Malformed)
    }

    fn page(&mut self, flags: u8) -> Result<StoredPage, Malformed> {
        let (route, kind, title) = (self.text()?, self.text()?, self.text()?);
        let context = (0..self.length()?).map(|_| self.text()).collect::<Result<_, _>>()?;
        Ok(StoredPage { route, kind, title, context, gap: flags & GAP != 0, urgent: flags & URGENT != 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            route: "faq/mot.html".into(),
            kind: "faq".into(),
            title: "Mot de passe ?".into(),
            context: vec!["FAQ".into(), "Accès".into()],
            gap: true,
            places: vec![
                Place { body: "é".repeat(300), ..Place::default() },
                Place { fragment: "suite".into(), title: "Suite".into(), body: String::new() },
            ],
            ..Page::default()
        }
    }

    #[test]
    fn what_was_stored_is_read() {
        let page = page();
        let first = decode(&encode(&page, 0)).expect("well formed");
        assert_eq!(first.place, page.places[0]);
        let kept = first.page.expect("the first place keeps the page");
        assert_eq!(
            (kept.title, kept.context, kept.gap, kept.urgent),
            (page.title.clone(), page.context.clone(), true, false)
        );
        let second = decode(&encode(&page, 1)).expect("well formed");
        assert_eq!((second.place, second.page), (page.places[1].clone(), None));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = encode(&page(), 0);
        for cut in 0..bytes.len() {
            assert_eq!(decode(&bytes[..cut]), Err(Malformed), "{cut}");
        }
        assert_eq!(decode(&[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), Err(Malformed));
    }
}
