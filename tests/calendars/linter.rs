//! The rules of RFC 5545 that parsers do not mind: a linter that knows nothing of how our files are written.

use std::collections::BTreeSet;

/// A line: its name, its parameters and its value.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: String,
    pub parameters: Vec<(String, String)>,
    pub value: String,
}

/// A component with its lines and those in it.
#[derive(Clone, Debug)]
pub struct Component {
    pub name: String,
    pub lines: Vec<Line>,
    pub parts: Vec<Component>,
}

impl Component {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    pub fn value(&self, name: &str) -> &str {
        self.line(name).map_or("", |line| line.value.as_str())
    }

    pub fn parts(&self, name: &str) -> Vec<&Component> {
        self.parts.iter().filter(|part| part.name == name).collect()
    }
}

impl Line {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a file does wrong; nothing when it keeps the rules.
pub fn problems(bytes: &[u8]) -> Vec<String> {
    let mut problems = physical_lines(bytes);
    match std::str::from_utf8(bytes) {
        Err(error) => problems.push(format!("is not UTF-8: {error}")),
        Ok(text) => match parse(text) {
            Err(error) => problems.push(error),
            Ok(calendar) => judge(&calendar, &mut problems),
        },
    }
    problems
}

/// Section 3.1: lines end with CRLF, hold at most 75 octets, whole characters, and no controls.
fn physical_lines(bytes: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    if !bytes.ends_with(b"\r\n") {
        problems.push("does not end with CRLF".to_owned());
    }
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let is_last = at == bytes.iter().filter(|byte| **byte == b'\n').count();
        let line = match line.strip_suffix(b"\r") {
            Some(line) => line,
            None if is_last && line.is_empty() => continue,
            None => {
                problems.push(format!("line {} ends with a bare LF", at + 1));
                line
            }
        };
        if line.len() > 75 {
            problems.push(format!("line {} has {} octets", at + 1, line.len()));
        }
        if std::str::from_utf8(line).is_err() {
            problems.push(format!("line {} splits a character", at + 1));
        }
        if line.iter().any(|byte| (*byte < 32 && *byte != b'\t') || *byte == 127) {
            problems.push(format!("line {} holds a control character", at + 1));
        }
        if line.is_empty() {
            problems.push(format!("line {} is empty", at + 1));
        }
    }
    problems
}

/// The calendar of a file, unfolded.
pub fn parse(text: &str) -> Result<Component, String> {
    let text = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut open: Vec<Component> = Vec::new();
    let mut done = Vec::new();
    for line in text.lines() {
        let line = content_line(line).ok_or_else(|| format!("is no content line: {line}"))?;
        match line.name.as_str() {
            "BEGIN" => open.push(Component { name: line.value, lines: Vec::new(), parts: Vec::new() }),
            "END" => {
                let closed = open.pop().filter(|one| one.name == line.value);
                let closed = closed.ok_or_else(|| format!("END:{} closes nothing", line.value))?;
                match open.last_mut() {
                    Some(outer) => outer.parts.push(closed),
                    None => done.push(closed),
                }
            }
            _ => open.last_mut().ok_or_else(|| format!("{} stands outside", line.name))?.lines.push(line),
        }
    }
    match (done.pop(), done.is_empty(), open.is_empty()) {
        (Some(calendar), true, true) if calendar.name == "VCALENDAR" => Ok(calendar),
        _ => Err("is not one VCALENDAR".to_owned()),
    }
}

