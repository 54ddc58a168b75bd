//! What would keep the reader of a file from ever ending.

use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// The most widths of glyphs of a file: those of sixteen fonts with as many glyphs as there can be (65,536).
const MOST_WIDTHS: u64 = 1 << 20;
/// How deep dictionaries are looked for in one another.
const DEPTH: u8 = 8;

/// Whether a file asks for more widths of glyphs than fonts have: the reader writes down each, and a range of them is two
/// numbers.
pub(super) fn is_endless(pdf: &Pdf) -> bool {
    let mut total = 0;
    pdf.objects().into_iter().any(|object| {
        total += in_object(&object, DEPTH);
        total > MOST_WIDTHS
    })
}

fn in_object(object: &Object<'_>, depth: u8) -> u64 {
    let direct = |part: MaybeRef<Object<'_>>| match part {
        MaybeRef::NotRef(part) => in_object(&part, depth - 1),
        // It is an object of the file.
        MaybeRef::Ref(_) => 0,
    };
    match object {
        _ if depth == 0 => 0,
        Object::Array(array) => array.raw_iter().map(direct).sum(),
        Object::Dict(dict) => in_font(dict) + dict.entries().map(|(_, part)| direct(part)).sum::<u64>(),
        _ => 0,
    }
}

/// Widths of a font of many glyphs (ISO 32000-1, 9.7.4.3), across and down, that are given as ranges.
fn in_font(dict: &Dict<'_>) -> u64 {
    dict.get::<Array<'_>>("W").map_or(0, |widths| across(&widths))
        + dict.get::<Array<'_>>("W2").map_or(0, |widths| down(&widths))
}

/// `first [width …]`, or `first last width`.
fn across(widths: &Array<'_>) -> u64 {
    let (mut items, mut total) = (widths.flex_iter(), 0);
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last, _)) = items.next::<(u32, u32, f32)>() else { return total };
        total += u64::from(last.saturating_sub(first));
    }
}

/// `first [width x y …]`, or `first last width x y`.
fn down(widths: &Array<'_>) -> u64 {
    let (mut items, mut total) = (widths.flex_iter(), 0);
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last, ..)) = items.next::<(u32, u32, f32, f32, f32)>() else { return total };
        total += u64::from(last.saturating_sub(first));
    }
}
