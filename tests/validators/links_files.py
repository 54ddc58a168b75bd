"""Links and fragments of the sites opened from the disk, by LinkChecker: a help centre must work from a folder.

An address of another origin is never asked for. Error pages are left out: they answer at any address of a server, so
their links begin at its root.
"""

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from report import files, report, shown

# The program changes to the user "nobody" when run by root, who may not be allowed to read the site.
PROGRAM = "import linkcheck.command.linkchecker as c; c.drop_privileges = lambda: None; c.linkchecker()"
SETTINGS = "[filtering]\ncheckextern=0\n[AnchorCheck]\n"


def check(pages):
    """The rows of the program's answer: one a broken link or a missing fragment."""
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(SETTINGS)
        settings.flush()
        arguments = ["-f", settings.name, "--no-status", "-r", "1", "-o", "csv/utf-8", "--stdin"]
        addresses = "\n".join(page.as_uri() for page in pages)
        run = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], input=addresses, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        report("links, as files (LinkChecker)", "stopped", [("LinkChecker", run.stderr[-800:])])
    lines = [line for line in run.stdout.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))


def problem(row):
    """One row as a problem."""
    parent = Path(unquote(urlsplit(row["parentname"]).path))
    why = row["result"] if row["valid"] == "False" else row["warningstring"]
    return f"{shown(parent)}:{row['line']}", f"→ {row['urlname']} ({why[:160]})"


PAGES = [page for page in files(".html") if page.name != "404.html"]
ROWS = check(PAGES)
report("links, as files (LinkChecker)", f"{len(PAGES)} pages", [problem(row) for row in ROWS])
