//! Safe names: lower-case ASCII letters, digits and hyphens.

use crate::model::ascii_slug;

/// The longest name, in bytes, that is given to a file: file systems take 255 with the extension.
const LONGEST: usize = 120;

/// The safe name of any text; `""` when nothing of it can be written in ASCII.
pub(super) fn slug(text: &str) -> String {
    let mut name = ascii_slug(text);
    name.truncate(LONGEST);
    name.trim_end_matches('-').to_owned()
}

/// The safe name of a text, or `otherwise` when it has none.
pub(super) fn slug_or(text: &str, otherwise: &str) -> String {
    let name = slug(text);
    if name.is_empty() { otherwise.to_owned() } else { name }
}

/// The safe name of a file that is copied: the extension is kept in lower case.
pub(super) fn asset_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !slug(extension).is_empty() => {
            format!("{}.{}", slug_or(stem, "fichier"), slug(extension))
        }
        _ => slug_or(name, "fichier"),
    }
}

/// Splits the number that gives the order off a file's stem: `01_titre` → (1, `titre`).
pub(super) fn ordered(stem: &str) -> (Option<i64>, &str) {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &stem[digits..];
    let name = rest.trim_start_matches(['_', '-', '.', ' ']);
    match stem[..digits].parse() {
        Ok(number) if digits <= 4 && name.len() < rest.len() && !name.is_empty() && !is_date(stem) => {
            (Some(number), name)
        }
        _ => (None, stem),
    }
}

/// Whether a stem starts with a date (`2024-05-17-titre`), whose year is not an order.
fn is_date(stem: &str) -> bool {
    let shape: String = stem.chars().take(8).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-"
}

/// A readable title for a name: `create_procedure` → `Create procedure`.
pub(super) fn prettify(name: &str) -> String {
    let words = name.replace(['_', '-', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii() {
        assert_eq!(slug("L’œuvre à l’État (n° 2)"), "l-oeuvre-a-l-etat-n-2");
        assert_eq!(slug("日本"), "");
        assert_eq!(
            asset_name("Capture d’écran 2024-01-12 à 17.25.14.PNG"),
            "capture-d-ecran-2024-01-12-a-17-25-14.png"
        );
        assert_eq!(asset_name(".png"), "fichier.png");
    }

    #[test]
    fn a_leading_number_is_the_order_and_a_year_is_not() {
        assert_eq!(ordered("01_titre"), (Some(1), "titre"));
        assert_eq!(ordered("2024-05-17-avis"), (None, "2024-05-17-avis"));
        assert_eq!(ordered("10"), (None, "10"));
        assert_eq!(ordered("3dimensions"), (None, "3dimensions"));
        assert_eq!(prettify("create_procedure"), "Create procedure");
    }
}
