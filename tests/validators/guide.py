"""The PDF guide against the pages of the same site, read by programs that are not ours.

qpdf's syntax check and the structure tree through pikepdf; the text of that tree, in reading order, through poppler; the
rules of PDF/UA-1 that a machine can check through pdfua and outloud. Every block of words of the HTML pages must be in the guide, and
in no more places than on the pages and in the same order; every heading, list, head of a table, link and picture of the pages has its like.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
from lxml import html
from pdfua import Validator

from report import SITES, files_of, report, shown

# What the guide adds to words: numbers of pages, addresses, hyphens at line ends, places where lines may end.
ADDED = re.compile(r"\((voir|see) p\.\s*\d+\)|\((?:[^()\s]*[/.@][^()\s]*|\+?[\d\s]+)\)")
LEFT_OUT = re.compile(r"[\s\u200b-\u200d\u00ad\u2010\ufe00-\ufe0f-]+")
# A character that no font has is shown by its number.
NUMBER = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
# Roles of standard structure types (ISO 32000-1, 14.8.4) that are asked for.
HEADING = re.compile(r"/H[1-6]$")
NOT_A_PAGE = ("404.html", "recherche/index.html", "search/index.html")


def squeezed(text):
    """The letters of a text as both sides show them."""
    text = NUMBER.sub(lambda found: chr(int(found[1], 16)), text.replace("\u200b", ""))
    text = ADDED.sub("", re.sub(r"\s+", " ", text))
    return LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def text_of(pdf):
    """The text of a PDF in the order of its structure, without what is only decoration."""
    told = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, check=True).stdout.decode(errors="replace")
    lines = re.findall(r'^\s+"(.*)"$', told, re.M)
    # A word that is cut at a line end ends with a hyphen on a line of its own.
    return squeezed("".join(lines))


def plain_text_of(pdf):
    """The text of a PDF page by page. poppler's structure output drops what follows a span with a text of its own, as
    some hyphens are."""
    return squeezed(subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode())


def elements(pdf):
    """Every structure element, in reading order: its role and itself."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/S" in node:
            yield str(node.S), node
        kids = node.get("/K", [])
        waiting.extend(reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids]))


def structure_problems(file):
    """What is wrong with the tags and properties of one file."""
    with pikepdf.open(file) as pdf:
        yield from pdf.check_pdf_syntax()
        root = pdf.Root
        if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
            yield "is not tagged"
            return
        if str(root.get("/Lang", "")) not in ("fr", "en", "fr-FR", "en-GB"):
            yield f"has the language {root.get('/Lang')}"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield "does not show its title"
        if "/Outlines" not in root or "/First" not in root.Outlines:
            yield "has no bookmarks"
        with pdf.open_metadata() as metadata:
            if metadata.get("pdfuaid:part") != "1":
                yield "does not say that it is PDF/UA-1"
            if not metadata.get("dc:title"):
                yield "has no title"
        levels = [int(role[2]) for role, _ in elements(pdf) if HEADING.match(role)]
        yield from (f"skips from level {one} to {two}" for one, two in zip([1, *levels], levels) if two > one + 1)
        for role, node in elements(pdf):
            if role == "/Figure" and not str(node.get("/Alt", "")).strip():
                yield "has a picture without words"
        if not any(HEADING.match(role) for role, _ in elements(pdf)):
            yield "has no heading"
    for found in Validator().validate(str(file)).findings:
        yield f"pdfua: {found.rule_id} {found.message}"


def said(page):
    """All letters of a page, with those of its lists and cards."""
    return squeezed(" ".join("".join(main.itertext()) for main in page.xpath("//main")))


def blocks(page):
    """The blocks of words of the text of a page: those that hold no other block."""
    inner = "p|h1|h2|h3|h4|h5|h6|li|dt|dd|td|th|figcaption|pre|blockquote|table|ul|ol|dl|div|figure|details|summary"
    leaf = "[not(" + " or ".join(f".//{name}" for name in inner.split("|")) + ")]"
    wanted = [name for name in inner.split("|") if name not in ("table", "ul", "ol", "dl", "div", "figure", "details", "blockquote")]
    content = "//article//div[@class='content']"
    for element in page.xpath("|".join(f"{content}//{name}{leaf}" for name in wanted)):
        for reference in element.xpath(".//sup[@class='footnote-ref']"):
            # The number of a note is that of its page here, and of its place in the guide there.
            reference.text, reference.tail = None, f"\u241e{reference.tail or ''}"
            for inner in list(reference):
                reference.remove(inner)
        if not element.xpath("ancestor::section[@class='footnotes']|ancestor::div[contains(@class, 'card')]|ancestor::div[@class='contact']"):
            yield element.tag, "".join(element.itertext())


def pages(site):
    """The pages of a site that are read, but for those that only lead elsewhere and those of archives."""
    for file in files_of(site, ".html"):
        name = file.relative_to(site).as_posix()
        page = html.parse(file).getroot()
        leads = page.xpath("//meta[@http-equiv='refresh']")
        if not leads and name not in NOT_A_PAGE and not name.startswith(("archives/", "search-data/")):
            yield name, page


