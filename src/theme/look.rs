//! The colours that a site sets.

use std::fmt::Write as _;

use super::ThemeSettings;
use crate::colour::{Colour, contrast};

/// The darkest ink of the dark scheme, for words on the accent.
const DARK_INK: Colour = Colour { rgb: [0x0c, 0x1a, 0x1d] };

/// The stylesheet that sets the colours of the site; `None` when it sets none.
pub(super) fn stylesheet(settings: &ThemeSettings) -> Option<String> {
    let mut css = String::new();
    if let Some(accent) = settings.accent {
        let _ = writeln!(css, "@media print,(prefers-color-scheme:light){{:root{{{}}}}}", declarations(accent));
    }
    if let Some(accent) = settings.accent_dark {
        let _ = writeln!(css, "@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}", declarations(accent));
    }
    (!css.is_empty()).then_some(css)
}

/// The accent and the colour of words on it: whichever of white and dark ink reads better.
fn declarations(accent: Colour) -> String {
    let white = contrast(accent, Colour::WHITE) >= contrast(accent, DARK_INK);
    let ink = if white { Colour::WHITE } else { DARK_INK };
    let (accent, ink) = (accent.hex(), ink.hex());
    format!("--accent:{accent};--accent-ink:{ink};--wash:color-mix(in srgb,{accent} 9%,var(--sheet))")
}
