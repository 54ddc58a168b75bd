"""Runs a program and tells what it cost; looks at what it wrote."""
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LAUNCHER = pathlib.Path(__file__).with_name("launch.py")
PAGE_LINK = re.compile(rb'href="(?![a-z]+:|#|//)([^"#?]+\.html|[^"#?.]*/)["#?]')
NAVIGATION = re.compile(rb"<nav\b.*?</nav>", re.S)


@dataclasses.dataclass
class Cost:
    """What one run of a program cost."""

    user: float    # CPU seconds of all threads in the program
    system: float  # CPU seconds of all threads in the kernel: most of it goes into creating files
    wall: float    # seconds
    rss: float     # MB (10^6 bytes), the largest resident size of the process

    @property
    def cpu(self):
        return self.user + self.system


def run(command):
    """Runs a program to its end. Raises SystemExit with the end of its output when it fails."""
    command = [str(part) for part in command]
    reader, writer = os.pipe()
    with tempfile.TemporaryFile() as output, open(reader, "rb") as report:
        launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(writer), *command]
        subprocess.run(launcher, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, pass_fds=[writer], check=False)
        os.close(writer)
        code, user, system, wall, rss = [float(part) for part in report.read().split()] or [-1, 0, 0, 0, 0]
        if code != 0:
            output.seek(max(0, output.seek(0, os.SEEK_END) - 3_000))
            raise SystemExit("%s ended with %d:\n%s" % (command, code, output.read().decode(errors="replace")))
    return Cost(user, system, wall, rss / 1e6)


def files(folder):
    """All files below a folder."""
    return [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]


def snapshot(folder):
    """What would tell that a file was written again: inode, time of the last change, size."""
    stamps = {}
    for path in files(folder):
        stat = path.stat()
        stamps[str(path.relative_to(folder))] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return stamps


def touched(before, after):
    """The paths whose file is new, gone or written again."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


@dataclasses.dataclass
class Output:
    """What a build wrote, in MB."""

    total: float
    html: float
    markdown: float
    rest: float
    pages: int


def weigh(folder):
    """Sizes by kind of file."""
    sizes, pages = {"html": 0, "md": 0, "rest": 0}, 0
    for path in files(folder):
        kind = path.suffix[1:] if path.suffix[1:] in sizes else "rest"
        sizes[kind] += path.stat().st_size
        pages += kind == "html"
    megabytes = {kind: size / 1e6 for kind, size in sizes.items()}
    return Output(sum(megabytes.values()), megabytes["html"], megabytes["md"], megabytes["rest"], pages)


@dataclasses.dataclass
class Navigation:
    """How much of the pages is navigation, and which page of the site links to most others."""

    share: float        # of all bytes of HTML
    median_links: int   # different pages that a page links to within <nav>
    most_links: int     # the most that one page links to within <nav>
    most_page: str
    most_anywhere: int  # the most different pages that one page links to at all
    most_anywhere_page: str


def navigation(folder):
    """Reads every page of a built site."""
    html = inside = 0
    counts, anywhere = [], []
    for path in files(folder):
        if path.suffix != ".html":
            continue
        page, name = path.read_bytes(), str(path.relative_to(folder))
        parts = NAVIGATION.findall(page)
        html += len(page)
        inside += sum(map(len, parts))
        counts.append((len(set(PAGE_LINK.findall(b"".join(parts)))), name))
        anywhere.append((len(set(PAGE_LINK.findall(page))), name))
    counts.sort()
    return Navigation(inside / html, counts[len(counts) // 2][0], *counts[-1], *max(anywhere))
