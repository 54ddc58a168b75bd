//! Paths that lead out, paths that are no paths, and files that are not there.

use std::fs;
use std::io::Read;
use std::time::Instant;

use crate::support::Preview;

#[test]
fn a9_no_path_leads_out() {
    let preview = Preview::start();
    fs::write(preview.site.folder.path().join("x"), "secret").unwrap();
    fs::create_dir(preview.site.folder.path().join("sub")).unwrap();
    let port = preview.port;
    for target in [
        "/../x",
        "/files/sub/../x",
        "/%2e%2e/x",
        "/files/sub/%2e%2E/x",
        "/files/sub/.%2e/x",
        "/..%2fx",
        "/files/sub%2f..%2fx",
        "/files%2fx",
        "/%252e%252e/x",
        "/..%5cx",
        "/..\\x",
        "//etc/passwd",
        "/files//etc/passwd",
        "/./x",
        "http://evil.example/",
        "https://localhost/",
        "http://user@localhost/",
        "/x#/../y",
        "x",
        "*",
        "",
    ] {
        let reply = preview.get(target);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
        assert!(!reply.text().contains("secret"), "{target}");
    }
    let own = format!("GET http://localhost:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.raw(own).status, 200);
    assert_eq!(preview.get("/files/x").text(), "secret");
}

#[test]
fn a9_what_reaches_the_site_is_decoded_once() {
    let preview = Preview::start();
    preview.get("/d%C3%A9but/%252e%252e/a%20b.html?x=/../y");
    assert_eq!(*preview.site.asked.lock().unwrap(), ["début/%2e%2e/a b.html"]);
}

#[test]
fn a10_nonsense_and_endless_paths() {
    let preview = Preview::start();
    let (long, longer) = (format!("/{}", "a/".repeat(4_500)), format!("/{}", "a".repeat(300)));
    let query = format!("/?{}", "a".repeat(9_000));
    for (target, status) in [
        ("/%00", 400),
        ("/%zz", 400),
        ("/%", 400),
        ("/%ff%fe", 400),
        ("/%0d%0aX:y", 400),
        (&long, 414),
        (&query, 414),
        (&longer, 404),
    ] {
        let started = Instant::now();
        assert_eq!(preview.get(target).status, status, "{target}");
        assert!(started.elapsed().as_secs() < 1, "{target}");
    }
    assert!(matches!(preview.get(&format!("/{}", "a/".repeat(60_000))).status, 414 | 431));
    assert!(preview.is_alive());
}

#[test]
fn a11_names_of_devices_are_nowhere() {
    let preview = Preview::start();
    for name in ["C:", "x::$DATA", "CON", "con.html", "Lpt1", "x.", "x%20", "x%5c", "x\\", "aux/x", "nul"] {
        assert_eq!(preview.get(&format!("/files/{name}")).status, 404, "{name}");
    }
    assert!(preview.site.asked.lock().unwrap().is_empty());
}

#[test]
fn a13_nothing_of_a_path_comes_back() {
    let preview = Preview::start();
    for target in ["/<script>", "/%3Cscript%3E", "/x?<script>", "/<script>%zz", "/\"onload=x"] {
        let reply = preview.get(target);
        assert!(matches!(reply.status, 400 | 404), "{target}");
        assert!(!reply.text().contains("script") && !reply.text().contains("onload"), "{target}");
        assert!(reply.fields().values().all(|value| !value.contains("script")), "{target}");
    }
    let broken = preview.get("/broken");
    assert_eq!((broken.status, broken.text().as_str()), (500, "<h1>faq.md:3</h1>"));
}

#[test]
fn a14_files_that_cannot_be_read() {
    let preview = Preview::start();
    fs::create_dir(preview.site.folder.path().join("index.html")).unwrap();
    preview.write("plain", "x");
    for name in ["index.html", "index.html/", "plain/x", "gone", "a".repeat(255).as_str()] {
        assert_eq!(preview.get(&format!("/files/{name}")).status, 404, "{name}");
    }
    assert_eq!(preview.get("/panics").status, 500);
    assert!(preview.is_alive());
}

#[cfg(unix)]
#[test]
fn a14_unreadable_files_are_forbidden() {
    use std::os::unix::fs::PermissionsExt;
    let preview = Preview::start();
    let path = preview.write("locked.pdf", "x");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator reads everything.
    let expected = if fs::read(&path).is_ok() { 200 } else { 403 };
    assert_eq!(preview.get("/files/locked.pdf").status, expected);
}

#[cfg(unix)]
#[test]
fn a14_a_pipe_is_no_file() {
    let preview = Preview::start();
    let path = preview.site.folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert_eq!(preview.get("/files/pipe").status, 404);
}

#[test]
fn a14_a_file_that_shrinks_ends_the_connection() {
    let preview = Preview::start();
    let path = preview.write("large.pdf", vec![b'x'; 32 << 20]);
    let mut stream = preview.connect();
    let request = "GET /files/large.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
    let mut start = [0; 1_000];
    stream.read_exact(&mut start).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_len(0).unwrap();
    fs::remove_file(&path).unwrap();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.len() < 32 << 20);
    assert!(preview.is_alive());
    assert_eq!(preview.get("/files/large.pdf").status, 404);
}

#[test]
fn a_removed_file_is_sent_to_its_end() {
    let preview = Preview::start();
    let path = preview.write("large.pdf", vec![b'x'; 16 << 20]);
    let mut stream = preview.connect();
    let request = "GET /files/large.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
    let mut read = vec![0; 1_000];
    stream.read_exact(&mut read).unwrap();
    if fs::remove_file(&path).is_ok() {
        stream.read_to_end(&mut read).unwrap();
        assert!(read.len() > 16 << 20);
    }
}

#[test]
fn a_site_may_lie_below_a_folder() {
    let preview = Preview::under("/docs/");
    assert_eq!(preview.get("/docs/").status, 200);
    for (target, location) in
        [("/", "/docs/"), ("/docs", "/docs/"), ("/docs/faq", "/docs/faq/"), ("/docs/faq?a=b", "/docs/faq/?a=b")]
    {
        let reply = preview.get(target);
        assert_eq!((reply.status, reply.field("location")), (302, Some(location)), "{target}");
    }
    assert_eq!(preview.get("/docs/%C3%A9t%C3%A9").field("location"), Some("%C3%A9t%C3%A9/"));
    assert_eq!(preview.get("/faq/").status, 404);
    assert_eq!(preview.get("/documents/").status, 404);
    assert_eq!(preview.get("/docs/_vademecum/state").status, 200);
    assert_eq!(preview.get("/_vademecum/state").status, 404);
}
