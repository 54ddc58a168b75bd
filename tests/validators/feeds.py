"""Atom feeds: feedparser must find them well-formed, and each entry must hold what RFC 4287 requires."""

import feedparser
from lxml import etree

from report import files, report, shown

ATOM = "{http://www.w3.org/2005/Atom}"


def problems(feed):
    """What is wrong with one feed."""
    parsed = feedparser.parse(feed.read_bytes())
    if parsed.bozo:
        yield str(parsed.bozo_exception)
    if parsed.version != "atom10":
        yield f"is {parsed.version or 'no feed'}, not Atom 1.0"
    yield from missing(parsed.feed, "the feed")
    root = etree.parse(feed).getroot()
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in root.iter(f"{ATOM}entry")):
        yield "has neither an author of its own nor one in each entry (RFC 4287, 4.1.1)"
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        yield "has no link to itself"
    identifiers = [entry.get("id") for entry in parsed.entries]
    for entry in parsed.entries:
        yield from missing(entry, entry.get("title", "an entry"))
        if identifiers.count(entry.get("id")) > 1:
            yield f"has the identifier {entry.get('id')} more than once"


def missing(element, name):
    """What RFC 4287 requires of a feed and of an entry, absolute addresses included."""
    for key in ("id", "title", "updated"):
        if not element.get(key):
            yield f"{name} has no {key}"
    if not element.get("updated_parsed"):
        yield f"{name} has an unreadable date {element.get('updated')}"
    for link in element.get("links", []):
        if not link.get("href", "").startswith(("https://", "http://")):
            yield f"{name} has a relative link {link.get('href')}"


FEEDS = [file for file in files(".xml") if b"http://www.w3.org/2005/Atom" in file.read_bytes()[:500]]
report("Atom (feedparser)", f"{len(FEEDS)} feeds", [(shown(feed), what) for feed in FEEDS for what in problems(feed)])
