"""What every check has in common: the folders to judge come as arguments, one line says that all is well,
and problems are printed one a line before a check fails."""

import sys
from pathlib import Path

SITES = [Path(site) for site in sys.argv[1:]]


def files(*endings):
    """All files of the built sites whose name ends so, sorted."""
    return [file for site in SITES for file in files_of(site, *endings)]


def files_of(site, *endings):
    """All files of one built site whose name ends so, sorted."""
    return sorted(file for file in site.rglob("*") if file.is_file() and file.name.endswith(endings))


def shown(file):
    """A file as problems name it: the site's name, then the path within."""
    return next((str(file.relative_to(site.parent)) for site in SITES if file.is_relative_to(site)), str(file))


def report(name, count, problems):
    """Prints the outcome and ends the process. A problem is `(where, what)`; the same thing in many places is told
    once, with the first of them."""
    places = {}
    for where, what in problems:
        places.setdefault(what, {})[str(where)] = None
    for what, where in list(places.items())[:40]:
        first, *others = where
        print(f"  {first} {what}{f' (and {len(others)} more places)' if others else ''}")
    if len(places) > 40:
        print(f"  … and {len(places) - 40} more")
    print(f"{'FAIL' if places else 'ok  '} {name}: {count}")
    sys.exit(1 if places else 0)
