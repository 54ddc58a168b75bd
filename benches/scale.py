#!/usr/bin/env python3
"""Measures vademecum on sites of growing size: scale.py BINARY [SIZES…] [options]. See README.md beside it."""
import argparse
import dataclasses
import os
import pathlib
import platform
import shutil
import sys
import tempfile

import generate
import measure
import report

SIZES = (100, 1_000, 10_000)
DATE = "2025-01-15"  # the day for which sites are built: the same output on any day
HUGO = "hugo"


@dataclasses.dataclass
class Case:
    """One site and what was measured on it."""

    name: str
    texts: int
    megabytes: float           # of Markdown
    site: pathlib.Path         # a copy of our own: one of its pages is changed and put back
    hugo_site: pathlib.Path    # the same content laid out for Hugo, or None
    costs: dict = dataclasses.field(default_factory=dict)  # step → one Cost a run
    output: object = None
    compressed_output: object = None
    hugo_output: object = None
    navigation: object = None
    rewritten: int = 0         # files that the build after one change wrote again
    failures: list = dataclasses.field(default_factory=list)


class Bench:
    """The steps on one site, for one binary."""

    def __init__(self, arguments, work):
        self.arguments, self.work = arguments, work

    def run(self, cases):
        """All runs, in an order that spreads a noisy minute over all sites: each run goes through all of them, every other run backwards."""
        for number in range(self.arguments.runs):
            for case in cases if number % 2 == 0 else reversed(cases):
                print("run %d, %s…" % (number + 1, case.name), file=sys.stderr, flush=True)
                self.run_case(case, number)

    def run_case(self, case, number):
        plain, packed, hugo = (self.fresh(name) for name in ("plain", "packed", "hugo"))
        measure.run([self.arguments.binary, "check", case.site, "--date", DATE])  # not counted: the sources are in memory from here on
        if case.hugo_site and number % 2:
            self.hugo(case, hugo)
        self.build(case, "cold", plain, "--no-compress")
        if case.hugo_site and not number % 2:
            self.hugo(case, hugo)
        self.build(case, "compressed", packed)
        self.unchanged(case, packed)
        self.one_page(case, packed)
        self.record(case, "check", [self.arguments.binary, "check", case.site, "--date", DATE])
        if number == 0:
            self.look(case, plain, packed, hugo)
        for folder in (plain, packed, hugo):
            shutil.rmtree(folder, ignore_errors=True)

    def fresh(self, name):
        folder = self.work / ("out-" + name)
        shutil.rmtree(folder, ignore_errors=True)
        return folder

    def record(self, case, step, command):
        case.costs.setdefault(step, []).append(measure.run(command))

    def build(self, case, step, out, *options):
        self.record(case, step, [self.arguments.binary, "build", case.site, "--out", out, "--date", DATE, *options])

    def unchanged(self, case, out):
        before = measure.snapshot(out)
        self.build(case, "unchanged", out)
        written = measure.touched(before, measure.snapshot(out))
        if written:
            case.failures.append("a build with nothing changed wrote %d files (%s…)" % (len(written), written[0]))

    def one_page(self, case, out):
        page = middle_page(case.site)
        text, before = page.read_bytes(), measure.snapshot(out)
        page.write_bytes(text + b"\nUne phrase de plus, pour voir.\n")
        try:
            self.build(case, "one page", out)
        finally:
            page.write_bytes(text)
        case.rewritten = len(measure.touched(before, measure.snapshot(out)))
        if case.rewritten == 0:
            case.failures.append("a changed page was not written")

    def hugo(self, case, out):
        self.record(case, HUGO, [self.arguments.hugo, "--quiet", "--noBuildLock", "--source", case.hugo_site, "--destination", out])

    def look(self, case, plain, packed, hugo):
        case.output, case.compressed_output = measure.weigh(plain), measure.weigh(packed)
        case.hugo_output = measure.weigh(hugo) if case.hugo_site else None
        case.navigation = measure.navigation(plain)
        if case.texts >= 1_000 and case.navigation.most_links >= case.texts / 2:
            case.failures.append("the navigation of %s lists %d pages" % (case.navigation.most_page, case.navigation.most_links))


