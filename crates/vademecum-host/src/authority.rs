//! Whom a request was meant for and who sent it: `Host`, `Origin` and `Sec-Fetch-Site`.
//!
//! Pages of foreign sites can make a browser send requests here, under a name of theirs that they let point here (DNS
//! rebinding), or to an address of ours. The name tells the first, the origin the second.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, StatusCode, Uri};

/// The port that a URL of the scheme `http` means when it names none.
const HTTP_PORT: u16 = 80;

/// A host with its port, if that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    host: HostName,
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum HostName {
    Address(IpAddr),
    /// In lower case, without the dot that may end it.
    Name(String),
}

impl Authority {
    /// Reads `host[:port]` (RFC 3986 §3.2.2 without user information and percent signs).
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (host, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']')?;
                (HostName::Address(IpAddr::V6(address.parse::<Ipv6Addr>().ok()?).to_canonical()), port)
            }
            None => {
                let end = text.find(':').unwrap_or(text.len());
                (read_name(&text[..end])?, &text[end..])
            }
        };
        Some(Self { host, port: read_port(port)? })
    }

    fn port_or_default(&self) -> u16 {
        self.port.unwrap_or(HTTP_PORT)
    }

    /// Whether two authorities are one to a browser.
    fn is_same(&self, other: &Self) -> bool {
        self.host == other.host && self.port_or_default() == other.port_or_default()
    }
}

fn read_name(text: &str) -> Option<HostName> {
    if let Ok(address) = text.parse::<Ipv4Addr>() {
        return Some(HostName::Address(address.into()));
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    if text.is_empty() || !text.bytes().all(allowed) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    Some(HostName::Name(lower.strip_suffix('.').unwrap_or(&lower).to_owned()))
}

/// The port after a colon, which may be absent or empty.
fn read_port(text: &str) -> Option<Option<u16>> {
    match text.strip_prefix(':') {
        None => text.is_empty().then_some(None),
        Some("") => Some(None),
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(Some(digits.parse().ok()?)),
        Some(_) => None,
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            HostName::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
            HostName::Address(address) => address.fmt(f),
            HostName::Name(name) => f.write_str(name),
        }?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// The names that a host goes by.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// In lower case, besides `localhost`.
    names: Vec<String>,
    port: u16,
}

impl Names {
    pub(crate) fn new(names: &[String], port: u16) -> Self {
        let lower = |name: &String| name.trim_end_matches('.').to_ascii_lowercase();
        Self { names: names.iter().map(lower).collect(), port }
    }

    /// The authority that a request is for, if that is this host; `here` is the address that the connection came in at.
    ///
    /// # Errors
    /// 400 for an absent, repeated or unreadable `Host` (RFC 9112 §3.2) and for a foreign absolute target, which only
    /// proxies are asked for; 421 for the name of another host.
    pub(crate) fn admit(&self, uri: &Uri, headers: &HeaderMap, here: IpAddr) -> Result<Authority, StatusCode> {
        let mut fields = headers.get_all(HOST).iter();
        let (Some(field), None) = (fields.next(), fields.next()) else { return Err(StatusCode::BAD_REQUEST) };
        let host = field.to_str().ok().and_then(Authority::read).ok_or(StatusCode::BAD_REQUEST)?;
        if !self.are(&host, here) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        match uri.authority() {
            None => Ok(host),
            Some(target) => {
                let target = Authority::read(target.as_str()).ok_or(StatusCode::BAD_REQUEST)?;
                let ours = uri.scheme_str() == Some("http") && target.is_same(&host);
                if ours { Ok(host) } else { Err(StatusCode::BAD_REQUEST) }
            }
        }
    }

    /// An address cannot be rebound, so that one that leads here is ours; a name has to be known.
    fn are(&self, authority: &Authority, here: IpAddr) -> bool {
        let known = match &authority.host {
            HostName::Address(address) => address.is_loopback() || *address == here.to_canonical(),
            HostName::Name(name) => name == "localhost" || self.names.contains(name),
        };
        known && authority.port.is_none_or(|port| port == self.port)
    }
}

/// Who sent a request, as far as the browser says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// A page of this host, the address bar, or no browser.
    Own,
    /// A page of another origin.
    Foreign,
    /// Something that no browser says.
    Malformed,
}

