"""The manifest against the disk, and compressed copies against their originals, by Python's own decoders."""

import gzip
import hashlib
import json
import zlib

import brotli

from report import SITES, files_of, report, shown

DECODERS = {".gz": gzip.decompress, ".br": brotli.decompress}


def manifest_problems(site):
    """Each file of the folder is listed with its size and SHA-256, and nothing else is."""
    listed = {entry["path"]: entry for entry in json.loads((site / "manifest.json").read_bytes())["files"]}
    there = {file.relative_to(site).as_posix(): file for file in files_of(site, "") if file.name != "manifest.json"}
    for path in listed.keys() ^ there.keys():
        yield f"{site.name}/{path}", "is not in the manifest" if path in there else "is in the manifest only"
    for path in listed.keys() & there.keys():
        content = there[path].read_bytes()
        if listed[path]["sha256"] != hashlib.sha256(content).hexdigest():
            yield shown(there[path]), "has another SHA-256 than the manifest says"
        if listed[path]["bytes"] != len(content):
            yield shown(there[path]), "has another size than the manifest says"


def decoded(copy):
    """What a compressed copy holds; nothing when it is damaged."""
    try:
        return DECODERS[copy.suffix](copy.read_bytes())
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def copy_problems(copy):
    """A compressed copy gives its original back, and is worth having."""
    original = copy.with_suffix("")
    if not original.is_file():
        yield shown(copy), "has no original"
        return
    if decoded(copy) != original.read_bytes():
        yield shown(copy), "does not give its original back"
    if copy.stat().st_size >= original.stat().st_size > 0:
        yield shown(copy), "is no smaller than its original"


# What a browser decodes itself has no original: `search_data.mjs` judges it.
COPIES = [copy for site in SITES for copy in files_of(site, ".gz", ".br") if "search-data/" not in copy.as_posix() or copy.name.startswith(("plain.js", "worker.js", "current.json"))]
FOUND = [found for site in SITES for found in manifest_problems(site)] + [found for copy in COPIES for found in copy_problems(copy)]
report("manifest.json, .gz and .br", f"{len(SITES)} manifests, {len(COPIES)} compressed copies", FOUND)
