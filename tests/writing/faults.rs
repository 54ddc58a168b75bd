//! B14 to B18: builds that are killed, fail, meet a full or closed disk, or meet each other.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Tree, difference, left_overs, sample, sample_files, tree};
use crate::support::{Run, TestSite, binary, run};

fn build_command(site: &TestSite) -> Command {
    let mut command = Command::new(binary());
    command.args(["build", ".", "--date", "2024-11-25"]).current_dir(site.root());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The sources of a version, written over those of another.
fn turn_into(site: &TestSite, version: &str) {
    for (path, text) in sample_files(version) {
        site.write(&path, text);
    }
}

/// The whole tree of each of two versions, and how long the second took.
fn two_versions(site: &TestSite) -> ([Tree; 2], Duration) {
    let mut took = Duration::ZERO;
    let trees = ["un", "deux"].map(|version| {
        turn_into(site, version);
        let start = Instant::now();
        assert!(build_command(site).status().unwrap().success());
        took = start.elapsed();
        tree(&site.out())
    });
    (trees, took)
}

#[test]
fn b14_a_build_killed_at_any_point_leaves_the_old_site_or_the_new_one() {
    let site = sample("un");
    let (trees, took) = two_versions(&site);
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut killed = 0;
    for round in 0..20 {
        turn_into(&site, ["un", "deux"][round % 2]);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = build_command(&site).spawn().unwrap();
        std::thread::sleep(took.mul_f64((random >> 40) as f64 / (1u64 << 24) as f64));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let found = tree(&site.out());
        let wrong = trees.iter().map(|tree| difference(tree, &found)).collect::<Vec<_>>();
        assert!(wrong.iter().any(|wrong| wrong.is_empty()), "round {round}: {wrong:?}");
    }
    println!("{killed} of 20 builds were killed before their end");
    turn_into(&site, "deux");
    assert!(build_command(&site).status().unwrap().success());
    assert_eq!(difference(&trees[1], &tree(&site.out())), [].into());
    assert_eq!(left_overs(&site), [""; 0]);
}

#[test]
fn b15_a_failed_rebuild_leaves_the_old_site() {
    let site = sample("un");
    site.build(&[]);
    let before = tree(&site.out());
    let failures: [(&str, &str); 4] = [
        ("content/comptes/page-1.md", "# Page\n\n[nulle part](absent.md)\n"),
        ("content/comptes/page-1.md", "---\ntitle: [\n---\n"),
        ("themes/maison/templates/page.html", "{% for %}"),
        ("themes/maison/templates/page.html", "{{ page.absent.absent }}"),
    ];
    for (path, text) in failures {
        let kept = fs::read(site.root().join(path)).ok();
        site.write(path, text);
        let settings = fs::read_to_string(site.root().join("vademecum.yaml")).unwrap();
        if path.starts_with("themes") {
            site.write("vademecum.yaml", format!("{settings}theme: maison\n"));
        }
        let run = site.build(&[]);
        assert_eq!(run.code, Some(1), "{text}: {}", run.stderr);
        assert!(run.stderr.contains(path) && run.stderr.contains("reste comme il était"), "{text}: {}", run.stderr);
        assert_eq!(difference(&before, &tree(&site.out())), [].into(), "{text}");
        assert_eq!(left_overs(&site), [""; 0], "{text}");
        site.write("vademecum.yaml", settings);
        if let Some(kept) = kept {
            site.write(path, kept);
        }
    }
}

#[test]
fn b15_a_first_build_that_fails_leaves_nothing() {
    let site = TestSite::new().file("content/index.md", "# A\n\n[nulle part](absent.md)\n");
    assert_eq!(site.build(&[]).code, Some(1));
    assert!(!site.out().exists());
    assert_eq!(left_overs(&site), [""; 0]);
}

/// Runs a script in a mount namespace of its own; `None` where the system does not let that be.
fn in_namespace(script: &str, folder: &Path) -> Option<Run> {
    let mut probe = Command::new("unshare");
    let possible = probe.args(["-rm", "mount", "-t", "tmpfs", "tmpfs"]).arg(folder).output();
    if !possible.is_ok_and(|output| output.status.success()) {
        println!("skipped: no disk can be mounted here");
        return None;
    }
    Some(run(Command::new("unshare").args(["-rm", "sh", "-euc", script]).current_dir(folder)))
}

#[test]
fn b16_a_full_disk_leaves_the_old_site_and_no_leftover() {
    let (site, disk) = (sample("un"), tempfile::TempDir::new().unwrap());
    let script = format!(
        "mount -t tmpfs -o size=SIZEk tmpfs {disk}; cd {site}
         build() {{ {binary} build . --date 2024-11-25 --no-compress --lang fr --out {disk}/public; }}
         build; (cd {disk}/public; find . -type f -exec sha256sum {{}} + | sort) > {site}/before
         for page in content/*/page-*.md; do head -c 100000 /dev/zero | tr '\\0' 'x' >> $page; done
         code=0; build || code=$?; echo \"code $code\"
         (cd {disk}/public; find . -type f -exec sha256sum {{}} + | sort) > {site}/after
         cmp {site}/before {site}/after && echo same; ls -A {disk}",
        disk = disk.path().display(),
        site = site.root().display(),
        binary = binary()
    );
    let Some(run) = in_namespace(&script.replace("SIZE", "3000"), disk.path()) else { return };
    assert_eq!(run.stdout, "code 2\nsame\npublic\n", "{}", run.stderr);
    assert!(run.stderr.contains("Libérez de la place"), "{}", run.stderr);
}

/// The program as somebody who is not root; `None` where that cannot be. The folder is given to nobody.
fn as_nobody(site: &TestSite, arguments: &[&str]) -> Option<Run> {
    const NOBODY: &str = "65534";
    let own = site.root().join("vademecum-bin");
    fs::copy(binary(), &own).expect("the program can be copied");
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "true"]);
    if !probe.output().is_ok_and(|output| output.status.success()) {
        println!("skipped: nobody else can be on this machine");
        return None;
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]).arg(&own);
    Some(run(command.args(arguments).current_dir(site.root())))
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights can be set");
}

#[test]
fn b17_a_folder_that_cannot_be_written_is_named_and_left_as_it_is() {
    let site = sample("un");
    site.build(&[]);
    let before = tree(&site.out());
    set_mode(site.root(), 0o755);
    site.write("content/index.md", "# Autre accueil\n");
    let Some(run) = as_nobody(&site, &["build", ".", "--date", "2024-11-25"]) else { return };
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains(site.root().to_str().unwrap()), "{}", run.stderr);
    assert!(run.stderr.contains("droits"), "{}", run.stderr);
    assert_eq!(difference(&before, &tree(&site.out())), [].into());
}

#[test]
fn b17_a_page_that_cannot_be_read_is_a_located_error() {
    let site = sample("un");
    set_mode(site.root(), 0o777);
    set_mode(&site.root().join("content/comptes/page-2.md"), 0o000);
    let Some(run) = as_nobody(&site, &["build", ".", "--date", "2024-11-25"]) else { return };
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        run.stderr.contains("content/comptes/page-2.md") && run.stderr.contains("unreadable-file"),
        "{}",
        run.stderr
    );
    assert!(!site.out().exists());
}

#[test]
fn b18_builds_at_once_wait_for_each_other() {
    let site = sample("un");
    let ([old, _], _) = two_versions(&site);
    turn_into(&site, "un");
    let builds: Vec<_> = (0..4).map(|_| build_command(&site).spawn().unwrap()).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert_eq!(difference(&old, &tree(&site.out())), [].into());
    assert_eq!(left_overs(&site), [""; 0]);
}