fn content_line(line: &str) -> Option<Line> {
    let mut quoted = false;
    let colon = line.find(|c: char| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    let mut parts = line[..colon].split(';');
    let name = parts.next().filter(|name| is_name(name))?.to_owned();
    let parameter = |part: &str| part.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    let parameters: Option<Vec<_>> = parts.map(parameter).collect();
    Some(Line { name, parameters: parameters?, value: line[colon + 1..].to_owned() })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Sections 3.4 and 3.6: what must be there, what may be there once, and what names what.
fn judge(calendar: &Component, problems: &mut Vec<String>) {
    for name in ["VERSION", "PRODID"] {
        exactly_once(calendar, name, problems);
    }
    if calendar.value("VERSION") != "2.0" {
        problems.push("VERSION is not 2.0".to_owned());
    }
    if calendar.parts.is_empty() {
        problems.push("holds no component".to_owned());
    }
    let mut zones = BTreeSet::new();
    for zone in calendar.parts("VTIMEZONE") {
        judge_zone(zone, problems);
        if !zones.insert(zone.value("TZID").to_owned()) {
            problems.push("defines a time zone twice".to_owned());
        }
    }
    let mut identifiers = BTreeSet::new();
    for event in calendar.parts("VEVENT") {
        judge_event(event, &zones, problems);
        if !identifiers.insert(event.value("UID")) {
            problems.push(format!("UID {} is there twice", event.value("UID")));
        }
    }
    judge_texts(calendar, problems);
}

fn exactly_once(component: &Component, name: &str, problems: &mut Vec<String>) {
    let count = component.all(name).count();
    if count != 1 {
        problems.push(format!("{} has {name} {count} times", component.name));
    }
}

fn judge_zone(zone: &Component, problems: &mut Vec<String>) {
    exactly_once(zone, "TZID", problems);
    if zone.parts.is_empty() {
        problems.push("VTIMEZONE has no observance".to_owned());
    }
    for observance in &zone.parts {
        if !matches!(observance.name.as_str(), "STANDARD" | "DAYLIGHT") {
            problems.push(format!("VTIMEZONE holds {}", observance.name));
        }
        for name in ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"] {
            exactly_once(observance, name, problems);
        }
        let is_offset = |value: &str| {
            matches!(value.len(), 5 | 7)
                && value.starts_with(['+', '-'])
                && value[1..].bytes().all(|b| b.is_ascii_digit())
        };
        if !["TZOFFSETFROM", "TZOFFSETTO"].iter().all(|name| is_offset(observance.value(name))) {
            problems.push("an offset is malformed".to_owned());
        }
        if !is_date_time(observance.value("DTSTART")) {
            problems.push("an observance does not begin at a local time".to_owned());
        }
    }
}

fn judge_event(event: &Component, zones: &BTreeSet<String>, problems: &mut Vec<String>) {
    for name in ["UID", "DTSTAMP", "DTSTART"] {
        exactly_once(event, name, problems);
    }
    for name in ["SUMMARY", "DESCRIPTION", "DTEND", "DURATION", "SEQUENCE", "STATUS", "URL", "LAST-MODIFIED", "TRANSP"]
    {
        if event.all(name).count() > 1 {
            problems.push(format!("VEVENT has {name} twice"));
        }
    }
    for name in ["DTSTAMP", "LAST-MODIFIED"] {
        if event.line(name).is_some_and(|line| !line.value.strip_suffix('Z').is_some_and(is_date_time)) {
            problems.push(format!("{name} is not in UTC"));
        }
    }
    if event.line("STATUS").is_some_and(|line| !["TENTATIVE", "CONFIRMED", "CANCELLED"].contains(&line.value.as_str()))
    {
        problems.push("STATUS has no such value".to_owned());
    }
    if event.line("SEQUENCE").is_some_and(|line| line.value.parse::<u32>().is_err()) {
        problems.push("SEQUENCE is no number".to_owned());
    }
    judge_dates(event, zones, problems);
    for alarm in &event.parts {
        for name in ["ACTION", "TRIGGER", "DESCRIPTION"] {
            exactly_once(alarm, name, problems);
        }
    }
}

fn judge_dates(event: &Component, zones: &BTreeSet<String>, problems: &mut Vec<String>) {
    let is_day = |line: &Line| line.parameter("VALUE") == Some("DATE");
    for line in ["DTSTART", "DTEND"].into_iter().filter_map(|name| event.line(name)) {
        let value = line.value.as_str();
        let well = match (is_day(line), line.parameter("TZID")) {
            (true, None) => is_date(value),
            (false, None) => is_date_time(value.trim_end_matches('Z')),
            (false, Some(_)) => is_date_time(value),
            (true, Some(_)) => false,
        };
        if !well {
            problems.push(format!("{} is malformed: {value}", line.name));
        }
        if let Some(zone) = line.parameter("TZID").filter(|zone| !zones.contains(*zone)) {
            problems.push(format!("time zone {zone} is not defined"));
        }
    }
    if let (Some(start), Some(end)) = (event.line("DTSTART"), event.line("DTEND")) {
        if is_day(start) != is_day(end) {
            problems.push("DTEND is of another type than DTSTART".to_owned());
        } else if start.parameter("TZID") == end.parameter("TZID") && end.value <= start.value {
            problems.push("DTEND is not later than DTSTART".to_owned());
        }
    }
}

/// Section 3.3.11: in texts, commas and semicolons are escaped, and a backslash escapes something.
fn judge_texts(component: &Component, problems: &mut Vec<String>) {
    const TEXTS: [&str; 6] = ["SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "UID", "TZNAME"];
    for line in component.lines.iter().filter(|line| TEXTS.contains(&line.name.as_str())) {
        if unescaped(&line.value).is_none() {
            problems.push(format!("{} is not escaped: {}", line.name, line.value));
        }
    }
    component.parts.iter().for_each(|part| judge_texts(part, problems));
}

/// What a text says; `None` when it is not escaped as it should be.
pub fn unescaped(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' | 'N' => '\n',
                c @ ('\\' | ';' | ',') => c,
                _ => return None,
            },
            ';' | ',' => return None,
            c => c,
        });
    }
    Some(out)
}

