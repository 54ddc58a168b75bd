//! QR codes (ISO/IEC 18004) as SVG pictures.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};
use vademecum_pdf::document::{Picture, Place};

/// The quiet zone around the code, in modules (ISO/IEC 18004, section 5.3.8).
const QUIET: i32 = 4;
/// How wide it is printed, in millimetres: 25 mm can be read from a sheet at arm's length.
const WIDTH: u32 = 28;

/// The QR code of an address; `None` when it is too long for one.
pub(super) fn picture(address: &str, alt: String, place: Place) -> Option<Picture> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let name = format!("qr:{address}");
    Some(Picture { name, bytes: svg(&code).into_bytes().into(), alt: Some(alt), width: WIDTH, place })
}

fn svg(code: &QrCode) -> String {
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}