def word_problems(site, guide):
    """Words of pages that the guide lacks or repeats, and kinds of elements that it has too few of."""
    text, plain = text_of(guide), plain_text_of(guide)
    wanted = Counter()
    kinds = Counter()
    everything = ""
    for name, page in pages(site):
        everything += said(page)
        for tag, words in blocks(page):
            for part in words.split("\u241e"):
                letters = squeezed(part)
                wanted[letters] += len(letters) > 60
                if len(letters) > 2 and letters not in text and letters not in plain:
                    yield f"lacks words of {name}: «{' '.join(part.split())[:90]}»"
        content = page.xpath("//article//div[@class='content']")
        for part in content:
            kinds.update({"/Figure": len(part.xpath(".//img[@alt!='']")), "/TH": len(part.xpath(".//th"))})
            kinds.update({"/L": len(part.xpath(".//ul[not(ancestor::div[contains(@class, 'card')])]|.//ol"))})
            kinds.update({"headings": len(part.xpath(".//h2|.//h3|.//h4|.//h5|.//h6"))})
    for letters in +wanted:
        here, there = text.count(letters), everything.count(letters)
        if here > there:
            yield f"says {here} times what pages say {there} times: «{letters[:90]}»"
    with pikepdf.open(guide) as pdf:
        roles = Counter("headings" if HEADING.match(role) else role for role, _ in elements(pdf))
    for kind, count in kinds.items():
        if roles[kind] < count:
            yield f"has {roles[kind]} elements {kind} where pages have {count}"


def order_problems(site, guide):
    """Blocks of words that stand before those that a page has before them. Asked of what the guide says once, and not of
    transcripts, which pages fold and show before the text of a video."""
    text = text_of(guide)
    for name, page in pages(site):
        before = (0, "")
        for folded in page.xpath("//details[contains(@class, 'transcript')]"):
            folded.drop_tree()
        for _, words in blocks(page):
            letters = squeezed(words.split("\u241e")[0])
            if len(letters) < 12 or text.count(letters) != 1:
                continue
            at = (text.index(letters), letters)
            if at < before:
                yield f"says what {name} says in another order: «{letters[:60]}» before «{before[1][:60]}»"
            before = at


def languages(file):
    """The languages of parts of a PDF: of elements, and of runs of text."""
    with pikepdf.open(file) as pdf:
        yield from (str(node.Lang) for _, node in elements(pdf) if "/Lang" in node)
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page, "BDC"):
                yield from (str(part.Lang) for part in instruction.operands[1:] if "/Lang" in part)


def language_problems(site, guide):
    """Languages in which the pages say something and the guide nothing."""
    wanted = {tag for _, page in pages(site) for tag in page.xpath("//div[@class='content']//@lang")}
    yield from (f"says nothing in {tag}" for tag in wanted - set(languages(guide)))


def slide_problems(site, book):
    """Words of slides that the book of all slides does not say to who cannot see them, or that no search finds."""
    with pikepdf.open(book) as pdf:
        told = squeezed("".join(str(node.get("/Alt", "")) for role, node in elements(pdf) if role == "/Figure"))
    found = plain_text_of(book)
    for deck in files_of(site, ".pdf"):
        if deck.relative_to(site).parts[0] != "videos":
            continue
        words = subprocess.run(["pdftotext", "-layout", str(deck), "-"], capture_output=True, check=True).stdout.decode()
        for line in filter(None, map(squeezed, words.splitlines())):
            for place, text in (("the alternative texts", told), ("the text", found)):
                if line not in text:
                    yield f"lacks in {place}: «{line}»"


# Judged by proportions, and wrong here: a table of dates in two columns has a head in each row and few other cells; runs of
# text are painted in the order of their tags; an attribution that comes back is no running head.
NOT_ASKED = "TBL-010,ORD-001,PAG-001"


def outloud_problems(files):
    """What outloud finds against PDF/UA-1 in all files at once."""
    command = [Path(sys.executable).with_name("outloud"), "--layer", "conformance", "--skip", NOT_ASKED, "--json", "-", *map(str, files)]
    told = subprocess.run(command, capture_output=True, check=False).stdout
    for result in json.loads(told)["results"] if files else []:
        for found in result["findings"]:
            yield Path(result["path"]), f"outloud: {found['rule']} {found['message']} ({found.get('evidence')})"


GUIDES = [file for site in SITES for file in files_of(site, ".pdf") if file.relative_to(site).parts[0] == "pdf"]
PROBLEMS = [(file, what) for file in GUIDES for what in structure_problems(file)]
PROBLEMS += outloud_problems(GUIDES)
for SITE in SITES:
    GUIDE = SITE / "pdf" / "guide.pdf"
    if GUIDE.exists() and not any(GUIDE == file and "not tagged" in what for file, what in PROBLEMS):
        PROBLEMS += [(GUIDE, what) for what in word_problems(SITE, GUIDE)]
        PROBLEMS += [(GUIDE, what) for what in language_problems(SITE, GUIDE)]
        PROBLEMS += [(GUIDE, what) for what in order_problems(SITE, GUIDE)]
    for name in ("presentations.pdf", "slides.pdf"):
        if (SITE / "pdf" / name).exists():
            PROBLEMS += [(SITE / "pdf" / name, what) for what in slide_problems(SITE, SITE / "pdf" / name)]
report("the PDF guide (qpdf, poppler, pdfua, outloud)", f"{len(GUIDES)} files", [(shown(file), what) for file, what in PROBLEMS])
