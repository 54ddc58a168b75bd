//! Runs of the program under a limit of time, with the most memory that they took.

use std::fs::File;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{TestSite, binary};

/// The longest that a run may take.
const LIMIT: Duration = Duration::from_secs(60);

/// What a run gave.
pub struct Watched {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    /// The most memory that it held, in MiB; `None` where the system does not tell.
    pub peak: Option<u64>,
    /// The time that processors worked for it; `None` where the system does not tell. Other work on the machine does
    /// not count.
    pub cpu: Option<Duration>,
}

/// `vademecum check --format json` on a site.
pub fn check(site: &TestSite) -> Watched {
    watch(program(site, "check").args(["--format", "json"]))
}

/// `vademecum build` on a site.
pub fn build(site: &TestSite) -> Watched {
    watch(&mut program(site, "build"))
}

fn program(site: &TestSite, subcommand: &str) -> Command {
    let mut command = Command::new(binary());
    command.args([subcommand, ".", "--date", "2024-11-25"]).current_dir(site.root());
    command
}

/// Runs a command; fails when it panics, is killed by a signal, or takes longer than a minute.
pub fn watch(command: &mut Command) -> Watched {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let to = |path| Stdio::from(File::create(path).expect("files can be made"));
    command.stdin(Stdio::null()).stdout(to(&out)).stderr(to(&err));
    command.env_remove("VADEMECUM_LANG").env("COLUMNS", "100");
    let mut child = command.spawn().expect("the program starts");
    let start = Instant::now();
    let (mut peak, mut cpu) = (None, None);
    let status = loop {
        peak = peak.max(memory(child.id()));
        cpu = cpu.max(worked(child.id()));
        if let Some(status) = child.try_wait().expect("the child can be asked") {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().expect("the child can be killed");
            child.wait().expect("the child can be waited for");
            panic!("still running after {LIMIT:?}");
        }
        sleep(Duration::from_millis(3));
    };
    let text = |path| String::from_utf8(std::fs::read(path).expect("its output can be read")).expect("UTF-8");
    let (stdout, stderr) = (text(out), text(err));
    assert!(!stderr.contains("panicked"), "{stderr}");
    let code = status.code().unwrap_or_else(|| panic!("killed: {status}\n{stderr}"));
    Watched { code, stdout, stderr, peak, cpu }
}

/// The most memory that a process has held so far, in MiB.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kib| kib / 1024)
}

/// The time that processors have worked for a process so far, to the hundredth of a second (`proc_pid_stat(5)`).
fn worked(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u64>().ok());
    Some(Duration::from_millis(ticks.sum::<Option<u64>>()? * 10))
}

impl Watched {
    /// The findings of a run of [`check`], as `code file:line:column`.
    pub fn places(&self) -> Vec<String> {
        let place = |finding: &Value| {
            let word = |key: &str| finding[key].as_str().unwrap_or("?");
            format!("{} {}:{}:{}", word("code"), word("file"), finding["line"], finding["column"])
        };
        self.findings().iter().map(place).collect()
    }

    /// The findings of a run of [`check`].
    pub fn findings(&self) -> Vec<Value> {
        let mut report: Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stderr));
        let findings = report["diagnostics"].take();
        findings.as_array().expect("a list").clone()
    }

    /// Asserts that the run found errors and did nothing else.
    pub fn refused(self) -> Self {
        assert_eq!(self.code, 1, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Asserts that processors worked for the run no longer than the two seconds of a hostile input. A program that was
    /// not optimised is some ten times slower.
    pub fn soon(self, name: &str) -> Self {
        let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
        assert!(self.cpu.is_none_or(|cpu| cpu < limit), "{name}: {:?}", self.cpu);
        self
    }

    /// Asserts that the run ended well.
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }
}
