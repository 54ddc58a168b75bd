//! Whatever bytes come, the host goes on.

use std::io::{Read, Write};
use std::net::Shutdown;

use proptest::prelude::*;

use crate::support::Preview;

/// A piece of a request, or of something that looks like one.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "GET ",
        "HEAD ",
        "POST ",
        "/",
        "/faq/",
        "/files/x",
        "/_search",
        "/../",
        "%2e",
        "%",
        "?q=",
        "http://localhost",
        "*",
        " HTTP/1.1",
        " HTTP/1.0",
        " HTTP/2.0",
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "Host: localhost\r\n",
        "Host: ",
        "Range: bytes=0-1\r\n",
        "Range: ",
        "bytes=",
        "-",
        ",",
        "0",
        "18446744073709551616",
        "If-Range: ",
        "If-None-Match: \"",
        "Accept-Encoding: ",
        "Origin: null\r\n",
        "Content-Length: 3\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Expect: 100-continue\r\n",
        "Upgrade: websocket\r\nConnection: upgrade\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "ffffffffffffffff\r\n",
        ": ",
        ";q=",
    ]);
    prop_oneof![
        4 => known.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ]
}

#[test]
fn a2_any_bytes_leave_the_host_alive() {
    let preview = Preview::start();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(400));
    let request = (any::<bool>(), prop::collection::vec(piece(), 0..24));
    let outcome = runner.run(&request, |(begins_well, pieces)| {
        let mut stream = preview.connect();
        let start: &[u8] = if begins_well { b"GET /faq/ HTTP/1.1\r\nHost: localhost\r\n" } else { b"" };
        let _ = stream.write_all(&[start, &pieces.concat()].concat());
        let _ = stream.shutdown(Shutdown::Write);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        prop_assert!(reply.is_empty() || reply.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&reply));
        prop_assert!(preview.is_alive());
        Ok(())
    });
    outcome.unwrap();
}
