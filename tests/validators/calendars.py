"""iCalendar files: the rules of RFC 5545 on lines and required properties, then the icalendar parser.

Parsers are lenient: they accept bare line feeds, long lines and missing identifiers, hence the rules.
"""

import icalendar

from report import files, report, shown


def line_problems(content):
    """Section 3.1: CRLF, at most 75 octets a line, UTF-8, no control character."""
    if not content.endswith(b"\r\n") or b"\n" in content.replace(b"\r\n", b"") or b"\r" in content.replace(b"\r\n", b""):
        yield "has lines that do not end with CRLF"
    for number, line in enumerate(content.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"has a line of more than 75 octets: line {number}"
        if any(byte < 32 and byte != 9 for byte in line):
            yield f"has a control character in line {number}"


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


CALENDARS = files(".ics")
report("iCalendar (RFC 5545, icalendar)", f"{len(CALENDARS)} calendars", [(shown(file), what) for file in CALENDARS for what in problems(file)])