fn is_date(value: &str) -> bool {
    value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_date_time(value: &str) -> bool {
    value
        .split_once('T')
        .is_some_and(|(day, time)| is_date(day) && time.len() == 6 && time.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn a_sound_file_is_sound() {
    assert_eq!(problems(SOUND.as_bytes()), Vec::<String>::new());
}

#[test]
fn what_parsers_let_through_is_refused() {
    for (from, to, expected) in [
        ("UID:a@b.c\r\n", "", "VEVENT has UID 0 times"),
        ("DTSTAMP:20240101T000000Z\r\n", "", "VEVENT has DTSTAMP 0 times"),
        ("DTSTAMP:20240101T000000Z", "DTSTAMP:20240101T000000", "DTSTAMP is not in UTC"),
        ("VERSION:2.0\r\n", "VERSION:2.0\n", "ends with a bare LF"),
        ("END:VCALENDAR\r\n", "END:VCALENDAR", "does not end with CRLF"),
        ("Un titre", "Un titre, qui continue", "is not escaped"),
        ("Un titre", "Un titre qui n’en finit pas de dire tout ce que la ligne ne peut pas porter", "octets"),
        ("Un titre", "Un titr\u{7}e", "control character"),
        ("DTSTART;TZID=Europe/Paris", "DTSTART;TZID=Europe/Pari", "time zone Europe/Pari is not defined"),
        ("END:VEVENT\r\n", "DTEND;VALUE=DATE:20241212\r\nEND:VEVENT\r\n", "another type"),
        ("END:VEVENT\r\n", "DTEND;TZID=Europe/Paris:20241211T170000\r\nEND:VEVENT\r\n", "not later"),
        ("20241211T170000", "20241211T1700", "malformed"),
        ("TZOFFSETTO:+0100\r\n", "", "STANDARD has TZOFFSETTO 0 times"),
        ("PRODID:x\r\n", "", "VCALENDAR has PRODID 0 times"),
        ("END:VEVENT\r\n", "", "closes nothing"),
        ("STATUS:CONFIRMED", "STATUS:OK", "STATUS"),
        ("SEQUENCE:0", "SEQUENCE:x", "SEQUENCE"),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let found = problems(SOUND.replacen(from, to, 1).as_bytes());
        assert!(found.iter().any(|problem| problem.contains(expected)), "{from:?} → {to:?}: {found:?}");
    }
    let split = SOUND.replace("Un titre", "Un titr\u{e9}").into_bytes();
    let at = split.windows(2).position(|two| two == "é".as_bytes()).unwrap() + 1;
    let split = [&split[..at], b"\r\n ", &split[at..]].concat();
    assert!(problems(&split).iter().any(|problem| problem.contains("splits a character")), "{:?}", problems(&split));
    let twice = SOUND.replacen("BEGIN:VEVENT", &format!("{}BEGIN:VEVENT", event()), 1);
    assert!(problems(twice.as_bytes()).iter().any(|problem| problem.contains("there twice")));
}

fn event() -> &'static str {
    let from = SOUND.find("BEGIN:VEVENT").unwrap();
    &SOUND[from..SOUND.find("END:VCALENDAR").unwrap()]
}

const SOUND: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n\
    BEGIN:STANDARD\r\nDTSTART:20241027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n\
    END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a@b.c\r\nDTSTAMP:20240101T000000Z\r\nSEQUENCE:0\r\n\
    DTSTART;TZID=Europe/Paris:20241211T170000\r\nSUMMARY:Un titre\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
