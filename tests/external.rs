//! Addresses of other sites, asked of a server of the test's own; and what is due for review.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use super::support::TestSite;

/// A server on this machine; gives its address, `http://127.0.0.1:…`. It lives as long as the tests.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    lines.map_while(Result::ok).find(|line| line.is_empty());
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, location) = match (path, method) {
        ("/there", _) | ("/new", _) => ("200 OK", ""),
        ("/old", _) => ("301 Moved Permanently", "new"),
        ("/for-now", _) => ("302 Found", "/new"),
        ("/twice", _) => ("308 Permanent Redirect", "/for-now"),
        ("/to-nothing", _) => ("301 Moved Permanently", "/gone"),
        ("/circle", _) => ("302 Found", "/circle"),
        ("/no-head", "HEAD") => ("405 Method Not Allowed", ""),
        ("/no-head", _) => ("200 OK", ""),
        ("/private", _) => ("401 Unauthorized", ""),
        ("/broken", _) => ("503 Service Unavailable", ""),
        _ => ("404 Not Found", ""),
    };
    let location = if location.is_empty() { String::new() } else { format!("Location: {location}\r\n") };
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n");
}

/// An address at which nobody listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn what_is_dead_moved_or_closed_is_told() {
    let (base, nobody) = (server(), nobody());
    let paths = [
        "there",
        "old",
        "for-now",
        "twice",
        "to-nothing",
        "circle",
        "no-head",
        "private",
        "broken",
        "gone",
        "there#part",
    ];
    let lines: String = paths.iter().map(|path| format!("[un lien]({base}/{path})\n\n")).collect();
    let site = TestSite::new().file("content/a.md", format!("# A\n\n{lines}[x]({nobody}/)\n"));
    let run = site.check(&["--external", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let found: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap_or_else(|| panic!("{}", run.stdout))
        .iter()
        .filter(|found| found["code"].as_str().unwrap().ends_with("-link"))
        .map(|found| {
            let message = found["message"].as_str().unwrap().replace(&base, "").replace(&nobody, "nobody");
            format!("{} {}:{} {message}", found["code"].as_str().unwrap(), found["line"], found["column"])
        })
        .collect();
    assert_eq!(
        found,
        [
            "moved-link 5:1 « /old » a changé d’adresse",
            "dead-link 11:1 « /to-nothing » ne mène à rien (404)",
            "dead-link 13:1 « /circle » ne mène à rien (redirects)",
            "unsure-link 17:1 on ne sait pas si « /private » répond (401)",
            "unsure-link 19:1 on ne sait pas si « /broken » répond (503)",
            "dead-link 21:1 « /gone » ne mène à rien (404)",
            "dead-link 25:1 « nobody/ » ne mène à rien (connection refused)",
        ]
    );
    let plain = site.check(&[]);
    assert!(!plain.stdout.contains("dead-link"), "nobody is asked without --external: {}", plain.stdout);
}

#[test]
fn what_was_found_is_evidence_for_what_is_due() {
    let base = server();
    let site = TestSite::new()
        .file("content/a.md", format!("---\nowner: Pôle Postbac\n---\n# A\n\n[un lien]({base}/gone)\n"))
        .file("content/b.md", "---\nreview_by: 2024-12-10\n---\n# B\n");
    let before = site.check(&["--freshness"]);
    assert!(!before.stdout.contains("lien mort"), "{}", before.stdout);
    site.check(&["--external"]);
    let run = site.check(&["--freshness"]);
    assert_eq!(run.code, Some(0));
    let expected = format!(
        "Pôle Postbac (1)\n  content/a.md:1:1  A\n    lien mort au dernier « check --external », le 25 novembre 2024 : {base}/gone (404)\n\nSans responsable (1)\n  content/b.md:2:12  B\n    à relire avant le 10 décembre 2024\n\n1 à relire maintenant, 1 bientôt\n"
    );
    assert_eq!(run.stdout, expected);
    let json = site.check(&["--freshness", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(report["due"][0]["owner"], "Pôle Postbac");
    assert_eq!(report["due"][1]["now"], false);
}

#[test]
fn nothing_is_due_in_a_fresh_site() {
    assert_eq!(TestSite::new().file("content/a.md", "# A\n").check(&["--freshness"]).stdout, "Rien n’est à relire.\n");
}
