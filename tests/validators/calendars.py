"""iCalendar files: the rules of RFC 5545 on lines and required properties, then the icalendar parser, and what it reads
compared with the events of the site's YAML, which PyYAML reads.

Parsers are lenient: they accept bare line feeds, long lines and missing identifiers, hence the rules.
"""

import csv
import datetime
import json
import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import jsonschema
import yaml

from report import SITES, files, report, shown

DAY = datetime.timedelta(days=1)
SCHEMA = json.loads((Path(os.environ["DOCS"]) / "calendar.schema.json").read_text())


def line_problems(content):
    """Section 3.1: CRLF, at most 75 octets a line, whole characters, no control character."""
    if not content.endswith(b"\r\n") or b"\n" in content.replace(b"\r\n", b"") or b"\r" in content.replace(b"\r\n", b""):
        yield "has lines that do not end with CRLF"
    for number, line in enumerate(content.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"has a line of more than 75 octets: line {number}"
        if any(byte < 32 and byte != 9 for byte in line):
            yield f"has a control character in line {number}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"splits a character in line {number}"


def event_problems(calendar):
    """Sections 3.6, 3.6.1 and 3.6.5: what a calendar and an event must hold, and time zones that are defined."""
    for key in ("PRODID", "VERSION"):
        if key not in calendar:
            yield f"has no {key}"
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    identifiers = [str(event.get("UID")) for event in events]
    if not events:
        yield "holds no event"
    if len(set(identifiers)) != len(identifiers):
        yield "has an identifier twice"
    for event in events:
        name = event.get("SUMMARY", "an event")
        yield from (f"{name} has no {key}" for key in ("UID", "DTSTAMP", "DTSTART") if key not in event)
        zone = event["DTSTART"].params.get("TZID") if "DTSTART" in event else None
        if zone and zone not in zones:
            yield f"{name} names the time zone {zone}, which the file does not define"
        if "DTEND" in event and event.decoded("DTEND") <= event.decoded("DTSTART"):
            yield f"{name} ends before it starts"


def problems(file):
    """What is wrong with one calendar file."""
    content = file.read_bytes()
    yield from line_problems(content)
    try:
        yield from event_problems(icalendar.Calendar.from_ical(content))
    except ValueError as error:
        yield f"cannot be read: {error}"


def source_of(site):
    """The folder that a site was built from, when it is written beside the site."""
    note = site.parent / f"{site.name}.source"
    return Path(note.read_text().strip()) if note.is_file() else None


def sources():
    """The sites with the events of their YAML, all of whose values are texts, by identifier."""
    for site in SITES:
        if folder := source_of(site):
            content = folder / "content"
            lists = [content / "calendrier.yaml", *sorted((content / "calendrier").glob("*.yaml"))]
            read = [yaml.load(file.read_text(), yaml.BaseLoader) for file in lists if file.is_file()]
            events = [event for one in read if one for event in one["events"]]
            yield site, {event["id"]: event for event in events if event.get("status") != "draft"}


def day(text):
    """A day of the YAML."""
    return datetime.date.fromisoformat(text)


def instant(event):
    """The instant of an event, by the time zone database of Python; None without a time."""
    if "time" not in event:
        return None
    hour, minute = map(int, re.split("[:h]", event["time"]))
    last = day(event.get("date") or event["end"])
    zone = ZoneInfo(event.get("timezone", "Europe/Paris"))
    return datetime.datetime(last.year, last.month, last.day, hour, minute, tzinfo=zone).astimezone(datetime.UTC)


def bare(text):
    """A text without what typography changes: spaces, and the form of apostrophes."""
    return re.sub(r"\s", "", str(text)).replace("’", "'")


def expected(event):
    """What an agenda must show: start, end, status, number of changes, day of the last one."""
    first, last = day(event.get("date") or event["start"]), day(event.get("date") or event["end"])
    at = instant(event) if first == last else None
    changes = [day(change["on"]) for change in event.get("history", [])]
    withdrawn = event.get("status") == "withdrawn"
    status = "CANCELLED" if withdrawn else "TENTATIVE" if event.get("confirmed") == "false" else "CONFIRMED"
    return (at or first, None if at else last + DAY, status, len(changes) + withdrawn, max(changes, default=None))


def found(event, has_changes):
    """The same as the parser reads it."""
    start = event.decoded("DTSTART")
    if isinstance(start, datetime.datetime):
        start = start.astimezone(datetime.UTC)
    changed = event.decoded("LAST-MODIFIED").date() if has_changes else None
    return (start, event.decoded("DTEND", None), str(event["STATUS"]), event["SEQUENCE"], changed)


def differences(site, events):
    """Where the files of a site differ from its YAML: each file with what differs."""
    dated = {name: event for name, event in events.items() if "date" in event or "start" in event}
    seen = set()
    for file in sorted(site.rglob("*.ics")):
        here = set()
        for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
            name = str(event["UID"]).split("@")[0]
            here.add(name)
            if name not in dated:
                yield file, f"holds {name}, which is not in the YAML"
                continue
            source = dated[name]
            wanted, got = expected(source), found(event, "history" in source)
            if wanted != got:
                yield file, f"says of {name} {got}, the YAML {wanted}"
            if bare(source["title"]) not in bare(event["SUMMARY"]):
                yield file, f"calls {name} {event['SUMMARY']}, the YAML {source['title']}"
            if source.get("bound") == "before" and "date" in source and not re.search("avant le|before", event["SUMMARY"]):
                yield file, f"makes a day of « before » in {name}"
            if "{{" in event["DESCRIPTION"] + event["SUMMARY"]:
                yield file, f"shows a shortcode in {name}"
        seen |= here
        if file.parent == site and here != set(dated):
            yield file, f"lacks {sorted(set(dated) - here)}"
        if file.parent.name in ("je-suis", "i-am"):
            mine = {name for name, event in dated.items() if file.stem in event.get("audience", file.stem)}
            if mine != here:
                yield file, f"holds {sorted(here)} instead of {sorted(mine)}"
    if dated and seen != set(dated):
        yield site, f"has no file of {sorted(set(dated) - seen)}"
    yield from data_differences(site, events)


def data_differences(site, events):
    """The same for JSON and the table."""
    if not events:
        return
    name = next(name for name in ("calendrier", "calendar") if (site / f"{name}.json").exists())
    data = json.loads((site / f"{name}.json").read_text())
    for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data):
        yield site / f"{name}.json", f"is not as its schema says: {error.json_path} {error.message}"
    by_name = {event["id"]: event for event in data["events"]}
    if set(by_name) != set(events):
        yield site / f"{name}.json", "has other events than the YAML"
    for key, event in by_name.items():
        source = events.get(key, {})
        wanted = instant(source)
        got = event["instant"] and datetime.datetime.fromisoformat(event["instant"])
        days = (source.get("date") or source.get("start"), source.get("date") or source.get("end"))
        if (wanted, *days, source.get("bound", "on")) != (got, event["start"], event["end"], event["bound"]):
            yield site / f"{name}.json", f"differs from the YAML in {key}"
    with open(site / f"{name}.csv", newline="", encoding="utf-8-sig") as table:
        rows = list(csv.reader(table, delimiter=";" if name == "calendrier" else ","))
    if len(rows) != len(events) + 1 or len({len(row) for row in rows}) != 1:
        yield site / f"{name}.csv", "has not one row of equal length for each event"
    if any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row):
        yield site / f"{name}.csv", "has a cell that a spreadsheet takes for a formula"


CALENDARS = files(".ics")
WRONG = [(shown(file), what) for file in CALENDARS for what in problems(file)]
COMPARED = list(sources())
WRONG += [(shown(file), what) for site, events in COMPARED for file, what in differences(site, events)]
COUNT = sum(len(events) for _, events in COMPARED)
report("iCalendar (RFC 5545, icalendar, PyYAML)", f"{len(CALENDARS)} calendars, {COUNT} events compared", WRONG)
