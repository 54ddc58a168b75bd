//! Many clients, slow clients, and clients that go without a word.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use vademecum_host::{Limits, Options};

use crate::support::{Preview, Reply, read_until};

#[cfg(target_os = "linux")]
#[test]
fn a24_watchers_that_go_leave_nothing() {
    let preview = Preview::alone(Options::default());
    assert!(preview.is_alive());
    // The host has still to see that this one is gone.
    std::thread::sleep(Duration::from_millis(100));
    let before = descriptors();
    let mut watchers: Vec<_> = (0..1_000).map(|_| preview.watch("")).collect();
    for watching in &mut watchers {
        read_until(watching, ": watching\n\n");
    }
    assert!(descriptors() >= before + 2_000);
    preview.site.messages.send("all".into()).unwrap();
    for watching in &mut watchers {
        read_until(watching, "data: all\n\n");
    }
    drop(watchers);
    let gone = Instant::now();
    while descriptors() > before {
        assert!(gone.elapsed() < Duration::from_secs(5), "{} rather than {before}", descriptors());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(preview.site.messages.receiver_count(), 0);
}

#[test]
fn a25_half_requests_hold_nothing_up() {
    let limits = Limits { head_time: Duration::from_secs(2), ..Limits::default() };
    let preview = Preview::alone(Options { limits, ..Options::default() });
    let started = Instant::now();
    let half: Vec<_> = (0..500).map(|_| half_a_request(&preview)).collect();
    let asked = Instant::now();
    assert!(preview.is_alive());
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    for stream in half {
        assert!(matches!(Reply::read(stream).status, 0 | 408));
    }
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
}

#[test]
fn a25_slow_pages_hold_nothing_up() {
    let preview = Preview::start();
    let mut slow: Vec<_> = (0..8).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    }
    let asked = Instant::now();
    assert!(preview.is_alive());
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    assert!(slow.into_iter().all(|stream| Reply::read(stream).status == 200));
}

#[cfg(target_os = "linux")]
#[test]
fn a25_slow_readers_are_cut_off() {
    let limits = Limits { stall_time: Duration::from_secs(1), ..Limits::default() };
    let preview = Preview::alone(Options { limits, ..Options::default() });
    let large = preview.write("large.mp4", "");
    fs::File::options().write(true).open(large).unwrap().set_len(1 << 30).unwrap();
    let before = memory();
    let readers: Vec<_> = (0..50).map(|_| slow_reader(&preview)).collect();
    std::thread::sleep(Duration::from_millis(500));
    let asked = Instant::now();
    assert!(preview.is_alive());
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    assert!(memory() < before + (64 << 20), "{} MiB more", (memory() - before) >> 20);
    std::thread::sleep(Duration::from_secs(2));
    for mut reader in readers {
        let mut rest = Vec::new();
        let _ = reader.read_to_end(&mut rest);
        assert!(rest.len() < 1 << 29, "{}", rest.len());
    }
}

#[test]
fn a_crowd_waits_for_its_turn() {
    let limits = Limits { connections: 2, head_time: Duration::from_millis(200), ..Limits::default() };
    let preview = Preview::with(Options { limits, ..Options::default() });
    let _silent: Vec<_> = (0..7).map(|_| preview.connect()).collect();
    assert!(preview.is_alive());
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_host_costs_nothing() {
    let preview = Preview::alone(Options::default());
    let mut watching = preview.watch("");
    read_until(&mut watching, ": watching\n\n");
    let before = ticks();
    std::thread::sleep(Duration::from_secs(2));
    assert!(ticks() <= before + 1, "{} ticks", ticks() - before);
}

fn half_a_request(preview: &Preview) -> TcpStream {
    let mut stream = preview.connect();
    stream.write_all(b"GET /faq/ HTTP/1.1\r\nHost: local").unwrap();
    stream
}

#[cfg(target_os = "linux")]
fn slow_reader(preview: &Preview) -> TcpStream {
    let mut stream = preview.connect();
    stream.write_all(b"GET /files/large.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    read_until(&mut stream, "\r\n\r\n");
    stream
}

/// How many files and sockets the process has open.
#[cfg(target_os = "linux")]
fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// The bytes of the process that are in memory.
#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1_024
}

/// The time that the process has computed, in hundredths of a second.
#[cfg(target_os = "linux")]
fn ticks() -> u64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<_> = status.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}
