"""Addresses that are no links of a page: sitemap.xml by its schema, robots.txt by Python's own parser, llms.txt by its
links. Each address must be a file of the site, and every page that may be indexed must be in the sitemap."""

import re
import urllib.robotparser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from report import SITES, files_of, report, shown

SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("sitemap.rng")))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def base_of(site):
    """The public address of a site: that of its home page. None without one."""
    home = html.parse(site / "index.html").xpath("//link[@rel='canonical']/@href")
    return home[0] if home else None


def file_at(site, base, address):
    """The file that a server shows at a public address of the site; None outside of it."""
    if not address.startswith(base):
        return None
    path = unquote(urlsplit(address[len(base):]).path)
    return site / (path + "index.html" if path == "" or path.endswith("/") else path)


def is_file(path):
    """Whether there is a path and a file at it."""
    return path is not None and path.is_file()


def sitemap_problems(site, base, text):
    """What is wrong with the sitemap, by the protocol and by the pages."""
    tree = etree.fromstring(text)
    if not SCHEMA.validate(tree):
        yield str(SCHEMA.error_log.last_error)
    if len(text) > 50 * 2**20 or len(tree) > 50_000:
        yield "is longer than the protocol allows"
    listed = [element.text for element in tree.iter(f"{SITEMAP}loc")]
    if len(set(listed)) != len(listed):
        yield "lists an address twice"
    found = {file_at(site, base, address) for address in listed}
    yield from (f"lists {address}, which is no file" for address in listed if not is_file(file_at(site, base, address)))
    for page in files_of(site, ".html"):
        wanted = not html.parse(page).xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
        if wanted != (page in found):
            yield f"{'lacks' if wanted else 'lists'} {shown(page)}, which {'may' if wanted else 'may not'} be indexed"


def robots_problems(site, base, text):
    """What is wrong with robots.txt, as a crawler reads it."""
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(text.splitlines())
    for line in text.splitlines():
        if line.strip() and not re.match(r"(?i)(#|(user-agent|allow|disallow|sitemap|crawl-delay): ?\S*)", line):
            yield f"has a line that crawlers do not know: {line}"
    if not robots.can_fetch("*", f"{base or 'https://site.example/'}index.html"):
        yield "keeps crawlers from the home page"
    maps = robots.site_maps() or []
    if base and maps != [f"{base}sitemap.xml"]:
        yield f"names the sitemaps {maps}"


def llms_problems(site, base, text):
    """What is wrong with llms.txt: it opens with a level-1 heading, and its links are files of the site."""
    if not text.startswith("# "):
        yield "does not open with its title"
    for address in re.findall(r"\]\(([^)]+)\)", text):
        if not is_file(file_at(site, base or "", address)):
            yield f"→ {address} is no file of the site"


def problems(site):
    """The problems of one site, and the names of the files that were read."""
    base = base_of(site)
    checks = {"robots.txt": robots_problems, "llms.txt": llms_problems}
    if base:
        checks["sitemap.xml"] = sitemap_problems
    for name, check in checks.items():
        file = site / name
        if not file.is_file():
            yield shown(file), "is missing"
            continue
        text = file.read_bytes() if name.endswith(".xml") else file.read_text("utf-8")
        yield from ((shown(file), what) for what in check(site, base, text))


report("sitemap.xml, robots.txt, llms.txt", f"{len(SITES)} sites", [found for site in SITES for found in problems(site)])
