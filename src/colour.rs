//! Colours as sites write them, and how well one can be read on another.

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: [u8; 3],
}

impl Colour {
    /// A colour written `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        Some(Colour { rgb: [channel(0)?, channel(2)?, channel(4)?] })
    }

    /// White.
    pub const WHITE: Colour = Colour { rgb: [255; 3] };

    /// Relative luminance from 0 to 1 (WCAG 2.2, definition of "relative luminance").
    fn luminance(self) -> f64 {
        let [r, g, b] = self.rgb.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.rgb;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of "contrast ratio").
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{Colour, contrast};

    #[test]
    fn contrast_follows_wcag() {
        let black = Colour::parse("#000000").unwrap();
        assert!((contrast(black, Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!(contrast(Colour::parse("#0a5a68").unwrap(), Colour::WHITE) > 7.0);
        assert!((contrast(Colour::parse("#767676").unwrap(), Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for wrong in ["", "#fff", "0a5a68", "#0a5a6g", "#0a5a680", "#+a5a68", "#éééa"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
