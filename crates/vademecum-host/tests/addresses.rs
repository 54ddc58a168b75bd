//! Where a host listens, and whose name it answers to.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};

use vademecum_host::{Failure, Host, Options};

use crate::support::{Preview, Reply};

#[test]
fn a1_foreign_host() {
    let preview = Preview::start();
    let foreign = ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "192.0.2.1", "[2001:db8::1]"];
    for host in foreign.into_iter().flat_map(|host| [host.to_owned(), format!("{host}:{}", preview.port)]) {
        let reply = preview.raw(request(&format!("Host: {host}\r\n")));
        assert_eq!(reply.status, 421, "{host}");
        assert!(reply.body.is_empty(), "{host}");
    }
    let other_port = preview.raw(request("Host: localhost:1\r\n"));
    assert_eq!(other_port.status, 421);
    assert!(preview.site.asked.lock().unwrap().is_empty());
}

#[test]
fn a2_unreadable_host() {
    let preview = Preview::start();
    for fields in [
        "",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: [\r\n",
        "Host: a b\r\n",
        "Host:\r\n",
        "Host: localhost, evil.example\r\n",
        "Host: user@localhost\r\n",
        "Host: localhost:99999\r\n",
        "Host: \u{e9}\r\n",
    ] {
        assert_eq!(preview.raw(request(fields)).status, 400, "{fields}");
    }
    assert_eq!(preview.raw("GET / HTTP/1.0\r\n\r\n").status, 400);
    assert!(preview.is_alive());
}

#[test]
fn a3_own_host() {
    let preview = Preview::start();
    let port = preview.port;
    for host in ["localhost", "LocalHost", "localhost.", "127.0.0.1", "127.255.0.9", "[::1]", "[0:0:0:0:0:0:0:1]"] {
        for written in [host.to_owned(), format!("{host}:{port}")] {
            assert_eq!(preview.raw(request(&format!("Host: {written}\r\n"))).status, 200, "{written}");
        }
    }
    assert_eq!(preview.raw(format!("GET / HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n")).status, 200);
}

#[test]
fn a3_names_that_were_given() {
    let preview = Preview::with(Options { names: vec!["Preview.Example".to_owned()], ..Options::default() });
    assert_eq!(preview.raw(request("Host: preview.example\r\n")).status, 200);
    assert_eq!(preview.raw(request("Host: a.preview.example\r\n")).status, 421);
}

#[test]
fn a4_default_bind_is_loopback_only() {
    let host = Host::bind(Options::default()).unwrap();
    assert!(host.addresses().iter().all(|address| address.ip().is_loopback() && address.port() == host.port()));
    assert_eq!(host.addresses()[0].ip(), Ipv4Addr::LOCALHOST);
    assert!(!host.is_open_to_others());
    let open = Host::bind(Options { address: Some(Ipv4Addr::UNSPECIFIED.into()), ..Options::default() }).unwrap();
    assert!(open.is_open_to_others());
}

#[test]
fn both_loopback_addresses_answer_on_one_port() {
    let preview = Preview::start();
    for address in [SocketAddr::from((Ipv4Addr::LOCALHOST, preview.port)), (Ipv6Addr::LOCALHOST, preview.port).into()] {
        let Ok(mut stream) = TcpStream::connect(address) else {
            assert!(address.is_ipv6() && TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err(), "{address}");
            continue;
        };
        std::io::Write::write_all(&mut stream, request("Host: localhost\r\n").as_bytes()).unwrap();
        assert_eq!(Reply::read(stream).status, 200, "{address}");
    }
}

#[test]
fn a_taken_port_gives_way_to_the_next_free_one() {
    let taken = Host::bind(Options::default()).unwrap();
    let next = Host::bind(Options { port: taken.port(), ..Options::default() }).unwrap();
    assert_eq!(next.wanted(), taken.port());
    assert!(next.port() > taken.port() && next.port() <= taken.port() + 100);
}

#[test]
fn a_port_that_is_taken_for_ipv6_alone_is_taken() {
    let Ok(other) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else { return };
    let port = other.local_addr().unwrap().port();
    let host = Host::bind(Options { port, ..Options::default() }).unwrap();
    assert_ne!(host.port(), port);
}

#[test]
fn an_address_of_another_computer_is_refused() {
    let options = Options { address: Some([192, 0, 2, 1].into()), ..Options::default() };
    assert!(matches!(Host::bind(options), Err(Failure::Refused { .. })));
}

#[test]
fn a_host_stops_when_it_is_told_to() {
    let mut preview = Preview::start();
    let mut watching = preview.watch("");
    crate::support::read_until(&mut watching, ": watching\n\n");
    let idle = preview.connect();
    let started = std::time::Instant::now();
    preview.stop();
    assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut watching, &mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"));
    assert_eq!(Reply::read(idle).status, 0);
}

fn request(fields: &str) -> String {
    format!("GET / HTTP/1.1\r\n{fields}Connection: close\r\n\r\n")
}
