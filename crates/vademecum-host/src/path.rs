//! The path of a request, read so that nothing below the site can be left and nothing outside it named.

use percent_encoding::percent_decode_str;

/// The longest segment: the longest name that a file can have.
const LONGEST_SEGMENT: usize = 255;
/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// The beginnings of numbered devices, and what numbers them.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It says nothing that could be meant: 400.
    Malformed,
    /// No file could have that name on every system: 404.
    NoSuchName,
}

/// Decodes an absolute path once, segment by segment, so that an encoded slash makes no segment.
pub(crate) fn read(raw: &str) -> Result<String, Fault> {
    let below = raw.strip_prefix('/').ok_or(Fault::Malformed)?;
    let mut path = String::from("/");
    let mut segments = below.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        if segment.is_empty() && !last {
            return Err(Fault::NoSuchName);
        }
        path.push_str(&read_segment(segment)?);
        if !last {
            path.push('/');
        }
    }
    Ok(path)
}

fn read_segment(raw: &str) -> Result<String, Fault> {
    if has_broken_escape(raw) {
        return Err(Fault::Malformed);
    }
    let segment = percent_decode_str(raw).decode_utf8().map_err(|_| Fault::Malformed)?;
    if segment == "." || segment == ".." || segment.contains(|c: char| c == '/' || c.is_control()) {
        return Err(Fault::Malformed);
    }
    let unnamable = segment.contains(['\\', ':'])
        || segment.ends_with(['.', ' '])
        || segment.len() > LONGEST_SEGMENT
        || is_device(&segment);
    if unnamable { Err(Fault::NoSuchName) } else { Ok(segment.into_owned()) }
}

/// Whether a percent sign is not followed by two hexadecimal digits.
fn has_broken_escape(raw: &str) -> bool {
    let is_hex = |b: Option<&u8>| b.is_some_and(u8::is_ascii_hexdigit);
    let bytes = raw.as_bytes();
    bytes.iter().enumerate().any(|(i, b)| *b == b'%' && !(is_hex(bytes.get(i + 1)) && is_hex(bytes.get(i + 2))))
}

/// Whether Windows takes a name for a device, whatever its extension.
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_lowercase();
    let numbered = |start: &&str| {
        stem.strip_prefix(*start)
            .is_some_and(|n| matches!(n, "0" | "¹" | "²" | "³") || matches!(n.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        let read = |raw| read(raw).unwrap();
        assert_eq!(read("/"), "/");
        assert_eq!(read("/faq/"), "/faq/");
        assert_eq!(read("/d%C3%A9but/a%20b.html"), "/début/a b.html");
        assert_eq!(read("/%252e%252e/x"), "/%2e%2e/x");
        assert_eq!(read("/.well-known/x"), "/.well-known/x");
        assert_eq!(read("/console/community/null.html"), "/console/community/null.html");
    }

    #[test]
    fn names_that_are_not_portable_are_nowhere() {
        for raw in [
            "//x",
            "/x//",
            "/C:",
            "/a::$DATA",
            "/CON",
            "/con.html",
            "/a/Lpt9.x",
            "/com%C2%B9",
            "/a.",
            "/a%20",
            "/a%5c",
            "/nul/x",
        ] {
            assert_eq!(read(raw), Err(Fault::NoSuchName), "{raw}");
        }
        assert_eq!(read(&format!("/{}", "a".repeat(256))), Err(Fault::NoSuchName));
    }

    #[test]
    fn nonsense_is_refused() {
        for raw in [
            "",
            "*",
            "x",
            "/..",
            "/../x",
            "/./x",
            "/%2e%2E/x",
            "/..%2fx",
            "/%00",
            "/%zz",
            "/%",
            "/%4",
            "/%ff%fe",
            "/%0a",
        ] {
            assert_eq!(read(raw), Err(Fault::Malformed), "{raw}");
        }
    }
}
