"""No file goes out unjudged: each kind of file is either under a check or listed here, with the reason."""

from report import files, report, shown

JUDGED = (".html", ".svg", ".css", ".js", ".vtt", ".xml", ".ics", ".pdf", ".gz", ".br", "/robots.txt", "/llms.txt", "/manifest.json", "/calendrier.json", "/calendar.json", "/search-data/current.json")
# Files of the author or of the theme, given out byte for byte, and copies of the author's Markdown.
GIVEN = (".md", ".png", ".mp4", ".ods", ".csv", ".woff2")


def known(file):
    """Whether a file is judged, or given out as it came."""
    return file.as_posix().endswith(JUDGED + GIVEN) or (file.parent.name == "fonts" and file.suffix == ".txt")


FILES = files("")
report("every kind of file is known", f"{len(FILES)} files", [(shown(file), "is of a kind that nothing judges") for file in FILES if not known(file)])