def markdown(site):
    """The texts of a site, in a fixed order."""
    return sorted(path for folder in ("content", "faq", "videos") for path in (site / folder).rglob("*.md"))


def middle_page(site):
    """The page that is changed: no index, which other pages may show."""
    pages = [path for path in markdown(site) if path.name != "index.md" and path.parts[len(site.parts)] == "content"]
    return pages[len(pages) // 2]


def cases(arguments, work):
    """The sites to measure, laid out in the work folder."""
    made = []
    sizes = arguments.sizes or ([] if arguments.corpus else SIZES)
    for size in sizes:
        site = work / ("synthetic-%d" % size)
        generate.generate(site, size, arguments.seed)
        made.append(case("synthetic %s" % report.thousands(size), site, None))
    for at, corpus in enumerate(arguments.corpus):
        site = work / ("corpus-%d" % at)
        shutil.copytree(corpus, site)
        hugo_site = pathlib.Path(arguments.hugo_site[at]).resolve() if arguments.hugo_site else None
        made.append(case(pathlib.Path(corpus).resolve().name, site, hugo_site))
    return made


def case(name, site, hugo_site):
    texts = markdown(site)
    return Case(name, len(texts), sum(path.stat().st_size for path in texts) / 1e6, site, hugo_site)


def environment(arguments):
    """What a reader must know of the machine."""
    version = os.popen('"%s" --version' % arguments.binary).read().strip() or "unknown version"
    return "%s, %d cores, load %.1f at the start, Python %s, %s, %d runs" % (
        platform.system(), os.cpu_count(), os.getloadavg()[0], platform.python_version(), version, arguments.runs)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path, help="vademecum, built with --release")
    parser.add_argument("sizes", type=int, nargs="*", help="sizes of synthetic sites; default %s, or none with --corpus" % (SIZES,))
    parser.add_argument("--runs", type=int, default=3, help="runs of each step; the median counts")
    parser.add_argument("--seed", type=int, default=1, help="of the synthetic sites")
    parser.add_argument("--corpus", action="append", default=[], metavar="FOLDER", help="a site of real texts: FOLDER/vademecum.yaml, FOLDER/content/…; may be given again")
    parser.add_argument("--hugo", type=pathlib.Path, metavar="BINARY", help="Hugo's binary, timed in the same runs")
    parser.add_argument("--hugo-site", action="append", default=[], metavar="FOLDER", help="one for each --corpus: the same texts laid out for Hugo")
    parser.add_argument("--work", type=pathlib.Path, help="where the sites and outputs go for the time of the run (default: a temporary folder)")
    arguments = parser.parse_args()
    arguments.binary = arguments.binary.resolve()
    if not arguments.binary.is_file():
        parser.error("%s is not there: cargo build --release" % arguments.binary)
    if bool(arguments.hugo) != bool(arguments.hugo_site) or arguments.hugo_site and len(arguments.hugo_site) != len(arguments.corpus):
        parser.error("--hugo needs one --hugo-site for each --corpus")
    if arguments.runs < 1 or any(size < 10 for size in arguments.sizes):
        parser.error("at least one run, and at least 10 texts")
    return arguments


def main():
    arguments = parse()
    environment_line = environment(arguments)
    if arguments.work:
        arguments.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vademecum-bench-", dir=arguments.work) as folder:
        made = cases(arguments, pathlib.Path(folder))
        Bench(arguments, pathlib.Path(folder)).run(made)
    print(report.table(made, environment_line + ", load %.1f at the end" % os.getloadavg()[0]))
    sys.exit(any(case.failures for case in made))


if __name__ == "__main__":
    main()
