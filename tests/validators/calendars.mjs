// iCalendar files by a second parser, the one of Thunderbird: in strict mode it refuses unknown and missing values. It
// knows no time zones, so that instants are those of the definitions in the files; they are compared with those that
// Intl works out from the YAML of the site, read by the package yaml.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ical from "ical.js";
import { parse } from "yaml";
import { files, filesOf, report, shown, sites } from "./report.mjs";

ical.design.strict = true;
const calendars = files(".ics");
const problems = [];

/** The events of a file; each time with the zone that the file defines. */
function eventsOf(file) {
  ical.TimezoneService.reset();
  const calendar = new ical.Component(ical.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ical.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((event) => new ical.Event(event));
}

/** The events of the YAML of a site by identifier, all values as texts; null when its source is not known. */
function sourceOf(site) {
  const note = `${site}.source`;
  if (!existsSync(note)) return null;
  const content = join(readFileSync(note, "utf8").trim(), "content");
  const folder = join(content, "calendrier");
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name)) : [];
  const lists = [join(content, "calendrier.yaml"), ...more].filter((file) => existsSync(file));
  const events = lists.flatMap((file) => parse(readFileSync(file, "utf8"), { schema: "failsafe" })?.events ?? []);
  return new Map(events.filter((event) => event.status !== "draft").map((event) => [event.id, event]));
}

/** How far a zone is from UTC at an instant, in milliseconds. */
function offset(zone, instant) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - instant;
}

/** The instant of a time of a zone: the first when it comes twice, by the offset before when it does not come. */
function instant(day, time, zone) {
  const [hour, minute] = time.split(/[:h]/).map(Number);
  const clock = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const [before, after] = [-86_400_000, 86_400_000].map((step) => offset(zone, clock + step));
  return [before, after].map((of) => clock - of).find((at) => offset(zone, at) === clock - at) ?? clock - before;
}

/** What an agenda must show of an event. */
function expected(event) {
  const [first, last] = [event.date ?? event.start, event.date ?? event.end];
  const timed = event.time && first === last;
  const changes = event.history?.length ?? 0;
  const withdrawn = event.status === "withdrawn";
  return JSON.stringify({
    start: timed ? instant(first, event.time, event.timezone ?? "Europe/Paris") : first,
    end: timed ? null : new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10),
    status: withdrawn ? "CANCELLED" : event.confirmed === "false" ? "TENTATIVE" : "CONFIRMED",
    sequence: changes + (withdrawn ? 1 : 0),
  });
}

/** The same as the parser reads it. */
function found(event) {
  const { startDate, component } = event;
  const end = component.getFirstPropertyValue("dtend");
  return JSON.stringify({
    start: startDate.isDate ? startDate.toString() : startDate.toUnixTime() * 1000,
    end: end?.toString() ?? null,
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
  });
}

/** A text without what typography changes: spaces, and the form of apostrophes. */
const bare = (text) => text.replace(/\s/g, "").replaceAll("’", "'");
let compared = 0;

/** Compares one event of a file with the YAML. */
function compare(file, event, source) {
  compared += 1;
  if (!source) return problems.push([shown(file), `holds ${event.uid}, which is not in the YAML`]);
  const [wanted, got] = [expected(source), found(event)];
  if (wanted !== got) problems.push([shown(file), `says of ${event.uid} ${got}, the YAML ${wanted}`]);
  if (!bare(event.summary).includes(bare(source.title))) problems.push([shown(file), `calls ${event.uid} ${event.summary}`]);
}

for (const file of calendars) {
  try {
    const events = eventsOf(file);
    if (events.some((event) => !event.startDate || !event.uid)) problems.push([shown(file), "has an event without start or identifier"]);
    const source = sites.filter((site) => file.startsWith(site)).map(sourceOf)[0];
    if (source) events.forEach((event) => compare(file, event, source.get(event.uid.split("@")[0])));
  } catch (error) {
    problems.push([shown(file), String(error.message ?? error)]);
  }
}
for (const site of sites.filter(sourceOf)) {
  const dated = [...sourceOf(site).values()].filter((event) => event.date ?? event.start);
  const whole = filesOf(site, ".ics").find((file) => dirname(file) === site);
  const there = whole ? eventsOf(whole).length : 0;
  if (there !== dated.length) problems.push([basename(site), `has ${there} of ${dated.length} events`]);
}
report("iCalendar (ical.js, yaml)", `${calendars.length} calendars, ${compared} events compared`, problems);
