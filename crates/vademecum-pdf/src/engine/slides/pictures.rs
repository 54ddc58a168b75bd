//! Pictures in the drawing of a page. They come as PNG whatever they were in the file, which makes ten times as much of a
//! photograph; here photographs become JPEG again.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

/// How a picture in PNG begins.
const PNG: &str = "data:image/png;base64,";
/// The bytes of PNG from which a picture is looked at: below, little is to be gained.
const LARGE: usize = 48 << 10;
/// The most pixels in width and height: 250 to the inch on the width of the paper.
const MOST_PIXELS: u32 = 1_600;
/// The quality of JPEG (1 to 100): no trace is seen in print.
const QUALITY: u8 = 85;
/// The most memory that unpacking a picture may take, in bytes.
const MOST_MEMORY: u64 = 256 << 20;

/// A drawing whose photographs are JPEG.
pub(super) fn lightened(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find(PNG) {
        let (before, picture) = rest.split_at(at);
        let end = picture.find('"').unwrap_or(picture.len());
        out.push_str(before);
        match as_jpeg(&picture[PNG.len()..end]) {
            Some(jpeg) => {
                out.push_str("data:image/jpeg;base64,");
                STANDARD.encode_string(jpeg, &mut out);
            }
            None => out.push_str(&picture[..end]),
        }
        rest = &picture[end..];
    }
    out.push_str(rest);
    out
}

/// A picture as JPEG; `None` where it would not be much smaller, or is transparent in places.
fn as_jpeg(encoded: &str) -> Option<Vec<u8>> {
    if encoded.len() < LARGE {
        return None;
    }
    let png = STANDARD.decode(encoded).ok()?;
    let picture = opaque(read(&png)?)?;
    let picture = match picture.width().max(picture.height()) {
        side if side > MOST_PIXELS => picture.resize(MOST_PIXELS, MOST_PIXELS, FilterType::Triangle),
        _ => picture,
    };
    let mut jpeg = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    (jpeg.len() * 2 < png.len()).then_some(jpeg)
}

fn read(png: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().ok()
}

/// A picture without its transparency, which it must not use.
fn opaque(picture: DynamicImage) -> Option<DynamicImage> {
    if !picture.color().has_alpha() {
        return Some(DynamicImage::ImageRgb8(picture.into_rgb8()));
    }
    let picture = picture.into_rgba8();
    let is_opaque = picture.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    is_opaque.then(|| DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8()))
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    /// A picture in a drawing: noise like that of a photograph, or one colour, with an alpha.
    fn drawing(is_photograph: bool, alpha: u8) -> String {
        let noise = |x: u32, y: u32| x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)).rotate_left(9);
        let value = |x, y| if is_photograph { (noise(x, y) % 40) as u8 + 100 } else { 120 };
        let picture = RgbaImage::from_fn(400, 300, |x, y| Rgba([value(x, y), value(y, x), 90, alpha]));
        let mut png = Vec::new();
        picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        format!("<svg><image xlink:href=\"{PNG}{}\" width=\"400\"/><path d=\"M0,0\"/></svg>", STANDARD.encode(png))
    }

    #[test]
    fn a_photograph_becomes_jpeg() {
        let svg = drawing(true, 255);
        let light = lightened(&svg);
        assert!(light.starts_with("<svg><image xlink:href=\"data:image/jpeg;base64,/9j/"), "{}", &light[..60]);
        assert!(light.ends_with("\" width=\"400\"/><path d=\"M0,0\"/></svg>"));
        assert!(light.len() * 2 < svg.len(), "{} {}", light.len(), svg.len());
    }

    #[test]
    fn what_is_flat_transparent_small_or_broken_stays() {
        let broken = format!("<svg>{PNG}{}\"/></svg>", "A".repeat(LARGE));
        for svg in [drawing(false, 255), drawing(true, 120), broken, format!("<svg>{PNG}AAAA\"/>"), PNG.to_owned()] {
            assert!(lightened(&svg) == svg);
        }
    }
}
