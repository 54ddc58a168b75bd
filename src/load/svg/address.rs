//! What an address in a picture asks a browser to do.

/// How many characters tell what an address does.
const LOOKED_AT: usize = 60;

/// An address, sorted by what it does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A part of the picture, or another file of the site.
    Own,
    /// Another host.
    Web,
    /// A mail or telephone program.
    Contact,
    /// Data in the address itself, with its media type.
    Data(String),
    /// Anything else: code, local files.
    Other,
}

/// Sorts an address as a browser reads it (WHATWG URL): control characters and spaces around it and line ends and tabs
/// in it do not count, nor does case; a backslash is a slash.
pub(super) fn sort(written: &str) -> Address {
    let outer = written.trim_matches(|c: char| c <= ' ');
    let bare: String = outer.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).take(LOOKED_AT).collect();
    let bare = bare.replace('\\', "/").to_lowercase();
    if bare.starts_with("//") {
        return Address::Web;
    }
    let Some((scheme, rest)) = bare.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        return Address::Own;
    };
    match scheme {
        "http" | "https" | "ws" | "wss" | "ftp" => Address::Web,
        "mailto" | "tel" => Address::Contact,
        "data" => Address::Data(rest.split([';', ',']).next().unwrap_or_default().trim().to_owned()),
        _ => Address::Other,
    }
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sorted_as_browsers_read_them() {
        let cases = [
            ("#a", Address::Own),
            ("image.png", Address::Own),
            ("../a:b.png", Address::Own),
            ("//exemple.fr/a", Address::Web),
            ("/\\exemple.fr/a", Address::Web),
            (" HTTP\n://exemple.fr", Address::Web),
            ("https:a", Address::Web),
            ("mailto:a@exemple.fr", Address::Contact),
            ("data:image/png;base64,AA", Address::Data("image/png".to_owned())),
            ("DATA:text/html,x", Address::Data("text/html".to_owned())),
            ("\u{1}java\tscript:alert(1)", Address::Other),
            ("file:///etc/passwd", Address::Other),
        ];
        for (written, expected) in cases {
            assert_eq!(sort(written), expected, "{written:?}");
        }
    }
}
