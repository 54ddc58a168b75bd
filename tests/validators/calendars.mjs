// iCalendar files by a second parser, the one of Thunderbird: in strict mode it refuses unknown and missing values.
import { readFileSync } from "node:fs";
import ical from "ical.js";
import { files, report, shown } from "./report.mjs";

ical.design.strict = true;
const calendars = files(".ics");
const problems = calendars.flatMap((file) => {
  try {
    const calendar = new ical.Component(ical.parse(readFileSync(file, "utf8")));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ical.Event(event));
    return events.filter((event) => !event.startDate || !event.uid).map(() => [shown(file), "has an event without start or identifier"]);
  } catch (error) {
    return [[shown(file), String(error.message ?? error)]];
  }
});
report("iCalendar (ical.js)", `${calendars.length} calendars`, problems);