/// Reads `Origin` and `Sec-Fetch-Site`; `own` is the authority that the request is for.
pub(crate) fn sender(headers: &HeaderMap, own: &Authority) -> Sender {
    let mut origins = headers.get_all(ORIGIN).iter();
    let by_origin = match (origins.next(), origins.next()) {
        (None, _) => Sender::Own,
        (Some(origin), None) => origin.to_str().map_or(Sender::Malformed, |origin| by_origin(origin, own)),
        (Some(_), Some(_)) => Sender::Malformed,
    };
    let foreign_fetch = headers.get_all("sec-fetch-site").iter().any(|site| site != "same-origin" && site != "none");
    if by_origin == Sender::Own && foreign_fetch { Sender::Foreign } else { by_origin }
}

fn by_origin(origin: &str, own: &Authority) -> Sender {
    if origin == "null" {
        return Sender::Foreign;
    }
    let Some((scheme, authority)) = origin.split_once("://") else { return Sender::Malformed };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    match Authority::read(authority) {
        Some(authority) if is_scheme => {
            let is_own = scheme.eq_ignore_ascii_case("http") && authority.is_same(own);
            if is_own { Sender::Own } else { Sender::Foreign }
        }
        _ => Sender::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_are_read_in_every_spelling() {
        let read = |text| Authority::read(text).map(|authority| authority.to_string());
        for (text, same) in [
            ("LOCALHOST:80", "localhost:80"),
            ("localhost.", "localhost"),
            ("localhost:", "localhost"),
            ("127.0.0.1:1", "127.0.0.1:1"),
            ("[0:0::1]:65535", "[::1]:65535"),
            ("[::ffff:127.0.0.1]", "127.0.0.1"),
        ] {
            assert_eq!(read(text).as_deref(), Some(same), "{text}");
        }
        for text in
            ["", ":80", "[", "[]", "[::1", "[::1]x", "::1", "a b", "a:b", "a:+1", "a:65536", "u@a", "a/b", "é", "%61"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_ours_or_not() {
        let names = Names::new(&["Preview.Example.".to_owned()], 8_000);
        let here: IpAddr = "192.0.2.7".parse().unwrap();
        let ours = |text| names.are(&Authority::read(text).unwrap(), here);
        for text in
            ["localhost", "localhost.:8000", "127.9.9.9:8000", "[::1]:8000", "192.0.2.7:8000", "preview.example:8000"]
        {
            assert!(ours(text), "{text}");
        }
        for text in
            ["localhost:8001", "192.0.2.8", "evil.example", "localhost.evil", "127.0.0.1.evil.example", "a.localhost"]
        {
            assert!(!ours(text), "{text}");
        }
    }

    #[test]
    fn origins_are_own_foreign_or_nonsense() {
        let own = Authority::read("localhost:8000").unwrap();
        for (origin, sender) in [
            ("http://localhost:8000", Sender::Own),
            ("HTTP://LocalHost:8000", Sender::Own),
            ("https://localhost:8000", Sender::Foreign),
            ("http://localhost", Sender::Foreign),
            ("http://127.0.0.1:8000", Sender::Foreign),
            ("null", Sender::Foreign),
            ("http://evil.example", Sender::Foreign),
            ("http://localhost:8000/", Sender::Malformed),
            ("localhost:8000", Sender::Malformed),
            ("", Sender::Malformed),
            ("://x", Sender::Malformed),
        ] {
            assert_eq!(by_origin(origin, &own), sender, "{origin}");
        }
    }
}
